"""What another ledger brought in before: one difficulty, or one amount, under two ledgers' names.

Within a ledger the key of a row keeps it from coming in twice. Between two ledgers the enterprise,
the words and the day tell that a difficulty is the same; a project has one amount a period.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from baolian.records.matters.models import Matter
from baolian.records.readings.models import Reading
from baolian.routines.exchange.cast import DifficultyRow, ProjectRow, Script
from baolian.routines.exchange.known import chunks
from baolian.routines.exchange.models import ImportedRow
from baolian.routines.exchange.money import INDICATORS, period
from baolian.routines.exchange.understood import Row
from baolian.routines.exchange.values import Fault, Value, squashed

Same = tuple[int, str, Value | None]  # subject, words, day


Twin = tuple[Row, str, Fault]  # the field that is in the records already


def twins(script: Script, source: str, as_of: date) -> Iterator[Twin]:
    """New rows of `source` that say what is in the records already, from elsewhere."""
    yield from difficulties_again(script.difficulties, source)
    yield from amounts_again(script.projects, as_of)


def difficulties_again(difficulties: Sequence[DifficultyRow], source: str) -> Iterator[Twin]:
    subjects = {d.thing.known.pk for d in difficulties if d.thing.known}
    if not subjects:
        return
    entered = imported_before(subjects)
    found = [(d.row, matter) for d in difficulties if (matter := entered.get(same(d)))]
    origins = origins_of({matter for _, matter in found})
    for row, matter in found:
        ledger, stood_at = origins.get(matter, (source, ""))
        if ledger != source:
            yield row, "summary", twin(matter, ledger, stood_at)


def same(difficulty: DifficultyRow) -> Same:
    values, known = difficulty.row.values, difficulty.thing.known
    return known.pk if known else 0, squashed(str(values["summary"])), values.get("raised_on")


def imported_before(subjects: set[int]) -> dict[Same, int]:
    """Keys of the imported difficulties of these subjects; of equal ones the first."""
    entered: dict[Same, int] = {}
    for chunk in chunks(sorted(subjects)):
        matters = Matter.objects.difficulties().filter(
            subject__in=chunk, source=Matter.Source.IMPORT
        )
        listed = matters.order_by("pk").values_list("pk", "subject", "summary", "claimed_on")
        for matter, subject, summary, day in listed.iterator():
            entered.setdefault((subject, squashed(summary), day), matter)
    return entered


def origins_of(matters: set[int]) -> dict[int, tuple[str, str]]:
    """For each matter the ledger it came from, and where its row stood."""
    origins: dict[int, tuple[str, str]] = {}
    for chunk in chunks(sorted(matters)):
        about = {f"matters.matter:{matter}": matter for matter in chunk}
        rows = ImportedRow.objects.filter(kind="difficulties", about__in=about)
        for name, ledger, stood_at in rows.values_list("about", "source", "stood_at"):
            origins[about[name]] = (ledger, stood_at)
    return origins


def twin(matter: int, ledger: str, stood_at: str) -> Fault:
    return Fault(
        "entered_from_another",
        f"尚未录入的困难；系统中的困难 {matter} 与它的企业、内容、反映时间都相同，"
        f"来自台账“{ledger}”（{stood_at}）",
        f"a difficulty not entered yet; difficulty {matter} has the same enterprise, text and day, "
        f"from the ledger {ledger!r} ({stood_at})",
    )


def amounts_again(projects: Sequence[ProjectRow], as_of: date) -> Iterator[Twin]:
    begins, ends = period(as_of)
    subjects = {p.thing.known.pk for p in projects if p.thing.known}
    standing = Reading.objects.standing().filter(
        subject__in=subjects, begins_on=begins, ends_on=ends
    )
    listed = standing.values_list("indicator", "subject", "source")
    sources = {(indicator, subject): said for indicator, subject, said in listed}
    for project in projects:
        for code, (indicator, _) in INDICATORS.items():
            known = project.thing.known
            said = sources.get((indicator, known.pk)) if known else None
            if said is not None and code in project.row.values:
                yield project.row, code, second_amount(begins, ends, said)


def second_amount(begins: date, ends: date, said: str) -> Fault:
    return Fault(
        "amount_entered_before",
        f"系统中还没有的数；{begins} 至 {ends} 已有一个，来自{said}，请在该项目的页面更正",
        f"an amount not entered yet; {begins} to {ends} has one, from {said}: correct it on the "
        "project's page",
    )
