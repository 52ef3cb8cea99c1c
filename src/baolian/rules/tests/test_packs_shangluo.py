"""The packs that come with Baolian say what the article and the city's hotline say."""

import tomllib
from datetime import date

import pytest

from baolian.rules import packs
from baolian.rules.clock import Limit, Unit
from baolian.rules.ladder import (
    NONE_YET,
    BeforeDue,
    Count,
    Finding,
    History,
    Judged,
    Overdue,
    Past,
    ReplyMissed,
    Window,
    called,
    holding,
)
from baolian.rules.packs import DocumentKind, FigureCode, Pack, Proposal, Stage, SubjectKind

from . import oracle

DAY = Unit.WORKING_DAY
CODES = ("shangluo", "shangluo/danfeng", "shangluo/luonan", "shangluo/shangnan")
LEDGER_CATEGORIES = [
    "融资",
    "用地",
    "用工",
    "人才",
    "运输物流",
    "水电气热",
    "审批证照",
    "政策兑现",
    "市场开拓",
    "原材料供应",
]
ORDINARY = ("水电气热", "审批证照")


@pytest.fixture(scope="module")
def shangluo() -> Pack:
    return packs.load("shangluo")


@pytest.fixture(scope="module")
def danfeng() -> Pack:
    return packs.load("shangluo/danfeng")


def test_the_seven_streams(shangluo: Pack) -> None:
    assert [stream.name.zh for stream in shangluo.streams] == [
        "百名市县领导联链条包抓产业",
        "百名局长行长联企业纾难解困",
        "百名部门骨干联项目精准服务",
        "千名干部招商引资",
        "千名人才创新创业",
        "千名党员驻村兴农",
        "千名头雁带富领飞",
    ]


def test_one_of_many_has_a_name_of_his_own(shangluo: Pack) -> None:
    names = [shangluo.role_name("head", kind) for kind in ("department", "bank", "town", "")]
    assert [name.zh for name in names if name] == [
        "部门负责人",
        "银行负责人",
        "局长行长",
        "局长行长",
    ]
    assert shangluo.role_name("unheard_of") is None


def test_tiers_and_streams_are_found_by_code(shangluo: Pack) -> None:
    for known, name in (
        (shangluo.tiers, shangluo.tier_name),
        (shangluo.streams, shangluo.stream_name),
    ):
        assert [name(one.code) for one in known] == [one.name for one in known]
        assert name("unheard_of") is None


def test_the_city_and_its_seven_counties(shangluo: Pack) -> None:
    assert {p.name.zh: p.code for p in shangluo.places} == {
        "商洛市": "611000",
        "商州区": "611002",
        "洛南县": "611021",
        "丹凤县": "611022",
        "商南县": "611023",
        "山阳县": "611024",
        "镇安县": "611025",
        "柞水县": "611026",
    }
    assert {p.parent for p in shangluo.places} == {None, "611000"}


def test_the_three_parties(shangluo: Pack) -> None:
    assert [tier.name.zh for tier in shangluo.tiers] == ["市", "县", "企"]


def test_gaps(shangluo: Pack) -> None:
    required = {k: [r.code for r in shangluo.required_roles(k)] for k in SubjectKind}
    assert {k.value: roles for k, roles in required.items() if roles} == {
        "enterprise": ["head"],
        "project": ["leader"],
        "chain": ["leader"],
    }


@pytest.mark.parametrize("words", LEDGER_CATEGORIES)
def test_the_ledgers_categories_and_their_limits(shangluo: Pack, words: str) -> None:
    category = shangluo.category_called(words)
    assert category is not None
    days = 7 if words in ORDINARY else 15
    limit = shangluo.limit("difficulty", Stage.RESOLUTION, category.code)
    assert limit == Limit(days, DAY)


def test_no_two_categories_share_a_word(shangluo: Pack) -> None:
    words = [w for c in shangluo.categories for w in (c.name.zh, *c.aliases)]
    assert len(words) == len(set(words))


