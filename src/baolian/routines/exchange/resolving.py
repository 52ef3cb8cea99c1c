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
    Resolved,
    Script,
    Thing,
    Unit,
)
from baolian.routines.exchange.categories import Categories
from baolian.routines.exchange.checks import repeats, row_problem
from baolian.routines.exchange.known import Known, names_in
from baolian.routines.exchange.ledgers import LEDGERS
from baolian.routines.exchange.lengths import too_long
from baolian.routines.exchange.people import People, holder_unknown
from baolian.routines.exchange.places import Places
from baolian.routines.exchange.remarks import in_words, not_kept, stands_otherwise
from baolian.routines.exchange.things import Things, ambiguous, code_of, fits, other_code
from baolian.routines.exchange.understood import ColumnReading, Problem, Row
from baolian.routines.exchange.values import Fault, squashed
from baolian.rules.packs import Pack

T = TypeVar("T")
Columns = Mapping[str, Mapping[str, ColumnReading]]  # sheet -> field -> its column


class Resolver:
    """Resolves rows kind by kind; `script` and `problems` are what comes out.

    Everything that is wrong with a row is told at once: each part of it is looked at, unless it
    depends on a part that has a fault.
    """

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
        # of the row in hand: the fields that cannot be gone by, and the faults found here
        self.spoilt: set[str] = set()
        self.faults: list[tuple[str, Fault]] = []
        self.things = Things(self.places, known)
        self.rows_of: dict[Thing, Row] = {}  # of projects
        # enterprises and holders of pairings rows that have a problem
        self.mentioned: set[str] = set()
        self.pairings_unread = False
        self.chains_are_listed = False
        self.categories = Categories(pack)

    def resolve(self, rows: Sequence[Row]) -> Script:
        """Chains and leaders first, then whoever refers to them."""
        for kind in STEPS:
            for row in rows:
                if row.kind == kind:
                    self.take(row)
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

    def take(self, row: Row) -> None:
        resolved = self.resolved(row, set())
        if resolved is not None and not self.faults:
            self.script.add(resolved)
            return
        for code, fault in self.faults:
            self.complain(row, code, fault)
        if row.kind == "pairings":
            self.mention(row)

    def look_over(self, rows: Sequence[tuple[Row, set[str]]]) -> None:
        """Rows that are not imported, for the understanding found a fault in these of their fields:
        what else is wrong with them. After all others, which must not hear of them."""
        for kind in STEPS:
            for row, spoilt in rows:
                if row.kind == kind:
                    self.resolved(row, set(spoilt))
                    for code, fault in self.faults:
                        self.tell(row, code, fault)

    def resolved(self, row: Row, spoilt: set[str]) -> Resolved | None:
        """None where the row names what it needs in no way that could be gone by."""
        self.spoilt, self.faults = spoilt, []
        for code, fault in too_long(row):
            self.refuse(code, fault)
        return STEPS[row.kind](self, row)

    def accept(self, code: str, found: T | Fault) -> T | None:
        if isinstance(found, Fault):
            self.refuse(code, found)
            return None
        return found

    def refuse(self, code: str, fault: Fault) -> None:
        """One problem of a field is enough, and nothing that depends on it is looked at."""
        if code not in self.spoilt:
            self.spoilt.add(code)
            self.faults.append((code, fault))

    def is_sound(self, *codes: str) -> bool:
        return self.spoilt.isdisjoint(codes)

    def mention(self, row: Row) -> None:
        """A faulty row still says that the enterprise exists: one problem is enough."""
        for code in ("enterprise", "uscc", "holder"):
            self.mentioned.update(map(squashed, names_in(row.values.get(code))))

    def complain(self, row: Row, code: str, fault: Fault) -> None:
        """The row is not imported."""
        self.refused.add((row.sheet, row.row_number))
        self.tell(row, code, fault)

    def tell(self, row: Row, code: str, fault: Fault) -> None:
        columns = self.columns.get(row.sheet, {})
        self.problems.append(row_problem(LEDGERS[row.kind], row, columns, code, fault))

    # -- kinds of rows ---------------------------------------------------------------------------

    def chain_leader(self, row: Row) -> PairingRow | None:
        if not self.is_sound("chain", "leader"):
            return None
        values = row.values
        chain = self.accept("chain", self.chain(str(values["chain"])))
        title = str(values.get("post", ""))
        person = self.accept("leader", self.people.leader(str(values["leader"]), title))
        if chain is None or person is None:
            return None
        self.people.answers(person, chain)
        return PairingRow(row, chain, person, "leader")

    def pairing(self, row: Row) -> PairingRow | None:
        unit = self.unit(row)
        thing = self.enterprise(row)
        person = self.head(row, unit)
        if thing is None or person is None:
            return None
        self.people.answers(person, thing)
        self.hear_of_phone(row, "holder_phone", person)
        return PairingRow(row, thing, person, "head", self.contacts(row, thing))

    def head(self, row: Row, unit: Unit | None) -> Person | None:
        if not self.is_sound("holder", "holder_phone", "organisation"):
            return None
        values = row.values
        name, phone = str(values["holder"]), str(values.get("holder_phone", ""))
        found = self.people.head(name, phone, unit, str(values.get("post", "")))
        return self.accept("holder", found)

    def contacts(self, row: Row, thing: Thing) -> list[Person]:
        phones = [str(row.values.get("contact_phone", ""))]  # it is the first one's
        found = [
            self.people.contact(contact, phones.pop() if phones else "", thing)
            for contact in names_in(row.values.get("contact"))
        ]
        if found:
            self.hear_of_phone(row, "contact_phone", found[0])
        return found

    def project(self, row: Row) -> ProjectRow | None:
        values = row.values
        stated = self.place(row)
        thing = self.named_project(row, stated)
        chain = self.chain_of(row)
        leaders = self.leaders(row, chain or (thing.chain if thing else None))
        if thing is None:
            return None
        self.refuse_repeated(row, thing)
        self.hear(row, thing, "chain", chain)
        self.hear(row, thing, "started", values.get("started"))
        self.hear(row, thing, "progress", values.get("progress"))
        self.hear_of_place(row, thing, stated)
        return ProjectRow(row, thing, leaders)

    def named_project(self, row: Row, stated: Organisation | None) -> Thing | None:
        if not self.is_sound("name", "place"):
            return None
        return self.accept("name", self.things.thing("project", str(row.values["name"]), stated))

    def leaders(self, row: Row, chain: Thing | None) -> list[Person]:
        """None of them while the chain is in doubt, which tells namesakes apart."""
        is_sure = chain is not None or self.is_sound("name", "place")
        if not is_sure or not self.is_sound("leader", "chain"):
            return []
        found = [
            self.accept("leader", self.people.project_leader(name, chain))
            for name in names_in(row.values.get("leader"))
        ]
        return [person for person in found if person is not None]

    def difficulty(self, row: Row) -> DifficultyRow | None:
        values = row.values
        thing = self.known_enterprise(row)
        if thing is not None:
            self.hear(row, thing, "uscc", values.get("uscc"))
        unit = self.unit(row)
        self.refuse_future(row)
        holders = self.holders(row, thing, unit)
        category = self.accept("category", self.categories.code_of(str(values.get("category", ""))))
        if thing is None or category is None or self.faults:
            return None
        for code, fault in not_kept(row):
            self.tell(row, code, fault)
        return DifficultyRow(row, thing, category, unit, holders[0] if holders else None)

    def holders(self, row: Row, thing: Thing | None, unit: Unit | None) -> list[Person]:
        """While the enterprise or the organisation is in doubt, only a name that is nobody's is
        wrong for sure."""
        names = names_in(row.values.get("holder")) if self.is_sound("holder") else ()
        if thing is None or not self.is_sound("organisation"):
            if any(map(self.is_nobody, names)):
                self.refuse("holder", holder_unknown())
            return []
        found = [self.accept("holder", self.people.holder(name, thing, unit)) for name in names]
        return [person for person in found if person is not None]

    def is_nobody(self, name: str) -> bool:
        # a warning: the pairings row that might name him has a fault of its own
        is_waiting = any(fault.severity == "warning" for _, fault in self.faults)
        may_be_listed = is_waiting or self.pairings_unread or squashed(name) in self.mentioned
        return not may_be_listed and not self.people.is_named(name)

    # -- what a row names ------------------------------------------------------------------------

    def unit(self, row: Row) -> Unit | None:
        name = row.values.get("organisation") if self.is_sound("organisation") else None
        found = self.accept("organisation", self.places.unit(str(name))) if name else None
        if found is not None and found.known is None:
            found.rows.append(row)
        return found

    def place(self, row: Row) -> Organisation | None:
        """The place a row states, if it does."""
        words = row.values.get("place")
        return self.accept("place", self.places.place(str(words))) if words else None

    def enterprise(self, row: Row) -> Thing | None:
        stated = self.place(row)
        if not self.is_sound("enterprise", "uscc", "place"):
            return None
        values = row.values
        name, code = str(values["enterprise"]), str(values.get("uscc", ""))
        found = self.things.enterprise(name, code, stated)
        if isinstance(found, Fault):
            self.refuse("enterprise" if found.code == "ambiguous_subject" else "uscc", found)
            return None
        self.hear(row, found, "uscc", code)
        self.hear(row, found, "industry", values.get("industry"))
        self.hear_of_place(row, found, stated)
        return found

    def known_enterprise(self, row: Row) -> Thing | None:
        """The enterprise a difficulty is about; it must be in the workbook or in the records."""
        if not self.is_sound("enterprise", "uscc"):
            return None
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
            return self.accept("enterprise", ambiguous(found))
        if named and not found:
            return self.accept("uscc", other_code(code_of(named[0])))
        if not found:
            return self.accept("enterprise", self.missing_enterprise(name, code))
        return found[0]

    def missing_enterprise(self, name: str, code: str) -> Fault:
        is_mentioned = self.pairings_unread or {squashed(name), squashed(code)} & self.mentioned
        return Fault(
            "missing_enterprise",
            "企业台账中已有的企业名称",
            "the name of an enterprise that is in the ledger of enterprises",
            "warning" if is_mentioned else "error",
        )

    def chain(self, name: str) -> Thing | Fault:
        return self.things.thing("chain", name, None)

    def chain_of(self, row: Row) -> Thing | None:
        """A project's chain. Where chains are listed, an unlisted one is a slip of the pen."""
        name = row.values.get("chain") if self.is_sound("chain") else None
        if not name:
            return None
        if not self.chains_are_listed or self.things.called("chain", str(name)):
            return self.accept("chain", self.chain(str(name)))
        near = get_close_matches(str(name), self.chain_names(), 1, 0.3)
        zh = f"，最接近的是“{near[0]}”" if near else ""
        en = f"; the nearest is {near[0]}" if near else ""
        unknown = Fault("unknown_chain", f"已列出的产业链{zh}", f"a listed chain{en}")
        return self.accept("chain", unknown)

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

    def refuse_repeated(self, row: Row, thing: Thing) -> None:
        """A project has one row: two would be two amounts of it."""
        other = self.rows_of.setdefault(thing, row)
        if other is not row:
            self.refuse("name", repeats(other))

    def refuse_future(self, row: Row) -> None:
        for code in ("raised_on", "resolved_on"):
            day = row.values.get(code)
            if isinstance(day, date) and day > self.today:
                zh, en = f"不晚于今天 {self.today} 的日期", f"a day not after today, {self.today}"
                self.refuse(code, Fault("after_today", zh, en))


# kind of ledger -> how its row is resolved, in the order in which they refer to each other
STEPS: Mapping[str, Callable[[Resolver, Row], Resolved | None]] = {
    "chain_leaders": Resolver.chain_leader,
    "pairings": Resolver.pairing,
    "projects": Resolver.project,
    "difficulties": Resolver.difficulty,
}


def columns_of(sheets: Iterable[tuple[str, Iterable[ColumnReading]]]) -> Columns:
    return {name: {c.field: c for c in columns if c.field} for name, columns in sheets}
