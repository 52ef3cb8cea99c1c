"""The ladder, banners and cards: what their triggers name exists, and can be so."""

from collections.abc import Iterator

from baolian.rules.packs.checks.looking import codes, tables, unknown
from baolian.rules.packs.forms import Text
from baolian.rules.packs.problems import Fault, Loc, one_of
from baolian.rules.packs.words import About, Stage

NEEDS_A_REPLY_LIMIT = Text(
    zh="规定了答复时限 reply 的档", en="a rung that has a reply limit of its own"
)
EARLIER_RUNG = Text(zh="排在本档之前的一档", en="a rung that stands before this one in the ladder")
SHARES_A_STAGE = Text(
    zh="至少与本档同看一个环节的档", en="a rung that watches a stage this one watches too"
)
SHARES_WHAT_IT_IS_ABOUT = Text(
    zh="至少与本档同一类对象 about 的档", en="a rung about something this one is about too"
)
NEEDS_A_PERIOD = Text(
    zh="周期：month、quarter、half_year 或 year；针对对象或单位的督办单一期一张",
    en="a period (month, quarter, half_year, year): a slip about a subject or an organisation is "
    "one in a period",
)
# a deadline runs on a matter, a plan is a subject's, places on boards are organisations'
SUITS = {
    About.MATTER: {
        "before_due", "share_used", "overdue", "finding", "reply_missed", "count", "by_hand",
    },
    About.SUBJECT: {"behind_plan", "finding", "reply_missed", "count", "by_hand"},
    About.ORGANISATION: {"finding", "reply_missed", "count", "rank", "by_hand"},
}  # fmt: skip
SUITS_A_TOKEN = ("finding", "count", "rank", "by_hand")
KINDS = list(dict.fromkeys(kind for kinds in SUITS.values() for kind in sorted(kinds)))
TOKENS = ("banners", "cards")

Table = dict[str, object]


def triggers(data: object, section: str) -> Iterator[tuple[Loc, Table, Table]]:
    """(place, entry, trigger) of every trigger in the entries of a section."""
    for n, entry in tables(data, section):
        for m, trigger in tables(entry, "triggers"):
            yield (section, n, "triggers", m), entry, trigger


def missed_replies(data: object) -> Iterator[Fault]:
    earlier: dict[str, Table] = {}
    for n, rung in tables(data, "ladder"):
        for m, trigger in tables(rung, "triggers"):
            loc = ("ladder", n, "triggers", m, "rung")
            code = trigger.get("rung")
            if trigger.get("kind") == "reply_missed" and isinstance(code, str):
                yield from missed_reply(loc, code, rung, earlier)
            elif trigger.get("kind") == "count":
                yield from unknown(loc, code, list(earlier), EARLIER_RUNG)
        earlier[str(rung.get("code"))] = rung


def missed_reply(loc: Loc, code: str, rung: Table, earlier: dict[str, Table]) -> Iterator[Fault]:
    """A rung can only wait for a reply that an earlier slip, on the same stage, has asked for."""
    awaited = earlier.get(code)
    if awaited is None:
        yield from unknown(loc, code, list(earlier), EARLIER_RUNG)
    elif "reply" not in awaited:
        yield Fault(loc, code, NEEDS_A_REPLY_LIMIT)
    elif not (shared := abouts(awaited) & abouts(rung)):
        yield Fault(loc, code, SHARES_WHAT_IT_IS_ABOUT)
    elif shared == {About.MATTER} and not stages(awaited) & stages(rung):
        yield Fault(loc, code, SHARES_A_STAGE)


def stages(rung: Table) -> set[str]:
    listed = rung.get("stages", [Stage.RESOLUTION])
    return {str(stage) for stage in listed} if isinstance(listed, list) else set()


def abouts(rung: Table) -> set[str]:
    listed = rung.get("about", [About.MATTER])
    return {str(about) for about in listed} if isinstance(listed, list) else set()


def unsuited(data: object) -> Iterator[Fault]:
    """Every trigger can fall on something its rung is about."""
    for loc, rung, trigger in triggers(data, "ladder"):
        suited = {kind for about in About if about in abouts(rung) for kind in SUITS[about]}
        yield from other_kind(loc, trigger, sorted(suited))
    for section in TOKENS:
        for loc, _, trigger in triggers(data, section):
            yield from other_kind(loc, trigger, SUITS_A_TOKEN)


def other_kind(loc: Loc, trigger: Table, suited: list[str] | tuple[str, ...]) -> Iterator[Fault]:
    """What is no kind at all is told by the forms, and what `about` holds is too."""
    kind = trigger.get("kind")
    if suited and kind in KINDS and kind not in suited:
        yield Fault((*loc, "kind"), kind, one_of(suited))


def periods(data: object) -> Iterator[Fault]:
    for n, rung in tables(data, "ladder"):
        if abouts(rung) & {About.SUBJECT, About.ORGANISATION} and "period" not in rung:
            yield Fault(("ladder", n, "period"), None, NEEDS_A_PERIOD)


def named_codes(data: object) -> Iterator[Fault]:
    """Grades and boards; and, of banners and cards, the rungs they count."""
    grades, boards, rungs = ([c for _, c in codes(data, s)] for s in ("grades", "boards", "ladder"))
    for section in ("ladder", *TOKENS):
        for loc, _, trigger in triggers(data, section):
            yield from unknown((*loc, "grade"), trigger.get("grade"), grades)
            yield from unknown((*loc, "board"), trigger.get("board"), boards)
            if section != "ladder":
                yield from unknown((*loc, "rung"), trigger.get("rung"), rungs)


CHECKS = (missed_replies, unsuited, periods, named_codes)
