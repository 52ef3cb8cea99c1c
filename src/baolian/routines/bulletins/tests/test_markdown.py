import re

import pytest
from pytest_django import Settings

from baolian.records.subjects.models import Entering, Subject
from baolian.routines.bulletins.models import Bulletin
from baolian.routines.bulletins.tests.june import JUNE, LAST, june, pair
from tests.world import World


@pytest.fixture
def bulletin(world: World) -> Bulletin:
    return june(world).bulletin


def prose(text: str) -> str:
    """The document without its footnotes and their marks."""
    return re.sub(r"\[\^\d+\]", "", re.split(r"\n\n\[\^\d+\]:", text)[0])


def test_it_speaks_the_words_of_the_article(bulletin: Bulletin) -> None:
    text = prose(bulletin.markdown("zh"))
    assert text.startswith("# 商洛市“三百四千”工程进展通报（2022年6月）\n")
    for sentence in (
        "截至6月30日，全市2名市县领导包联2个产业链3个市级重点项目，其中开工在建2个、完成投资129.025亿元。",
        "2名局长行长包联2户企业。",
        "摸排困难7个，据台账或承办单位称已解决3个，其中经企业确认1个。",
        "1—5月商洛市规上工业增加值累计增长14.7%。",
        "本月签发督办单0份。",
    ):
        assert f"\n\n{sentence}" in text


def test_it_speaks_english(bulletin: Bulletin) -> None:
    text = prose(bulletin.markdown("en"))
    assert (
        "As of 30 June 2022, 2 prefecture and county leaders answer for 2 industrial chains and 3 "
        "prefecture-level key projects; 2 of these have started, and 12.9025 billion yuan of "
        "investment has been completed."
    ) in text
    said = "the ledger or the handling side says that 3 are resolved"
    assert f"{said}, of which the enterprise has confirmed 1." in text
    assert not re.search("[\u4e00-\u9fff]", text)


def test_every_number_has_its_footnote(world: World, bulletin: Bulletin) -> None:
    bulletin.publish(world.act(world.zhao, LAST))
    text = bulletin.markdown("zh")
    for figure in bulletin.figures():
        (note,) = re.findall(rf"^\[\^{figure.position}\]: (.*)$", text, re.M)
        assert figure.counts_zh in note
        assert figure.period("zh") in note
        assert note.endswith(
            f"记录{figure.count}条，见 /bulletins/{bulletin.pk}/figures/{figure.code}/"
        )
        assert f"{figure.show('zh')}[^{figure.position}]" in text
    assert "；来源：商洛市统计局；" in text
    assert "；7个中的4个；" in text


def test_the_honest_rate_stands_beside_the_handled_rate_inside(bulletin: Bulletin) -> None:
    handled = "办结率57.14%（含台账自称、部分解决、解释说明和暂不具备条件的，未必经企业确认）"
    outside, inside = (prose(bulletin.markdown("zh", internal=i)) for i in (False, True))
    assert f"{handled}。" in outside
    assert f"{handled}，称已解决并经企业确认的占14.29%。" in inside
    assert "14.29" not in bulletin.markdown("zh")
    assert "honest_rate" not in bulletin.markdown("en")
    assert "内部版，不对外公布" in inside
    assert "内部" not in outside


def test_a_draft_says_that_it_is_one(world: World, bulletin: Bulletin) -> None:
    assert "草稿，尚未印发" in bulletin.markdown("zh")
    bulletin.publish(world.act(world.zhao, LAST))
    assert "草稿" not in bulletin.markdown("zh")
    assert "2022年6月30日 17:00 印发" in bulletin.markdown("zh")
    assert "Published 30 June 2022, 17:00." in bulletin.markdown("en-gb")


def test_a_demo_says_that_it_is_one(bulletin: Bulletin, settings: Settings) -> None:
    settings.DEMO = False
    assert "演示数据" not in bulletin.markdown("zh")
    settings.DEMO = True
    assert "演示数据" in bulletin.markdown("zh")
    assert "演示数据" in bulletin.markdown("en")


def test_what_has_no_records_is_said_to_have_none(world: World) -> None:
    act = world.act(world.zhao, LAST)
    empty = Bulletin.draft(act, world.shanyang, JUNE)
    text = prose(empty.markdown("zh"))
    assert "截至6月30日，全县有包抓领导的重点项目0个" in text
    assert "完成投资无记录" in text
    assert "规上工业增加值累计增速：无记录。" in text
    assert "Growth of industrial value added: no records." in prose(empty.markdown("en"))


def test_a_county_is_not_said_to_lead_by_nobody(world: World, bulletin: Bulletin) -> None:
    """Its projects are led from the prefecture, and the chains are kept there."""
    county = Bulletin.draft(world.act(world.zhao, LAST), world.danfeng, JUNE)
    text = county.markdown("zh")
    assert prose(text).count("包抓领导") == 1
    assert "\n\n截至6月30日，全县有包抓领导的重点项目2个，其中开工在建2个、" in prose(text)
    assert "0名" not in prose(text)
    assert "As of 30 June 2022, 2 key projects have a leader" in prose(county.markdown("en"))
    # a note belongs to a number that is told; the noughts stand in the table of figures
    noted = {int(n) for n in re.findall(r"^\[\^(\d+)\]:", text, re.M)}
    assert noted == {int(n) for n in re.findall(r"\[\^(\d+)\](?!:)", text)}
    assert county.words("zh").caption("leaders").value == "0名"


def test_a_county_with_a_chain_of_its_own_tells_of_it_apart(world: World) -> None:
    act = world.act(world.zhao, "2022-01-04 10:00")
    (chain,) = Subject.enter_all(act, [Entering("chain", "中药", world.danfeng)])
    pair(world, [chain], world.officer(world.he))
    county = Bulletin.draft(world.act(world.zhao, LAST), world.danfeng, JUNE)
    text = prose(county.markdown("zh"))
    assert "全县有包抓领导的重点项目0个" in text
    assert "\n\n1名领导包联1个产业链。" in text


def test_a_page_gets_each_number_with_its_figure(bulletin: Bulletin) -> None:
    first = bulletin.words("zh").sentences[0]
    numbers = [(s.text, s.figure.code) for s in first if s.figure]
    assert numbers[:2] == [("2名", "leaders"), ("2个", "chains")]
    assert numbers[-1] == ("129.025亿元", "completed_investment")


def test_on_the_last_day_itself_it_says_the_hour(world: World, bulletin: Bulletin) -> None:
    assert "\n\n拟稿时本月未完：6月30日16:00\n\n" in bulletin.markdown("zh")
    bulletin.publish(world.act(world.zhao, LAST))
    assert "\n\n数据截至6月30日17:00\n\n" in bulletin.markdown("zh")
    assert "\n\nFigures as of 30 June 2022, 17:00.\n\n" in bulletin.markdown("en")
    assert bulletin.words("en-gb").as_of == "Figures as of 30 June 2022, 17:00."


def test_once_the_month_is_over_the_day_is_enough(world: World, bulletin: Bulletin) -> None:
    bulletin.publish(world.act(world.zhao, "2022-07-01 00:00"))
    assert bulletin.words().as_of == ""
    assert "数据截至" not in bulletin.markdown("zh")
