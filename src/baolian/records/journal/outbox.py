"""Is the outbox what the entries put into it? A notice that is gone was perhaps never heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import TextField
from django.db.models.functions import Cast

from baolian.records.journal.findings import Finding, Tally
from baolian.records.journal.models import Entry, Notice, told_in

AT_ONCE = 1000
COLUMNS = ("kind", "to", "about", "facts", "at")
Columns = tuple[str, ...]
# as text: nobody reads a moment here, and a million of them take long to parse
MOMENT = Cast("at", TextField())


def wrong_notices(tally: Tally) -> Iterator[Finding]:
    """Notices that are gone, that are not what was entered, that nobody entered.

    Whether one was delivered is not asked: that is no part of an entry.
    """
    entries = Entry.objects.exclude(notices="").order_by("id")
    found = entries.values_list("notices", "about", MOMENT).iterator(chunk_size=AT_ONCE)
    n = 0
    while some := tuple(islice(found, AT_ONCE)):
        entered = told_by(some)
        standing = Notice.objects.filter(key__among=list(entered))
        columns = standing.values_list("key", "kind", "to", "about", "facts", MOMENT)
        outbox = {key: tuple(rest) for key, *rest in columns}
        n += len(outbox)
        for key, expected in entered.items():
            if outbox.get(key) != expected:
                yield from compare(key, expected, outbox.get(key))
    total = Notice.objects.count()
    tally["notices"] += total
    if n != total:
        yield from nobodys()


def told_by(entries: Iterable[tuple[str, str, str]]) -> dict[str, Columns]:
    """The columns of each notice by its key, made again from entries: (notices, about, at)."""
    return {
        key: (kind, key.rpartition(">")[2], about, facts, at)
        for notices, about, at in entries
        for kind, key, facts in told_in(notices)
    }


def compare(key: str, expected: Columns, found: Columns | None) -> Iterator[Finding]:
    if found is None:
        yield Finding("notices", key, "entered, and the notice is gone", "有记载而通知已不在")
        return
    for name, was, now in zip(COLUMNS, expected, found, strict=True):
        if was != now:
            yield Finding(
                "notices",
                key,
                f"{name} is {now}, entered was {was}",
                f"{name} 现为 {now}，记载为 {was}",
            )


def nobodys() -> Iterator[Finding]:
    """Looked for only when there are more notices than were found by their entries."""
    found = Notice.objects.order_by("id").values_list("key", "about").iterator(chunk_size=AT_ONCE)
    while some := tuple(islice(found, AT_ONCE)):
        abouts = list({about for _, about in some})
        entries = Entry.objects.filter(about__among=abouts).exclude(notices="")
        entered = told_by(entries.values_list("notices", "about", MOMENT))
        for key, _ in some:
            if key not in entered:
                yield Finding("notices", key, "a notice nobody entered", "此通知无人记载")
