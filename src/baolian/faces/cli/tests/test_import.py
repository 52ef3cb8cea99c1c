"""`baolian import` at the command line: dry run, confirmation, exit codes, no traceback."""

from pathlib import Path

import pytest

from baolian.faces.cli.main import main
from baolian.records.matters.models import Matter
from baolian.records.people.models import Organisation
from baolian.routines.exchange.models import Import
from baolian.routines.exchange.tests.books import save
from baolian.routines.exchange.tests.imports import (
    DIFFICULTY,
    LEDGER,
    PAIRING,
    RAISED,
    sheets,
    with_cell,
    written,
)
from tests.world import World

pytestmark = pytest.mark.usefixtures("evening")


def test_a_dry_run_writes_nothing(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    before = written()
    assert main(["import", str(LEDGER)]) == 0
    assert "新增 408" in capsys.readouterr().out
    assert written() == before


def test_on_confirmation_it_is_written_once(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(LEDGER), "--confirm", "zhao", "--lang", "en"]) == 0
    assert "Written: 943 new rows, 0 updated." in capsys.readouterr().out
    record = Import.objects.get()
    assert (record.file_name, len(record.sha256), f"{record.as_of}") == (
        "ledger.xlsx",
        64,
        "2022-06-30",
    )
    assert main(["import", str(LEDGER), "--confirm", "zhao"]) == 0
    assert "没有新内容" in capsys.readouterr().out
    assert Import.objects.count() == 1


def test_errors_are_listed_and_nothing_is_written(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [DIFFICULTY, with_cell(RAISED, 1, "丹凤无名有限公司")]
    file = save(tmp_path / "ledger.xlsx", sheets(difficulties=rows))
    before = written()
    assert main(["import", str(file), "--confirm", "zhao"]) == 1
    assert "丹凤无名有限公司" in capsys.readouterr().out
    assert written() == before


def test_a_column_may_be_chosen(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    headings = with_cell(PAIRING, 4, "服务哪家")
    file = save(tmp_path / "a.xlsx", sheets(pairings=[headings, sheets()["pairings"][1]]))
    assert main(["import", str(file), "--confirm", "zhao"]) == 1
    assert (
        main(["import", str(file), "--confirm", "zhao", "--column", "pairings!E=enterprise"]) == 0
    )
    assert Matter.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "zh", "en"),
    [
        ("ledger.xlsx", b"a,b\n1,2\n", "文本文件", "a text file"),
        (
            "ledger.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "打开密码",
            "encrypted with a password",
        ),
        ("ledger.xlsx", b"PK\x03\x04broken", "打不开", "cannot be opened"),
        ("", b"", "找不到文件", "no file"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes,
    zh: str,
    en: str,
) -> None:
    if name:
        (tmp_path / name).write_bytes(content)
    file = str(tmp_path / (name or "none.xlsx"))
    for lang, told in (("zh", zh), ("en", en)):
        assert main(["import", file, "--lang", lang]) == 2
        said = capsys.readouterr().err
        assert told in said
        assert said.count("\n") == 1


@pytest.mark.parametrize("column", ["Sheet9!C=enterprise", "pairings!E=mascot", "nonsense"])
def test_a_choice_that_means_nothing_is_refused(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], column: str
) -> None:
    file = save(tmp_path / "a.xlsx", sheets())
    assert main(["import", str(file), "--column", column]) == 2
    assert "--column" in capsys.readouterr().err


def test_a_source_longer_than_its_column_is_refused(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(save(tmp_path / "a.xlsx", sheets()))
    before = written()
    with pytest.raises(SystemExit) as refusal:
        main(["import", file, "--confirm", "zhao", "--source", "台" * 121])
    assert refusal.value.code == 2
    assert "found 121 characters, expected a name of 1 to 120" in capsys.readouterr().err
    assert written() == before
    assert main(["import", file, "--confirm", "zhao", "--source", "台" * 120]) == 0
    assert Import.objects.get().source == "台" * 120


def test_only_a_clerk_of_the_place_confirms(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    before = written()
    for account in ("he", "xu", "ghost"):
        assert main(["import", str(LEDGER), "--confirm", account]) == 2
        assert f"{account!r} is not an account of a clerk of 商洛市" in capsys.readouterr().err
    assert written() == before


def test_the_entries_name_who_confirmed(world: World) -> None:
    assert main(["import", str(LEDGER), "--confirm", "zhao"]) == 0
    assert Import.objects.get().by == world.zhao


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", "将新建的单位中，有 1 个可能写错了名称（见上），未写入任何内容。"),
        ("en", "1 of the organisations to be founded may be another one, misspelt (see above)"),
    ],
)
def test_an_office_that_may_be_misspelt_must_be_said_to_be_meant(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, told: str
) -> None:
    rows = [DIFFICULTY, with_cell(RAISED, 5, "丹凤县人社居")]
    words = ["import", str(save(tmp_path / "ledger.xlsx", sheets(difficulties=rows)))]
    words += ["--lang", lang]
    assert main(words) == 0
    before = written()
    assert main([*words, "--confirm", "zhao"]) == 2
    said = capsys.readouterr()
    assert "丹凤县人社居  [" in said.out
    assert told in said.err
    assert "--new-offices" in said.err
    assert written() == before
    assert main([*words, "--confirm", "zhao", "--new-offices"]) == 0
    assert Organisation.objects.filter(name="丹凤县人社居").exists()
