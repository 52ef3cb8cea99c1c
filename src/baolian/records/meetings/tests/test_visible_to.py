"""Who sees a meeting, who keeps it, who approves it."""

from datetime import date

import pytest

from baolian.records.meetings.models import Deciding, Meeting, Topic
from baolian.records.meetings.models.meetings import homes
from baolian.records.meetings.tests.meeting import AFTER, called, held
from tests.world import World

# He has two on site: one to which the bank is invited, one with nobody but himself, at which the
# labour bureau is given work; and Shanyang has its own, with He as a guest
SEES = {
    "zhao": {"site", "alone", "other"}, "xu": {"site", "alone"}, "gao": {"site", "alone"},
    "he": {"site", "alone", "other"}, "wang": {"site", "alone"}, "lin": {"alone"},
    "mei": {"other"}, "shen": {"site"}, "admin": set(), "clockwork": set(),
}  # fmt: skip


def meetings(world: World) -> dict[str, Meeting]:
    alone = held(world, Topic(subject=world.pump_works), officers=[], organisations=[])
    (item,) = alone.agenda.all()
    work = Deciding(
        item, "办专场招聘会", organisation=world.labour_bureau, due_on=date(2022, 3, 20)
    )
    alone.decide(world.act(world.he, AFTER), work)
    guests = [world.officer(world.he)]
    return {
        "site": called(world, organisations=[world.bank]),
        "alone": alone,
        "other": called(
            world,
            organisation=world.shanyang,
            chair=world.officer(world.mei),
            officers=guests,
            organisations=[world.finance_bureau],
        ),
    }


@pytest.mark.parametrize("name", SEES)
def test_each_sees_those_that_concern_him(world: World, name: str) -> None:
    made = meetings(world)
    seen = set(Meeting.objects.visible_to(world.on_duty(getattr(world, name))))
    assert {word for word, meeting in made.items() if meeting in seen} == SEES[name]


def test_his_liaison_sees_what_the_leader_was_invited_to(world: World) -> None:
    other = meetings(world)["other"]
    acting = world.on_duty(world.wang, leader=world.officer(world.he))
    assert other in Meeting.objects.visible_to(acting)


KEEP = {"zhao", "xu", "gao", "he", "wang"}
EVERYBODY = (*SEES,)


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_keeps_it_and_who_approves_it(world: World, name: str) -> None:
    meeting, user = called(world), world.on_duty(getattr(world, name))
    assert meeting.can_keep(user) == (name in KEEP)
    assert meeting.can_approve(user) == (name == "he")


def test_a_signature_is_not_lent(world: World) -> None:
    acting = world.on_duty(world.wang, leader=world.officer(world.he))
    assert not called(world).can_approve(acting)


def test_one_calls_the_meetings_of_ones_own_organisation_and_below(world: World) -> None:
    assert world.danfeng in homes(world.on_duty(world.wang))
    assert world.shanyang not in homes(world.on_duty(world.wang))
    assert world.shanyang in homes(world.on_duty(world.zhao))
    assert not homes(world.on_duty(world.lin))


def test_coming_and_held(world: World) -> None:
    made = meetings(world)
    assert list(Meeting.objects.held()) == [made["alone"]]
    assert list(Meeting.objects.coming()) == [made["site"], made["other"]]
    made["site"].cancel(world.act(world.xu), "改期")
    assert list(Meeting.objects.coming()) == [made["other"]]
    assert list(Meeting.objects.cancelled()) == [made["site"]]
