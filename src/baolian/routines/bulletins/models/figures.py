"""A figure: a number that never stands without what it counts, its period and its records."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.db import models

from baolian.records.people.models import User
from baolian.records.readings.models import Reading
from baolian.routines.bulletins import numbers
from baolian.routines.bulletins.counting import count
from baolian.routines.bulletins.definitions import DEFINITIONS, Asked, Slot
from baolian.routines.bulletins.tracing import among, may_see
from baolian.rules.packs import FigureCode

if TYPE_CHECKING:
    from baolian.routines.bulletins.models.bulletins import Bulletin


def are_founded(figures: Iterable[Figure]) -> bool:
    """Does a record stand behind any of those that are for the public?

    A statistic that is quoted says nothing of what was done here, unless nothing else is told.
    """
    shown = [figure for figure in figures if not figure.is_internal]
    ours = [figure for figure in shown if figure.record_model != Reading._meta.label_lower]
    return any(figure.count or figure.denominator for figure in ours or shown)


def fingerprint(figures: Iterable[Figure]) -> str:
    """Sixty-four digits that change when any of them would be published otherwise than it stands:
    a page sends back those of the figures it showed."""
    told = [(f.code, f.value, f.qualifier, f.numerator, f.denominator, f.count) for f in figures]
    return sha256(json.dumps(told).encode()).hexdigest()


class Figure(models.Model):
    """A number with what it counts, its period and the keys of the records it was counted from.

    `value` is an integer in `unit` (count, fen, basis_points), null where there is nothing to
    count from. A rate has `numerator` and `denominator`; its records are the numerator's.
    `source` is the readings' own, empty when they have several. `record_ids` and
    `denominator_ids` are JSON arrays of primary keys, ascending, and empty text
    on a draft, whose figures are not stored. `count` is the number of records.
    """

    APPEND_ONLY: ClassVar = True

    bulletin = models.ForeignKey("bulletins.Bulletin", models.PROTECT, related_name="frozen")
    code = models.CharField(max_length=40)
    position = models.IntegerField()
    is_internal = models.BooleanField()
    label_zh = models.CharField(max_length=100)
    label_en = models.CharField(max_length=100)
    counts_zh = models.CharField(max_length=300)
    counts_en = models.CharField(max_length=300)
    period_begins = models.DateField(null=True)
    period_ends = models.DateField()
    unit = models.CharField(max_length=20)
    measure = models.CharField(max_length=4, blank=True)
    value = models.BigIntegerField(null=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    qualifier = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=200, blank=True)
    count = models.IntegerField()
    record_model = models.CharField(max_length=40)
    record_ids = models.TextField()
    denominator_ids = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "code"], name="figure_once"),
            models.UniqueConstraint(fields=["bulletin", "position"], name="figure_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label_zh} {self.show('zh')}"

    @classmethod
    def count_in(cls, bulletin: Bulletin, slot: Slot, *, with_ids: bool = False) -> Figure:
        """The figure as it stands now, not stored; `with_ids` as publishing freezes it."""
        definition = DEFINITIONS[slot.code]
        return cls(
            bulletin=bulletin,
            code=slot.code.value,
            position=slot.position,
            is_internal=slot.is_internal,
            label_zh=definition.label.zh,
            label_en=definition.label.en,
            counts_zh=definition.counts.zh,
            counts_en=definition.counts.en,
            unit=definition.unit.value,
            measure=definition.measure,
            record_model=definition.records(bulletin.scope).model._meta.label_lower,
            **vars(count(definition, bulletin.scope, with_ids=with_ids)),
        )

    # -- how it is shown -----------------------------------------------------------------------

    @property
    def address(self) -> str:
        """Where the console opens the records."""
        return f"/bulletins/{self.bulletin_id}/figures/{self.code}/"

    def label(self, lang: str) -> str:
        return self.label_en if lang.startswith("en") else self.label_zh

    def counts(self, lang: str) -> str:
        return self.counts_en if lang.startswith("en") else self.counts_zh

    def show(self, lang: str) -> str:
        """The number in words of the page: 106名, 129亿元, 14.7%; 无记录 when there is none."""
        return numbers.show(self.value, self.unit, lang, self.measure, self.qualifier)

    def period(self, lang: str) -> str:
        return numbers.period(self.period_begins, self.period_ends, lang)

    def source_of(self, lang: str) -> str:
        """Where quoted numbers come from; empty for what was counted from our own records."""
        if self.source or self.period_begins is None or self.record_model != "readings.reading":
            return self.source
        return "see the records" if lang.startswith("en") else "见各条记录"

    # -- the records behind it -----------------------------------------------------------------

    def records(self, user: User | None = None) -> models.QuerySet[Any]:
        """Exactly what was counted, by key; with `user`, those of them that one may see."""
        return self.traced(self.record_ids, DEFINITIONS[FigureCode(self.code)].records, user)

    def denominator_records(self, user: User | None = None) -> models.QuerySet[Any]:
        """What a rate was divided by; nothing for a figure that is no rate."""
        base = DEFINITIONS[FigureCode(self.code)].base
        if base is None:
            return self.model_of_records._default_manager.none()
        return self.traced(self.denominator_ids, base, user)

    def traced(self, ids: str, live: Asked, user: User | None) -> models.QuerySet[Any]:
        if self._state.adding:
            found = live(self.bulletin.scope)
        else:
            found = self.model_of_records._default_manager.filter(pk__in=among(ids))
        return may_see(found, user).order_by("pk") if user else found.order_by("pk")

    @property
    def model_of_records(self) -> type[models.Model]:
        return apps.get_model(self.record_model)

    @property
    def keys(self) -> list[int]:
        """The frozen primary keys; empty on a draft."""
        found: list[int] = json.loads(self.record_ids or "[]")
        return found
