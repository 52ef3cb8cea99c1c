"""A ledger sent in by a browser: looked at, corrected, confirmed once, by who keeps the ledger."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baolian.faces.console.tests.desks import desk
from baolian.records.journal.models import Entry
from baolian.records.matters.models import Matter
from baolian.routines.exchange import uploads
from baolian.routines.exchange.models import Import
from baolian.routines.exchange.tests.books import save
from baolian.routines.exchange.tests.imports import DIFFICULTY, RAISED, sheets, with_cell, written
from baolian.routines.exchange.uploads import LIMITS, MOST_WAITING, sweep_uploads
from tests.world import World, build_world

NOW = "2022-06-30T17:00:00+08:00"


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.FIXED_CLOCK = NOW
    settings.UPLOADS = tmp_path / "uploads"


def ledger(tmp_path: Path, **changed: Any) -> bytes:
    return save(tmp_path / "ledger.xlsx", sheets(**changed)).read_bytes()


def send(client: Client, world: World, content: bytes, name: str = "台账.xlsx") -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    data = {"organisation": world.shangluo.pk, "file": file}
    return client.post("/imports/", data)  # type: ignore[return-value]


def sent(client: Client, world: World, content: bytes, name: str = "台账.xlsx") -> str:
    """The address of the workbook's page."""
    answer = send(client, world, content, name)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def shown(client: Client, at: str) -> str:
    """What the page sends back of the plan that it showed."""
    plan = client.get(at).context["plan"]
    found: str = plan.fingerprint()
    assert f'name="shown" value="{found}"' in client.get(at).content.decode()
    return found


def test_nothing_is_written_before_it_is_confirmed(world: World, tmp_path: Path) -> None:
    client, before, entries = desk(world, "zhao"), written(), Entry.objects.count()
    at = sent(client, world, ledger(tmp_path))
    page = client.get(at).content.decode()
    assert "可以写入" in page
    assert "写入之前，系统里什么都没有变" in page
    assert "丹凤同舟物流有限公司" in page  # will be entered
    assert (written(), Entry.objects.count()) == (before, entries)
    answer = client.post(f"{at}confirmation/", {"shown": shown(client, at)})
    record = Import.objects.get()
    assert answer.headers["Location"] == f"/imports/{record.pk}/"
    assert (record.by, record.file_name, record.as_of) == (
        world.zhao,
        "台账.xlsx",
        date(2022, 6, 30),
    )
    assert Matter.objects.filter(summary="运力不足").count() == 1
    assert "已写入台账" in client.get(answer.headers["Location"]).content.decode()


def test_it_is_written_once(world: World, tmp_path: Path) -> None:
    client = desk(world, "zhao")
    at = sent(client, world, ledger(tmp_path))
    seen = {"shown": shown(client, at)}
    first = client.post(f"{at}confirmation/", seen)
    after = written()
    again = client.post(f"{at}confirmation/", seen, follow=True)
    assert written() == after
    assert "没有再写一次" in again.content.decode()
    assert again.redirect_chain[-1][0] == first.headers["Location"]
    assert client.get(at).headers["Location"] == first.headers["Location"]


