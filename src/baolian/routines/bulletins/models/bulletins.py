"""The monthly bulletin: live figures while it is a draft, frozen ones once it is published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import models
from django.db.models import Q

from baolian.records.journal.acts import Act
from baolian.records.journal.models import lock_for_sealing
from baolian.records.people.models import Organisation, User
from baolian.records.people.paths import below_any
from baolian.records.rulebook.models import Edition
from baolian.routines.bulletins import markdown
from baolian.routines.bulletins.counting import Scope, month_of
from baolian.routines.bulletins.courses import course, is_told
from baolian.routines.bulletins.definitions import Slot, slots_of
from baolian.routines.bulletins.models.figures import Figure, are_founded, fingerprint
from baolian.routines.bulletins.models.publications import Copy, Publication
from baolian.routines.bulletins.words import Words, packed, spoken, unpacked
from baolian.rules.packs import Text

LANGUAGES = ("zh", "en")


class AlreadyDrafted(Exception):
    """The organisation has a bulletin for that month."""


class AlreadyPublished(Exception):
    """What is published stays as it was published."""


class MonthNotBegun(Exception):
    """A month that is to come has nothing to tell."""


class MonthNotOver(Exception):
    """A bulletin speaks as of the month's last day; it cannot be published before that day."""


class NothingRecorded(Exception):
    """No figure has a record behind it: the month lies before anything was recorded there."""


class FiguresMoved(Exception):
    """A record was entered since the figures were shown: look at them again."""


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    def published(self) -> BulletinQuerySet:
        return self.filter(publication__isnull=False)

    def drafted_in(self, paths: list[str]) -> BulletinQuerySet:
        """Those that nobody has published yet, for the clerks of these subtrees."""
        return self.filter(below_any(paths, "organisation__path"), publication=None)

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

        Raises MonthNotBegun, AlreadyDrafted, and NoEdition where no pack is adopted.
        """
        month = month_of(month)
        if month > act.today:
            raise MonthNotBegun(f"{month:%Y-%m}; today is {act.today}")
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

    def publish(self, act: Act, shown: str = "") -> Publication:
        """Count every figure, freeze it with the keys of its records, freeze the words too.
        `shown`: the fingerprint of the figures that somebody saw and agreed to.

        Raises AlreadyPublished, MonthNotOver, NothingRecorded, FiguresMoved.
        """
        if not self.is_over(act):
            raise MonthNotOver(
                f"{self.month:%Y-%m} ends on {self.scope.last}; today is {act.today}"
            )
        publication = Publication(bulletin_id=self.pk, at=act.at, by=act.by)
        with act.page() as page:
            # every figure must count the same moment: verbs wait while we count
            lock_for_sealing()
            if Publication.objects.filter(bulletin=self).exists():
                raise AlreadyPublished(f"{self.month:%Y-%m}")
            line = page.line("published", self)
            line.add(publication)
            figures = self.counted(with_ids=True)
            if not are_founded(figures):
                raise NothingRecorded(f"{self.organisation} {self.month:%Y-%m}")
            if shown and shown != fingerprint(figures):
                raise FiguresMoved(f"{self.organisation} {self.month:%Y-%m}")
            for figure in figures:
                line.add(figure)
            for copy in self.copies(figures, publication):
                line.add(copy)
        # only now that it is written does this object know that it is published
        publication.bulletin = self
        return publication

    def copies(self, figures: list[Figure], publication: Publication) -> Iterable[Copy]:
        months = course(self.scope) if is_told(figures) else []
        for lang in LANGUAGES:
            for internal in (False, True):
                shown = [f for f in figures if internal or not f.is_internal]
                text = markdown.render(self, shown, publication.at, lang, internal=internal)
                told = months if is_told(shown) else []
                words = packed(spoken(self, shown, publication.at, lang, told))
                yield Copy(bulletin=self, lang=lang, is_internal=internal, text=text, words=words)

    # -- what it says --------------------------------------------------------------------------

    @property
    def scope(self) -> Scope:
        return Scope(self.organisation.path, self.month)

    def is_over(self, act: Act) -> bool:
        """Whether its last day has come, as of which it speaks."""
        return act.today >= self.scope.last

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def published_at(self) -> datetime | None:
        """The moment of publication; None while it is a draft."""
        publication: Publication | None = getattr(self, "publication", None)
        return publication.at if publication else None

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
            slots = [slot for slot in self.slots if slot.code == code]
            if not slots:
                raise Figure.DoesNotExist(code)
            found = Figure.count_in(self, slots[0])
        if found.is_internal and not internal:
            raise Figure.DoesNotExist(code)
        return found

    @property
    def slots(self) -> list[Slot]:
        return slots_of(self.edition.pack.bulletin)

    def counted(self, *, with_ids: bool = False) -> list[Figure]:
        return [Figure.count_in(self, slot, with_ids=with_ids) for slot in self.slots]

    def markdown(self, lang: str = "zh", *, internal: bool = False) -> str:
        """The document, `zh` or `en`; of a published bulletin the very text that was published."""
        lang = "en" if lang.startswith("en") else "zh"
        if self.is_published:
            return self.texts.get(lang=lang, is_internal=internal).text
        figures = self.figures(internal=internal)
        return markdown.render(self, figures, None, lang, internal=internal)

    def words(self, lang: str = "zh", *, internal: bool = False) -> Words:
        """What a page says, each number with its figure; of a published one the words it had."""
        lang = "en" if lang.startswith("en") else "zh"
        figures = self.figures(internal=internal)
        if self.is_published:
            return unpacked(self.texts.get(lang=lang, is_internal=internal).words, figures)
        months = course(self.scope) if is_told(figures) else []
        return spoken(self, figures, None, lang, months)

    # -- who may -------------------------------------------------------------------------------

    def can_publish(self, user: User) -> bool:
        return user.can_publish_bulletins(self.organisation.path)

    def is_open_inside_to(self, user: User) -> bool:
        """May this user read the internal copy? Clerks, leaders and supervisors in scope."""
        return user.sees(self.organisation.path, "clerk", "leader", "supervisor")


def place_of(organisation: Organisation, edition: Edition) -> Text:
    """The organisation's name in both languages; its Chinese name twice where no pack knows it."""
    if place := edition.pack.place_called(organisation.code or organisation.name):
        return place.name
    return Text(zh=organisation.name, en=organisation.name)
