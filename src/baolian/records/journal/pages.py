"""A page of the journal: what one verb writes, written together or not at all.

    with act.page() as page:
        line = page.line("suspended", matter)
        line.add(Suspension(matter=matter, since=act.at, reason=reason))
        line.change(deadline, fires_at=None)
        line.notify("suspended", f"suspended:{matter.pk}", officer)

One line becomes one Entry, which carries every column of every row it added and every column
it changed. A change holds only while the row still has the value that was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models, transaction

from baolian.records.journal.encoding import canonical, changed, entered, row_key
from baolian.records.journal.models import Entry, Notice, lock_for_writing
from baolian.records.journal.rows import (
    insert_columns,
    insert_rows,
    link,
    number,
    update_rows,
)
from baolian.records.lookup import sheets

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act

Row = TypeVar("Row", bound=models.Model)
Values = dict[str, Any]
Key = str | Callable[[], str]
Columns = tuple[type[models.Model], tuple[str, ...]]
ToldOf = list[tuple[str, str, str, str]]


@dataclass(slots=True)
class Line:
    """One entry in the making; `about` is the thing in whose history it will stand."""

    verb: str
    about: models.Model
    note: str = ""
    added: list[models.Model] = field(default_factory=list)
    changed: list[tuple[models.Model, Values, Values]] = field(default_factory=list)
    held: list[tuple[models.Model, Values]] = field(default_factory=list)
    notices: list[tuple[str, Key, models.Model, str]] = field(default_factory=list)

    def add(self, row: Row) -> Row:
        self.added.append(row)
        return row

    def change(self, row: models.Model, **new: Any) -> None:
        """Set columns (attribute names); columns that already hold the value are left alone.

        A row without a key is still to be inserted, with whatever values it has by then.
        """
        old: Values = {}
        row.__dict__.pop("_entered", None)
        for name, value in tuple(new.items()):
            before = getattr(row, name)
            if value == before:
                del new[name]
            else:
                old[name] = before
                setattr(row, name, value)
        if old and row.__dict__["id"] is not None:
            self.changed.append((row, new, old))

    def hold(self, row: models.Model, *names: str) -> None:
        """The line is written only if the row still has these values: for what a verb decides on
        and leaves as it is. What `change` sets is held to its old value anyway."""
        self.held.append((row, {name: getattr(row, name) for name in names}))

    def notify(self, kind: str, key: Key, to: models.Model, **facts: Any) -> None:
        """Put a notice in the outbox; `key` names the event, one notice a key and addressee.

        A key that names a row which gets its number only now is asked for when it is written.
        """
        self.notices.append((kind, key, to, canonical(facts) if facts else "{}"))

    def told(self) -> ToldOf:
        """(kind, key, addressee, facts) of its notices, once every row has its number."""
        told = []
        for kind, key, to, facts in self.notices:
            name = row_key(to)
            told.append((kind, spelt(key, name), name, facts))
        return told

    def encoded(self) -> str:
        """Canonical JSON: what was written, by row, in the order of the rows' names."""
        written: dict[str, Any] = {}
        for row, new, _ in self.changed:
            written.setdefault(row_key(row), {}).update(changed(row, new))
        for row in self.added:
            written[row_key(row)] = entered(row)
        return canonical(written)


class Page:
    """The lines of one verb. Leaving the `with` block writes them in one transaction."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.lines: list[Line] = []
        self.atomic = transaction.atomic()

    def line(self, verb: str, about: models.Model, note: str = "") -> Line:
        line = Line(verb, about, note)
        self.lines.append(line)
        return line

    def __enter__(self) -> Page:
        self.atomic.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self.write()
        except BaseException as failure:
            self.atomic.__exit__(type(failure), failure, failure.__traceback__)
            raise
        self.atomic.__exit__(kind, error, trace)

    def write(self) -> None:
        """Rows, entries, outbox. Adding order decides nothing: foreign keys wait for COMMIT."""
        if not self.lines:
            return
        lock_for_writing()
        added = [row for line in self.lines for row in line.added]
        notices = sum(len(line.notices) for line in self.lines)
        keys = number(added, {Entry: len(self.lines), Notice: notices})
        for row in added:
            link(row)
        # first what may have been overtaken, then what would only wait for it or be a twin
        self.write_changes()
        groups = by_model(added)
        for group in groups:
            insert_rows(group)
        # what rows are found by is written with them
        sheets.keep(groups, ((row, new) for line in self.lines for row, new, _ in line.changed))
        told = [line.told() for line in self.lines]
        about = [row_key(line.about) for line in self.lines]
        self.write_entries(keys[Entry], about, told)
        if notices:
            self.write_notices(keys[Notice], about, told)
        for row in added:
            row._state.adding = False
            row._state.db = "default"

    def write_changes(self) -> None:
        groups: dict[Columns, list[Any]] = defaultdict(list)
        for line in self.lines:
            for row, new, old in line.changed:
                groups[type(row), tuple(new)].append(
                    (row.__dict__["id"], [*new.values()], [*old.values()])
                )
        # what is held first: a change of the same page may set it
        for (model, names), changes in (*self.held().items(), *groups.items()):
            update_rows(model, names, changes)

    def held(self) -> dict[Columns, list[Any]]:
        """What must not have changed, as changes to what it is: a row count tells."""
        groups: dict[Columns, list[Any]] = defaultdict(list)
        for line in self.lines:
            for row, kept in line.held:
                if row.__dict__["id"] is not None:
                    same = [*kept.values()]
                    groups[type(row), tuple(kept)].append((row.__dict__["id"], same, same))
        return groups

    def write_entries(
        self, keys: Sequence[int], about: Sequence[str], told: Sequence[ToldOf]
    ) -> None:
        act = self.act
        by, behalf = act.by.pk, act.on_behalf_of.pk if act.on_behalf_of else None
        insert_columns(
            Entry,
            keys,
            ("at", "verb", "about", "by_id", "on_behalf_of", "note", "changes", "notices"),
            [
                (
                    act.at, line.verb, key, by, behalf, line.note, line.encoded(),
                    "\n".join([f"{kind}\t{name}\t{facts}" for kind, name, _, facts in notices]),
                )
                for line, key, notices in zip(self.lines, about, told, strict=True)
            ],
        )  # fmt: skip

    def write_notices(
        self, keys: Sequence[int], about: Sequence[str], told: Sequence[ToldOf]
    ) -> None:
        notices = [
            (kind, name, to, key, facts, self.act.at)
            for key, notices in zip(about, told, strict=True)
            for kind, name, to, facts in notices
        ]
        insert_columns(Notice, keys, ("kind", "key", "to", "about", "facts", "at"), notices)


def spelt(key: Key, to: str) -> str:
    """The whole key of a notice to the addressee called `to`."""
    return f"{key if isinstance(key, str) else key()}>{to}"


def by_model(rows: Iterable[models.Model]) -> list[list[models.Model]]:
    groups: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        groups[type(row)].append(row)
    return list(groups.values())
