"""Entries and seals are neither changed nor removed: the database refuses."""

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, IntegrityError, connection, transaction

from baolian.records.journal import triggers
from baolian.records.journal.models import Entry, Seal
from baolian.records.journal.seals import seal
from baolian.records.journal.tests.forging import sql, unguard
from tests.world import World


@pytest.fixture
def sealed(world: World) -> Seal:
    made = seal(world.act(world.clockwork))
    assert made is not None
    return made


REFUSED = [
    "UPDATE journal_entry SET note = 'x'",
    "DELETE FROM journal_entry",
    "UPDATE journal_seal SET head = 'x'",
    "DELETE FROM journal_seal",
]
ON_POSTGRESQL = ["TRUNCATE journal_entry", "TRUNCATE journal_seal", "TRUNCATE people_user CASCADE"]
ON_SQLITE = [
    "REPLACE INTO journal_entry SELECT * FROM journal_entry",
    "INSERT OR REPLACE INTO journal_seal SELECT * FROM journal_seal",
]
KINDS = {"postgresql": ("rows", "truncate"), "sqlite": ("update", "delete")}
# what does nothing and bears the name
IDLE_FUNCTION = (
    "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql "
    "AS $$BEGIN RETURN NEW; END$$"
)
SWITCHED_OFF = "ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_rows"
FOR_REPLICAS = "ALTER TABLE journal_entry ENABLE REPLICA TRIGGER journal_entry_rows"
NAMESAKES = {
    "postgresql": (
        "journal_entry_rows",
        "DROP TRIGGER journal_entry_rows ON journal_entry",
        "CREATE TRIGGER journal_entry_rows BEFORE UPDATE OR DELETE ON journal_entry "
        "FOR EACH ROW WHEN (false) EXECUTE FUNCTION append_only()",
    ),
    "sqlite": (
        "journal_entry_update",
        "DROP TRIGGER journal_entry_update",
        "CREATE TRIGGER journal_entry_update BEFORE UPDATE ON journal_entry BEGIN SELECT 1; END",
    ),
}


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses(sealed: Seal, statement: str) -> None:
    refuses(sealed, statement)


@pytest.mark.only("sqlite")
@pytest.mark.parametrize("statement", ON_SQLITE)
def test_sqlite_refuses(sealed: Seal, statement: str) -> None:
    refuses(sealed, statement)


@pytest.mark.only("postgresql")
@pytest.mark.parametrize("statement", ON_POSTGRESQL)
def test_postgresql_refuses(sealed: Seal, statement: str) -> None:
    sql("SET CONSTRAINTS ALL IMMEDIATE")  # else it refuses for another reason
    refuses(sealed, statement)


def refuses(sealed: Seal, statement: str) -> None:
    entries = list(Entry.objects.order_by("id").values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(statement)
    assert list(Entry.objects.order_by("id").values()) == entries
    assert Seal.objects.get().head == sealed.head


def test_a_missing_trigger_is_a_system_error(world: World) -> None:
    assert not [
        e for e in run_checks(tags=["database"], databases=["default"]) if e.id == "journal.E001"
    ]
    assert triggers.missing() == set()
    unguard()
    assert triggers.missing() == {
        f"{table}_{kind}" for table in triggers.guarded() for kind in KINDS[connection.vendor]
    }
    (error,) = [
        e for e in run_checks(tags=["database"], databases=["default"]) if e.id == "journal.E001"
    ]
    assert "journal_entry" in error.msg
    assert "bulletins_copy" in error.msg
    triggers.install()
    assert triggers.missing() == set()


def test_a_trigger_of_the_same_name_that_does_nothing_is_not_taken_for_it(sealed: Seal) -> None:
    name, *statements = NAMESAKES[connection.vendor]
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
    for statement in statements:
        sql(statement)
    assert triggers.missing() == {name}
    mends(sealed)


@pytest.mark.only("postgresql")
def test_a_function_of_the_same_name_that_does_nothing_is_not_taken_for_it(sealed: Seal) -> None:
    sql(IDLE_FUNCTION)
    assert len(triggers.missing()) == 2 * len(triggers.guarded())
    mends(sealed)


@pytest.mark.only("postgresql")
@pytest.mark.parametrize("statement", [SWITCHED_OFF, FOR_REPLICAS])
def test_a_trigger_that_is_switched_off_guards_nothing(sealed: Seal, statement: str) -> None:
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql(statement)
    assert triggers.missing() == {"journal_entry_rows"}
    mends(sealed)


def mends(sealed: Seal) -> None:
    """What was altered guards nothing, until `install` puts it up anew."""
    with transaction.atomic():
        sql("UPDATE journal_entry SET note = 'forged'")
        transaction.set_rollback(True)
    triggers.install()
    assert triggers.missing() == set()
    refuses(sealed, "UPDATE journal_entry SET note = 'forged'")


def test_an_entry_below_the_first_is_refused(world: World) -> None:
    with pytest.raises(IntegrityError, match="entry_in_the_chain"), transaction.atomic():
        sql(
            "INSERT INTO journal_entry (id, at, verb, about, by_id, note, changes, notices) "
            "VALUES (-5, '2022-03-07 01:00:00', 'x', 'x', %s, '', '{}', '')",
            world.zhao.pk,
        )
