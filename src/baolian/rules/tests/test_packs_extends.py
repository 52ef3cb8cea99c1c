"""A county's pack over its prefecture's: tables merge key by key, lists are replaced whole."""

from pathlib import Path

from baolian.rules import packs
from baolian.rules.clock import Limit, Unit
from baolian.rules.packs import Stage
from baolian.rules.tests.pack_files import complaints, write

HEAD = 'code = "qingshui/east"\nversion = "1"\nextends = "qingshui"\n'


def write_both(root: Path, east: str) -> None:
    write(root)
    write(root, HEAD + east, "qingshui/east")


def test_tables_merge_key_by_key(tmp_path: Path) -> None:
    write_both(tmp_path, 'kinds.difficulty.limits.resolution = { n = 9, unit = "working_day" }')
    east = packs.load("qingshui/east", [tmp_path])
    assert east.limit("difficulty", Stage.RESOLUTION) == Limit(9, Unit.WORKING_DAY)
    assert east.limit("difficulty", Stage.RECEIPT) == Limit(1, Unit.WORKING_DAY)
    assert east.limit("difficulty", Stage.RESOLUTION, "land") == Limit(20, Unit.CALENDAR_DAY)


def test_a_limit_can_change_its_unit_alone(tmp_path: Path) -> None:
    write_both(tmp_path, 'kinds.difficulty.limits.resolution.unit = "calendar_day"')
    east = packs.load("qingshui/east", [tmp_path])
    assert east.limit("difficulty", Stage.RESOLUTION) == Limit(5, Unit.CALENDAR_DAY)


def test_lists_are_replaced_whole(tmp_path: Path) -> None:
    rung = """[[ladder]]
code = "only"
name = { zh = "唯一", en = "Only" }
colour = "none"
triggers = [{ kind = "by_hand" }]
"""
    write_both(tmp_path, rung)
    assert [r.code for r in packs.load("qingshui/east", [tmp_path]).ladder] == ["only"]
    assert [r.code for r in packs.load("qingshui", [tmp_path]).ladder] == ["blue", "red"]


def test_the_child_keeps_its_own_identity(tmp_path: Path) -> None:
    write_both(tmp_path, "")
    east = packs.load("qingshui/east", [tmp_path])
    assert (east.code, east.extends, east.name.en) == ("qingshui/east", "qingshui", "Qingshui")


def test_the_first_root_that_has_the_pack_wins(tmp_path: Path) -> None:
    write(tmp_path / "shipped")
    write_both(tmp_path / "own", 'name.en = "East"')
    roots = [tmp_path / "own", tmp_path / "shipped"]
    assert packs.load("qingshui/east", roots).name.en == "East"


def test_a_problem_names_the_file_that_wrote_the_value(tmp_path: Path) -> None:
    write_both(tmp_path, "trial.working_days = 0\nkinds.difficulty.limits.receipt.n = 0")
    assert complaints(tmp_path, "qingshui/east") == [
        "qingshui/east/pack.toml: kinds.difficulty.limits.receipt.n: "
        "found 0, expected a number of at least 1",
        "qingshui/east/pack.toml: trial.working_days: found 0, expected a number of at least 1",
    ]


def test_a_problem_of_the_parent_names_the_parent(tmp_path: Path) -> None:
    write_both(tmp_path, 'name.en = "East"')
    parent = tmp_path / "qingshui" / "pack.toml"
    parent.write_text(parent.read_text("utf-8").replace("working_days = 5", "working_days = 0"))
    assert complaints(tmp_path, "qingshui/east") == [
        "qingshui/pack.toml: trial.working_days: found 0, expected a number of at least 1"
    ]


def test_extending_an_unknown_pack(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, HEAD.replace('"qingshui"', '"qingshiu"'), "qingshui/east")
    assert complaints(tmp_path, "qingshui/east") == [
        'qingshui/east/pack.toml: extends: found "qingshiu", '
        'expected one of: qingshui, qingshui/east; did you mean "qingshui"?'
    ]


def test_extending_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path, 'extends = "a/b"', "a")
    write(tmp_path, 'extends = "a"', "a/b")
    assert complaints(tmp_path, "a") == [
        'a/b/pack.toml: extends: found "a -> a/b -> a", '
        "expected a pack that does not lead back to itself"
    ]


def test_code_and_version_are_not_inherited(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, 'extends = "qingshui"', "qingshui/east")
    assert complaints(tmp_path, "qingshui/east") == [
        'qingshui/east/pack.toml: code: found nothing, expected "qingshui/east"',
        "qingshui/east/pack.toml: version: found nothing, expected a value (the key is required)",
    ]


def test_a_copied_code_is_told(tmp_path: Path) -> None:
    write(tmp_path, code="zhuoshui")
    assert complaints(tmp_path, "zhuoshui") == [
        'zhuoshui/pack.toml: code: found "qingshui", expected "zhuoshui"'
    ]
