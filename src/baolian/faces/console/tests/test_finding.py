"""What is found by a word, by whom, in what order; and that the index follows the rows."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baolian.faces.console.finding import KINDS, find
from baolian.faces.console.tests.desks import desk
from baolian.records.journal.acts import Act
from baolian.records.lookup import sheets
from baolian.records.lookup.found import found_models
from baolian.records.lookup.models import Sheet
from baolian.records.lookup.questions import Question
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import (
    Appointment,
    Founding,
    Liaison,
    Officer,
    Organisation,
    Post,
    User,
)
from baolian.records.subjects.models import Entering, Subject
from baolian.routines.supervision.models import Issue, Slip
from baolian.rules.identifiers import uscc_check_character
from tests.office import build_office
from tests.world import MONDAY, World

PUMPS, TEA = "丹凤清水泵业有限公司", "山阳云雾茶业有限公司"
LABOUR = "季节性用工短缺20人"


def found(
    world: World,
    by: User,
    typed: str,
    *kinds: str,
    moment: str = MONDAY,
    leader: Officer | None = None,
) -> list[str]:
    """The words of what is found, in order."""
    act = world.act(by, moment, leader)
    return [str(line.words) for line in find(act, Question(typed), kinds or KINDS, 20).lines]


@pytest.mark.parametrize(
    "typed",
    [
        "清水", "丹凤清水", PUMPS, "泵业 清水", "清水　司", "dfqs", "DFQS", "ＤＦＱＳ", "qsby",
        "danfengqing", "danfengqingsh", "清水byyx", "丹凤（清水）", "清水、泵业",
    ],
)  # fmt: skip
def test_a_subject(world: World, typed: str) -> None:
    assert found(world, world.xu, typed, "subjects") == [PUMPS]


@pytest.mark.parametrize("typed", ["清", "a", "，", "", "   ", "清 水", "！？"])
def test_one_character_finds_nothing_and_says_why(world: World, typed: str) -> None:
    assert found(world, world.zhao, typed) == []
    assert Question(typed).is_too_short


@pytest.mark.parametrize(
    "typed",
    [
        "'", "\"清水", "清水'; --", "清水*", "清水:*", "清水 & !用工", "(清水", "清水) OR (",
        "NOT 清水", "-清水", "清水^2", "st清水", "\\清水", "%清水_", "NEAR(清水 用工)", "\x00清水",
        "words:清水", "a" * 300, "清 " * 90, "xianxianxianxianxianxianxianxian",
    ],
)  # fmt: skip
def test_signs_break_nothing(world: World, typed: str) -> None:
    assert set(found(world, world.zhao, typed, "subjects")) <= {PUMPS}


def test_people_by_name_initials_and_another_reading_of_a_surname(world: World) -> None:
    act = world.act(world.clockwork)
    shan = Officer.enrol(act, "单雄信")
    Post.appoint(act, Appointment(shan, world.danfeng, "干部"))
    for typed in ("单雄", "sxx", "dxx", "雄信 单", "xiongxin", "danxiongx"):
        assert found(world, world.zhao, typed, "officers") == ["单雄信"], typed
    assert found(world, world.zhao, "何川", "officers") == ["何川"]


def test_a_phrase_is_read_as_a_phrase(world: World) -> None:
    assert found(world, world.zhao, "slcjyh", "organisations") == ["商洛长江银行分行"]


def test_matters_by_word_and_number(world: World) -> None:
    matter = world.difficulty()
    assert found(world, world.xu, "用工短缺") == [LABOUR]
    assert found(world, world.xu, f"#{matter.pk}", "matters") == [LABOUR]
    task = world.difficulty(kind="task", category="", summary="对接外地人力")
    page = desk(world, "xu").get(f"/find/?q=%23{task.pk}").content.decode()
    assert "丹凤清水泵业有限公司 · " in page
    assert "·  ·" not in page
    assert found(world, world.mei, f"#{matter.pk}", "matters") == []


def test_codes_and_telephones_are_not_found(world: World) -> None:
    act, body = world.act(world.zhao), "91611022MA70ABCD5"
    code = body + uscc_check_character(body)
    Subject.enter(act, Entering("enterprise", "甲乙丙公司", world.danfeng, code))
    rich = Officer.enrol(act, "钱多多", "13987654321")
    Post.appoint(act, Appointment(rich, world.danfeng, "干部"))
    assert found(world, world.zhao, "甲乙丙") == ["甲乙丙公司"]
    assert found(world, world.zhao, "钱多多") == ["钱多多"]
    for typed in (code, code[:8], "13987654321", "98765"):
        assert found(world, world.zhao, typed) == []


# -- who sees it -----------------------------------------------------------------------------------


def test_nobody_finds_what_he_may_not_see(world: World) -> None:
    canary = Subject.enter(
        world.act(world.zhao), Entering("enterprise", "金丝雀矿业公司", world.shanyang)
    )
    world.difficulty(
        subject=canary,
        summary="金丝雀不唱了",
        organisation=world.finance_bureau,
        first_receiver=None,
    )
    for by in (world.xu, world.gao, world.he, world.wang, world.lin, world.shen, world.admin):
        for typed in ("金丝雀", "jsq", "公司", "不唱"):
            assert not [words for words in found(world, by, typed) if "金丝雀" in words], by
    assert len(found(world, world.mei, "金丝雀")) == 2


def test_who_answers_for_it_finds_it_on_his_days(world: World) -> None:
    shen = world.officer(world.shen)
    pairing = world.pump_works.pairings.get(officer=shen)
    assert found(world, world.shen, "清水", "subjects") == [PUMPS]
    pairing.end(world.act(world.xu), "换人")
    assert found(world, world.shen, "清水") == []
    act = world.act(world.xu)
    Pairing.make(act, Making(world.pump_works, shen, "head", "prefecture", since=date(2022, 3, 9)))
    assert found(world, world.shen, "清水") == []
    assert found(world, world.shen, "清水", moment="2022-03-09 09:00") == [PUMPS]


def test_a_liaison_finds_what_her_leader_sees_while_she_acts_for_him(world: World) -> None:
    shen, mei = world.officer(world.shen), world.officer(world.mei)
    Liaison.appoint(world.act(world.zhao), mei, shen)
    assert found(world, world.mei, "清水") == []
    assert found(world, world.mei, "清水", leader=shen) == [PUMPS]


def test_what_the_index_lets_through_visible_to_still_refuses(world: World) -> None:
    """Marks that are wrong let nothing through: they propose, the queryset decides."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE lookup_sheet SET words = (SELECT words FROM lookup_sheet WHERE kind = 's' "
            "AND key = %s) WHERE kind = 's' AND key = %s",
            [world.pump_works.pk, world.tea_house.pk],
        )
    assert found(world, world.xu, "清水", "subjects") == [PUMPS]
    assert set(found(world, world.zhao, "清水", "subjects")) == {PUMPS, TEA}


