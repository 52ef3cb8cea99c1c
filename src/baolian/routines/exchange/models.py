"""What was imported: each confirmed import, and each ledger row that became records."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from baolian.records.people.models import User, new_salt
from baolian.routines.exchange.ledgers import SOURCE_LENGTH

# how the one ledger of an office is called when nobody gave it another name: behind its path
ONE_LEDGER = "/ledger"


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: User) -> ImportQuerySet:
        """One's own, and those of every office whose ledger one keeps. The name that somebody gave
        a ledger says nothing of whose it is."""
        seen = Q(by=user)
        for path in user.charges("clerk"):
            seen |= Q(source__startswith=path, source__endswith=ONE_LEDGER)
        return self.filter(seen)


class Import(models.Model):
    """One confirmed import that wrote something. `source` is the office's name for the ledger.

    A workbook saved again has another `sha256`; what keeps a row from coming in twice is its key.
    """

    source = models.CharField(max_length=SOURCE_LENGTH)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    as_of = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    counts = models.TextField()

    objects = ImportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.source} {self.as_of}"

    @property
    def counted(self) -> dict[str, Any]:
        """How many rows of each kind were new, how many changes were applied."""
        counts: dict[str, Any] = json.loads(self.counts)
        return counts


class ImportedRow(models.Model):
    """A row of a ledger that became records; `about` is the chief one, as `app.model:key`.

    `content` is the row as understood, as canonical JSON, so that a later version of the ledger
    can be compared with it; `digest` is its hash. `stood_at` says where the row stood then.
    """

    # names and telephones are in the content, and can be guessed back from unsalted hashes of it
    PERSONAL: ClassVar = frozenset({"row_key", "digest", "content"})
    OUTSIDE: ClassVar = frozenset({"salt"})

    source = models.CharField(max_length=SOURCE_LENGTH)
    kind = models.CharField(max_length=20)
    row_key = models.CharField(max_length=32)
    digest = models.CharField(max_length=32)
    content = models.TextField()
    about = models.CharField(max_length=60)
    stood_at = models.CharField(max_length=120)
    entered_by = models.ForeignKey(Import, models.PROTECT, related_name="entered", db_index=False)
    salt = models.CharField(max_length=32, default=new_salt)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "row_key"], name="imported_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.stood_at} > {self.about}"

    @property
    def values(self) -> dict[str, Any]:
        """The row's fields as plain JSON values."""
        found: dict[str, Any] = json.loads(self.content)
        return found
