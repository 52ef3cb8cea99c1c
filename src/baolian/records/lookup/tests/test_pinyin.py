"""Names as they are typed by whoever saves himself the characters."""

import pytest

from baolian.records.lookup.pinyin import cuts, initials, syllables


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("丹凤清水泵业", ["dfqsby"]),
        ("商洛长江银行", ["slcjyh"]),  # as phrases: alone they would be z and x
        ("重庆路", ["cql", "zql", "tql"]),
        ("单雄信", ["dxx", "cxx", "sxx"]),
        ("绿源", ["ly"]),
        ("第3中学", ["d3zx"]),
        ("abc", []),
        ("", []),
    ],
)
def test_initials(name: str, letters: list[str]) -> None:
    assert initials(name) == letters


def test_syllables() -> None:
    assert syllables("绿源银行") == ("lv", "yuan", "yin", "hang")


@pytest.mark.parametrize(
    ("letters", "ways"),
    [
        ("danfeng", [["dan", "feng"]]),
        ("danfengq", [["dan", "feng", "q"]]),
        ("xian", [["xian"], ["xi", "an"]]),
        ("dfqs", []),
        ("dan7", []),
        ("a" * 61, []),
    ],
)
def test_letters_are_cut_into_syllables(letters: str, ways: list[list[str]]) -> None:
    assert [way for way in ways if way not in cuts(letters)] == []
    assert bool(cuts(letters)) == bool(ways)
