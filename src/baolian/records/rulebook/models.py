"""Which rules hold where, from which day: editions of packs, their adoptions, work calendars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import IntegrityError, models
from django.db.models.functions import MD5

from baolian.records.journal.acts import Act
from baolian.records.journal.prepared import prepared
from baolian.records.people.models import Organisation
from baolian.records.people.paths import ancestors
from baolian.rules.calendars import calendar_data
from baolian.rules.clock import Clock, WorkCalendar
from baolian.rules.packs import Pack, Roots, edition_hash, from_text, resolve_text


class NoEdition(Exception):
    """No pack is adopted there on that day."""


class AlreadyAdopted(Exception):
    """The organisation adopts a pack from that day on already."""


class Edition(models.Model):
    """A pack as it was adopted: the resolved text, kept for ever, and its hash."""

    pack_code = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    hash = models.CharField(max_length=64, unique=True)
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.pack_code} {self.version}"

    @property
    def pack(self) -> Pack:
        return parsed(self.hash, self.text)


@lru_cache(maxsize=64)
def parsed(_hash: str, text: str) -> Pack:
    return from_text(text)


class Adoption(models.Model):
    """`organisation` and everything below it lives by `edition` from `since` on."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="adoptions")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="adoptions")
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "since"], name="one_adoption_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.edition} from {self.since}"

    @classmethod
    def adopt(
        cls,
        act: Act,
        organisation: Organisation,
        pack_code: str,
        since: date,
        roots: Roots | None = None,
    ) -> Adoption:
        """Adopt the pack as it stands in its files today. Raises PackError, AlreadyAdopted."""
        text = resolve_text(pack_code, roots)
        mark = edition_hash(text)
        try:
            with act.page() as page:
                line = page.line("adopted", organisation, note=pack_code)
                edition = Edition.objects.filter(hash=mark).first()
                if edition is None:
                    version = from_text(text).version
                    edition = line.add(
                        Edition(pack_code=pack_code, version=version, hash=mark, text=text)
                    )
                return line.add(cls(organisation=organisation, edition=edition, since=since))
        except IntegrityError as twin:
            if cls.objects.filter(organisation=organisation, since=since).exists():
                raise AlreadyAdopted(f"{organisation} adopts a pack from {since} on") from twin
            raise


class CalendarKnown(Exception):
    """A calendar of that version has been published before."""


class Calendar(models.Model):
    """A version of the working calendar. A new notice makes a new version, never a change."""

    label = models.CharField(max_length=100)
    text = models.TextField()
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.label

    @classmethod
    def publish(cls, act: Act, text: str) -> Calendar:
        """Enter a version; `text` is TOML in the form of rules/calendars/china.toml.

        Raises what reading it raises, BadYearRecord, CalendarKnown.
        """
        data = calendar_data(text)
        data.calendar()  # one that cannot be counted by would stop every verb
        if cls.objects.filter(label=data.version).exists():
            raise CalendarKnown(data.version)
        calendar = cls(label=data.version, text=text, since=act.at)
        with act.page() as page:
            page.line("calendar published", calendar).add(calendar)
        return calendar

    @property
    def working(self) -> WorkCalendar:
        return counted(self.text)

    def notices(self, since: date, until: date) -> list[tuple[int, str]]:
        """(year, 文号) of the State Council's notices that arranged the years of this span; a year
        whose notice is not known for sure, or still to come, is left out."""
        numbers = numbered(self.text)
        years = range(since.year, until.year + 1)
        return [(year, numbers[year]) for year in years if numbers.get(year)]

    def unarranged(self, since: date, until: date) -> list[int]:
        """The years of this span of which no notice is known yet: they have weekends only."""
        official = self.working.official_years
        return [year for year in range(since.year, until.year + 1) if year not in official]


@lru_cache(maxsize=16)
def counted(text: str) -> WorkCalendar:
    return calendar_data(text).calendar()


@lru_cache(maxsize=16)
def numbered(text: str) -> dict[int, str]:
    """A calendar's years with the numbers of their notices."""
    return {record.year: record.notice for record in calendar_data(text).years}


@dataclass(frozen=True)
class Rulebook:
    """All adoptions and the current calendar, read once an act.

    `adoptions` maps an organisation's path to (since, edition key), latest first.
    """

    adoptions: Mapping[str, Sequence[tuple[date, int]]] = field(default_factory=dict)
    editions: dict[int, Edition] = field(default_factory=dict)
    calendar: Calendar | None = None

    @classmethod
    def load(cls) -> Rulebook:
        adoptions: dict[str, list[tuple[date, int]]] = {}
        editions: dict[int, Edition] = {}
        for path, since, key, mark in adopted.rows():
            adoptions.setdefault(path, []).append((since, key))
            editions[key] = kept_edition(key, mark)
        last = next(iter(latest_calendar.rows()), None)
        return cls(adoptions, editions, kept_calendar(*last) if last else None)

    def edition_for(self, path: str, day: date) -> Edition:
        """The edition in force on `day` for the organisation at `path`: nearest adoption upward.

        Raises NoEdition.
        """
        for above in ancestors(path):
            for since, key in self.adoptions.get(above, ()):
                if since <= day:
                    return self.editions[key]
        raise NoEdition(f"no pack is adopted at {path} on {day}; run `baolian create-site`")

    def clock(self, edition: Edition, calendar: Calendar | None = None) -> Clock:
        """How limits are counted: the edition's office hours over a calendar version."""
        version = calendar or self.current_calendar
        return Clock(version.working, edition.pack.office_hours)

    @property
    def current_calendar(self) -> Calendar:
        if self.calendar is None:
            raise NoEdition("the site has no calendar yet; run `baolian create-site`")
        return self.calendar


@prepared()
def adopted() -> models.QuerySet[Any, Any]:
    columns = ("organisation__path", "since", "edition", "edition__hash")
    return Adoption.objects.order_by("-since").values_list(*columns)


@prepared(most=1)
def latest_calendar() -> models.QuerySet[Any, Any]:
    return Calendar.objects.order_by("-id").values_list("id", MD5("text"))


# Neither is ever changed, so that a process reads each once. What is in it belongs to its name: a
# key comes back with other words where a transaction was rolled back.
@lru_cache(maxsize=64)
def kept_edition(key: int, _hash: str) -> Edition:
    return Edition.objects.get(pk=key)


@lru_cache(maxsize=16)
def kept_calendar(key: int, _md5: str) -> Calendar:
    return Calendar.objects.get(pk=key)


def edition_of(row: Any, rulebook: Rulebook) -> Edition:
    """The edition a row was opened under, from the rulebook when it is there."""
    known = rulebook.editions.get(row.edition_id)
    edition: Edition = known or row.edition
    return edition
