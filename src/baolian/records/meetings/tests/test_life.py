"""The life of a meeting: any verbs in any order, and what holds after each of them."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from baolian.records.journal.acts import Act, day_of
from baolian.records.journal.replay import differences
from baolian.records.matters.models import Matter
from baolian.records.matters.moments import wrong_moments
from baolian.records.meetings import models
from baolian.records.meetings.models import Deciding, Meeting, Minutes, Topic
from baolian.records.meetings.tests.meeting import called, fresh
from baolian.records.people.models import User
from baolian.records.rulebook.models import Rulebook
from tests.effort import times
from tests.world import SHANGHAI, World

REFUSALS = (
    models.AlreadyApproved, models.AlreadyCancelled, models.AlreadyHeld, models.NotHeld,
    models.NothingWritten, models.NotYetBegun, models.ReasonMissing,
)  # fmt: skip


class Life(RuleBasedStateMachine):
    """One meeting on Wednesday; hours pass before every verb, and any may be refused."""

    def __init__(self, world: World, rulebook: Rulebook) -> None:
        super().__init__()
        self.world, self.rulebook = world, rulebook
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = datetime(2022, 3, 7, 9, tzinfo=SHANGHAI)
        self.key = called(world, agenda=[Topic(subject=world.pump_works)]).pk
        self.frozen: tuple[int, int, int] | None = None

    def teardown(self) -> None:
        try:
            assert list(differences(Counter())) == []
            assert list(wrong_moments(Counter())) == []
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @property
    def meeting(self) -> Meeting:
        return fresh(Meeting(pk=self.key))

    def does(self, verb: str, by: User, hours: int, *given: object) -> None:
        """Whatever is refused has written nothing; whatever is not has turned the page once."""
        self.now += timedelta(hours=hours)
        meeting = self.meeting
        before = meeting.revision
        try:
            getattr(meeting, verb)(Act(by, self.now, self.rulebook), *given)
        except REFUSALS:
            assert self.meeting.revision == before
        else:
            assert self.meeting.revision in (before, before + 1)

    hours = st.integers(0, 40)

    @rule(hours=hours)
    def hold(self, hours: int) -> None:
        self.does("hold", self.world.xu, hours, {})

    @rule(hours=hours, reason=st.sampled_from(["", "改期"]))
    def cancel(self, hours: int, reason: str) -> None:
        self.does("cancel", self.world.xu, hours, reason)

    @rule(hours=hours, reason=st.sampled_from(["", "出差"]))
    def mark(self, hours: int, reason: str) -> None:
        attendee = self.meeting.attendees.order_by("id")[0].pk
        self.does("mark", self.world.xu, hours, {attendee: reason})

    @rule(hours=hours)
    def invite(self, hours: int) -> None:
        self.does("invite", self.world.xu, hours, [self.world.bank])

    @rule(hours=hours)
    def discuss(self, hours: int) -> None:
        self.does("discuss", self.world.xu, hours, [Topic("临时动议")])

    @rule(hours=hours, days=st.integers(1, 40))
    def decide(self, hours: int, days: int) -> None:
        due_on = day_of(self.now) + timedelta(days=days + 2)
        item, bureau = self.meeting.agenda.order_by("position")[0], self.world.labour_bureau
        work = Deciding(item, "办招聘会", organisation=bureau, due_on=due_on)
        self.does("decide", self.world.xu, hours, work)

    @rule(hours=hours, text=st.sampled_from(["甲", "乙"]), reason=st.sampled_from(["", "有误"]))
    def write(self, hours: int, text: str, reason: str) -> None:
        self.does("write", self.world.xu, hours, text, reason)

    @rule(hours=hours)
    def approve(self, hours: int) -> None:
        self.does("approve", self.world.he, hours, self.meeting.revision)

    # -- what always holds -----------------------------------------------------------------------

    @invariant()
    def nothing_is_decided_or_written_that_was_not_held(self) -> None:
        meeting = self.meeting
        if not meeting.is_held:
            assert not Minutes.objects.filter(meeting=meeting).exists()
            assert not Matter.objects.tasks().exists()

    @invariant()
    def what_was_approved_stays_as_it_was(self) -> None:
        meeting = self.meeting
        if not Minutes.objects.filter(meeting=meeting, approval__isnull=False).exists():
            return
        now = (meeting.agenda.count(), meeting.attendees.count(), Matter.objects.tasks().count())
        self.frozen = self.frozen or now
        assert self.frozen == now

    @invariant()
    def every_piece_of_work_has_its_task_and_its_day(self) -> None:
        for decision in models.Decision.objects.exclude(due_on=None):
            assert decision.task is not None
            assert decision.task.due_at is not None
            assert day_of(decision.task.due_at) == decision.due_on


def test_the_life_of_a_meeting(world: World) -> None:
    rulebook = Rulebook.load()
    run_state_machine_as_test(
        lambda: Life(world, rulebook),  # type: ignore[arg-type]  # a factory does as well
        settings=settings(
            max_examples=times(8, 2000),
            stateful_step_count=times(15, 40),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
