"""A wrong value in a merged cell stands there once, and is complained of once."""

from pathlib import Path

from baolian.routines.exchange.tests.books import PAIRING_HEADINGS, read


def test_a_wrong_code_in_a_merged_cell_is_one_problem(tmp_path: Path) -> None:
    rows = [
        PAIRING_HEADINGS,
        ["沈岳", "丹凤县人社局", "丹凤甲公司", "91611022X505GCKWRX"],
        ["何川", "丹凤县", "丹凤甲公司", None],
    ]
    understood = read(tmp_path, rows, merges=["D2:D3"])
    (problem,) = understood.problems("error")
    assert (problem.row, problem.cell) == (2, "D2:D3")
    # both rows are spoilt all the same
    spoilt = {p.row for p in understood.sheets[0].problems if p.code == problem.code}
    assert spoilt == {2, 3}


def test_the_same_in_two_cells_is_two(tmp_path: Path) -> None:
    rows = [
        PAIRING_HEADINGS,
        ["沈岳", "丹凤县人社局", "丹凤甲公司", "91611022X505GCKWRX"],
        ["何川", "丹凤县", "丹凤甲公司", "91611022X505GCKWRX"],
    ]
    codes = [p.cell for p in read(tmp_path, rows).problems("error")]
    assert codes == ["D2", "D3"]
