"""From a frozen list of keys back to the records, and which of them one may see."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Officer, User

UNPACKED = {
    "postgresql": "SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(%s AS json))",
    "sqlite": "SELECT value FROM json_each(%s)",
}


def among(keys: str) -> RawSQL:
    """The keys of a JSON array as a subquery: one parameter, however many keys there are."""
    return RawSQL(UNPACKED[connection.vendor], [keys or "[]"])  # noqa: S611 - a constant, one parameter


def may_see(records: QuerySet[Any], user: User) -> QuerySet[Any]:
    """Those of the records that `user` may open. A published number tells nobody more than that."""
    seen: QuerySet[Any]
    if records.model is Officer:
        pairings = Pairing.objects.visible_to(user)
        seen = Officer.objects.filter(pk__in=pairings.values("officer"))
    else:
        seen = records.model.objects.visible_to(user)
    return records.filter(pk__in=seen.values("pk"))
