"""From a figure to exactly the records it was counted from."""

import json

import pytest

from baolian.records.matters.models import Matter
from baolian.routines.bulletins.models import Bulletin, Figure
from baolian.routines.bulletins.tests.june import LAST, June, june, sign_slip
from baolian.routines.bulletins.tracing import among
from tests.world import World


@pytest.fixture
def month(world: World) -> June:
    return june(world)


def published(month: June) -> Bulletin:
    sign_slip(month.world, month.difficulties["open"], "2022-06-13 09:00")
    month.bulletin.publish(month.world.act(month.world.zhao, LAST))
    return Bulletin.objects.get(pk=month.bulletin.pk)


def test_a_draft_opens_what_it_counts_now(month: June) -> None:
    for figure in month.bulletin.figures(internal=True):
        assert figure.records().count() == figure.count


def test_a_published_figure_opens_what_was_counted(month: June) -> None:
    counted = {f.code: [r.pk for r in f.records()] for f in month.bulletin.figures(internal=True)}
    bulletin = published(month)
    month.world.difficulty("2022-06-30 22:00")
    for figure in bulletin.figures(internal=True):
        opened = list(figure.records())
        assert [row.pk for row in opened] == figure.keys
        assert len(opened) == figure.count
        assert {row._meta.label_lower for row in opened} <= {figure.record_model}
        if figure.code != "slips":
            assert figure.keys == counted[figure.code]


def test_the_very_matters(month: June) -> None:
    bulletin, named = published(month), month.difficulties
    opened = {f.code: set(f.records()) for f in bulletin.figures(internal=True)}
    assert opened["resolved_claimed"] == {named["claimed"], named["confirmed"], named["denied"]}
    assert opened["resolved_confirmed"] == {named["confirmed"]}
    assert opened["difficulties"] == set(named.values()) - {named["july"], named["nobodys"]}
    assert opened["handled_rate"] == opened["resolved_claimed"] | {named["explained"]}


def test_a_rate_opens_its_denominator_too(month: June) -> None:
    rate = published(month).figure("handled_rate")
    assert (rate.numerator, rate.denominator) == (4, 7)
    assert rate.denominator_records().count() == 7
    difficulties = month.bulletin.figure("difficulties")
    assert not difficulties.denominator_records().exists()


def test_the_number_is_for_all_its_records_only_for_who_may_see_them(month: June) -> None:
    world, figure = month.world, published(month).figure("difficulties")
    assert figure.records(world.zhao).count() == 7
    # Danfeng's clerk sees the pump works' five and the tea house's two, which his county handles
    assert figure.records(world.xu).count() == 7
    # another county's handler sees nothing of Danfeng's
    assert figure.records(world.mei).count() == 0
    # the bank's president is paired with the pump works
    assert figure.records(world.shen).count() == 5


def test_officers_are_seen_where_their_pairings_are(month: June) -> None:
    world, bulletin = month.world, published(month)
    assert bulletin.figure("leaders").records(world.zhao).count() == 2
    # one of the two leads a project in Danfeng
    assert [o.name for o in bulletin.figure("leaders").records(world.xu)] == ["周岚"]
    assert bulletin.figure("slips").records(world.gao).count() == 1
    assert bulletin.figure("slips").records(world.mei).count() == 0


def test_an_unknown_or_an_inner_figure_does_not_exist(month: June) -> None:
    for bulletin in (month.bulletin, published(month)):
        for code in ("honest_rate", "nonsense"):
            with pytest.raises(Figure.DoesNotExist):
                bulletin.figure(code)
        assert bulletin.figure("honest_rate", internal=True).value == 1429


def test_keys_beyond_any_limit_of_parameters(month: June) -> None:
    real = month.difficulties["open"].pk
    keys = json.dumps([real, *range(10**9, 10**9 + 100_000)])
    assert [m.pk for m in Matter.objects.filter(pk__in=among(keys))] == [real]
    assert not Matter.objects.filter(pk__in=among("")).exists()
