"""The closed sets a pack chooses from. A new member is Python first; then packs can name it."""

from enum import StrEnum


class PlaceKind(StrEnum):
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWN = "town"
    PARK_COMMITTEE = "park_committee"


class SubjectKind(StrEnum):
    ENTERPRISE = "enterprise"
    PROJECT = "project"
    CHAIN = "chain"
    PARK = "park"
    VILLAGE = "village"
    SECTOR = "sector"


class OfficeKind(StrEnum):
    """Of the organisation for which a holder answers."""

    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWN = "town"
    PARK_COMMITTEE = "park_committee"
    DEPARTMENT = "department"
    BANK = "bank"


class Step(StrEnum):
    """The one line of every matter's life, in order."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    RECEIPT = "receipt"
    HANDLING = "handling"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    ARCHIVED = "archived"


class Stage(StrEnum):
    """What a pack can limit; each limited stage of a matter is one deadline."""

    RECEIPT = "receipt"
    FIRST_CONTACT = "first_contact"
    PLAN = "plan"
    RESOLUTION = "resolution"
    CALL_BACK = "call_back"


class Colour(StrEnum):
    NONE = "none"
    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


class Notify(StrEnum):
    """Who hears of a slip: by what they are to the matter, never by name."""

    HANDLER = "handler"
    LEADER = "leader"
    HEAD = "head"
    CLERK = "clerk"
    SUPERVISOR = "supervisor"


class IndicatorUnit(StrEnum):
    FEN = "fen"
    BASIS_POINTS = "basis_points"
    COUNT = "count"
    SQUARE_METRES = "square_metres"


class FigureCode(StrEnum):
    """What a bulletin can count. What each one counts is defined in `routines.bulletins`."""

    LEADERS = "leaders"
    CHAINS = "chains"
    PROJECTS = "projects"
    STARTED = "started"
    COMPLETED_INVESTMENT = "completed_investment"
    HEADS = "heads"
    ENTERPRISES = "enterprises"
    DIFFICULTIES = "difficulties"
    RESOLVED_CLAIMED = "resolved_claimed"
    RESOLVED_CONFIRMED = "resolved_confirmed"
    INDUSTRIAL_GROWTH = "industrial_growth"
    HANDLED_RATE = "handled_rate"
    HONEST_RATE = "honest_rate"
    SLIPS = "slips"


RATES = (FigureCode.HANDLED_RATE, FigureCode.HONEST_RATE)
