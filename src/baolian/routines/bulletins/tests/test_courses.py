"""The year's course beside the figures: it sums up to them, and is frozen with them."""

from __future__ import annotations

import json
from datetime import date

from baolian.records.matters.months import Month
from baolian.routines.bulletins.courses import course, is_told
from baolian.routines.bulletins.models import Bulletin, Copy
from baolian.routines.bulletins.models.figures import Figure
from baolian.routines.bulletins.tests.june import LAST, confirm, june
from baolian.routines.bulletins.words import unpacked
from tests.world import World


def test_the_months_sum_up_to_the_figures(world: World) -> None:
    bulletin = june(world).bulletin
    months = bulletin.words().course
    assert len(months) == 12
    assert months[0].first == date(2021, 7, 1)
    told = {month.first.month: month for month in months if month.opened or month.resolved}
    # February and March by the ledger's own days; June's two resolutions that said solved, one of
    # them undone by a reopening
    assert told == {
        2: Month(date(2022, 2, 1), 1, 0),
        3: Month(date(2022, 3, 1), 1, 2),
        6: Month(date(2022, 6, 1), 5, 1),
    }
    assert sum(m.opened for m in months) == bulletin.figure("difficulties").value
    assert sum(m.resolved for m in months) == bulletin.figure("resolved_claimed").value


def test_it_is_frozen_with_the_bulletin(world: World) -> None:
    month = june(world)
    month.bulletin.publish(world.act(world.zhao, LAST))
    before = course(month.bulletin.scope)
    world.difficulty("2022-06-30 23:00", summary="后来补登的困难")
    again = Bulletin.objects.get(pk=month.bulletin.pk)
    for lang in ("zh", "en"):
        assert again.words(lang).course == before
    assert course(again.scope) != before


def test_a_later_confirmation_changes_no_month(world: World) -> None:
    month = june(world)
    before = month.bulletin.words().course
    confirm(world, month.difficulties["claimed"], "2022-06-30 18:00", is_solved=True)
    assert month.bulletin.words().course == before


def test_a_copy_that_keeps_the_figure_back_draws_nothing(world: World) -> None:
    figures = june(world).bulletin.figures(internal=True)
    assert is_told(figures)
    assert not is_told(f for f in figures if f.code != "resolved_claimed")
    assert not is_told([])


def test_copies_older_than_the_course_have_none(world: World) -> None:
    bulletin = june(world).bulletin
    bulletin.publish(world.act(world.zhao, LAST))
    kept = json.loads(Copy.objects.filter(bulletin=bulletin, lang="zh").first().words)  # type: ignore[union-attr]
    del kept["course"]
    assert unpacked(json.dumps(kept), Figure.objects.filter(bulletin=bulletin)).course == []
