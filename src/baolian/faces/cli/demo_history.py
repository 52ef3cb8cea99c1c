"""Ten working days of June 2022, played by the verbs an office uses, so that pages have a past.

A diary: each page of it has a moment and what somebody did. Nobody opens a difficulty and nobody
resolves one, so that the bulletin of June says what the article says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from baolian.faces.cli import demo_meetings
from baolian.faces.cli.demo_site import moment
from baolian.records.journal.seals import seal
from baolian.records.matters.models import Matter, Opening
from baolian.records.people.models import Officer, User
from baolian.records.visits.models import Going, Visit
from baolian.routines.bulletins.models import Bulletin
from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.sweep import sweep

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act

PLACE = "丹凤县"


def play(act: Act) -> None:
    """From the import on; every evening the clockwork sweeps and seals."""
    for day in range(20, 31):
        for hour, entry in DIARY.get(day, ()):
            entry(replace(act, at=moment(f"2022-06-{day} {hour}")))
        evening = replace(act, at=moment(f"2022-06-{day} 18:30"))
        if day < 30:
            sweep(evening)
            seal(evening)
    # the site's clock stops on the 30th at five: what fell due by then has been swept
    last = replace(act, at=moment("2022-06-30 16:50"))
    sweep(last)
    seal(last)


def done_by(act: Act, username: str, on_behalf_of: Officer | None = None) -> Act:
    return replace(act, by=User.objects.get(username=username), on_behalf_of=on_behalf_of)


def unresolved() -> list[Matter]:
    """Danfeng's unresolved difficulties, the longest waiting first."""
    found = Matter.objects.difficulties().unresolved().filter(edition__pack_code="shangluo/danfeng")
    return list(found.order_by("due_at", "id"))


def start_by_hand(act: Act) -> None:
    """The ledger's old arrears drew no slip by themselves: the supervisor takes up the worst."""
    supervisor = done_by(act, "supervisor")
    for matter in unresolved()[:6]:
        deadline = matter.deadlines.of_stage("resolution").get()
        Slip.start_by_hand(supervisor, deadline, "yellow", "导入台账时已严重超期，首批督办")


def sign_but_one(act: Act) -> None:
    supervisor = done_by(act, "supervisor")
    for slip in list(Slip.objects.waiting_for_signature().order_by("id"))[:-1]:
        slip.sign(supervisor)


def acknowledge(act: Act) -> None:
    handler = done_by(act, "handler")
    for slip in Slip.objects.to_answer(handler.by).filter(acknowledgement=None):
        slip.acknowledge(handler)


def reply_once(act: Act) -> None:
    handler = done_by(act, "handler")
    slip = Slip.objects.to_answer(handler.by).order_by("id").first()
    if slip:
        slip.reply(handler, "已与物流园协调冷链车辆3台，7月8日前到位；外运补贴申请正在审核。")


def refuse_reply(act: Act) -> None:
    slip = Slip.objects.filter(replies__isnull=False).order_by("id").first()
    if slip:
        slip.replies.get().refuse(done_by(act, "supervisor"), "未说明补贴的办理时限，请补充。")


def withdraw_one(act: Act) -> None:
    """Issued to the wrong bureau: withdrawn, never edited."""
    slips = Slip.objects.issued().filter(replies=None, settled_at=None).order_by("-id")
    if slip := slips.first():
        slip.withdraw(done_by(act, "supervisor"), "责任单位已于6月20日书面答复，督办单撤回。")


def visit(act: Act) -> None:
    """The liaison enters what the leader saw; a task comes of it, with its own clocks."""
    leader = User.objects.get(username="leader").officer
    if leader is None:
        return
    bureau = done_by(act, "handler").by.posts[0].organisation
    matter = [m for m in unresolved() if m.organisation_id == bureau.pk][-1]
    liaison = done_by(act, "liaison", on_behalf_of=leader)
    head = matter.owner
    going = Going(
        subject=matter.subject,
        officers=[leader, head] if head else [leader],
        visited_on=act.today,
        seen="成品库存积压12天，自有冷藏车2台均已满负荷；企业希望协调就近车源。",
        delivered="送达惠企政策汇编1册，介绍应急转贷办法。",
    )
    Visit.log(liaison, going)
    give_task(liaison, leader, matter, "联系两家冷链运输企业，拿出用车时间表")


