"""Where and by whom: the campaign, places, streams, the three parties, roles; and what about."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from baolian.rules.packs.forms import Code, PlaceCode, Section, Text, Words
from baolian.rules.packs.words import OfficeKind, PlaceKind, SubjectKind


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


class DeclineReason(Section):
    """Why a request may be declined (不予受理); `instead`: where the enterprise turns to then."""

    code: Code
    name: Text
    instead: Text | None = None


class Milestone(Section):
    """A step of every key project, from its pipeline to its full production; it can begin when
    those in `after` are reached, which stand earlier in the list."""

    code: Code
    name: Text
    after: tuple[Code, ...] = ()


class Demonstration(Section):
    """A dated tag (抓点示范) that subjects of these kinds can wear."""

    code: Code
    name: Text
    subjects: Annotated[tuple[SubjectKind, ...], Field(min_length=1)]
