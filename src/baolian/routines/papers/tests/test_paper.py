"""The model: what a number may be, what the parts of a paper say."""

from __future__ import annotations

from datetime import date

import pytest

from baolian.routines.papers.paper import (
    Closing,
    Imprint,
    Level,
    RedHead,
    WrongNumber,
    annex_label,
    closing_day,
    day_words,
    imprint_lines,
)
from baolian.routines.papers.tests.samples import circular, loose_annex, upward

DAY = date(2024, 3, 1)


@pytest.mark.parametrize(
    "number", ["商政发〔2022〕1号", "丹政（办）字〔1999〕12号", "〔2022〕　号"]
)
def test_numbers_of_the_standard(number: str) -> None:
    assert RedHead("商洛市文件", number).number == number


@pytest.mark.parametrize(
    "number",
    ["", "商政发[2022]1号", "商政发〔2022〕01号", "商政发〔22〕1号", "商政发〔2022〕第1号"],
)
def test_other_numbers_are_refused(number: str) -> None:
    with pytest.raises(WrongNumber, match="商政发〔2022〕1号"):
        RedHead("商洛市文件", number)


def test_days_have_no_padding_zeros() -> None:
    assert day_words(DAY) == "2024年3月1日"
    assert closing_day(Closing("丹凤县", None)).split() == ["年", "月", "日"]


def test_annexes_are_numbered_when_there_are_several() -> None:
    assert circular().annex_notes == ("1.包联责任清单", "2.说明")
    assert annex_label(circular(), 2) == "附件2"
    assert upward().annex_notes == ("用地清单",)
    assert annex_label(upward(), 1) == "附件"
    # that document is somebody else's
    assert loose_annex().annex_notes == ()


def test_the_imprint_says_who_gets_copies_and_who_printed() -> None:
    assert imprint_lines(Imprint("县政府办", DAY)) == ("县政府办\t2024年3月1日印发",)
    copies = Imprint("县政府办", DAY, ("人社局", "财政局"))
    assert imprint_lines(copies)[0] == "抄送：人社局，财政局。"


def test_levels_have_their_faces() -> None:
    assert [level.face.value for level in Level] == ["black", "kai", "body", "body"]
