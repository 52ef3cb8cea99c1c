"""A slip on a receipt, a contact or a call-back: once that is done, its reply leads nowhere."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from baolian.records.matters.models import REPLY, Deadline, Matter, Saying
from baolian.records.matters.moments import wrong_moments
from baolian.records.rulebook.models import Adoption
from baolian.rules.packs import Stage
from tests.world import World

DANFENG = Path(__file__).parents[3] / "packs/shangluo/danfeng/pack.toml"
WATCHED = 'stages = ["receipt", "first_contact", "call_back", "resolution"]\n'
LATER = "2022-03-09 10:00"


@pytest.fixture
def matter(world: World, tmp_path: Path) -> Matter:
    """Under rules whose ladder watches every stage of this test."""
    text = DANFENG.read_text("utf-8").replace("triggers = [", WATCHED + "triggers = [")
    folder = tmp_path / "shangluo/danfeng"
    folder.mkdir(parents=True)
    folder.joinpath("pack.toml").write_text(text, "utf-8")
    folder.parent.joinpath("pack.toml").write_text(
        DANFENG.parents[1].joinpath("pack.toml").read_text("utf-8"), "utf-8"
    )
    act = world.act(world.zhao)
    Adoption.adopt(act, world.danfeng, "shangluo/danfeng", date(2022, 3, 2), [tmp_path])
    return world.difficulty()


def owed(world: World, matter: Matter, stage: str) -> Deadline:
    """The reply to a yellow slip on that stage, for which red waits."""
    act, origin = world.act(world.gao, "2022-03-09 09:00"), matter.deadlines.get(stage=stage)
    limit = origin.limit
    with act.page() as page:
        reply = Deadline.begin(act.rulebook, matter, REPLY, limit, act.at, origin=origin, rung=1)
        page.line("asked", matter).add(reply)
    assert reply.fires_at is not None
    return reply


def receive(world: World, matter: Matter) -> None:
    assert matter.lead is not None
    matter.lead.receive(world.act(world.lin, LATER), world.officer(world.lin))


def contact(world: World, matter: Matter) -> None:
    matter.contact(world.act(world.lin, LATER), "已电话联系企业")


def confirm(world: World, matter: Matter) -> None:
    said = Saying(is_solved=True, rating="satisfied", channel="telephone")
    assert matter.resolution is not None
    matter.resolution.confirm(world.act(world.xu, LATER), said)


def reopen(world: World, matter: Matter) -> None:
    matter.reopen(world.act(world.xu, LATER), "企业称未解决")


@pytest.mark.parametrize(
    ("stage", "verb"),
    [
        (Stage.RECEIPT, receive),
        (Stage.FIRST_CONTACT, contact),
        (Stage.CALL_BACK, confirm),
        (Stage.CALL_BACK, reopen),
    ],
)
def test_it_fires_until_that_is_done_and_no_longer(
    world: World, matter: Matter, stage: Stage, verb: Callable[[World, Matter], None]
) -> None:
    if stage is Stage.CALL_BACK:
        matter.resolve(world.act(world.lin, "2022-03-08 10:00"), "solved")
    reply = owed(world, matter, stage)
    # resolved or not: what the slip is about is still to be done
    assert list(wrong_moments(Counter())) == []
    verb(world, Matter.objects.get(pk=matter.pk))
    reply.refresh_from_db()
    assert (reply.fires_at, reply.met_at) == (None, None)
    assert list(wrong_moments(Counter())) == []
