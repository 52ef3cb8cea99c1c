"""The indexes of matters: what each list walks, in its order.

A list is a scope (all, a subtree, one's own), a state and an order. A wide scope walks the order's
own index and leaves out what is not in it; a narrow one is gathered by its path and sorted. The
states that hold a few rows among many have an index of their own.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

OPEN = Q(closed_at=None)

INDEXES = [
    # a scope, in the order of what is due
    models.Index(fields=["org_path", "due_at", "id"], condition=OPEN, name="matter_open_by_path"),
    models.Index(
        fields=["place_path", "due_at", "id"], condition=OPEN, name="matter_open_by_place"
    ),
    models.Index(fields=["owner", "due_at", "id"], condition=OPEN, name="matter_open_by_owner"),
    # a scope, open or not
    models.Index(fields=["org_path", "id"], name="matter_by_path"),
    models.Index(fields=["place_path", "id"], name="matter_by_place"),
    # an order, for scopes that hold a great part of all
    models.Index(fields=["due_at", "id"], condition=OPEN, name="matter_open_due"),
    models.Index(fields=["due_at", "id"], name="matter_due"),
    models.Index(fields=["opened_at", "id"], name="matter_opened"),
    models.Index(
        fields=["resolved_at", "id"], condition=Q(resolved_at__isnull=False), name="matter_resolved"
    ),
    models.Index(
        fields=["closed_at", "id"], condition=Q(closed_at__isnull=False), name="matter_closed"
    ),
    # a few rows among many
    models.Index(
        fields=["due_at", "id"], condition=OPEN & Q(organisation=None), name="matter_unassigned"
    ),
    models.Index(
        fields=["due_at", "id"],
        condition=OPEN & Q(resolved_at__isnull=False),
        name="matter_unconfirmed",
    ),
]
