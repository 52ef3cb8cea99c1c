"""What every page carries: a demo's ribbon, the sentence on secrecy, a policy, two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baolian.faces.parts.middleware import POLICY
from baolian.faces.parts.words import LABELS
from baolian.records.matters.models import Confirmation, Handling, Matter, Resolution
from baolian.records.meetings.models import Meeting
from baolian.records.people.models import Organisation, Post
from baolian.records.readings.models import Reading
from baolian.records.subjects.models import Subject
from baolian.records.visits.models import Going, Visit
from tests.asking import things
from tests.office import NOW, Office, build_office
from tests.test_access import rows, signed_in
from tests.world import World

SECRECY = {"zh-hans": "严禁在本系统录入涉密信息", "en": "Do not enter classified information"}
# plain text and headers only: no page, so no ribbon
NO_PAGE = {"healthz", "bulletin-text", "home", "ledger-counts", "pairings-counts"}
NO_PAGE |= {"tasks-counts", "subjects-counts"}
NO_PAGE |= {name for name, _method, _codes in rows() if name.endswith(("-docx", "-pdf"))}


@pytest.fixture
def office(world: World, settings: Any) -> Office:
    settings.FIXED_CLOCK = NOW
    settings.DEMO = True
    return build_office(world)


def pages(world: World, office: Office) -> Iterator[str]:
    about = things(world, office)
    for name, method, _codes in rows():
        if method == "GET" and name not in NO_PAGE:
            yield reverse(
                name, args=about.get(name, [office.waiting.pk] if name == "matter" else [])
            )
    yield "/no-such-page/"


def reader(world: World, lang: str) -> Client:
    client = signed_in(world, "gao")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = lang
    return client


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_every_page_wears_its_clothes(world: World, office: Office, lang: str) -> None:
    client = reader(world, lang)
    for address in [*pages(world, office), "/sign-in/"]:
        reading = Client(headers={"accept-language": lang}) if address == "/sign-in/" else client
        answer = reading.get(address)
        page = answer.content.decode()
        assert "演示数据" in page, address
        assert SECRECY[lang] in page, address
        assert answer.headers["Content-Security-Policy"] == POLICY, address
        assert "style=" not in page, address
        assert "<style" not in page, address
        # a block of data is no script: nothing runs it
        inline = r'<script(?! type="application/json">)(?![^>]* src=)| on[a-z]+='
        assert not re.search(inline, page), address


def test_every_file_that_a_page_names_is_there(world: World, office: Office) -> None:
    client = reader(world, "zh-hans")
    named = {
        file
        for address in pages(world, office)
        for file in re.findall(r'"/static/([^"?]+)\?v=[^"]+"', client.get(address).content.decode())
    }
    assert {"parts/base.css", "parts/forms.css", "parts/shell.js", "parts/icons.svg"} < named
    assert not [file for file in named if finders.find(file) is None]


def test_a_site_that_is_no_demo_wears_no_ribbon(
    world: World, office: Office, settings: Any
) -> None:
    settings.DEMO = False
    assert "演示数据" not in reader(world, "zh-hans").get(reverse("today")).content.decode()


def test_english_pages_speak_english(world: World, office: Office) -> None:
    """What is Chinese on an English page is a name or somebody's own words."""
    own = {str(o) for o in Organisation.objects.all()} | {str(s) for s in Subject.objects.all()}
    own |= {m.summary for m in Matter.objects.all()} | {p.title for p in Post.objects.all()}
    own |= {p.officer.name for p in Post.objects.select_related("officer")}
    own |= {"车间两班倒", "丹凤县发改局一季度报表", "限期将至，未见进展", "已组织专场招聘"}
    own |= {"用工调度会", "用工现场办公会", "县政府三楼", "会议听取了情况"}
    own |= {"演示数据", "包联", "中文", "等候电网检修", "国办发明电", "〔", "〕", "丹督办", "号"}
    more = ["/subjects/?columns=name,holders", f"/matters/{office.suspended.pk}/?step=slips"]
    for address in [*pages(world, office), *more]:
        page = re.sub(r"<[^>]+>", " ", reader(world, "en").get(address).content.decode())
        for words in sorted(own, key=len, reverse=True):
            page = page.replace(words, "")
        # marks too: 、，：（ between English words are no English
        assert not re.findall(r"[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]+", page), address


