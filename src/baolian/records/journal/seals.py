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


def link_of(previous: str, entries: Iterable[Entry]) -> tuple[str, int]:
    """SHA-256 over the previous head and each entry's canonical text; and how many there were."""
    digest, n = hashlib.sha256(previous.encode()), 0
    for entry in entries:
        digest.update(text_of(entry).encode())
        n += 1
    return digest.hexdigest(), n


def text_of(entry: Entry) -> str:
    return canonical(
        {
            "id": entry.pk,
            "at": plain(entry.at),
            "verb": entry.verb,
            "about": entry.about,
            "by": entry.by_id,
            "on_behalf_of": entry.on_behalf_of,
            "note": entry.note,
            "changes": entry.changes,
        }
    )


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
    head, n = link_of(previous, waiting.filter(id__lte=last).iterator())
    made = Seal(
        at=act.at, first_entry=bounds[0], last_entry=last, entries=n, previous=previous, head=head
    )
    number([made])
    insert_rows([made])
    return made


def broken_links() -> Iterable[str]:
    """What is wrong with the chain, in words; nothing when it holds."""
    previous, last = BEGINNING, 0
    for link in Seal.objects.order_by("id").iterator():
        entries = Entry.objects.filter(id__gt=last, id__lte=link.last_entry).order_by("id")
        head, n = link_of(link.previous, entries.iterator())
        if link.previous != previous:
            yield f"seal {link.pk} does not follow the seal before it"
        if n != link.entries:
            yield f"seal {link.pk} covers {link.entries} entries, {n} found"
        if head != link.head:
            yield f"seal {link.pk}: entries {link.first_entry}-{link.last_entry} were altered"
        previous, last = link.head, link.last_entry
