"""A workbook came without a word of whose ledger it is: it is kept, and asked only that."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from baolian.faces.console.tests.desks import desk
from baolian.routines.exchange import uploads
from baolian.routines.exchange.tests.books import save
from baolian.routines.exchange.tests.imports import sheets
from baolian.routines.exchange.uploads import MOST_WAITING, Upload
from baolian.routines.exchange.workbooks import Workbook
from tests.world import World


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.FIXED_CLOCK = "2022-06-30T17:00:00+08:00"
    settings.UPLOADS = tmp_path / "uploads"


def ledger(tmp_path: Path) -> bytes:
    return save(tmp_path / "ledger.xlsx", sheets()).read_bytes()


def test_a_workbook_is_kept_where_its_office_was_forgotten(world: World, tmp_path: Path) -> None:
    client, file = desk(world, "zhao"), SimpleUploadedFile("台账.xlsx", ledger(tmp_path))
    forgotten = client.post("/imports/", {"file": file})
    assert forgotten.status_code == 422
    page = forgotten.content.decode()
    assert "已收到“台账.xlsx”，不用再选" in page
    token = forgotten.context["form"]["kept"].value()
    # nobody opens it before it is somebody's, and no page lists it
    assert client.get(f"/imports/waiting/{token}/").status_code == 404
    assert token not in client.get("/imports/").content.decode()
    other = desk(world, "xu").post("/imports/", {"kept": token, "organisation": world.danfeng.pk})
    assert other.status_code == 422
    told = client.post("/imports/", {"kept": token, "organisation": world.shangluo.pk})
    assert told.status_code == 302
    assert "可以写入" in client.get(told.headers["Location"]).content.decode()
    # it is spent: another ledger is another file
    assert client.post("/imports/", {"kept": token}).status_code == 422


def test_of_those_that_were_forgotten_the_latest_waits(world: World, tmp_path: Path) -> None:
    client, content = desk(world, "zhao"), ledger(tmp_path)
    for n in range(MOST_WAITING + 2):
        answer = client.post("/imports/", {"file": SimpleUploadedFile(f"台账{n}.xlsx", content)})
        assert f"已收到“台账{n}.xlsx”" in answer.content.decode()
    assert len(uploads.folders()) == 1


def meanwhile(monkeypatch: pytest.MonkeyPatch, verb: str, happens: Callable[[], object]) -> None:
    """`happens` once, just before the verb of an upload."""
    does, left = getattr(Upload, verb), [happens]

    def after_it(upload: Upload, *said: Any) -> Workbook | Upload:
        if left:
            left.pop()()
        found: Workbook | Upload = does(upload, *said)
        return found

    monkeypatch.setattr(Upload, verb, after_it)


def test_a_whole_form_outlasts_what_another_window_forgets(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, content = desk(world, "zhao"), ledger(tmp_path)

    def forget() -> None:
        other = client.post("/imports/", {"file": SimpleUploadedFile("另一份.xlsx", content)})
        assert other.status_code == 422

    meanwhile(monkeypatch, "workbook", forget)
    data = {"organisation": world.shangluo.pk, "file": SimpleUploadedFile("台账.xlsx", content)}
    told = client.post("/imports/", data)
    assert told.status_code == 302
    assert "可以写入" in client.get(told.headers["Location"]).content.decode()
    # and the other window goes on with what it forgot
    (forgotten,) = [
        found for found in map(uploads.read, uploads.folders()) if found and not found.path
    ]
    data = {"kept": forgotten.token, "organisation": world.shangluo.pk}
    assert client.post("/imports/", data).status_code == 302


def test_one_that_went_meanwhile_is_asked_for_again(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, content = desk(world, "zhao"), ledger(tmp_path)
    first = client.post("/imports/", {"file": SimpleUploadedFile("台账.xlsx", content)})
    token = first.context["form"]["kept"].value()
    meanwhile(monkeypatch, "be_of", lambda: shutil.rmtree(uploads.folder_of(token)))
    answer = client.post("/imports/", {"kept": token, "organisation": world.shangluo.pk})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "先前收到的工作簿已不在，请再选一次。" in page
    assert "不用再选" not in page


def test_who_chooses_another_file_gives_up_the_first(world: World, tmp_path: Path) -> None:
    client, content = desk(world, "zhao"), ledger(tmp_path)
    first = client.post("/imports/", {"file": SimpleUploadedFile("台账.xlsx", content)})
    data = {
        "kept": first.context["form"]["kept"].value(),
        "organisation": world.shangluo.pk,
        "file": SimpleUploadedFile("台账二.xlsx", content),
    }
    assert client.post("/imports/", data).status_code == 302
    assert len(uploads.folders()) == 1
