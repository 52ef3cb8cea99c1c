"""The monthly bulletin: live figures while it is a draft, frozen ones once it is published."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from baolian.records.journal.acts import Act
from baolian.records.journal.models import lock_for_sealing
from baolian.records.people.models import Organisation, User
from baolian.records.people.paths import below_any
from baolian.records.rulebook.models import Edition
from baolian.routines.bulletins import markdown, numbers
from baolian.routines.bulletins.counting import Counted, Scope, count, month_of
from baolian.routines.bulletins.figures import DEFINITIONS, Definition
from baolian.routines.bulletins.tracing import among, may_see
from baolian.rules.packs import Bulletin as Rules
from baolian.rules.packs import FigureCode, Text

LANGUAGES = ("zh", "en")


class AlreadyDrafted(Exception):
    """The organisation has a bulletin for that month."""


class AlreadyPublished(Exception):
    """What is published stays as it was published."""


class MonthNotOver(Exception):
    """A bulletin speaks as of the month's last day; it cannot be published before that day."""


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    def published(self) -> BulletinQuerySet:
        return self.filter(publication__isnull=False)

    def visible_to(self, user: User) -> BulletinQuerySet:
        """Published ones are for everyone with a post, drafts for the clerks in whose scope.

        The three administrators have no business post, so they see none.
        """
        if not user.scopes():
            return self.none()
        drafted_here = below_any(user.scopes("clerk"), "organisation__path")
        return self.filter(Q(publication__isnull=False) | drafted_here)

    def latest_first(self) -> BulletinQuerySet:
        return self.select_related("organisation", "publication").order_by("-month", "id")


class Bulletin(models.Model):
    """One organisation, one month (its first day). The words are fixed when it is drafted."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="bulletins")
    month = models.DateField()
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    place_zh = models.CharField(max_length=100)
    place_en = models.CharField(max_length=100)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()

    objects = BulletinQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "month"], name="bulletin_once_a_month")
        ]

    def __str__(self) -> str:
        return self.title_zh

    # -- verbs ---------------------------------------------------------------------------------

    @classmethod
    def draft(cls, act: Act, organisation: Organisation, month: date) -> Bulletin:
        """Draft the bulletin of the month in which the day `month` lies.

        Raises AlreadyDrafted, and NoEdition where no pack is adopted.
        """
        month = month_of(month)
        if cls.objects.filter(organisation=organisation, month=month).exists():
            raise AlreadyDrafted(f"{organisation} {month:%Y-%m}")
        edition = act.rulebook.edition_for(organisation.path, Scope(organisation.path, month).last)
        place, title = place_of(organisation, edition), edition.pack.bulletin.title
        bulletin = cls(
            organisation=organisation,
            month=month,
            title_zh=f"{place.zh}{title.zh}（{month.year}年{month.month}月）",
            title_en=f"{place.en}: {title.en}, {month:%B %Y}",
            place_zh=place.zh,
            place_en=place.en,
            edition=edition,
            drafted_at=act.at,
        )
        with act.page() as page:
            page.line("drafted", bulletin).add(bulletin)
        return bulletin

    @classmethod
    def open_or_draft(cls, act: Act, organisation: Organisation, month: date) -> Bulletin:
        """The month's bulletin, drafted when there is none yet."""
        found = cls.objects.filter(organisation=organisation, month=month_of(month)).first()
        return found or cls.draft(act, organisation, month)

    def publish(self, act: Act) -> Publication:
        """Count every figure, freeze it with the keys of its records, freeze the words too.

        Raises AlreadyPublished, MonthNotOver.
        """
        if act.today < self.scope.last:
            raise MonthNotOver(f"{self.month:%Y-%m} ends on {self.scope.last}; today is {act.today}")
        publication = Publication(bulletin=self, at=act.at, by=act.by)
        with act.page() as page:
            # every figure must count the same moment: verbs wait while we count
            lock_for_sealing()
            if Publication.objects.filter(bulletin=self).exists():
                raise AlreadyPublished(f"{self.month:%Y-%m}")
            line = page.line("published", self)
            line.add(publication)
            figures = self.counted(with_ids=True)
            for figure in figures:
                line.add(figure)
            for copy in self.copies(figures, publication):
                line.add(copy)
        return publication

    def copies(self, figures: list[Figure], publication: Publication) -> Iterable[Copy]:
        for lang in LANGUAGES:
            for internal in (False, True):
                shown = [f for f in figures if internal or not f.is_internal]
                text = markdown.render(self, shown, publication.at, lang, internal=internal)
                yield Copy(bulletin=self, lang=lang, is_internal=internal, text=text)

    # -- what it says --------------------------------------------------------------------------

    @property
    def scope(self) -> Scope:
        return Scope(self.organisation.path, self.month)

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def published_at(self) -> Any:
        """The moment of publication; None while it is a draft."""
        publication: Publication | None = getattr(self, "publication", None)
        return publication and publication.at

    def title(self, lang: str) -> str:
        return self.title_en if lang.startswith("en") else self.title_zh

    def figures(self, *, internal: bool = False) -> list[Figure]:
        """In the pack's order: counted now while a draft (one query each), frozen rows after.

        `internal` adds those kept off the published copy.
        """
        found = list(self.frozen.order_by("position")) if self.is_published else self.counted()
        return [figure for figure in found if internal or not figure.is_internal]

    def figure(self, code: str, *, internal: bool = False) -> Figure:
        """One figure; raises Figure.DoesNotExist, also for an internal one on the open copy."""
        if self.is_published:
            found = self.frozen.get(code=code)
        else:
            listed = [row for row in listed_in(self.edition.pack.bulletin) if row[0] == code]
            if not listed:
                raise Figure.DoesNotExist(code)
            found = self.count_one(*listed[0])
        if found.is_internal and not internal:
            raise Figure.DoesNotExist(code)
        return found

    def counted(self, *, with_ids: bool = False) -> list[Figure]:
        listed = listed_in(self.edition.pack.bulletin)
        return [self.count_one(*row, with_ids=with_ids) for row in listed]

    def count_one(
        self, code: FigureCode, position: int, is_internal: bool, *, with_ids: bool = False
    ) -> Figure:
        definition = DEFINITIONS[code]
        counted = count(definition, self.scope, with_ids=with_ids)
        return Figure.of(self, position, is_internal, definition, counted)

    def markdown(self, lang: str = "zh", *, internal: bool = False) -> str:
        """The document, `zh` or `en`; of a published bulletin the very text that was published."""
        lang = "en" if lang.startswith("en") else "zh"
        if self.is_published:
            return self.copy_set.get(lang=lang, is_internal=internal).text
        figures = self.figures(internal=internal)
        return markdown.render(self, figures, None, lang, internal=internal)

    # -- who may -------------------------------------------------------------------------------

    def is_open_inside_to(self, user: User) -> bool:
        """May this user read the internal copy? Clerks, leaders and supervisors in scope."""
        return user.reaches(self.organisation.path, "clerk", "leader", "supervisor")


