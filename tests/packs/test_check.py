"""The packs of this folder are pure data, and `baolian pack check` finds nothing wrong."""

import pytest

from baolian.faces.cli.main import main
from baolian.records.matters.models import Matter
from baolian.rules import packs
from baolian.rules.packs import MatterSource

from .office import HERE, PLACES, pack_of


@pytest.mark.parametrize("code", PLACES)
def test_nothing_wrong(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "check", str(HERE / code)]) == 0
    assert "没有问题" in capsys.readouterr().out


@pytest.mark.parametrize("code", PLACES)
def test_an_edition_reads_back(code: str) -> None:
    assert packs.from_text(packs.resolve_text(code, [HERE])) == pack_of(code)


@pytest.mark.parametrize("code", PLACES)
def test_data_and_nothing_else(code: str) -> None:
    assert [file.name for file in (HERE / code).iterdir()] == ["pack.toml"]


def test_a_matter_comes_from_where_a_pack_can_say() -> None:
    assert [source.value for source in MatterSource] == Matter.Source.values
