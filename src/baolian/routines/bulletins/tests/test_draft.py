from datetime import date

import pytest

from baolian.records.journal.models import Entry
from baolian.routines.bulletins.models import AlreadyDrafted, Bulletin, MonthNotBegun
from baolian.routines.bulletins.tests.june import JUNE, june
from tests.world import World


def test_a_draft_belongs_to_a_month_and_has_its_title(world: World) -> None:
    act = world.act(world.zhao, "2022-06-30 16:00")
    bulletin = Bulletin.draft(act, world.shangluo, date(2022, 6, 17))
    assert bulletin.month == JUNE
    assert bulletin.title("zh") == "商洛市“三百四千”工程进展通报（2022年6月）"
    assert bulletin.title("en-gb") == (
        "Shangluo: Progress of the “three hundreds, four thousands” programme, June 2022"
    )
    assert Entry.objects.concerning(bulletin).get().verb == "drafted"


def test_one_a_month(world: World) -> None:
    act = world.act(world.zhao, "2022-06-30 16:00")
    first = Bulletin.draft(act, world.shangluo, JUNE)
    with pytest.raises(AlreadyDrafted):
        Bulletin.draft(act, world.shangluo, date(2022, 6, 30))
    assert Bulletin.open_or_draft(act, world.shangluo, date(2022, 6, 30)) == first
    assert Bulletin.open_or_draft(act, world.danfeng, JUNE) != first


def test_a_month_that_is_to_come_has_none(world: World) -> None:
    with pytest.raises(MonthNotBegun, match="2022-07; today is 2022-06-30"):
        Bulletin.draft(world.act(world.zhao, "2022-06-30 16:00"), world.shangluo, date(2022, 7, 31))
    assert not Bulletin.objects.exists()


def test_a_month_that_still_runs_says_so(world: World) -> None:
    act = world.act(world.zhao, "2022-06-10 09:30")
    drafted = Bulletin.draft(act, world.shangluo, JUNE)
    assert drafted.words("zh").as_of == "拟稿时本月未完：6月10日09:30"
    assert drafted.words("en").as_of == "The month was not over when drafted: 10 June 2022, 09:30."


def test_an_organisation_no_pack_knows_keeps_its_own_name(world: World) -> None:
    act = world.act(world.zhao, "2022-06-30 16:00")
    bulletin = Bulletin.draft(act, world.labour_bureau, JUNE)
    assert bulletin.place_en == "丹凤县人社局"


def test_a_draft_moves_with_its_records(world: World) -> None:
    month = june(world)
    world.difficulty("2022-06-30 12:00")
    assert month.bulletin.figure("difficulties").value == 8
    assert not month.bulletin.is_published


def test_the_packs_order_then_the_rates(world: World) -> None:
    bulletin = june(world).bulletin
    codes = [figure.code for figure in bulletin.figures(internal=True)]
    assert codes[:2] == ["leaders", "chains"]
    assert codes[-2:] == ["handled_rate", "honest_rate"]
    assert [f.position for f in bulletin.figures(internal=True)] == list(range(1, 15))
    assert "honest_rate" not in [figure.code for figure in bulletin.figures()]
