"""An edition is a pack's resolved text: the same for ever, and readable without its files."""

import hashlib
import json
from pathlib import Path

import pytest

from baolian.rules import packs
from baolian.rules.packs import About, MatterSource
from baolian.rules.tests.pack_files import GOOD, changed, write

EAST = """\
code = "qingshui/east"
version = "1"
extends = "qingshui"
trial.working_days = 9
"""


@pytest.mark.parametrize(
    "code", ["shangluo", "shangluo/danfeng", "shangluo/luonan", "shangluo/shangnan"]
)
def test_an_edition_reads_back_as_the_pack_it_was(code: str) -> None:
    assert packs.from_text(packs.resolve_text(code)) == packs.load(code)


def test_an_edition_outlives_its_files(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, EAST, "qingshui/east")
    text = packs.resolve_text("qingshui/east", [tmp_path])
    for file in tmp_path.rglob("pack.toml"):
        file.unlink()
    assert packs.from_text(text).trial.working_days == 9
    assert packs.from_text(text).name.en == "Qingshui"


def test_the_text_is_canonical(tmp_path: Path) -> None:
    write(tmp_path)
    text = packs.resolve_text("qingshui", [tmp_path])
    again = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert text == again
    assert packs.edition_hash(text) == hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_layout_and_comments_do_not_change_the_hash(tmp_path: Path) -> None:
    write(tmp_path)
    before = packs.resolve_text("qingshui", [tmp_path])
    trial, rest = GOOD[GOOD.index("[trial]") :], GOOD[: GOOD.index("[trial]")]
    hours = rest.index("[office_hours]")
    write(tmp_path, f"# moved\n{rest[:hours]}{trial}\n\n{rest[hours:]}")
    assert packs.resolve_text("qingshui", [tmp_path]) == before


def test_any_number_changes_the_hash(tmp_path: Path) -> None:
    write(tmp_path)
    before = packs.edition_hash(packs.resolve_text("qingshui", [tmp_path]))
    write(tmp_path, changed("working_days = 5", "working_days = 6"))
    assert packs.edition_hash(packs.resolve_text("qingshui", [tmp_path])) != before


def test_the_hash_of_a_known_text() -> None:
    # A changed way of hashing would orphan every edition ever stored.
    assert packs.edition_hash('{"名":1}') == (
        "61a525c969a799f99fe48e6d359d438bf4c37b259da95fd385e79ae90e606b7c"
    )


def test_a_wrong_pack_has_no_edition(tmp_path: Path) -> None:
    write(tmp_path, changed("working_days = 5", "working_days = 0"))
    with pytest.raises(packs.PackError):
        packs.resolve_text("qingshui", [tmp_path])


def test_a_wrong_edition_is_told_as_a_pack_is(tmp_path: Path) -> None:
    write(tmp_path)
    text = packs.resolve_text("qingshui", [tmp_path]).replace('"red"', '"rde"')
    with pytest.raises(packs.PackError) as caught:
        packs.from_text(text)
    assert caught.value.problems[0].file == "edition"
    assert caught.value.problems[0].suggestion == "red"


def test_an_edition_from_before_the_newer_keys_still_reads(tmp_path: Path) -> None:
    """The pack of the tests uses none of them: what is left out has no rule."""
    write(tmp_path)
    pack = packs.from_text(packs.resolve_text("qingshui", [tmp_path]))
    kind = pack.kinds["difficulty"]
    assert kind.opened_from == tuple(MatterSource)
    assert (kind.extension, kind.dispute, kind.assists, kind.carry_forward) == (None,) * 4
    assert (kind.return_once, kind.reopening_times) == (False, None)
    assert {rung.about for rung in pack.ladder} == {(About.MATTER,)}
    assert {rung.period for rung in pack.ladder} == {None}
    assert not any(rung.proposals for rung in pack.ladder)
    lists = (
        pack.grades, pack.boards, pack.banners, pack.cards, pack.documents, pack.decline_reasons,
        pack.milestones, pack.demonstrations,
    )  # fmt: skip
    assert not any(lists)
    assert pack.instruction is None
