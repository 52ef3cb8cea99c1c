"""A reading in words: the pack's indicator and unit, the qualifier that came with the number."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from baolian.faces.parts.words import said
from baolian.records.readings.models import Reading
from baolian.routines.bulletins import numbers
from baolian.rules.packs import Pack


@dataclass(frozen=True)
class ReadingLine:
    reading: Reading
    indicator: str
    plan: str
    actual: str
    period: str


def shown(pack: Pack | None, reading: Reading) -> ReadingLine:
    """A pack that no longer has the indicator leaves its code and the bare number."""
    known = {i.code: i for i in pack.indicators} if pack else {}
    indicator = known.get(reading.indicator)
    lang = "en" if (get_language() or "").startswith("en") else "zh"
    unit = indicator.unit.value if indicator else "count"
    return ReadingLine(
        reading,
        said(indicator.name) if indicator else reading.indicator,
        "" if reading.plan is None else numbers.show(reading.plan, unit, lang),
        numbers.show(reading.actual, unit, lang, "", reading.qualifier),
        numbers.period(reading.begins_on, reading.ends_on, lang),
    )
