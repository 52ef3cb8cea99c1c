"""Which subject a name in a ledger means: one known, one another row named, or a new one.

A name alone is not a subject: two counties may each have an enterprise of one name. The credit
code decides, then the place, then that there is no other of the name.
"""

from __future__ import annotations

from collections.abc import Sequence

from baolian.records.people.models import Organisation
from baolian.records.subjects.models import Subject
from baolian.routines.exchange.cast import Thing
from baolian.routines.exchange.known import Known
from baolian.routines.exchange.places import Places
from baolian.routines.exchange.values import Fault, squashed

# column of a ledger -> attribute of the draft; in the records the start is a claim
FACTS = ("uscc", "industry", "chain", "started", "progress")
Fact = str | bool | Thing | None


class Things:
    """One `Thing` for each subject, however many rows name it."""

    def __init__(self, places: Places, known: Known) -> None:
        self.places, self.known, self.root = places, known, places.root
        self.all: list[Thing] = []
        self.by_uscc: dict[str, Thing] = {}
        self.named: dict[tuple[str, str], list[Thing]] = {}
        self.spelt: dict[tuple[str, str], list[Thing]] = {}  # the same lists, by names as written
        self.of_subject: dict[int, Thing] = {}

    def called(self, kind: str, name: str) -> list[Thing]:
        """Every subject of this name at or below the root, of the records and the workbook."""
        found = self.spelt.get((kind, name))
        if found is None:
            key = (kind, squashed(name))
            if key not in self.named:
                subjects = self.known.subjects.get(key, ())
                self.named[key] = [self.of(s) for s in subjects if self.is_inside(s)]
            found = self.spelt[kind, name] = self.named[key]
        return found

    def is_inside(self, subject: Subject) -> bool:
        return str(subject.place_path).startswith(self.root.path)

    def of(self, subject: Subject) -> Thing:
        """The draft of a known subject, the same one however it is reached."""
        thing = self.of_subject.get(subject.pk)
        if thing is None:
            place = self.known.by_path[subject.place_path]
            thing = Thing(subject.kind, subject.name, place, known=subject, is_placed=True)
            self.of_subject[subject.pk] = thing
            self.all.append(thing)
        return thing

    def enter(self, kind: str, name: str, place: Organisation, *, is_placed: bool) -> Thing:
        thing = Thing(kind, name, place, is_placed=is_placed)
        self.all.append(thing)
        self.called(kind, name).append(thing)
        return thing

    # -- whom a row means ------------------------------------------------------------------------

    def thing(
        self, kind: str, name: str, stated: Organisation | None, code: str = ""
    ) -> Thing | Fault:
        """The one of this name in the stated place; without a place the only one of the name."""
        named = self.called(kind, name)
        if stated is None:
            return self.only(kind, name, named, code)
        here = [thing for thing in named if thing.lies_in.pk == stated.pk]
        near = here or [t for t in named if is_near(t, stated) and fits(t, code)]
        if len(near) > 1:
            return ambiguous(near)
        if not near:
            return self.enter(kind, name, stated, is_placed=True)
        place_at(near[0], stated)
        return near[0]

    def only(self, kind: str, name: str, named: Sequence[Thing], code: str) -> Thing | Fault:
        home = self.root if kind == "chain" else self.places.home_of(name)
        found = [thing for thing in named if not code or code_of(thing) == code] or named
        if len(found) > 1:
            found = [thing for thing in found if thing.lies_in.pk == home.pk] or found
        if len(found) > 1:
            return ambiguous(found)
        return found[0] if found else self.enter(kind, name, home, is_placed=False)

    def enterprise(self, name: str, code: str, stated: Organisation | None) -> Thing | Fault:
        """By its code, else by name and place. One code is one enterprise, in the records too."""
        thing = self.coded(code)
        if thing is not None and (thing.name == name or squashed(thing.name) == squashed(name)):
            return thing
        if code and (thing is not None or code in self.known.by_uscc):
            return code_of_another(thing.name if thing else "")
        found = self.thing("enterprise", name, stated, code)
        if isinstance(found, Thing) and code:
            if code_of(found) not in ("", code):
                return other_code(code_of(found))
            self.by_uscc[code] = found
        return found

    def coded(self, code: str) -> Thing | None:
        """The enterprise of this code at or below the root."""
        thing = self.by_uscc.get(code) if code else None
        if thing is None and code:
            owner = self.known.by_uscc.get(code)
            if owner is not None and self.is_inside(owner):
                thing = self.by_uscc[code] = self.of(owner)
        return thing

    # -- what a row says of it -------------------------------------------------------------------

    def hear(self, thing: Thing, code: str, said: Fact) -> Fact:
        """Take note of a fact. Returns what stands already and says otherwise, else None.

        What the records do not hold is filled in; what they hold stays.
        """
        if said is None or said == "":
            return None
        stands = self.fact(thing, code)
        if not stands and said and not self.is_taken(thing, code, said):
            setattr(thing, code, said)
            if code == "uscc":
                self.by_uscc[str(said)] = thing
            if thing.known is not None:
                thing.fills.append(code)
            return None
        return None if stands == said else stands

    def is_taken(self, thing: Thing, code: str, said: Fact) -> bool:
        """A code that is recorded for another enterprise is filled in nowhere else."""
        if code != "uscc":
            return False
        owner = self.by_uscc.get(str(said), thing)
        known = self.known.by_uscc.get(str(said), thing.known)
        return owner is not thing or known != thing.known

    def fact(self, thing: Thing, code: str) -> Fact:
        """What the workbook filled in, else what the records hold."""
        said: Fact = getattr(thing, code)
        return said or (self.recorded(thing.known, code) if thing.known else said)

    def recorded(self, subject: Subject, code: str) -> Fact:
        if code in ("uscc", "industry"):
            return str(getattr(subject.enterprise, code))
        if code == "progress":
            return str(subject.project.progress)
        if code == "started":
            return bool(subject.project.started_claimed or subject.project.started_on)
        chain = subject.project.chain
        return self.of(chain) if chain else None


