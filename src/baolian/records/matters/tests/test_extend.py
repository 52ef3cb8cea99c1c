"""延期: asked in time by who handles it, granted by somebody else; no day is given back."""

from collections import Counter
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from baolian.records.journal.models import Notice
from baolian.records.journal.replay import differences
from baolian.records.journal.rows import Overtaken
from baolian.records.matters.models import (
    AlreadyAsked,
    AlreadyDecided,
    AlreadyResolved,
    AskedByOneself,
    AskedTooLate,
    Extension,
    ExtensionsUsedUp,
    ExtensionTooLong,
    Matter,
    NobodyDecides,
    NoExtension,
    NothingAsked,
    NotLater,
    TooFarAhead,
)
from baolian.records.matters.moments import wrong_moments
from baolian.records.matters.tests.lives import again, another_leader
from baolian.records.people.models import Appointment, Liaison, Post, User
from baolian.records.rulebook.models import Rulebook
from tests.world import World

REASON = "专场招聘会定于4月上旬"
# the labour bureau's difficulty of Monday 7 March has 15 working days: due on Monday 28 March


def ask(
    world: World, matter: Matter, moment: str = "2022-03-10 10:00", more: int | date = 5
) -> Extension:
    asked = Extension.ask(world.act(world.lin, moment), matter, more, REASON)
    return Extension.objects.get(pk=asked.pk)


def granted(world: World, matter: Matter, more: int | date = 5) -> Matter:
    ask(world, matter, more=more).grant(world.act(world.he, "2022-03-11 09:00"))
    return again(matter)


def holds() -> None:
    assert list(wrong_moments(Counter())) == []
    assert list(differences(Counter())) == []


def test_asking_moves_nothing(world: World) -> None:
    matter = world.difficulty()
    asked = ask(world, matter)
    assert (asked.n, asked.unit, asked.decider) == (5, "working_day", "leader")
    assert asked.is_waiting
    assert again(matter).due_at == world.at("2022-03-28 18:00")
    holds()


def test_granted_the_limit_grows_and_its_moments_with_it(world: World) -> None:
    matter = granted(world, world.difficulty())
    deadline = matter.deadlines.get(stage="resolution")
    # five working days more: 29, 30, 31 March, 1 April and Saturday the 2nd, which is worked
    assert (deadline.n, deadline.extended) == (20, 5)
    assert deadline.due_at == matter.due_at == world.at("2022-04-02 18:00")
    # blue falls two working days before it is due
    assert deadline.fires_at == world.at("2022-03-31 08:00")
    holds()


def test_a_day_may_be_asked_for(world: World) -> None:
    asked = ask(world, world.difficulty(), more=date(2022, 4, 2))
    assert asked.n == 5


@pytest.mark.parametrize("day", [date(2022, 3, 28), date(2022, 3, 25), date(2022, 3, 9)])
def test_a_day_that_is_not_later_is_not(world: World, day: date) -> None:
    with pytest.raises(NotLater):
        ask(world, world.difficulty(), more=day)


@pytest.mark.parametrize("day", [date(2024, 3, 30), date(9999, 12, 31)])
def test_a_day_far_off_is_told_before_it_is_counted(world: World, day: date) -> None:
    matter, calendar = world.difficulty(), Rulebook.load().current_calendar.working
    kept = calendar._span
    with pytest.raises(TooFarAhead):
        ask(world, matter, more=day)
    assert calendar._span is kept


def test_two_years_are_asked_for_as_others_are(world: World) -> None:
    with pytest.raises(ExtensionTooLong):
        ask(world, world.difficulty(), more=date(2024, 3, 28))