def give_task(act: Act, leader: Officer, matter: Matter, summary: str) -> None:
    Matter.open(
        act,
        Opening(
            kind="task",
            subject=matter.subject,
            summary=summary,
            source=Matter.Source.VISIT,
            organisation=matter.organisation,
            first_receiver=leader,
            parent=matter,
        ),
    )


def hand_out(act: Act) -> None:
    """Two more, to be signed for by the end of the story's last day."""
    leader = User.objects.get(username="leader").officer
    if leader is None:
        return
    bureau = done_by(act, "handler").by.posts[0].organisation
    matters = [m for m in unresolved() if m.organisation_id == bureau.pk]
    liaison = done_by(act, "liaison", on_behalf_of=leader)
    for matter, summary in zip(
        matters, ("核对外运补贴申请材料", "商定7月上半月用车价格"), strict=False
    ):
        give_task(liaison, leader, matter, summary)


def receive_task(act: Act) -> None:
    task = Matter.objects.tasks().order_by("id").first()
    handler = done_by(act, "handler")
    if task and task.lead and handler.by.officer:
        task.lead.receive(handler, handler.by.officer)


def suspend(act: Act) -> None:
    clerk = done_by(act, "danfeng-clerk")
    unresolved()[-2].suspend(clerk, "等待省级主管部门批复，已书面告知企业")


def resume(act: Act) -> None:
    clerk = done_by(act, "danfeng-clerk")
    waiting = Matter.objects.filter(suspensions__until=None, suspensions__isnull=False)
    if matter := waiting.order_by("id").first():
        matter.resume(clerk)


def contact(act: Act) -> None:
    """First words with the enterprises that had waited longest."""
    clerk = done_by(act, "danfeng-clerk")
    for matter in unresolved()[:4]:
        matter.contact(clerk, "电话联系企业负责人，核实情况并告知进展")


def contact_the_rest(act: Act) -> None:
    """The bureau's other enterprises hear from the clerk as well."""
    clerk = done_by(act, "danfeng-clerk")
    bureau = done_by(act, "handler").by.posts[0].organisation
    for matter in unresolved():
        if matter.organisation_id == bureau.pk and not hasattr(matter, "first_contact"):
            matter.contact(clerk, "电话告知企业：承办单位正在协调，7月上旬答复")


def called_about(act: Act) -> tuple[Act, Officer, Matter] | None:
    """The county's clerk, her leader in the chair, a difficulty that another office than the
    story's bureau handles."""
    leader = User.objects.get(username="leader").officer
    bureau = done_by(act, "handler").by.posts[0].organisation
    others = [m for m in unresolved() if m.organisation_id not in (bureau.pk, None)]
    return (done_by(act, "danfeng-clerk"), leader, others[0]) if leader and others else None


def call_meetings(act: Act) -> None:
    if about := called_about(act):
        demo_meetings.call_on_site(*about)
        demo_meetings.call_weekly(*about)


def meet(act: Act) -> None:
    demo_meetings.hold(done_by(act, "danfeng-clerk"))


def write_minutes(act: Act) -> None:
    demo_meetings.write_up(done_by(act, "danfeng-clerk"))


def approve_minutes(act: Act) -> None:
    demo_meetings.approve(done_by(act, "leader"))


def draft_bulletin(act: Act) -> None:
    clerk = done_by(act, "clerk")
    root = clerk.by.posts[0].organisation
    Bulletin.draft(clerk, root, date(2022, 6, 1))


Entry = Callable[["Act"], None]
DIARY: dict[int, tuple[tuple[str, Entry], ...]] = {
    20: (("09:00", start_by_hand), ("10:30", sign_but_one), ("15:00", contact)),
    21: (("09:20", acknowledge), ("10:00", visit)),
    22: (("09:00", suspend), ("16:00", receive_task)),
    23: (("11:00", reply_once), ("15:30", withdraw_one)),
    24: (("09:30", refuse_reply), ("17:00", resume)),
    27: (("10:00", sign_but_one), ("11:00", call_meetings)),
    28: (("09:00", acknowledge), ("15:00", meet), ("17:00", write_minutes)),
    29: (("09:40", hand_out), ("10:30", approve_minutes)),
    30: (("10:20", contact_the_rest), ("16:00", draft_bulletin)),
}
