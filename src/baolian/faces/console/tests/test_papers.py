"""Papers as files: right names, kept nowhere, only for whoever may see the thing."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from types import ModuleType
from typing import Any
from urllib.parse import quote

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baolian.faces.console.tests.desks import desk
from baolian.faces.console.views import papers
from baolian.records.lists.models import Export
from baolian.records.pairings.models import Making, Pairing
from baolian.routines.confined import MEBIBYTE
from baolian.routines.papers import fonts, typesetting, writing
from baolian.routines.papers.limits import LIMITS
from baolian.routines.papers.paper import Face
from baolian.routines.papers.tests.reading import need_font
from baolian.routines.supervision.models import Slip
from tests.asking import things
from tests.office import NOW, build_office
from tests.world import World

pytestmark = pytest.mark.usefixtures("wednesday")


@pytest.fixture
def slip(world: World) -> Slip:
    deadline = world.difficulty().deadlines.get(stage="resolution")
    slip = Slip.start_by_hand(world.act(world.gao, "2022-03-08 09:00"), deadline, "blue", "无进展")
    slip.sign(world.act(world.gao, "2022-03-08 10:00"))
    return slip


def words(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_file_has_a_name_and_is_kept_nowhere(world: World, slip: Slip) -> None:
    answer = desk(world, "lin").get(f"/slips/{slip.pk}/paper.docx")
    assert answer.status_code == 200
    name = quote(f"关于“季节性用工短缺20人”一事的{slip.told['rung_zh']}.docx")
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "wordprocessingml" in answer["Content-Type"]
    assert "丹督办〔2022〕1号" in words(answer.content)


def test_a_name_holds_nothing_that_a_system_refuses(world: World) -> None:
    matter = world.difficulty(summary='用电/用水: "缺口"?\r\n<b>' + "长" * 80)
    answer = desk(world, "lin").get(f"/handlings/{matter.handlings.get().pk}/paper.docx")
    name = answer["Content-Disposition"].partition("''")[2]
    assert name.endswith(".docx")
    assert not [sign for sign in ("%2F", "%3A", "%22", "%0D", "%3C") if sign in name]


def test_an_english_reader_gets_the_same_paper(world: World, slip: Slip) -> None:
    client, at = desk(world, "lin"), f"/slips/{slip.pk}/paper.docx"
    english = Client(headers={"accept-language": "en"})
    english.force_login(world.lin)
    assert english.get(at).content == client.get(at).content


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_stranger_learns_nothing(world: World, slip: Slip, form: str) -> None:
    handling = slip.matter.handlings.get().pk
    officer = world.officer(world.he).pk
    for at in (f"/slips/{slip.pk}/", f"/handlings/{handling}/", f"/officers/{officer}/"):
        assert desk(world, "mei").get(f"{at}paper.{form}").status_code == 404


@pytest.mark.parametrize(
    ("who", "page", "link"),
    [
        ("lin", "/slips/{slip}/", "/slips/{slip}/paper.pdf"),
        ("lin", "/matters/{matter}/", "/handlings/{handling}/paper.docx"),
        ("xu", "/officers/{officer}/", "/officers/{officer}/paper.docx"),
        ("xu", "/ledger/pairings/?role=leader", "/ledger/pairings/paper.docx?role=leader"),
    ],
)
def test_each_page_leads_to_its_paper(
    world: World, slip: Slip, who: str, page: str, link: str
) -> None:
    keys = {
        "slip": slip.pk,
        "matter": slip.matter_id,
        "handling": slip.matter.handlings.get().pk,
        "officer": world.officer(world.he).pk,
    }
    shown = desk(world, who).get(page.format(**keys)).content.decode()
    assert f'"{link.format(**keys)}"' in shown


def test_a_card_is_only_for_who_sees_all_of_it(world: World) -> None:
    """It is to be signed: what is missing from it would be answered for by nobody."""
    he = world.officer(world.he)
    Pairing.make(world.act(world.zhao), Making(world.tea_house, he, "leader", "county"))
    page, link = f"/officers/{he.pk}/", f"/officers/{he.pk}/paper.docx"
    for who, status in (("xu", 404), ("zhao", 200), ("he", 200)):
        client = desk(world, who)
        assert client.get(link).status_code == status
        shown = client.get(page)
        assert shown.status_code == 200
        assert (link in shown.content.decode()) == (status == 200)
    assert "包联服务对象2个" in words(desk(world, "zhao").get(link).content)


def test_the_list_and_the_annex_call_a_holder_alike(world: World) -> None:
    shen = world.officer(world.shen)
    made = Making(world.tea_house, shen, "head", "prefecture", organisation=world.bank)
    Pairing.make(world.act(world.zhao), made)
    client = desk(world, "zhao")
    assert "银行负责人" in client.get("/ledger/pairings/?role=head").content.decode()
    assert "银行负责人" in words(client.post("/ledger/pairings/paper.docx?role=head").content)


def test_the_pairings_annex_is_the_list_and_is_entered(world: World) -> None:
    client = desk(world, "xu")
    answer = client.post("/ledger/pairings/paper.docx?role=leader")
    told = words(answer.content)
    assert "何川" in told
    assert "沈岳" not in told  # a head
    export = Export.objects.get()
    assert (export.rows, export.list) == (1, "pairings")
    assert client.get("/ledger/pairings/paper.docx").status_code == 405


def test_too_long_a_list_makes_no_annex(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "MOST", 1)
    answer = desk(world, "zhao").post("/ledger/pairings/paper.docx")
    assert answer.status_code == 422
    assert "不能作为一份附件" in answer.content.decode()
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    ("engine", "form", "other"), [(typesetting, "pdf", "docx"), (writing, "docx", "pdf")]
)
def test_a_file_that_could_not_be_made_is_told(
    world: World,
    slip: Slip,
    monkeypatch: pytest.MonkeyPatch,
    engine: ModuleType,
    form: str,
    other: str,
) -> None:
    monkeypatch.setattr(engine, "LIMITS", replace(LIMITS, data_bytes=8 * MEBIBYTE))
    answer = desk(world, "lin").get(f"/slips/{slip.pk}/paper.{form}")
    assert answer.status_code == 503
    told = answer.content.decode()
    assert f"{papers.NAMES[form]} 没有生成" in told
    assert f'href="/slips/{slip.pk}/paper.{other}"' in told
    asked = desk(world, "xu").post(f"/ledger/pairings/paper.{form}?role=leader")
    assert f'action="/ledger/pairings/paper.{other}?role=leader"' in asked.content.decode()
    assert not Export.objects.exists()


def test_pdf_files(world: World, slip: Slip) -> None:
    need_font()
    answer = desk(world, "lin").get(f"/slips/{slip.pk}/paper.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_without_a_font_word_is_offered(
    world: World, slip: Slip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "STANDS_FOR", {Face.BODY: ("No Such Font",)})
    answer = desk(world, "lin").get(f"/slips/{slip.pk}/paper.pdf")
    assert answer.status_code == 503
    assert f'href="/slips/{slip.pk}/paper.docx"' in answer.content.decode()
    asked = desk(world, "xu").post("/ledger/pairings/paper.pdf?role=leader")
    told = asked.content.decode()
    assert 'action="/ledger/pairings/paper.docx?role=leader"' in told
    # a paragraph holds no form: a browser would close it before
    assert not re.search(r"<p\b[^>]*>(?:(?!</p>).)*<form", told, re.DOTALL)
    assert not Export.objects.exists()


# of tables read: session, account, posts, rules; then what the paper itself says
ASKED = {"slip": 8, "brief": 9, "circular": 9, "assignment": 11, "officer": 13, "pairings": 10}


@pytest.mark.parametrize("name", ASKED)
def test_a_paper_asks_no_more_for_more_rows(world: World, settings: Any, name: str) -> None:
    settings.FIXED_CLOCK = NOW
    office = build_office(world)
    about = things(world, office) | {"brief-docx": [office.published.pk]}
    address = reverse(f"{name}-docx", args=about.get(f"{name}-docx", []))
    before = queries(world, name, address)
    for n in range(5):
        world.difficulty(summary=f"困难{n}")
    for officer in map(world.officer, (world.shen, world.lin)):
        made = Making(world.tea_house, officer, "liaison", "county", world.bank)
        Pairing.make(world.act(world.zhao), made)
    assert queries(world, name, address) == before
    assert before == ASKED[name]


def queries(world: World, name: str, address: str) -> int:
    client = desk(world, "gao")
    ask = client.post if name == "pairings" else client.get
    with CaptureQueriesContext(connection) as asked:
        assert ask(address).status_code == 200
    return sum('FROM "' in one["sql"] for one in asked)
