"""The sweep drafts a slip, a supervisor signs it, the bureau answers, the answer is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.sweep import sweep
from tests.world import World


@pytest.fixture
def slip(world: World, settings: Any) -> Slip:
    """Danfeng's blue slip: two working days before the resolution is due."""
    settings.FIXED_CLOCK = "2022-03-25T10:00:00+08:00"
    world.difficulty()
    sweep(world.act(world.clockwork, "2022-03-25 09:00"))
    return Slip.objects.get(colour="blue", issued_at=None)


def desk(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_draft_is_shown_to_those_who_may_sign_it(world: World, slip: Slip) -> None:
    at = f"/slips/{slip.pk}/"
    page = desk(world.gao).get(at).content.decode()
    for words in ("蓝色督办单", "待签发", "到期前2个工作日", "季节性用工短缺20人", "丹凤县人社局"):
        assert words in page
    assert f'href="{at}"' in desk(world.gao).get("/today/").content.decode()
    assert desk(world.lin).get(at).status_code == 404
    # the clerk's office heard of the draft, but the clerk does not sign
    for reader in (world.lin, world.xu):
        assert "督办单拟稿" not in desk(reader).get("/today/").content.decode()


def test_signed_acknowledged_answered(world: World, slip: Slip) -> None:
    at = f"/slips/{slip.pk}/"
    supervisor, handler = desk(world.gao), desk(world.lin)
    assert supervisor.post(at + "signature/").headers["Location"] == at
    assert "丹督办〔2022〕1号" in handler.get(at).content.decode()
    assert f'href="{at}"' in handler.get("/today/").content.decode()
    assert handler.post(at + "acknowledgement/").status_code == 302
    empty = handler.post(at + "reply/", {"text": ""})
    assert empty.status_code == 422
    assert handler.post(at + "reply/", {"text": "已招到12人，月底到岗"}).status_code == 302
    page = supervisor.get(at).content.decode()
    assert "已招到12人" in page
    again = handler.post(at + "reply/", {"text": "再答一次"})
    assert again.status_code == 409
    assert "再答一次" in again.content.decode()


def test_a_refused_answer_keeps_its_reason(world: World, slip: Slip) -> None:
    at = f"/slips/{slip.pk}/"
    supervisor = desk(world.gao)
    supervisor.post(at + "signature/")
    desk(world.lin).post(at + "reply/", {"text": "正在办"})
    assert supervisor.post(at + "reply-refusal/", {"reason": "没有办结日期"}).status_code == 302
    assert "没有办结日期" in desk(world.lin).get(at).content.decode()


def test_an_outdated_draft_is_drawn_anew_and_then_signed(world: World, slip: Slip) -> None:
    slip.matter.suspend(world.act(world.xu, "2022-03-24 17:00"), "等候批复")
    at, supervisor = f"/slips/{slip.pk}/", desk(world.gao)
    assert "该事项已挂起，恢复计时后才能签发" in supervisor.get(at).content.decode()
    slip.matter.resume(world.act(world.xu, "2022-03-25 09:30"))
    page = supervisor.get(at).content.decode()
    assert "期限或承办单位已变，须先重拟" in page
    assert at + "redraft/" in page
    assert at + "signature/" not in page
    refused = supervisor.post(at + "signature/")
    assert refused.status_code == 409
    assert "请先重拟，再签发" in refused.content.decode()
    assert supervisor.post(at + "redraft/").headers["Location"] == at
    page = supervisor.get(at).content.decode()
    assert "重拟督办单" in page  # its history
    assert at + "redraft/" not in page
    assert supervisor.post(at + "signature/").status_code == 302


def test_a_slip_is_withdrawn_with_a_reason(world: World, slip: Slip) -> None:
    at = f"/slips/{slip.pk}/"
    supervisor = desk(world.gao)
    assert supervisor.post(at + "withdrawal/", {"reason": ""}).status_code == 422
    assert supervisor.post(at + "withdrawal/", {"reason": "日历有误"}).status_code == 302
    signed = supervisor.post(at + "signature/")
    assert signed.status_code == 409
    assert "该督办单已撤回。" in signed.content.decode()


def test_a_supervisor_starts_one_by_hand(world: World, slip: Slip) -> None:
    at = f"/matters/{slip.matter_id}/"
    supervisor = desk(world.gao)
    assert "红色督办单" in supervisor.get(at).content.decode()
    data = {"rung": f"{slip.deadline_id}:red", "reason": "现场查看，毫无进展"}
    assert supervisor.post(at + "slips/", data).headers["Location"] == at
    assert Slip.objects.get(colour="red").reason == "现场查看，毫无进展"
    assert supervisor.post(at + "slips/", data).status_code == 422
