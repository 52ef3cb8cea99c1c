"""Views of lists: kept, renamed, shared, dropped; and who sees them."""

from __future__ import annotations

import pytest

from baolian.records.journal.models import Entry
from baolian.records.lists.models import (
    AlreadyDropped,
    Export,
    Keeping,
    NameTaken,
    SavedView,
    TooManyViews,
)
from baolian.records.people.models import User
from tests.world import World

LATER = "2022-03-08 10:00"


def kept(world: World, who: User, name: str = "逾期的", **changes: object) -> SavedView:
    facts = {"list": "ledger", "name": name, "query": "state=overdue"} | changes
    return SavedView.keep(world.act(who), Keeping(**facts))  # type: ignore[arg-type]


def seen(world: World, who: User) -> set[str]:
    return {view.name for view in SavedView.objects.visible_to(world.on_duty(who))}


def test_it_is_ones_own_until_it_is_shared(world: World) -> None:
    view = kept(world, world.xu)
    assert Entry.objects.concerning(view).get().verb == "view kept"
    assert seen(world, world.xu) == {"逾期的"}
    assert seen(world, world.lin) == seen(world, world.zhao) == set()
    view.share(world.act(world.xu, LATER), world.danfeng)
    # the county and all below it; not another county, nor the office above
    assert seen(world, world.lin) == seen(world, world.he) == {"逾期的"}
    assert seen(world, world.mei) == seen(world, world.zhao) == seen(world, world.admin) == set()
    view.share(world.act(world.xu, LATER), None)
    assert seen(world, world.lin) == set()


def test_a_name_is_taken_once_a_list(world: World) -> None:
    view = kept(world, world.xu)
    with pytest.raises(NameTaken):
        kept(world, world.xu)
    other = kept(world, world.xu, list="tasks")
    assert other.name == view.name
    third = kept(world, world.xu, name="我的")
    with pytest.raises(NameTaken):
        third.rename(world.act(world.xu), "逾期的")
    third.rename(world.act(world.xu), "另一个")
    assert SavedView.objects.get(pk=third.pk).name == "另一个"


def test_an_office_shares_a_name_once(world: World) -> None:
    kept(world, world.xu, shared_with=world.danfeng)
    theirs = kept(world, world.zhao)
    with pytest.raises(NameTaken):
        theirs.share(world.act(world.zhao), world.danfeng)
    with pytest.raises(NameTaken):
        kept(world, world.gao, shared_with=world.danfeng)
    theirs.share(world.act(world.zhao), world.shangluo)
    # two of that name, one from each office
    assert sorted(v.by.username for v in SavedView.objects.visible_to(world.lin)) == ["xu", "zhao"]


def test_what_was_dropped_is_gone_and_its_name_free(world: World) -> None:
    view = kept(world, world.xu)
    view.drop(world.act(world.xu, LATER))
    assert seen(world, world.xu) == set()
    later = world.act(world.xu, LATER)
    with pytest.raises(AlreadyDropped):
        view.drop(later)
    with pytest.raises(AlreadyDropped):
        view.rename(later, "x")
    with pytest.raises(AlreadyDropped):
        view.share(later, world.danfeng)
    assert kept(world, world.xu).pk != view.pk
    assert [e.verb for e in Entry.objects.concerning(view)] == ["view kept", "view dropped"]


def test_there_is_an_end_to_them(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SavedView, "MOST", 2)
    kept(world, world.xu, name="一")
    kept(world, world.xu, name="二").drop(world.act(world.xu))
    kept(world, world.xu, name="三")
    with pytest.raises(TooManyViews):
        kept(world, world.xu, name="四")
    kept(world, world.gao, name="四")


def test_whose_it_is_and_the_clerk_of_its_office_change_it(world: World) -> None:
    view = kept(world, world.gao)
    assert view.can_change(world.gao)
    assert not view.can_change(world.xu)
    view.share(world.act(world.gao), world.danfeng)
    assert view.can_change(world.xu)
    assert view.can_change(world.zhao)
    assert not view.can_change(world.lin)


def test_a_workbook_that_leaves_is_entered(world: World) -> None:
    act = world.act(world.xu)
    taken = Export.take(act, "ledger", "state=overdue", "逾期；类别：用工", 12)
    entry = Entry.objects.concerning(taken).get()
    assert (entry.verb, entry.by_id, entry.note) == ("exported", world.xu.pk, "逾期；类别：用工")
    assert entry.written[f"lists.export:{taken.pk}"]["rows"] == 12
