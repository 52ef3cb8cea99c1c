from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baolian.records.journal.models import Entry, Notice
from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.sweep import Swept, sweep
from baolian.routines.supervision.tests.stories import (
    BLUE,
    RED,
    YELLOW,
    drafted,
    issued,
    resolution,
    rungs,
    swept,
)
from tests.world import World


@pytest.mark.parametrize(
    ("before", "at", "rung"),
    [
        ("2022-03-24 07:59", BLUE, "blue"),
        ("2022-03-29 17:59", YELLOW, "yellow"),
        # the Saturday before Qingming was worked, so the fifth day overdue is 2 April
        ("2022-04-02 17:59", RED, "red"),
    ],
)
def test_a_rung_falls_on_its_minute(world: World, before: str, at: str, rung: str) -> None:
    matter = world.difficulty()
    swept(world, before)
    earlier = rungs(matter)
    assert rung not in earlier
    assert swept(world, at) == Swept(drafted=1, reminders=0, batches=1)
    assert rungs(matter) == [*earlier, rung]


def test_a_holiday_is_skipped(world: World) -> None:
    # 15 working days from Wednesday 27 April pass over Labour Day and include a worked Saturday
    matter = world.difficulty("2022-04-27 09:00")
    assert f"{resolution(matter).due_at:%Y-%m-%d}" == "2022-05-20"
    assert swept(world, "2022-05-18 07:59").drafted == 0
    assert swept(world, "2022-05-18 08:00").drafted == 1


def test_after_an_outage_the_highest_rung_only(world: World) -> None:
    matter = world.difficulty()
    assert swept(world, "2022-06-01 09:00").drafted == 1
    assert rungs(matter) == ["red"]
    assert resolution(matter).fires_at is None


def test_sweeping_twice_drafts_nothing_more(world: World) -> None:
    world.difficulty()
    swept(world, YELLOW)
    assert swept(world, YELLOW) == Swept()
    assert swept(world, "2022-03-30 09:00") == Swept()
    assert Slip.objects.count() == 1


def test_a_clock_set_back_drafts_nothing(world: World) -> None:
    matter = world.difficulty()
    swept(world, YELLOW)
    assert swept(world, "2022-03-01 09:00") == Swept()
    assert swept(world, BLUE) == Swept()
    assert rungs(matter) == ["yellow"]


def test_each_draft_has_its_entry_and_its_notice(world: World) -> None:
    slip = drafted(world)
    entry = Entry.objects.concerning(slip).get()
    assert entry.verb == "slip drafted"
    assert entry.by == world.clockwork
    assert entry.written[f"matters.deadline:{slip.deadline_id}"]["rung"] == 1
    notice = Notice.objects.get(about=entry.about)
    # a draft is the office's business, not yet the addressed organisation's
    assert notice.to == f"people.organisation:{world.danfeng.pk}"
    assert notice.kind == "slip_drafted"


def test_suspended_matters_get_none(world: World) -> None:
    matter = world.difficulty()
    matter.suspend(world.act(world.gao, "2022-03-21 09:00"), "等待专家评审")
    assert swept(world, "2022-05-01 09:00").drafted == 0


def test_resuming_moves_every_rung(world: World) -> None:
    matter = world.difficulty()
    matter.suspend(world.act(world.gao, "2022-03-21 09:00"), "等待专家评审")
    # two working days, 22 and 23 March, are taken out: due on Wednesday 30 March
    matter.resume(world.act(world.gao, "2022-03-23 09:00"))
    assert swept(world, "2022-03-28 07:59").drafted == 0
    assert swept(world, "2022-03-28 08:00").drafted == 1
    assert swept(world, "2022-03-31 17:59").drafted == 0
    assert swept(world, "2022-03-31 18:00").drafted == 1
    assert Slip.objects.get(rung="yellow").told["used"] == 16


def test_resolved_matters_get_none(world: World) -> None:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-20 09:00"), "solved")
    assert swept(world, "2022-05-01 09:00").drafted == 0


def test_a_reopened_matter_climbs_again(world: World) -> None:
    matter = world.difficulty()
    swept(world, YELLOW)
    matter.resolve(world.act(world.lin, "2022-03-30 09:00"), "solved")
    matter.reopen(world.act(world.gao, "2022-04-06 09:00"), "企业反映仍缺人")
    swept(world, "2022-06-01 09:00")
    assert rungs(matter) == ["yellow", "red"]


