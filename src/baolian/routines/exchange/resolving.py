"""New rows against the records: who, what and where each means, or why that cannot be said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from baolian.records.people.models import Organisation
from baolian.records.subjects.models import Subject
from baolian.routines.exchange.cast import (
    DifficultyRow,
    PairingRow,
    ProjectRow,
    Script,
    Thing,
    Unit,
)
from baolian.routines.exchange.checks import row_problem
from baolian.routines.exchange.known import Known, names_in
from baolian.routines.exchange.ledgers import LEDGERS
from baolian.routines.exchange.people import People
from baolian.routines.exchange.places import Places
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
        self.things: dict[tuple[str, str], Thing] = {}
        self.by_uscc: dict[str, Thing] = {}
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
                listed = [*self.things, *self.known.subjects]
                self.chains_are_listed = any(kind == "chain" for kind, _ in listed)
        script = self.script
        script.units, script.people = self.places.found, self.people.new
        script.things = [*self.things.values()]
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
        columns = self.columns.get(row.sheet, {})
        self.problems.append(row_problem(LEDGERS[row.kind], row, columns, code, fault))

    def refuse_too_long(self, row: Row) -> None:
        values = row.values
        for code, limit in LENGTHS_OF[row.kind]:
            value = values.get(code)
            if value is None or (isinstance(value, str) and len(value) <= limit):
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
        phones = [str(values.get("contact_phone", ""))]  # it is the first one's
        names = names_in(values.get("contact"))
        contacts = [
            self.people.contact(contact, phones.pop() if phones else "", thing) for contact in names
        ]
        self.script.pairings.append(PairingRow(row, thing, person, "head", contacts))

    def project(self, row: Row) -> None:
        values = row.values
        thing = self.thing("project", str(values["name"]), self.place(row, "name"))
        thing.chain = self.chain_of(row)
        thing.started, thing.progress = bool(values.get("started")), str(values.get("progress", ""))
        leaders = [
            or_stop("leader", self.people.project_leader(name, thing.chain))
            for name in names_in(values.get("leader"))
        ]
        self.script.projects.append(ProjectRow(row, thing, leaders))

    def difficulty(self, row: Row) -> None:
        values = row.values
        thing = self.known_enterprise(row)
        unit = self.unit(row)
        self.refuse_future(row)
        found = [
            or_stop("holder", self.people.holder(name, thing, unit))
            for name in names_in(values.get("holder"))
        ]
        category = or_stop("category", self.category(str(values.get("category", ""))))
        holder = found[0] if found else None
        self.script.difficulties.append(DifficultyRow(row, thing, category, unit, holder))

    # -- what a row names ------------------------------------------------------------------------

    def unit(self, row: Row) -> Unit | None:
        name = row.values.get("organisation")
        return or_stop("organisation", self.places.unit(str(name))) if name else None

    def place(self, row: Row, name_field: str) -> Organisation:
        words = row.values.get("place")
        if words:
            return or_stop("place", self.places.place(str(words)))
        return self.places.home_of(str(row.values[name_field]))

    def thing(self, kind: str, name: str, place: Organisation) -> Thing:
        key = (kind, squashed(name))
        thing = self.things.get(key)
        if thing is None:
            known = self.known_subject(kind, name, place)
            thing = self.things[key] = Thing(kind, name, place, known=known)
        return thing

    def known_subject(self, kind: str, name: str, place: Organisation) -> Subject | None:
        """The subject of this name in that place, else the only one of the name in the root's."""
        found = [
            subject
            for subject in self.known.subjects.get((kind, name), ())
            if subject.place_path.startswith(self.root.path)
        ]
        here = [subject for subject in found if subject.place_id == place.pk]
        return here[0] if here else found[0] if len(found) == 1 else None

    def enterprise(self, row: Row) -> Thing:
        values = row.values
        name, code = str(values["enterprise"]), str(values.get("uscc", ""))
        thing = self.by_uscc.get(code) if code else None
        if thing is not None:
            return thing
        thing = self.thing("enterprise", name, self.place(row, "enterprise"))
        if code:
            self.agree_on_code(thing, code)
            self.by_uscc[code] = thing
        thing.uscc = thing.uscc or code
        thing.industry = thing.industry or str(values.get("industry", ""))
        return thing

    def agree_on_code(self, thing: Thing, code: str) -> None:
        """One code, one enterprise, in the records too."""
        owner = self.known.by_uscc.get(code)
        recorded = thing.known.enterprise.uscc if thing.known else ""
        if owner is not None and thing.known is None and owner.name == thing.name:
            thing.known = owner
        elif owner is not None and owner != thing.known:
            # another office's enterprise is not named: it may not be seen
            inside = owner.place_path.startswith(self.root.path)
            zh = f"本企业的代码；系统中它属于“{owner.name if inside else '另一家企业'}”"
            en = f"this enterprise's code; it is {owner.name if inside else 'another enterprise'}'s"
            raise Stop("uscc", Fault("code_of_another", zh, en))
        elif recorded and recorded != code:
            zh, en = f"{recorded}（系统所记）", f"{recorded}, as recorded"
            raise Stop("uscc", Fault("other_code", zh, en))

    def known_enterprise(self, row: Row) -> Thing:
        """The enterprise a difficulty is about; it must be in the workbook or in the records."""
        values = row.values
        name, code = str(values["enterprise"]), str(values.get("uscc", ""))
        thing = self.by_uscc.get(code) if code else None
        thing = thing or self.things.get(("enterprise", squashed(name)))
        if thing is not None:
            return thing
        known = self.known.by_uscc.get(code) or self.known_subject("enterprise", name, self.root)
        if known is None or not known.place_path.startswith(self.root.path):
            raise Stop("enterprise", self.missing_enterprise(name, code))
        thing = Thing("enterprise", name, known.place, known=known)
        self.things["enterprise", squashed(name)] = thing
        return thing

    def missing_enterprise(self, name: str, code: str) -> Fault:
        is_mentioned = self.pairings_unread or {squashed(name), squashed(code)} & self.mentioned
        return Fault(
            "missing_enterprise",
            "企业台账中已有的企业名称",
            "the name of an enterprise that is in the ledger of enterprises",
            "warning" if is_mentioned else "error",
        )

    def chain(self, name: str) -> Thing:
        return self.thing("chain", name, self.root)

    def chain_of(self, row: Row) -> Thing | None:
        """A project's chain. Where chains are listed, an unlisted one is a slip of the pen."""
        name = row.values.get("chain")
        if not name:
            return None
        key = ("chain", squashed(str(name)))
        if key in self.things or ("chain", str(name)) in self.known.subjects:
            return self.chain(str(name))
        listed = {called for kind, called in self.known.subjects if kind == "chain"}
        listed |= {thing.name for thing in self.things.values() if thing.kind == "chain"}
        if not self.chains_are_listed:
            return self.chain(str(name))
        near = get_close_matches(str(name), listed, 1, 0.3)
        zh = f"，最接近的是“{near[0]}”" if near else ""
        en = f"; the nearest is {near[0]}" if near else ""
        raise Stop("chain", Fault("unknown_chain", f"已列出的产业链{zh}", f"a listed chain{en}"))

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

    def refuse_future(self, row: Row) -> None:
        for code in ("raised_on", "resolved_on"):
            day = row.values.get(code)
            if isinstance(day, date) and day > self.today:
                zh, en = f"不晚于今天 {self.today} 的日期", f"a day not after today, {self.today}"
                raise Stop(code, Fault("after_today", zh, en))


def columns_of(sheets: Iterable[tuple[str, Iterable[ColumnReading]]]) -> Columns:
    return {name: {c.field: c for c in columns if c.field} for name, columns in sheets}
