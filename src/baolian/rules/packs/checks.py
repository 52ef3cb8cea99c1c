"""What a pack's sections promise each other: codes that exist, and exist once.

The checks read the plain data, before or without the typed pack, so that a misspelt key in one
section does not hide an unknown code in another: all problems are told at once. They step over
whatever has the wrong shape; that is told by the forms.
"""

import re
from collections.abc import Iterator, Sequence

from baolian.rules.packs.forms import Text
from baolian.rules.packs.problems import UNIQUE, Fault, Loc, inside, one_of
from baolian.rules.packs.words import RATES, Stage

# kinds that verbs and pages open by name: what enterprises raise, and the tasks under it
NEEDED_KINDS = ("difficulty", "task")
LISTS = ("places", "streams", "tiers", "pairing_roles", "categories", "ladder", "indicators")
PLACEHOLDERS = ("mark", "year", "n")
NEEDS_YEAR_AND_N = Text(
    zh="同时含有 {year} 和 {n} 的编号格式", en="a number pattern with both {year} and {n}"
)
NEEDS_A_REPLY_LIMIT = Text(
    zh="规定了答复时限 reply 的档", en="a rung that has a reply limit of its own"
)
NEEDS_THE_KIND = Text(
    zh="本系统必需的事项种类：困难 difficulty 和任务 task",
    en="a kind that is always needed: difficulty and task",
)
EARLIER_RUNG = Text(zh="排在本档之前的一档", en="a rung that stands before this one in the ladder")
LIMIT_UNIT = Text(
    zh="与办结时限 resolution 相同的单位，二次办理才能接着算",
    en="the unit of the resolution limit, so that a reopened matter can count on",
)
SHARES_A_STAGE = Text(
    zh="至少与本档同看一个环节的档", en="a rung that watches a stage this one watches too"
)


def cross_check(data: object) -> list[Fault]:
    """Every broken promise in the merged data of a pack, in the order of its sections."""
    checks = (
        _duplicates,
        _parents,
        _stream_roles,
        _needed_kinds,
        _override_categories,
        _reopening_units,
        _missed_replies,
        _rates,
        _number_patterns,
    )
    return [fault for check in checks for fault in check(data)]


def _duplicates(data: object) -> Iterator[Fault]:
    for section in LISTS:
        seen: set[object] = set()
        for n, code in _codes(data, section):
            if code in seen:
                yield Fault((section, n, "code"), code, UNIQUE)
            seen.add(code)


def _parents(data: object) -> Iterator[Fault]:
    codes = [code for _, code in _codes(data, "places")]
    for n, place in _tables(data, "places"):
        # A place that is its own parent would be a circle, so it is not among its choices.
        others = [code for code in codes if code != place.get("code")]
        yield from _unknown(("places", n, "parent"), place.get("parent"), others)


def _stream_roles(data: object) -> Iterator[Fault]:
    roles = [code for _, code in _codes(data, "pairing_roles")]
    for n, stream in _tables(data, "streams"):
        yield from _unknown(("streams", n, "role"), stream.get("role"), roles)


def _needed_kinds(data: object) -> Iterator[Fault]:
    kinds = inside(data, "kinds")
    if isinstance(kinds, dict):
        missing = [code for code in NEEDED_KINDS if code not in kinds]
        yield from (Fault(("kinds", code), None, NEEDS_THE_KIND) for code in missing)


def _override_categories(data: object) -> Iterator[Fault]:
    categories = [code for _, code in _codes(data, "categories")]
    kinds = inside(data, "kinds")
    for kind in kinds if isinstance(kinds, dict) else ():
        overrides = inside(inside(kinds, kind), "categories")
        for code in overrides if isinstance(overrides, dict) else ():
            yield from _unknown(("kinds", kind, "categories", code), code, categories)


def _reopening_units(data: object) -> Iterator[Fault]:
    """What a reopened matter has left at least is compared with what its limit leaves it."""
    kinds = inside(data, "kinds")
    for kind in kinds if isinstance(kinds, dict) else ():
        least = inside(inside(inside(kinds, kind), "reopening_minimum"), "unit")
        for limits in (inside(inside(kinds, kind), "limits"), *_overrides(inside(kinds, kind))):
            unit = inside(inside(limits, "resolution"), "unit")
            if isinstance(least, str) and isinstance(unit, str) and least != unit:
                yield Fault(("kinds", kind, "reopening_minimum", "unit"), least, LIMIT_UNIT)
                break


def _overrides(kind: object) -> list[object]:
    overrides = inside(kind, "categories")
    return list(overrides.values()) if isinstance(overrides, dict) else []


def _missed_replies(data: object) -> Iterator[Fault]:
    earlier: dict[str, dict[str, object]] = {}
    for n, rung in _tables(data, "ladder"):
        for m, trigger in _tables(rung, "triggers"):
            loc = ("ladder", n, "triggers", m, "rung")
            code = trigger.get("rung")
            if trigger.get("kind") == "reply_missed" and isinstance(code, str):
                yield from _missed_reply(loc, code, rung, earlier)
        earlier[str(rung.get("code"))] = rung


def _missed_reply(
    loc: Loc, code: str, rung: dict[str, object], earlier: dict[str, dict[str, object]]
) -> Iterator[Fault]:
    """A rung can only wait for a reply that an earlier slip, on the same stage, has asked for."""
    awaited = earlier.get(code)
    if awaited is None:
        yield from _unknown(loc, code, list(earlier), EARLIER_RUNG)
    elif "reply" not in awaited:
        yield Fault(loc, code, NEEDS_A_REPLY_LIMIT)
    elif not _stages(awaited) & _stages(rung):
        yield Fault(loc, code, SHARES_A_STAGE)


def _stages(rung: dict[str, object]) -> set[str]:
    stages = rung.get("stages", [Stage.RESOLUTION])
    return {str(stage) for stage in stages} if isinstance(stages, list) else set()


def _rates(data: object) -> Iterator[Fault]:
    for key in ("published_rates", "internal_rates"):
        rates = inside(inside(data, "bulletin"), key)
        for n, rate in enumerate(rates if isinstance(rates, list) else ()):
            yield from _unknown(("bulletin", key, n), rate, [str(code) for code in RATES])


def _number_patterns(data: object) -> Iterator[Fault]:
    pattern = inside(inside(data, "numbering"), "slip")
    for lang, text in pattern.items() if isinstance(pattern, dict) else ():
        loc = ("numbering", "slip", lang)
        if isinstance(text, str):
            used = re.findall(r"\{(.*?)\}", text)
            for word in used:
                yield from _unknown(loc, word, PLACEHOLDERS)
            if not {"year", "n"} <= set(used):
                yield Fault(loc, text, NEEDS_YEAR_AND_N)


def _unknown(
    loc: Loc, code: object, known: Sequence[str], expected: Text | None = None
) -> Iterator[Fault]:
    if isinstance(code, str) and code not in known:
        yield Fault(loc, code, expected or one_of(known), known)


def _tables(data: object, section: str) -> Iterator[tuple[int, dict[str, object]]]:
    entries = inside(data, section)
    for n, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield n, entry


def _codes(data: object, section: str) -> Iterator[tuple[int, str]]:
    for n, entry in _tables(data, section):
        code = entry.get("code")
        if isinstance(code, str):
            yield n, code
