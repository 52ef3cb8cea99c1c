"""包联责任清单, ready to be issued as the annex of a document: no head of its own, pages turned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from baolian.records.pairings.models import Pairing
from baolian.records.subjects.models import Subject
from baolian.routines.papers.documents.words import ribbon
from baolian.routines.papers.paper import Annex, Paper, Table, Turn
from baolian.rules.packs import Pack

HEAD = (
    "序号",
    "服务对象",
    "类型",
    "所在地",
    "责任人",
    "单位及职务",
    "职责",
    "层级",
    "起始",
    "依据文号",
)
SHARES = (3, 10, 4, 5, 4, 8, 5, 3, 6, 6)


def pairing_annex(pairings: Iterable[Pairing], pack: Pack | None, day: date) -> Paper:
    """In the order given, as they stand on `day`; read with `subject__place`, `organisation`,
    `officer__posts__organisation`."""
    rows = tuple(line(n, pairing, pack, day) for n, pairing in enumerate(pairings, 1))
    annex = Annex("包联责任清单", (Table(HEAD, rows, SHARES),), Turn.LANDSCAPE)
    return Paper(annex.title, None, (), day, annexes=(annex,), ribbon=ribbon())


def line(n: int, pairing: Pairing, pack: Pack | None, day: date) -> tuple[str, ...]:
    subject = pairing.subject
    return (
        str(n),
        subject.name,
        kind_words(subject),
        subject.place.name,
        pairing.officer.name,
        post_words(pairing, day),
        role_words(pack, pairing),
        tier_words(pack, pairing.tier),
        f"{pairing.since}",
        pairing.document,
    )


def kind_words(subject: Subject) -> str:
    return Subject.Kind(subject.kind).label


def post_words(pairing: Pairing, day: date) -> str:
    """The post the holder has that day, else the organisation that he leads in it."""
    post = pairing.officer.post_on(day)
    return str(post or pairing.organisation or "")


def role_words(pack: Pack | None, pairing: Pairing) -> str:
    """As the list says it; the code where the pack has no name."""
    name = pack.role_name(pairing.role, pairing.office_kind) if pack else None
    return name.zh if name else pairing.role


def tier_words(pack: Pack | None, code: str) -> str:
    name = pack.tier_name(code) if pack else None
    return name.zh if name else code