def test_the_stretch_that_was_granted_is_told_apart(world: World) -> None:
    matter = granted(world, world.difficulty())
    matter.suspend(world.act(world.xu, "2022-03-15 10:00"), "企业停产检修")
    matter = again(matter)
    matter.resume(world.act(world.xu, "2022-03-16 10:00"))
    deadline = again(matter).deadlines.get(stage="resolution")
    act = world.act(world.xu, "2022-04-01 20:00")
    found = deadline.segments(act.rulebook, act.at, matter.pauses(), granted=5)
    assert [(s.kind, s.used) for s in found] == [
        ("working", 5), ("suspended", 0), ("working", 10), ("extended", 3),
    ]  # fmt: skip
    assert found[2].until == found[3].since == world.at("2022-03-29 18:00")
    assert sum(s.used for s in found) == deadline.used(act.rulebook, act.at, matter.pauses())


def test_before_that_stretch_begins_there_is_none(world: World) -> None:
    deadline = granted(world, world.difficulty()).deadlines.get(stage="resolution")
    act = world.act(world.xu, "2022-03-11 10:00")
    found = deadline.segments(act.rulebook, act.at, (), granted=5)
    assert [s.kind for s in found] == ["working"]


def test_refused_nothing_moves_and_it_may_be_asked_again(world: World) -> None:
    matter = world.difficulty()
    ask(world, matter).refuse(world.act(world.he, "2022-03-11 09:00"), "可先行对接劳务公司")
    deadline = again(matter).deadlines.get(stage="resolution")
    assert (deadline.n, deadline.due_at) == (15, world.at("2022-03-28 18:00"))
    granted(world, matter)
    holds()


def test_a_refusal_has_a_reason(world: World) -> None:
    asked = ask(world, world.difficulty())
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.refuse(world.act(world.he, "2022-03-11 09:00"), "")


def test_the_pack_says_how_long_before_it_is_due(world: World) -> None:
    """One working day before Monday 28 March: until the office closes on Friday."""
    ask(world, world.difficulty(), "2022-03-25 18:00")
    with pytest.raises(AskedTooLate):
        ask(world, world.difficulty(summary="用电不稳"), "2022-03-25 18:01")


def test_asked_in_time_it_may_be_granted_late(world: World) -> None:
    """The rung that fell while the request waited stays passed."""
    matter = world.difficulty()
    asked = ask(world, matter, "2022-03-25 09:00", 2)
    deadline = matter.deadlines.get(stage="resolution")
    act = world.act(world.clockwork, "2022-03-29 19:00")
    with act.page() as page:  # what the sweep does when yellow falls, a working day overdue
        line = page.line("drafted", matter)
        line.change(deadline, rung=1)
        line.change(deadline, fires_at=deadline.next_moment(act.rulebook, ()))
    asked = Extension.objects.get(pk=asked.pk)
    asked.grant(world.act(world.he, "2022-03-30 09:00"))
    deadline.refresh_from_db()
    assert (deadline.rung, deadline.due_at) == (1, world.at("2022-03-30 18:00"))
    assert deadline.fires_at is not None
    assert deadline.fires_at > deadline.due_at
    holds()


def test_how_much_and_how_often_the_pack_says(world: World) -> None:
    matter = world.difficulty()
    with pytest.raises(ExtensionTooLong):
        ask(world, matter, more=8)
    matter = granted(world, matter, 7)
    with pytest.raises(ExtensionsUsedUp):
        ask(world, matter, "2022-03-14 10:00", 1)


def test_one_request_at_a_time(world: World) -> None:
    matter = world.difficulty()
    ask(world, matter)
    with pytest.raises(AlreadyAsked):
        ask(world, matter)


def test_decided_once(world: World) -> None:
    asked = ask(world, world.difficulty())
    same = Extension.objects.get(pk=asked.pk)
    asked.grant(world.act(world.he, "2022-03-11 09:00"))
    again_read = Extension.objects.get(pk=asked.pk)
    with pytest.raises(AlreadyDecided):
        again_read.refuse(world.act(world.he, "2022-03-11 10:00"), "已批准")
    with pytest.raises(Overtaken), transaction.atomic():  # read before it was decided
        same.grant(world.act(world.he, "2022-03-11 10:00"))
    holds()


