"""What the page of a matter offers to whom, where it asks, and what it says of a refusal."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baolian.faces.console.tests.desks import desk, page
from baolian.records.matters.models import Matter, Saying
from tests.world import World

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-03-07T15:00:00+08:00"


def top(page: str) -> str:
    """The card of the next step."""
    return page.split('class="card next')[1].split("</section>")[0]


def address(matter: Matter, end: str = "") -> str:
    return f"/matters/{matter.pk}/{end}"


def test_the_next_step_is_the_readers_own(world: World) -> None:
    matter = world.difficulty(organisation=None)
    assert "下一步：交办" in top(page(world, "xu", address(matter)))
    matter.assign(world.act(world.xu, "2022-03-07 10:00"), world.labour_bureau)
    hers = top(page(world, "lin", address(matter)))
    assert "下一步：签收" in hers
    assert "3月8日 周二 18:00 前" in hers
    assert "退回" in hers
    # who has nothing to do is told for whom all wait
    assert "等 丹凤县人社局：签收" in top(page(world, "gao", address(matter)))
    matter.handlings.get().receive(
        world.act(world.lin, "2022-03-07 11:00"), world.officer(world.lin)
    )
    assert "下一步：首次联系企业" in top(page(world, "lin", address(matter)))
    matter.contact(world.act(world.lin, "2022-03-07 12:00"), "已电话联系")
    assert "下一步：办结" in top(page(world, "lin", address(matter)))
    resolution = matter.resolve(world.act(world.lin, "2022-03-07 13:00"), "explained", "已当面说明")
    assert "下一步：回访企业" in top(page(world, "xu", address(matter)))
    assert resolution.is_explained
    matter.close(world.act(world.xu, "2022-03-07 14:00"))
    assert 'class="card next' not in page(world, "xu", address(matter))


def denied(world: World, outcome: str) -> Matter:
    """Said to be over, and the enterprise says that it is not."""
    matter = world.difficulty()
    resolution = matter.resolve(world.act(world.lin, "2022-03-07 13:00"), outcome, "已当面说明")
    said = Saying(is_solved=False, rating="dissatisfied", channel="telephone")
    resolution.confirm(world.act(world.xu, "2022-03-07 14:00"), said)
    return matter


def test_english_names_what_is_waited_for_by_its_noun(world: World) -> None:
    matter = world.difficulty()
    shown = desk(world, "gao", "en").get(address(matter)).content.decode()
    assert "Waiting for 丹凤县人社局; next: Receipt" in top(shown)
    assert "Meetings</a></li>" in shown
    denied_one = denied(world, "solved")
    shown = desk(world, "lin", "en").get(address(denied_one)).content.decode()
    assert "next: Reopening" in top(shown)


def test_what_cannot_be_struck_off_yet_is_not_offered(world: World) -> None:
    """Solved, and the enterprise was not asked: the verb would refuse."""
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-07 13:00"), "solved")
    assert "?step=closure" not in page(world, "xu", address(matter))
    assert desk(world, "xu").post(address(matter, "closure/")).status_code == 422
    said = Saying(is_solved=True, rating="satisfied", channel="telephone")
    matter.resolutions.get().confirm(world.act(world.xu, "2022-03-07 14:00"), said)
    assert "下一步：销号" in top(page(world, "xu", address(matter)))


@pytest.mark.parametrize("outcome", ["solved", "explained"])
def test_what_the_enterprise_denies_is_handled_again_first(world: World, outcome: str) -> None:
    matter = denied(world, outcome)
    shown = page(world, "xu", address(matter))
    assert "下一步：二次办理" in top(shown)
    assert "企业称未解决" in shown.split('<p class="under cluster">')[1].split("</p>")[0]
    assert "等 台账管理员：二次办理" in top(page(world, "lin", address(matter)))
    # what was explained in writing may be struck off all the same, beside it
    closes = 'class="button second small" href="' + address(matter, "?step=closure") in shown
    assert closes is (outcome == "explained")
    for listed in ("/ledger/?state=resolved", f"/subjects/{world.pump_works.pk}/"):
        assert "企业称未解决" in page(world, "xu", listed)
    matter.refresh_from_db()
    matter.reopen(world.act(world.xu, "2022-03-07 14:30"), "企业称未解决")
    again = page(world, "xu", address(matter))
    assert "企业称未解决" not in again.split('<p class="under cluster">')[1].split("</p>")[0]
    assert "下一步：二次办理" not in again


def test_who_waits_is_told_the_clock_of_the_step_he_waits_for(world: World) -> None:
    matter = world.difficulty(organisation=None)
    nobody = top(page(world, "gao", address(matter)))
    assert "等 台账管理员：交办" in nobody
    assert 'class="remaining' not in nobody
    matter.assign(world.act(world.xu, "2022-03-07 10:00"), world.labour_bureau)
    receipt = top(page(world, "gao", address(matter)))
    assert "等 丹凤县人社局：签收" in receipt
    assert "还剩 1个工作日" in receipt
    matter.handlings.get().receive(
        world.act(world.lin, "2022-03-07 11:00"), world.officer(world.lin)
    )
    contact = top(page(world, "gao", address(matter)))
    assert "等 丹凤县人社局：首次联系" in contact
    assert "还剩 1个工作日" in contact
    matter.contact(world.act(world.lin, "2022-03-07 12:00"), "已电话联系")
    assert "还剩 15个工作日" in top(page(world, "gao", address(matter)))


def test_a_form_is_there_when_it_is_asked_for_and_not_before(world: World) -> None:
    matter = world.difficulty()
    assert "<textarea" not in page(world, "lin", address(matter))
    opened = page(world, "lin", address(matter, "?step=resolution"))
    assert opened.count("<textarea") == 1
    assert f'action="{address(matter, "resolution/")}"' in opened
    part = desk(world, "lin").get(address(matter, "?step=resolution"), headers=HTMX)
    assert part.headers["Vary"].count("HX-Request")
    assert part.content.decode().lstrip().startswith('<div class="step is-open"')
    # one that he is not offered, or that is no step
    for step in ("confirmation", "closure", "nonsense", ""):
        asked = desk(world, "lin").get(address(matter, f"?step={step}"), headers=HTMX)
        assert asked.status_code == 404, step


def test_a_refused_form_stands_where_it_was_with_what_was_typed(world: World) -> None:
    matter = world.difficulty()
    sent = desk(world, "lin").post(
        address(matter, "resolution/"), {"outcome": "nonsense", "explanation": "招聘会已办两场"}
    )
    assert sent.status_code == 422
    outcome = sent.content.decode().split('id="outcome"')[1].split("</section>")[0]
    assert "招聘会已办两场" in outcome
    assert 'id="resolution_outcome_error"' in outcome
    assert "data-errors" in outcome


def test_a_refused_step_says_why_in_its_place(world: World) -> None:
    matter = world.difficulty()
    matter.handlings.get().receive(
        world.act(world.lin, "2022-03-07 11:00"), world.officer(world.lin)
    )
    sent = desk(world, "lin").post(address(matter, "receipt/"))
    assert sent.status_code == 409
    assert "该单位已签收或退回" in top(sent.content.decode())


def test_it_asks_little_of_the_database(world: World) -> None:
    matter = world.difficulty()
    matter.suspend(world.act(world.xu, "2022-03-07 11:00"), "等候")
    for who, most in (("xu", 24), ("lin", 24), ("he", 25)):
        client = desk(world, who)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(matter)).status_code == 200
        assert len(asked) <= most, who


def test_little_is_read_before_a_difficulty_is_raised(world: World) -> None:
    data = {
        "client_id": "5c9f7a3e-1f0b-4e0a-9d57-3a4f8a3b2c11",
        "visited_on": "2022-03-07",
        "difficulty0-summary": "用电指标不足",
        "difficulty0-category": "utilities",
        "difficulty0-organisation": world.labour_bureau.pk,
    }
    client = desk(world, "he")
    with CaptureQueriesContext(connection) as asked:
        sent = client.post(f"/subjects/{world.pump_works.pk}/visits/", data)
    assert sent.status_code == 302
    assert Matter.objects.get().organisation == world.labour_bureau
    statements = [query["sql"] for query in asked.captured_queries]
    read = [s for s in statements if s.startswith("SELECT") and " FROM " in s]
    assert len([s for s in read if "sqlite_sequence" not in s and "nextval" not in s]) <= 12