def test_receipt_and_first_contact_take_a_day(shangluo: Pack) -> None:
    assert shangluo.limit("difficulty", Stage.RECEIPT) == Limit(1, DAY)
    assert shangluo.limit("difficulty", Stage.FIRST_CONTACT) == Limit(1, DAY)
    assert shangluo.kinds["difficulty"].reopening_minimum == Limit(3, DAY)
    assert shangluo.kinds["difficulty"].return_window == Limit(1, DAY)


def test_the_prefecture_only_reminds(shangluo: Pack) -> None:
    (reminder,) = shangluo.ladder
    assert (reminder.code, reminder.signed) == ("reminder", False)
    assert reminder.triggers == (BeforeDue(Limit(2, DAY)),)


def test_danfengs_three_colours(danfeng: Pack) -> None:
    assert [(r.code, r.name.zh, r.signed) for r in danfeng.ladder] == [
        ("blue", "蓝色督办单", True),
        ("yellow", "黄色督办单", True),
        ("red", "红色督办单", True),
    ]
    assert [r.triggers for r in danfeng.ladder_for(Stage.RESOLUTION)] == [
        (BeforeDue(Limit(2, DAY)), Finding("slow")),
        (Overdue(Limit(1, DAY)), Finding("slack")),
        (Overdue(Limit(5, DAY)), ReplyMissed("yellow"), Finding("undone")),
    ]
    assert [r.reply for r in danfeng.ladder] == [Limit(2, DAY), Limit(3, DAY), Limit(3, DAY)]


def test_danfeng_inherits_the_rest(shangluo: Pack, danfeng: Pack) -> None:
    assert danfeng.kinds == shangluo.kinds
    assert danfeng.categories == shangluo.categories
    assert danfeng.numbering.number(2022, 1) == "丹督办〔2022〕1号"
    assert shangluo.numbering.number(2022, 1) == "商三百四千督办〔2022〕1号"


@pytest.mark.parametrize("code", CODES)
def test_a_number_of_our_own_says_so(code: str) -> None:
    pack = packs.load(code)
    sections = [
        *pack.ladder, *pack.banners, *pack.cards, *pack.demonstrations, pack.instruction,
        *(part for kind in pack.kinds.values() for part in (kind.extension, kind.dispute) if part),
    ]  # fmt: skip
    for section in sections:
        assert section is not None
        assert section.source is not None
        assert "本包取值" in section.source.zh
        assert "our choice" in section.source.en


@pytest.mark.parametrize("code", CODES)
def test_no_slip_borrows_the_word_the_law_reserves(code: str) -> None:
    pack = packs.load(code)
    names = [pack.numbering.mark, pack.numbering.slip.zh, *(r.name.zh for r in pack.ladder)]
    names += [document.head.zh for document in pack.documents.values()]
    assert not [name for name in names if "督查" in name]


@pytest.mark.parametrize("grade", ["done", "slow", "slack", "undone"])
def test_danfengs_colours_follow_the_degree_of_implementation(danfeng: Pack, grade: str) -> None:
    """The article's own ground: a checker's finding, whatever the clock says."""
    colours = {"slow": 0, "slack": 1, "undone": 2}
    assert [g.code for g in danfeng.grades] == ["done", *colours]
    ladder = danfeng.ladder_for(Stage.RESOLUTION)
    assert called(ladder, Judged(grade), NONE_YET) == colours.get(grade)


def test_luonans_four_measures() -> None:
    luonan = packs.load("shangluo/luonan")
    (banner,), (card,) = luonan.banners, luonan.cards
    assert [banner.name.zh, card.name.zh] == ["流动红旗", "黄牌警告"]
    assert banner.proposals == (Proposal.COMMENDATION,)  # 考核奖励
    accountability = luonan.rung("accountability")  # 督查问责
    assert accountability.proposals == (Proposal.TALK, Proposal.ACCOUNTABILITY)
    assert accountability.signed