def test_two_who_confirm_at_once_write_it_once(own_database: str, tmp_path: Path) -> None:
    world = build_world()
    at = sent(desk(world, "zhao"), world, ledger(tmp_path))
    seen = {"shown": shown(desk(world, "zhao"), at)}
    start, told = threading.Barrier(2), []

    def confirm(client: Client) -> None:
        try:
            start.wait()
            told.append(client.post(f"{at}confirmation/", seen).status_code)
        finally:
            connection.close()

    both = [threading.Thread(target=confirm, args=[desk(world, "zhao")]) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(told) in ([302, 302], [302, 409])
    assert Import.objects.count() == 1
    assert Matter.objects.filter(summary="运力不足").count() == 1
    assert desk(world, "zhao").get(at).headers["Location"] == f"/imports/{Import.objects.get().pk}/"


def test_another_plan_than_was_shown_is_not_written(world: World, tmp_path: Path) -> None:
    client = desk(world, "zhao")
    at, other = (sent(client, world, ledger(tmp_path)) for _ in range(2))
    seen = shown(client, at)
    client.post(f"{other}confirmation/", {"shown": shown(client, other)})
    after = written()
    for said in (seen, "", "0" * 64):
        refused = client.post(f"{at}confirmation/", {"shown": said})
        assert refused.status_code == 409
        assert "请重新核对" in refused.content.decode()
    assert written() == after
    assert "没有新内容" in client.get(at).content.decode()


def test_a_ledger_with_errors_cannot_be_confirmed(world: World, tmp_path: Path) -> None:
    wrong = with_cell(RAISED, 4, "去年夏天")
    client = desk(world, "zhao")
    at = sent(client, world, ledger(tmp_path, difficulties=[DIFFICULTY, wrong]))
    answer = client.get(at)
    page = answer.content.decode()
    assert "有 1 处错误" in page
    for words in ("difficulties", "第 2 行", "序号 7", "E2", "反映时间", "去年夏天"):
        assert words in page
    assert "confirmation/" not in page
    before, seen = written(), answer.context["plan"].fingerprint()
    refused = client.post(f"{at}confirmation/", {"shown": seen})
    assert refused.status_code == 409
    assert "台账中还有错误" in refused.content.decode()
    assert written() == before


def test_a_column_is_given_another_meaning(world: World, tmp_path: Path) -> None:
    """诉求背景 is nothing that the office's ledgers have: the clerk says what it is."""
    headings = with_cell(DIFFICULTY, 2, "有关背景")
    client = desk(world, "zhao")
    at = sent(client, world, ledger(tmp_path, difficulties=[headings, RAISED]))
    answer = client.get(at)
    assert "没有读懂，不导入" in answer.content.decode()
    assert answer.context["plan"].errors
    columns = {name: field.initial for name, field in form_of(answer).fields.items()}
    columns = {**columns, "as_of": "2022-06-30", "column2-C": "summary"}
    assert client.post(f"{at}columns/", columns).headers["Location"] == at
    answer = client.get(at)
    assert answer.context["plan"].is_clean
    assert "人工指定" in answer.content.decode()
    client.post(f"{at}confirmation/", {"shown": shown(client, at)})
    assert Matter.objects.filter(summary="运力不足").exists()


def form_of(answer: Any) -> Any:
    return answer.context["columns_form"]


def test_a_wrong_choice_is_told_beside_its_field(world: World, tmp_path: Path) -> None:
    client = desk(world, "zhao")
    at = sent(client, world, ledger(tmp_path))
    columns = {name: field.initial for name, field in form_of(client.get(at)).fields.items()}
    wrong = client.post(f"{at}columns/", {**columns, "as_of": "昨天", "column2-C": "nonsense"})
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert 'id="columns_column2-C_error"' in page
    assert 'id="columns_as_of_error"' in page
    assert 'value="昨天"' in page


def test_the_day_can_be_chosen_and_the_choice_undone(world: World, tmp_path: Path) -> None:
    client = desk(world, "zhao")
    at = sent(client, world, ledger(tmp_path))
    columns = {name: field.initial for name, field in form_of(client.get(at)).fields.items()}
    client.post(f"{at}columns/", {**columns, "as_of": "2022-05-01"})
    page = client.get(at)
    assert page.context["plan"].errors  # raised on 16 May
    assert client.post(f"{at}columns/", {"reset": "yes"}).headers["Location"] == at
    assert client.get(at).context["plan"].is_clean


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"%PDF-1.4", "ledger.xlsx", "PDF 文件"),
        (b"", "ledger.xlsx", "空文件"),
        (b"PK\x03\x04 nonsense", "ledger.xlsx", "可能已损坏"),
        ("序号,企业".encode(), "ledger.csv", "文本"),
    ],
)
def test_wrong_files_are_answered_in_words(
    world: World, content: bytes, name: str, words: str
) -> None:
    answer = send(desk(world, "zhao"), world, content, name)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="id_file_error"' in page
    assert words in page
    assert not uploads.folders()


def test_what_is_too_large_is_neither_kept_nor_read(world: World) -> None:
    answer = send(desk(world, "zhao"), world, b"PK" + bytes(LIMITS.file_bytes), "ledger.xlsx")
    assert answer.status_code == 422
    assert "文件超过 8 MB" in answer.content.decode()
    assert not uploads.folders()


