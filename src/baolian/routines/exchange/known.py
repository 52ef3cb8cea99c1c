"""What the records hold of whom and what a workbook names, read in bulk before it is resolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.db.models import Q

from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Officer, Organisation, Post
from baolian.records.people.paths import ancestors
from baolian.records.subjects.models import Subject
from baolian.routines.exchange.understood import Row
from baolian.routines.exchange.values import Value, squashed

CHUNK = 5_000
T = TypeVar("T")

# kind of ledger -> the fields that name persons
_PEOPLE = {
    "pairings": ("holder", "contact"),
    "chain_leaders": ("leader",),
    "projects": ("leader",),
    "difficulties": ("holder",),
}
_NAMES = {
    "pairings": ("enterprise",),
    "chain_leaders": ("chain",),
    "projects": ("name", "chain"),
    "difficulties": ("enterprise",),
}


def chunks(things: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """`things` in lists of at most `size`: what one statement or one page takes at a time."""
    rest = iter(things)
    while chunk := list(islice(rest, size)):
        yield chunk


def names_in(value: Value | None) -> tuple[str, ...]:
    """The names a cell holds: one, several, or none."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)


@dataclass
class Known:
    """Records by the words a ledger uses for them."""

    organisations: dict[str, list[Organisation]] = field(default_factory=lambda: defaultdict(list))
    by_code: dict[str, Organisation] = field(default_factory=dict)
    by_path: dict[str, Organisation] = field(default_factory=dict)
    officers: dict[str, list[Officer]] = field(default_factory=lambda: defaultdict(list))
    posts: dict[int, list[Post]] = field(default_factory=lambda: defaultdict(list))
    leading: set[int] = field(default_factory=set)  # officers who are leaders of some subject
    subjects: dict[tuple[str, str], list[Subject]] = field(
        default_factory=lambda: defaultdict(list)
    )  # by kind and squashed name
    by_uscc: dict[str, Subject] = field(default_factory=dict)
    pairings: dict[int, list[Pairing]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, rows: Sequence[Row]) -> Known:
        """Everything the rows name, in a number of statements that hardly grows with them."""
        known = cls()
        known._read_organisations()
        known._read_officers(_words(rows, _PEOPLE))
        known._read_subjects(_words(rows, _NAMES), _codes(rows))
        known._read_pairings()
        return known

    def _read_organisations(self) -> None:
        for organisation in Organisation.objects.select_related("parent").order_by("path"):
            self.organisations[organisation.name].append(organisation)
            self.by_path[organisation.path] = organisation
            if organisation.code:
                self.by_code[organisation.code] = organisation

    def _read_officers(self, names: set[str]) -> None:
        if not names or not Officer.objects.exists():
            return
        for chunk in chunks(names):
            for officer in Officer.objects.filter(name__in=chunk).order_by("id"):
                self.officers[officer.name].append(officer)
            held = Post.objects.unended().filter(officer__name__in=chunk).order_by("id")
            for post in held.select_related("organisation"):
                self.posts[post.officer_id].append(post)
                if post.role == Post.Role.LEADER:
                    self.leading.add(post.officer_id)
            led = Pairing.objects.unended().filter(officer__name__in=chunk, role="leader")
            self.leading.update(led.values_list("officer", flat=True))

    def _read_subjects(self, names: set[str], codes: set[str]) -> None:
        if not names or not Subject.objects.exists():
            return
        for chain in Subject.objects.kind("chain").order_by("id"):  # some dozens: all of them
            self.subjects["chain", squashed(chain.name)].append(chain)
        kinds = ("enterprise", "project")
        for chunk in chunks(names):
            for subject in self._with_facts(Q(name__in=chunk, kind__in=kinds)):
                self.subjects[subject.kind, squashed(subject.name)].append(subject)
        for chunk in chunks(codes):
            for subject in self._with_facts(Q(enterprise__uscc__in=chunk)):
                self.by_uscc[subject.enterprise.uscc] = subject

    def _with_facts(self, wanted: Q) -> Iterable[Subject]:
        facts = Subject.objects.select_related("enterprise", "project__chain")
        return facts.filter(wanted).order_by("id")

    def _read_pairings(self) -> None:
        keys = {s.pk for found in self.subjects.values() for s in found}
        keys |= {s.pk for s in self.by_uscc.values()}
        for chunk in chunks(sorted(keys)):
            current = Pairing.objects.unended().filter(subject__in=chunk).order_by("id")
            for pairing in current.select_related("officer"):
                self.pairings[pairing.subject_id].append(pairing)

    def place_of(self, organisation: Organisation) -> Organisation:
        """The division an organisation lies in: itself, or the nearest above that is one."""
        above = (self._at(path) for path in ancestors(organisation.path))
        return next((o for o in above if o.is_place), organisation)

    def _at(self, path: str) -> Organisation:
        # another import may have founded it since the others were read
        if path not in self.by_path:
            self.by_path[path] = Organisation.objects.get(path=path)
        return self.by_path[path]


def _words(rows: Iterable[Row], fields: dict[str, tuple[str, ...]]) -> set[str]:
    return {
        name for row in rows for code in fields[row.kind] for name in names_in(row.values.get(code))
    }


def _codes(rows: Iterable[Row]) -> set[str]:
    return {str(row.values["uscc"]) for row in rows if "uscc" in row.values}
