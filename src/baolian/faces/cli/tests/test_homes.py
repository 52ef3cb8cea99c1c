"""Where a site's files lie when nobody says."""

from pathlib import Path

import pytest

from baolian.faces.cli.homes import FILE, home


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BAOLIAN_HOME", raising=False)
    monkeypatch.delenv("BAOLIAN_DATABASE_URL", raising=False)
    return tmp_path


def demo_in(here: Path) -> None:
    (here / "var" / "demo").mkdir(parents=True)
    (here / "var" / "demo" / "demo.json").write_text("{}", encoding="utf-8")


def test_a_site_lies_in_var_site(here: Path) -> None:
    assert home() == here / "var" / "site"


def test_where_only_a_demo_was_built_commands_mean_the_demo(here: Path) -> None:
    demo_in(here)
    assert home() == here / "var" / "demo"


def test_a_site_beside_the_demo_comes_first(here: Path) -> None:
    demo_in(here)
    (here / "var" / "site").mkdir()
    (here / "var" / "site" / FILE).touch()
    assert home() == here / "var" / "site"


def test_a_named_database_is_never_the_demos(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    demo_in(here)
    monkeypatch.setenv("BAOLIAN_DATABASE_URL", "postgresql://me@/baolian")
    assert home() == here / "var" / "site"


def test_who_names_a_home_gets_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    demo_in(here)
    monkeypatch.setenv("BAOLIAN_HOME", "elsewhere")
    assert home() == here / "elsewhere"
