"""Papers that show what the standard asks for, made of words that can be counted."""

from __future__ import annotations

from datetime import date

from baolian.routines.charts.tests import samples
from baolian.routines.papers.paper import (
    Annex,
    Closing,
    Heading,
    Imprint,
    Level,
    Paper,
    Paragraph,
    Picture,
    PlainHead,
    RedHead,
    Table,
    Turn,
)

DAY = date(2022, 4, 8)
SIGN = "国"
LEDGER = Table(
    ("序号", "服务对象", "责任人", "起始"),
    tuple((str(n), f"丹凤第{n}泵业有限公司", "何川", "2022-01-04") for n in range(1, 201)),
    (1, 5, 2, 2),
)


def letters(pages: int = 3) -> Paper:
    """Full pages of one sign: lines of 28, 22 to a page."""
    head = PlainHead("督办单", "丹凤县", "丹督办〔2022〕1号")
    return Paper("关于用工一事的督办单", head, (Paragraph(SIGN * 28 * 22 * pages),), DAY)


def circular() -> Paper:
    """Of everything something."""
    return Paper(
        title="商洛市人民政府关于“三百四千”工程2022年3月进展情况的通报",
        head=RedHead("商洛市人民政府文件", "商政发〔2022〕1号"),
        addressees=("各县（区）人民政府", "商洛高新区管委会"),
        blocks=(
            Heading(Level.FIRST, "一、总体情况"),
            Heading(Level.SECOND, "（一）包联"),
            Heading(Level.THIRD, "1.企业"),
            Heading(Level.FOURTH, "（1）规上企业"),
            Paragraph("截至3月31日，全市市县领导包联8个产业链，完成投资约129亿元。"),
            Picture(samples.samples()["side_by_side"], "按台账所载日期。"),
            Table(("甲", "乙"), (("一", "二"),), (1, 1), "表1"),
            Paragraph("特此通报。"),
        ),
        dated=DAY,
        closing=Closing("商洛市人民政府", DAY),
        note="此件公开发布",
        imprint=Imprint("商洛市人民政府办公室", DAY, ("市委各部门", "市人大常委会办公室")),
        annexes=(
            Annex("包联责任清单", (LEDGER,), Turn.LANDSCAPE),
            Annex("说明", (Paragraph("数字按台账。"),)),
        ),
        ribbon="演示数据",
    )


def upward() -> Paper:
    """上行文: number at the left, signer at the right; the last page lies on its side."""
    return Paper(
        title="丹凤县人民政府关于用地指标的请示",
        head=RedHead("丹凤县人民政府文件", "丹政字〔2022〕12号", signer="何川"),
        addressees=("商洛市人民政府",),
        blocks=(Paragraph("妥否，请批示。"),),
        dated=DAY,
        closing=Closing("丹凤县人民政府", DAY, sealed=False),
        imprint=Imprint("丹凤县人民政府办公室", DAY),
        annexes=(Annex("用地清单", (LEDGER,), Turn.LANDSCAPE),),
    )


def loose_annex() -> Paper:
    annex = Annex("包联责任清单", (LEDGER,), Turn.LANDSCAPE)
    return Paper(annex.title, None, (), DAY, annexes=(annex,))


PAPERS = {
    "letters": letters(),
    "circular": circular(),
    "upward": upward(),
    "loose_annex": loose_annex(),
}
