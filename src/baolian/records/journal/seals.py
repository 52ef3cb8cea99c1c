"""The chain: each seal hashes the one before and every entry since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from baolian.records.journal.encoding import canonical, plain
from baolian.records.journal.models import Entry, Seal, lock_for_sealing
from baolian.records.journal.rows import insert_rows, number

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act

BEGINNING = "0" * 64


def head_of(seal: Seal, entries: Iterable[Entry]) -> tuple[str, int]:
    """SHA-256 over the previous head, each entry's canonical text, and the seal's own columns.

    Also how many entries there were: that number belongs to what is hashed.
    """
    digest, n = hashlib.sha256(seal.previous.encode()), 0
    for entry in entries:
        digest.update(text_of(entry).encode())
        n += 1
    own = {"at": plain(seal.at), "first": seal.first_entry, "last": seal.last_entry, "entries": n}
    digest.update(canonical(own).encode())
    return digest.hexdigest(), n


def text_of(entry: Entry) -> str:
    columns = {
        "id": entry.pk,
        "at": plain(entry.at),
        "verb": entry.verb,
        "about": entry.about,
        "by": entry.by_id,
        "on_behalf_of": entry.on_behalf_of,
        "note": entry.note,
        "changes": entry.changes,
    }
    # left out when empty: seals from before entries carried their notices still hold
    return canonical(columns | ({"notices": entry.notices} if entry.notices else {}))


@transaction.atomic
def seal(act: Act) -> Seal | None:
    """Seal everything written since the last seal; None when there is nothing.

    Must be its own transaction: it waits for verbs that have written and not yet committed.
    """
    lock_for_sealing()
    waiting = Entry.objects.unsealed()
    bounds = list(waiting.values_list("id", flat=True)[:1])
    if not bounds:
        return None
    last = waiting.order_by("-id").values_list("id", flat=True)[0]
    previous = Seal.objects.order_by("-id").values_list("head", flat=True).first() or BEGINNING
    made = Seal(
        at=act.at, first_entry=bounds[0], last_entry=last, entries=0, previous=previous, head=""
    )
    made.head, made.entries = head_of(made, waiting.filter(id__lte=last).iterator())
    number([made])
    insert_rows([made])
    return made
