"""A pack is one locality's rules as data: numbers, names, dates, lists; never conditions.

    pack = packs.load("shangluo/danfeng")            # PackError tells every problem at once
    text = packs.resolve_text("shangluo/danfeng")    # canonical JSON, what an Edition stores
    packs.edition_hash(text); packs.from_text(text)  # SHA-256 hex; the same Pack, years later

Every text is a `Text` (`.zh`, `.en`, `.pick(lang)`). Every limit is a `clock.Limit(n, unit)`.
Sections may carry `.source`: Text | None. The attributes of a `Pack` (all read-only):

    code, version            "shangluo/danfeng", "2022.1"
    name, sources            Text, tuple[Text, ...]
    extends                  str | None
    campaign                 Campaign(code, name) | None
    places                   tuple[Place(code, name, short, kind, parent)]     kind: PlaceKind
    office_hours             clock.OfficeHours(start, end)
    streams                  tuple[Stream(code, name, role)]                   role: str | None
    tiers                    tuple[Tier(code, name)], the highest first
    pairing_roles            tuple[PairingRole(code, name, one_of, required_for)]      SubjectKind
    categories               tuple[Category(code, name, aliases)]
    step_names               Mapping[Step, Text]
    kinds                    Mapping[str, Kind(name, opened_from, steps, limits, categories,
                             assists, extension, return_window, return_once, dispute,
                             reopening_minimum, reopening_times, carry_forward)], of which
      limits, categories     Limits(receipt, first_contact, plan, resolution, call_back),
                             Mapping[str, Limits]
      assists                Assists(receipt, reply) | None
      extension              Extension(times, at_most, ask_before, granted_by) | None;
                             .is_in_time(clock, due_at, asked_at), .is_used_up(granted),
                             .is_too_long(more)
      dispute                Dispute(same_day, decide, decided_by) | None; .due(clock, returned_at)
      carry_forward          CarryForward(review) | None
    decline_reasons          tuple[DeclineReason(code, name, instead)]        instead: Text | None
    instruction              Instruction(limit) | None
    milestones               tuple[Milestone(code, name, after)], predecessors first
    demonstrations           tuple[Demonstration(code, name, subjects)]        SubjectKind
    ladder                   tuple[PackRung(code, name, colour, about, period, stages, triggers,
                             signed, reply, notify, proposals)]     About, Window | None, Proposal
    grades, boards           tuple[Grade(code, name)], tuple[Board(code, name)]
    banners, cards           tuple[Token(code, name, window, triggers, proposals)]
    indicators               tuple[Indicator(code, name, unit, cumulative)]
    bulletin                 Bulletin(title, figures, published_rates, internal_rates) of FigureCode
    numbering                Numbering(mark, slip); .number(year, n, lang="zh") -> str
    documents                Mapping[DocumentKind, Document(head, mark, number)]; is_official;
                             .headed(office, lang="zh") -> str,
                             .numbered(year, n, lang="zh") -> str | None
    trial                    Trial(working_days)

    limit(kind, stage, category=None) -> Limit | None     limits_for(kind, category) -> dict
    ladder_for(stage) -> tuple[ladder.Rung, ...]          rungs_for(stage) -> tuple[PackRung, ...]
    ladder_about(about) -> tuple[ladder.Rung, ...]        rungs_about(about)
    required_roles(subject_kind) -> tuple[PairingRole]    rung(code), place(code): KeyError
    place_called(words), category_called(words): by name, alias or code; None if unknown
"""

from baolian.rules.packs.forms import Text
from baolian.rules.packs.pack import Pack
from baolian.rules.packs.problems import PackError, Problem
from baolian.rules.packs.read import (
    Roots,
    default_roots,
    edition_hash,
    from_text,
    load,
    resolve_text,
)
from baolian.rules.packs.sections import (
    Assists,
    Board,
    Bulletin,
    Campaign,
    CarryForward,
    Category,
    DeclineReason,
    Demonstration,
    Dispute,
    Document,
    Extension,
    Grade,
    Indicator,
    Instruction,
    Kind,
    Limits,
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
from baolian.rules.packs.words import (
    RATES,
    About,
    Colour,
    Decider,
    DocumentKind,
    FigureCode,
    IndicatorUnit,
    MatterSource,
    Notify,
    PlaceKind,
    Proposal,
    Stage,
    Step,
    SubjectKind,
)

__all__ = [
    "RATES",
    "About",
    "Assists",
    "Board",
    "Bulletin",
    "Campaign",
    "CarryForward",
    "Category",
    "Colour",
    "Decider",
    "DeclineReason",
    "Demonstration",
    "Dispute",
    "Document",
    "DocumentKind",
    "Extension",
    "FigureCode",
    "Grade",
    "Indicator",
    "IndicatorUnit",
    "Instruction",
    "Kind",
    "Limits",
    "MatterSource",
    "Milestone",
    "Notify",
    "Numbering",
    "Pack",
    "PackError",
    "PackRung",
    "PairingRole",
    "Place",
    "PlaceKind",
    "Problem",
    "Proposal",
    "Roots",
    "Stage",
    "Step",
    "Stream",
    "SubjectKind",
    "Text",
    "Tier",
    "Token",
    "Trial",
    "default_roots",
    "edition_hash",
    "from_text",
    "load",
    "resolve_text",
]