def test_whoever_handles_a_matter_finds_the_enterprise(world: World) -> None:
    assert found(world, world.lin, "清水", "subjects") == []
    world.difficulty()
    assert found(world, world.lin, "清水", "subjects") == [PUMPS]


def test_colleagues_and_holders_only(world: World) -> None:
    assert found(world, world.xu, "梅雪") == []
    assert found(world, world.xu, "林涛") == ["林涛"]
    assert found(world, world.mei, "梅雪") == ["梅雪"]


# -- in what order ---------------------------------------------------------------------------------


def test_whole_before_begun_before_contained_and_open_before_closed(world: World) -> None:
    act = world.act(world.zhao)
    names = ("新云雾公司", "云雾", "云雾山庄", "云雾茶社")
    Subject.enter_all(act, [Entering("enterprise", n, world.danfeng) for n in names])
    resolved = world.difficulty(summary="关于云雾的事")
    opened = [world.difficulty(summary=f"{n}号，关于云雾的事") for n in "12"]
    resolved.resolve(world.act(world.lin), "explained", "已书面解释")
    resolved.close(world.act(world.zhao))
    assert found(world, world.zhao, "云雾") == [
        "云雾", "云雾茶社", "云雾山庄", "新云雾公司", TEA,
        opened[1].summary, opened[0].summary, resolved.summary,
    ]  # fmt: skip


