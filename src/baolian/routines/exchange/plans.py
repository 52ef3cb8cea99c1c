"""What an import would do: the dry run's second half, after the understanding."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from baolian.records.journal.encoding import canonical
from baolian.records.people.models import Organisation
from baolian.routines.exchange.cast import Script
from baolian.routines.exchange.offices import NewOffice
from baolian.routines.exchange.understood import Problem, Row, Understanding
from baolian.routines.exchange.values import Amount, Value


class CannotImport(Exception):
    """The import was refused and nothing was written. `zh` and `en` are sentences for the clerk."""

    zh = ""
    en = ""

    def __init__(self) -> None:
        super().__init__(self.en)


class HasErrors(CannotImport):
    """The plan holds problem rows."""

    zh = "台账中还有错误，未写入任何内容。请按清单改正后再导入。"
    en = "The ledger still has errors; nothing was written. Correct them and import again."


class OfficesInDoubt(CannotImport):
    """A new office may be a known one, misspelt, and nobody has said that it is meant."""

    zh = "将新建的单位中，有的可能写错了名称，未写入任何内容。确是新单位的，请勾选后再写入。"
    en = (
        "An office that would be founded may be another one, misspelt; nothing was written. "
        "If it is meant, tick that it is and write again."
    )


class OutOfDate(CannotImport):
    """The records are no longer what the plan was made from."""

    zh = "核对之后系统中的记录已有变化（可能已有人导入同一台账），未写入任何内容。请重新核对。"
    en = (
        "The records have changed since the dry run (somebody may have imported the same ledger); "
        "nothing was written. Look at the dry run again."
    )


@dataclass(frozen=True)
class Difference:
    """One field of a row that was imported before. Plain values, None where empty."""

    field: str
    was: Any
    now: Any
    applied: bool


@dataclass(frozen=True)
class Changed:
    """A known row with other content. What no verb can apply is entered on the record's page."""

    row: Row
    imported: int  # key of the ImportedRow
    about: str
    differences: tuple[Difference, ...]

    @property
    def is_applied(self) -> bool:
        return any(difference.applied for difference in self.differences)

    @property
    def is_settled(self) -> bool:
        """Nothing is left to enter by hand once it is applied."""
        return all(difference.applied for difference in self.differences)


@dataclass
class Plan:
    """Every row resolved against the records: new, unchanged, changed, or a problem."""

    understanding: Understanding
    source: str
    root: Organisation
    as_of: date
    file_name: str = ""
    sha256: str = ""
    new: list[Row] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    unchanged: Counter[str] = field(default_factory=Counter)  # by sheet
    faulty: Counter[str] = field(default_factory=Counter)  # by sheet
    found: list[Problem] = field(default_factory=list)
    script: Script = field(default_factory=Script)
    offices: list[NewOffice] = field(default_factory=list)
    # of the day and the records it was made from; empty once it has been carried out
    mark: str = ""

    @property
    def problems(self) -> list[Problem]:
        """Those of the workbook itself, and those found in comparing it with the records; as one
        reads: sheet by sheet, row by row, from the left."""
        found = self.understanding.problems() + self.found
        sheets = list(dict.fromkeys(problem.sheet for problem in found))
        return sorted(found, key=lambda one: (sheets.index(one.sheet), *one.place_in_sheet))

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def is_clean(self) -> bool:
        """No error, and at least one row of a ledger."""
        return not self.errors and any(sheet.rows for sheet in self.understanding.sheets)

    @property
    def writes(self) -> bool:
        return bool(self.new) or any(changed.is_applied for changed in self.changed)

    @property
    def doubtful_offices(self) -> list[NewOffice]:
        """Those that may be another one, misspelt."""
        return [office for office in self.offices if office.near]

    def counts(self) -> dict[str, dict[str, int]]:
        """For each sheet: new, unchanged, changed, problem rows."""
        new = Counter(row.sheet for row in self.new)
        changed = Counter(changed.row.sheet for changed in self.changed)
        return {
            sheet.name: {
                "new": new[sheet.name],
                "unchanged": self.unchanged[sheet.name],
                "changed": changed[sheet.name],
                "problems": self.faulty[sheet.name],
            }
            for sheet in self.understanding.sheets
        }

    def fingerprint(self) -> str:
        """Sixty-four digits that change when anything would be done or said otherwise: a page sends
        back those of the plan it showed."""
        shown = {
            "file": self.sha256,
            "source": self.source,
            "as_of": self.as_of,
            "new": [(row.key, row.digest) for row in self.new],
            "changed": [(c.imported, c.row.digest, c.about) for c in self.changed],
            "problems": [astuple(problem) for problem in self.problems],
            "meaning": self.script.meaning(),
            "offices": [(office.name, office.near) for office in self.offices],
        }
        return sha256(json.dumps(shown, default=str).encode()).hexdigest()

    def agrees_with(self, other: Plan) -> bool:
        """Whether it would do the same as `other`, whatever the reason for making it again."""
        return (
            [row.key for row in self.new] == [row.key for row in other.new]
            and self.changed == other.changed
            and self.found == other.found
            and self.script.meaning() == other.script.meaning()
            and self.offices == other.offices
        )


def plain_value(value: Value) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, Amount):
        return {"fen": value.fen, "qualifier": value.qualifier}
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def content_of(values: Mapping[str, Value]) -> str:
    """The row's fields as canonical JSON text: what an ImportedRow keeps."""
    return canonical({code: plain_value(value) for code, value in values.items()})