def place_of(organisation: Organisation, edition: Edition) -> Text:
    """The organisation's name in both languages; its Chinese name twice where no pack knows it."""
    if place := edition.pack.place_called(organisation.code or organisation.name):
        return place.name
    return Text(zh=organisation.name, en=organisation.name)


def listed_in(rules: Rules) -> list[tuple[FigureCode, int, bool]]:
    """(code, position from 1, whether internal), each code once: the figures, then the rates."""
    open_ones = (*rules.figures, *rules.published_rates)
    codes = dict.fromkeys((*open_ones, *rules.internal_rates))
    inside = set(rules.internal_rates) - set(open_ones)
    return [(code, n, code in inside) for n, code in enumerate(codes, start=1)]


class Publication(models.Model):
    """The bulletin is out; from this moment nothing in it changes."""

    bulletin = models.OneToOneField(Bulletin, models.PROTECT, related_name="publication")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"publication of {self.bulletin_id}"


class Copy(models.Model):
    """The words as published: two languages, the open copy and the internal one."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT)
    lang = models.CharField(max_length=2)
    is_internal = models.BooleanField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "lang", "is_internal"], name="bulletin_copy_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lang} of {self.bulletin_id}"


class Figure(models.Model):
    """A number with what it counts, its period and the keys of the records it was counted from.

    `value` is an integer in `unit` (count, fen, basis_points), null where there is nothing to
    count from. A rate has `numerator` and `denominator`; its records are the numerator's.
    `record_ids` and `denominator_ids` are JSON arrays of primary keys, ascending, and empty text
    on a draft, whose figures are not stored. `count` is the number of records.
    """

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="frozen")
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
    def of(
        cls,
        bulletin: Bulletin,
        position: int,
        is_internal: bool,
        definition: Definition,
        counted: Counted,
    ) -> Figure:
        return cls(
            bulletin=bulletin,
            code=definition.code.value,
            position=position,
            is_internal=is_internal,
            label_zh=definition.label.zh,
            label_en=definition.label.en,
            counts_zh=definition.counts.zh,
            counts_en=definition.counts.en,
            unit=definition.unit.value,
            measure=definition.measure,
            record_model=definition.records(bulletin.scope).model._meta.label_lower,
            **vars(counted),
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

    def traced(self, ids: str, live: Any, user: User | None) -> models.QuerySet[Any]:
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
