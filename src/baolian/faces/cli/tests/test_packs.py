"""`baolian pack check`: file, key, found, expected, the nearest word; 0 or 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from baolian.faces.cli.main import main
from baolian.rules.tests.pack_files import GOOD, changed, write


def said(capsys: pytest.CaptureFixture[str], *words: str | Path, code: int) -> list[str]:
    assert main(["pack", "check", *map(str, words)]) == code
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("pack", ["shangluo", "shangluo/danfeng"])
def test_ours_are_right(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = said(capsys, pack, "--lang", "en", code=0)
    assert line.startswith(f"{pack} ")
    assert line.endswith(": no problems found")
    (line,) = said(capsys, pack, code=0)
    assert line.endswith("没有问题")


def test_an_unknown_pack(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = said(capsys, "shanglou", "--lang", "en", code=1)
    assert 'found "shanglou", expected one of: shangluo, shangluo/danfeng' in line
    assert 'did you mean "shangluo"?' in line
    (line,) = said(capsys, "shanglou", code=1)
    assert "是否想写“shangluo”？" in line


def test_a_broken_pack_every_problem_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = changed('stages = ["receipt", "resolution"]', 'stages = ["receipt", "resolutoin"]')
    text = text.replace('kind = "town"', 'kind = "twon"').replace('start = "08:30"', "start = 8")
    write(tmp_path, text)
    for words in ([tmp_path / "qingshui"], ["qingshui", "--root", tmp_path]):
        lines = said(capsys, *words, "--lang", "en", code=1)
        assert len(lines) == 3
        (stage,) = [line for line in lines if "resolutoin" in line]
        assert "qingshui/pack.toml: ladder[1 blue].stages" in stage
        assert 'found "resolutoin", expected one of: receipt' in stage
        assert 'did you mean "resolution"?' in stage
        assert any('did you mean "town"?' in line for line in lines)
        assert any("office_hours.start: found 8, expected " in line for line in lines)
    lines = said(capsys, tmp_path / "qingshui", code=1)
    assert any("应为以下之一" in line and "是否想写“resolution”？" in line for line in lines)


@pytest.mark.parametrize("content", [b"code = ", b"\xff\xfe", b""])
def test_what_is_no_pack_at_all(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "qingshui").mkdir()
    (tmp_path / "qingshui/pack.toml").write_bytes(content)
    lines = said(capsys, tmp_path / "qingshui", "--lang", "en", code=1)
    assert all(line.startswith("qingshui/pack.toml: ") for line in lines)
    assert lines


def test_a_countys_pack_by_its_folder_knows_its_prefecture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, GOOD)
    county = 'extends = "qingshui"\ncode = "qingshui/river"\nversion = "1"\n'
    county += 'name = { zh = "河", en = "River" }\nsources = [{ zh = "示例", en = "an example" }]\n'
    write(tmp_path, county, "qingshui/river")
    (line,) = said(capsys, tmp_path / "qingshui/river", "--lang", "en", code=0)
    assert line == "qingshui/river 1 River: no problems found"


def test_a_folder_without_a_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "check", str(tmp_path)]) == 2
    assert f"{tmp_path} holds no pack.toml" in capsys.readouterr().err
