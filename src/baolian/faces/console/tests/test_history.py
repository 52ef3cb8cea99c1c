"""The history of a subject: who did what, without what the reader may not see."""

from datetime import date

import pytest

from baolian.faces.console.tests.desks import desk
from baolian.records.pairings.models import Pairing
from baolian.records.visits.models import Going, Visit
from tests.world import World

pytestmark = pytest.mark.usefixtures("wednesday")


def history(world: World, who: str, lang: str = "zh-hans") -> str:
    page = desk(world, who, lang).get(f"/subjects/{world.pump_works.pk}/").content.decode()
    return page.split('<section id="history">')[1].split("</section>")[0]


@pytest.fixture
def ended(world: World) -> Pairing:
    pairing = Pairing.objects.get(officer=world.officer(world.he))
    pairing.end(world.act(world.xu, "2022-03-08 09:00"), "因接受调查免去包联")
    going = Going(world.pump_works, [world.officer(world.shen)], date(2022, 3, 8))
    Visit.log(world.act(world.shen, "2022-03-08 10:00"), going)
    return pairing


def test_whoever_only_handles_a_matter_reads_nothing_of_pairings_and_visits(
    world: World, ended: Pairing
) -> None:
    world.difficulty()
    theirs = history(world, "lin")
    assert "录入服务对象" in theirs
    for words in ("因接受调查", "结对", "走访", "何川", "沈岳"):
        assert words not in theirs


def test_a_holder_reads_of_his_own_by_name(world: World, ended: Pairing) -> None:
    hers = history(world, "shen")
    assert "<strong>结对</strong> 沈岳" in hers
    assert hers.count("结对") == 1
    assert "因接受调查" not in hers
    assert "走访" in hers


def test_the_clerk_reads_all_of_it_with_names(world: World, ended: Pairing) -> None:
    mine = history(world, "xu")
    assert "<strong>结束结对</strong> 何川" in mine
    assert "因接受调查免去包联" in mine
    assert mine.count("<strong>结对</strong>") == 2


def test_what_nobody_did_the_system_did(world: World) -> None:
    assert "系统 ·" in history(world, "xu")
    english = history(world, "xu", "en")
    assert "System" in english
    assert "clockwork" not in english


def test_what_was_typed_at_a_step_is_read_in_its_history(world: World) -> None:
    matter = world.difficulty()
    matter.contact(world.act(world.he, "2022-03-08 10:00"), "电话说明了三天内答复")
    page = desk(world, "he").get(f"/matters/{matter.pk}/").content.decode()
    assert "电话说明了三天内答复" in page.split('<section id="history">')[1].split("</section>")[0]
