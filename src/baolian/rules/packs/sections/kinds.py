"""Kinds of matter: their steps, how long each may last, and what may be asked for on the way."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from baolian.rules.clock import Clock, Due, Limit
from baolian.rules.packs.forms import AtLeastOne, Code, LimitField, Section, Text
from baolian.rules.packs.words import Decider, MatterSource, Stage, Step


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


class Extension(Section):
    """How often more time may be granted (延期), at most how much each time, by whom, and how long
    before it is due it must be asked for; what is left out has no bound."""

    times: AtLeastOne | None = None
    at_most: LimitField | None = None
    ask_before: LimitField | None = None
    granted_by: Decider = Decider.LEADER

    def is_in_time(self, clock: Clock, due_at: datetime, asked_at: datetime) -> bool:
        """Never once it is due."""
        latest = clock.latest(due_at, self.ask_before) if self.ask_before else due_at
        return asked_at <= latest

    def is_used_up(self, granted: int) -> bool:
        """`granted`: how many extensions the matter has had."""
        return self.times is not None and granted >= self.times

    def is_too_long(self, more: Limit) -> bool:
        """In another unit than `at_most` nobody can say, so it is."""
        if self.at_most is None:
            return False
        return more.unit is not self.at_most.unit or more.n > self.at_most.n


class Dispute(Section):
    """Who decides whose matter it is (责任争议) when one was sent back as not one's own, and how
    fast: on the same day, or within `decide`. What is decided is final."""

    same_day: bool = False
    decide: LimitField | None = None
    decided_by: Decider = Decider.CLERK

    @model_validator(mode="after")
    def one_or_the_other(self) -> Self:
        if self.same_day == (self.decide is not None):
            raise PydanticCustomError("same_day_or_limit", "both or neither")
        return self

    def due(self, clock: Clock, returned_at: datetime) -> Due:
        """When it has to be decided."""
        return clock.due(returned_at, self.decide) if self.decide else clock.same_day(returned_at)


class Assists(Section):
    """What an assisting organisation (协办) owes: its receipt, and its opinion to the lead (主办);
    both run from the assignment."""

    receipt: LimitField | None = None
    reply: LimitField | None = None


class CarryForward(Section):
    """Of a matter carried forward (挂账): how long until it is looked at again."""

    review: LimitField


class Kind(Section):
    """A kind of matter: the steps it uses, its limits, and what differs per category.

    `opened_from`: where it may come from; left out, from anywhere. `return_window` is how long
    after assignment it may be sent back as not one's own, `return_once` that this may be done once
    only, `dispute` how it is then decided. `reopening_minimum` is what a reopened matter has left
    at least, though it inherits the days used; after `reopening_times` reopenings one that still
    does not satisfy is carried forward (二次办理 once, then 挂账; facts 6). Left out, no bound.
    """

    name: Text
    opened_from: Annotated[tuple[MatterSource, ...], Field(min_length=1)] = tuple(MatterSource)
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    limits: Limits = Limits()
    categories: Mapping[Code, Limits] = Field(default_factory=dict)
    assists: Assists | None = None
    extension: Extension | None = None
    return_window: LimitField | None = None
    return_once: bool = False
    dispute: Dispute | None = None
    reopening_minimum: LimitField | None = None
    reopening_times: AtLeastOne | None = None
    carry_forward: CarryForward | None = None
