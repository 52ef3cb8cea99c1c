"""What the console draws of readings and months, in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from baolian.faces.console.charts import course_chart, reading_charts
from baolian.records.matters.months import Month
from baolian.records.readings.models import Reading, Taking
from baolian.routines.charts import Chart
from baolian.rules.packs import Pack
from tests.office import NOW
from tests.world import World

YI, WAN = 10**10, 10**6


@pytest.fixture(autouse=True)
def clock(settings: Any) -> None:
    settings.FIXED_CLOCK = NOW


def pack(world: World) -> Pack:
    act = world.act(world.xu)
    return act.rulebook.edition_for(world.danfeng.path, act.today).pack


def take(world: World, indicator: str, until: date, **amounts: Any) -> Reading:
    begins = date(until.year, 1, 1)
    about = {"subject": world.pump_works} | amounts
    return Reading.take(world.act(world.xu), Taking(indicator, begins, until, "项目台账", **about))


def invested(world: World) -> list[Reading]:
    return [
        take(world, "completed_investment", date(2022, 2, 28), plan=2 * YI, actual=YI),
        take(
            world, "completed_investment", date(2022, 3, 31), plan=3 * YI,
            actual=12_900_000_000, qualifier="about",
        ),
        take(world, "completed_investment", date(2022, 4, 7), plan=4 * YI),
    ]  # fmt: skip


def drawn(world: World, lang: str, readings: list[Reading]) -> list[Chart]:
    with override(lang):
        return reading_charts(pack(world), readings)


def test_an_indicator_is_drawn_over_its_periods(world: World) -> None:
    [chart] = drawn(world, "zh-hans", invested(world)[::-1])
    assert chart.title == "累计完成投资（亿元）"
    assert chart.head == ("期间", "完成", "计划")
    assert chart.rows == (
        ("2022年1月1日至2022年2月28日", "1亿元", "2亿元"),
        ("2022年1月1日至2022年3月31日", "约1.29亿元", "3亿元"),
        ("2022年1月1日至2022年4月7日", "无记录", "4亿元"),
    )
    axes = chart.spec["encoding"]
    assert '["1—2月", "2022年"]' in axes["x"]["axis"]["labelExpr"]
    assert '["4月7日"]' in axes["x"]["axis"]["labelExpr"]
    assert axes["y"]["axis"]["values"] == [n * YI for n in range(5)]
    assert '"40000000000": "4"' in axes["y"]["axis"]["labelExpr"]


def test_and_in_english(world: World) -> None:
    [chart] = drawn(world, "en", invested(world))
    assert chart.title == "Investment completed to date (million yuan)"
    assert chart.head == ("Period", "Done", "Plan")
    assert chart.rows[1][1:] == ("about 129 million yuan", "300 million yuan")
    assert '["Jan–Feb", "2022"]' in chart.spec["encoding"]["x"]["axis"]["labelExpr"]


def test_one_period_is_no_course(world: World) -> None:
    assert drawn(world, "zh-hans", invested(world)[:1]) == []


def test_a_plan_alone_is_drawn_alone(world: World) -> None:
    plans = [
        take(world, "year_plan_investment", date(2022, 2, 28), plan=YI, qualifier="over"),
        take(world, "year_plan_investment", date(2022, 3, 31), plan=2 * YI),
    ]
    [chart] = drawn(world, "zh-hans", plans)
    assert chart.head == ("期间", "计划")
    assert chart.rows[0][1] == "1亿余元"


def test_amounts_of_one_unit_stand_beside_one_another(world: World) -> None:
    until = date(2022, 3, 31)
    readings = [
        take(world, "completed_investment", until, actual=9_000 * WAN, qualifier="about"),
        take(world, "total_investment", until, plan=5 * YI),
        take(world, "industrial_growth", until, actual=1470),
    ]
    [chart] = drawn(world, "zh-hans", readings)
    assert chart.title == "最近读数，截至2022年3月31日"
    assert chart.rows == (("总投资", "5亿元"), ("累计完成投资", "约9000万元"))


def test_a_code_that_no_pack_knows_is_left_to_the_table(world: World) -> None:
    readings = [take(world, "gone", date(2022, n, 28), actual=n) for n in (1, 2)]
    assert drawn(world, "zh-hans", readings) == []
    assert reading_charts(None, readings) == []


def test_months_begin_with_the_first_that_has_any() -> None:
    months = [
        Month(date(2022, 1, 1), 0, 0),
        Month(date(2022, 2, 1), 3, 0),
        Month(date(2022, 3, 1), 0, 0),
        Month(date(2022, 4, 1), 1, 2),
    ]
    with override("zh-hans"):
        chart = course_chart(months, "近%(n)d个月", "称已解决")
        assert chart
        assert chart.title == "近3个月"
        assert chart.head == ("月份", "登记", "称已解决")
        assert chart.rows[0] == ("2022年2月", "3件", "0件")
    assert course_chart(months[:1], "", "") is None


# -- the pages ---------------------------------------------------------------------------------


def page(user: Any, address: str, lang: str = "zh-hans", **headers: str) -> str:
    client = Client(headers={"accept-language": lang} | headers)
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_reading_shows_its_course(world: World) -> None:
    first, *_later = invested(world)
    shown = page(world.xu, reverse("reading", args=[first.pk]))
    assert shown.count("data-chart") == 1
    assert "约1.29亿元" in shown
    first.correct(world.act(world.xu), plan=2 * YI, actual=2 * YI, source="更正")
    again = page(world.xu, reverse("reading", args=[first.pk]))
    assert '<td class="number">1亿元</td>' not in again


def test_a_subject_shows_its_readings(world: World) -> None:
    address = reverse("subject", args=[world.pump_works.pk])
    assert "data-chart" not in page(world.xu, address)
    invested(world)
    assert page(world.xu, address).count("data-chart") == 1


@pytest.mark.parametrize(("lang", "words"), [("zh-hans", "1件"), ("en", "1 matter")])
def test_months_count_what_one_may_see(world: World, lang: str, words: str) -> None:
    world.difficulty()
    address = reverse("ledger-months")
    assert f'<td class="number">{words}</td>' in page(world.xu, address, lang)
    assert "data-chart" not in page(world.mei, address, lang)
    assert "data-chart" not in page(world.xu, address + "?category=land", lang)
    assert f'href="{address}"' in page(world.xu, reverse("ledger"), lang)


def test_a_bulletin_draws_the_year(world: World) -> None:
    world.difficulty()
    client = Client()
    client.force_login(world.xu)
    drafted = client.post(
        reverse("bulletins"), {"organisation": world.danfeng.pk, "month": "2022-03"}
    )
    at = drafted.headers["Location"]
    assert client.get(at).content.decode().count("data-chart") == 1
    client.post(f"{at}publication/")
    world.difficulty("2022-03-31 09:00", summary="后来补登的困难")
    frozen = client.get(at).content.decode()
    assert '<td class="number">1件</td>' in frozen
    assert '<td class="number">2件</td>' not in frozen
