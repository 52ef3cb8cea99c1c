"""A week in the office: the world with matters, slips, a visit and bulletins in every state.

Built by verbs alone. Monday 2022-03-07 things begin; the console's clock stands at NOW.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.conf import settings
from openpyxl import Workbook as Book

from baolian.records.lists.models import Keeping, SavedView
from baolian.records.matters.models import Extension, Matter
from baolian.records.meetings.models import Calling, Meeting, Topic
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Appointment, Officer, Post, User
from baolian.records.readings.models import Reading, Taking
from baolian.records.visits.models import Going, Raising, Visit
from baolian.routines.bulletins.models import Bulletin
from baolian.routines.exchange.importing import confirm
from baolian.routines.exchange.models import Import
from baolian.routines.exchange.uploads import Upload
from baolian.routines.supervision.models import Slip
from tests.world import World

NOW = "2022-04-08T10:00:00+08:00"
THEN = "2022-04-08 09:00"


@dataclass(frozen=True)
class Office:
    """Everything is the pump works' in Danfeng; the labour bureau handles it."""

    waiting: Matter  # assigned, neither received nor returned
    unassigned: Matter  # raised on `visit`, handed to nobody
    suspended: Matter
    fresh: Matter  # opened this very morning
    asking: Matter  # opened then too; more time is asked for
    resolved: Matter  # by the labour bureau, the enterprise not asked yet
    visit: Visit
    called: Meeting  # Danfeng's, He in the chair, the labour bureau invited, about `waiting`
    held: Meeting  # the same, with minutes that nobody has approved
    reading: Reading
    pairing: Pairing
    draft: Slip  # on `waiting`, to be signed
    issued: Slip  # on `unassigned`'s twin, reply owed
    replied: Slip
    month: Bulletin  # Danfeng, March, a draft
    published: Bulletin  # Shangluo, March
    view: SavedView  # of the ledger, Xu's, shared with Danfeng
    imported: Import  # Shangluo's list of chain leaders
    upload: Upload  # the same list again, not confirmed


def hire_more(world: World) -> None:
    """Danfeng's other roles, as attributes of the world: by role, like its other accounts."""
    act = world.act(world.clockwork)
    for role, (name, title) in OTHERS.items():
        officer = Officer.enrol(act, name, f"139{len(role):08}")
        Post.appoint(act, Appointment(officer, world.danfeng, title, role))
        setattr(world, role, User.open_account(act, role, officer, None))


OTHERS = {
    "monitor": ("严立", "纪委监委干部"),
    "counter": ("柳青", "窗口人员"),
    "security_admin": ("安宁", "安全管理员"),
    "audit_admin": ("申明", "审计管理员"),
}


def build_office(world: World) -> Office:
    hire_more(world)
    waiting = world.difficulty()
    suspended = world.difficulty(summary="厂区断电", category="utilities")
    suspended.suspend(world.act(world.xu), "等候电网检修")
    resolved = world.difficulty(summary="贷款到期", category="financing")
    resolved.handlings.get().receive(world.act(world.lin), world.officer(world.lin))
    resolved.resolve(world.act(world.lin, "2022-03-08 09:00"), "solved")
    fresh = world.difficulty(THEN, summary="招工信息不畅")
    asking = world.difficulty(THEN, summary="技工培训未排期")
    Extension.ask(world.act(world.lin, "2022-04-08 09:30"), asking, 3, "培训机构下月开班")
    visit = logged_visit(world)
    draft, issued, replied = slips(world)
    # files outlive the transaction of a test
    shutil.rmtree(settings.UPLOADS, ignore_errors=True)
    return Office(
        waiting=waiting,
        unassigned=Matter.objects.get(raised_on__visit=visit),
        suspended=suspended,
        fresh=fresh,
        asking=asking,
        resolved=resolved,
        visit=visit,
        called=called(world, waiting, "用工调度会", "2022-04-08 09:30"),
        held=held(world, waiting),
        reading=reading(world),
        pairing=Pairing.objects.get(officer=world.officer(world.he)),
        draft=draft,
        issued=issued,
        replied=replied,
        month=Bulletin.draft(world.act(world.xu, THEN), world.danfeng, date(2022, 3, 1)),
        published=published(world),
        view=SavedView.keep(
            world.act(world.xu, THEN), Keeping("ledger", "Ours", "state=overdue", world.danfeng)
        ),
        imported=imported(world),
        upload=sent_in(world),
    )


def logged_visit(world: World) -> Visit:
    going = Going(
        subject=world.pump_works,
        officers=[world.officer(world.he)],
        visited_on=date(2022, 3, 7),
        seen="车间两班倒",
        difficulties=[Raising("成品外运车皮不足", "logistics")],
    )
    return Visit.log(world.act(world.he), going)


def called(world: World, about: Matter, title: str, begins_at: str) -> Meeting:
    calling = Calling(
        kind="round",
        title=title,
        begins_at=world.at(begins_at),
        place="县政府三楼",
        organisation=world.danfeng,
        chair=world.officer(world.he),
        organisations=[world.labour_bureau],
        agenda=[Topic(matter=about)],
    )
    return Meeting.call(world.act(world.xu), calling)


def held(world: World, about: Matter) -> Meeting:
    meeting = called(world, about, "用工现场办公会", "2022-03-09 15:00")
    meeting.hold(world.act(world.xu, "2022-03-09 15:00"), {})
    meeting.write(world.act(world.xu, "2022-03-09 17:00"), "会议听取了情况")
    return meeting


def reading(world: World) -> Reading:
    taking = Taking(
        indicator="completed_investment",
        begins_on=date(2022, 1, 1),
        ends_on=date(2022, 3, 31),
        source="丹凤县发改局一季度报表",
        subject=world.pump_works,
        actual=1_234_500_000_00,
    )
    return Reading.take(world.act(world.xu, THEN), taking)


def slips(world: World) -> list[Slip]:
    """One drafted, one signed, one signed and replied to, each on a matter of its own."""
    made = []
    for summary in ("招工难", "厂房漏雨", "电价补贴未到"):
        matter = world.difficulty(summary=summary)
        deadline = matter.deadlines.get(stage="resolution")
        act = world.act(world.gao, "2022-03-08 09:00")
        made.append(Slip.start_by_hand(act, deadline, "blue", "限期将至，未见进展"))
    for slip in made[1:]:
        slip.sign(world.act(world.gao, "2022-03-08 10:00"))
    made[2].reply(world.act(world.lin, "2022-03-09 09:00"), "已组织专场招聘")
    return made


def published(world: World) -> Bulletin:
    bulletin = Bulletin.draft(world.act(world.zhao, THEN), world.shangluo, date(2022, 3, 1))
    bulletin.publish(world.act(world.zhao, THEN))
    return bulletin


def sent_in(world: World) -> Upload:
    book, content = Book(), BytesIO()
    for row in (("产业链", "包抓领导", "职务"), ("茶产业", "徐明涛", "市政协副主席")):
        book.worksheets[0].append(row)
    book.save(content)
    act = world.act(world.zhao, THEN)
    return Upload.receive(act, world.shangluo, "链长名单.xlsx", [content.getvalue()])


def imported(world: World) -> Import:
    act, upload = world.act(world.zhao, THEN), sent_in(world)
    record = confirm(act, upload.plan(act))
    assert record is not None
    upload.put_away()
    return record
