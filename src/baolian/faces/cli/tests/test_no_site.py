"""Where nothing answers: no site yet, no such database, no such folder. One sentence, exit 2."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from baolian.faces.cli.main import main
from baolian.faces.cli.refusals import database_words, no_site
from baolian.faces.cli.tests.processes import baolian, environment, free_port

COMMANDS = (
    ["sweep"],
    ["verify"],
    ["bulletin", "--month", "2022-06"],
    ["import", "ledger.xlsx"],
    ["serve"],
)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_no_site_yet(db: None, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    more = ["--port", str(free_port())] if words == ["serve"] else []
    assert main(words + more) == 2
    assert capsys.readouterr().err == f"baolian {words[0]}: {no_site()}\n"


def said_of(home: Path) -> str:
    return no_site().replace(str(settings.HOME), str(home))


def test_looking_for_a_site_makes_no_database(tmp_path: Path) -> None:
    """Else `baolian demo` would find a database that it did not make."""
    done = baolian(environment(tmp_path), "verify")
    assert done.returncode == 2
    assert done.stderr == f"baolian verify: {said_of(tmp_path)}\n"
    assert not list(tmp_path.glob("*.sqlite3*"))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://me@host/name", "begins with 'mysql'; expected sqlite:///path/to/file or"),
        ("", "begins with ''; expected sqlite:///"),
        ("sqlite://", "names no file"),
        ("postgresql://me@/name?schema=public", "schema is 'public'; expected lower-case"),
        ("postgresql://me@127.0.0.1:none/name", "has a port that is none"),
        ("postgresql://me@127.0.0.1:{port}/name", "the database did not answer: connection failed"),
        ("postgresql://me@/name?host=/nowhere", '"/nowhere/.s.PGSQL.5432" failed'),
        ("sqlite:////nowhere/at/all.sqlite3", "unable to open database file; check BAOLIAN_DATA"),
    ],
)
def test_a_wrong_database_url(tmp_path: Path, url: str, told: str) -> None:
    done = baolian(environment(tmp_path, url.format(port=free_port())), "migrate")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert done.stderr.startswith("baolian migrate: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [["bulletin", "--month", "2022-06"], ["serve"], ["sweep"], ["create-site", "shangluo"]],
    ids=lambda words: words[0],
)
def test_half_a_demo_is_no_site(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "demo.part").write_text("{}", encoding="utf-8")
    more = ["--port", str(free_port())] if words == ["serve"] else []
    done = baolian(environment(tmp_path), *words, *more)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"the demo in {tmp_path} was not built to its end; run `baolian demo`" in done.stderr


def test_packs_that_are_nowhere(tmp_path: Path) -> None:
    done = baolian(environment(tmp_path), "create-site", "shangluo", "--packs", "/nowhere")
    assert done.returncode == 2
    assert "found '/nowhere', expected a folder that exists" in done.stderr
    assert not list(tmp_path.glob("*.sqlite3*"))


@pytest.mark.parametrize("command", [["migrate"], ["demo", "--no-serve"]], ids=lambda c: c[0])
def test_a_home_that_cannot_be_written_to(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    home = tmp_path / "file" / "home"
    done = baolian(environment(home), *command)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"BAOLIAN_HOME is {home}, expected a folder that can be written to" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_missing_table_and_a_missing_database_are_told_apart() -> None:
    assert no_site() in database_words('relation "people_user" does not exist\nLINE 1: SELECT')
    assert no_site() in database_words("no such table: people_user")
    for said in ('database "baolian" does not exist', 'role "me" does not exist'):
        assert no_site() not in database_words(said)
        assert said in database_words(said)
