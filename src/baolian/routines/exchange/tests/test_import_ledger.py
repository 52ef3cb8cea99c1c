"""The office's own workbook becomes the records that the article counts; once."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.db.models import Sum

from baolian.records.journal.models import Entry
from baolian.records.matters.models import Confirmation, Deadline, Matter, Resolution
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Officer, Organisation, Post
from baolian.records.readings.models import Reading
from baolian.records.subjects.models import Enterprise, Project, Subject
from baolian.routines.exchange.models import Import, ImportedRow
from baolian.routines.exchange.tests.imports import (
    LEDGER,
    confirmed,
    numbers,
    planned,
    written,
)
from tests.world import World


@pytest.fixture
def imported(world: World) -> World:
    made = planned(world)
    assert made.is_clean
    confirmed(world, made)
    return world


def answering(role: str, kind: str) -> set[int]:
    found = Pairing.objects.unended().filter(role=role, subject__kind=kind)
    return set(
        found.exclude(subject__name="丹凤清水泵业有限公司").values_list("officer", flat=True)
    )


def test_the_articles_figures(imported: World) -> None:
    assert len(answering("leader", "chain")) == 106
    assert len(answering("head", "enterprise")) == 408
    assert Subject.objects.kind("chain").count() == 20
    assert Enterprise.objects.exclude(uscc="").count() == 308
    assert Project.objects.count() == 121
    assert Project.objects.filter(started_claimed=True).count() == 112
    completed = Reading.objects.of("completed_investment").aggregate(fen=Sum("actual"))
    assert completed == {"fen": 1_290_000_000_000}
    assert Matter.objects.difficulties().count() == 308
    assert Resolution.objects.filter(is_claim=True).count() == 75
    assert not Confirmation.objects.exists()


def test_nobody_is_entered_twice(imported: World) -> None:
    officials = Post.objects.unended().exclude(officer__account__isnull=False)
    assert officials.values("officer").distinct().count() == 106 + 408
    # 107 organisations named, less the one the world had and the 8 places; no name stands twice
    names = Organisation.objects.values_list("name", flat=True)
    assert len(names) == len(set(names))
    assert Organisation.objects.filter(kind="bank", name__contains="人社").count() == 0


def test_organisations_hang_where_their_names_say(imported: World) -> None:
    for name, parent, kind in (
        ("丹凤县发改委", "丹凤县", "department"),
        ("市工信局", "商洛市", "department"),
        ("商洛农商行", "商洛市", "bank"),
        ("柞水县长江银行分行", "柞水县", "bank"),
    ):
        found = Organisation.objects.get(name=name)
        assert found.parent is not None
        assert (found.parent.name, found.kind) == (parent, kind)
    # the world had it already
    assert Organisation.objects.get(name="商洛长江银行分行") == imported.bank


def test_a_difficulty_keeps_the_ledgers_word_as_a_claim(imported: World) -> None:
    row = ImportedRow.objects.get(stood_at="企业困难问题台账 第3行（序号1）")
    matter = Matter.objects.get(pk=row.about.partition(":")[2])
    assert matter.claimed_on == date(2022, 3, 8)
    assert matter.source == "import"
    assert matter.category == "talent"
    assert matter.organisation is not None
    assert matter.organisation.name == "镇安县人社局"
    assert matter.owner == matter.first_receiver == Officer.objects.get(name="陆志")
    said = matter.resolutions.get()
    assert (said.is_claim, said.claimed_on, said.claimed_rating) == (
        True,
        date(2022, 3, 27),
        "satisfied",
    )
    assert not said.is_confirmed


def test_clocks_of_claimed_ones_stand_and_passed_rungs_are_silent(imported: World) -> None:
    running = Deadline.objects.running().filter(stage="resolution")
    assert running.count() == 308 - 75
    at = imported.at("2022-06-30 17:00")
    assert not Deadline.objects.firing_by(at).exists()


def test_two_tiers_and_the_enterprises_own_person(imported: World) -> None:
    subject = Subject.objects.get(name="商南天衡启辰物流有限公司")
    stands = {(p.officer.name, p.role, p.tier, p.stream) for p in subject.pairings.all()}
    assert stands == {
        ("徐怡", "head", "prefecture", "heads_enterprises"),
        ("范浩兰", "contact", "enterprise", ""),
    }


def test_money_carries_its_place_in_the_ledger(imported: World) -> None:
    project = Subject.objects.get(name="商州区百川云麓食用菌项目")
    total = project.readings.get(indicator="total_investment")
    assert total.plan == 59_688_000_000  # 5.9688亿元, in fen
    assert (total.begins_on, total.ends_on) == (date(2022, 1, 1), date(2022, 6, 30))
    assert total.source == "重点项目台账“重点项目台账”第10行，序号7"


def test_no_name_or_telephone_lies_in_the_journal(imported: World) -> None:
    for told in ("陆志", "13800000000", "贺凤"):
        assert not Entry.objects.filter(changes__contains=told).exists()


def test_again_changes_nothing(imported: World) -> None:
    before = written()
    again = planned(imported)
    assert numbers(again) == {"new": 0, "unchanged": 943, "changed": 0, "problems": 0}
    assert confirmed(imported, again) is None
    assert written() == before
    assert Import.objects.count() == 1


def test_saved_again_with_columns_and_rows_shuffled_changes_nothing(
    imported: World, tmp_path: Path
) -> None:
    before = written()
    again = planned(imported, shuffled(tmp_path / "again.xlsx"))
    assert [problem.en for problem in again.errors] == []
    assert numbers(again) == {"new": 0, "unchanged": 943, "changed": 0, "problems": 0}
    assert confirmed(imported, again) is None
    assert written() == before


def shuffled(path: Path) -> Path:
    """The workbook with merges dissolved, columns reversed, data rows turned round, Sheet1..."""
    book = openpyxl.load_workbook(LEDGER)
    for n, sheet in enumerate(book.worksheets, 1):
        for merge in list(sheet.merged_cells.ranges):
            value = sheet.cell(merge.min_row, merge.min_col).value
            sheet.unmerge_cells(str(merge))
            for row in range(merge.min_row, merge.max_row + 1):
                sheet.cell(row, merge.min_col).value = value
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        header = next(at for at, row in enumerate(rows) if row.count(None) == 0)
        body = [row for row in rows[header + 1 :] if row[0] != "合计"]
        sheet.delete_rows(header + 1, len(rows))
        for row in [rows[header], *reversed(body)]:
            # telephones keep their columns: two alike are told apart by their left neighbour
            sheet.append(row if n == 1 else row[::-1])
        sheet.title = f"Sheet{n}"
    book.save(path)
    return path
