"""verify, the database's promises: missing, broken, or leading nowhere."""

from collections import Counter

import pytest

from baolian.records.journal.findings import Finding
from baolian.records.journal.soundness import our_models, unsound
from baolian.records.journal.tests.forging import defer, sql, unguard
from baolian.records.journal.triggers import guarded
from baolian.records.matters.tests.lives import live, resting
from tests.world import World

# a unique constraint with a condition is an index on both databases
PARTIAL = {"one_running_suspension", "one_lead_at_a_time"}


def found() -> list[Finding]:
    return list(unsound(Counter()))


def test_what_the_verbs_leave_behind_is_sound(world: World) -> None:
    live(world)
    tally: Counter[str] = Counter()
    assert list(unsound(tally)) == []
    assert tally["constraints"] == sum(len(m._meta.constraints) for m in our_models()) > 20


def test_missing_triggers_are_found(world: World) -> None:
    unguard()
    assert {f.check for f in found()} == {"triggers"}
    assert len(found()) == 2 * len(guarded())


def drop(name: str, table: str) -> None:
    if name in PARTIAL:
        sql(f"DROP INDEX {name}")
    else:
        sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


# SQLite cannot drop a constraint without building the table anew
ON_POSTGRESQL = pytest.mark.only("postgresql")


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("one_running_suspension", "matters_suspension"),
        ("one_lead_at_a_time", "matters_handling"),
        pytest.param("deadline_once", "matters_deadline", marks=ON_POSTGRESQL),
        pytest.param("met_deadline_never_fires", "matters_deadline", marks=ON_POSTGRESQL),
    ],
)
def test_a_missing_constraint_is_found(world: World, name: str, table: str) -> None:
    drop(name, table)
    assert [f.thing for f in found()] == [f"{table}.{name}"]


@pytest.mark.only("postgresql")
def test_a_constraint_that_was_never_validated_is_found(world: World) -> None:
    sql("ALTER TABLE matters_deadline DROP CONSTRAINT deadline_has_length")
    sql("ALTER TABLE matters_deadline ADD CONSTRAINT deadline_has_length CHECK (n >= 1) NOT VALID")
    assert [f.thing for f in found()] == ["matters_deadline.deadline_has_length"]


def test_two_running_suspensions_are_found(world: World) -> None:
    matter = resting(world)
    drop("one_running_suspension", "matters_suspension")
    sql(
        "INSERT INTO matters_suspension (matter_id, since, reason, by_id) "
        "SELECT matter_id, since, reason, by_id FROM matters_suspension WHERE matter_id = %s",
        matter.pk,
    )
    assert ("duplicates", f"2 rows with matter={matter.pk}") in {
        (f.check, f.detail_en) for f in found()
    }


def test_a_foreign_key_that_leads_nowhere_is_found(world: World) -> None:
    defer()
    liaison_of = world.officer(world.wang).pk
    sql("UPDATE people_liaison SET leader_id = 987654 WHERE officer_id = %s", liaison_of)
    details = [f.detail_en for f in found() if f.check == "orphans"]
    assert details == ["leader leads to people.officer:987654, which does not exist"]
    sql("DELETE FROM people_liaison")


@pytest.mark.parametrize("to", ["people.officer:987654", "lost.table:1", "nonsense"])
def test_a_notice_to_nobody_is_found(world: World, to: str) -> None:
    sql(
        'INSERT INTO journal_notice (key, kind, "to", about, facts, at) '
        "VALUES ('k', 'k', %s, %s, '{}', '2022-03-07 01:00:00')",
        to,
        f"people.officer:{world.officer(world.lin).pk}",
    )
    (finding,) = found()
    assert finding.detail_en == f"to leads to {to}, which does not exist"


def test_an_entry_about_nothing_is_found(world: World) -> None:
    sql(
        "INSERT INTO journal_entry (at, verb, about, by_id, note, changes, notices) "
        "VALUES ('2022-03-07 01:00:00', 'x', 'matters.matter:4711', %s, '', '{}', '')",
        world.zhao.pk,
    )
    (finding,) = found()
    assert finding.check == "orphans"
