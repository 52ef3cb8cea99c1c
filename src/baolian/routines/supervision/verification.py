"""What `baolian verify` looks at in slips: copies, numbers, and that none went out unheard of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby, islice

from baolian.records.journal.encoding import row_key
from baolian.records.journal.findings import Finding, Tally
from baolian.records.journal.models import Notice
from baolian.records.journal.pages import spelt
from baolian.records.rulebook.models import Edition
from baolian.routines.supervision.models import Counter, Issue, Slip
from baolian.routines.supervision.models.facts import draft_key
from baolian.rules.packs import Stage

AT_ONCE = 1000
WITH = ("deadline", "matter", "office", "issue__reply_deadline__reply", "withdrawal")


def wrong_slips(tally: Tally) -> Iterator[Finding]:
    """Slips that are not what their rows make them, numbers that skip, notices that are missing."""
    editions = Edition.objects.in_bulk()
    slips = Slip.objects.select_related(*WITH).prefetch_related(
        "replies__refusal__reply_deadline__reply"
    )
    found = slips.order_by("pk").iterator(chunk_size=AT_ONCE)
    while some := tuple(islice(found, AT_ONCE)):
        tally["slips"] += len(some)
        for slip in some:
            yield from misread(slip, editions[slip.edition_id])
            yield from moved(slip)
        yield from unheard_of(some)
    yield from skipped_numbers()


def misread(slip: Slip, edition: Edition) -> Iterator[Finding]:
    """The rung it names is not the one at its place on the ladder of its deadline."""
    rungs = edition.pack.rungs_for(Stage(slip.deadline.stage))
    at = rungs[slip.position].code if 0 <= slip.position < len(rungs) else None
    if at != slip.rung:
        yield wrong(slip, "rung", at, slip.rung)
    if slip.edition_id != slip.matter.edition_id:
        yield wrong(slip, "edition", slip.matter.edition_id, slip.edition_id)
    if slip.deadline.rung < slip.position:
        yield wrong(slip, "deadline.rung", f">= {slip.position}", slip.deadline.rung)


def moved(slip: Slip) -> Iterator[Finding]:
    """Its two copied moments, made again."""
    issue: Issue | None = getattr(slip, "issue", None)
    if slip.signed:
        issued = issue.at if issue else None
    else:
        issued = slip.drafted_at if slip.issued_at else None  # none goes out on trial
    if slip.issued_at != issued:
        yield wrong(slip, "issued_at", issued, slip.issued_at)
    settled = settled_at(slip, issue)
    if slip.settled_at != settled:
        yield wrong(slip, "settled_at", settled, slip.settled_at)


def settled_at(slip: Slip, issue: Issue | None) -> datetime | None:
    """From when on nobody is waited for."""
    withdrawal = getattr(slip, "withdrawal", None)
    if withdrawal is not None:
        return withdrawal.at  # type: ignore[no-any-return]
    if not slip.signed:
        return slip.drafted_at
    if issue is None:
        return None
    owed = issue.reply_deadline
    if owed is None:
        return issue.at
    for reply in slip.replies.all():
        refusal = getattr(reply, "refusal", None)
        if refusal is not None and refusal.reply_deadline is not None:
            owed = max(owed, refusal.reply_deadline, key=lambda deadline: deadline.cycle)
    last = getattr(owed, "reply", None)
    return last.at if last else None


def unheard_of(slips: tuple[Slip, ...]) -> Iterator[Finding]:
    """Drafts that wait for a signature and of which the office was never told."""
    keys = {told(slip): slip for slip in slips if slip.signed}
    heard = set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))
    for key, slip in keys.items():
        if key not in heard:
            yield Finding(
                "slips",
                f"supervision.slip:{slip.pk}",
                f"no notice of the draft: {key}",
                f"拟稿未曾通知：{key}",
            )


def told(slip: Slip) -> str:
    """The key under which Slip.draft tells the office."""
    return spelt(draft_key(slip.deadline_id, slip.rung), row_key(slip.office))


def skipped_numbers() -> Iterator[Finding]:
    """An office's numbers of a year run from 1 to its counter, without a gap."""
    given = Issue.objects.order_by("organisation_id", "year", "n")
    counters = {(c.organisation_id, c.year): c.last for c in Counter.objects.all()}
    rows = given.values_list("organisation_id", "year", "n").iterator(chunk_size=AT_ONCE)
    for key, group in groupby(rows, key=lambda row: (row[0], row[1])):
        numbers = [n for _, _, n in group]
        last = counters.pop(key, 0)
        if numbers != list(range(1, last + 1)):
            yield counted_wrong(key, last, len(numbers))
    for key, last in counters.items():
        if last:
            yield counted_wrong(key, last, 0)


def counted_wrong(key: tuple[int, int], last: int, n: int) -> Finding:
    organisation, year = key
    return Finding(
        "slips",
        f"people.organisation:{organisation}",
        f"{year}: the counter stands at {last}, {n} numbers were given, or some are skipped",
        f"{year} 年编号已到 {last}，实发 {n} 个，或有跳号",
    )


def wrong(slip: Slip, name: str, expected: object, found: object) -> Finding:
    return Finding(
        "slips",
        f"supervision.slip:{slip.pk}",
        f"{name} is {found}, made again it is {expected}",
        f"{name} 现为 {found}，应为 {expected}",
    )
