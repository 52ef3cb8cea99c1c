"""Import a ledger: first a plan that writes nothing, then, on confirmation, all or nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import DatabaseError, connection, transaction

from baolian.records.journal.acts import Act
from baolian.records.journal.garbage import uncollected
from baolian.records.journal.marks import written_mark
from baolian.records.journal.races import is_race
from baolian.records.journal.rows import Overtaken
from baolian.records.people.models import Organisation
from baolian.routines.exchange.changes import changed_rows
from baolian.routines.exchange.dates import day
from baolian.routines.exchange.known import Known
from baolian.routines.exchange.models import ONE_LEDGER, Import, ImportedRow
from baolian.routines.exchange.offices import may_be, new_offices
from baolian.routines.exchange.plans import HasErrors, OfficesInDoubt, OutOfDate, Plan
from baolian.routines.exchange.resolving import Resolver, columns_of
from baolian.routines.exchange.twins import twins
from baolian.routines.exchange.understanding import Choices, understand
from baolian.routines.exchange.understood import Problem, Row, SheetReading, Understanding
from baolian.routines.exchange.values import Context
from baolian.routines.exchange.vanished import found_again, no_longer_listed, vanished_rows
from baolian.routines.exchange.workbooks import Workbook
from baolian.routines.exchange.writing import write

_AS_OF = re.compile(r"截[至止]到?(?:日期|时间)?\s*[::]?\s*(\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?)")


@uncollected()
def plan(
    act: Act,
    understanding: Understanding,
    source: str,
    root: Organisation,
    *,
    as_of: date | None = None,
    file_name: str = "",
    sha256: str = "",
) -> Plan:
    """Resolve every row against the records at and below `root`; nothing is written.

    `source` names the ledger: a row is the same row only within one source. `as_of`, the day up to
    which its amounts run, is what a title row states unless given, else today.
    """
    stated = as_of or stated_as_of(s.title for s in understanding.sheets) or act.today
    made = Plan(understanding, source, root, stated, file_name, sha256, mark=mark_of(act))
    rows = sound_rows(made)
    before = imported_before(source)
    differing, gone = sort_rows(made, rows, before)
    faulty = faulty_rows(understanding, before)
    vanished = vanished_rows(understanding, gone)
    resolver = resolved(act, made, rows, differing, faulty)
    if again := found_again(resolver.script, vanished):
        # what their new words name is not entered: resolve the rest without them
        differing += again
        leave_out(made, again)
        resolver = resolved(act, made, rows, differing, faulty)
    made.script = resolver.script
    for row, code, fault in twins(made.script, source, stated):
        resolver.complain(row, code, fault)
    sort_differing(made, differing, resolver)
    count_faulty(made, resolver.refused)
    hear_of_offices(made, resolver)
    found = {pk for _, pk in again}
    missing = no_longer_listed(understanding, (row for row in vanished if row.pk not in found))
    made.found = [*resolver.problems, *missing]
    return made


def resolved(
    act: Act,
    made: Plan,
    sound: Sequence[Row],
    differing: Sequence[tuple[Row, int]],
    faulty: Sequence[tuple[Row, set[str]]],
) -> Resolver:
    """The new rows against the records, which are read for the others too."""
    pack = act.rulebook.edition_for(made.root.path, act.today).pack
    columns = columns_of((s.name, s.columns) for s in made.understanding.sheets)
    known = Known.read([*made.new, *(row for row, _ in [*differing, *faulty])])
    resolver = Resolver(made.root, pack, known, columns, act.today)
    hear_of_faulty_rows(resolver, made.understanding, sound)
    resolver.resolve(made.new)
    resolver.look_over(faulty)
    return resolver


def planned_from(
    act: Act,
    workbook: Workbook,
    root: Organisation,
    *,
    source: str = "",
    as_of: date | None = None,
    choices: Choices | None = None,
    file_name: str = "",
    sha256: str = "",
) -> Plan:
    """The plan of a staged workbook. Of the office's one ledger, and as of the day its title says,
    else today, unless told otherwise."""
    day = as_of or as_of_in(workbook) or act.today
    return plan(
        act,
        understand(workbook, day, choices),
        source or default_source(root),
        root,
        as_of=day,
        file_name=file_name,
        sha256=sha256,
    )


@uncollected()
def confirm(act: Act, plan: Plan, note: str = "", *, offices_meant: bool = False) -> Import | None:
    """Write what the plan shows, in one transaction; None when there is nothing to write.
    `note` goes into the journal; `offices_meant` says that new offices which may be others,
    misspelt, are meant.

    If anybody has written since, everything is resolved again inside the transaction. Raises
    HasErrors, OfficesInDoubt while nobody has said that they are meant, or OutOfDate when the
    records changed meanwhile; the same file confirmed twice at once is written once.
    """
    if not plan.is_clean:
        raise HasErrors
    if plan.doubtful_offices and not offices_meant:
        raise OfficesInDoubt
    try:
        with transaction.atomic():
            lock_imports()
            current = plan if plan.mark == mark_of(act) else planned_again(act, plan)
            if current is not plan and not current.agrees_with(plan):
                raise OutOfDate
            plan.mark = ""
            return write(act, current, note) if current.writes else None
    except (Overtaken, DatabaseError) as error:
        if is_race(error):
            # somebody else got there between our reading and our writing
            raise OutOfDate from error
        raise


def lock_imports() -> None:
    """One import of a site at a time: two ledgers that name one difficulty do not see each other's
    rows before they are committed, and no constraint knows them for the same. SQLite has one
    writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtext('baolian import'), "
                "hashtext(current_schema()))"
            )


