"""verify, the slips: copies, numbers, notices."""

from collections import Counter

import pytest

from baolian.records.journal.findings import Finding
from baolian.records.journal.replay import differences
from baolian.records.journal.tests.forging import alter, sql
from baolian.records.matters.moments import wrong_moments
from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.tests.stories import BLUE, RED, drafted, issued, swept
from baolian.routines.supervision.verification import wrong_slips
from tests.world import World


def found() -> list[Finding]:
    return list(wrong_slips(Counter()))


@pytest.fixture
def slips(world: World) -> list[Slip]:
    """Drafted; signed; replied and refused; replied; withdrawn; then red for all."""
    stories = [drafted(world, BLUE), *(issued(world) for _ in range(4))]
    _, _, refused, replied, withdrawn = stories
    refused.reply(world.act(world.lin, "2022-03-31 09:00"), "正在办").refuse(
        world.act(world.gao, "2022-03-31 15:00"), "没有说明措施"
    )
    replied.reply(world.act(world.lin, "2022-03-31 09:00"), "已到岗20人")
    withdrawn.withdraw(world.act(world.gao, "2022-03-31 09:00"), "企业已自行解决")
    swept(world, RED)
    return list(Slip.objects.order_by("id"))


def test_what_the_verbs_leave_behind_holds(world: World, slips: list[Slip]) -> None:
    tally: Counter[str] = Counter()
    assert list(wrong_slips(tally)) == []
    assert tally["slips"] == len(slips) >= 8
    assert list(differences(Counter())) == []
    assert list(wrong_moments(Counter())) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("issued_at", "2022-05-01 00:00:00"),
        ("settled_at", "2022-05-01 00:00:00"),
        ("rung", "purple"),
        ("position", 2),
        ("office_id", None),
    ],
)
def test_a_slip_that_was_edited_is_found(
    world: World, slips: list[Slip], column: str, value: object
) -> None:
    slip = slips[0]
    alter("supervision_slip", column, value or world.bank.pk, slip.pk)
    assert f"supervision.slip:{slip.pk}" in {f.thing for f in found()}


def test_a_lost_notice_is_found(world: World) -> None:
    slip = drafted(world)
    sql("DELETE FROM journal_notice WHERE kind = 'slip_drafted'")
    (finding,) = found()
    assert finding.thing == f"supervision.slip:{slip.pk}"
    assert "no notice of the draft" in finding.detail_en


def test_a_number_that_was_skipped_is_found(world: World, slips: list[Slip]) -> None:
    sql("UPDATE supervision_issue SET n = 40 WHERE n = 2")
    (finding,) = found()
    assert finding.thing == f"people.organisation:{world.danfeng.pk}"
    sql("UPDATE supervision_issue SET n = 2 WHERE n = 40")
    assert found() == []
    sql("UPDATE supervision_counter SET last = 99")
    assert len(found()) == 1
