"""A slip on paper says what was frozen, and what it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import translation

from baolian.routines.papers.documents import slip_paper
from baolian.routines.papers.documents.slips import APPEAL
from baolian.routines.papers.paper import Paper, PlainHead, Table
from baolian.routines.supervision.models import Slip
from tests.world import World


def drafted(world: World) -> Slip:
    deadline = world.difficulty().deadlines.get(stage="resolution")
    act = world.act(world.gao, "2022-03-08 09:00")
    return Slip.start_by_hand(act, deadline, "blue", "限期将至，未见进展")


def text(paper: Paper) -> str:
    return "\n".join(getattr(block, "text", "") for block in paper.blocks)


def test_a_draft_says_so_and_has_no_number(world: World) -> None:
    paper = slip_paper(drafted(world))
    assert paper.ribbon == "草稿，未发出"
    assert paper.head == PlainHead("督办单", "", "")
    assert paper.closing is not None
    assert paper.closing.signed_on is None
    assert "请于签发后" in text(paper)


def test_it_names_the_notice_its_days_are_counted_by(world: World) -> None:
    told = text(slip_paper(drafted(world)))
    notice = "国务院办公厅关于2022年部分节假日安排的通知（国办发明电〔2021〕11号）"
    assert f"；工作日按{notice}计算。" in told
    assert "china-" not in told


NOTICE_2026 = "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"start_at": "2026-12-28T09:00:00+08:00", "due_at": "2027-01-11T18:00:00+08:00"},
            f"；工作日按{NOTICE_2026}计算；2027年放假安排未公布，暂按周一至周五。",
        ),
        (
            {"start_at": "2031-03-03T09:00:00+08:00", "due_at": "2031-03-10T18:00:00+08:00"},
            "；2031年放假安排未公布，暂按周一至周五；工作日历：china-2026.1。",
        ),
        ({"limit_unit": "calendar_day"}, "。"),
        ({"limit_unit": "hour"}, "。"),
    ],
)
def test_it_says_no_more_of_its_days_than_is_known(
    world: World, changes: dict[str, str], said: str
) -> None:
    slip = drafted(world)
    slip.facts = json.dumps(slip.told | changes)
    (rule,) = (line for line in text(slip_paper(slip)).split("\n") if line.startswith("依据："))
    edition = f"{slip.edition.pack.name.zh}（{slip.edition.version}）"
    assert rule == f"依据：{edition}{said}{APPEAL}"


def test_an_issued_one_has_number_signer_and_day(world: World) -> None:
    slip = drafted(world)
    slip.sign(world.act(world.gao, "2022-03-08 10:00"))
    paper = slip_paper(Slip.objects.get(pk=slip.pk))
    assert paper.head == PlainHead("督办单", "丹督办〔2022〕1号", "签发人：高远")
    assert paper.addressees == ("丹凤县人社局",)
    assert paper.ribbon == ""
    assert str(paper.dated) == "2022-03-08"
    told = text(paper)
    assert (
        "丹凤清水泵业有限公司“季节性用工短缺20人”一事，办结时限15个工作日，2022年3月28日18:00到期"
        in told
    )
    assert "理由：限期将至，未见进展。" in told
    assert "前书面答复" in told
    assert "申诉" in told


def test_what_it_says_stays_when_the_matter_moves(world: World) -> None:
    slip = drafted(world)
    slip.sign(world.act(world.gao, "2022-03-08 10:00"))
    before = slip_paper(Slip.objects.get(pk=slip.pk))
    slip.matter.suspend(world.act(world.xu, "2022-03-09 09:00"), "等候批复")
    slip.matter.resume(world.act(world.xu, "2022-03-16 09:00"))
    assert slip_paper(Slip.objects.get(pk=slip.pk)) == before


def test_a_withdrawn_one_is_marked(world: World) -> None:
    slip = drafted(world)
    slip.sign(world.act(world.gao, "2022-03-08 10:00"))
    slip.withdraw(world.act(world.gao, "2022-03-08 11:00"), "发错单位")
    assert slip_paper(Slip.objects.get(pk=slip.pk)).ribbon == "已撤回"


def test_it_is_chinese_for_every_reader(world: World) -> None:
    slip = drafted(world)
    by_clock = Slip.objects.get(pk=slip.pk)
    by_clock.started_by = None
    with translation.override("zh-hans"):
        chinese = slip_paper(slip), slip_paper(by_clock)
    with translation.override("en"):
        assert (slip_paper(slip), slip_paper(by_clock)) == chinese
    assert "发单缘由：人工发起。" in text(chinese[1])


def test_its_receipt_is_to_be_signed_and_stamped(world: World) -> None:
    (receipt,) = slip_paper(drafted(world)).annexes
    table = next(block for block in receipt.blocks if isinstance(block, Table))
    assert [row[0] for row in table.rows] == [
        "收件单位（盖章）",
        "签收人（签名）",
        "联系电话",
        "签收时间",
    ]
    assert table.tall


def test_a_demo_site_says_that_nothing_of_it_is_real(world: World, settings: Any) -> None:
    settings.DEMO = True
    assert slip_paper(drafted(world)).ribbon == "演示数据　草稿，未发出"
