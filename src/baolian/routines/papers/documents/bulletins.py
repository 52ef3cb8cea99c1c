"""The monthly bulletin on paper: as 简报, or as 通报, which is one of the fifteen kinds of 公文.

Of a published bulletin the words that were published, number by number; nothing is counted anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import dropwhile

from baolian.records.journal.acts import day_of
from baolian.records.matters.months import Month
from baolian.routines.bulletins.models import Bulletin
from baolian.routines.bulletins.words import Caption, Words
from baolian.routines.charts import Amount, Chart, Series, side_by_side
from baolian.routines.charts.months import months
from baolian.routines.papers.documents.words import ribbon
from baolian.routines.papers.paper import (
    Annex,
    Block,
    Closing,
    Imprint,
    Paper,
    Paragraph,
    Picture,
    PlainHead,
    RedHead,
    Table,
    Turn,
    day_words,
)
from baolian.rules.packs import Document, DocumentKind

SOURCES = ("序号", "指标", "数值", "口径", "期间", "来源")
NOTE = "登记与解决按台账所载日期或系统时刻；称已解决不等于企业确认。"


def bulletin_brief(bulletin: Bulletin, *, internal: bool = False) -> Paper:
    """简报: a plain head, no signature, who printed it at the foot."""
    words, issued_on = bulletin.words("zh", internal=internal), issued_day(bulletin)
    office, form = bulletin.organisation.name, form_of(bulletin, DocumentKind.BRIEF)
    return Paper(
        title=bulletin.title_zh,
        head=PlainHead(
            form.headed(office) if form else "工作简报",
            office,
            day_words(issued_on) if issued_on else "",
        ),
        blocks=tuple(body(words)),
        dated=issued_on or bulletin.scope.last,
        imprint=Imprint(office, issued_on) if issued_on else None,
        annexes=(sources(words),),
        ribbon=ribbon(*standing(bulletin, internal=internal)),
    )


def bulletin_circular(bulletin: Bulletin, *, internal: bool = False) -> Paper:
    """通报: red head, the number left to be written in, room for the seal."""
    words, issued_on = bulletin.words("zh", internal=internal), issued_day(bulletin)
    office, month = issuer(bulletin), bulletin.month
    campaign = bulletin.edition.pack.campaign
    about = f"{campaign.name.zh if campaign else '包联工作'}{month.year}年{month.month}月进展情况"
    return Paper(
        title=f"{office}关于{about}的通报",
        head=red_head(bulletin, (issued_on or month).year),
        addressees=("各有关单位",),
        blocks=(*body(words), Paragraph("特此通报。")),
        dated=issued_on or bulletin.scope.last,
        closing=Closing(office, issued_on),
        imprint=Imprint(office, issued_on) if issued_on else None,
        annexes=(sources(words),),
        ribbon=ribbon(*standing(bulletin, internal=internal)),
    )


def form_of(bulletin: Bulletin, kind: DocumentKind) -> Document | None:
    return bulletin.edition.pack.documents.get(kind)


def issuer(bulletin: Bulletin) -> str:
    """A place is no organ (发文机关): which of its offices issues a circular, the pack says."""
    form, place = form_of(bulletin, DocumentKind.CIRCULAR), bulletin.organisation.name
    return form.headed(place) if form else place


def red_head(bulletin: Bulletin, year: int) -> RedHead:
    """发文机关标志 is the organ's name, alone or with 文件 behind it (GB/T 9704 7.2.4)."""
    form, office = form_of(bulletin, DocumentKind.CIRCULAR), issuer(bulletin)
    mark = form.mark if form and form.mark else ""
    return RedHead(office if form else f"{office}文件", f"{mark}〔{year}〕　号")


def issued_day(bulletin: Bulletin) -> date | None:
    at = bulletin.published_at
    return day_of(at) if at else None


def standing(bulletin: Bulletin, *, internal: bool) -> Iterator[str]:
    if not bulletin.is_published:
        yield "草稿，数字随记录变动"
    if internal:
        yield "内部稿，不外发"


def body(words: Words) -> Iterator[Block]:
    if words.as_of:
        yield Paragraph(f"（{words.as_of}）")
    for sentence in words.sentences:
        yield Paragraph("".join(segment.text for segment in sentence))
    if drawing := course(words.course):
        yield Picture(drawing, NOTE)


def course(told: list[Month]) -> Chart | None:
    """From the first month that has any; None without any."""
    known = list(dropwhile(lambda month: not (month.opened or month.resolved), told))
    if not known:
        return None
    return side_by_side(
        f"近{len(known)}个月困难的登记与解决（件）",
        "月份",
        months([month.first for month in known], "zh"),
        [
            Series("登记", tuple(Amount(m.opened, f"{m.opened}件") for m in known)),
            Series("称已解决", tuple(Amount(m.resolved, f"{m.resolved}件") for m in known)),
        ],
        str,
    )


def sources(words: Words) -> Annex:
    """What each number counts and where it comes from: no number stands without it."""
    rows = tuple(source(n, caption) for n, caption in enumerate(words.captions, 1))
    table = Table(SOURCES, rows, (3, 6, 5, 13, 8, 8))
    return Annex("数字口径与来源", (table,), Turn.LANDSCAPE)


def source(n: int, caption: Caption) -> tuple[str, ...]:
    records = f"记录{caption.figure.count}条"
    where = f"{caption.source}，{records}" if caption.source else records
    return (str(n), caption.label, caption.value, caption.counts, caption.period, where)
