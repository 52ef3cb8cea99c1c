"""Meetings on their pages: called, held, decided in place, minuted, approved."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baolian.faces.console.tests.desks import desk, page
from baolian.records.matters.models import Matter
from baolian.records.meetings.models import Calling, Deciding, Meeting, Topic
from baolian.records.meetings.tests.meeting import calling
from tests.meeting_forms import call_form
from tests.world import World

pytestmark = pytest.mark.usefixtures("wednesday")

TITLE = "用工现场办公会"
OFF_SITE = "2022-03-09 08:30"


@pytest.fixture
def meeting(world: World) -> Meeting:
    """Called on Monday for Wednesday morning, about a difficulty of the pump works and a topic."""
    calling = Calling(
        kind="on_site",
        title=TITLE,
        begins_at=world.at(OFF_SITE),
        place="清水泵业会议室",
        organisation=world.danfeng,
        chair=world.officer(world.he),
        officers=[world.officer(world.shen)],
        organisations=[world.labour_bureau],
        agenda=[Topic(matter=world.difficulty()), Topic("下一步安排")],
    )
    return Meeting.call(world.act(world.xu), calling)


def address(meeting: Meeting, step: str = "") -> str:
    return reverse(f"meeting-{step}" if step else "meeting", args=[meeting.pk])


def held(world: World, meeting: Meeting) -> Meeting:
    Meeting.objects.get(pk=meeting.pk).hold(world.act(world.xu, OFF_SITE), {})
    return Meeting.objects.get(pk=meeting.pk)


def decided(world: World, meeting: Meeting) -> Matter:
    item = meeting.agenda.get(position=1)
    day = world.at("2022-03-20 00:00").date()
    work = Deciding(item, "办专场招聘会", organisation=world.labour_bureau, due_on=day)
    task = meeting.decide(world.act(world.xu, "2022-03-09 08:45"), work).task
    assert task is not None
    return task


# -- calling ---------------------------------------------------------------------------------------


def test_it_is_called_about_a_difficulty_from_its_own_page(world: World) -> None:
    matter = world.difficulty()
    assert f"/meetings/new/?matter={matter.pk}" in page(world, "xu", f"/matters/{matter.pk}/")
    asked = f"{reverse('meeting-new')}?matter={matter.pk}"
    assert matter.summary in page(world, "xu", asked)
    sent = call_form(world) | {
        "begins_at": "2022-03-10T15:00", "topics": "通报情况\n\n 下一步安排 ",
        "officers": world.officer(world.gao).pk, "organisations": world.labour_bureau.pk,
    }  # fmt: skip
    answer = desk(world, "xu").post(asked, sent)
    called = Meeting.objects.get()
    assert answer.headers["Location"] == address(called)
    assert [item.topic for item in called.agenda.order_by("position")] == [
        matter.summary, "通报情况", "下一步安排"
    ]  # fmt: skip
    assert called.begins_at == world.at("2022-03-10 15:00")
    assert called.attendees.count() == 3


def test_what_was_typed_is_not_lost_when_it_is_refused(world: World) -> None:
    answer = desk(world, "xu").post(
        reverse("meeting-new"), call_form(world) | {"begins_at": "2032-04-11T15:00"}
    )
    assert answer.status_code == 422
    assert "离今天一年以上" in answer.content.decode()
    assert 'value="县政府三楼"' in answer.content.decode()


def test_nobody_calls_it_about_what_he_does_not_see(world: World) -> None:
    other = world.difficulty(subject=world.tea_house, organisation=world.finance_bureau)
    asked = reverse("meeting-new")
    for what in (f"matter={other.pk}", f"subject={world.tea_house.pk}", "matter=x", "subject=9"):
        assert desk(world, "xu").get(f"{asked}?{what}").status_code == 404


def test_the_list_has_those_to_come_and_those_held(world: World, meeting: Meeting) -> None:
    assert TITLE in page(world, "lin", "/meetings/")
    held(world, meeting)
    assert TITLE not in page(world, "xu", "/meetings/")
    assert TITLE in page(world, "xu", "/meetings/?show=held")
    assert TITLE not in page(world, "mei", "/meetings/?show=held")


def test_the_list_asks_no_more_for_more_meetings(world: World, meeting: Meeting) -> None:
    clerk = desk(world, "xu")

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert clerk.get("/meetings/").status_code == 200
        return len(found)

    before = asked()
    for title in ("甲", "乙", "丙"):
        meeting.call(world.act(world.xu), calling(world, title=title))
    assert asked() == before


def test_whoever_is_invited_hears_of_it(world: World, meeting: Meeting) -> None:
    for who in ("he", "lin", "shen"):
        heard = page(world, who, "/notices/")
        assert "会议通知" in heard
        assert f'href="{address(meeting)}"' in heard


# -- its page --------------------------------------------------------------------------------------


def test_who_is_there_is_noted_on_its_page(world: World, meeting: Meeting) -> None:
    clerk = desk(world, "xu")
    assert "下一步：开会，记到会" in clerk.get(address(meeting)).content.decode()
    absent = meeting.attendees.get(organisation=world.labour_bureau).pk
    step = clerk.get(f"{address(meeting)}?step=occurrence").content.decode()
    assert f'name="absent-{absent}"' in step
    clerk.post(address(meeting, "occurrence"), {f"absent-{absent}": "在市里开会"})
    shown = clerk.get(address(meeting)).content.decode()
    assert "在市里开会" in shown
    assert "下一步：写纪要" in shown
    clerk.post(address(meeting, "attendance"), {})
    assert "在市里开会" not in clerk.get(address(meeting)).content.decode()


def foot(shown: str) -> str:
    """The bar at the foot of a phone, where the button in the card is not shown."""
    return shown.split('class="go sticky-acts phone-only')[1].split("</div>")[0]


def test_the_next_step_stands_at_the_foot_of_a_phone(world: World, meeting: Meeting) -> None:
    asked = f'href="{address(meeting)}?step=occurrence#step-occurrence"'
    assert asked in foot(page(world, "xu", address(meeting)))
    # not while its form is open, nor for who has no step
    assert "sticky-acts" not in page(world, "xu", f"{address(meeting)}?step=occurrence")
    assert "sticky-acts" not in page(world, "lin", address(meeting))
    held(world, meeting).write(world.act(world.xu, "2022-03-09 09:00"), "会议决定办招聘会")
    shown = page(world, "he", address(meeting))
    assert '<button form="form-approval">' in foot(shown)
    assert 'id="form-approval"' in shown


def test_a_decision_is_noted_under_its_item_and_becomes_a_task(
    world: World, meeting: Meeting
) -> None:
    held(world, meeting)
    clerk, item = desk(world, "xu"), meeting.agenda.get(position=1)
    form = clerk.get(f"{address(meeting)}?step=decisions&item={item.pk}").content.decode()
    assert 'name="subject"' not in form
    sent = typed(form) | {
        "text": "办专场招聘会", "organisation": world.labour_bureau.pk, "due_on": "2022-03-20",
    }  # fmt: skip
    for _again in range(2):
        assert clerk.post(address(meeting, "decisions"), sent).status_code == 302
    task = Matter.objects.tasks().get()
    assert task.due_at == world.at("2022-03-20 18:00")
    shown = clerk.get(address(meeting)).content.decode()
    assert f'href="/matters/{task.pk}/"' in shown


def typed(form: str) -> dict[str, str]:
    """What already stands in its hidden fields."""
    hidden = re.findall(r'<input type="hidden" name="(item|client_id)" value="([^"]+)"', form)
    assert len(hidden) == 2
    return dict(hidden)


def test_on_a_plain_topic_it_asks_whom_it_is_about(world: World, meeting: Meeting) -> None:
    held(world, meeting)
    clerk, item = desk(world, "xu"), meeting.agenda.get(position=2)
    form = clerk.get(f"{address(meeting)}?step=decisions&item={item.pk}").content.decode()
    work = typed(form) | {"text": "办招聘会", "organisation": str(world.labour_bureau.pk)}
    answer = clerk.post(address(meeting, "decisions"), work)
    assert answer.status_code == 422
    assert "要办的，写明哪一天办完" in answer.content.decode()
    assert "办招聘会" in answer.content.decode()
    about = {"due_on": "2022-03-20", "subject": str(world.pump_works.pk)}
    assert clerk.post(address(meeting, "decisions"), work | about).status_code == 302
    assert Matter.objects.tasks().get().subject == world.pump_works


def test_an_item_of_another_meeting_is_none_of_this_one(world: World, meeting: Meeting) -> None:
    held(world, meeting)
    clerk = desk(world, "xu")
    for item in ("", "x", "99999", "9" * 30):
        asked = f"{address(meeting)}?step=decisions&item={item}"
        assert clerk.get(asked).status_code == 404
        assert clerk.post(address(meeting, "decisions"), {"item": item}).status_code == 404


def test_minutes_are_written_approved_and_corrected(world: World, meeting: Meeting) -> None:
    held(world, meeting)
    clerk, chair = desk(world, "xu"), desk(world, "he")
    clerk.post(address(meeting, "minutes"), {"text": "会议决定办招聘会"})
    shown = chair.get(address(meeting)).content.decode()
    assert "下一步：审定纪要" in shown
    # the clerk waits for him, and may write another version meanwhile
    waits = clerk.get(address(meeting)).content.decode()
    assert "等 主持人 何川：审定纪要" in waits
    assert "main-act" not in waits
    assert "sticky-acts" not in waits
    offer = waits.split('id="step-minutes"')[1].split("</div>")[0]
    assert 'class="button second small"' in offer
    assert "再写一稿" in offer
    revision = re.findall(r'name="shown" value="(\d+)"', shown)
    # somebody adds a topic while the chair reads
    clerk.post(address(meeting, "agenda"), {"topics": "临时动议"})
    answer = chair.post(address(meeting, "approval"), {"shown": revision[0]})
    assert answer.status_code == 409
    assert "请再看一遍" in answer.content.decode()
    again = re.findall(r'name="shown" value="(\d+)"', chair.get(address(meeting)).content.decode())
    assert chair.post(address(meeting, "approval"), {"shown": again[0]}).status_code == 302
    shown = clerk.get(address(meeting)).content.decode()
    assert "纪要已审定" in shown
    assert "记决定" not in shown
    assert "更正纪要" in shown
    assert clerk.post(address(meeting, "minutes"), {"text": "更正"}).status_code == 422
    clerk.post(address(meeting, "minutes"), {"text": "更正后的纪要", "reason": "人数有误"})
    shown = clerk.get(address(meeting)).content.decode()
    assert "更正待主持人审定" in shown
    assert "会议决定办招聘会" in shown


def test_what_was_refused_says_why_and_keeps_its_words(world: World, meeting: Meeting) -> None:
    clerk = desk(world, "xu")
    answer = clerk.post(address(meeting, "minutes"), {"text": "会议决定办招聘会"})
    assert answer.status_code == 422
    assert "会议还没有开" in answer.content.decode()
    assert "会议决定办招聘会" in answer.content.decode()


def test_cancelled_it_says_why(world: World, meeting: Meeting) -> None:
    clerk = desk(world, "xu")
    clerk.post(address(meeting, "cancellation"), {"reason": "企业停产检修"})
    assert "企业停产检修" in page(world, "lin", address(meeting))
    assert "会议取消" in page(world, "lin", "/notices/")
    assert TITLE in page(world, "xu", "/meetings/?show=cancelled")


def test_others_are_invited_on_its_page(world: World, meeting: Meeting) -> None:
    clerk = desk(world, "xu")
    form = clerk.get(f"{address(meeting)}?step=attendees").content.decode()
    assert "高远（督查办干部）" in form
    assert "何川" not in re.sub(r"(?s)^.*name=\"officers\"", "", form.partition("organisations")[0])
    clerk.post(address(meeting, "attendees"), {"officers": world.officer(world.gao).pk})
    assert meeting.attendees.filter(officer=world.officer(world.gao)).exists()


def test_a_guest_reads_the_words_on_the_agenda_and_opens_only_what_is_his(
    world: World, meeting: Meeting
) -> None:
    other = world.difficulty(subject=world.tea_house, organisation=world.finance_bureau)
    meeting.discuss(world.act(world.zhao), [Topic("山阳的事", matter=other)])
    shown = page(world, "lin", address(meeting))
    assert "山阳的事" in shown
    assert f'href="/matters/{other.pk}/"' not in shown


def test_a_page_asks_no_more_for_more_decisions(world: World, meeting: Meeting) -> None:
    meeting = held(world, meeting)
    clerk = desk(world, "xu")

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert clerk.get(address(meeting)).status_code == 200
        return len(found)

    decided(world, meeting)
    before = asked()
    for _n in range(3):
        decided(world, meeting)
    assert asked() == before
    assert before <= 24


# -- on the page of its matter ---------------------------------------------------------------------


def test_the_matters_page_says_on_which_meetings_it_was_and_what_was_decided(
    world: World, meeting: Meeting
) -> None:
    task = decided(world, held(world, meeting))
    matter = task.parent
    assert matter is not None
    shown = page(world, "xu", f"/matters/{matter.pk}/")
    assert f'<a href="{address(meeting)}">{TITLE}</a>' in shown
    assert 'class="met"' in shown
    assert "会议决定" in shown
    assert "列入会议议程" in shown
    assert "20日" in page(world, "lin", f"/matters/{task.pk}/")


def test_who_sees_the_matter_and_not_the_meeting_is_told_without_a_link(
    world: World, meeting: Meeting
) -> None:
    matter = world.difficulty(subject=world.tea_house, organisation=world.finance_bureau)
    meeting.discuss(world.act(world.zhao), [Topic(matter=matter)])
    shown = page(world, "mei", f"/matters/{matter.pk}/")
    assert TITLE in shown
    assert address(meeting) not in shown


def test_it_is_put_on_the_agenda_of_a_meeting_to_come(world: World, meeting: Meeting) -> None:
    matter, clerk = world.difficulty(), desk(world, "xu")
    step = clerk.get(f"/matters/{matter.pk}/?step=agenda").content.decode()
    assert TITLE in step

    def send() -> int:
        sent = {"meeting": meeting.pk}
        return clerk.post(reverse("matter-agenda", args=[matter.pk]), sent).status_code

    assert (send(), send()) == (302, 409)
    assert matter.agenda_items.get().position == 3
    # nor on one that was held, nor on one of another's
    held(world, meeting)
    assert send() == 422


def test_pages_speak_english(world: World, meeting: Meeting) -> None:
    task = decided(world, held(world, meeting))
    clerk = desk(world, "xu", "en")
    shown = clerk.get(address(meeting)).content.decode()
    assert "Agenda and decisions" in shown
    assert f"Task {task.pk}" in shown
    assert "Call a meeting" in clerk.get("/meetings/").content.decode()
