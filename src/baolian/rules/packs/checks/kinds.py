"""Kinds of matter: the ones that are needed, their categories, units that must agree."""

from collections.abc import Iterator

from baolian.rules.packs.checks.looking import codes, named, unknown
from baolian.rules.packs.forms import Text
from baolian.rules.packs.problems import Fault, Loc, inside

# kinds that verbs and pages open by name: what enterprises raise, and the tasks under it
NEEDED_KINDS = ("difficulty", "task")
NEEDS_THE_KIND = Text(
    zh="本系统必需的事项种类：困难 difficulty 和任务 task",
    en="a kind that is always needed: difficulty and task",
)
# what is added to a limit, or left of it, is counted as the limit is
SAME_UNIT = {
    ("reopening_minimum",): Text(
        zh="与办结时限 resolution 相同的单位，二次办理才能接着算",
        en="the unit of the resolution limit, so that a reopened matter can count on",
    ),
    ("extension", "at_most"): Text(
        zh="与办结时限 resolution 相同的单位，延期才能加在时限上",
        en="the unit of the resolution limit, so that an extension can be added to it",
    ),
}
NEEDS_A_WINDOW = Text(
    zh="与退回期限 return_window 一同规定",
    en="a return_window beside it, within which it may be sent back",
)


def needed_kinds(data: object) -> Iterator[Fault]:
    kinds = inside(data, "kinds")
    if isinstance(kinds, dict):
        missing = [code for code in NEEDED_KINDS if code not in kinds]
        yield from (Fault(("kinds", code), None, NEEDS_THE_KIND) for code in missing)


def override_categories(data: object) -> Iterator[Fault]:
    categories = [code for _, code in codes(data, "categories")]
    for kind, rule in named(data, "kinds"):
        overrides = inside(rule, "categories")
        for code in overrides if isinstance(overrides, dict) else ():
            yield from unknown(("kinds", kind, "categories", code), code, categories)


def units(data: object) -> Iterator[Fault]:
    for kind, rule in named(data, "kinds"):
        for path, expected in SAME_UNIT.items():
            yield from other_unit(("kinds", kind, *path, "unit"), rule, expected)


def other_unit(loc: Loc, rule: object, expected: Text) -> Iterator[Fault]:
    """At `loc`, which begins with the kind, than that of a resolution limit of the kind."""
    found = rule
    for part in loc[2:]:
        found = inside(found, part)
    limits = (inside(rule, "limits"), *(own for _, own in named(rule, "categories")))
    limited = (inside(inside(some, "resolution"), "unit") for some in limits)
    if isinstance(found, str) and any(isinstance(u, str) and u != found for u in limited):
        yield Fault(loc, found, expected)


def windows(data: object) -> Iterator[Fault]:
    """Without a window nothing is sent back, so there is nothing to bound or to decide."""
    for kind, rule in named(data, "kinds"):
        for key in ("return_once", "dispute"):
            if rule.get(key) and "return_window" not in rule:
                yield Fault(("kinds", kind, key), rule[key], NEEDS_A_WINDOW)


CHECKS = (needed_kinds, override_categories, units, windows)
