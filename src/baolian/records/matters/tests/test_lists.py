"""The three lists (问题、责任、任务), and the adjectives."""

from baolian.records.matters.models import Matter
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
    held = Pairing.objects.current().filter(subject=world.pump_works)
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
