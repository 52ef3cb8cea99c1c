"""The life of a matter: its line, its clocks to scale, and the same in words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from baolian.faces.console.deadlines import clocks_of
from baolian.faces.console.life_steps import LifeStep, life_steps_of
from baolian.faces.console.lives import LABELS, Life, runs_of
from baolian.faces.console.standing import Standing
from baolian.records.matters.models import Matter
from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.sweep import sweep
from tests.world import World


def line(matter: Matter) -> list[LifeStep]:
    fresh = Matter.objects.get(pk=matter.pk)
    return life_steps_of(fresh.edition.pack, Standing(fresh))


def here(matter: Matter) -> str:
    return next((one.code for one in line(matter) if one.is_here), "")


def test_the_line_walks_step_by_step(world: World) -> None:
    matter = world.difficulty(organisation=None)
    codes = [one.code for one in line(matter)]
    assert codes == [
        "registered", "assigned", "received", "contacted", "resolved", "confirmed", "closed",
    ]  # fmt: skip
    assert here(matter) == "assigned"
    matter.assign(world.act(world.xu, "2022-03-07 10:00"), world.labour_bureau)
    assert here(matter) == "received"
    matter.handlings.get().receive(
        world.act(world.lin, "2022-03-07 11:00"), world.officer(world.lin)
    )
    assert here(matter) == "contacted"
    # resolved without it: passed over, and said so
    matter.resolve(world.act(world.lin, "2022-03-08 10:00"), "solved")
    assert here(matter) == "confirmed"
    contact = next(one for one in line(matter) if one.code == "contacted")
    assert contact.is_past
    assert contact.at is None
    matter.reopen(world.act(world.xu, "2022-03-09 10:00"), "企业称未解决")
    assert here(matter) == "resolved"
    assert next(one for one in line(matter) if one.code == "reopened").at


def test_a_task_has_no_enterprise_to_ask(world: World) -> None:
    task = world.difficulty(kind="task", category="", summary="办专场招聘会")
    assert "confirmed" not in [one.code for one in line(task)]


def life(world: World, matter: Matter, moment: str) -> Life:
    act, standing = world.act(world.xu, moment), Standing(Matter.objects.get(pk=matter.pk))
    return Life(act, clocks_of(act, standing, Slip.objects.filter(matter=matter)))


def test_the_clocks_share_one_line_of_days(world: World) -> None:
    matter = world.difficulty()
    matter.suspend(world.act(world.xu, "2022-03-10 09:00"), "等候批复")
    matter.resume(world.act(world.xu, "2022-03-14 10:00"))
    drawn = life(world, matter, "2022-03-17 09:00")
    lanes = {lane.now.deadline.stage: lane for lane in drawn.lanes}
    kinds = [piece.css for piece in lanes["resolution"].pieces]
    assert kinds == ["worked", "paused", "worked", "left"]
    ends = [(piece.x, piece.end) for piece in lanes["resolution"].pieces]
    assert all(0 <= since <= until <= 1000 for since, until in ends)
    assert [since for since, _end in ends[1:]] == [end for _since, end in ends[:-1]]
    # a receipt is owed whatever happens, and was due on the 8th
    assert [piece.css for piece in lanes["receipt"].pieces] == ["worked", "late"]
    assert len(drawn.labels) <= LABELS
    assert drawn.today
    # two weekends and the one it ends with, each as one stretch
    assert all(off.width > 0 for off in drawn.days_off)


def test_rungs_stand_where_they_fall_and_say_so(world: World) -> None:
    matter = world.difficulty()
    flags = [f for lane in life(world, matter, "2022-03-09 09:00").lanes for f in lane.flags]
    assert [(flag.mark.colour, flag.became) for flag in flags] == [
        ("blue", "未到"), ("yellow", "未到"), ("red", "未到"),
    ]  # fmt: skip
    sweep(world.act(world.clockwork, "2022-03-24 09:00"))
    flags = [f for lane in life(world, matter, "2022-03-24 10:00").lanes for f in lane.flags]
    assert [flag.became for flag in flags] == ["已拟单", "未到", "未到"]
    # of a clock that stands still nobody knows when the next one falls
    matter.suspend(world.act(world.xu, "2022-03-24 11:00"), "等候批复")
    flags = [f for lane in life(world, matter, "2022-03-24 12:00").lanes for f in lane.flags]
    assert [flag.became for flag in flags] == ["已拟单"]


def test_a_pause_after_the_due_moment_is_not_late(world: World) -> None:
    """What is used and what is late add up on the page, as the ladder counts."""
    matter = world.difficulty()
    matter.suspend(world.act(world.xu, "2022-03-30 09:00"), "等候批复")
    matter.resume(world.act(world.xu, "2022-04-01 10:00"))
    act, standing = world.act(world.xu, "2022-04-02 20:00"), Standing(matter)
    clock = next(c for c in clocks_of(act, standing) if c.deadline.stage == "resolution")
    assert clock.left
    used, limit = (int(re.match(r"\d+", words)[0]) for words in (clock.used, clock.limit))  # type: ignore[index]
    assert clock.left.words == f"逾期 {used - limit}个工作日"


def test_no_rung_stands_behind_the_day_on_which_it_was_done(world: World) -> None:
    """An import passes the rungs up to its own day in silence, whatever day the ledger names."""
    act = world.act(world.xu, "2022-06-17 18:30")
    facts: dict[str, Any] = {"source": "import", "claimed_on": date(2022, 5, 25)}
    matter = world.difficulty("2022-06-17 18:30", **facts)
    matter.claim(act, date(2022, 6, 10), "satisfied")
    drawn = life(world, matter, "2022-06-30 17:00")
    assert [flag for lane in drawn.lanes for flag in lane.flags] == []
    assert matter.deadlines.get().rung >= 0


def test_stretches_of_days() -> None:
    monday = date(2022, 3, 7)
    days = [monday + timedelta(days=n) for n in (0, 1, 4, 6, 7)]
    assert [(b - a).days for a, b in runs_of(days)] == [1, 0, 1]
    assert not list(runs_of([]))


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_the_page_says_in_words_what_it_draws(world: World, lang: str, settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-03-24T10:00:00+08:00"
    matter = world.difficulty()
    sweep(world.act(world.clockwork, "2022-03-24 09:00"))
    client = Client(headers={"accept-language": lang})
    client.force_login(world.gao)
    page = client.get(f"/matters/{matter.pk}/").content.decode()
    drawings = re.findall(r'<svg class="life-line".*?</svg>\s*(?:</svg>)?', page, re.DOTALL)
    assert drawings
    assert "style=" not in page
    words = {"zh-hans": ("蓝色督办单", "已拟单", "还剩 2个工作日", "2022-03-28 18:00"),
             "en": ("Blue slip", "drafted", "2 working days left", "2022-03-28 18:00")}  # fmt: skip
    for said in words[lang]:
        assert said in page


def test_the_history_begins_with_the_latest_twenty(world: World, settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-04-20T10:00:00+08:00"
    matter = world.difficulty()
    for day in range(8, 19):
        matter.suspend(world.act(world.xu, f"2022-03-{day:02} 09:00"), f"第{day}回")
        matter.resume(world.act(world.xu, f"2022-03-{day:02} 11:00"))
    client = Client()
    client.force_login(world.xu)
    address = f"/matters/{matter.pk}/"
    page = client.get(address).content.decode()
    history = page.split('<section id="history">')[1].split("</section>")[0]
    assert history.count("<li>") == 20
    assert "3月18日 周五" in history
    assert f'href="{address}?history=all#history"' in history
    whole = (
        client.get(address + "?history=all")
        .content.decode()
        .split('id="history"')[1]
        .split("</section>")[0]
    )
    assert whole.count("<li>") == 23
    assert "登记事项</strong> 丹凤县人社局" in whole
