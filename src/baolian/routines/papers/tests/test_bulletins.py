"""A bulletin on paper: as brief and as circular, in the words that were published."""

from __future__ import annotations

from baolian.routines.bulletins.models import Bulletin
from baolian.routines.bulletins.tests.june import LAST, june
from baolian.routines.papers.documents import bulletin_brief, bulletin_circular
from baolian.routines.papers.paper import Paper, Paragraph, PlainHead, RedHead, Table, Turn
from tests.world import World


def published(world: World) -> Bulletin:
    bulletin = june(world).bulletin
    bulletin.publish(world.act(world.zhao, LAST))
    return Bulletin.objects.get(pk=bulletin.pk)


def told(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph)]


def test_the_brief_says_what_the_page_says(world: World) -> None:
    bulletin = published(world)
    paper, words = bulletin_brief(bulletin), bulletin.words("zh")
    said = ["".join(part.text for part in sentence) for sentence in words.sentences]
    assert told(paper)[-len(said) :] == said
    assert paper.head == PlainHead("“三百四千”工程简报", "商洛市", "2022年6月30日")
    assert paper.closing is None
    assert paper.imprint is not None
    assert paper.imprint.printer == "商洛市"


def test_the_circular_has_a_red_head_and_room_for_the_seal(world: World) -> None:
    paper = bulletin_circular(published(world))
    office = "商洛市“三百四千”工程领导小组办公室"
    assert paper.head == RedHead(office, "商三百四千办〔2022〕　号")
    assert paper.title == f"{office}关于“三百四千”工程2022年6月进展情况的通报"
    assert paper.closing is not None
    assert paper.closing.sealed
    assert told(paper)[-1] == "特此通报。"


def test_each_number_has_its_source(world: World) -> None:
    bulletin = published(world)
    (annex,) = bulletin_brief(bulletin).annexes
    (table,) = annex.blocks
    assert isinstance(table, Table)
    assert annex.turn is Turn.LANDSCAPE
    captions = bulletin.words("zh").captions
    assert [row[1:5] for row in table.rows] == [
        (one.label, one.value, one.counts, one.period) for one in captions
    ]
    assert any("商洛市统计局" in row[5] for row in table.rows)
    assert all("记录" in row[5] for row in table.rows)


def test_the_course_is_drawn_from_what_was_frozen(world: World) -> None:
    (chart,) = bulletin_brief(published(world)).charts
    assert chart.head == ("月份", "登记", "称已解决")
    assert chart.rows[-1][0] == "2022年6月"


def test_nothing_is_counted_anew(world: World) -> None:
    bulletin = published(world)
    before = bulletin_brief(bulletin), bulletin_circular(bulletin)
    world.difficulty("2022-06-20 09:00", summary="后来补登")
    again = Bulletin.objects.get(pk=bulletin.pk)
    assert (bulletin_brief(again), bulletin_circular(again)) == before


def test_drafts_and_the_internal_copy_say_so(world: World) -> None:
    draft = june(world).bulletin
    assert bulletin_brief(draft).ribbon == "草稿，数字随记录变动"
    assert bulletin_brief(draft).imprint is None
    assert "内部稿，不外发" in bulletin_circular(draft, internal=True).ribbon
    told_inside = "".join(told(bulletin_brief(draft, internal=True)))
    assert "经企业确认的占14.29%" in told_inside
    assert "14.29%" not in "".join(told(bulletin_brief(draft)))
