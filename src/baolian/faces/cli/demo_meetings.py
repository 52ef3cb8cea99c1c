"""The demo's two meetings of June 2022: one held, with a task and approved minutes, one to come."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from baolian.faces.cli.demo_site import moment
from baolian.records.matters.models import Matter
from baolian.records.meetings.models import Calling, Deciding, Meeting, Topic
from baolian.records.people.models import Officer, Organisation

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act

ON_SITE, WEEKLY = "企业诉求现场办公会", "“三百四千”周调度会"


def call_on_site(clerk: Act, chair: Officer, matter: Matter) -> None:
    """About a difficulty that waited long: the office that handles it is invited."""
    call(clerk, chair, "on_site", ON_SITE, "2022-06-28 15:00", [Topic(matter=matter)])


def call_weekly(clerk: Act, chair: Officer, matter: Matter) -> None:
    topics = [Topic("上周决定事项办理情况"), Topic(matter=matter)]
    call(clerk, chair, "round", WEEKLY, "2022-07-04 09:00", topics)


def call(
    act: Act, chair: Officer, kind: str, title: str, begins_at: str, topics: list[Topic]
) -> None:
    home = act.by.posts[0].organisation
    offices = [topic.matter.organisation for topic in topics if topic.matter]
    calling = Calling(
        kind=kind,
        title=title,
        begins_at=moment(begins_at),
        place="县政府三楼会议室" if kind == "round" else "企业会议室",
        organisation=home,
        chair=chair,
        organisations=[office for office in offices if office],
        agenda=topics,
    )
    Meeting.call(act, calling)


def hold(act: Act) -> None:
    """Everybody came; what is decided is work for the office that handles it."""
    meeting = Meeting.objects.get(title=ON_SITE)
    meeting.hold(act, {})
    item = meeting.agenda.get()
    office: Organisation | None = item.matter.organisation if item.matter else None
    words = "7月8日（含）前书面答复企业，逐条写明办到哪一步、何时办完"
    work = Deciding(item, words, organisation=office, due_on=date(2022, 7, 8))
    meeting.decide(act, work)


def write_up(act: Act) -> None:
    text = "会议听取了企业情况，承办单位说明了进展。会议决定：承办单位7月8日（含）前书面答复企业。"
    Meeting.objects.get(title=ON_SITE).write(act, text)


def approve(chair: Act) -> None:
    meeting = Meeting.objects.get(title=ON_SITE)
    meeting.approve(chair, meeting.revision)
