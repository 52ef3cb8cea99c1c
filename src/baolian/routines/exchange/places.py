"""Where an organisation or a subject lies, by the words a ledger uses."""

from __future__ import annotations

from difflib import get_close_matches

from baolian.records.people.models import Organisation
from baolian.routines.exchange.cast import Unit
from baolian.routines.exchange.known import Known
from baolian.routines.exchange.values import Fault
from baolian.rules.packs import Pack

BANK_WORDS = ("银行", "农商行", "信用社", "信用联社")


class Places:
    """The divisions of the root's pack as organisations, and the units that hang below them."""

    def __init__(self, root: Organisation, pack: Pack, known: Known) -> None:
        self.root, self.pack, self.known = root, pack, known
        self.aliases = self._aliases()
        self.units: dict[str, Unit | Fault] = {}
        self.found: list[Unit] = []  # those that are not in the records yet
        self.places: dict[str, Organisation | Fault] = {}

    def _aliases(self) -> list[tuple[str, Organisation]]:
        """(name or short name, place), the longest first."""
        pairs = [
            (word, self.known.by_code[place.code])
            for place in self.pack.places
            if place.code in self.known.by_code
            for word in (place.name.zh, *place.short)
        ]
        return sorted(pairs, key=lambda pair: -len(pair[0]))

    def place_by_prefix(self, words: str) -> Organisation | None:
        """丹凤县发改委 lies in 丹凤县, 市工信局 in the prefecture, 商洛长江银行分行 in 商洛市."""
        return self.split(words)[0]

    def split(self, words: str) -> tuple[Organisation | None, str]:
        """The place that a name begins with, if it does, and the rest of the name."""
        found = (pair for pair in self.aliases if words.startswith(pair[0]))
        alias, place = next(found, ("", None))
        return place, words.removeprefix(alias)

    def is_inside(self, place: Organisation) -> bool:
        return str(place.path).startswith(self.root.path)

    def place(self, words: str) -> Organisation | Fault:
        """The division a row names, inside the root's."""
        if words not in self.places:
            self.places[words] = self._place(words)
        return self.places[words]

    def _place(self, words: str) -> Organisation | Fault:
        place = self.pack.place_called(words)
        found = self.known.by_code.get(place.code) if place else None
        if found is None:
            return self._unknown_place(words)
        if self.is_inside(found):
            return found
        return Fault(
            "place_outside", f"{self.root.name}以内的地方", f"a place inside {self.root.name}"
        )

    def _unknown_place(self, words: str) -> Fault:
        names = [place.name.zh for place in self.pack.places]
        near = get_close_matches(words, names, 1, 0.3)
        zh = f"，最接近的是“{near[0]}”" if near else ""
        en = f"; the nearest is {near[0]}" if near else ""
        return Fault("unknown_place", f"规则包中已有的地名{zh}", f"a place the pack knows{en}")

    def home_of(self, name: str) -> Organisation:
        """Where a subject without a stated place lies: by its name's beginning, else the root."""
        place = self.place_by_prefix(name)
        return place if place and self.is_inside(place) else self.root

    def unit(self, name: str) -> Unit | Fault:
        """The organisation of this name: known, or to be founded where its name says."""
        if name not in self.units:
            self.units[name] = self._unit(name)
        return self.units[name]

    def unit_of(self, organisation: Organisation) -> Unit:
        """The draft of a known organisation, the same one however it is reached."""
        known = self.units.get(organisation.name)
        if isinstance(known, Unit) and known.known == organisation:
            return known
        place = self.known.place_of(organisation)
        unit = Unit(organisation.name, organisation.kind, place, organisation)
        if known is None and len(self.known.organisations[organisation.name]) == 1:
            self.units[organisation.name] = unit
        return unit

    def _unit(self, name: str) -> Unit | Fault:
        place = self.pack.place_called(name)
        if place and place.code in self.known.by_code:
            return self.unit_of(self.known.by_code[place.code])
        home = self.place_by_prefix(name) or self.root
        found = self.known.organisations.get(name, [])
        here = [o for o in found if self.known.place_of(o) == home] or found
        if len(here) > 1:
            return _ambiguous(here)
        if here:
            return self.unit_of(here[0])
        return self._new_unit(name, home)

    def _new_unit(self, name: str, home: Organisation) -> Unit | Fault:
        if not self.is_inside(home):
            return Fault(
                "organisation_outside",
                f"系统中已有的单位，或{self.root.name}以内的单位（它在{home.name}）",
                f"an organisation in the records, or one inside {self.root.name} "
                f"(it lies in {home.name})",
            )
        kind = "bank" if any(word in name for word in BANK_WORDS) else "department"
        unit = Unit(name, kind, home)
        self.found.append(unit)
        return unit


def _ambiguous(organisations: list[Organisation]) -> Fault:
    where = "、".join(str(o.parent) for o in organisations)
    return Fault(
        "ambiguous_organisation",
        f"一个单位的全称；同名单位在：{where}",
        f"one organisation's full name; this name is in: {where}",
    )