def test_what_a_ledger_had_passed_is_a_silent_baseline(world: World) -> None:
    matter = world.difficulty(
        "2022-06-17 18:00", source="import", claimed_on=date(2022, 2, 8), owner=None
    )
    assert swept(world, "2022-12-01 09:00") == Swept()
    assert rungs(matter) == []


def test_a_ledgers_running_clock_goes_on_from_its_day(world: World) -> None:
    # due on 28 March by the ledger's day; imported when blue had been passed
    matter = world.difficulty("2022-03-25 09:00", source="import", claimed_on=date(2022, 3, 7))
    assert swept(world, "2022-03-29 17:59").drafted == 0
    assert swept(world, YELLOW).drafted == 1
    assert rungs(matter) == ["yellow"]
    assert Slip.objects.get().told["claimed"] is True


def test_a_missed_reply_leads_to_the_next_rung(world: World) -> None:
    # yellow signed on 30 March, three working days to reply: 31 March, 1 and 2 April
    slip = issued(world, signed="2022-03-30 09:00")
    origin = slip.deadline
    origin.refresh_from_db()
    owed = slip.reply_deadline
    assert owed is not None
    assert owed.fires_at == owed.due_at == world.at("2022-04-02 18:00")
    assert swept(world, "2022-04-02 17:59").drafted == 0
    assert swept(world, "2022-04-02 18:00").drafted == 1
    red = Slip.objects.get(rung="red")
    assert red.deadline == origin
    owed.refresh_from_db()
    assert owed.fires_at is None
    assert owed.met_at is None


def test_a_missed_reply_comes_before_the_clock(world: World) -> None:
    slip = drafted(world, BLUE)
    supervisor = world.act(world.gao, "2022-03-24 09:00")
    yellow = Slip.start_by_hand(supervisor, slip.deadline, "yellow", "进展缓慢")
    yellow.sign(supervisor)
    assert swept(world, "2022-03-29 18:00").drafted == 1
    red = Slip.objects.get(rung="red")
    assert red.told["trigger"] == "reply_missed"
    assert red.told["trigger_rung"] == "yellow"
    assert swept(world, "2022-06-01 09:00") == Swept()


def test_a_deadline_and_the_reply_about_it_share_a_batch(world: World) -> None:
    """In two, each would draft for itself: a burst."""
    slip = drafted(world, BLUE)
    supervisor = world.act(world.gao, "2022-03-24 09:00")
    yellow = Slip.start_by_hand(supervisor, slip.deadline, "yellow", "进展缓慢")
    yellow.sign(supervisor)
    assert yellow.reply_deadline is not None
    world.difficulty(summary="registered between the two")
    late = world.act(world.clockwork, "2022-04-02 18:00")
    assert sweep(late, batch=1) == Swept(drafted=2, reminders=0, batches=2)
    assert rungs(slip.matter) == ["blue", "yellow", "red"]


def test_a_reply_missed_after_the_rung_was_passed_draws_nothing(world: World) -> None:
    slip = issued(world, signed="2022-04-01 09:00")
    swept(world, RED)
    assert Slip.objects.filter(rung="red").count() == 1
    # owed until 7 April; the clock was faster
    assert swept(world, "2022-04-08 09:00") == Swept(drafted=0, reminders=0, batches=1)
    assert swept(world, "2022-04-08 09:00") == Swept()
    assert slip.reply_deadline is not None
    assert slip.reply_deadline.fires_at is None


def test_an_answered_slip_leads_nowhere(world: World) -> None:
    slip = issued(world, signed="2022-03-30 09:00")
    slip.reply(world.act(world.lin, "2022-03-31 09:00"), "已与3所职校对接，下周到岗20人")
    slip.matter.refresh_from_db()
    slip.matter.resolve(world.act(world.lin, "2022-04-01 09:00"), "solved")
    assert swept(world, "2022-06-01 09:00") == Swept()


def test_batches_leave_nothing_behind(world: World) -> None:
    matters = [world.difficulty(summary=f"用工短缺 {n}") for n in range(5)]
    act = world.act(world.clockwork, YELLOW)
    assert sweep(act, batch=2) == Swept(drafted=5, reminders=0, batches=3)
    assert all(rungs(matter) == ["yellow"] for matter in matters)


def test_when_nothing_is_due_it_reads_once(world: World) -> None:
    world.difficulty()
    act = world.act(world.clockwork)
    with CaptureQueriesContext(connection) as asked:
        sweep(act)
    assert len(asked) == 1
