"""A slip whose reply was refused is not done; a site on trial says so."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

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


def history(world: World, slip: Slip) -> str:
    words = desk(world, "gao").get(f"/matters/{slip.matter_id}/").content.decode()
    return words.split('id="history"')[1].split("</section>")[0]


def test_the_history_says_what_was_replied(world: World, slip: Slip) -> None:
    told = history(world, slip).split("<strong>答复督办单</strong>")[1].split("</li>")[0]
    assert '<span class="note-said">正在办</span>' in told


def test_a_long_reply_is_cut_in_the_history(world: World) -> None:
    slip = refused(world, "blue")
    slip.reply(world.act(world.lin, "2022-03-08 17:00"), "正在协调人手。" * 60)
    told = history(world, slip)
    assert "正在协调人手。" * 16 in told
    assert "正在协调人手。" * 18 not in told


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
    # once beside the clock of the reply, once beside the slip
    matter = client.get(f"/matters/{slip.matter_id}/").content.decode()
    assert matter.split("时限")[1].split("督办单</h2>")[0].count("答复未获认可") == 1


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
    assert '<button class="danger">Withdraw</button>' in page
    matter = desk(world, "lin", "en").get(f"/matters/{slip.matter_id}/").content.decode()
    assert ">Resolve</a>" in matter
    assert ">Drafted</th>" in desk(world, "gao", "en").get("/slips/").content.decode()


def test_the_paper_says_whom_what_and_by_when(world: World, slip: Slip) -> None:
    """Its number, addressee, frozen facts, who signed, by when to answer, on which rules."""
    page = desk(world, "lin").get(f"/slips/{slip.pk}/").content.decode()
    paper = page.partition('<article class="paper')[2].partition("</article>")[0]
    for words in (
        'class="band yellow"', "黄色督办单", "丹督办〔2022〕1号", "丹凤县人社局：",
        "季节性用工短缺20人", "丹凤清水泵业有限公司", "15个工作日",
        "由高远人工发起，理由：无进展",
        "签发人 高远", "3月8日 周二 10:00", "前书面答复",
    ):  # fmt: skip
        assert words in paper, words
    grounds = page.partition("依据</h2>")[2]
    notice = "国务院办公厅关于2022年部分节假日安排的通知（国办发明电〔2021〕11号）"
    link = f'href="/matters/{slip.matter_id}/"'
    for words in (link, notice, slip.calendar.label, slip.edition.version):
        assert words in grounds, words
    assert "未予认可" in page
    assert "没有办结日期" in page


def test_a_draft_says_that_it_is_none_yet(world: World, slip: Slip) -> None:
    draft = Slip.objects.get(deadline=slip.deadline_id, issued_at=None)
    page = desk(world, "gao").get(f"/slips/{draft.pk}/").content.decode()
    assert "草稿，还不是督办单" in page
    assert "签发时编号" in page
    assert "请于签发后" in page
    # the one main button of the page is the next step; to take it back is not
    main = page.partition("<main")[2].partition("</main>")[0]
    assert main.count("<button>") == 1
    assert "<button>确认签发</button>" in main


def test_what_was_withdrawn_is_struck(world: World, slip: Slip) -> None:
    slip.withdraw(world.act(world.gao, "2022-03-08 16:00"), "日历有误")
    page = desk(world, "lin").get(f"/slips/{slip.pk}/").content.decode()
    assert '<article class="paper void">' in page
    assert "由 高远 撤回：日历有误" in page
    assert "已撤回，不用办理" in page


def test_what_is_typed_is_not_lost(world: World, slip: Slip) -> None:
    waiting = Slip.start_by_hand(
        world.act(world.gao, "2022-03-08 09:00"),
        world.difficulty(summary="厂区断电").deadlines.get(stage="resolution"), "blue", "无进展",
    )  # fmt: skip
    waiting.sign(world.act(world.gao, "2022-03-08 10:00"))
    waiting.withdraw(world.act(world.gao, "2022-03-08 11:00"), "发错")
    client = desk(world, "lin")
    refused = client.post(f"/slips/{waiting.pk}/reply/", {"text": "已与电力公司约定4月检修"})
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "已与电力公司约定4月检修</textarea>" in page
    assert "该督办单已撤回。" in page


def test_a_signer_goes_on_to_the_next(world: World, slip: Slip) -> None:
    draft = Slip.objects.get(deadline=slip.deadline_id, issued_at=None)
    link = f'<a href="/slips/{draft.pk}/" data-key="n">'
    assert link in desk(world, "gao").get(f"/slips/{slip.pk}/").content.decode()
    assert link not in desk(world, "gao").get(f"/slips/{draft.pk}/").content.decode()
    assert "下一份待签发" not in desk(world, "lin").get(f"/slips/{slip.pk}/").content.decode()


def test_lists_by_what_waits_and_by_office(world: World, slip: Slip) -> None:
    draft = Slip.objects.get(deadline=slip.deadline_id, issued_at=None)
    gao, lin = desk(world, "gao"), desk(world, "lin")
    listed = gao.get("/slips/?show=to_sign")
    assert [row.slip.pk for row, _left in listed.context["rows"]] == [draft.pk]
    assert '待我签发 <span class="count">1</span>' in listed.content.decode()
    assert [row.slip.pk for row, _left in gao.get("/slips/").context["rows"]] == [draft.pk, slip.pk]
    assert "没有待答复的督办单" in lin.get("/slips/?show=to_answer").content.decode()
    offered = gao.get("/slips/").context["form"].offices
    assert [name for _pk, name, _path in offered] == ["丹凤县人社局"]
    assert "待我签发" not in lin.get("/slips/").content.decode()
    bureau = f"/slips/?organisation={world.labour_bureau.pk}"
    assert len(gao.get(bureau).context["rows"]) == 2
    assert len(gao.get("/slips/?organisation=nonsense").context["rows"]) == 2


def test_a_list_says_what_is_left_for_an_answer(world: World) -> None:
    slip = refused(world, "blue")  # nothing follows: another answer is owed
    page = desk(world, "lin").get("/slips/?show=to_answer").content.decode()
    assert f'href="/slips/{slip.pk}/"' in page
    assert '<span class="remaining warn">还剩 1个工作日</span>' in page


def test_a_list_asks_no_more_for_more_slips(world: World) -> None:
    client, asked = desk(world, "gao"), []
    for _ in range(2):
        refused(world, "blue")
        refused(world, "blue")
        client.get("/slips/")
        with CaptureQueriesContext(connection) as queries:
            assert b"remaining warn" in client.get("/slips/").content
        asked.append(len(queries))
    assert asked[0] == asked[1]