def code_of(thing: Thing) -> str:
    """The credit code that the workbook or the records give an enterprise."""
    if thing.uscc or thing.known is None or thing.kind != "enterprise":
        return thing.uscc
    return str(thing.known.enterprise.uscc)


def fits(thing: Thing, code: str) -> bool:
    """The codes do not tell the two apart."""
    return not code or code_of(thing) in ("", code)


def is_near(thing: Thing, stated: Organisation) -> bool:
    """Nothing speaks against that place: it was guessed, or one of the two contains the other."""
    mine, its = stated.path, thing.lies_in.path
    return not thing.is_placed or mine.startswith(its) or its.startswith(mine)


def place_at(thing: Thing, stated: Organisation) -> None:
    """A row's own word on the place goes before a guess, and the narrower before the wider.

    The place of a recorded subject stays; another row's place is measured against the stated one.
    """
    if not thing.is_placed or stated.path.startswith(thing.lies_in.path):
        thing.stated = stated
        if thing.known is None:
            thing.place, thing.is_placed = stated, True


def ambiguous(things: Sequence[Thing]) -> Fault:
    where = "、".join(thing.place.name for thing in things)
    return Fault(
        "ambiguous_subject",
        f"能确定是哪一家的名称或信用代码；同名的在：{where}",
        f"a name or a credit code that is one's only; this name is in: {where}",
    )


def code_of_another(name: str) -> Fault:
    # another office's enterprise is not named: it may not be seen
    zh = f"本企业的代码；系统中它属于“{name or '另一家企业'}”"
    return Fault(
        "code_of_another", zh, f"this enterprise's code; it is {name or 'another enterprise'}'s"
    )


def other_code(code: str) -> Fault:
    return Fault("other_code", f"{code}（已有的代码）", f"{code}, the code it has already")
