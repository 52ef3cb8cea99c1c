"""The three lists (问题、责任、任务), and the adjectives."""

from baolian.records.matters.models import Matter, Saying
from baolian.records.pairings.models import Pairing
from tests.world import World


def test_a_task_stands_under_its_difficulty_on_its_own_list(world: World) -> None:
    difficulty = world.difficulty()
    task = world.difficulty(kind="task", category="", summary="组织专场招聘会", parent=difficulty)
    milestone = world.difficulty(kind="milestone", category="", summary="招聘会举行")
    assert list(Matter.objects.difficulties()) == [difficulty]
    assert set(Matter.objects.tasks()) == {task, milestone}
    assert list(difficulty.parts.all()) == [task]
    assert task.due_at == world.at("2022-03-28 18:00")


def test_the_list_of_responsibilities_is_the_pairings(world: World) -> None:
    held = Pairing.objects.on(world.zhao.day).filter(subject=world.pump_works)
    assert {p.officer for p in held} == {world.officer(world.shen), world.officer(world.he)}


def test_a_milestone_has_no_clock_of_the_packs(world: World) -> None:
    milestone = world.difficulty(kind="milestone", category="", organisation=None)
    assert milestone.due_at is None
    assert not milestone.deadlines.exists()
    milestone.resolve(world.act(world.lin, "2022-03-08 10:00"), "solved")
    milestone.reopen(world.act(world.lin, "2022-03-09 10:00"), "未举行")
    assert milestone.due_at is None


def test_overdue_is_unresolved_past_its_moment(world: World) -> None:
    matter, done = world.difficulty(), world.difficulty(summary="用电不稳")
    done.resolve(world.act(world.lin, "2022-04-01 10:00"), "solved")
    assert not Matter.objects.overdue(matter.due_at or world.at())
    assert list(Matter.objects.overdue(world.at("2022-03-28 18:01"))) == [matter]
    assert done in Matter.objects.open()
    assert done not in Matter.objects.unresolved()


def test_below_is_a_subtree(world: World) -> None:
    here = world.difficulty()
    there = world.difficulty(subject=world.tea_house, organisation=None)
    assert list(Matter.objects.below(world.danfeng.path)) == [here]
    assert list(Matter.objects.below(world.shanyang.path)) == [there]
    assert set(Matter.objects.below(world.shangluo.path)) == {here, there}


def test_a_clock_stopped_in_time_is_not_overdue_by_the_row_or_by_the_list(world: World) -> None:
    stopped, late = world.difficulty(), world.difficulty(summary="用电不稳")
    stopped.suspend(world.act(world.xu, "2022-03-25 10:00"), "等候批复")
    late.suspend(world.act(world.xu, "2022-03-29 10:00"), "等候批复")
    now = world.at("2022-03-30 09:00")
    assert list(Matter.objects.overdue(now)) == [late]
    for matters in (Matter.objects.all(), Matter.objects.noting_stops()):
        assert [m for m in matters if m.is_overdue(now)] == [late]


def test_the_enterprise_is_asked_once_a_cycle(world: World) -> None:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    assert list(Matter.objects.unconfirmed()) == [matter]
    matter.reopen(world.act(world.xu, "2022-03-11 10:00"), "企业称未解决")
    assert not Matter.objects.unconfirmed().exists()
    again = matter.resolve(world.act(world.lin, "2022-03-14 15:00"), "solved")
    assert list(Matter.objects.unconfirmed()) == [matter]
    said = Saying(is_solved=True, rating="satisfied", channel="telephone")
    again.confirm(world.act(world.xu, "2022-03-15 10:00"), said)
    # that nobody was asked the first time is of no interest any more
    assert not Matter.objects.unconfirmed().exists()