def test_nobody_grants_what_he_or_his_side_asked_for(world: World) -> None:
    zhou = another_leader(world)
    asked = ask_for(world, world.he, world.difficulty())
    for who in (world.wang, world.he):
        with pytest.raises(AskedByOneself):
            Extension.objects.get(pk=asked.pk).grant(world.act(who, "2022-03-11 09:00"))
    Extension.objects.get(pk=asked.pk).grant(world.act(zhou, "2022-03-11 09:00"))


def ask_for(world: World, leader: User, matter: Matter) -> Extension:
    """By Wang, his liaison."""
    act = world.act(world.wang, "2022-03-10 10:00", world.officer(leader))
    return Extension.ask(act, matter, 5, REASON)


def end_liaison(world: World, day: str) -> None:
    Liaison.objects.get(officer=world.wang.officer_id).end(world.act(world.clockwork, day))


def test_he_for_whom_it_was_asked_stays_the_one_who_asked(world: World) -> None:
    """Also where his liaison ceased to be it on the day on which she asked."""
    another_leader(world)
    asked = ask_for(world, world.he, world.difficulty())
    assert Extension.objects.get(pk=asked.pk).on_behalf_of_id == world.he.officer_id
    end_liaison(world, "2022-03-10 12:00")
    with pytest.raises(AskedByOneself):
        Extension.objects.get(pk=asked.pk).grant(world.act(world.he, "2022-03-11 09:00"))


def test_what_nobody_else_could_decide_is_not_asked(world: World) -> None:
    matter = world.difficulty()
    with pytest.raises(NobodyDecides):
        ask_for(world, world.he, matter)
    with pytest.raises(NobodyDecides):
        Extension.ask(world.act(world.he, "2022-03-10 10:00"), matter, 5, REASON)
    assert not Extension.objects.exists()
    zhou = another_leader(world)
    ask_for(world, world.he, matter)
    assert heard("extension_asked") == [f"people.officer:{zhou.officer_id}"]


def test_who_enters_for_the_asker_does_not_decide(world: World) -> None:
    zhou, he = another_leader(world), world.officer(world.he)
    Liaison.appoint(world.act(world.clockwork, "2022-03-02 09:00"), world.officer(zhou), he)
    with pytest.raises(NobodyDecides):
        Extension.ask(world.act(world.he, "2022-03-10 10:00"), world.difficulty(), 5, REASON)


def test_a_leader_who_works_in_the_handling_office_does_not_decide(world: World) -> None:
    post = Appointment(world.officer(world.he), world.labour_bureau, "局长", "head")
    Post.appoint(world.act(world.clockwork, "2022-03-02 09:00"), post)
    with pytest.raises(NobodyDecides):
        ask(world, world.difficulty())
    zhou = another_leader(world)
    ask(world, world.difficulty())
    assert heard("extension_asked") == [f"people.officer:{zhou.officer_id}"]


def test_granted_the_pack_is_asked_once_more(world: World) -> None:
    """Two at once: the second was asked for when nothing had been granted yet."""
    matter = granted(world, world.difficulty(), 3)
    late = Extension.objects.get(matter=matter)
    late.pk, late.decided_at, late.decided_by, late.is_granted = None, None, None, None
    late.save(force_insert=True)
    with pytest.raises(ExtensionsUsedUp):
        Extension.objects.get(pk=late.pk).grant(world.act(world.he, "2022-03-14 09:00"))
    Extension.objects.filter(is_granted=True).delete()
    Extension.objects.filter(pk=late.pk).update(n=8)
    with pytest.raises(ExtensionTooLong):
        Extension.objects.get(pk=late.pk).grant(world.act(world.he, "2022-03-14 09:00"))


def test_the_database_keeps_that_promise_too(world: World) -> None:
    asked = ask(world, world.difficulty())
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=asked.pk).update(
            decided_at=asked.asked_at, decided_by=asked.asked_by, is_granted=True
        )


