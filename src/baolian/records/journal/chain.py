"""Is the chain of seals whole? Against itself, and against a head that left the machine.

Whoever owns the database can write the whole chain anew, and then it holds again. Only a head that
was printed or deposited elsewhere shows that; see `seals`.
"""

from __future__ import annotations

from collections.abc import Iterator

from baolian.records.journal.findings import Finding, Tally
from baolian.records.journal.models import Entry, Seal
from baolian.records.journal.seals import BEGINNING, head_of

FIRST = 1  # the lowest number of an entry; a constraint keeps it


def broken_links(tally: Tally, deposited: str = "") -> Iterator[Finding]:
    """Faults of the chain; `deposited` is a head, or its first characters (eight or more)."""
    previous, last, known = BEGINNING, FIRST - 1, not deposited
    for seal in Seal.objects.order_by("last_entry", "id").iterator():
        yield from faults(seal, previous, last)
        known = known or seal.head.startswith(deposited)
        previous, last = seal.head, seal.last_entry
        tally["seals"] += 1
    if not known:
        yield unknown(deposited)
    yield from outside()
    tally["unsealed entries"] += Entry.objects.filter(id__gt=last).count()


def outside() -> Iterator[Finding]:
    """Entries that no seal can ever cover: the seals' ranges join without a gap, from 1 on."""
    for key in Entry.objects.filter(id__lt=FIRST).order_by("id").values_list("id", flat=True):
        yield Finding(
            "chain",
            f"journal.entry:{key}",
            "the entry lies below the first one of the chain: nobody has sealed it",
            "此条记载编号在封印链之前，从未封印",
        )


def faults(seal: Seal, previous: str, last: int) -> Iterator[Finding]:
    """What is wrong with one seal, given the head and the last entry of the one before it."""
    covered = Entry.objects.filter(id__gt=last, id__lte=seal.last_entry).order_by("id")
    if seal.previous != previous:
        yield fault(seal, "does not follow the seal before it", "与前一封印不相衔接")
    first = covered.values_list("id", flat=True).first()
    if first != seal.first_entry:
        yield fault(
            seal,
            f"begins with entry {seal.first_entry}, found {first}",
            f"应自第 {seal.first_entry} 条记起，实为第 {first} 条",
        )
    head, n = head_of(seal, covered.iterator())
    if n != seal.entries:
        yield fault(
            seal,
            f"covers {seal.entries} entries, found {n}",
            f"应含 {seal.entries} 条，实有 {n} 条",
        )
    if head != seal.head:
        yield fault(
            seal,
            f"entries {seal.first_entry}-{seal.last_entry} or the seal itself were altered",
            f"第 {seal.first_entry}-{seal.last_entry} 条或封印本身被改动",
        )


def fault(seal: Seal, english: str, chinese: str) -> Finding:
    return Finding("chain", f"journal.seal:{seal.pk}", f"the seal {english}", f"封印{chinese}")


def unknown(deposited: str) -> Finding:
    return Finding(
        "chain",
        "journal.seal",
        f"the deposited head {deposited[:12]}... is not in the chain: truncated or written anew",
        f"存底封印头 {deposited[:12]}… 不在链上：链被截断或重写",
    )
