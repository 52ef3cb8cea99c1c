"""A slip whose reply was refused is not done; a site on trial says so."""

import pytest
from django.test import Client

from baolian.faces.console.tests.desks import desk
from baolian.routines.supervision.models import Slip, Trial
from tests.world import World

pytestmark = pytest.mark.usefixtures("wednesday")


def refused(world: World, rung: str) -> Slip:
    """Started by hand, signed, answered, and the answer refused."""
    deadline = world.difficulty().deadlines.get(stage="resolution")
    slip = Slip.start_by_hand(world.act(world.gao, "2022-03-08 09:00"), deadline, rung, "无进展")
    slip.sign(world.act(world.gao, "2022-03-08 10:00"))
    reply = slip.reply(world.act(world.lin, "2022-03-08 11:00"), "正在办")
    reply.refuse(world.act(world.gao, "2022-03-08 15:00"), "没有办结日期")
    return slip


@pytest.fixture
def slip(world: World) -> Slip:
    """In Danfeng a red draft follows a yellow slip whose reply was refused."""
    return refused(world, "yellow")


def state(client: Client, address: str) -> str:
    return client.get(address).content.decode().split("</h1>")[1].split("</div>")[0]


def test_a_refused_reply_does_not_look_done(world: World, slip: Slip) -> None:
    client = desk(world, "lin")
    at = f"/slips/{slip.pk}/"
    assert "答复未获认可" in state(client, at)
    assert "已办" not in state(client, at)
    assert "请按不予认可的理由继续办理原事项" in client.get(at).content.decode()
    for listed in ("/slips/", f"/matters/{slip.matter_id}/"):
        page = client.get(listed).content.decode()
        assert '<span class="state bad">答复未获认可</span>' in page
        assert '<span class="state good">已办</span>' not in page
    clocks = client.get(f"/matters/{slip.matter_id}/").context["clocks"]
    assert [str(c.state.words) for c in clocks if c.deadline.stage == "reply"] == ["答复未获认可"]


def test_a_draft_that_follows_is_told_only_to_who_may_sign_it(world: World, slip: Slip) -> None:
    following = Slip.objects.get(deadline=slip.deadline_id, issued_at=None)
    link = f'href="/slips/{following.pk}/"'
    assert link in desk(world, "gao").get(f"/slips/{slip.pk}/").content.decode()
    assert link not in desk(world, "lin").get(f"/slips/{slip.pk}/").content.decode()


def test_asked_again_it_says_by_when(world: World) -> None:
    """Nothing follows a blue one, so another reply is owed."""
    slip = refused(world, "blue")
    client, at = desk(world, "lin"), f"/slips/{slip.pk}/"
    assert "答复未获认可，待再答复" in state(client, at)
    assert "答复未获认可，须在" in client.get(at).content.decode()
    slip.reply(world.act(world.lin, "2022-03-08 17:00"), "3月底前到岗")
    assert "已办" in state(client, at)
    assert "答复未获认可，须在" not in client.get(at).content.decode()


def test_a_trial_is_told_to_those_who_see_slips(world: World, slip: Slip) -> None:
    draft = Slip.objects.get(deadline=slip.deadline_id, issued_at=None)
    pages = ("/slips/", f"/slips/{draft.pk}/", "/today/")
    words = "试运行：只拟单，不发出"
    assert not [at for at in pages if words in desk(world, "gao").get(at).content.decode()]
    signing = f'action="/slips/{draft.pk}/signature/"'
    assert signing in desk(world, "gao").get(pages[1]).content.decode()
    Trial.begin(world.act(world.clockwork, "2022-03-09 08:30"), world.danfeng, working_days=10)
    assert [at for at in pages if words in desk(world, "gao").get(at).content.decode()] == [*pages]
    assert signing not in desk(world, "gao").get(pages[1]).content.decode()
    assert words not in desk(world, "mei").get("/slips/").content.decode()
    assert words not in desk(world, "gao").get(f"/slips/{slip.pk}/").content.decode()


def test_english_says_what_a_button_does(world: World, slip: Slip) -> None:
    draft = Slip.objects.get(deadline=slip.deadline_id, issued_at=None)
    page = desk(world, "gao", "en").get(f"/slips/{draft.pk}/").content.decode()
    assert "<button>Sign</button>" in page
    assert "<button>Withdraw</button>" in page
    matter = desk(world, "lin", "en").get(f"/matters/{slip.matter_id}/").content.decode()
    assert "<button>Resolve</button>" in matter
    assert "<dt>Source</dt><dd>Visit" in matter
    assert ">Drafted</th>" in desk(world, "gao", "en").get("/slips/").content.decode()