def test_every_choice_of_the_models_has_its_words() -> None:
    kinds = (
        Organisation.Kind, Post.Role, Subject.Kind, Matter.Source, Handling.Role,
        Resolution.Outcome, Confirmation.Rating, Confirmation.Channel, Reading.Qualifier,
        Meeting.Kind,
    )  # fmt: skip
    assert {label for kind in kinds for label in kind.labels} <= set(LABELS)


# session, account, posts, rules, two for the bell: what any page asks besides its own questions
ASKED = {
    "today": 20,  # he is told of a meeting: one for its title
    "ledger": 16,
    "pairings": 13,
    "tasks": 15,
    "subjects": 17,
    "notices": 9,
    "slips": 17,
    "meetings": 10,
    "bulletins": 10,
    "visit-new": 11,
    "officer": 19,
    "visit": 15,
    "bulletin": 25,
    "profile": 9,
}


@pytest.mark.parametrize("name", ASKED)
def test_a_list_asks_no_more_for_more_rows(world: World, office: Office, name: str) -> None:
    client = signed_in(world, {"today": "he", "bulletin": "zhao"}.get(name, "gao"))
    address = reverse(name, args=things(world, office).get(name, []))
    before = queries(client, address)
    for n in range(5):
        world.difficulty(summary=f"困难{n}")
        he = world.officer(world.he)
        Visit.log(world.act(world.he), Going(world.pump_works, [he], date(2022, 3, 7)))
    assert queries(client, address) == before
    assert before == ASKED[name]


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_records_of_a_figure_are_fetched_together(world: World, office: Office) -> None:
    client = reader(world, "zh-hans")
    for code in ("difficulties", "heads", "enterprises", "slips"):
        address = reverse("bulletin-figure", args=[office.published.pk, code])
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= 17, code


def test_a_matter_asks_no_more_for_a_longer_history(world: World, office: Office) -> None:
    client, address = reader(world, "zh-hans"), reverse("matter", args=[office.waiting.pk])

    def stands_still(day: str) -> None:
        office.waiting.suspend(world.act(world.xu, f"{day} 09:00"), "等候")
        office.waiting.resume(world.act(world.xu, f"{day} 11:00"))

    # suspensions are read only where there is one
    stands_still("2022-03-08")
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    for day in ("2022-03-09", "2022-03-10"):
        stands_still(day)
    with CaptureQueriesContext(connection) as after:
        client.get(address)
    assert len(after) == len(before)
    assert len(after) <= 45


def test_errors_wear_the_same_clothes(world: World, office: Office, rf: Any) -> None:
    from baolian.faces.parts import errors  # noqa: PLC0415 - only here

    for view in (errors.server_error, errors.too_many_requests, errors.forgery_suspected):
        page = view(rf.get("/")).content.decode()
        assert "演示数据" in page
        assert SECRECY["zh-hans"] in page


def test_the_sixth_wrong_password_is_not_looked_at(world: World) -> None:
    cache.clear()
    world.gao.set_password("a long and quiet word")
    world.gao.save()
    wrong = {"login": "gao", "password": "guess"}
    right = {"login": "gao", "password": "a long and quiet word"}
    client = Client()
    assert client.post(reverse("account_login"), right).status_code == 302
    client.post(reverse("sign-out"))
    for _attempt in range(5):
        assert client.post(reverse("account_login"), wrong).status_code == 200
    assert client.post(reverse("account_login"), right).status_code == 200
    assert not client.session.get("_auth_user_id")
    cache.clear()


def test_nobody_is_sent_elsewhere_after_signing_in(world: World) -> None:
    cache.clear()
    world.gao.set_password("a long and quiet word")
    world.gao.save()
    right = {"login": "gao", "password": "a long and quiet word"}
    answer = Client().post(reverse("account_login") + "?next=https://example.org/", right)
    assert answer.headers["Location"] == reverse("home")
    cache.clear()


def test_a_language_is_kept(world: World, office: Office) -> None:
    client = reader(world, "zh-hans")
    answer = client.post(reverse("language"), {"language": "en", "next": "/today/"})
    assert answer.headers["Location"] == "/today/"
    assert 'lang="en"' in client.get("/today/").content.decode()


def test_htmx_gets_the_part_and_not_the_page(world: World, office: Office) -> None:
    client = reader(world, "zh-hans")
    address = reverse("find") + "?q=断电"
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "厂区断电" in part
    assert "<html" not in part
