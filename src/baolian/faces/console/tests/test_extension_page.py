"""More time on the pages: asked beside the clocks, decided on Today, drawn and told afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from baolian.faces.console.duties.plate import plate_of
from baolian.faces.console.forms.matters import ExtensionForm, bounds
from baolian.faces.console.standing import standing_of
from baolian.faces.console.tests.desks import desk
from baolian.records.matters.models import Extension, Matter
from baolian.records.matters.rights import Rights
from baolian.records.matters.tests.lives import another_leader
from baolian.records.people.models import Liaison
from baolian.rules.packs import Extension as Rule
from tests.world import World

ASKED = {"units": "5", "until": "", "reason": "招聘会在4月上旬"}


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-03-10T15:00:00+08:00"


def page(world: World, who: str, matter: Matter, lang: str = "zh-hans") -> str:
    return desk(world, who, lang).get(f"/matters/{matter.pk}/").content.decode()


def asked(world: World) -> Matter:
    matter = world.difficulty()
    sent = desk(world, "lin").post(f"/matters/{matter.pk}/extension/", ASKED)
    assert sent.status_code == 302
    return matter


def test_the_form_says_the_unit_and_the_most(world: World) -> None:
    matter = world.difficulty()
    opened = desk(world, "lin").get(f"/matters/{matter.pk}/?step=extension").content.decode()
    assert "延长多少（工作日）" in opened
    assert "一次至多7个工作日；最多延期1次；至迟到期前1个工作日提出" in opened
    assert "申请延期" not in page(world, "gao", matter)


def test_the_form_says_how_many_are_left(world: World) -> None:
    twice = Rule(times=2)
    assert list(bounds(twice, 0)) == ["最多延期2次"]
    assert list(bounds(twice, 1)) == ["最多延期2次，还可申请1次"]
    with translation.override("en"):
        assert list(bounds(twice, 1)) == ["at most 2 extensions, 1 left"]
    matter = asked(world)
    Extension.objects.get().grant(world.act(world.he, "2022-03-10 16:00"))
    refused = desk(world, "lin").post(f"/matters/{matter.pk}/extension/", ASKED)
    assert "最多延期1次，还可申请0次" in refused.content.decode()


def test_how_many_are_left_costs_no_statement(world: World) -> None:
    """The page has read them for its clocks."""
    matter = asked(world)
    Extension.objects.get().refuse(world.act(world.he, "2022-03-10 16:00"), "理由不足")
    act = world.act(world.lin, "2022-03-11 09:00")
    standing = standing_of(act, matter.pk)
    assert len(standing.extensions) == 1
    form = ExtensionForm(matter=standing.matter, step="extension")
    with CaptureQueriesContext(connection) as captured:
        form.heed(standing)
    assert not captured.captured_queries
    assert "最多延期1次" in form["units"].help_text


def test_it_is_offered_as_long_as_it_may_be_asked(world: World, settings: Any) -> None:
    matter = world.difficulty()
    settings.FIXED_CLOCK = "2022-03-25T17:00:00+08:00"
    assert "申请延期" in page(world, "lin", matter)
    # due on Monday, and to be asked a working day before
    settings.FIXED_CLOCK = "2022-03-28T09:00:00+08:00"
    assert "申请延期" not in page(world, "lin", matter)
    matter.suspend(world.act(world.xu, "2022-03-25 17:30"), "等候批复")
    assert "申请延期" in page(world, "lin", matter)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"units": "5", "until": "2022-04-02"}, "两样填一样"),
        ({"units": "", "until": ""}, "两样填一样"),
        ({"units": "0"}, "extension_units_error"),
        ({"reason": ""}, "extension_reason_error"),
        ({"units": "8"}, "超过了制度规定的一次延期的长度"),
        ({"units": "", "until": "2022-03-28"}, "须晚于现在的到期日"),
        ({"units": "", "until": "9999-12-31"}, "最远延到2024-03-28"),
    ],
)
def test_what_is_wrong_is_said_where_it_was_typed(
    world: World, typed: dict[str, str], said: str
) -> None:
    matter = world.difficulty()
    sent = desk(world, "lin").post(f"/matters/{matter.pk}/extension/", ASKED | typed)
    assert sent.status_code == 422
    clocks = sent.content.decode().split('id="clocks"')[1].split("</section>")[0]
    assert said in clocks
    assert not Extension.objects.exists()


def test_a_day_does_as_well(world: World) -> None:
    matter = world.difficulty()
    typed = ASKED | {"units": "", "until": "2022-04-02"}
    assert desk(world, "lin").post(f"/matters/{matter.pk}/extension/", typed).status_code == 302
    assert Extension.objects.get().n == 5


def test_it_waits_on_the_page_and_only_who_decides_is_offered_it(world: World) -> None:
    matter = asked(world)
    his = page(world, "he", matter)
    assert "下一步：批延期申请" in his
    card = his.partition('id="next-title"')[2].partition("</section>")[0]
    assert "林涛 申请延期 5个工作日" in card
    for words in ("申请延期 5个工作日", "待批准", "招聘会在4月上旬", "林涛"):
        assert words in his
    for who in ("lin", "xu", "gao"):
        assert "批延期申请" not in page(world, who, matter)
    again = desk(world, "lin").post(f"/matters/{matter.pk}/extension/", ASKED)
    assert again.status_code == 409
    assert "已有一项延期申请" in again.content.decode()


def test_a_refusal_without_a_reason_is_not_taken(world: World) -> None:
    matter = asked(world)
    address = f"/matters/{matter.pk}/extension-decision/"
    sent = desk(world, "he").post(address, {"is_granted": "no"})
    assert sent.status_code == 422
    assert "不批准的，必须写明理由" in sent.content.decode()
    sent = desk(world, "he").post(address, {"is_granted": "no", "note": "可先对接劳务公司"})
    assert sent.status_code == 302
    told = page(world, "lin", matter)
    for words in ("未批准", "可先对接劳务公司", "不批准延期"):
        assert words in told
    # decided while another desk had it open
    again = desk(world, "he").post(address, {"is_granted": "yes"})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh-hans", ("已批准", "限 20个工作日", "批准延期", "2022-04-02 18:00")),
        ("en", ("granted", "20 working days", "Granted the extension", "2022-04-02 18:00")),
    ],
)
def test_granted_the_page_counts_by_the_new_limit(
    world: World, lang: str, words: tuple[str, ...], settings: Any
) -> None:
    matter = asked(world)
    desk(world, "he").post(f"/matters/{matter.pk}/extension-decision/", {"is_granted": "yes"})
    settings.FIXED_CLOCK = "2022-03-31T20:00:00+08:00"
    told = page(world, "lin", matter, lang)
    for said in words:
        assert said in told
    assert 'class="extended"' in told


def waiting(world: World, who: str, moment: str = "2022-03-11 09:00") -> list[tuple[str, str]]:
    found = plate_of(world.act(getattr(world, who), moment))
    return [
        (str(duty.kind.words), duty.left.words) for group in found.groups for duty in group.duties
    ]


def test_it_stands_on_the_deciders_today_until_it_is_decided(world: World) -> None:
    matter = asked(world)
    assert waiting(world, "he") == [("批延期申请", "已等 1个工作日")]
    assert waiting(world, "he", "2022-03-10 16:00") == [("批延期申请", "今天提出")]
    assert "批延期申请" not in str(waiting(world, "lin") + waiting(world, "gao"))
    client = desk(world, "he")
    address = f"/today/matters/{matter.pk}/extension-decision/"
    opened = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "林涛 申请延期 5个工作日：招聘会在4月上旬" in opened
    sent = client.post(address, {"is_granted": "yes"}, headers={"HX-Request": "true"})
    assert "已批复延期申请" in sent.content.decode()
    # what else waits for him comes forward again
    assert waiting(world, "he")[0][0] == "首次联系企业"


def test_nobody_finds_his_own_request_on_his_today(world: World) -> None:
    zhou = another_leader(world)
    world.__dict__["zhou"] = zhou
    matter = world.difficulty(organisation=None)
    act = world.act(world.wang, "2022-03-10 10:00", world.officer(world.he))
    Extension.ask(act, matter, date(2022, 4, 2), "招聘会在4月上旬")
    assert "批延期申请" not in str(waiting(world, "he"))
    assert "批延期申请" in str(waiting(world, "zhou"))


@pytest.mark.parametrize("for_him", [True, False])
@pytest.mark.parametrize("ends", ["2022-03-10 11:00", "2022-03-11 08:00"])
def test_today_and_the_right_say_the_same_when_a_liaison_has_ended(
    world: World, ends: str, *, for_him: bool
) -> None:
    """Who was her leader when she asked finds no line that leads to a refusal, and who decides
    finds his."""
    another_leader(world)
    matter = world.difficulty(organisation=None)
    leader = world.officer(world.he)
    act = world.act(world.wang, "2022-03-10 10:00", leader if for_him else None)
    Extension.ask(act, matter, date(2022, 4, 2), "招聘会在4月上旬")
    Liaison.objects.get(leader=leader).end(world.act(world.clockwork, ends))
    right = Rights(world.act(world.he, "2022-03-11 09:00").by, matter).can_decide_extension
    assert ("批延期申请" in str(waiting(world, "he"))) is right
    # ended on the day itself, she was nobody's liaison; whom she named then is named for good
    assert right is (not for_him and ends < "2022-03-11")


def test_what_nobody_can_decide_is_told_with_what_to_do(world: World) -> None:
    matter = world.difficulty(organisation=None)
    sent = desk(world, "wang").post(f"/matters/{matter.pk}/extension/", ASKED)
    assert sent.status_code == 422
    assert "请由承办单位的经办人自己提出" in sent.content.decode()
    assert not Extension.objects.exists()


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh-hans", ("撤回延期申请", "已撤回")), ("en", ("Took back", "taken back"))],
)
def test_who_asked_takes_it_back(world: World, lang: str, words: tuple[str, str]) -> None:
    matter = asked(world)
    assert "撤回延期申请" in page(world, "lin", matter)
    for who in ("he", "xu", "gao"):
        assert "撤回延期申请" not in page(world, who, matter)
    address = f"/matters/{matter.pk}/extension-withdrawal/"
    assert desk(world, "he").post(address).status_code == 403
    assert desk(world, "lin").post(address).status_code == 302
    told = page(world, "lin", matter, lang)
    for said in words:
        assert said in told
    assert "批延期申请" not in str(waiting(world, "he"))
    again = desk(world, "lin").post(address)
    assert again.status_code == 409
    assert "没有等待批准的延期申请" in again.content.decode()
    assert desk(world, "lin").post(f"/matters/{matter.pk}/extension/", ASKED).status_code == 302


def test_what_was_resolved_meanwhile_waits_for_nobody(world: World) -> None:
    matter = asked(world)
    Matter.objects.get(pk=matter.pk).resolve(world.act(world.lin, "2022-03-10 16:00"), "solved")
    assert "批延期申请" not in str(waiting(world, "he"))
    assert "未决定，已随办结失效" in page(world, "he", matter)
