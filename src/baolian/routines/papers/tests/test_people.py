"""Letters to those who handle, cards of those who answer, the list of them all."""

from __future__ import annotations

from datetime import date

from baolian.records.matters.models import Handling, Matter
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import Officer
from baolian.routines.papers.documents import (
    assignment_letter,
    pairing_annex,
    responsibility_card,
)
from baolian.routines.papers.paper import Paper, Paragraph, PlainHead, Table, Turn
from tests.world import World

DAY = date(2022, 3, 8)


def text(paper: Paper) -> str:
    return "\n".join(block.text for block in paper.blocks if isinstance(block, Paragraph))


def letter(world: World, matter: Matter) -> Paper:
    return assignment_letter(world.act(world.xu, "2022-03-08 09:00"), matter.handlings.get())


def test_a_letter_says_what_is_due_when(world: World) -> None:
    matter = world.difficulty()
    paper = letter(world, matter)
    assert paper.addressees == ("丹凤县人社局",)
    assert paper.head == PlainHead("交办函", "丹凤县", f"困难第{matter.pk}号")
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert ("签收", "1个工作日", "2022年3月8日18:00") in table.rows
    assert ("办结", "15个工作日", "2022年3月28日18:00") in table.rows
    told = text(paper)
    assert "丹凤清水泵业有限公司“季节性用工短缺20人”一事（用工" in told
    assert "交由你单位主办" in told
    assert "首问责任人：何川，电话138" in told
    assert paper.closing is not None
    assert str(paper.closing.signed_on) == "2022-03-07"


def test_a_letter_that_came_back_says_so(world: World) -> None:
    matter = world.difficulty()
    matter.handlings.get().give_back(world.act(world.lin, "2022-03-07 10:00"), "不属本局")
    returned = Handling.objects.get(matter=matter)
    paper = assignment_letter(world.act(world.xu, "2022-03-08 09:00"), returned)
    assert paper.ribbon == "已退回"


def test_a_card_names_for_whom_he_answers(world: World) -> None:
    he = world.officer(world.he)
    pack = world.act(world.xu).rulebook.edition_for(world.danfeng.path, DAY).pack
    pairings = list(Pairing.objects.filter(officer=he).select_related("subject__place"))
    paper = responsibility_card(Officer.objects.get(pk=he.pk), pairings, pack, DAY)
    assert paper.title == "何川包联责任卡"
    assert "责任人：何川（丹凤县 副县长）" in text(paper)
    assert "包联服务对象1个" in text(paper)
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert table.rows[0][:4] == ("1", "丹凤清水泵业有限公司", "企业", "丹凤县")
    assert table.rows[0][4] == next(r.name.zh for r in pack.pairing_roles if r.code == "leader")


def test_a_role_that_no_pack_knows_is_said_as_it_stands(world: World) -> None:
    he = world.officer(world.he)
    pairings = list(Pairing.objects.filter(officer=he).select_related("subject__place"))
    paper = responsibility_card(Officer.objects.get(pk=he.pk), pairings, None, DAY)
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert table.rows[0][4] == "leader"


def test_the_annex_lists_them_in_the_order_given(world: World) -> None:
    making = Making(
        world.tea_house, world.officer(world.he), "leader", "county", document="商办〔2022〕3号"
    )
    Pairing.make(world.act(world.zhao), making)
    pairings = Pairing.objects.select_related("subject__place", "officer", "organisation")
    pack = world.act(world.xu).rulebook.edition_for(world.danfeng.path, DAY).pack
    paper = pairing_annex(pairings.order_by("-id"), pack, DAY)
    (annex,) = paper.annexes
    (table,) = annex.blocks
    assert isinstance(table, Table)
    assert annex.turn is Turn.LANDSCAPE
    assert [row[0] for row in table.rows] == ["1", "2", "3"]
    assert table.rows[0][1] == "山阳云雾茶业有限公司"
    assert table.rows[0][-1] == "商办〔2022〕3号"
    assert table.rows[0][5] == "丹凤县 副县长"
