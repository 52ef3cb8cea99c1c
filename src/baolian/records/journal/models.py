"""What was done, by whom, when; sealed in a chain. And the outbox of notices still to be sent."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import connection, models
from django.db.models import Q

# One lock a site: verbs share it, the sealer takes it alone, so no seal misses a late commit.
LOCK = "SELECT {}(hashtext('baolian journal'), hashtext(current_schema()))"


def lock_for_writing() -> None:
    """Hold off the sealer until this transaction ends. SQLite has one writer at a time anyway."""
    take("pg_advisory_xact_lock_shared")


def lock_for_sealing() -> None:
    """Wait until every verb that has written entries has committed, and hold off new ones."""
    take("pg_advisory_xact_lock")


def take(function: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(LOCK.format(function))


def told_in(notices: str) -> list[list[str]]:
    """[kind, key, facts] of each notice that an entry carries; the key ends with its addressee."""
    # JSON writes tabs and ends of lines in another way, so these two divide
    return [line.split("\t") for line in notices.split("\n")] if notices else []


class EntryQuerySet(models.QuerySet["Entry"]):
    def concerning(self, thing: models.Model) -> EntryQuerySet:
        """The history of a thing, oldest first."""
        return self.filter(about=f"{thing._meta.label_lower}:{thing.pk}").order_by("id")

    def unsealed(self) -> EntryQuerySet:
        last = Seal.objects.order_by("-id").values_list("last_entry", flat=True).first()
        return self.filter(id__gt=last or 0).order_by("id")


class Entry(models.Model):
    """One verb, done once. Never updated, never deleted: the database refuses.

    `about` is `app.model:key`. `changes` maps `app.model:key` to the columns that were written,
    as canonical JSON text, so that both databases keep the same bytes. `notices` is what went
    into the outbox with it, one a line: kind, key and facts, with tabs between.
    """

    # entries do not enter themselves; every model without this word is replayed by `verify`
    JOURNALED: ClassVar = False
    # the database refuses to change or delete a row; see triggers.py
    APPEND_ONLY: ClassVar = True

    at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # an officer's key without a foreign key: the journal lies below the people it names
    on_behalf_of = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)
    changes = models.TextField()
    notices = models.TextField(blank=True, default="")

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["about", "id"], name="entry_about")]
        # the chain begins above zero: what lay below would be history that nobody seals
        constraints = [models.CheckConstraint(condition=Q(id__gte=1), name="entry_in_the_chain")]

    def __str__(self) -> str:
        return f"{self.verb} {self.about}"

    @property
    def written(self) -> dict[str, dict[str, Any]]:
        parsed: dict[str, dict[str, Any]] = json.loads(self.changes)
        return parsed


class Seal(models.Model):
    """A link of the chain over all entries up to `last_entry`."""

    JOURNALED: ClassVar = False
    APPEND_ONLY: ClassVar = True

    at = models.DateTimeField()
    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField(unique=True)
    entries = models.IntegerField()
    previous = models.CharField(max_length=64, unique=True)
    head = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"seal {self.pk} {self.head[:12]}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def waiting(self) -> NoticeQuerySet:
        return self.filter(delivered_at=None)

    def addressed_to(self, *things: models.Model) -> NoticeQuerySet:
        return self.sent_to([f"{t._meta.label_lower}:{t.pk}" for t in things])

    def sent_to(self, addressees: list[str]) -> NoticeQuerySet:
        """By their names: `people.officer:7`."""
        return self.filter(to__in=addressees)


class Notice(models.Model):
    """A notice in the outbox: delivered at least once, recognised by its key."""

    JOURNALED: ClassVar = False

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=40)
    to = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    facts = models.TextField(default="{}")
    at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["to", "-id"], name="notice_to")]

    def __str__(self) -> str:
        return f"{self.kind} > {self.to}"
