"""Entries and seals are neither changed nor removed: the database refuses."""

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction

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


@pytest.mark.parametrize("statement", REFUSED + ON_POSTGRESQL + ON_SQLITE)
def test_the_database_refuses(sealed: Seal, statement: str) -> None:
    foreign = ON_SQLITE if connection.vendor == "postgresql" else ON_POSTGRESQL
    if statement in foreign:
        pytest.skip(f"{connection.vendor} has no such statement")
    if statement.startswith("TRUNCATE"):
        sql("SET CONSTRAINTS ALL IMMEDIATE")  # else it refuses for another reason
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
    assert triggers.missing() == set(triggers.names(connection.vendor, triggers.guarded()))
    (error,) = [
        e for e in run_checks(tags=["database"], databases=["default"]) if e.id == "journal.E001"
    ]
    assert "journal_entry" in error.msg
    assert "bulletins_copy" in error.msg
    triggers.install()
    assert triggers.missing() == set()
