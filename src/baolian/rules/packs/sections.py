"""The sections of a pack, one form each, in the order `pack.toml` is usually written."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from baolian.rules.clock import Limit
from baolian.rules.packs.forms import (
    Code,
    Count,
    LimitField,
    PlaceCode,
    Section,
    Text,
    TriggerField,
    Words,
)
from baolian.rules.packs.words import (
    Colour,
    FigureCode,
    IndicatorUnit,
    Notify,
    OfficeKind,
    PlaceKind,
    Stage,
    Step,
    SubjectKind,
)


class Campaign(Section):
    """The dated programme the streams belong to (行动 / 工程)."""

    code: Code
    name: Text


class Place(Section):
    """A division. `code`: 6 digits, or 9 for a town; `short`: what ledgers also call it."""

    code: PlaceCode
    name: Text
    short: tuple[Words, ...] = ()
    kind: PlaceKind
    parent: PlaceCode | None = None


class Stream(Section):
    """One line of the campaign; `role` is the pairing role that leads it, where it has one."""

    code: Code
    name: Text
    role: Code | None = None


class Tier(Section):
    """One of the three parties' levels, listed from the highest."""

    code: Code
    name: Text


class PairingRole(Section):
    """What a holder is to a subject. A subject of a kind in `required_for` has a gap without.

    `name` is that of all of them (局长行长); `one_of`, by the kind of organisation, that of one.
    """

    code: Code
    name: Text
    one_of: Mapping[OfficeKind, Text] = Field(default_factory=dict)
    required_for: tuple[SubjectKind, ...] = ()


class Category(Section):
    """What a difficulty is about; `aliases` are the other words ledgers use for it."""

    code: Code
    name: Text
    aliases: tuple[Words, ...] = ()


class Limits(Section):
    """How long each stage may last; a stage without a limit has no deadline."""

    receipt: LimitField | None = None
    first_contact: LimitField | None = None
    plan: LimitField | None = None
    resolution: LimitField | None = None
    call_back: LimitField | None = None

    def of(self, stage: Stage) -> Limit | None:
        limit: Limit | None = getattr(self, stage.value)
        return limit


class Kind(Section):
    """A kind of matter: the steps it uses, its limits, and what differs per category.

    `reopening_minimum` is what a reopened matter has left at least, though it inherits the days
    used; `return_window` is how long after assignment it may be sent back as not one's own.
    """

    name: Text
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    limits: Limits = Limits()
    categories: Mapping[Code, Limits] = Field(default_factory=dict)
    reopening_minimum: LimitField | None = None
    return_window: LimitField | None = None


class PackRung(Section):
    """One rung of the supervision ladder; it falls at the earliest of its triggers.

    `stages`: the deadlines it watches. `signed` false: it goes out unsigned, as reminders do.
    `reply`: how long the addressed organisation has to answer; none, no answer is asked.
    """

    code: Code
    name: Text
    colour: Colour
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)] = (Stage.RESOLUTION,)
    triggers: Annotated[tuple[TriggerField, ...], Field(min_length=1)]
    signed: bool = True
    reply: LimitField | None = None
    notify: tuple[Notify, ...] = ()


class Indicator(Section):
    """Something measured. `cumulative`: a reading covers January up to its month."""

    code: Code
    name: Text
    unit: IndicatorUnit
    cumulative: bool


class Bulletin(Section):
    """The figures of the bulletin, in order; which rates are published and which stay inside."""

    title: Text
    figures: Annotated[tuple[FigureCode, ...], Field(min_length=1)]
    published_rates: tuple[FigureCode, ...] = ()
    internal_rates: tuple[FigureCode, ...] = ()


class Numbering(Section):
    """The document number of a slip: `mark` is the office's own (机关代字), `slip` the pattern.

    The pattern holds `{mark}`, `{year}` and `{n}`; official numbers use 六角括号 〔〕 and no
    leading zeros (GB/T 9704-2012).
    """

    mark: Words
    slip: Text

    def number(self, year: int, n: int, lang: str = "zh") -> str:
        pattern = self.slip.pick(lang)
        parts = {"{mark}": self.mark, "{year}": str(year), "{n}": str(n)}
        for placeholder, value in parts.items():
            pattern = pattern.replace(placeholder, value)
        return pattern


class Trial(Section):
    """A new site drafts and issues nothing for this many working days, unless told otherwise."""

    working_days: Count
