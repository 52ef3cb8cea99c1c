from baolian.records.journal.marks import written_mark
from baolian.records.matters.models import Matter
from tests.world import World


def test_it_stands_while_nobody_writes(world: World) -> None:
    world.difficulty()
    before = written_mark()
    assert list(Matter.objects.all())
    assert written_mark() == before


def test_every_verb_moves_it(world: World) -> None:
    before = written_mark()
    world.difficulty()
    assert written_mark() != before
