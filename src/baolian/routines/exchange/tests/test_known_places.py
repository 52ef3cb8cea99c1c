"""The place of an organisation, also of one that was founded while the records were being read."""

from baolian.records.people.models import Founding, Organisation
from baolian.routines.exchange.known import Known
from tests.world import World


def test_a_place_founded_since_is_looked_up(world: World) -> None:
    known = Known.read([])
    act = world.act(world.zhao)
    town = Organisation.found(act, Founding("新设镇", "town", world.danfeng, "611022199"))
    station = Organisation.found(act, Founding("新设镇中心站", "department", town))
    assert known.place_of(station) == town
    assert known.place_of(world.labour_bureau) == world.danfeng
