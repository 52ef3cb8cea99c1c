"""The pack itself: what a locality decided, ready to be asked."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from pydantic import Field

from baolian.rules.clock import Limit
from baolian.rules.ladder import Ladder, Rung
from baolian.rules.packs.forms import Code, Form, OfficeHoursField, PackCode, Text, Words
from baolian.rules.packs.sections import (
    Board,
    Bulletin,
    Campaign,
    Category,
    DeclineReason,
    Demonstration,
    Document,
    Grade,
    Indicator,
    Instruction,
    Kind,
    Milestone,
    Numbering,
    PackRung,
    PairingRole,
    Place,
    Stream,
    Tier,
    Token,
    Trial,
)
from baolian.rules.packs.words import About, DocumentKind, Stage, Step, SubjectKind


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
    decline_reasons: tuple[DeclineReason, ...] = ()
    instruction: Instruction | None = None
    milestones: tuple[Milestone, ...] = ()
    demonstrations: tuple[Demonstration, ...] = ()
    ladder: tuple[PackRung, ...]
    grades: tuple[Grade, ...] = ()
    boards: tuple[Board, ...] = ()
    banners: tuple[Token, ...] = ()
    cards: tuple[Token, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    bulletin: Bulletin
    numbering: Numbering
    documents: Mapping[DocumentKind, Document] = Field(default_factory=dict)
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
        """The rungs that watch this stage of a matter, in the pack's order: names, colours,
        consequences."""
        return tuple(rung for rung in self.rungs_about(About.MATTER) if stage in rung.stages)

    def rungs_about(self, about: About) -> tuple[PackRung, ...]:
        """The rungs whose slips can be about this, in the pack's order."""
        return tuple(rung for rung in self.ladder if about in rung.about)

    def ladder_for(self, stage: Stage) -> Ladder:
        """The same rungs as `rungs_for(stage)`, as the ladder calculates with them.

        A rung's position is its index in this tuple, and the same index in `rungs_for(stage)`.
        """
        return self._ladders[stage]

    def ladder_about(self, about: About) -> Ladder:
        """The same rungs as `rungs_about(about)`, as the ladder calculates with them: for a subject
        or an organisation in a period, which have no stages."""
        return _as_ladder(self.rungs_about(about))

    def required_roles(self, kind: SubjectKind) -> tuple[PairingRole, ...]:
        """The roles without which a subject of this kind counts as a gap."""
        return tuple(role for role in self.pairing_roles if kind in role.required_for)

    def role_name(self, code: str, office_kind: str = "") -> Text | None:
        """As what somebody answers; of a holder whose organisation is of this kind, what one is
        called: 局长行长 are many, and he is one of them. None for a role the pack has not."""
        role = next((role for role in self.pairing_roles if role.code == code), None)
        if role is None:
            return None
        one_of = {kind.value: name for kind, name in role.one_of.items()}
        return one_of.get(office_kind, role.name)

    def tier_name(self, code: str) -> Text | None:
        return next((tier.name for tier in self.tiers if tier.code == code), None)

    def stream_name(self, code: str) -> Text | None:
        return next((stream.name for stream in self.streams if stream.code == code), None)

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
    def _ladders(self) -> dict[Stage, Ladder]:
        return {stage: _as_ladder(self.rungs_for(stage)) for stage in Stage}

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


def _as_ladder(rungs: Iterable[PackRung]) -> Ladder:
    return tuple(Rung(rung.code, rung.triggers) for rung in rungs)