def test_luonans_yellow_card_after_three_slips_in_a_quarter() -> None:
    (card,) = packs.load("shangluo/luonan").cards
    days = [date(2022, 4, 1), date(2022, 5, 5), date(2022, 6, 30)]
    slips = tuple(Past("supervision", day) for day in days)
    assert holding(card.triggers, History(slips, days[-1])) == Count(
        "supervision", 3, Window.QUARTER
    )
    assert holding(card.triggers, History(slips[:2], days[-1])) is None
    assert holding(card.triggers, History(slips, date(2022, 7, 1))) is None


def test_shangnans_mechanisms_without_scores() -> None:
    shangnan = packs.load("shangluo/shangnan")
    (tag,) = shangnan.demonstrations
    assert tag.name.zh == "抓点示范"
    assert tag.subjects == (SubjectKind.CHAIN, SubjectKind.PROJECT, SubjectKind.ENTERPRISE)
    assert shangnan.instruction
    assert shangnan.instruction.limit == Limit(5, DAY)
    assert not shangnan.boards


@pytest.mark.parametrize("code", CODES)
def test_a_countys_papers_bear_its_own_name(code: str) -> None:
    pack = packs.load(code)
    for kind, document in pack.documents.items():
        head = document.headed("洛南县")
        assert "商洛市" not in head
        assert "{" not in head
        if kind.is_official:
            assert head.startswith("洛南县")
        number = document.numbered(2022, 3)
        assert (number is None) == (kind in (DocumentKind.SLIP, DocumentKind.CARD))


def test_what_a_difficulty_may_ask_for(shangluo: Pack) -> None:
    kind = shangluo.kinds["difficulty"]
    assert kind.extension
    assert (kind.extension.times, kind.extension.at_most) == (1, Limit(7, DAY))
    assert kind.return_once
    assert kind.reopening_times == 1
    assert kind.carry_forward
    assert kind.carry_forward.review == Limit(30, Unit.CALENDAR_DAY)
    assert [milestone.code for milestone in shangluo.milestones][:2] == ["pipeline", "signed"]
    assert "discipline" in [reason.code for reason in shangluo.decline_reasons]


def test_a_dispute_is_decided_within_a_day(shangluo: Pack) -> None:
    dispute = shangluo.kinds["difficulty"].dispute
    assert dispute
    friday, monday = oracle.at("2022-03-04"), oracle.at("2022-03-07", "18:00")
    assert dispute.due(oracle.CLOCK, friday).at == monday


def test_the_bulletin_follows_the_article(shangluo: Pack) -> None:
    assert [figure.value for figure in shangluo.bulletin.figures] == [
        "leaders",
        "chains",
        "projects",
        "started",
        "completed_investment",
        "heads",
        "enterprises",
        "difficulties",
        "resolved_claimed",
        "resolved_confirmed",
        "industrial_growth",
        "slips",
    ]
    assert shangluo.bulletin.published_rates == (FigureCode.HANDLED_RATE,)
    assert FigureCode.HONEST_RATE in shangluo.bulletin.internal_rates


def test_the_published_statistic_is_a_reading_with_its_source(shangluo: Pack) -> None:
    (root,) = packs.default_roots()
    file = root.joinpath("shangluo").joinpath("demo").joinpath("readings.toml")
    (reading,) = tomllib.loads(file.read_text(encoding="utf-8"))["readings"]
    (indicator,) = [i for i in shangluo.indicators if i.code == reading["indicator"]]
    assert (indicator.unit, indicator.cumulative) == (packs.IndicatorUnit.BASIS_POINTS, True)
    assert reading["actual"] == 1470
    assert (reading["since"], reading["until"]) == ("2022-01", "2022-05")
    assert reading["organisation"] == shangluo.place(reading["place"]).name.zh
    assert "《一线解难题 服务力道足》" in reading["source"]["zh"]
