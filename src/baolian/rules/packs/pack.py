"""The pack itself: what a locality decided, ready to be asked."""

from collections.abc import Mapping
from functools import cached_property

from pydantic import Field

from baolian.rules.clock import Limit
from baolian.rules.ladder import Rung
from baolian.rules.packs.forms import Code, Form, OfficeHoursField, PackCode, Text, Words
from baolian.rules.packs.sections import (
    Bulletin,
    Campaign,
    Category,
    Indicator,
    Kind,
    Numbering,
    PackRung,
    PairingRole,
    Place,
    Stream,
    Tier,
    Trial,
)
from baolian.rules.packs.words import Stage, Step, SubjectKind


class Pack(Form):
    """One locality's rules. Read-only; the attributes are listed in the package's docstring."""

    code: PackCode
    version: Words
    name: Text
    extends: PackCode | None = None
    sources: tuple[Text, ...]
    campaign: Campaign | None = None
    places: tuple[Place, ...]
    office_hours: OfficeHoursField
    streams: tuple[Stream, ...] = ()
    tiers: tuple[Tier, ...]
    pairing_roles: tuple[PairingRole, ...]
    categories: tuple[Category, ...]
    step_names: Mapping[Step, Text] = Field(default_factory=dict)
    kinds: Mapping[Code, Kind]
    ladder: tuple[PackRung, ...]
    indicators: tuple[Indicator, ...] = ()
    bulletin: Bulletin
    numbering: Numbering
    trial: Trial

    def limit(self, kind: str, stage: Stage, category: str | None = None) -> Limit | None:
        """The category's own limit, else the kind's, else None: that stage has no deadline.

        KeyError for a kind the pack has not; a category without limits of its own is ordinary.
        """
        rule = self.kinds[kind]
        own = rule.categories.get(category) if category else None
        return (own and own.of(stage)) or rule.limits.of(stage)

    def limits_for(self, kind: str, category: str | None = None) -> dict[Stage, Limit]:
        """Every limited stage of a matter of this kind and category: one deadline each."""
        limits = {stage: self.limit(kind, stage, category) for stage in Stage}
        return {stage: limit for stage, limit in limits.items() if limit}

    def rungs_for(self, stage: Stage) -> tuple[PackRung, ...]:
        """The rungs that watch this stage, in the pack's order: names, colours, consequences."""
        return tuple(rung for rung in self.ladder if stage in rung.stages)

    def ladder_for(self, stage: Stage) -> tuple[Rung, ...]:
        """The same rungs as `rungs_for(stage)`, as the ladder calculates with them.

        A rung's position is its index in this tuple, and the same index in `rungs_for(stage)`.
        """
        return self._ladders[stage]

    def required_roles(self, kind: SubjectKind) -> tuple[PairingRole, ...]:
        """The roles without which a subject of this kind counts as a gap."""
        return tuple(role for role in self.pairing_roles if kind in role.required_for)

    def rung(self, code: str) -> PackRung:
        """KeyError if the pack has no such rung."""
        return self._rungs[code]

    def place(self, code: str) -> Place:
        """KeyError if the pack has no such place."""
        return self._places[code]

    def place_called(self, words: str) -> Place | None:
        """The place with this name, short name or code; None if none or more than one has it."""
        found = self._places_by_words.get(words.strip(), ())
        return found[0] if len(found) == 1 else None

    def category_called(self, words: str) -> Category | None:
        """The category with this name, alias or code; None if the pack has none."""
        return self._categories_by_words.get(words.strip())

    # Computed once: the sweep asks for the ladder of every deadline it touches.
    @cached_property
    def _ladders(self) -> dict[Stage, tuple[Rung, ...]]:
        return {
            stage: tuple(Rung(r.code, r.triggers) for r in self.rungs_for(stage)) for stage in Stage
        }

    @cached_property
    def _rungs(self) -> dict[str, PackRung]:
        return {rung.code: rung for rung in self.ladder}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {place.code: place for place in self.places}

    @cached_property
    def _places_by_words(self) -> dict[str, tuple[Place, ...]]:
        found: dict[str, tuple[Place, ...]] = {}
        for place in self.places:
            for words in {place.code, place.name.zh, place.name.en, *place.short}:
                found[words] = (*found.get(words, ()), place)
        return found

    @cached_property
    def _categories_by_words(self) -> dict[str, Category]:
        return {
            words: category
            for category in self.categories
            for words in (category.code, category.name.zh, category.name.en, *category.aliases)
        }
