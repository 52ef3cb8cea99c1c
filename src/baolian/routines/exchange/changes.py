"""A known row with other content: what is different, and which of it a verb can apply.

A difficulty newly said to be resolved becomes a claim; new amounts of a project become readings;
a fact that the records do not hold is filled in. Everything else is shown, and entered on the
record's own page by whoever answers for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from baolian.records.matters.models import Matter
from baolian.records.pairings.models import Pairing
from baolian.records.subjects.models import Subject
from baolian.routines.exchange.known import chunks
from baolian.routines.exchange.models import ImportedRow
from baolian.routines.exchange.plans import Changed, Difference, plain_value
from baolian.routines.exchange.resolving import Resolver
from baolian.routines.exchange.things import FACTS
from baolian.routines.exchange.understood import Row

AMOUNTS = frozenset({"total_investment", "planned_investment", "completed_investment"})
RESOLVING = frozenset({"state", "resolved_on", "rating"})


def changed_rows(differing: Sequence[tuple[Row, int]], resolver: Resolver) -> list[Changed]:
    """Rows whose content differs from what was imported before as the same row (`int`: its key)."""
    found: list[Changed] = []
    for chunk in chunks(differing):
        before = ImportedRow.objects.in_bulk([pk for _, pk in chunk])
        unresolved = unresolved_matters(before.values())
        subjects = subjects_of(before.values())
        for row, pk in chunk:
            imported = before[pk]
            codes = differing_codes(row, imported)
            applied = applicable(row, imported.about in unresolved)
            applied |= filled(resolver, row, subjects[imported.about], codes)
            changes = differences(row, imported, codes, applied)
            if changes:
                found.append(Changed(row, pk, imported.about, changes))
    return found


def unresolved_matters(imported: Iterable[ImportedRow]) -> set[str]:
    """Those of the difficulties' matters that a claim can still settle."""
    keys = [key_of(row.about) for row in imported if row.kind == "difficulties"]
    open_ones = Matter.objects.unresolved().filter(pk__in=keys)
    return {f"matters.matter:{pk}" for pk in open_ones.values_list("pk", flat=True)}


def subjects_of(imported: Iterable[ImportedRow]) -> dict[str, Subject]:
    """By what the rows are about: a pairing's or a matter's subject, or the subject itself."""
    abouts = {row.about for row in imported}
    subjects = Subject.objects.select_related("enterprise", "project__chain")
    found: dict[str, int] = {}
    for label, rows in (
        ("pairings.pairing", Pairing.objects.values_list("pk", "subject")),
        ("matters.matter", Matter.objects.values_list("pk", "subject")),
        ("subjects.subject", Subject.objects.values_list("pk", "pk")),
    ):
        keys = [key_of(about) for about in abouts if about.startswith(f"{label}:")]
        found |= {f"{label}:{pk}": subject for pk, subject in rows.filter(pk__in=keys)}
    held = subjects.in_bulk(set(found.values()))
    return {about: held[pk] for about, pk in found.items()}


def key_of(about: str) -> int:
    return int(about.partition(":")[2])


def differing_codes(row: Row, imported: ImportedRow) -> list[str]:
    was, now = imported.values, row.values
    known = {code: plain_value(value) for code, value in now.items()}
    return sorted(code for code in {**was, **known} if was.get(code) != known.get(code))


def differences(
    row: Row, imported: ImportedRow, codes: Sequence[str], applied: frozenset[str]
) -> tuple[Difference, ...]:
    was, now = imported.values, row.values
    return tuple(
        Difference(
            code, was.get(code), plain_value(now[code]) if code in now else None, code in applied
        )
        for code in codes
    )


def applicable(row: Row, is_unresolved: bool) -> frozenset[str]:  # noqa: FBT001
    """The fields of this row whose change a claim or a reading takes."""
    if row.kind == "projects":
        # an amount that vanished is no new reading
        return frozenset(code for code in AMOUNTS if code in row.values)
    if row.kind == "difficulties" and is_unresolved and row.values.get("state") == "resolved":
        return RESOLVING
    return frozenset()


def filled(resolver: Resolver, row: Row, subject: Subject, codes: Iterable[str]) -> frozenset[str]:
    """The facts among `codes` that the records do not hold yet, or hold as the row says them."""
    facts = [code for code in codes if code in FACTS and code in row.values]
    return frozenset(code for code in facts if resolver.is_filled(row, subject, code))
