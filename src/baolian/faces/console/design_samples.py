"""What /design/ hands to the pieces of the pages: an invented difficulty, its slip, its clocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from baolian.faces.console import extensions as extended
from baolian.faces.console import lanes
from baolian.faces.console.deadlines import MET, OVERDUE, RUNNING, Clock, RungMark
from baolian.faces.console.duties.lines import KINDS, REPLY, SIGN, Duty, Rung
from baolian.faces.console.history import Sentence, Told
from baolian.faces.console.life_steps import LifeStep, Turn
from baolian.faces.console.lists.columns import tick
from baolian.faces.console.lives import Life
from baolian.faces.console.remaining import Left, When
from baolian.faces.console.rows import DRAFT, OVERTAKEN, OWED, SlipRow, State
from baolian.faces.console.steps import Offer
from baolian.faces.console.visiting import Attention
from baolian.faces.parts.language import lang_of_page
from baolian.faces.parts.words import STAGES, limit_words, remaining_words, verb_words
from baolian.records.journal.acts import Act, day_of
from baolian.records.people.models import Organisation
from baolian.records.subjects.models import Subject
from baolian.rules.packs import Stage, Text

HERE = "#content"
NOTICE = "国办发明电〔2021〕11号"
DAY, DAYS = timedelta(days=1), "working_day"
RUNGS = {
    "blue": Text(zh="蓝单", en="Blue slip"),
    "yellow": Text(zh="黄单", en="Yellow slip"),
    "orange": Text(zh="橙单", en="Orange slip"),
    "red": Text(zh="红单", en="Red slip"),
}
TONES = {5: "", 2: "warn", 1: "warn", 0: "warn", -3: "bad"}


def lefts() -> list[Left]:
    """From much to too late, and one that stands still."""
    running = [Left(When.WEEK, remaining_words(n, DAYS), tone) for n, tone in TONES.items()]
    limit = {"limit": limit_words(4, DAYS)}
    return [*running, Left(When.PAUSED, gettext("恢复后还剩 %(limit)s") % limit, "")]


# -- lines of Today --------------------------------------------------------------------------------


def duties() -> list[Duty]:
    plenty, soon, _closer, _today, late, paused = lefts()
    firm, summary = gettext("某水泵厂"), gettext("季节性用工短缺20人")
    red = Rung("red", RUNGS["red"])
    return [
        Duty("a", REPLY, summary, firm, HERE, late, step=HERE, second=HERE, rung=red),
        Duty("b", KINDS[Stage.RECEIPT], gettext("厂区断电"), firm, HERE, soon, step=HERE),
        Duty("c", SIGN, summary, firm, HERE, plenty, others=(str(STAGES["resolution"]),)),
        Duty("d", KINDS[Stage.CALL_BACK], summary, firm, HERE, paused, step=HERE),
    ]


# -- the life of a matter --------------------------------------------------------------------------


def life(act: Act) -> dict[str, Any]:
    """Its clocks: extended and running, met, suspended in between and late."""
    clocks = [running(act.at), met(act.at), late(act.at)]
    drawn = Life(act, clocks)
    return {
        "life": drawn,
        "axis": lanes.axis(drawn),
        "lanes": lanes.lanes(drawn),
        "life_steps": life_steps(act.at),
    }


# days that lie as they should where today is a Thursday, as on the demo


def running(now: datetime) -> Clock:
    stretches = [
        stretch(now, -13, -9, "working", 2),
        stretch(now, -9, -6, "suspended", 0),
        stretch(now, -6, -2, "working", 2),
        stretch(now, -2, 0, "extended", 2),
    ]
    rungs = [rung(now, "blue", 5), rung(now, "yellow", 8)]
    deadline = deadline_of(now, "resolution", -13, 7)
    return clock(deadline, 11, RUNNING, stretches, rungs, lefts()[0])


def met(now: datetime) -> Clock:
    deadline = deadline_of(now, "receipt", -13, -9)
    deadline.met_at = now - DAY * 10
    return clock(deadline, 2, MET, [stretch(now, -13, -10, "working", 1)])


def late(now: datetime) -> Clock:
    rungs = [rung(now, "blue", -7), rung(now, "yellow", -2), rung(now, "red", 4)]
    deadline = deadline_of(now, "first_contact", -10, -3)
    return clock(deadline, 5, OVERDUE, [stretch(now, -10, 0, "working", 8)], rungs, lefts()[4])


def clock(
    deadline: Any,
    limit: int,
    state: State,
    stretches: list[Any],
    rungs: Sequence[RungMark] = (),
    left: Left | None = None,
) -> Clock:
    used = limit_words(sum(one.used for one in stretches), DAYS)
    stage, whole = STAGES[deadline.stage], limit_words(limit, DAYS)
    return Clock(deadline, stage, state, used, whole, "", left, stretches, rungs, NOTICE, "2022")


def deadline_of(now: datetime, stage: str, begun: int, due: int) -> Any:
    return SimpleNamespace(
        stage=stage,
        start_at=now + DAY * begun,
        due_at=now + DAY * due,
        met_at=None,
        cycle=1,
        provisional=False,
        claimed=False,
    )


def stretch(now: datetime, since: int, until: int, kind: str, used: int) -> Any:
    return SimpleNamespace(since=now + DAY * since, until=now + DAY * until, kind=kind, used=used)


def rung(now: datetime, colour: str, day: int) -> RungMark:
    return RungMark(colour, RUNGS[colour].pick(lang_of_page()), now + DAY * day, day < 0, None)


def life_steps(now: datetime) -> list[LifeStep]:
    """Behind, passed over, where it is, to come."""
    at = now - DAY * 13
    return [
        LifeStep("registered", gettext("登记事项"), at, is_past=True),
        LifeStep("received", gettext("签收"), now - DAY * 10, gettext("张三"), is_past=True),
        LifeStep("contacted", gettext("首次联系"), None, is_past=True),
        LifeStep("reopened", pgettext("life", "二次办理"), now - DAY * 2, is_past=True),
        LifeStep("resolved", gettext("办结"), None, is_here=True),
        LifeStep("closed", pgettext("step", "销号"), None),
    ]


def next_steps(act: Act) -> list[dict[str, Any]]:
    """As its reader sees it whose turn it is, and everybody else."""
    soon = SimpleNamespace(deadline=SimpleNamespace(due_at=act.at + DAY * 4), left=lefts()[1])
    offer = Offer("receipt", gettext("签收"), "", None, is_open=False, asks=False)
    waited_for = Turn(gettext("某交通局"), gettext("办结"), Stage.RESOLUTION)
    return [
        {"next": offer, "next_clock": soon, "beside": ()},
        {"waited_for": waited_for, "waiting_clock": soon},
    ]


def extensions(act: Act) -> list[Any]:
    """Requests for more time: one that waits, one granted, one refused."""

    def asked(days: int, state: State, note: str = "") -> Any:
        request = SimpleNamespace(
            asked_at=act.at - DAY * (days + 1),
            asked_by=act.by,
            reason=gettext("招聘会在下月上旬"),
            decided_at=act.at - DAY * days if days else None,
            decided_by=act.by,
            note=note,
        )
        return SimpleNamespace(extension=request, more=limit_words(2, DAYS), state=state)

    refused = asked(9, extended.REFUSED, gettext("可先对接劳务公司"))
    return [asked(0, extended.WAITING), asked(4, extended.GRANTED), refused]


def told(act: Act) -> Told:
    def said(days: int, verb: str, note: Any = "", leader: Any = "", names: Any = ()) -> Sentence:
        return Sentence(act.at - DAY * days, gettext("张三"), leader, verb_words(verb), names, note)

    lines = [
        said(0, "received"),
        said(3, "returned", gettext("不属于本单位职责")),
        said(3, "assigned", names=(gettext("某交通局"),)),
        said(6, "opened", leader=gettext("李四")),
    ]
    days = dict.fromkeys(day_of(line.at) for line in lines)
    return Told([(day, [one for one in lines if day_of(one.at) == day]) for day in days], HERE)


# -- lines of a list ------------------------------------------------------------------------------


def boxes() -> list[SafeString]:
    """To be ticked, and not; beside four states."""
    words = gettext("勾选 %(number)s 号")
    shut = gettext("已销号")
    return [tick(1, words), tick(2, words, shut), tick(3, words), tick(4, words)]


# -- whom to visit ---------------------------------------------------------------------------------


def choices() -> list[Attention]:
    pumps, tea = (
        Subject(name=name, kind=Subject.Kind.ENTERPRISE, place=Organisation(name=gettext("某县")))
        for name in (gettext("某水泵厂"), gettext("某茶厂"))
    )
    return [Attention(pumps, None, 45, open=2, overdue=1), Attention(tea, None, None)]


# -- the paper of a slip ---------------------------------------------------------------------------


def papers(act: Act) -> list[SafeString]:
    """A draft, one that was issued and is to be answered, one that was withdrawn."""
    issue = SimpleNamespace(by=act.by)
    gone = SimpleNamespace(at=act.at, by=act.by, reason=gettext("不属于本单位职责"))
    owed = SimpleNamespace(due_at=act.at + DAY * 4)
    number = gettext("某督办〔2022〕12号")
    return [
        paper(act, "yellow", DRAFT, "", reply_limit=limit_words(2, DAYS)),
        paper(act, "red", OWED, number, issue=issue, owed=owed, left=lefts()[1]),
        paper(act, "blue", OVERTAKEN, "", withdrawal=gone, is_withdrawn=True),
    ]


def trials(act: Act) -> list[Any]:
    return [SimpleNamespace(organisation=gettext("某县"), until=act.at + DAY * 30)]


def paper(act: Act, colour: str, state: Any, number: str, **of: Any) -> SafeString:
    slip: Any = SimpleNamespace(
        colour=colour,
        office=gettext("某县人民政府"),
        signed=True,
        started_by=None,
        issue=of.pop("issue", None),
        issued_at=act.at if number else None,
        withdrawal=of.pop("withdrawal", None),
    )
    facts = {
        "organisation": gettext("某交通局"),
        "subject": gettext("某水泵厂"),
        "summary": gettext("季节性用工短缺20人"),
        "provisional": state is DRAFT,
    }
    row = SlipRow(slip, facts, RUNGS[colour], number, act.at - DAY * 3, state)
    limit, used = limit_words(7, DAYS), limit_words(9, DAYS)
    words = {
        "stage": STAGES["resolution"],
        "why": gettext("逾期%(limit)s") % {"limit": limit_words(2, DAYS)},
        "limit": limit,
        "used": used,
    }
    context = {"slip": slip, "row": row, **words, **of}
    return render_to_string("console/slips/_paper.html", context)
