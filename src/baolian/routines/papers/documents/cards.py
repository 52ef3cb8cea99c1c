"""包联责任卡: for whom an officer answers, from when on, to be signed by him."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Officer
from baolian.routines.papers.documents.pairings import kind_words, role_words
from baolian.routines.papers.documents.words import ribbon
from baolian.routines.papers.paper import Paper, Paragraph, PlainHead, Table, day_words
from baolian.rules.packs import DocumentKind, Pack

HEAD = ("序号", "服务对象", "类型", "所在地", "职责", "起始", "依据文号")
SHARES = (3, 8, 4, 5, 5, 7, 6)


def responsibility_card(
    officer: Officer, pairings: Sequence[Pairing], pack: Pack | None, day: date
) -> Paper:
    """`pairings` are all of his that stand on `day`, read with `subject__place`, `organisation`: he
    signs for every one."""
    post = officer.post_on(day)
    rows = tuple(line(n, pairing, pack) for n, pairing in enumerate(pairings, 1))
    subjects = len({pairing.subject_id for pairing in pairings})
    form = pack.documents.get(DocumentKind.CARD) if pack else None
    office = post.organisation.name if post else ""
    telephone = f"电话：{officer.phone}。" if officer.phone else ""
    return Paper(
        title=f"{officer.name}包联责任卡",
        head=PlainHead(form.headed(office) if form else "责任卡", office, day_words(day)),
        blocks=(
            Paragraph(f"责任人：{officer.name}{f'（{post}）' if post else ''}。{telephone}"),
            Paragraph(f"截至{day_words(day)}，包联服务对象{subjects}个："),
            Table(HEAD, rows, SHARES),
            Paragraph("以上包联关系一经确定，未经调整不变更责任人。"),
            Table((), (("责任人（签名）", ""), ("日期", "　　年　　月　　日")), (1, 2), tall=True),
        ),
        dated=day,
        ribbon=ribbon(),
    )


def line(n: int, pairing: Pairing, pack: Pack | None) -> tuple[str, ...]:
    subject = pairing.subject
    named = subject.name, kind_words(subject), subject.place.name
    return str(n), *named, role_words(pack, pairing), f"{pairing.since}", pairing.document
