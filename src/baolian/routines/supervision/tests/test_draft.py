import pytest
from django.db import IntegrityError

from baolian.records.journal.encoding import canonical
from baolian.records.journal.models import Entry, Notice
from baolian.records.journal.rows import Overtaken
from baolian.records.matters.models import Deadline
from baolian.routines.supervision.models import Draft, Slip
from baolian.routines.supervision.models.facts import cause
from baolian.routines.supervision.tests.stories import YELLOW, drafted, resolution, swept
from baolian.rules.clock import Limit, Unit
from baolian.rules.ladder import Overdue
from tests.world import World


def yellow(deadline: Deadline) -> Draft:
    trigger = Overdue(Limit(1, Unit.WORKING_DAY))
    return Draft(deadline, position=1, cause=cause(trigger), used=16, fires_at=None)


def test_a_draft_freezes_the_facts(world: World) -> None:
    slip = drafted(world)
    assert slip.told == {
        "summary": "季节性用工短缺20人",
        "subject": "丹凤清水泵业有限公司",
        "organisation": "丹凤县人社局",
        "stage": "resolution",
        "start_at": "2022-03-07T01:00:00.000000+00:00",
        "due_at": "2022-03-28T10:00:00.000000+00:00",
        "limit_n": 15,
        "limit_unit": "working_day",
        "inherited": 0,
        "reopened_n": 0,
        "used": 16,
        "claimed": False,
        "provisional": False,
        "rung_zh": "黄色督办单",
        "rung_en": "Yellow slip",
        "trigger": "overdue",
        "trigger_n": 1,
        "trigger_unit": "working_day",
    }


def test_reopened_late_and_again_the_limit_stays_the_packs(world: World) -> None:
    matter = world.difficulty()
    for resolved, reopened in (("2022-04-20", "2022-04-21"), ("2022-05-16", "2022-05-17")):
        matter.resolve(world.act(world.lin, f"{resolved} 17:00"), "solved")
        matter.reopen(world.act(world.xu, f"{reopened} 10:00"), "企业称未解决")
    swept(world, "2022-05-24 09:00")
    told = Slip.objects.get(matter=matter).told
    # 30 days until 20 April; 22, 24 (worked), 25 to 29 April, 5 to 7 (worked) and 9 to 13 May
    # before the second; then 18 to 20 and 23 May
    assert (told["limit_n"], told["inherited"], told["reopened_n"]) == (15, 45, 3)
    assert told["used"] == 49


def test_the_facts_are_canonical(world: World) -> None:
    slip = drafted(world, summary='"缺工" \\ 20人\n')
    assert slip.facts == canonical(slip.told)


def test_it_is_addressed_to_who_handles_and_signed_by_the_office(world: World) -> None:
    slip = drafted(world)
    assert slip.organisation == world.labour_bureau
    assert slip.office == world.danfeng
    assert (slip.colour, slip.position, slip.signed) == ("yellow", 1, True)
    assert slip.edition.pack_code == "shangluo/danfeng"
    assert slip.issued_at is None


def test_without_a_handler_the_place_is_addressed(world: World) -> None:
    assert drafted(world, organisation=None).organisation == world.danfeng


def test_the_clock_goes_on_to_the_next_rung(world: World) -> None:
    slip = drafted(world)
    assert slip.deadline.rung == 1
    assert slip.deadline.fires_at == world.at("2022-04-02 18:00")


def test_the_same_deadline_never_gets_the_same_slip_twice(world: World) -> None:
    slip = drafted(world)
    with pytest.raises(IntegrityError):
        Slip.draft_all(world.act(world.clockwork, YELLOW), [yellow(slip.deadline)])
    assert Slip.objects.count() == 1


def test_who_read_an_old_deadline_is_overtaken(world: World) -> None:
    stale = resolution(world.difficulty())
    swept(world, YELLOW)
    entries, notices = Entry.objects.count(), Notice.objects.count()
    with pytest.raises(Overtaken):
        Slip.draft_all(world.act(world.clockwork, YELLOW), [yellow(stale)])
    assert (Slip.objects.count(), Entry.objects.count()) == (1, entries)
    assert Notice.objects.count() == notices


def test_one_wrong_draft_takes_all_with_it(world: World) -> None:
    stale = resolution(world.difficulty())
    swept(world, YELLOW)
    fresh = resolution(world.difficulty(summary="融资难"))
    entries = Entry.objects.count()
    with pytest.raises(Overtaken):
        Slip.draft_all(world.act(world.clockwork, YELLOW), [yellow(fresh), yellow(stale)])
    assert Slip.objects.count() == 1
    assert Entry.objects.count() == entries
    fresh.refresh_from_db()
    assert fresh.rung == -1
