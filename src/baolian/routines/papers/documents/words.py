"""Words that papers share: moments, persons, what is stamped across the top."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from baolian.records.journal.acts import SHANGHAI
from baolian.records.people.models import User
from baolian.routines.papers.paper import Annex, Paragraph, Table, day_words


def moment_words(at: datetime) -> str:
    """`2022年3月8日18:00`, in Shanghai."""
    local = at.astimezone(SHANGHAI)
    return f"{day_words(local.date())}{local:%H:%M}"


def person_words(user: User) -> str:
    """What the office's own clockwork did, nobody did."""
    if user.username == User.CLOCKWORK:
        return "系统"
    return user.officer.name if user.officer else user.username


def paragraphs(text: str) -> Iterator[Paragraph]:
    """One for each line that somebody wrote."""
    return (Paragraph(line.strip()) for line in text.splitlines() if line.strip())


def ribbon(*marks: str) -> str:
    """What every page says at its top: on a demo site first of all that nothing of it is real."""
    return "　".join([*(["演示数据"] if settings.DEMO else []), *marks])


def receipt(of: str, sender: str, organisation: str) -> Annex:
    """回执: filled in by hand, stamped, and sent back as a scan. `of` names what was received."""
    rows = tuple((asked, "") for asked in ("收件单位（盖章）", "签收人（签名）", "联系电话"))
    when = ("签收时间", "　　年　　月　　日　　时")
    return Annex(
        "回执",
        (
            Paragraph(f"{sender}：", flush=True),
            Paragraph(f"{of}，{organisation}已收悉。"),
            Table((), (*rows, when), (1, 2), tall=True),
            Paragraph("请签名、盖章后送回。"),
        ),
    )
