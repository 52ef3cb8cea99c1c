"""Organisations hang in a tree; a subtree is a range of paths."""

import pytest
from django.db import IntegrityError, transaction

from baolian.records.people.models import Founding, Organisation
from baolian.records.people.paths import ancestors, base36, below_any
from tests.world import World


def test_an_organisation_hangs_below_its_parent(world: World) -> None:
    town = Organisation.found(
        world.act(world.zhao), Founding("龙驹寨街道", "town", world.danfeng, "611022001")
    )
    assert town.path.startswith(world.danfeng.path)
    assert len(town.path) == 12
    assert ancestors(town.path) == [town.path, world.danfeng.path, world.shangluo.path]
    assert town.is_place
    assert not world.bank.is_place


def test_siblings_never_share_a_path(world: World) -> None:
    act = world.act(world.zhao)
    towns = [Founding(f"第{n}镇", "town", world.danfeng) for n in range(40)]
    made = [*Organisation.found_all(act, towns[:20]), *Organisation.found_all(act, towns[20:])]
    paths = [world.labour_bureau.path, *(t.path for t in made)]
    assert len(set(paths)) == 41
    assert paths == sorted(paths)


def test_below_is_the_subtree_itself_included(world: World) -> None:
    here = set(Organisation.objects.below(world.danfeng.path))
    assert here == {world.danfeng, world.labour_bureau}
    both = Organisation.objects.filter(below_any([world.danfeng.path, world.shanyang.path]))
    assert set(both) == here | {world.shanyang, world.finance_bureau}
    assert not Organisation.objects.filter(below_any([]))
    assert Organisation.objects.below("").count() == Organisation.objects.count()


@pytest.mark.parametrize(
    "twin",
    [
        {"name": "丹凤县人社局", "kind": "department", "below": "danfeng"},
        {"name": "商洛市", "kind": "prefecture", "below": None},
        {"name": "另一个丹凤县", "kind": "county", "below": "shangluo", "code": "611022"},
    ],
)
def test_twins_are_refused(world: World, twin: dict[str, str]) -> None:
    parent = getattr(world, twin["below"]) if twin["below"] else None
    founding = Founding(twin["name"], twin["kind"], parent, twin.get("code", ""))
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.found(world.act(world.zhao), founding)


def test_the_same_name_below_another_parent_is_another_organisation(world: World) -> None:
    Organisation.found(
        world.act(world.zhao), Founding("丹凤县人社局", "department", world.shanyang)
    )


def test_four_signs_a_level_and_no_more() -> None:
    assert [base36(n) for n in (0, 35, 36, 36**4 - 1)] == ["0000", "000z", "0010", "zzzz"]
    with pytest.raises(OverflowError):
        base36(36**4)
