"""A machine without a Chinese font says so instead of drawing empty boxes."""

from pathlib import Path

import pytest

from baolian.routines.charts import drawing, fonts
from baolian.routines.charts.fonts import NoChineseFont, chinese_fonts
from baolian.routines.charts.tests.samples import samples


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(fonts, "PLACES", (tmp_path, tmp_path / "nowhere"))
    return tmp_path


def test_without_one_no_picture_is_made(place: Path) -> None:
    (place / "DejaVuSans.ttf").touch()
    (place / "readme-cjk.txt").touch()
    with pytest.raises(NoChineseFont, match="fonts-noto-cjk"):
        drawing.png(samples()["bars"])


@pytest.mark.parametrize(
    "name", ["NotoSansCJK-Regular.ttc", "msyh.ttc", "wqy-microhei.ttc", "simsun.TTC"]
)
def test_those_of_the_usual_systems_are_known(place: Path, name: str) -> None:
    file = place / "opentype" / name
    file.parent.mkdir()
    file.touch()
    assert list(chinese_fonts()) == [file]