def test_a_request_lapses_with_the_cycle_it_was_made_in(world: World) -> None:
    matter = world.difficulty()
    asked = ask(world, matter)
    again(matter).resolve(world.act(world.lin, "2022-03-14 15:00"), "solved")
    with pytest.raises(AlreadyResolved):
        Extension.objects.get(pk=asked.pk).grant(world.act(world.he, "2022-03-15 09:00"))
    again(matter).reopen(world.act(world.xu, "2022-03-16 10:00"), "企业称未解决")
    with pytest.raises(NothingAsked):
        Extension.objects.get(pk=asked.pk).grant(world.act(world.he, "2022-03-16 11:00"))
    ask(world, again(matter), "2022-03-17 10:00").grant(world.act(world.he, "2022-03-17 11:00"))
    holds()


def test_what_was_granted_is_left_after_a_reopening(world: World) -> None:
    matter = granted(world, world.difficulty())
    matter.resolve(world.act(world.lin, "2022-03-14 19:00"), "solved")
    again(matter).reopen(world.act(world.xu, "2022-03-16 10:00"), "企业称未解决")
    matter = again(matter)
    second = matter.deadlines.get(stage="resolution", cycle=2)
    assert (second.inherited, second.n, second.extended) == (5, 15, 5)
    assert second.whole(matter.edition.pack, matter.kind, matter.category) == 20
    matter.resolve(world.act(world.lin, "2022-03-18 19:00"), "solved")
    again(matter).reopen(world.act(world.xu, "2022-03-21 10:00"), "企业称未解决")
    third = again(matter).deadlines.get(stage="resolution", cycle=3)
    assert (third.inherited, third.n) == (7, 13)
    holds()


def test_suspended_it_may_be_asked_and_granted_and_stands_still(world: World) -> None:
    matter = world.difficulty()
    matter.suspend(world.act(world.xu, "2022-03-09 10:00"), "企业停产检修")
    # the day on which it was due has passed, but it stands still: eight working days are left
    asked = ask(world, again(matter), "2022-04-06 10:00")
    asked.grant(world.act(world.he, "2022-04-06 11:00"))
    deadline = again(matter).deadlines.get(stage="resolution")
    assert (deadline.n, deadline.fires_at) == (20, None)
    holds()
    again(matter).resume(world.act(world.xu, "2022-04-07 09:00"))
    assert again(matter).deadlines.get(stage="resolution").fires_at is not None
    holds()


def test_what_has_no_rule_or_no_clock_has_no_extension(world: World) -> None:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-08 10:00"), "solved")
    with pytest.raises(AlreadyResolved):
        ask(world, again(matter))
    undated = world.difficulty(summary="台账所载", source="import")
    undated.deadlines.all().delete()
    with pytest.raises(NoExtension):
        ask(world, undated)


def heard(kind: str) -> list[str]:
    return list(Notice.objects.filter(kind=kind).order_by("id").values_list("to", flat=True))


def test_who_decides_hears_of_it_and_then_who_handles_it(world: World) -> None:
    matter = world.difficulty()
    asked = ask(world, matter)
    assert heard("extension_asked") == [f"people.officer:{world.he.officer_id}"]
    asked.grant(world.act(world.he, "2022-03-11 09:00"))
    assert heard("extension_granted") == [f"people.organisation:{world.labour_bureau.pk}"]


def test_handled_by_nobody_who_asked_hears(world: World) -> None:
    """The clerk keeps what nobody has taken."""
    asked = Extension.ask(
        world.act(world.xu, "2022-03-10 10:00"), world.difficulty(organisation=None), 5, REASON
    )
    Extension.objects.get(pk=asked.pk).refuse(world.act(world.he, "2022-03-11 09:00"), "先交办")
    assert heard("extension_refused") == [f"people.officer:{world.xu.officer_id}"]
