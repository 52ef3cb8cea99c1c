"""What the tests of supervision share: the pump works' difficulty and the days of its ladder.

Registered on Monday 7 March 2022, 15 working days, due on Monday 28 March at 18:00. In Danfeng
blue falls when the office opens on Thursday 24 March, yellow on Tuesday 29 March at 18:00, red
on Saturday 2 April at 18:00: that Saturday was worked, for the Qingming holiday after it.
"""

from baolian.records.matters.models import Deadline, Matter
from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.sweep import Swept, sweep
from tests.world import World

BLUE, YELLOW, RED = "2022-03-24 08:00", "2022-03-29 18:00", "2022-04-02 18:00"


def swept(world: World, moment: str) -> Swept:
    return sweep(world.act(world.clockwork, moment))


def drafted(world: World, moment: str = YELLOW, **changes: object) -> Slip:
    """The slip of the rung that a fresh difficulty has reached by `moment`."""
    matter = world.difficulty(**changes)  # type: ignore[arg-type]
    swept(world, moment)
    return Slip.objects.get(matter=matter)


def issued(world: World, moment: str = YELLOW, signed: str = "2022-03-30 09:00") -> Slip:
    slip = drafted(world, moment)
    slip.sign(world.act(world.gao, signed))
    return slip


def rungs(matter: Matter) -> list[str]:
    return list(matter.slips.order_by("id").values_list("rung", flat=True))


def resolution(matter: Matter) -> Deadline:
    return matter.deadlines.get(stage="resolution")
