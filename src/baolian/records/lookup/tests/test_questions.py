"""What is asked of the index, whatever was typed."""

import pytest

from baolian.records.lookup.found import Found
from baolian.records.lookup.questions import Question

NAME, TEXT = Found("s", "name", is_name=True), Found("m", "summary")


def test_a_piece_is_one_stretch_and_every_piece_is_asked() -> None:
    tree = Question("清水泵 公司").contained(TEXT)
    assert tree == (
        "and",
        [
            ("or", [("phrase", ["mt清水", "mt水泵"], False)]),
            ("or", [("phrase", ["mt公司"], False)]),
        ],
    )


def test_letters_may_be_pinyin_of_names_only() -> None:
    assert len(Question("dfqs").contained(NAME)[1][0][1]) == 2
    assert len(Question("dfqs").contained(TEXT)[1][0][1]) == 1


@pytest.mark.parametrize(
    ("typed", "number"),
    [("7", 7), ("#12", 12), ("１２", 12), ("12 3", 123), ("7a", None), ("", None), ("9" * 19, None),
     ("²", 2)],
)  # fmt: skip
def test_numbers(typed: str, number: int | None) -> None:
    assert Question(typed).number == number


def test_what_is_asked_has_bounds() -> None:
    assert len(Question("清水 " * 500).pieces) == 8
    assert len(Question("水" * 500).folded) == 100
