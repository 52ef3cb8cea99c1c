"""Who answers for a subject: one line a tier, and whom the pack asks for and nobody is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from baolian.faces.parts.words import role_name, said, stream_name, tier_name
from baolian.records.journal.acts import Act
from baolian.records.pairings.models import Pairing, PairingQuerySet
from baolian.records.people.dates import is_standing
from baolian.records.subjects.models import Subject
from baolian.rules.packs import Pack, SubjectKind


@dataclass(frozen=True)
class PairingLine:
    pairing: Pairing
    role: str
    tier: str
    stream: str
    is_standing: bool


@dataclass(frozen=True)
class Tier:
    """Its holders of today; none is a gap to be seen."""

    name: str
    lines: list[PairingLine]


def ordered(pairings: PairingQuerySet) -> Any:
    """Those that have not ended first."""
    related = pairings.select_related("officer", "subject", "organisation")
    return related.order_by(F("until").asc(nulls_first=True), "id")


def pairing_lines(act: Act, pack: Pack | None, pairings: Iterable[Pairing]) -> list[PairingLine]:
    return [
        PairingLine(
            pairing,
            role_name(pack, pairing.role, pairing.office_kind),
            tier_name(pack, pairing.tier),
            stream_name(pack, pairing.stream),
            is_standing(pairing, act.today),
        )
        for pairing in pairings
    ]


def tiers_of(pack: Pack | None, lines: Iterable[PairingLine], *, with_gaps: bool) -> list[Tier]:
    """The pack's tiers from the highest; then those that it no longer has."""
    standing = [line for line in lines if line.is_standing]
    names = {tier.code: said(tier.name) for tier in pack.tiers} if pack else {}
    names |= {line.pairing.tier: line.tier for line in standing if line.pairing.tier not in names}
    tiers = [
        Tier(name, [line for line in standing if line.pairing.tier == code])
        for code, name in names.items()
    ]
    return [tier for tier in tiers if tier.lines or with_gaps]


def lacking(pack: Pack | None, subject: Subject, lines: Iterable[PairingLine]) -> list[str]:
    """Names of the roles without which a subject of its kind has a gap."""
    held = {line.pairing.role for line in lines if line.is_standing}
    required = pack.required_roles(SubjectKind(subject.kind)) if pack else ()
    return [said(role.name) for role in required if role.code not in held]
