"""Who a name in a ledger is: somebody known, somebody another row named, or somebody new."""

from __future__ import annotations

from collections import defaultdict

from baolian.records.people.models import Officer, Post
from baolian.routines.exchange.cast import Person, Thing, Unit
from baolian.routines.exchange.known import Known
from baolian.routines.exchange.places import Places
from baolian.routines.exchange.values import Fault

LEADER_TITLE = "包抓领导"


class People:
    """One `Person` for each human being, however many rows name him."""

    def __init__(self, places: Places, known: Known) -> None:
        self.places, self.known = places, known
        self.new: list[Person] = []
        self.of_officer: dict[int, Person] = {}
        self.by_name: dict[str, list[Person]] = {}
        self.by_unit: dict[tuple[str, int], list[Person]] = defaultdict(list)
        self.contacts: dict[tuple[str, object], Person] = {}
        self.holders: dict[Thing, dict[str, Person]] = defaultdict(dict)

    # -- the registry ----------------------------------------------------------------------------

    def called(self, name: str) -> list[Person]:
        """Everybody of this name who holds a post, of the records and of the workbook so far."""
        found = self.by_name.get(name)
        if found is None:
            found = self.by_name[name] = []
            for officer in self.known.officers.get(name, ()):
                posts = self.known.posts.get(officer.pk)
                if posts:
                    found.append(self.person_of(officer))
        return found

    def person_of(self, officer: Officer) -> Person:
        person = self.of_officer.get(officer.pk)
        if person is None:
            posts = self.known.posts.get(officer.pk, [])
            leads = officer.pk in self.known.leading
            person = Person(officer.name, officer.phone, leads=leads, known=officer)
            if posts:
                self._show_post(person, posts)
            self.of_officer[officer.pk] = person
        return person

    def _show_post(self, person: Person, posts: list[Post]) -> None:
        """The post that a ledger gave him first: it is what a ledger will call him by."""
        shown = min(posts, key=lambda p: (p.role != Post.Role.HOLDER, p.role != Post.Role.LEADER))
        person.title = shown.title
        person.unit = self.places.unit_of(shown.organisation)
        for post in posts:
            unit = self.places.unit_of(post.organisation)
            self.by_unit[person.name, id(unit)].append(person)

    def enrol(
        self, name: str, phone: str, unit: Unit | None, title: str, *, leads: bool = False
    ) -> Person:
        person = Person(name, phone, unit, title, leads)
        self.new.append(person)
        self.called(name).append(person)
        if unit:
            self.by_unit[name, id(unit)].append(person)
        return person

    # -- whom a row means ------------------------------------------------------------------------

    def head(self, name: str, phone: str, unit: Unit | None, title: str) -> Person | Fault:
        """The holder of a pairings row: by name, organisation, and telephone where it is given."""
        everybody = self.called(name)
        found = self.by_unit[name, id(unit)] if unit else everybody
        same = [p for p in found if not phone or not p.phone or p.phone == phone]
        if len(same) > 1:
            same = [p for p in same if p.phone == phone] or same
        if len(same) > 1:
            return ambiguous(same)
        if not same:
            return self.enrol(name, phone, unit, title)
        person = same[0]
        if person.known is None and not person.phone:
            person.phone = phone
        return person

    def contact(self, name: str, phone: str, thing: Thing) -> Person:
        """An enterprise's own person; the same telephone makes one person of two firms' contact."""
        key = (name, phone or thing)
        person = self.contacts.get(key) or self._known_contact(name, phone, thing)
        if person is None:
            person = Person(name, phone)
            self.new.append(person)
        self.contacts[key] = person
        return person

    def _known_contact(self, name: str, phone: str, thing: Thing) -> Person | None:
        pairings = self.known.pairings.get(thing.known.pk, []) if thing.known else []
        for pairing in pairings:
            if pairing.role == "contact" and pairing.officer.name == name:
                return self.person_of(pairing.officer)
        for officer in self.known.officers.get(name, ()):
            if phone and officer.phone == phone and officer.pk not in self.known.posts:
                return self.person_of(officer)
        return None

    def leaders(self, name: str) -> list[Person]:
        return [person for person in self.called(name) if person.leads]

    def leader(self, name: str, title: str) -> Person | Fault:
        """A leader of the list of chain leaders: by name, and by title among namesakes."""
        found = self.leaders(name)
        same = [p for p in found if not title or p.title in ("", title)] or [
            p for p in found if p.known is not None
        ]
        if len(same) > 1:
            return ambiguous(same)
        return same[0] if same else self.new_leader(name, title)

    def new_leader(self, name: str, title: str) -> Person:
        """Stands at the place his title begins with; 县长 alone does not say of which county."""
        place = self.places.home_of(title) if title else self.places.root
        unit = self.places.unit_of(place)
        return self.enrol(name, "", unit, title or LEADER_TITLE, leads=True)

    def project_leader(self, name: str, chain: Thing | None) -> Person | Fault:
        """The leader a project names: among namesakes the one who answers for its chain."""
        found = self.leaders(name)
        if len(found) > 1 and chain is not None:
            found = [p for p in found if p is self.holder_of(chain, name)] or found
        if len(found) > 1:
            return ambiguous(found)
        return found[0] if found else self.new_leader(name, "")

    # -- who answers for a subject ---------------------------------------------------------------

    def answers(self, person: Person, thing: Thing) -> None:
        self.holders[thing].setdefault(person.name, person)

    def holder_of(self, thing: Thing, name: str) -> Person | None:
        """Who of this name answers for the subject, by the workbook or by the records."""
        person = self.holders[thing].get(name) if thing in self.holders else None
        if person is not None or thing.known is None:
            return person
        for pairing in self.known.pairings.get(thing.known.pk, ()):
            if pairing.officer.name == name and pairing.role != "contact":
                return self.person_of(pairing.officer)
        return None

    def holder(self, name: str, thing: Thing, unit: Unit | None) -> Person | Fault:
        """The holder a difficulty names: the enterprise's own, else the only one of that name."""
        person = self.holder_of(thing, name)
        if person is not None:
            return person
        found = self.by_unit.get((name, id(unit)), []) if unit else []
        found = found if len(found) == 1 else self.called(name)
        if len(found) > 1:
            return ambiguous(found)
        if found:
            return found[0]
        return holder_unknown()

    def is_named(self, name: str) -> bool:
        """Somebody is called so, of the records or of the workbook so far."""
        return bool(self.known.officers.get(name) or self.called(name))


def holder_unknown() -> Fault:
    return Fault(
        "holder_unknown",
        "包联台账或系统中已有的责任人姓名",
        "the name of a holder in the pairings ledger or in the records",
    )


def ambiguous(people: list[Person]) -> Fault:
    where = "、".join(person.where or "无职务" for person in people)
    return Fault(
        "ambiguous_person",
        f"能确定是谁的姓名；同名者在：{where}",
        f"a name that is one person's; there are namesakes in: {where}",
    )
