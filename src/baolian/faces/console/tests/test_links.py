"""A page names whom it must, and links only what the reader may open."""

from datetime import date
from typing import Any

from baolian.faces.console.tests.desks import desk, page
from baolian.records.pairings.models import Pairing
from baolian.records.subjects.models import Entering, Subject
from baolian.records.visits.models import Going, Visit
from baolian.routines.supervision.models import Slip
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


def test_his_own_page_links_no_subject_he_ceased_to_answer_for(world: World) -> None:
    officer, subject = f"/officers/{world.officer(world.shen).pk}/", "/subjects/{}/"
    subject = subject.format(world.pump_works.pk)
    assert subject in page(world, "shen", officer)
    pairing = Pairing.objects.get(officer=world.officer(world.shen))
    pairing.end(world.act(world.zhao, "2022-03-07 08:00"), "调整")
    shown = page(world, "shen", officer)
    assert world.pump_works.name in shown
    assert subject not in shown


def test_a_chain_kept_above_is_named_and_not_linked_below(world: World) -> None:
    act = world.act(world.zhao)
    (chain,) = Subject.enter_all(act, [Entering("chain", "钒产业链", world.shangluo)])
    entering = Entering("project", "钒材料项目", world.danfeng, chain=chain)
    (project,) = Subject.enter_all(act, [entering])
    address = f"/subjects/{chain.pk}/"
    for who, sees in (("zhao", True), ("xu", False), ("gao", False), ("he", False)):
        shown = page(world, who, f"/subjects/{project.pk}/")
        assert "钒产业链" in shown
        assert (address in shown) == sees, who
        assert (desk(world, who).get(address).status_code == 200) == sees, who


def test_a_slip_links_what_its_addressee_may_still_see(world: World, settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-03-14T09:00:00+08:00"
    matter = world.difficulty()
    deadline = matter.deadlines.get(stage="resolution")
    slip = Slip.start_by_hand(
        world.act(world.gao, "2022-03-08 09:00"), deadline, "blue", "限期将至"
    )
    slip.sign(world.act(world.gao, "2022-03-08 10:00"))
    subject, about = f"/subjects/{matter.subject_id}/", f"/matters/{matter.pk}/"
    assert subject in page(world, "lin", f"/slips/{slip.pk}/")
    matter.resolve(world.act(world.lin, "2022-03-10 09:00"), "explained", "已说明")
    matter.close(world.act(world.xu, "2022-03-11 09:00"))
    shown = page(world, "lin", f"/slips/{slip.pk}/")
    assert desk(world, "lin").get(subject).status_code == 404
    assert subject not in shown
    assert about in shown
    assert subject in page(world, "gao", f"/slips/{slip.pk}/")


def test_a_slip_links_no_matter_that_went_to_others(world: World) -> None:
    matter = world.difficulty()
    deadline = matter.deadlines.get(stage="resolution")
    slip = Slip.start_by_hand(world.act(world.gao), deadline, "blue", "限期将至")
    slip.sign(world.act(world.gao))
    matter.handlings.get().give_back(world.act(world.lin), "不属本单位")
    shown = page(world, "lin", f"/slips/{slip.pk}/")
    about = f"/matters/{matter.pk}/"
    assert desk(world, "lin").get(about).status_code == 404
    assert f'href="{about}"' not in shown
