"""`baolian import` of a ledger with one thing wrong: named, with what was found and expected.

Nothing is written then, with or without `--confirm`; the exit code is 1.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from baolian.faces.cli.main import main
from baolian.routines.exchange.tests.books import Rows, save
from baolian.routines.exchange.tests.imports import (
    DIFFICULTY,
    PAIRED,
    PAIRING,
    RAISED,
    sheets,
    with_cell,
    written,
)
from tests.world import World

pytestmark = pytest.mark.usefixtures("evening")


def raised(**changed: Any) -> dict[str, Rows]:
    row = RAISED
    for column, value in changed.items():
        row = with_cell(row, "_ABCDEFGHIJ".index(column) - 1, value)
    return {"difficulties": [DIFFICULTY, row]}


def paired(code: str) -> dict[str, Rows]:
    return {"pairings": [PAIRING, with_cell(PAIRED, 5, code)]}


HEADING: dict[str, Rows] = {"difficulties": [with_cell(DIFFICULTY, 1, "吉祥物"), RAISED]}
CLOSED = {"H": "已办结", "I": "2022-05-15"}
WRONG: list[Any] = [
    pytest.param(
        raised(E="2022年2月30日"),
        ["第2行", "序号 7", "E2", "反映时间", "2022年2月30日"],
        ["found", "row 2", "own number 7", "E2", "2022年2月30日", "there is no day 30"],
        id="30 February",
    ),
    pytest.param(
        paired("91611022X505GCKWRJ"),
        ["第2行", "F2", "91611022X505GCKWRJ"],
        ["found", "row 2", "F2", "91611022X505GCKWRJ", "check"],
        id="wrong check digit",
    ),
    pytest.param(
        raised(**CLOSED),
        ["第2行", "序号 7", "I2", "2022-05-15", "2022-05-16"],
        ["found", "row 2", "I2", "2022-05-15", "2022-05-16"],
        id="closed before raised",
    ),
    pytest.param(
        raised(B=None),
        ["第2行", "序号 7", "B2", "企业名称"],
        ["row 2", "B2"],
        id="no enterprise",
    ),
    pytest.param(
        raised(B="丹凤无名有限公司"),
        ["第2行", "序号 7", "B2", "丹凤无名有限公司"],
        ["found", "row 2", "B2", "丹凤无名有限公司"],
        id="an enterprise that nobody knows",
    ),
    pytest.param(
        HEADING,
        ["difficulties", "B1", "吉祥物"],
        ["difficulties", "B1", "吉祥物"],
        id="unknown heading",
    ),
]


@pytest.mark.parametrize(("ledger", "zh", "en"), WRONG)
def test_it_is_named_and_nothing_is_written(
    world: World,
    tmp_path: Path,
    ledger: dict[str, Rows],
    zh: list[str],
    en: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = save(tmp_path / "ledger.xlsx", sheets(**ledger))
    before = written()
    for lang, words in (("zh", zh), ("en", en)):
        assert main(["import", str(file), "--confirm", "zhao", "--lang", lang]) == 1
        captured = capsys.readouterr()
        problems = [line for line in captured.out.splitlines() if mentions(line, words)]
        assert len(problems) == 1, captured.out
        assert mentions(problems[0], {"zh": ["应为"], "en": ["expected"]}[lang])
        assert captured.err == ""
    assert written() == before


def mentions(line: str, words: list[str]) -> bool:
    return all(word in line for word in words)


def test_the_same_ledger_without_the_mistake_is_written_once(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = save(tmp_path / "ledger.xlsx", sheets())
    assert main(["import", str(file), "--confirm", "zhao"]) == 0
    once = written()
    again = save(tmp_path / "saved again.xlsx", sheets())
    for same in (file, again):
        assert main(["import", str(same), "--confirm", "zhao", "--lang", "en"]) == 0
        assert "Nothing new" in capsys.readouterr().out
        assert written() == once
    assert main(["verify"]) == 0


def test_an_organisation_that_nobody_knows(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = save(tmp_path / "ledger.xlsx", sheets())
    assert main(["import", str(file), "--organisation", "丹丰县"]) == 2
    assert "did you mean '丹凤县'?" in capsys.readouterr().err
