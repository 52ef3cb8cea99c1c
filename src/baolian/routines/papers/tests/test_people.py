"""Letters to those who handle, cards of those who answer, the list of them all."""

from __future__ import annotations

from datetime import date

from baolian.records.matters.models import Handling, Matter
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import Officer
from baolian.records.rulebook.models import Adoption
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


def text_of_receipt(paper: Paper) -> str:
    return "\n".join(getattr(block, "text", "") for block in paper.annexes[0].blocks)


def receipt_due(paper: Paper) -> str:
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    return next(due for stage, _, due in table.rows if stage == "签收")


def reread(handling: Handling) -> Handling:
    return Handling.objects.select_related("organisation").get(pk=handling.pk)


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


def test_a_county_with_rules_of_its_own_writes_no_letter_to_itself(world: World) -> None:
    matter = world.difficulty(organisation=world.danfeng)
    paper = letter(world, matter)
    assert paper.addressees == ("丹凤县",)
    assert paper.head == PlainHead("交办函", "商洛市", f"困难第{matter.pk}号")
    assert paper.closing is not None
    assert paper.closing.body == "商洛市"
    assert "商洛市：" in text_of_receipt(paper)


def test_what_is_handed_to_the_highest_comes_from_who_handed_it_up(world: World) -> None:
    paper = letter(world, world.difficulty(organisation=world.shangluo))
    assert paper.addressees == ("商洛市",)
    assert paper.closing is not None
    assert paper.closing.body == "丹凤县"


def test_rules_that_are_still_to_come_make_nobody_the_sender(world: World) -> None:
    act = world.act(world.clockwork)
    Adoption.adopt(act, world.labour_bureau, "shangluo/danfeng", date(2023, 1, 1))
    Adoption.adopt(act, world.shanyang, "shangluo/danfeng", date(2023, 1, 1))
    matter = world.difficulty(organisation=world.finance_bureau)
    closing = letter(world, matter).closing
    assert closing is not None
    assert closing.body == "商洛市"


def test_each_letter_names_the_receipt_that_it_asks_for(world: World) -> None:
    matter = world.difficulty()
    first = matter.handlings.get()
    first.give_back(world.act(world.lin, "2022-03-07 10:00"), "不属本局")
    again = Matter.objects.get(pk=matter.pk)
    second = again.assign(world.act(world.xu, "2022-03-09 09:00"), world.finance_bureau)
    act = world.act(world.xu, "2022-03-10 09:00")
    dues = [receipt_due(assignment_letter(act, one)) for one in (reread(first), reread(second))]
    assert dues == ["2022年3月8日18:00", "2022年3月10日18:00"]


def test_what_a_ledger_says_was_handed_over_is_told_as_its_word(world: World) -> None:
    """It was received there, says the ledger, and cannot be sent back."""
    matter = world.difficulty(source="import", claimed_on=DAY)
    said = text(letter(world, matter))
    assert "台账称由你单位主办" in said
    assert "现交由" not in said
    assert "退回" not in said
    said = text(letter(world, world.difficulty()))
    assert "现交由你单位主办" in said
    assert "退回" in said


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


def test_one_of_many_is_called_as_the_list_calls_him(world: World) -> None:
    shen = world.officer(world.shen)
    Pairing.make(
        world.act(world.zhao),
        Making(world.tea_house, shen, "head", "prefecture", organisation=world.bank),
    )
    pairings = list(Pairing.objects.filter(organisation=world.bank))
    pack = world.act(world.xu).rulebook.edition_for(world.shangluo.path, DAY).pack
    blocks = [*responsibility_card(shen, pairings, pack, DAY).blocks]
    blocks += pairing_annex(pairings, pack, DAY).annexes[0].blocks
    card, _, annex = (block for block in blocks if isinstance(block, Table))
    assert card.rows[0][4] == annex.rows[0][6] == "银行负责人"
