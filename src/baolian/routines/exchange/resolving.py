"""New rows against the records: who, what and where each means, or why that cannot be said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar

from baolian.records.people.models import Organisation
from baolian.records.subjects.models import Subject
from baolian.routines.exchange.cast import (
    DifficultyRow,
    PairingRow,
    Person,
    ProjectRow,
    Script,
    Thing,
    Unit,
)
from baolian.routines.exchange.checks import repeats, row_problem
from baolian.routines.exchange.known import Known, names_in
from baolian.routines.exchange.ledgers import LEDGERS
from baolian.routines.exchange.people import People
from baolian.routines.exchange.places import Places
from baolian.routines.exchange.remarks import in_words, not_kept, stands_otherwise
from baolian.routines.exchange.things import Things, ambiguous, code_of, fits, other_code
from baolian.routines.exchange.understood import ColumnReading, Problem, Row
from baolian.routines.exchange.values import Fault, squashed
from baolian.rules.packs import Pack

T = TypeVar("T")
Columns = Mapping[str, Mapping[str, ColumnReading]]  # sheet -> field -> its column

# what the columns of the records hold, in characters; SQLite would not say, PostgreSQL would
LENGTHS = {
    "holder": 40,
    "leader": 40,
    "contact": 40,
    "organisation": 100,
    "post": 60,
    "enterprise": 100,
    "name": 100,
    "chain": 100,
    "summary": 500,
    "progress": 60,
}
LENGTHS_OF = {
    kind.code: tuple((c, LENGTHS[c]) for c in kind.by_code if c in LENGTHS)
    for kind in LEDGERS.values()
}


class Stop(Exception):
    """The row goes no further: (field, fault)."""

    def __init__(self, code: str, fault: Fault) -> None:
        super().__init__(fault.expected_en)
        self.code, self.fault = code, fault


def or_stop(code: str, found: T | Fault) -> T:
    if isinstance(found, Fault):
        raise Stop(code, found)
    return found


class Resolver:
    """Resolves rows kind by kind; `script` and `problems` are what comes out."""

    def __init__(
        self, root: Organisation, pack: Pack, known: Known, columns: Columns, today: date
    ) -> None:
        self.root, self.pack, self.known, self.columns = root, pack, known, columns
        self.today = today
        self.places = Places(root, pack, known)
        self.people = People(self.places, known)
        self.script = Script()
        self.problems: list[Problem] = []
        self.refused: set[tuple[str, int]] = set()  # sheet and number of rows that go no further
        self.things = Things(self.places, known)
        self.rows_of: dict[Thing, Row] = {}  # of projects
        self.mentioned: set[str] = set()  # enterprises of pairings rows that have a problem
        self.pairings_unread = False
        self.chains_are_listed = False
        self.categories: dict[str, str | Fault] = {}

    def resolve(self, rows: Sequence[Row]) -> Script:
        """Chains and leaders first, then whoever refers to them."""
        steps: Sequence[tuple[str, Callable[[Row], None]]] = (
            ("chain_leaders", self.chain_leader),
            ("pairings", self.pairing),
            ("projects", self.project),
            ("difficulties", self.difficulty),
        )
        for kind, step in steps:
            for row in rows:
                if row.kind == kind:
                    self.take(row, step)
            if kind == "chain_leaders":
                self.chains_are_listed = bool(self.chain_names())
        script = self.script
        script.units, script.people = self.places.found, self.people.new
        script.things = self.things.all
        script.paired = {
            (pairing.subject_id, pairing.officer_id, pairing.role): pairing.pk
            for found in self.known.pairings.values()
            for pairing in found
        }
        return script

    def take(self, row: Row, step: Callable[[Row], None]) -> None:
        try:
            self.refuse_too_long(row)
            step(row)
        except Stop as stop:
            self.complain(row, stop.code, stop.fault)
            if row.kind == "pairings":
                self.mention(row)

    def mention(self, row: Row) -> None:
        """A faulty row still says that the enterprise exists: one problem is enough."""
        for code in ("enterprise", "uscc"):
            if code in row.values:
                self.mentioned.add(squashed(str(row.values[code])))

    def complain(self, row: Row, code: str, fault: Fault) -> None:
        """The row is not imported."""
        self.refused.add((row.sheet, row.row_number))
        self.tell(row, code, fault)

    def tell(self, row: Row, code: str, fault: Fault) -> None:
        columns = self.columns.get(row.sheet, {})
        self.problems.append(row_problem(LEDGERS[row.kind], row, columns, code, fault))

    def refuse_too_long(self, row: Row) -> None:
        values = row.values
        for code, limit in LENGTHS_OF[row.kind]:
            value = values.get(code)
            # runs for every cell of the ledger: the usual case first
            if value is None or (value.__class__ is str and len(value) <= limit):
                continue
            if any(len(text) > limit for text in names_in(value)):
                zh, en = f"不超过{limit}个字", f"at most {limit} characters"
                raise Stop(code, Fault("too_long", zh, en))

    # -- kinds of rows ---------------------------------------------------------------------------

    def chain_leader(self, row: Row) -> None:
        values = row.values
        chain = self.chain(str(values["chain"]))
        title = str(values.get("post", ""))
        person = or_stop("leader", self.people.leader(str(values["leader"]), title))
        self.people.answers(person, chain)
        self.script.pairings.append(PairingRow(row, chain, person, "leader"))

    def pairing(self, row: Row) -> None:
        values = row.values
        unit = self.unit(row)
        thing = self.enterprise(row)
        name, phone = str(values["holder"]), str(values.get("holder_phone", ""))
        found = self.people.head(name, phone, unit, str(values.get("post", "")))
        person = or_stop("holder", found)
        self.people.answers(person, thing)
        self.hear_of_phone(row, "holder_phone", person)
        self.script.pairings.append(
            PairingRow(row, thing, person, "head", self.contacts(row, thing))
        )

    def contacts(self, row: Row, thing: Thing) -> list[Person]:
        phones = [str(row.values.get("contact_phone", ""))]  # it is the first one's
        found = [
            self.people.contact(contact, phones.pop() if phones else "", thing)
            for contact in names_in(row.values.get("contact"))
        ]
        if found:
            self.hear_of_phone(row, "contact_phone", found[0])
        return found

    def project(self, row: Row) -> None:
        values = row.values
        stated = self.place(row)
        thing = or_stop("name", self.things.thing("project", str(values["name"]), stated))
        self.refuse_repeated(row, thing)
        chain = self.chain_of(row)
        self.hear(row, thing, "chain", chain)
        self.hear(row, thing, "started", values.get("started"))
        self.hear(row, thing, "progress", values.get("progress"))
        self.hear_of_place(row, thing, stated)
        leaders = [
            or_stop("leader", self.people.project_leader(name, chain or thing.chain))
            for name in names_in(values.get("leader"))
        ]
        self.script.projects.append(ProjectRow(row, thing, leaders))

    def difficulty(self, row: Row) -> None:
        values = row.values
        thing = self.known_enterprise(row)
        self.hear(row, thing, "uscc", values.get("uscc"))
        unit = self.unit(row)
        self.refuse_future(row)
        found = [
            or_stop("holder", self.people.holder(name, thing, unit))
            for name in names_in(values.get("holder"))
        ]
        category = or_stop("category", self.category(str(values.get("category", ""))))
        holder = found[0] if found else None
        self.script.difficulties.append(DifficultyRow(row, thing, category, unit, holder))
        for code, fault in not_kept(row):
            self.tell(row, code, fault)

    # -- what a row names ------------------------------------------------------------------------

    def unit(self, row: Row) -> Unit | None:
        name = row.values.get("organisation")
        return or_stop("organisation", self.places.unit(str(name))) if name else None

    def place(self, row: Row) -> Organisation | None:
        """The place a row states, if it does."""
        words = row.values.get("place")
        return or_stop("place", self.places.place(str(words))) if words else None

    def enterprise(self, row: Row) -> Thing:
        values = row.values
        name, code = str(values["enterprise"]), str(values.get("uscc", ""))
        stated = self.place(row)
        found = self.things.enterprise(name, code, stated)
        if isinstance(found, Fault):
            raise Stop("enterprise" if found.code == "ambiguous_subject" else "uscc", found)
        self.hear(row, found, "uscc", code)
        self.hear(row, found, "industry", values.get("industry"))
        self.hear_of_place(row, found, stated)
        return found

    def known_enterprise(self, row: Row) -> Thing:
        """The enterprise a difficulty is about; it must be in the workbook or in the records."""
        values = row.values
        name, code = str(values["enterprise"]), str(values.get("uscc", ""))
        thing = self.things.coded(code)
        if thing is not None:
            return thing
        named = [] if code in self.known.by_uscc else self.things.called("enterprise", name)
        found = [thing for thing in named if fits(thing, code)]
        if len(found) > 1:
            # its holder answers for one of them only
            holders = names_in(values.get("holder"))
            found = [t for t in found if any(self.people.holder_of(t, h) for h in holders)] or found
        if len(found) > 1:
            raise Stop("enterprise", ambiguous(found))
        if named and not found:
            raise Stop("uscc", other_code(code_of(named[0])))
        if not found:
            raise Stop("enterprise", self.missing_enterprise(name, code))
        return found[0]

    def missing_enterprise(self, name: str, code: str) -> Fault:
        is_mentioned = self.pairings_unread or {squashed(name), squashed(code)} & self.mentioned
        return Fault(
            "missing_enterprise",
            "企业台账中已有的企业名称",
            "the name of an enterprise that is in the ledger of enterprises",
            "warning" if is_mentioned else "error",
        )

    def chain(self, name: str) -> Thing:
        return or_stop("chain", self.things.thing("chain", name, None))

    def chain_of(self, row: Row) -> Thing | None:
        """A project's chain. Where chains are listed, an unlisted one is a slip of the pen."""
        name = row.values.get("chain")
        if not name:
            return None
        if not self.chains_are_listed or self.things.called("chain", str(name)):
            return self.chain(str(name))
        near = get_close_matches(str(name), self.chain_names(), 1, 0.3)
        zh = f"，最接近的是“{near[0]}”" if near else ""
        en = f"; the nearest is {near[0]}" if near else ""
        raise Stop("chain", Fault("unknown_chain", f"已列出的产业链{zh}", f"a listed chain{en}"))

    def chain_names(self) -> set[str]:
        known = (found for (kind, _), found in self.known.subjects.items() if kind == "chain")
        listed = {subject.name for found in known for subject in found}
        return listed | {thing.name for thing in self.things.all if thing.kind == "chain"}

    # -- what it says of them --------------------------------------------------------------------

    def hear(self, row: Row, thing: Thing, code: str, said: Any) -> None:
        stands = self.things.hear(thing, code, said)
        if stands is not None:
            self.tell(row, code, stands_otherwise(in_words(stands)))

    def is_filled(self, row: Row, subject: Subject, code: str) -> bool:
        """Whether the records will hold what a changed row says of a subject."""
        said: Any = row.values[code]
        if code == "chain":
            named = self.things.called("chain", str(said))
            if len(named) != 1:
                return False
            said = named[0]
        thing = self.things.of(subject)
        self.things.hear(thing, code, said)
        return bool(self.things.fact(thing, code) == said)

    def hear_of_place(self, row: Row, thing: Thing, stated: Organisation | None) -> None:
        if stated is not None and thing.place.pk != stated.pk:
            self.tell(row, "place", stands_otherwise((thing.place.name, thing.place.name)))

    def hear_of_phone(self, row: Row, code: str, person: Person) -> None:
        """A known person's telephone is his to say: the ledger's is shown, and not taken over."""
        said, known = row.values.get(code), person.known
        if said and known is not None and known.phone != said:
            held = ("另一号码", "another number") if known.phone else ("（空）", "(empty)")
            self.tell(row, code, stands_otherwise(held))

    def category(self, words: str) -> str | Fault:
        if words not in self.categories:
            self.categories[words] = self._category(words)
        return self.categories[words]

    def _category(self, words: str) -> str | Fault:
        if not words:
            return ""
        found = self.pack.category_called(words)
        if found is not None:
            return found.code
        names = {w: c.name.zh for c in self.pack.categories for w in (c.name.zh, *c.aliases)}
        near = get_close_matches(words, names, 1, 0.3)
        listed = "、".join(category.name.zh for category in self.pack.categories)
        zh = f"规则包的类别之一（{listed}）"
        zh += f"，最接近的是“{names[near[0]]}”" if near else ""
        en = f"one of the pack's categories ({listed})"
        en += f"; the nearest is {names[near[0]]}" if near else ""
        return Fault("unknown_category", zh, en)

    def refuse_repeated(self, row: Row, thing: Thing) -> None:
        """A project has one row: two would be two amounts of it."""
        other = self.rows_of.setdefault(thing, row)
        if other is not row:
            raise Stop("name", repeats(other))

    def refuse_future(self, row: Row) -> None:
        for code in ("raised_on", "resolved_on"):
            day = row.values.get(code)
            if isinstance(day, date) and day > self.today:
                zh, en = f"不晚于今天 {self.today} 的日期", f"a day not after today, {self.today}"
                raise Stop(code, Fault("after_today", zh, en))


def columns_of(sheets: Iterable[tuple[str, Iterable[ColumnReading]]]) -> Columns:
    return {name: {c.field: c for c in columns if c.field} for name, columns in sheets}
