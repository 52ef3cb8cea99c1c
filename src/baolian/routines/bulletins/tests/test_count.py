"""The figures of tests/june.py, counted by hand."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baolian.records.pairings.models import Pairing
from baolian.records.readings.models import Reading, Taking
from baolian.routines.bulletins.counting import Scope, count
from baolian.routines.bulletins.definitions import DEFINITIONS
from baolian.routines.bulletins.models import Bulletin
from baolian.routines.bulletins.tests.june import JUNE, WAN, YI, confirm, june, sign_slip
from baolian.rules.packs import FigureCode
from tests.world import World

COUNTED_BY_HAND = {
    "leaders": 2,  # one was transferred on 30 June, one begins in July
    "chains": 2,
    "projects": 3,
    "started": 2,
    "completed_investment": 129 * YI + 250 * WAN,
    "heads": 2,
    "enterprises": 2,
    "difficulties": 7,
    "resolved_claimed": 3,
    "resolved_confirmed": 1,
    "industrial_growth": 1470,
    "slips": 0,
    "handled_rate": 5714,  # 4 of 7
    "honest_rate": 1429,  # 1 of 7
}


def values(bulletin: Bulletin) -> dict[str, int | None]:
    return {figure.code: figure.value for figure in bulletin.figures(internal=True)}


def test_every_figure_a_pack_can_name_is_defined() -> None:
    assert set(DEFINITIONS) == set(FigureCode)


def test_the_figures_are_those_counted_by_hand(world: World) -> None:
    assert values(june(world).bulletin) == COUNTED_BY_HAND


@pytest.mark.parametrize("code", FigureCode)
@pytest.mark.parametrize("with_ids", [False, True])
def test_each_is_one_query_of_integers(world: World, code: FigureCode, *, with_ids: bool) -> None:
    scope = june(world).bulletin.scope
    with CaptureQueriesContext(
        connection,
    ) as queries:
        counted = count(DEFINITIONS[code], scope, with_ids=with_ids)
    assert len(queries) == 1
    assert type(counted.value) is int
    if with_ids:
        assert len(json.loads(counted.record_ids)) == counted.count


def test_a_county_counts_its_own(world: World) -> None:
    june(world)
    bulletin = Bulletin.draft(world.act(world.xu, "2022-06-30 16:00"), world.danfeng, JUNE)
    figures = {figure.code: figure for figure in bulletin.figures(internal=True)}
    assert figures["chains"].value == 0
    assert figures["projects"].value == 2
    assert figures["enterprises"].value == 1
    assert figures["difficulties"].value == 5
    # the prefecture's growth is not the county's
    assert figures["industrial_growth"].value is None
    assert figures["industrial_growth"].show("zh") == "无记录"


def test_nothing_to_divide_by_is_no_rate(world: World) -> None:
    bulletin = Bulletin.draft(world.act(world.zhao, "2022-06-30 16:00"), world.shangluo, JUNE)
    assert bulletin.figure("handled_rate").value is None
    assert bulletin.figure("completed_investment").value is None
    assert bulletin.figure("difficulties").value == 0


def test_the_month_before_looks_at_the_state_then(world: World) -> None:
    june(world)
    may = Bulletin.draft(
        world.act(world.zhao, "2022-06-30 16:00"), world.shangluo, date(2022, 5, 9)
    )
    assert may.month == date(2022, 5, 1)
    assert values(may) | {"completed_investment": 100 * WAN} == values(may)
    assert may.figure("leaders").value == 3
    # by the ledger's own days: two raised and claimed solved by March, confirmed only in June
    assert may.figure("difficulties").value == 2
    assert may.figure("resolved_claimed").value == 2
    assert may.figure("resolved_confirmed").value == 0


def test_a_reopening_in_july_does_not_reach_back_into_june(world: World) -> None:
    month = june(world)
    month.difficulties["denied"].reopen(world.act(world.xu, "2022-07-01 00:30"), "没有解决")
    assert month.bulletin.figure("resolved_claimed").value == 3


def test_solved_again_after_reopening_counts_once(world: World) -> None:
    month = june(world)
    month.difficulties["reopened"].resolve(world.act(world.lin, "2022-06-29 09:00"), "solved")
    assert month.bulletin.figure("resolved_claimed").value == 4
    confirm(world, month.difficulties["reopened"], "2022-07-01 00:00", is_solved=True)
    assert month.bulletin.figure("resolved_confirmed").value == 1


def test_an_ended_pairing_unsays_no_difficulty(world: World) -> None:
    month = june(world)
    for pairing in Pairing.objects.unended().filter(subject=world.pump_works, role="head"):
        pairing.end(world.act(world.zhao, "2022-06-30 12:00"), "企业迁出")
    assert month.bulletin.figure("enterprises").value == 1
    assert month.bulletin.figure("difficulties").value == 7


def test_slips_count_in_the_month_they_were_signed(world: World) -> None:
    month = june(world)
    sign_slip(world, month.difficulties["open"], "2022-06-13 09:00")
    sign_slip(world, month.difficulties["july"], "2022-07-04 09:00")
    figure = month.bulletin.figure("slips")
    assert (figure.value, figure.period("zh")) == (1, "2022年6月1日至2022年6月30日")


def test_a_qualifier_among_the_parts_makes_the_sum_about(world: World) -> None:
    month = june(world)
    assert month.bulletin.figure("completed_investment").qualifier == ""
    tea_garden = month.projects[2]
    Reading.take(
        world.act(world.zhao, "2022-06-30 10:00"),
        Taking(
            "completed_investment",
            date(2022, 1, 1),
            date(2022, 6, 30),
            "电话",
            tea_garden,
            actual=50 * WAN,
            qualifier="over",
        ),
    )
    figure = month.bulletin.figure("completed_investment")
    assert figure.show("zh") == "约129.03亿元"
    assert (figure.source, figure.source_of("zh")) == ("", "见各条记录")


def test_growth_is_a_reading_with_its_source(world: World) -> None:
    figure = june(world).bulletin.figure("industrial_growth")
    assert (figure.show("zh"), figure.source) == ("14.7%", "商洛市统计局")
    assert figure.period("zh") == "2022年1月1日至2022年5月31日"
    (reading,) = figure.records(world.zhao)
    assert reading.actual == 1470


def test_a_months_ends() -> None:
    scope = Scope("0000", date(2022, 2, 1))
    assert scope.last == date(2022, 2, 28)
    assert scope.begins_at.isoformat() == "2022-02-01T00:00:00+08:00"
    assert scope.ends_at.isoformat() == "2022-03-01T00:00:00+08:00"
    assert Scope("", date(2022, 12, 1)).last == date(2022, 12, 31)
