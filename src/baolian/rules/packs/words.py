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


class MatterSource(StrEnum):
    """Where a matter can come from."""

    VISIT = "visit"
    PORTAL = "portal"
    TELEPHONE = "telephone"
    HOTLINE = "hotline"
    INSTRUCTION = "instruction"
    MEETING = "meeting"
    COUNTER = "counter"
    IMPORT = "import"


class Decider(StrEnum):
    """By whose post something is granted or decided."""

    LEADER = "leader"
    CLERK = "clerk"
    SUPERVISOR = "supervisor"


class About(StrEnum):
    """What a slip is about; of a subject or an organisation, it is about one period of it."""

    MATTER = "matter"
    SUBJECT = "subject"
    ORGANISATION = "organisation"


class Proposal(StrEnum):
    """What a rung proposes; a named person decides it, never the system (facts 7.4)."""

    TALK = "talk"
    ADMONITION = "admonition"
    ACCOUNTABILITY = "accountability"
    COMMENDATION = "commendation"


class DocumentKind(StrEnum):
    """What the office hands out on paper."""

    SLIP = "slip"
    LETTER = "letter"
    CARD = "card"
    MINUTES = "minutes"
    BRIEF = "brief"
    CIRCULAR = "circular"

    @property
    def is_official(self) -> bool:
        """One of the fifteen kinds of 中办发〔2012〕14号 (here 函, 纪要, 通报), which carry a red
        head and a document number; 简报, 督办单, 责任卡 are none of them (facts 1.7)."""
        return self in (DocumentKind.LETTER, DocumentKind.MINUTES, DocumentKind.CIRCULAR)


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
