"""Credit codes and telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baolian.rules.identifiers import (
    ALPHABET,
    DEPARTMENTS,
    Problem,
    mobile_or_landline,
    normalise_uscc,
    uscc_check_character,
    uscc_problem,
)

# weights as the standard prints them, against ours which are computed
PRINTED_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
BODIES = st.tuples(
    st.sampled_from(DEPARTMENTS),
    st.sampled_from(ALPHABET),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
).map("".join)


def problem_of(text: str) -> Problem:
    problem = uscc_problem(text)
    assert problem is not None
    return problem


def with_check(body: str) -> str:
    return body + uscc_check_character(body)


@given(BODIES)
def test_the_check_character_by_the_printed_formula(body: str) -> None:
    total = sum(ALPHABET.index(c) * w for c, w in zip(body, PRINTED_WEIGHTS, strict=True))
    assert uscc_check_character(body) == ALPHABET[(31 - total % 31) % 31]
    assert uscc_problem(with_check(body)) is None


@given(BODIES, st.integers(8, 16), st.sampled_from(ALPHABET))
def test_one_changed_character_is_found(body: str, place: int, other: str) -> None:
    code = with_check(body)
    changed = code[:place] + other + code[place + 1 :]
    assert (uscc_problem(changed) is None) is (changed == code)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000600037341L"])
def test_codes_that_other_libraries_test_with(code: str) -> None:
    assert uscc_problem(code) is None


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_every_department(department: str) -> None:
    """N, Y and A are real, although some libraries refuse them (facts 2.2)."""
    assert uscc_problem(with_check(department + "2611022MF1234567")) is None


def test_as_people_type_it() -> None:
    typed = " ９１350100ｍ000 100y43\u3000"
    assert normalise_uscc(typed) == "91350100M000100Y43"
    assert uscc_problem(typed) is None


@pytest.mark.parametrize(("text", "found"), [("", 0), ("91350100M000100Y4", 17), ("9" * 19, 19)])
def test_length(text: str, found: int) -> None:
    assert problem_of(text) == Problem(
        "length",
        f"统一社会信用代码应为18位，实际{found}位",
        f"a unified social credit code has 18 characters, found {found}",
    )


@pytest.mark.parametrize("letter", [*"IOZSV", "-", "省"])
def test_illegal_character(letter: str) -> None:
    problem = problem_of(f"91350100{letter}000100Y43")
    assert problem.code == "character"
    assert problem.text("en") == (
        f"character 9 is '{letter}', expected a digit or a capital letter "
        "(letters I O Z S V are not used)"
    )
    assert problem.text("zh") == (
        f"第9位是“{letter}”，应为数字或大写字母（不使用字母I、O、Z、S、V）"
    )


@pytest.mark.parametrize("department", sorted(set(ALPHABET) - set(DEPARTMENTS)))
def test_department(department: str) -> None:
    problem = problem_of(with_check(department + "1350100M000100Y4"))
    assert problem.code == "department"
    assert problem.en == (
        f"character 1 (registering department) is '{department}', expected 1 to 9, A, N or Y"
    )


def test_division() -> None:
    problem = problem_of(with_check("9135010AM000100Y4"))
    assert problem.code == "division"
    assert problem.en == "characters 3 to 8 (division) are '35010A', expected six digits"


def test_check_character() -> None:
    assert problem_of("91350100M000100Y44") == Problem(
        "check",
        "第18位（校验码）是“4”，按前17位计算应为“3”",
        "character 18 (check character) is '4', expected '3' by the 17 before it",
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("13800000000", "13800000000"),
        (13800000000, "13800000000"),
        (13800000000.0, "13800000000"),
        ("13800000000.0", "13800000000"),
        (" 138 0000 0000 ", "13800000000"),
        ("138-0000-0000", "13800000000"),
        ("+86 13800000000", "13800000000"),
        ("008613800000000", "13800000000"),
        (8613800000000, "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("0914-2331234", "0914-2331234"),
        ("（0914）2331234", "0914-2331234"),
        ("09142331234", "0914-2331234"),
        ("0914—2331234转8", "0914-2331234-8"),
        ("010-88888888-601", "010-88888888-601"),
        ("029 8888 8888", "029-88888888"),
        ("+86-914-2331234", "0914-2331234"),
        ("+86(0914)2331234", "0914-2331234"),
        (9142331234.0, "0914-2331234"),
        (1088888888, "010-88888888"),
    ],
)
def test_telephone(value: str | float, expected: str) -> None:
    assert mobile_or_landline(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "无",
        "1380000000",
        "138000000000",
        "12800000000",
        "2331234",  # no area code
        20220630,
        20220630.0,
        "13800000000/13900000000",
        13800000000.5,
        -13800000000,
        float("nan"),
        float("inf"),
        "٠٩١٤-٢٣٣١٢٣٤",  # digits, but not ones to dial
    ],
)
def test_no_telephone(value: str | float) -> None:
    assert mobile_or_landline(value) is None
