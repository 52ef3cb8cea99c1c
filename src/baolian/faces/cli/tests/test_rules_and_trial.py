"""`baolian trial end`, `baolian pack adopt`, `baolian calendar add`: each by a named account."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from pytest_django import Settings

from baolian.faces.cli.main import main
from baolian.records.journal.models import Entry
from baolian.records.rulebook.models import Adoption, Calendar, Rulebook
from baolian.routines.supervision.models import Trial
from baolian.rules.tests.pack_files import GOOD, write
from tests.world import World

Said = pytest.CaptureFixture[str]
CHINA = files("baolian.rules.calendars").joinpath("china.toml").read_text("utf-8")


@pytest.fixture(autouse=True)
def office(world: World, settings: Settings) -> World:
    settings.FIXED_CLOCK = "2022-03-07T09:00:00+08:00"
    Trial.begin(world.act(world.clockwork, "2022-03-01 09:00"), world.shangluo)
    return world


def done(capsys: Said, *words: str) -> str:
    assert main(words) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def refused(capsys: Said, *words: str) -> str:
    before = Entry.objects.count()
    assert main(words) == 2
    assert Entry.objects.count() == before
    return capsys.readouterr().err


def last() -> tuple[str, str]:
    entry = Entry.objects.latest("id")
    return entry.verb, entry.by.username


def test_a_named_person_ends_the_trial_once(world: World, capsys: Said) -> None:
    assert "'gao' may not end the trial of 商洛市" in refused(capsys, "trial", "end", "--by", "gao")
    assert "the trial of 商洛市 has ended" in done(capsys, "trial", "end", "--by", "zhao")
    assert Trial.objects.get().until == world.at()
    assert last() == ("trial ended", "zhao")
    assert "ended at 2022-03-07" in refused(capsys, "trial", "end", "--by", "zhao")


def test_a_trial_of_a_county(world: World, capsys: Said) -> None:
    words = ("trial", "end", "--organisation", "丹凤县", "--by", "gao")
    assert "丹凤县 has no trial period of its own" in refused(capsys, *words)
    Trial.begin(world.act(world.clockwork), world.danfeng)
    done(capsys, *words)
    assert last() == ("trial ended", "gao")


def test_a_place_adopts_a_pack_from_a_day_on(world: World, capsys: Said) -> None:
    words = ("pack", "adopt", "shangluo/danfeng", "--at", "山阳县", "--since", "2022-04-01")
    assert "'xu' is not a clerk or system administrator of 山阳县" in refused(
        capsys, *words, "--by", "xu"
    )
    assert "山阳县: shangluo/danfeng" in done(capsys, *words, "--by", "zhao")
    assert last() == ("adopted", "zhao")
    rules, path = Rulebook.load(), world.shanyang.path
    assert rules.edition_for(path, date(2022, 3, 31)).pack_code == "shangluo"
    assert rules.edition_for(path, date(2022, 4, 1)).pack_code == "shangluo/danfeng"
    assert "山阳县 adopts a pack from 2022-04-01 on already" in refused(
        capsys, *words, "--by", "zhao"
    )
    assert main(["verify"]) == 0


def test_an_adopted_pack_may_be_the_offices_own(tmp_path: Path, capsys: Said) -> None:
    write(tmp_path, GOOD)
    words = ("pack", "adopt", "qingshui", "--at", "山阳县", "--since", "2022-04-01", "--by", "zhao")
    assert "the pack is wrong" in refused(capsys, *words)
    done(capsys, *words, "--packs", str(tmp_path))
    assert Adoption.objects.filter(edition__pack_code="qingshui").count() == 1


@pytest.mark.parametrize(
    ("at", "told"),
    [("山羊县", "did you mean '山阳县'?"), ("丹凤县人社局", "no place is called '丹凤县人社局'")],
)
def test_only_a_place_adopts(at: str, told: str, capsys: Said) -> None:
    words = ("pack", "adopt", "shangluo", "--at", at, "--since", "2022-04-01", "--by", "zhao")
    assert told in refused(capsys, *words)


def test_a_new_calendar(tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "china.toml"
    words = ("calendar", "add", str(file), "--by")
    assert f"{file} cannot be used: No such file" in refused(capsys, *words, "zhao")
    file.write_text(CHINA, "utf-8")
    assert "version china-2026.1 was published before" in refused(capsys, *words, "zhao")
    file.write_text(CHINA.replace("china-2026.1", "china-2027.1"), "utf-8")
    assert "'xu' is not the clerk or system administrator" in refused(capsys, *words, "xu")
    assert "china-2027.1 holds" in done(capsys, *words, "zhao")
    assert last() == ("calendar published", "zhao")
    assert Rulebook.load().current_calendar.label == "china-2027.1"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"version = ", "is no calendar: Invalid value"),
        (b"\xff\xfe", "is no calendar: 'utf-8' codec can't decode"),
        (b"version = '1'", "is no calendar ('years'); expected version, and [[years]]"),
        (b"version = '1'\nyears = 3", "is no calendar ("),
        (
            b"version = '1'\n[[years]]\nyear = 2027\nnotice = ''\ndays_off = []\n"
            b"worked = [2027-01-04]",
            "make-up day 2027-01-04 is a weekday, expected a Saturday or Sunday",
        ),
    ],
)
def test_what_is_no_calendar(tmp_path: Path, content: bytes, told: str, capsys: Said) -> None:
    file = tmp_path / "wrong.toml"
    file.write_bytes(content)
    assert told in refused(capsys, "calendar", "add", str(file), "--by", "zhao")
    assert Calendar.objects.count() == 1
