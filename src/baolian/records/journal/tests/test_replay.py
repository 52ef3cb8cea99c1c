"""verify, the replay: the entries folded in order are the rows, neither more nor less."""

from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from baolian.records.journal.findings import Finding
from baolian.records.journal.models import Entry
from baolian.records.journal.replay import differences, journaled_models
from baolian.records.journal.tests.forging import alter, defer, sql, unguard
from baolian.records.matters.tests.lives import live
from baolian.records.people.models import Officer
from tests.world import World


def found() -> list[Finding]:
    return list(differences(Counter()))


def test_what_the_verbs_wrote_is_what_is_there(world: World) -> None:
    live(world)
    tally: Counter[str] = Counter()
    assert list(differences(tally)) == []
    assert tally["entries"] == Entry.objects.count()
    assert tally["rows"] == sum(m._default_manager.count() for m in journaled_models())


def test_every_model_of_ours_is_replayed_unless_it_says_no() -> None:
    silent = {m._meta.label for m in apps.get_models() if not getattr(m, "JOURNALED", True)}
    assert {"journal.Entry", "journal.Seal", "journal.Notice"} <= silent
    replayed = {m._meta.label for m in journaled_models()}
    assert {"people.Officer", "matters.Deadline", "rulebook.Calendar"} <= replayed
    assert not replayed & silent
    assert not {label for label in replayed if label.startswith(("auth.", "sessions."))}


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("matters_matter", "summary", "改写过的诉求"),
        ("matters_resolution", "outcome", "solved"),
        ("matters_resolution", "claimed_on", "2022-02-01"),
        ("matters_deadline", "due_at", "2023-03-09 00:00:00"),
        ("matters_deadline", "claimed", True),
        ("people_post", "role", "leader"),
        ("subjects_subject", "entered_on", "2020-01-01"),
    ],
)
def test_a_changed_column_is_found(world: World, table: str, column: str, value: Any) -> None:
    live(world)
    row = last(table)
    model = next(m for m in journaled_models() if m._meta.db_table == table)
    before = getattr(model._default_manager.get(pk=row), column)
    alter(table, column, value, row)
    after = getattr(model._default_manager.get(pk=row), column)
    things = [f.thing for f in found()]
    assert things == ([] if before == after else [f"{model._meta.label_lower}:{row}"])


def last(table: str) -> int:
    model = next(m for m in journaled_models() if m._meta.db_table == table)
    return int(model._default_manager.order_by("-pk").values_list("pk", flat=True)[0])


@pytest.mark.parametrize("column", ["name", "phone"])
def test_a_changed_personal_column_is_found_and_not_shown(world: World, column: str) -> None:
    officer = world.officer(world.lin)
    alter("people_officer", column, "改", officer.pk)
    (finding,) = found()
    assert finding.thing == f"people.officer:{officer.pk}"
    assert "personal" in finding.detail_en
    assert "改" not in finding.detail_en + finding.detail_zh
    assert officer.name not in finding.detail_en + finding.detail_zh


def test_a_changed_salt_is_found_too(world: World) -> None:
    sql("UPDATE people_officer SET salt = 'x' WHERE id = %s", world.officer(world.lin).pk)
    assert {f.check for f in found()} == {"replay"}


def test_a_row_nobody_entered_is_found(world: World) -> None:
    sql("INSERT INTO people_officer (name, phone, salt) VALUES ('影子', '', 'x')")
    (finding,) = found()
    assert finding.detail_en == "a row nobody entered"
    assert finding.thing == f"people.officer:{Officer.objects.get(name='影子').pk}"


@pytest.mark.parametrize("table", ["people_liaison", "rulebook_adoption", "pairings_pairing"])
def test_a_row_that_was_deleted_is_found(world: World, table: str) -> None:
    defer()
    model: type[models.Model] = next(m for m in journaled_models() if m._meta.db_table == table)
    keys = list(model._default_manager.values_list("pk", flat=True))
    sql(f"DELETE FROM {table} WHERE id = %s", keys[0])  # noqa: S608 - a test's
    (finding,) = found()
    assert finding.thing == f"{model._meta.label_lower}:{keys[0]}"
    assert finding.detail_zh == "有记载而此行已不在"


def test_an_entry_that_was_removed_is_found_by_its_rows(world: World) -> None:
    officer = world.officer(world.lin)
    unguard()
    name = f"people.officer:{officer.pk}"
    sql("DELETE FROM journal_entry WHERE verb = 'enrolled' AND about = %s", name)
    (finding,) = found()
    assert finding.thing == f"people.officer:{officer.pk}"


def test_an_entry_about_an_unknown_table_is_found(world: World) -> None:
    sql(
        "INSERT INTO journal_entry (at, verb, about, by_id, note, changes, notices) "
        "VALUES ('2022-03-07 01:00:00', 'x', 'x', %s, '', %s, '')",
        world.zhao.pk,
        '{"lost.table:1":{"a":1}}',
    )
    assert [f.thing for f in found()] == ["lost.table"]


def test_long_values_are_cut(world: World) -> None:
    matter = world.difficulty()
    sql("UPDATE matters_matter SET summary = %s WHERE id = %s", "长" * 400, matter.pk)
    (finding,) = found()
    assert len(finding.detail_en) < 200
