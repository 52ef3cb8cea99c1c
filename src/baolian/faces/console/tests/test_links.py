"""A page names whom it must, and links only what the reader may open."""

from datetime import date

from baolian.faces.console.tests.desks import page
from baolian.records.pairings.models import Pairing
from baolian.records.visits.models import Going, Visit
from tests.world import World


def test_a_visit_links_the_subject_and_the_officers_that_one_may_open(world: World) -> None:
    went = [world.officer(world.mei), world.officer(world.he)]
    visit = Visit.log(
        world.act(world.xu), Going(world.pump_works, officers=went, visited_on=date(2022, 3, 7))
    )
    subject, officer = f"/subjects/{world.pump_works.pk}/", f"/officers/{went[1].pk}/"
    mine = page(world, "xu", f"/visits/{visit.pk}/")
    assert subject in mine
    assert officer in mine
    # went along once, from another county
    theirs = page(world, "mei", f"/visits/{visit.pk}/")
    assert world.pump_works.name in theirs
    assert subject not in theirs
    assert officer not in theirs


def test_an_ended_pairing_links_no_subject(world: World) -> None:
    pairing = Pairing.objects.get(officer=world.officer(world.shen))
    subject = f"/subjects/{world.pump_works.pk}/"
    assert subject in page(world, "shen", f"/pairings/{pairing.pk}/")
    pairing.end(world.act(world.zhao, "2022-03-08 09:00"), "调整")
    assert subject not in page(world, "shen", f"/pairings/{pairing.pk}/")
