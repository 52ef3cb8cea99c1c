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
    kinds                    Mapping[str, Kind(name, steps, limits, categories, reopening_minimum,
                             return_window)]; limits: Limits(receipt, first_contact, plan,
                             resolution, call_back), categories: Mapping[str, Limits]
    ladder                   tuple[PackRung(code, name, colour, stages, triggers, signed, reply,
                             notify)]
    indicators               tuple[Indicator(code, name, unit, cumulative)]
    bulletin                 Bulletin(title, figures, published_rates, internal_rates) of FigureCode
    numbering                Numbering(mark, slip); .number(year, n, lang="zh") -> str
    trial                    Trial(working_days)

    limit(kind, stage, category=None) -> Limit | None     limits_for(kind, category) -> dict
    ladder_for(stage) -> tuple[ladder.Rung, ...]          rungs_for(stage) -> tuple[PackRung, ...]
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
    Bulletin,
    Campaign,
    Category,
    Indicator,
    Kind,
    Limits,
    Numbering,
    PackRung,
    PairingRole,
    Place,
    Stream,
    Tier,
    Trial,
)
from baolian.rules.packs.words import (
    RATES,
    Colour,
    FigureCode,
    IndicatorUnit,
    Notify,
    PlaceKind,
    Stage,
    Step,
    SubjectKind,
)

__all__ = [
    "RATES",
    "Bulletin",
    "Campaign",
    "Category",
    "Colour",
    "FigureCode",
    "Indicator",
    "IndicatorUnit",
    "Kind",
    "Limits",
    "Notify",
    "Numbering",
    "Pack",
    "PackError",
    "PackRung",
    "PairingRole",
    "Place",
    "PlaceKind",
    "Problem",
    "Roots",
    "Stage",
    "Step",
    "Stream",
    "SubjectKind",
    "Text",
    "Tier",
    "Trial",
    "default_roots",
    "edition_hash",
    "from_text",
    "load",
    "resolve_text",
]