def test_newer_projects_do_not_hide_the_enterprises(world: World) -> None:
    """As in the command box: six of a kind, and the enterprises only contain the word."""
    act = world.act(world.zhao)
    firms = [f"丹凤秦桐{n}厂" for n in "甲乙丙丁"]
    works = [f"秦桐{n}号工程" for n in range(30)]
    for kind, names in (("enterprise", firms), ("project", works)):
        Subject.enter_all(act, [Entering(kind, n, world.danfeng) for n in names])
    for by in (world.zhao, world.xu):
        finds = find(world.act(by), Question("秦桐"), KINDS, 6)
        words = [str(line.words) for line in finds.lines]
        assert words == [*works[:-4:-1], *firms[:-4:-1]], by
        assert not finds.is_all


def test_among_equals_enterprises_come_first(world: World) -> None:
    for kind, name in (("enterprise", "秦桐厂"), ("chain", "秦桐链"), ("project", "秦桐桥")):
        Subject.enter(world.act(world.zhao), Entering(kind, name, world.danfeng))
    assert found(world, world.zhao, "秦桐") == ["秦桐厂", "秦桐桥", "秦桐链"]


def test_of_every_kind_some_have_room(world: World) -> None:
    names = [f"缺水{n}厂" for n in range(9)]
    Subject.enter_all(
        world.act(world.zhao), [Entering("enterprise", n, world.danfeng) for n in names]
    )
    for n in range(9):
        world.difficulty(summary=f"{n}号缺水")
    finds = find(world.act(world.zhao), Question("缺水"), KINDS, 6, 8)
    assert [str(line.kind) for line in finds.lines] == ["服务对象"] * 4 + ["事项"] * 4
    assert not finds.is_all


def test_at_most_so_many_of_a_kind_and_it_says_so(world: World) -> None:
    for n in range(5):
        world.difficulty(summary=f"{n}号缺水")
    finds = find(world.act(world.xu), Question("缺水"), ["matters"], 3)
    assert [line.words for line in finds.lines] == ["4号缺水", "3号缺水", "2号缺水"]
    assert not finds.is_all
    assert find(world.act(world.xu), Question("缺水"), ["matters"], 5).is_all


