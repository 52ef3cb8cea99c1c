"""`baolian bulletin`: the month's Markdown, drafted once; published by a clerk, once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from baolian.faces.cli.main import main
from baolian.records.journal.models import Entry
from baolian.routines.bulletins.models import Bulletin
from tests.world import World

MARCH = ("bulletin", "--month", "2022-03")


@pytest.fixture(autouse=True)
def april(settings: Settings) -> None:
    settings.FIXED_CLOCK = "2022-04-01T09:00:00+08:00"


def test_it_is_drafted_once_and_printed(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(MARCH) == 0
    first = capsys.readouterr().out
    assert first.startswith("# 商洛市")
    before = Entry.objects.count()
    assert main(MARCH) == 0
    assert capsys.readouterr().out == first
    assert (Entry.objects.count(), Bulletin.objects.count()) == (before, 1)


def test_a_countys_in_english_for_the_inside_into_a_file(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "march.md"
    words = ("--organisation", "丹凤县", "--lang", "en", "--internal", "--output", str(file))
    assert main([*MARCH, *words]) == 0
    assert capsys.readouterr().out == ""
    text = file.read_text("utf-8")
    assert text.startswith("# Danfeng")
    assert "honest_rate" in text
    assert "honest_rate" not in Bulletin.objects.get().markdown("en")


def test_a_clerk_publishes_it_once(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*MARCH, "--publish", "zhao"]) == 0
    published = capsys.readouterr().out
    assert Bulletin.objects.get().publication.by == world.zhao
    assert main([*MARCH, "--publish", "zhao"]) == 2
    assert "was published before; it stays as it is" in capsys.readouterr().err
    world.difficulty("2022-03-31 09:00")
    assert main(MARCH) == 0
    assert capsys.readouterr().out == published


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--month", "2022-05"], "2022-05 has not begun; today is 2022-04-01"),
        (["--month", "2021-12"], "no pack was adopted by 商洛市 in 2021-12; the first one holds"),
        (["--month", "2022-04", "--publish", "zhao"], "2022-04 ends on 2022-04-30; today is"),
        (["--month", "2022-03", "--publish", "he"], "'he' is not an account of a clerk of 商洛市"),
        (["--month", "2022-03", "--publish", "xu"], "'xu' is not an account of a clerk of 商洛市"),
        (["--month", "2022-03", "--publish", "ghost"], "'ghost' is not an account of a clerk"),
        (["--month", "2022-03", "--organisation", "丹丰县"], "no organisation is called '丹丰县'"),
        (["--month", "2022-03", "--organisation", "丹丰县"], "did you mean '丹凤县'?"),
        (["--month", "2022-03", "--output", "/nowhere/a.md"], "/nowhere/a.md cannot be used: No "),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    world: World, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bulletin", *words]) == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert (captured.out, captured.err.count("\n")) == ("", 1)


def test_the_text_ends_with_one_end_of_line(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "march.md"
    assert main(MARCH) == main([*MARCH, "--output", str(file)]) == 0
    text = Bulletin.objects.get().markdown()
    assert capsys.readouterr().out == text == file.read_text("utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_a_month_without_records_is_shown_with_a_warning_and_not_published(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (*MARCH, "--organisation", "山阳县")
    warning = "nothing was recorded for 山阳县 by the end of 2022-03: apart from quoted"
    assert main(words) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("# ")
    assert f"warning: {warning}" in captured.err
    assert "import the ledger first" in captured.err
    assert main([*words, "--publish", "zhao"]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)
    assert warning in captured.err
    assert not Bulletin.objects.published().exists()


def test_a_month_with_records_has_no_warning(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(MARCH) == 0
    assert capsys.readouterr().err == ""
