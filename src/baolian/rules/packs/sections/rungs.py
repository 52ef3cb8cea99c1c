"""The supervision ladder, what else its triggers give out, and the words they name."""

from typing import Annotated

from pydantic import Field

from baolian.rules.ladder import Window
from baolian.rules.packs.forms import Code, LimitField, Section, Text, TriggerField
from baolian.rules.packs.words import About, Colour, Notify, Proposal, Stage

Triggers = Annotated[tuple[TriggerField, ...], Field(min_length=1)]


class PackRung(Section):
    """One rung of the supervision ladder; it falls at the earliest of its triggers.

    `about`: what its slips are about. Of a matter it watches the deadlines of `stages`; about a
    subject or an organisation there is one slip of it in a `period`. `signed` false: it goes out
    unsigned, as reminders do. `reply`: how long the addressed organisation has to answer; none, no
    answer is asked. `proposals` are put before a named person, who decides.
    """

    code: Code
    name: Text
    colour: Colour
    about: Annotated[tuple[About, ...], Field(min_length=1)] = (About.MATTER,)
    period: Window | None = None
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)] = (Stage.RESOLUTION,)
    triggers: Triggers
    signed: bool = True
    reply: LimitField | None = None
    notify: tuple[Notify, ...] = ()
    proposals: tuple[Proposal, ...] = ()


class Grade(Section):
    """How well a checker finds a matter carried out (督查落实程度); the best first."""

    code: Code
    name: Text


class Board(Section):
    """A list on which organisations are ranked (晾晒); it needs a recorded basis of approval where
    it is put up, and can be switched off there (facts 0.6)."""

    code: Code
    name: Text


class Token(Section):
    """A banner (流动红旗) or a card (黄牌): held by an organisation for one `window`, called for by
    any of its triggers, given by a named person. Never a person's."""

    code: Code
    name: Text
    window: Window
    triggers: Triggers
    proposals: tuple[Proposal, ...] = ()