def test_how_many_there_are_is_told_of_what_one_sees_only(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baolian.records.lookup.searching.LOOKED_AT", 2)
    names = [f"某某{n}社" for n in range(6)]
    Subject.enter_all(
        world.act(world.zhao), [Entering("enterprise", n, world.shanyang) for n in names]
    )
    finds = find(world.act(world.xu), Question("某某"), KINDS, 20)
    assert (finds.lines, finds.is_all) == ([], True)


# -- the index follows the rows --------------------------------------------------------------------


def faults() -> list[tuple[str, int]]:
    return [fault for model in found_models() for fault in sheets.wrong(model)]


def test_a_new_name_is_found_and_the_old_one_is_not(world: World) -> None:
    with world.act(world.zhao).page() as page:
        page.line("renamed", world.pump_works).change(world.pump_works, name="商镇葡萄酒庄")
    assert found(world, world.xu, "清水") == []
    assert found(world, world.xu, "葡萄") == ["商镇葡萄酒庄"]
    assert faults() == []


def test_a_matter_that_is_handed_over_is_found_there(world: World) -> None:
    matter = world.difficulty(organisation=None, subject=world.tea_house, first_receiver=None)
    assert found(world, world.lin, "用工") == []
    matter.assign(world.act(world.zhao), world.labour_bureau)
    assert found(world, world.lin, "用工") == [LABOUR]
    assert faults() == []


def test_a_verb_that_fails_leaves_no_sheet(world: World) -> None:
    before, page = Sheet.objects.count(), world.act(world.zhao).page()
    line = page.line("founded", world.danfeng)
    line.add(Officer(name="无名氏"))
    line.add(Organisation(name="丹凤县", kind="county", parent=world.shangluo, path="0000zzzz"))
    with pytest.raises(IntegrityError), page:
        pass
    assert Sheet.objects.count() == before


def test_the_index_is_checked_and_made_anew(world: World) -> None:
    world.difficulty()
    assert faults() == []
    pumps, tea = world.pump_works.pk, world.tea_house.pk
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM lookup_sheet WHERE kind = 's' AND key = %s", [pumps])
        cursor.execute("UPDATE lookup_sheet SET words = '' WHERE kind = 's' AND key = %s", [tea])
        cursor.execute(
            "INSERT INTO lookup_sheet (kind, key, is_over, words) VALUES ('s', 4711, false, '')"
        )
    assert sorted(faults()) == [("differs", tea), ("left over", 4711), ("missing", pumps)]
    assert found(world, world.zhao, "清水") == []
    assert sheets.rebuild() == Sheet.objects.count()
    assert faults() == []
    assert found(world, world.zhao, "清水") == [PUMPS]


def test_what_came_in_before_the_index_is_filled_in(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM lookup_sheet")
    sheets.fill_missing()
    assert faults() == []


def test_models_that_are_not_found_cost_no_statement(world: World) -> None:
    matter = world.difficulty()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        matter.suspend(world.act(world.zhao), "等材料")
    assert not [q for q in asked.captured_queries if "lookup" in q["sql"]]


def test_slips_by_number(world: World, settings: object) -> None:
    office = build_office(world)
    issue = Issue.objects.get(slip=office.issued)
    act = Act(world.gao, world.at("2022-04-07 09:00"), world.act(world.gao).rulebook)
    for typed in (issue.number, issue.number[:4], f"{issue.year}〕{issue.n}号"):
        lines = find(act, Question(typed), ["slips"], 20).lines
        assert any(issue.number in str(line.words) for line in lines), typed
    assert Slip.objects.filter(issue=None).exists()
    assert found(world, world.mei, issue.number, "slips") == []


def test_few_statements_whatever_is_found(world: World) -> None:
    for n in range(12):
        world.difficulty(summary=f"{n}号丹凤缺水")
    Organisation.found_all(
        world.act(world.zhao),
        [Founding(f"丹凤县{n}中心", "department", world.danfeng) for n in "甲乙丙"],
    )
    act = world.act(world.xu)
    act.by.scopes()
    with CaptureQueriesContext(connection) as asked:
        finds = find(act, Question("丹凤"), KINDS, 20)
    assert len(finds.lines) > 15
    assert len(asked) <= 25, [q["sql"][:120] for q in asked.captured_queries]


# -- the page --------------------------------------------------------------------------------------


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.xu)
    return client


def test_the_page_lists_what_is_found_with_its_address(world: World, browser: Client) -> None:
    page = browser.get("/find/", {"q": "清水"}).content.decode()
    assert f'href="/subjects/{world.pump_works.pk}/"' in page
    assert 'value="清水"' in page
    assert "<html" in page
    assert "没有找到" in browser.get("/find/", {"q": "清水", "kind": "slips"}).content.decode()


def test_the_command_box_gets_the_part_alone(world: World, browser: Client) -> None:
    part = browser.get("/find/", {"q": "清水"}, headers={"hx-request": "true"}).content.decode()
    assert f'href="/subjects/{world.pump_works.pk}/"' in part
    assert "<html" not in part


def test_one_character_is_told_that_two_are_needed(browser: Client) -> None:
    assert "请至少输入两个字" in browser.get("/find/", {"q": "清"}).content.decode()
    assert browser.get("/find/").status_code == 200


def test_what_was_typed_is_shown_as_text(browser: Client) -> None:
    page = browser.get("/find/", {"q": "<b>清水</b>\"'&"}).content.decode()
    assert "<b>清水" not in page


@pytest.mark.parametrize("typed", ["督办单", "dbd", "督办"])
def test_pages_of_the_menu(browser: Client, typed: str) -> None:
    assert 'href="/slips/"' in browser.get("/find/", {"q": typed}).content.decode()