def mark_of(act: Act) -> str:
    return f"{act.today} {written_mark()}"


def planned_again(act: Act, shown: Plan) -> Plan:
    return plan(
        act,
        shown.understanding,
        shown.source,
        shown.root,
        as_of=shown.as_of,
        file_name=shown.file_name,
        sha256=shown.sha256,
    )


def default_source(root: Organisation) -> str:
    """The name of an office's one ledger."""
    return f"{root.path}{ONE_LEDGER}"


def stated_as_of(titles: Iterable[str]) -> date | None:
    """The latest day that title rows give (截至:2022年6月30日), if any does."""
    words = [match[1] for title in titles for match in _AS_OF.finditer(title)]
    days = [day(word, Context()) for word in words]
    return max((found for found in days if isinstance(found, date)), default=None)


def as_of_in(workbook: Workbook) -> date | None:
    """The same, before anything is understood: from the first rows of every sheet."""
    cells = (cell for sheet in workbook.sheets for row in sheet.rows[:10] for cell in row)
    return stated_as_of(cell for cell in cells if isinstance(cell, str))


def sound_rows(made: Plan) -> list[Row]:
    """The rows in which the understanding found no error; a fault of a heading spoils its sheet."""
    sound: list[Row] = []
    for sheet in made.understanding.sheets:
        errors = [p for p in sheet.problems if p.severity == "error"]
        spoilt = {p.row for p in errors}
        if is_unreadable(sheet, errors):
            made.faulty[sheet.name] += len(sheet.rows)
            continue
        good = [row for row in sheet.rows if row.row_number not in spoilt] if spoilt else sheet.rows
        made.faulty[sheet.name] += len(sheet.rows) - len(good)
        sound += good
    return sound


def faulty_rows(
    understanding: Understanding, before: Mapping[str, Before]
) -> list[tuple[Row, set[str]]]:
    """The other rows, each with the fields in which the understanding found an error. Not those of
    a sheet whose columns are in doubt, nor those imported before, which are not resolved again."""
    found: list[tuple[Row, set[str]]] = []
    for sheet in understanding.sheets:
        errors = [p for p in sheet.problems if p.severity == "error"]
        if not errors or is_unreadable(sheet, errors):
            continue
        spoilt: dict[int | None, set[str]] = defaultdict(set)
        for problem in errors:
            spoilt[problem.row].add(problem.field)
        rows = (row for row in sheet.rows if row.row_number in spoilt and row.key not in before)
        found += [(row, spoilt[row.row_number]) for row in rows]
    return found


def is_unreadable(sheet: SheetReading, errors: Iterable[Problem]) -> bool:
    return any(problem.row in (None, sheet.header_row) for problem in errors)


Before = tuple[int, str]  # of a row imported before: the key of its ImportedRow, and its digest


def imported_before(source: str) -> dict[str, Before]:
    """By row key, under the same source."""
    entered = ImportedRow.objects.filter(source=source)
    return {key: (pk, digest) for key, pk, digest in entered.values_list("row_key", "pk", "digest")}


def sort_rows(
    made: Plan, rows: Sequence[Row], before: Mapping[str, Before]
) -> tuple[list[tuple[Row, int]], set[int]]:
    """New or unchanged, by the keys imported before.

    Returns the differing ones, each with the key of its ImportedRow, and the keys of those that no
    row of the workbook has any more.
    """
    differing: list[tuple[Row, int]] = []
    for row in rows:
        pk, digest = before.get(row.key, (0, ""))
        if not pk:
            made.new.append(row)
        elif digest == row.digest:
            made.unchanged[row.sheet] += 1
        else:
            differing.append((row, pk))
    keys = {row.key for sheet in made.understanding.sheets for row in sheet.rows} if before else ()
    gone = {pk for key, (pk, _) in before.items() if key not in keys}
    return differing, gone


def leave_out(made: Plan, again: Sequence[tuple[Row, int]]) -> None:
    """Rows found again under another key are not new."""
    keys = {row.key for row, _ in again}
    made.new = [row for row in made.new if row.key not in keys]


def sort_differing(made: Plan, differing: Sequence[tuple[Row, int]], resolver: Resolver) -> None:
    """Changed, or unchanged where no field differs after all."""
    made.changed = changed_rows(differing, resolver)
    same = {row.key for row, _ in differing} - {changed.row.key for changed in made.changed}
    made.unchanged.update(row.sheet for row, _ in differing if row.key in same)


def hear_of_faulty_rows(
    resolver: Resolver, understanding: Understanding, sound: Sequence[Row]
) -> None:
    """What a faulty row names is not missing: one problem is enough."""
    keys = {row.key for row in sound}
    for sheet in understanding.sheets:
        if sheet.kind is None or sheet.kind.code != "pairings":
            continue
        for row in sheet.rows:
            if row.key not in keys:
                resolver.mention(row)
        if is_unreadable(sheet, (p for p in sheet.problems if p.severity == "error")):
            resolver.pairings_unread = True


def count_faulty(made: Plan, faulty: set[tuple[str, int]]) -> None:
    made.new = [row for row in made.new if (row.sheet, row.row_number) not in faulty]
    made.faulty.update(sheet for sheet, _ in faulty)


def hear_of_offices(made: Plan, resolver: Resolver) -> None:
    """Founded are those that a row to be written names. What another row names may be misspelt all
    the same."""
    written = {(row.sheet, row.row_number) for row in made.new}
    for office in new_offices(resolver.places):
        if any((row.sheet, row.row_number) in written for row in office.rows):
            made.offices.append(office)
        elif office.near:
            for row in office.rows:
                resolver.tell(row, "organisation", may_be(office.near))
