"""Every step that Today offers, by HTTP: as a page of its own, and as a line for htmx."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baolian.faces.console.tests.desks import desk
from baolian.records.journal.models import Entry
from baolian.records.matters.models import Confirmation, FirstContact, Matter
from baolian.routines.supervision.models import Acknowledgement, Issue, Reply, Slip
from tests.world import World

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-03-08T10:00:00+08:00"


def draft(world: World, matter: Matter) -> Slip:
    clock = matter.deadlines.get(stage="resolution")
    return Slip.start_by_hand(world.act(world.gao), clock, "yellow", "未见进展")


def issued(world: World) -> Slip:
    slip = draft(world, world.difficulty())
    slip.sign(world.act(world.gao, "2022-03-07 15:00"))
    return slip


def contacted(world: World) -> Matter:
    matter = world.difficulty()
    matter.handlings.get().receive(world.act(world.lin), world.officer(world.lin))
    matter.contact(world.act(world.lin), "已通话")
    return matter


def resolved(world: World) -> Matter:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-07 15:00"), "solved")
    return matter


def unhanded(world: World) -> Matter:
    return world.difficulty(organisation=None)


Story = tuple[str, Callable[[World], Any], str, dict[str, Any], Callable[[Any], Any], str, str]

# who, what it is about, the address below today/, what is typed, done, said, what the line says
STEPS: dict[str, Story] = {
    "receipt": (
        "lin", lambda w: w.difficulty(), "matters/{}/receipt/", {},
        lambda m: m.handlings.get().received_at, "已签收", "首次联系企业",
    ),
    "contact": (
        "he", lambda w: w.difficulty(), "matters/{}/contact/", {"note": "已通话"},
        lambda m: FirstContact.objects.filter(matter=m).exists(), "已记首次联系", "办结",
    ),
    "assignment": (
        "xu", unhanded, "matters/{}/assignment/", {"organisation": "labour_bureau"},
        lambda m: m.handlings.exists(), "已交办", "",
    ),
    "resolution": (
        "lin", contacted, "matters/{}/resolution/", {"outcome": "solved"},
        lambda m: m.resolutions.exists(), "已办结", "",
    ),
    "confirmation": (
        "xu", resolved, "matters/{}/confirmation/",
        {"is_solved": "yes", "rating": "satisfied", "channel": "visit"},
        lambda m: Confirmation.objects.filter(resolution__matter=m).exists(), "已记回访", "",
    ),
    "signature": (
        "gao", lambda w: draft(w, w.difficulty()), "slips/{}/signature/", {},
        lambda s: Issue.objects.filter(slip=s).exists(), "已签发：丹督办〔2022〕1号", "",
    ),
    "acknowledgement": (
        "lin", issued, "slips/{}/acknowledgement/", {},
        lambda s: Acknowledgement.objects.filter(slip=s).exists(), "已回执", "答复督办单",
    ),
    "reply": (
        "lin", issued, "slips/{}/reply/", {"text": "已招到12人"},
        lambda s: Reply.objects.filter(slip=s).exists(), "已答复", "",
    ),
}  # fmt: skip


def laid_out(world: World, name: str) -> tuple[Client, Any, str, dict[str, Any], Any]:
    who, make, address, typed, is_done, *_words = STEPS[name]
    thing = make(world)
    if "organisation" in typed:
        typed = {"organisation": getattr(world, typed["organisation"]).pk}
    return desk(world, who), thing, f"/today/{address.format(thing.pk)}", typed, is_done


@pytest.mark.parametrize("name", STEPS)
def test_a_step_without_scripts(world: World, name: str) -> None:
    client, thing, address, typed, is_done = laid_out(world, name)
    assert address in client.get("/today/").content.decode()
    page = client.get(address).content.decode()
    assert "<html" in page
    assert f'action="{address}"' in page
    # looking takes no step
    assert not is_done(thing)
    answer = client.post(address, typed, follow=True)
    assert answer.redirect_chain == [("/today/", 302)]
    assert is_done(thing)
    assert STEPS[name][5] in answer.content.decode()


@pytest.mark.parametrize("name", STEPS)
def test_a_step_in_its_line(world: World, name: str) -> None:
    client, thing, address, typed, is_done = laid_out(world, name)
    opened = client.get(address, headers=HTMX)
    line = opened.content.decode()
    assert "<html" not in line
    assert line.count("<li") == 1
    assert f'hx-post="{address}"' in line
    assert "HX-Request" in opened.headers["Vary"]
    after = client.post(address, typed, headers=HTMX)
    assert after.status_code == 200
    assert is_done(thing)
    # the page's other numbers ask again when they hear it
    assert "step-taken" in after.headers["HX-Trigger"]
    assert "HX-Trigger" not in opened.headers
    line = after.content.decode()
    said, then = STEPS[name][5:]
    assert said in line
    assert f'<span class="verb">{then}</span>' in line if then else "is-done" in line
    # the number of its group comes along, and no other: the page may have no other group
    group, n = re.findall(r'id="total-(\w+)" hx-swap-oob="true">(\d+)<', line)[0]
    assert line.count("hx-swap-oob") == 1
    page = client.get("/today/").content.decode()
    shown = re.findall(rf'id="total-{group}">(\d+)<', page)
    assert shown == ([n] if n != "0" else [])
    assert client.post(address, typed, headers=HTMX).status_code in (200, 403)


@pytest.mark.parametrize("name", ["contact", "assignment", "resolution", "confirmation", "reply"])
def test_nothing_typed_is_lost(world: World, name: str) -> None:
    client, thing, address, _typed, is_done = laid_out(world, name)
    typed = {"note": "", "explanation": "已协调", "text": "  ", "rating": "satisfied"}
    page = client.post(address, typed)
    assert page.status_code == 422
    line = client.post(address, typed, headers=HTMX)
    assert line.status_code == 200
    for answer in (page, line):
        assert 'class="field wrong"' in answer.content.decode()
        assert "data-errors" in answer.content.decode()
    if name == "resolution":
        assert "已协调" in line.content.decode()
    if name == "confirmation":
        assert 'value="satisfied"' in line.content.decode()
        assert "checked" in line.content.decode()
    assert not is_done(thing)


def test_what_somebody_else_did_meanwhile_is_said(world: World) -> None:
    client, thing, address, _typed, _done = laid_out(world, "receipt")
    stale = client.get(address).content.decode()
    assert "确认签收" in stale
    thing.handlings.get().receive(world.act(world.lin), world.officer(world.lin))
    answer = client.post(address)
    assert answer.status_code == 409
    assert "该单位已签收或退回，不能重复答复。" in answer.content.decode()
    # asked for again, the page has nothing to confirm any more
    assert client.get(address).headers["Location"] == "/today/"
    line = client.get(address, headers=HTMX).content.decode()
    assert '<span class="verb">首次联系企业</span>' in line
    assert "确认签收" not in line


def test_a_step_taken_back_shows_the_line_again(world: World) -> None:
    matter = world.difficulty()
    client = desk(world, "lin")
    line = client.get(f"/today/?line=matter-{matter.pk}", headers=HTMX).content.decode()
    assert f"/today/matters/{matter.pk}/receipt/" in line
    assert "hx-swap-oob" not in line
    other = desk(world, "mei").get(f"/today/?line=matter-{matter.pk}", headers=HTMX)
    assert matter.summary not in other.content.decode()
    # typed into the address by hand it is the page
    assert "<html" in client.get(f"/today/?line=matter-{matter.pk}").content.decode()


def test_a_reply_begins_with_what_the_records_say(world: World) -> None:
    matter = contacted(world)
    slip = draft(world, matter)
    slip.sign(world.act(world.gao, "2022-03-07 15:00"))
    address = f"/today/slips/{slip.pk}/reply/"
    page = desk(world, "lin").get(address).content.decode()
    assert (
        "丹督办〔2022〕1号收悉。3月7日签收，3月7日首次联系企业。"
        "目前正在办理，期限为3月28日（还剩 14个工作日）。"
    ) in page
    # and it can be sent as it is
    sent = "来单收悉。"
    assert desk(world, "lin").post(address, {"text": sent}).status_code == 302
    assert slip.replies.get().text == sent


def test_a_reply_counts_no_day_late_that_stood_still(world: World, settings: Any) -> None:
    matter = contacted(world)
    draft(world, matter).sign(world.act(world.gao, "2022-03-29 15:00"))
    Matter.objects.get().suspend(world.act(world.xu, "2022-03-30 10:00"), "等候电网检修")
    Matter.objects.get().resume(world.act(world.xu, "2022-04-06 09:00"))
    settings.FIXED_CLOCK = "2022-04-07T19:00:00+08:00"
    page = desk(world, "lin").get(f"/today/slips/{matter.slips.get().pk}/reply/")
    assert "期限为3月28日（逾期 3个工作日）。" in page.content.decode()


def test_a_reply_about_what_is_done_says_how_it_ended(world: World) -> None:
    slip = issued(world)
    Matter.objects.get().resolve(world.act(world.lin, "2022-03-08 09:00"), "solved")
    page = desk(world, "lin").get(f"/today/slips/{slip.pk}/reply/").content.decode()
    assert "该事项已于3月8日办结，办理结果：已解决。" in page


def test_a_draft_that_cannot_be_signed_says_why(world: World) -> None:
    slip = draft(world, world.difficulty())
    slip.matter.suspend(world.act(world.xu, "2022-03-08 09:00"), "停产")
    address = f"/today/slips/{slip.pk}/signature/"
    page = desk(world, "gao").get(address).content.decode()
    assert "该事项已挂起，恢复计时后才能签发。" in page
    assert "确认签发" not in page
    assert desk(world, "gao").post(address).status_code == 409
    assert not Issue.objects.exists()


def test_a_liaison_signs_for_a_matter_in_two_names(world: World) -> None:
    matter = world.difficulty()
    client = desk(world, "wang")
    assert (
        client.post(f"/today/matters/{matter.pk}/contact/", {"note": "已通话"}).status_code == 302
    )
    entry = Entry.objects.get(verb="contacted")
    assert (entry.by_id, entry.on_behalf_of) == (world.wang.pk, world.officer(world.he).pk)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_in_english(world: World, name: str) -> None:
    _client, _thing, address, typed, _done = laid_out(world, name)
    client = desk(world, STEPS[name][0], "en")
    for answer in (client.get(address, headers=HTMX), client.post(address, typed, headers=HTMX)):
        line = answer.content.decode()
        for own in ("季节性用工短缺20人", "丹凤清水泵业有限公司", "丹凤县人社局", "未见进展",
                    "丹督办〔2022〕1号"):  # fmt: skip
            line = line.replace(own, "")
        chinese = [c for c in line if "\u4e00" <= c <= "\u9fff"]
        # the select of an assignment names every organisation
        assert not chinese or name == "assignment", line


def test_a_step_asks_little(world: World) -> None:
    client, _thing, address, _typed, _done = laid_out(world, "receipt")
    with CaptureQueriesContext(connection) as looked:
        client.get(address, headers=HTMX)
    with CaptureQueriesContext(connection) as taken:
        client.post(address, headers=HTMX)
    assert len(looked) <= 15
    assert len(taken) <= 45
