"""From pydantic's errors to problems an office can act on, in both languages."""

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from baolian.rules.packs import forms
from baolian.rules.packs.forms import TRIGGER_FORMS, Form, ReadAs, Text
from baolian.rules.packs.pack import Pack
from baolian.rules.packs.problems import BOTH_LANGUAGES, REQUIRED, Fault, Loc, inside, one_of

TABLE = Text(zh="表 {...}", en="a table {...}")
LIST = Text(zh="列表 [...]", en="a list [...]")
TYPES = {
    "string_type": Text(zh="加引号的文字", en="a text in quotes"),
    "int_type": Text(zh="整数", en="a whole number"),
    "bool_type": Text(zh="true 或 false", en="true or false"),
    "tuple_type": LIST,
    "mapping_type": TABLE,
    "dict_type": TABLE,
    "model_type": TABLE,
    "model_attributes_type": TABLE,
    "string_too_short": Text(zh="非空文字", en="a text that is not empty"),
    "office_hours_order": Text(zh="start 早于 end 的办公时间", en="a start before the end"),
    "behind_plan_measure": Text(
        zh="points、over_points、below_percent 三者之一",
        en="one of the measures points, over_points, below_percent",
    ),
    "same_day_or_limit": Text(
        zh="当日 same_day 或时限 decide 之一", en="either same_day = true or a limit decide"
    ),
    "too_short": Text(zh="至少一项", en="at least one entry"),
}
PATTERNS = {
    forms.CODE: Text(
        zh="代码：小写字母开头，只含小写字母、数字和下划线",
        en="a code: lower-case letters, digits and _, beginning with a letter",
    ),
    forms.PACK_CODE: Text(
        zh="规则包代码，如 shangluo 或 shangluo/danfeng",
        en="a pack's code, as shangluo or shangluo/danfeng",
    ),
    forms.PLACE_CODE: Text(zh="6 位或 9 位区划代码", en="a division code of 6 or 9 digits"),
    forms.CLOCK_TIME: Text(zh='时刻，如 "08:00"', en='a time of day, as "08:00"'),
}


def explain(error: ValidationError, data: object) -> list[Fault]:
    """One fault for each of pydantic's errors; `data` is what was validated."""
    return [
        _fault(details, data)
        for details in error.errors(include_url=False)
        # A list whose only entries are wrong is also called too short: the entries were told.
        if not (details["type"] == "too_short" and details["input"])
    ]


def _fault(details: ErrorDetails, data: object) -> Fault:
    loc = _as_written(details["loc"], data)
    context = details.get("ctx", {})
    match details["type"]:
        case "missing":
            return Fault(loc, None, BOTH_LANGUAGES if loc[-1] in ("zh", "en") else REQUIRED)
        case "extra_forbidden":
            keys = _known_keys(details["loc"][:-1])
            return Fault(loc, loc[-1], one_of(keys), keys)
        case "enum" | "literal_error":
            words = _quoted(context["expected"])
            return Fault(loc, details["input"], one_of(words), words)
        case "union_tag_invalid" | "union_tag_not_found":
            kind = inside(details["input"], "kind")
            return Fault((*loc, "kind"), kind, one_of([*TRIGGER_FORMS]), [*TRIGGER_FORMS])
    return Fault(loc, details["input"], _expected(details, context))


def _expected(details: ErrorDetails, context: dict[str, Any]) -> Text:
    match context:
        case {"ge": least}:
            return Text(zh=f"不小于 {least} 的数", en=f"a number of at least {least}")
        case {"le": most}:
            return Text(zh=f"不大于 {most} 的数", en=f"a number of at most {most}")
        case {"pattern": pattern}:
            return PATTERNS[pattern]
    return TYPES.get(details["type"]) or Text(zh=details["msg"], en=details["msg"])


def _as_written(loc: Loc, data: object) -> Loc:
    """The keys of the file: pydantic adds the trigger's kind and `[key]`, which nobody wrote."""
    kept: list[str | int] = []
    for n, part in enumerate(loc):
        is_written = not isinstance(data, dict) or part in data or n == len(loc) - 1
        if is_written and part != "[key]":
            kept.append(part)
            data = inside(data, part)
    return tuple(kept)


def _quoted(words: str) -> list[str]:
    return re.findall(r"'([^']*)'", words)


def _known_keys(loc: Loc) -> list[str]:
    """The keys of the form at a place, for the person who wrote one that is not among them."""
    here: list[type[Form]] = [Pack]
    for part in loc:
        if TRIGGER_FORMS.get(str(part)) in here:
            here = [TRIGGER_FORMS[str(part)]]
        elif fields := [form.model_fields[str(part)] for form in here if part in form.model_fields]:
            here = [form for f in fields for form in _forms_of(f.annotation, *f.metadata)]
    return list(dict.fromkeys(key for form in here for key in form.model_fields))


def _forms_of(*annotations: Any) -> Iterator[type[Form]]:
    for annotation in annotations:
        if isinstance(annotation, ReadAs):
            yield from _forms_of(annotation.form)
        elif isinstance(annotation, type) and issubclass(annotation, Form):
            yield annotation
        yield from _forms_of(*get_args(annotation), *getattr(annotation, "__metadata__", ()))