def test_a_form_without_a_file_says_so(world: World) -> None:
    answer = desk(world, "zhao").post("/imports/", {"organisation": world.shangluo.pk})
    assert answer.status_code == 422
    assert 'id="id_file_error"' in answer.content.decode()


@pytest.mark.parametrize("who", ["gao", "he", "lin", "admin", "wang"])
def test_only_who_keeps_a_ledger_imports(world: World, tmp_path: Path, who: str) -> None:
    at = sent(desk(world, "zhao"), world, ledger(tmp_path))
    other = desk(world, who)
    assert other.get("/imports/").status_code == 403
    assert send(other, world, ledger(tmp_path)).status_code == 403
    assert other.get(at).status_code == 404
    for step in ("columns", "confirmation", "removal"):
        assert other.post(f"{at}{step}/").status_code == 404
    assert "/imports/" not in other.get("/profile/").content.decode()
    assert "/imports/" in desk(world, "zhao").get("/profile/").content.decode()


def test_a_clerk_below_sees_and_offers_only_her_own(world: World, tmp_path: Path) -> None:
    at = sent(desk(world, "zhao"), world, ledger(tmp_path))
    below = desk(world, "xu")
    assert below.get(at).status_code == 404
    assert at not in below.get("/imports/").content.decode()
    assert send(below, world, ledger(tmp_path)).status_code == 422  # 商洛's ledger is not hers
    assert not Import.objects.exists()


@pytest.mark.parametrize(("lang", "note"), [("zh-hans", "许静上传"), ("en", "Sent in by 许静")])
def test_another_clerk_may_confirm_and_the_journal_says_who_sent_it(
    world: World, tmp_path: Path, lang: str, note: str
) -> None:
    file = SimpleUploadedFile("丹凤.xlsx", ledger(tmp_path))
    xu, zhao = desk(world, "xu"), desk(world, "zhao", lang=lang)
    at = xu.post("/imports/", {"organisation": world.danfeng.pk, "file": file}).headers["Location"]
    assert at in zhao.get("/imports/").content.decode()
    done = zhao.post(f"{at}confirmation/", {"shown": shown(zhao, at)})
    record = Import.objects.get()
    assert record.by == world.zhao
    assert Entry.objects.get(verb="imported").note == note
    assert xu.get(done.headers["Location"]).status_code == 200


def test_a_site_may_ask_for_two(world: World, tmp_path: Path, settings: Any) -> None:
    settings.IMPORT_BY_TWO = True
    file = SimpleUploadedFile("丹凤.xlsx", ledger(tmp_path))
    xu, zhao = desk(world, "xu"), desk(world, "zhao")
    at = xu.post("/imports/", {"organisation": world.danfeng.pk, "file": file}).headers["Location"]
    page = xu.get(at)
    assert "两人经手" in page.content.decode()
    seen = {"shown": page.context["plan"].fingerprint()}
    assert xu.post(f"{at}confirmation/", seen).status_code == 403
    assert not Import.objects.exists()
    assert zhao.post(f"{at}confirmation/", seen).status_code == 302
    assert Import.objects.get().by == world.zhao


def test_it_is_put_away_by_hand_or_after_a_day(world: World, tmp_path: Path, settings: Any) -> None:
    client = desk(world, "zhao")
    at, other = (sent(client, world, ledger(tmp_path)) for _ in range(2))
    assert client.post(f"{at}removal/").headers["Location"] == "/imports/"
    assert client.get(at).status_code == 404
    assert len(uploads.folders()) == 1
    sent_at = world.at("2022-06-30 17:00")
    assert sweep_uploads(sent_at + timedelta(hours=24)) == 0
    settings.FIXED_CLOCK = "2022-07-01T17:00:01+08:00"
    assert client.get(other).status_code == 404  # before anybody swept
    assert sweep_uploads(sent_at + timedelta(hours=24, seconds=1)) == 1
    assert not uploads.folders()


