"""What counts as the same text, and how a text is cut."""

import pytest

from baolian.records.lookup.folding import fold, pairs, runs


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("丹凤（清水）泵业·有限公司", "丹凤清水泵业有限公司"),
        ("ＡＢＣ－１２", "abc12"),
        ("Straße №7", "strasseno7"),
        ("丹包联督〔2022〕7号", "丹包联督20227号"),
        ("'; DROP TABLE x --", "droptablex"),
        ("\ue000\ue001\x00", ""),
        ("𠮷野家〇", "𠮷野家〇"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_pairs_and_runs() -> None:
    assert pairs("清水泵") == ["清水", "水泵"]
    assert pairs("清") == []
    assert runs("丹凤qs2号") == ["丹凤", "qs2", "号"]
