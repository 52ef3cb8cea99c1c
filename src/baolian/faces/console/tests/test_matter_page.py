"""What the page of a matter shows to whom."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baolian.faces.console.tests.desks import desk, page
from baolian.records.matters.models import Matter, Saying
from baolian.records.people.models import Officer
from baolian.records.visits.models import Going, Raising, Visit
from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.sweep import sweep
from tests.world import World


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-03-30T09:00:00+08:00"


def test_each_handling_is_a_row_among_the_others(world: World) -> None:
    matter = world.difficulty()
    card = page(world, "xu", f"/matters/{matter.pk}/").split('id="handling"')[1]
    rows = card.split("</section>")[0].split('<dl class="facts">')[1].split("</dl>")[0]
    assert "<dt>主办</dt><dd>丹凤县人社局" in rows
    assert "2022-03-07 09:00 交办" in rows.split("主办")[1]


def test_a_clock_names_the_notice_its_days_are_counted_by(world: World) -> None:
    shown = page(world, "lin", f"/matters/{world.difficulty().pk}/")
    assert "国务院办公厅关于2022年部分节假日安排的通知（国办发明电〔2021〕11号）" in shown
    assert '<span class="soft">china-2026.1</span>' in shown


def test_the_outcome_says_why_it_cannot_be_closed_yet(world: World) -> None:
    def card(lang: str = "zh-hans") -> str:
        shown = desk(world, "xu", lang).get(f"/matters/{matter.pk}/").content.decode()
        return shown.split('id="outcome"')[1].split("</section>")[0]

    matter = world.difficulty()
    resolution = matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    assert "企业确认解决后才能销号。" in card()
    assert "once the enterprise confirms that it is solved" in card("en")
    denied = Saying(is_solved=False, rating="dissatisfied", channel="telephone")
    resolution.confirm(world.act(world.xu, "2022-03-11 10:00"), denied)
    assert "企业认为没有解决，不能销号，要二次办理。" in card()
    assert "it cannot be closed and has to be reopened" in card("en")
    Matter.objects.get(pk=matter.pk).reopen(world.act(world.xu, "2022-03-11 11:00"), "企业未认可")
    again = Matter.objects.get(pk=matter.pk)
    again.resolve(world.act(world.lin, "2022-03-12 15:00"), "explained", "已书面说明")
    assert "才能销号" not in card()
    assert "不能销号" not in card()
    Matter.objects.get(pk=matter.pk).close(world.act(world.xu, "2022-03-13 09:00"))
    assert "不能销号" not in card()


def test_a_clock_of_days_that_all_count_names_no_notice(world: World) -> None:
    matter = world.difficulty()
    matter.deadlines.update(unit="calendar_day")
    shown = page(world, "lin", f"/matters/{matter.pk}/")
    assert "工作日历" not in shown
    assert "国务院办公厅" not in shown


def test_a_task_handed_elsewhere_is_not_shown_to_who_handles_the_difficulty(world: World) -> None:
    difficulty = world.difficulty()
    task = world.difficulty(
        kind="task", category="", summary="财政拨付稳岗补贴", parent=difficulty,
        organisation=world.finance_bureau,
    )  # fmt: skip
    assert task.summary in page(world, "xu", f"/matters/{difficulty.pk}/")
    assert task.summary not in page(world, "lin", f"/matters/{difficulty.pk}/")
    # nor what it is a part of, to who handles the task alone
    assert difficulty.summary not in page(world, "mei", f"/matters/{task.pk}/")


def test_the_handling_side_reads_the_answer_but_not_the_rating(world: World) -> None:
    matter = world.difficulty()
    resolution = matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    said = Saying(
        is_solved=False, rating="very_dissatisfied", channel="telephone", note="来了三次都没见到人"
    )
    resolution.confirm(world.act(world.xu, "2022-03-11 10:00"), said)
    for who, reads in (("xu", True), ("lin", False)):
        shown = page(world, who, f"/matters/{matter.pk}/")
        assert "企业认为没有解决" in shown
        assert ("非常不满意" in shown, said.note in shown) == (reads, reads), who


def test_how_a_ledger_says_it_was_rated_is_said_in_words(world: World) -> None:
    """Imports keep the code of a rating, or a word of the ledger where it is none of ours."""
    matter = world.difficulty()
    claimed = matter.claim(world.act(world.xu, "2022-03-10 15:00"), date(2022, 3, 9), "satisfied")
    shown = page(world, "xu", f"/matters/{matter.pk}/")
    assert "台账自称评价：满意" in shown
    assert claimed.claimed_rating not in shown
    english = desk(world, "xu", "en").get(f"/matters/{matter.pk}/").content.decode()
    assert "满意" not in english
    assert "台账自称评价" not in page(world, "lin", f"/matters/{matter.pk}/")


def test_a_page_asks_little_and_no_more_for_a_longer_life(world: World) -> None:
    """Beside what every page asks: for whom he answers, the matter with all that is one of it,
    clocks, handlings, parties, what was done. At last pauses and slips."""
    matter = world.difficulty()
    assert asked(world, f"/matters/{matter.pk}/") - asked(world, "/profile/") == 6
    for day in range(8, 12):
        matter.suspend(world.act(world.xu, f"2022-03-{day:02} 09:00"), f"第{day}回")
        matter.resume(world.act(world.xu, f"2022-03-{day:02} 11:00"))
    sweep(world.act(world.clockwork, "2022-03-30 08:30"))
    assert asked(world, f"/matters/{matter.pk}/") - asked(world, "/profile/") == 8


def test_it_names_the_latest_visits_that_its_reader_may_see(world: World) -> None:
    shen, he = world.officer(world.shen), world.officer(world.he)
    lin = world.officer(world.lin)

    def visit(day: int, seen: str, *officers: Officer) -> Visit:
        going = Going(world.pump_works, [*officers], date(2022, 3, day), seen)
        return Visit.log(world.act(world.he, "2022-03-29 09:00"), going)

    visit(4, "此前所见", he)
    matter = world.difficulty()
    address = f"/matters/{matter.pk}/"
    assert "此后走访" not in page(world, "xu", address)
    before = asked(world, address)
    later = [visit(day, f"所见{day:02}", he) for day in range(10, 17)]
    visit(9, "一同所见", shen, lin)
    # one statement, however many there are
    assert asked(world, address) == before
    for who in ("xu", "he", "shen"):
        shown = page(world, who, address)
        assert [n for n in range(9, 17) if f"所见{n:02}" in shown] == [12, 13, 14, 15, 16], who
        assert "此前所见" not in shown
        assert f"/subjects/{world.pump_works.pk}/?show=visits" in shown
    # whoever only handles it sees that on which she went, and of no other
    hers = page(world, "lin", address)
    assert "一同所见" in hers
    assert not [one for one in later if f"/visits/{one.pk}/" in hers]


def test_the_visit_that_raised_it_is_named_once(world: World) -> None:
    raising = [Raising("成品外运车皮不足", "logistics")]
    going = Going(
        world.pump_works, [world.officer(world.he)], date(2022, 3, 7), difficulties=raising
    )
    visit = Visit.log(world.act(world.he), going)
    shown = page(world, "xu", f"/matters/{Matter.objects.get(raised_on__visit=visit).pk}/")
    assert shown.count(f"/visits/{visit.pk}/") == 1


def asked(world: World, address: str) -> int:
    client = desk(world, "xu")
    client.get(address)
    with CaptureQueriesContext(connection) as statements:
        assert client.get(address).status_code == 200
    return len(statements)


def test_a_solved_task_waits_for_no_enterprise(world: World) -> None:
    task = world.difficulty(kind="task", category="", summary="财政拨付稳岗补贴")
    task.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    address = f"/matters/{task.pk}/"
    shown = page(world, "xu", address)
    assert "已办结，待销号" in shown
    assert address + "confirmation/" not in shown
    client = desk(world, "xu")
    assert client.post(address + "closure/").headers["Location"] == address


def test_a_reopened_clock_says_the_packs_limit_and_what_was_used_before(world: World) -> None:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-28 17:00"), "solved")
    matter.reopen(world.act(world.xu, "2022-03-29 10:00"), "企业称未解决")
    shown = page(world, "xu", f"/matters/{matter.pk}/")
    assert "已用 14个工作日，限 15个工作日；二次办理前已用14个工作日，此后另给3个工作日" in shown
    sweep(world.act(world.clockwork, "2022-03-30 08:30"))
    slip = Slip.objects.get(matter=matter)
    shown = page(world, "gao", f"/slips/{slip.pk}/")
    assert "拟稿时已用 14个工作日；二次办理前已用14个工作日，此后另给3个工作日" in shown
    assert "15个工作日，" in shown


def test_a_clock_that_stands_still_in_time_is_not_called_overdue(world: World) -> None:
    world.difficulty().suspend(world.act(world.xu, "2022-03-25 10:00"), "等候批复")
    heading = page(world, "xu", f"/matters/{Matter.objects.get().pk}/").split("</h1>")[1]
    for shown in (page(world, "xu", "/ledger/"), heading.split('<div class="columns">')[0]):
        assert '<span class="state bad">逾期</span>' not in shown
        assert "办理中" in shown


def test_a_draft_on_what_was_done_meanwhile_does_not_wait_for_a_signature(world: World) -> None:
    matter = world.difficulty()
    sweep(world.act(world.clockwork, "2022-03-24 09:00"))
    slip = Slip.objects.get(matter=matter)
    address = f"/slips/{slip.pk}/"
    assert "待签发" in page(world, "gao", address)
    matter.resolve(world.act(world.lin, "2022-03-24 15:00"), "solved")
    assert "未发出" in page(world, "gao", address)
    assert "signature" not in page(world, "gao", address)
    assert "未发出" in page(world, "gao", "/slips/")