def test_only_so_many_wait(world: World, tmp_path: Path) -> None:
    client, content = desk(world, "zhao"), ledger(tmp_path)
    for _ in range(MOST_WAITING):
        sent(client, world, content)
    refused = send(client, world, content)
    assert refused.status_code == 422
    assert "请先写入或放弃其中几份" in refused.content.decode()


def test_what_is_kept_is_out_of_reach(world: World, tmp_path: Path, settings: Any) -> None:
    """A name out of a browser is no path, and none but the site's own account reads the folder."""
    at = sent(desk(world, "zhao"), world, ledger(tmp_path), "../../../secret.xlsx")
    (folder,) = uploads.folders()
    assert sorted(file.name for file in folder.iterdir()) == ["about.json", "book.xlsx"]
    assert folder.stat().st_mode & 0o077 == 0
    assert folder.name in at
    for wrong in ("..", "a" * 22, "x"):
        assert desk(world, "zhao").get(f"/imports/waiting/{wrong}/").status_code == 404


def test_the_workbook_goes_once_it_is_written(world: World, tmp_path: Path) -> None:
    client = desk(world, "zhao")
    at = sent(client, world, ledger(tmp_path))
    client.post(f"{at}confirmation/", {"shown": shown(client, at)})
    (folder,) = uploads.folders()
    assert [file.name for file in folder.iterdir()] == ["about.json"]
    assert at not in client.get("/imports/").content.decode()


def test_changes_are_shown_before_they_are_applied(world: World, tmp_path: Path) -> None:
    client = desk(world, "zhao")
    at = sent(client, world, ledger(tmp_path))
    client.post(f"{at}confirmation/", {"shown": shown(client, at)})
    solved = with_cell(with_cell(RAISED, 7, "已办结"), 8, "2022-06-20")
    at = sent(client, world, ledger(tmp_path, difficulties=[DIFFICULTY, solved]))
    page = client.get(at).content.decode()
    for words in ("与上次导入不同的行", "办理状态", "确认后更新", "2022-06-20"):
        assert words in page
    client.post(f"{at}confirmation/", {"shown": shown(client, at)})
    matter = Matter.objects.get(summary="运力不足")
    assert matter.resolved_at is not None


def test_english(world: World, tmp_path: Path) -> None:
    wrong = with_cell(RAISED, 4, "last summer")
    client = desk(world, "zhao", lang="en")
    at = sent(client, world, ledger(tmp_path, difficulties=[DIFFICULTY, wrong]))
    page = client.get(at).content.decode()
    for words in ("1 error", "found", "raised on", "Discard", "own number 7"):
        assert words in page
    empty = send(client, world, b"").content.decode()
    assert "an empty file" in empty


def test_a_page_of_many_rows_asks_no_more(world: World, tmp_path: Path) -> None:
    """By kind, not by row: forty difficulties cost what one does."""
    client = desk(world, "zhao")
    counts = []
    for n in (1, 40):
        rows = [with_cell(RAISED, 2, f"运力不足{i}") for i in range(n)]
        at = sent(client, world, ledger(tmp_path, difficulties=[DIFFICULTY, *rows]))
        client.get(at)
        with CaptureQueriesContext(connection) as asked:
            client.get(at)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 45


def test_a_page_of_many_errors_stays_light(world: World, tmp_path: Path) -> None:
    wrong = [with_cell(with_cell(RAISED, 2, f"运力不足{i}"), 4, "去年夏天") for i in range(300)]
    client = desk(world, "zhao")
    at = sent(client, world, ledger(tmp_path, difficulties=[DIFFICULTY, *wrong]))
    answer = client.get(at)
    assert "有 300 处错误" in answer.content.decode()
    assert "只列出前 80 处" in answer.content.decode()
    assert len(answer.content) < 90_000


def test_a_broken_folder_is_nobodys(world: World, tmp_path: Path) -> None:
    home = tmp_path / "uploads"
    (home / ("b" * 22)).mkdir(parents=True)
    (home / ("b" * 22) / "about.json").write_bytes(BytesIO(b"{").read())
    client = desk(world, "zhao")
    assert client.get("/imports/").status_code == 200
    assert client.get(f"/imports/waiting/{'b' * 22}/").status_code == 404
