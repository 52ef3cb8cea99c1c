"""What only a ledger says is told as its word: who handles a matter, who signed, how it ended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from baolian.faces.console.duties.suggesting import receipt, suggested_reply
from baolian.faces.console.life_steps import life_steps_of
from baolian.faces.console.standing import Standing
from baolian.faces.console.tests.desks import desk, page
from baolian.records.matters.models import Matter
from baolian.routines.supervision.models import Slip
from tests.world import World


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-03-30T09:00:00+08:00"


def imported(world: World, **changes: object) -> Matter:
    return world.difficulty(source="import", claimed_on=date(2022, 3, 1), **changes)  # type: ignore[arg-type]


def part(shown: str, since: str) -> str:
    return shown.split(since)[1].split("</section>")[0]


def test_the_line_of_its_life(world: World) -> None:
    """The moment of the import is not shown as that of a step nobody here has seen."""
    matter = imported(world)
    matter.claim(world.act(world.xu, "2022-03-10 15:00"), date(2022, 3, 9), "satisfied")
    steps = part(page(world, "xu", f"/matters/{matter.pk}/"), 'id="life-title"').split("<li")
    assigned, received, resolved = (next(s for s in steps if w in s) for w in WORDS)
    for step in (assigned, received, resolved):
        assert "台账称" in step
        assert "3月7日" not in step
        assert "3月10日" not in step
    assert "丹凤县人社局" in assigned
    assert "3月9日" in resolved
    fresh = Matter.objects.get(pk=matter.pk)
    claimed = [s.code for s in life_steps_of(fresh.edition.pack, Standing(fresh)) if s.is_claim]
    assert claimed == ["assigned", "received", "resolved"]


WORDS = "交办", "签收", "办结"


def test_the_handling_and_whom_it_names(world: World) -> None:
    matter = imported(world)
    shown = page(world, "xu", f"/matters/{matter.pk}/")
    card = part(shown, 'id="handling"')
    assert "台账称由该单位承办、已签收，没有写明时间和签收人（2022-03-07 09:00 导入）" in card
    assert "09:00 交办" not in card
    assert "09:00 签收" not in card
    owner = card.split("<dt>责任人</dt>")[1].split("</dd>")[0]
    assert "台账称" in owner
    english = desk(world, "xu", "en").get(f"/matters/{matter.pk}/").content.decode()
    card = part(english, 'id="handling"')
    for words in ("The ledger says that it handles and received it", "says the ledger"):
        assert words in card


def test_the_history(world: World) -> None:
    matter = imported(world)
    matter.claim(world.act(world.xu, "2022-03-10 15:00"), None)
    told = part(page(world, "xu", f"/matters/{matter.pk}/"), 'id="history"')
    for words in ("依台账登记事项", "台账称由丹凤县人社局承办、已签收", "台账称：已解决"):
        assert words in told
    english = desk(world, "xu", "en").get(f"/matters/{matter.pk}/").content.decode()
    told = part(english, 'id="history"')
    assert "the ledger says that 丹凤县人社局 received and handles it" in told
    assert "the ledger says: solved" in told.lower()


def test_how_it_ended(world: World) -> None:
    matter = imported(world)
    matter.claim(world.act(world.xu, "2022-03-10 15:00"), None)
    ended = part(page(world, "xu", f"/matters/{matter.pk}/"), 'id="outcome"')
    assert "台账称，没有写明日期" in ended
    assert "2022-03-10 15:00 许静导入" in ended


def test_what_was_seen_here_is_told_as_before(world: World) -> None:
    """Also of a matter from a ledger that names nobody, once it is handed over and signed for."""
    for matter in (world.difficulty(), imported(world, organisation=None)):
        if matter.lead is None:
            matter.assign(world.act(world.xu), world.labour_bureau)
        signed = world.act(world.lin, "2022-03-07 11:00")
        matter.handlings.get().receive(signed, world.officer(world.lin))
        Matter.objects.get(pk=matter.pk).resolve(world.act(world.lin, "2022-03-08 10:00"), "solved")
        shown = page(world, "xu", f"/matters/{matter.pk}/")
        # who was asked first is the ledger's word for ever
        assert "台账称" not in part(shown, 'id="handling"').split("首问责任人")[0]
        for section in ("<dt>主办</dt>", 'id="life-title"', 'id="outcome"'):
            assert "台账称" not in part(shown, section), (section, matter.source)
        assert "2022-03-07 11:00 签收 林涛" in " ".join(part(shown, 'id="handling"').split())


def test_a_reply_is_not_begun_with_a_receipt_nobody_saw(world: World) -> None:
    assert receipt(imported(world)) == []
    seen = world.difficulty()
    seen.handlings.get().receive(world.act(world.lin), world.officer(world.lin))
    assert receipt(seen) == ["3月7日签收"]


@pytest.mark.parametrize(
    ("day", "said", "english"),
    [
        (date(2022, 3, 2), "来单收悉。台账称已于3月2日办结（待核实）。", "on 2 March (to be"),
        (
            date(2021, 12, 30),
            "来单收悉。台账称已于2021年12月30日办结（待核实）。",
            "on 30 December 2021",
        ),
        (None, "来单收悉。台账称已办结（待核实）。", "it is resolved (to be verified)"),
    ],
)
def test_a_reply_is_not_begun_with_a_resolution_nobody_saw(
    world: World, day: date | None, said: str, english: str
) -> None:
    """10 March is the day of the import; that it is solved is the ledger's word as well."""
    matter = imported(world)
    act = world.act(world.gao, "2022-03-08 09:00")
    slip = Slip.start_by_hand(act, matter.deadlines.get(stage="resolution"), "blue", "未见进展")
    matter.claim(world.act(world.xu, "2022-03-10 15:00"), day)
    slip = Slip.objects.get(pk=slip.pk)
    lin = world.act(world.lin, "2022-03-11 09:00")
    assert suggested_reply(lin, slip) == said
    with translation.override("en"):
        assert english in suggested_reply(lin, slip)


def test_a_line_of_the_ledger(world: World) -> None:
    """On the page as in the workbook; what was resolved here keeps its moment."""
    for day in (date(2022, 3, 2), None):
        imported(world).claim(world.act(world.xu, "2022-03-10 15:00"), day)
    world.difficulty().resolve(world.act(world.lin, "2022-03-08 10:00"), "solved")
    query = "/ledger/?state=all&sort=number&columns=number,outcome,resolved"
    rows = page(world, "xu", query).split("<tbody")[1].split("<tr>")[1:]
    claimed, undated, seen = rows
    assert "台账称 2022-03-02" in claimed
    assert "台账称：已解决" in claimed
    assert ">台账称<" in undated
    for row in (claimed, undated):
        assert "2022-03-10" not in row
    assert "2022-03-08 10:00" in seen
    assert "台账称" not in seen


def test_the_news_tell_what_came_by_a_ledger_as_the_history_does(
    world: World, settings: Any
) -> None:
    settings.FIXED_CLOCK = "2022-03-08T09:00:00+08:00"
    matter = imported(world)
    told = page(world, "lin", "/today/lately/").split('id="news"')[1]
    assert matter.summary in told
    assert "依台账登记事项" in told
