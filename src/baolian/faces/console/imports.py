"""What a workbook would do, as its page says it: sheets, columns, problems, differences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baolian.faces.console.forms.imports import ColumnsForm, name_of
from baolian.faces.console.rows import State
from baolian.faces.parts.language import lang_of_page
from baolian.routines.exchange.ledgers import LEDGERS
from baolian.routines.exchange.offices import NewOffice
from baolian.routines.exchange.plans import Changed, Plan, plain_value
from baolian.routines.exchange.report import field_word, shown, told_of, unit_word, word
from baolian.routines.exchange.understood import ColumnReading, Problem, Row

# more errors nobody corrects before sending the workbook in again; the rest is to be glanced at
MOST_ERRORS, MOST_SHOWN = 80, 30
MOST_NAMED = 30
# beside a box to be ticked
MOST_ASKED = 3
# of the rows that name one office
MOST_ROWS = 5

Said = str | Promise

ERROR, WARNING = State(_("错误"), "bad"), State(_("提醒"), "warn")


@dataclass(frozen=True)
class ColumnLine:
    """`how` it came to be understood so; `select` says otherwise."""

    column: ColumnReading
    how: State
    unit: str
    select: BoundField


@dataclass(frozen=True)
class SheetPart:
    """`is_doubtful`: somebody should look at how its columns were understood."""

    name: str
    kind: str
    header_row: int | None
    unit: str
    counts: dict[str, int]
    lines: list[ColumnLine]

    @property
    def is_doubtful(self) -> bool:
        return any(line.how.tone for line in self.lines)


@dataclass(frozen=True)
class ProblemLine:
    problem: Problem
    severity: State
    expected: str


@dataclass(frozen=True)
class DifferenceLine:
    changed: Changed
    field: str
    was: str
    now: str
    is_applied: bool


@dataclass(frozen=True)
class Newcomers:
    """Whom and what the rows name that the records do not hold yet."""

    words: Said
    names: Sequence[str]

    @property
    def first(self) -> Sequence[str]:
        return self.names[:MOST_NAMED]

    @property
    def others(self) -> int:
        return max(len(self.names) - MOST_NAMED, 0)

    @property
    def asked(self) -> Sequence[str]:
        return self.names[:MOST_ASKED]

    @property
    def not_asked(self) -> int:
        return max(len(self.names) - MOST_ASKED, 0)


def sheet_parts(plan: Plan, form: ColumnsForm) -> list[SheetPart]:
    """Those that were understood as a ledger."""
    counts = plan.counts()
    return [
        SheetPart(
            sheet.name,
            sheet.kind.zh if lang_of_page() == "zh" else sheet.kind.en,
            sheet.header_row,
            unit_word(sheet.fen_per_unit) if sheet.fen_per_unit else "",
            counts[sheet.name],
            [column_line(form, n, column) for column in sheet.columns],
        )
        for n, sheet in enumerate(plan.understanding.sheets)
        if sheet.kind
    ]


def column_line(form: ColumnsForm, n: int, column: ColumnReading) -> ColumnLine:
    unit = unit_word(column.fen_per_unit) if column.fen_per_unit else ""
    return ColumnLine(column, how_of(column), unit, form[name_of(n, column)])


def how_of(column: ColumnReading) -> State:
    if column.field is None and column.how is None:
        return State(_("没有读懂，不导入"), "warn")
    if column.field is None:
        return State(_("按您的选择不导入"))
    words = word(column.how or "exact", lang_of_page())
    return State(words, "warn" if column.how == "contained" else "")


def other_sheets(plan: Plan) -> list[str]:
    return [sheet.name for sheet in plan.understanding.sheets if sheet.kind is None]


def problem_lines(plan: Plan, severity: State) -> list[ProblemLine]:
    """Those of one severity, in the order of the workbook."""
    zh = lang_of_page() == "zh"
    errors = severity is ERROR
    found = in_order(plan, plan.errors if errors else warnings(plan))
    return [
        ProblemLine(problem, severity, problem.expected_zh if zh else problem.expected_en)
        for problem in found[: MOST_ERRORS if errors else MOST_SHOWN]
    ]


def in_order(plan: Plan, problems: Sequence[Problem]) -> list[Problem]:
    """By sheet and row: what is wrong by itself and what is wrong beside the records are found
    one after the other."""
    sheets = {sheet.name: n for n, sheet in enumerate(plan.understanding.sheets)}
    return sorted(problems, key=lambda one: (sheets.get(one.sheet, len(sheets)), one.row or 0))


def warnings(plan: Plan) -> list[Problem]:
    return [problem for problem in plan.problems if problem.severity != "error"]


def difference_lines(plan: Plan) -> list[DifferenceLine]:
    lang = lang_of_page()
    return [
        DifferenceLine(
            changed,
            field_word(changed.row.kind, difference.field, lang),
            *told_of(difference, lang),
            difference.applied,
        )
        for changed in plan.changed[:MOST_SHOWN]
        for difference in changed.differences
    ]


@dataclass(frozen=True)
class NewLine:
    """`anchor`: of the first that stands in this row of the sheet, for others may too."""

    row: Row
    words: str
    anchor: str


def new_lines(plan: Plan) -> list[NewLine]:
    """The first new rows, each by the fields that a row of its kind must have; and those that name
    a listed office in doubt."""
    listed = plan.doubtful_offices[:MOST_NAMED]
    linked = {at_of(row) for office in listed for row in office.rows[:MOST_ROWS]}
    rest = plan.new[MOST_SHOWN:]
    rows = [*plan.new[:MOST_SHOWN], *(row for row in rest if at_of(row) in linked)]
    sheets = [sheet.name for sheet in plan.understanding.sheets]
    first = {at_of(row): row.key for row in reversed(rows)}
    return [
        NewLine(row, words_of(row), anchor_of(sheets, row) * (first[at_of(row)] == row.key))
        for row in rows
    ]


def at_of(row: Row) -> tuple[str, int]:
    return row.sheet, row.row_number


def anchor_of(sheets: list[str], row: Row) -> str:
    return f"row{sheets.index(row.sheet)}-{row.row_number}"


@dataclass(frozen=True)
class OfficeLine:
    """An office that may be another one, misspelt. `rows` are the first that name it, each with
    its place on the page, empty where it is not on it."""

    office: NewOffice
    rows: Sequence[tuple[Row, str]]

    @property
    def others(self) -> int:
        return len(self.office.rows) - len(self.rows)


def office_lines(plan: Plan) -> list[OfficeLine]:
    """The first that are in doubt."""
    sheets = [sheet.name for sheet in plan.understanding.sheets]
    # the rows are shown once nothing is wrong with any
    anchors = {} if plan.errors else {at_of(row): anchor_of(sheets, row) for row in plan.new}
    return [
        OfficeLine(office, [(row, anchors.get(at_of(row), "")) for row in office.rows[:MOST_ROWS]])
        for office in plan.doubtful_offices[:MOST_NAMED]
    ]


def doubtful_offices(plan: Plan) -> Newcomers:
    names = [office.name for office in plan.doubtful_offices]
    return Newcomers(pgettext_lazy("list", "单位"), names)


def other_offices(plan: Plan) -> Newcomers:
    """Those that are like no other."""
    names = [office.name for office in plan.offices if not office.near]
    return Newcomers(pgettext_lazy("list", "单位"), names)


def words_of(row: Row) -> str:
    needed = [field.code for field in LEDGERS[row.kind].fields if field.required]
    values = (plain_value(row.values[code]) for code in needed if code in row.values)
    return " · ".join(shown(value, lang_of_page()) for value in values)


def newcomers(plan: Plan) -> list[Newcomers]:
    script = plan.script
    found = [
        Newcomers(_("人员"), unknown(script.people)),
        Newcomers(pgettext_lazy("list", "服务对象"), unknown(script.things)),
    ]
    return [one for one in found if one.names]


def unknown(drafts: Iterable[Any]) -> list[str]:
    return [draft.name for draft in drafts if draft.known is None]


@dataclass(frozen=True)
class Sums:
    """Over all sheets."""

    new: int
    changed: int
    unchanged: int
    problems: int
    errors: int
    warnings: int

    @classmethod
    def of(cls, plan: Plan) -> Sums:
        return cls(
            len(plan.new),
            sum(changed.is_applied for changed in plan.changed),
            sum(plan.unchanged.values()),
            sum(plan.faulty.values()),
            len(plan.errors),
            len(warnings(plan)),
        )
