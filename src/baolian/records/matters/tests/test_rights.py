"""Who may take which step, where the table of test_access does not reach."""

from datetime import date

import pytest

from baolian.records.matters.models import Matter
from baolian.records.matters.rights import Rights
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import Appointment, Post, User
from tests.world import World


def test_nobody_takes_down_the_enterprises_word_on_what_he_resolved_himself(world: World) -> None:
    """He was asked first, handed it to nobody, resolved it: somebody else rings the enterprise."""
    matter = world.difficulty(organisation=None)
    assert Rights(world.he, matter).can_resolve
    matter.resolve(world.act(world.he, "2022-03-10 15:00"), "solved")
    matter = Matter.objects.get(pk=matter.pk)
    may = [Rights(user, matter).can_confirm for user in (world.he, world.wang, world.xu)]
    assert may == [False, False, True]


def test_his_liaison_does_not_either(world: World) -> None:
    matter = world.difficulty(organisation=None)
    act = world.act(world.wang, "2022-03-10 15:00", world.officer(world.he))
    matter.resolve(act, "solved")
    matter = Matter.objects.get(pk=matter.pk)
    acting = world.on_duty(world.wang, leader=world.officer(world.he))
    may = [Rights(user, matter).can_confirm for user in (world.he, world.wang, acting)]
    assert may == [False] * 3


def test_nor_for_the_leader_whose_bureau_handled_it(world: World) -> None:
    """He is paired with the enterprise and heads the bureau; his liaison sits elsewhere."""
    he = world.officer(world.he)
    Post.appoint(world.act(world.clockwork), Appointment(he, world.labour_bureau, "局长", "leader"))
    matter = world.difficulty()
    resolution = matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    matter = Matter.objects.get(pk=matter.pk)
    acting = Rights(world.on_duty(world.wang, leader=he), matter)
    assert acting.is_paired
    assert not acting.can_confirm
    assert not acting.can_read_rating(resolution)


def test_nor_as_herself_what_her_leader_resolved(world: World) -> None:
    wang = world.officer(world.wang)
    Pairing.make(world.act(world.xu), Making(world.pump_works, wang, "head", "county"))
    matter = world.difficulty(organisation=None)
    matter.resolve(world.act(world.he, "2022-03-10 15:00"), "solved")
    herself = Rights(world.on_duty(world.wang), Matter.objects.get(pk=matter.pk))
    assert herself.is_paired
    assert not herself.can_confirm


def test_a_liaison_takes_her_leaders_steps_while_she_acts_for_him(world: World) -> None:
    matter = world.difficulty(organisation=None)
    may = [
        (rights.can_assign, rights.can_contact, rights.can_add_task, rights.can_suspend)
        for rights in (
            Rights(world.on_duty(world.wang), matter),
            Rights(world.on_duty(world.wang, leader=world.officer(world.he)), matter),
            Rights(world.he, matter),
        )
    ]
    # to suspend is to approve: that is for him in person
    assert may == [(False,) * 4, (True, True, True, False), (True,) * 4]


def test_whoever_imported_a_claim_may_ring_the_enterprise(world: World) -> None:
    matter = world.difficulty(source="import", organisation=None)
    matter.claim(world.act(world.xu, "2022-06-17 18:00"), None)
    assert Rights(world.xu, Matter.objects.get(pk=matter.pk)).can_confirm


def test_a_pairing_counts_from_its_day(world: World) -> None:
    making = Making(
        world.pump_works, world.officer(world.mei), "head", "county", since=date(2022, 3, 14)
    )
    Pairing.make(world.act(world.zhao), making)
    matter = world.difficulty()
    days = [world.on_duty(world.mei, f"{day} 09:00") for day in ("2022-03-13", "2022-03-14")]
    assert [Rights(user, matter).can_contact for user in days] == [False, True]


@pytest.mark.parametrize("role", ["clerk", "leader", "supervisor"])
def test_the_side_that_handles_neither_stops_the_clock_nor_strikes_off(
    world: World, role: str
) -> None:
    appointment = Appointment(world.officer(world.lin), world.labour_bureau, "局长", role)
    Post.appoint(world.act(world.clockwork), appointment)
    rights = Rights(world.on_duty(world.lin), world.difficulty())
    assert [rights.can_suspend, rights.can_close, rights.can_confirm] == [False] * 3


def test_ratings_are_not_read_by_those_who_were_rated(world: World) -> None:
    matter = world.difficulty()
    resolution = matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    holding = Making(world.pump_works, world.officer(world.lin), "head", "county")
    Pairing.make(world.act(world.xu), holding)
    who = (world.lin, world.xu, world.he)
    reads = [Rights(user, matter).can_read_rating(resolution) for user in who]
    assert reads == [False, True, True]


def test_nor_after_a_reopening_that_another_side_handles(world: World) -> None:
    """He resolved the first cycle, the bureau the second: each side's rating stays hidden from it,
    and from the bureau that has the matter in hand the earlier one too."""
    matter = world.difficulty(organisation=None)
    first = matter.resolve(world.act(world.he, "2022-03-10 15:00"), "solved")
    matter.reopen(world.act(world.xu, "2022-03-11 09:00"), "没有解决")
    matter.assign(world.act(world.xu, "2022-03-11 10:00"), world.labour_bureau)
    second = matter.resolve(world.act(world.lin, "2022-03-14 10:00"), "solved")
    matter = Matter.objects.get(pk=matter.pk)

    def reads(user: User) -> tuple[bool, bool]:
        rights = Rights(user, matter)
        return rights.can_read_rating(first), rights.can_read_rating(second)

    assert reads(world.he) == (False, True)
    assert reads(world.wang) == (False, True)
    assert reads(world.lin) == (False, False)
    assert reads(world.xu) == (True, True)
    matter.reopen(world.act(world.xu, "2022-03-15 09:00"), "还差手续")
    matter = Matter.objects.get(pk=matter.pk)
    assert reads(world.he) == (False, True)


def test_who_gave_a_matter_back_was_not_rated_who_signed_for_it_was(world: World) -> None:
    matter = world.difficulty(organisation=world.finance_bureau)
    matter.handlings.get().give_back(world.act(world.mei, "2022-03-07 11:00"), "不属我局职责")
    matter = Matter.objects.get(pk=matter.pk)
    matter.assign(world.act(world.xu, "2022-03-07 15:00"), world.labour_bureau)
    taken = matter.handlings.get(organisation=world.labour_bureau)
    taken.receive(world.act(world.lin, "2022-03-08 09:00"), world.officer(world.lin))
    resolution = matter.resolve(world.act(world.he, "2022-03-10 15:00"), "solved")
    post = Post.objects.get(officer=world.officer(world.lin))
    post.end(world.act(world.clockwork, "2022-03-11 09:00"))
    matter = Matter.objects.get(pk=matter.pk)
    lin = world.on_duty(world.lin, "2022-03-11 10:00")
    reads = [Rights(user, matter).can_read_rating(resolution) for user in (world.mei, lin)]
    assert reads == [True, False]
