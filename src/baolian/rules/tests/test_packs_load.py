"""A pack that is right loads, and answers."""

from datetime import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from baolian.rules import packs
from baolian.rules.clock import Limit, OfficeHours, Unit
from baolian.rules.ladder import BeforeDue, ByHand, Overdue, ReplyMissed, Rung, ShareUsed
from baolian.rules.packs import Pack, Stage, SubjectKind
from baolian.rules.tests.pack_files import GOOD, changed, write

ONE_DAY = Limit(1, Unit.WORKING_DAY)
TWO_DAYS = Limit(2, Unit.WORKING_DAY)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    write(tmp_path)
    return packs.load("qingshui", [tmp_path])


def test_office_hours_are_the_clocks_own(pack: Pack) -> None:
    assert pack.office_hours == OfficeHours(time(8, 30), time(17, 30))


def test_a_text_is_picked_by_language(pack: Pack) -> None:
    assert pack.name.pick("zh-hans") == "清水县"
    assert pack.name.pick("en-GB") == "Qingshui"
    assert pack.name.pick("fr") == "清水县"


def test_a_categorys_own_limit_comes_before_the_kinds(pack: Pack) -> None:
    assert pack.limit("difficulty", Stage.RESOLUTION) == Limit(5, Unit.WORKING_DAY)
    assert pack.limit("difficulty", Stage.RESOLUTION, "land") == Limit(20, Unit.CALENDAR_DAY)
    assert pack.limit("difficulty", Stage.RECEIPT, "land") == ONE_DAY
    assert pack.limit("difficulty", Stage.RESOLUTION, "market") == Limit(5, Unit.WORKING_DAY)
    assert pack.limit("difficulty", Stage.PLAN) is None


def test_a_kind_the_pack_has_not_is_a_key_error(pack: Pack) -> None:
    with pytest.raises(KeyError):
        pack.limit("errand", Stage.RESOLUTION)


def test_limits_for_lists_the_limited_stages_only(pack: Pack) -> None:
    assert pack.limits_for("difficulty", "land") == {
        Stage.RECEIPT: ONE_DAY,
        Stage.RESOLUTION: Limit(20, Unit.CALENDAR_DAY),
    }


def test_the_ladder_of_a_stage_keeps_order_and_all_triggers(pack: Pack) -> None:
    blue = Rung("blue", (BeforeDue(TWO_DAYS),))
    red = Rung("red", (Overdue(ONE_DAY), ByHand()))
    assert pack.ladder_for(Stage.RESOLUTION) == (blue, red)
    assert pack.ladder_for(Stage.RECEIPT) == (blue,)
    assert pack.ladder_for(Stage.PLAN) == ()


def test_positions_agree_between_rungs_and_ladder(pack: Pack) -> None:
    for stage in Stage:
        codes = [rung.code for rung in pack.rungs_for(stage)]
        assert [rung.code for rung in pack.ladder_for(stage)] == codes


def test_every_trigger_is_read(tmp_path: Path) -> None:
    triggers = """{ kind = "share_used", percent = 80 }, { kind = "reply_missed", rung = "blue" }"""
    write(tmp_path, changed('{ kind = "by_hand" }', triggers))
    red = packs.load("qingshui", [tmp_path]).ladder_for(Stage.RESOLUTION)[1]
    assert red.triggers == (Overdue(ONE_DAY), ShareUsed(80), ReplyMissed("blue"))


def test_places_are_found_by_code_name_and_short_name(pack: Pack) -> None:
    county = pack.place("999901")
    for words in ("999901", "清水县", " 清水 ", "Qingshui County"):
        assert pack.place_called(words) == county
    assert pack.place_called("浊水") is None


def test_an_ambiguous_short_name_finds_no_place(tmp_path: Path) -> None:
    write(tmp_path, changed('kind = "town"', 'kind = "town"\nshort = ["清水"]'))
    assert packs.load("qingshui", [tmp_path]).place_called("清水") is None


def test_categories_are_found_by_name_and_alias(pack: Pack) -> None:
    for words in ("land", "用地", "土地 ", "Land"):
        found = pack.category_called(words)
        assert found is not None
        assert found.code == "land"
    assert pack.category_called("天气") is None


def test_required_roles_and_rungs(pack: Pack) -> None:
    assert [r.code for r in pack.required_roles(SubjectKind.ENTERPRISE)] == ["head"]
    assert pack.required_roles(SubjectKind.PROJECT) == ()
    assert pack.rung("red").name.zh == "红"


def test_slip_numbers(pack: Pack) -> None:
    assert pack.numbering.number(2026, 12) == "清督办〔2026〕12号"
    assert pack.numbering.number(2026, 12, "en") == "清督办 [2026] No. 12"


def test_a_pack_cannot_be_changed(pack: Pack) -> None:
    with pytest.raises(ValidationError):
        pack.version = "2"


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    write(tmp_path, "\ufeff" + GOOD)
    assert packs.load("qingshui", [tmp_path]).code == "qingshui"


def test_a_bare_date_is_read_as_its_text(tmp_path: Path) -> None:
    write(tmp_path, changed('version = "1"', "version = 2026-01-31"))
    assert packs.load("qingshui", [tmp_path]).version == "2026-01-31"
