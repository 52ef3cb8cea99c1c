"""A meeting, from its call to its approved minutes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from django.db import IntegrityError, models

from baolian.records.journal.acts import Act, day_of
from baolian.records.journal.pages import Line, Page
from baolian.records.journal.races import persistent
from baolian.records.journal.rows import Overtaken
from baolian.records.matters.models import Matter
from baolian.records.meetings.models.agenda import AgendaItem, AlreadyOnAgenda
from baolian.records.meetings.models.attendance import Attendance, Attendee
from baolian.records.meetings.models.decisions import Decision, work_of
from baolian.records.meetings.models.minutes import Approval, Minutes
from baolian.records.meetings.models.occurrences import Occurrence
from baolian.records.meetings.models.querysets import MeetingQuerySet
from baolian.records.meetings.models.wanted import Calling, Deciding, Topic
from baolian.records.people.models import Officer, Organisation, User
from baolian.records.people.paths import below_any

# who calls the meetings of his organisation, and keeps them
KEEPERS = ("clerk", "leader", "supervisor", "liaison")
# beyond that it is a slip of the keyboard
FURTHEST = timedelta(days=366)


class TooFar(ValueError):
    """The meeting's day lies more than a year from today."""


class NotYetBegun(Exception):
    """The meeting's day has not come."""


class AlreadyHeld(Exception):
    """The meeting took place."""


class AlreadyCancelled(Exception):
    """The meeting was cancelled."""


class NotHeld(Exception):
    """Nothing is decided or written down before a meeting was held."""


class AlreadyApproved(Exception):
    """The chair has approved the minutes: what was decided and who was there stays as it is."""


class NothingWritten(Exception):
    """There are no minutes to approve."""


class MinutesMoved(Exception):
    """Something was added since the minutes were shown: look at them again."""


class ReasonMissing(ValueError):
    """A cancellation, an absence, a correction of approved minutes say why."""


class Meeting(models.Model):
    """`revision` counts the verbs on it: of two that read the same one, one is overtaken.

    So nothing is decided while the chair approves, and nobody approves what he has not seen.
    """

    class Kind(models.TextChoices):
        JOINT = "joint", "联席会"
        ROUND = "round", "调度会"
        ON_SITE = "on_site", "现场办公"
        ASSIGNING = "assigning", "交办会"
        OBSERVATION = "observation", "观摩点评"

    client_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=200)
    begins_at = models.DateTimeField(db_index=True)
    place = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="meetings")
    chair = models.ForeignKey(Officer, models.PROTECT, related_name="chaired")
    called_at = models.DateTimeField()
    revision = models.IntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    # -- before it -----------------------------------------------------------------------------

    @classmethod
    @persistent
    def call(cls, act: Act, calling: Calling) -> Meeting:
        """Everybody invited is told. Sent twice with one `client_id`, it is called once.

        Raises TooFar, AlreadyOnAgenda.
        """
        today = act.today
        if abs(day_of(calling.begins_at) - today) > FURTHEST:
            raise TooFar(f"{calling.begins_at:%Y-%m-%d}; today is {today}")
        key = calling.client_id or uuid.uuid4()
        return cls.objects.filter(client_id=key).first() or cls.called(act, calling, key)

    @classmethod
    def called(cls, act: Act, calling: Calling, key: uuid.UUID) -> Meeting:
        meeting = cls(
            client_id=key,
            kind=calling.kind,
            title=calling.title,
            begins_at=calling.begins_at,
            place=calling.place,
            organisation=calling.organisation,
            chair=calling.chair,
            called_at=act.at,
        )
        # whoever is named twice is invited once
        named: list[Officer | Organisation] = [calling.chair, *calling.officers]
        whom = dict.fromkeys([*named, *calling.organisations])
        with act.page() as page:
            line = page.line("meeting called", meeting)
            line.add(meeting)
            meeting.ask(act, line, whom)
            meeting.list_topics(page, line, calling.agenda, 0)
        return meeting

    def invite(self, act: Act, whom: Iterable[Officer | Organisation]) -> None:
        """Those who are not yet invited. Raises AlreadyCancelled, AlreadyApproved."""
        self.refuse_if_settled()
        known = set(self.attendees.values_list("officer", "organisation"))
        new = [one for one in dict.fromkeys(whom) if invited_key(one) not in known]
        if new:
            with act.page() as page:
                line = self.turned(page.line("invited", self))
                self.ask(act, line, new)

    def ask(self, act: Act, line: Line, whom: Iterable[Officer | Organisation]) -> None:
        for one in whom:
            officer, organisation = (one, None) if isinstance(one, Officer) else (None, one)
            line.add(Attendee(meeting=self, officer=officer, organisation=organisation))
            self.tell(act, line, "meeting_called", one)

    def tell(self, act: Act, line: Line, kind: str, whom: Officer | Organisation) -> None:
        """Unless it is his own doing."""
        if not (isinstance(whom, Officer) and whom.pk in act.by.answers_as):
            # called on this very page, the meeting has no number yet
            line.notify(kind, lambda: f"{kind}:{self.pk}:{self.revision}", whom)

    def tell_all(self, act: Act, line: Line, kind: str) -> None:
        for attendee in self.attendees.select_related("officer", "organisation").order_by("id"):
            if whom := attendee.officer or attendee.organisation:
                self.tell(act, line, kind, whom)

    def discuss(self, act: Act, topics: Sequence[Topic]) -> None:
        """Put on the agenda, at its end. Raises AlreadyOnAgenda, AlreadyCancelled,
        AlreadyApproved."""
        self.refuse_if_settled()
        found = self.agenda.filter(matter__in=[t.matter for t in topics if t.matter])
        if listed := found.first():
            raise AlreadyOnAgenda(f"{listed.topic} is number {listed.position}")
        last = self.agenda.order_by("-position").values_list("position", flat=True).first() or 0
        with act.page() as page:
            line = self.turned(page.line("agenda added to", self))
            self.list_topics(page, line, topics, last)

    def list_topics(self, page: Page, line: Line, topics: Sequence[Topic], last: int) -> None:
        """Of a matter the line stands in its own history."""
        for n, topic in enumerate(topics, last + 1):
            own = page.line("put on agenda", topic.matter, self.title) if topic.matter else line
            own.add(
                AgendaItem(
                    meeting=self,
                    position=n,
                    topic=topic.named,
                    matter=topic.matter,
                    subject=topic.subject,
                )
            )

    def cancel(self, act: Act, reason: str) -> Occurrence:
        """Everybody invited is told. Raises ReasonMissing, AlreadyHeld, AlreadyCancelled."""
        if not reason.strip():
            raise ReasonMissing("why is it cancelled?")
        self.refuse_if_occurred()
        with act.page() as page:
            line = self.turned(page.line("meeting cancelled", self, note=reason))
            self.tell_all(act, line, "meeting_cancelled")
            row = Occurrence(meeting=self, is_held=False, reason=reason, at=act.at, by=act.by)
            return line.add(row)

    # -- at it ---------------------------------------------------------------------------------

    def hold(self, act: Act, absences: Mapping[int, str]) -> Occurrence:
        """It takes place and its minutes begin; `absences`: an attendee's key, and why. All others
        came. Raises NotYetBegun, ReasonMissing, AlreadyHeld, AlreadyCancelled."""
        if act.today < (day := day_of(self.begins_at)):
            raise NotYetBegun(f"it begins on {day}")
        self.refuse_if_occurred()
        noted = self.noted(absences)
        with act.page() as page:
            line = self.turned(page.line("meeting held", self))
            for attendance in noted:
                line.add(attendance)
            return line.add(Occurrence(meeting=self, is_held=True, at=act.at, by=act.by))

    def mark(self, act: Act, absences: Mapping[int, str]) -> None:
        """Who came, once more. Raises NotHeld, ReasonMissing, AlreadyApproved."""
        self.refuse_unless_open()
        if noted := self.noted(absences):
            with act.page() as page:
                line = self.turned(page.line("attendance marked", self))
                for attendance in noted:
                    line.add(attendance)

    def noted(self, absences: Mapping[int, str]) -> list[Attendance]:
        """What does not stand so already. Raises ReasonMissing."""
        standing, rows = self.attendances(), []
        for key in self.attendees.order_by("id").values_list("pk", flat=True):
            reason = absences.get(key)
            if reason is not None and not reason.strip():
                raise ReasonMissing("why was he absent?")
            row = Attendance(attendee_id=key, is_present=reason is None, reason=reason or "")
            row.revision = self.revision + 1
            if key not in standing or not row.says_as(standing[key]):
                rows.append(row)
        return rows

    def attendances(self) -> dict[int, Attendance]:
        """The one that stands, by the attendee's key."""
        found = Attendance.objects.filter(attendee__meeting=self).order_by("revision")
        return {one.attendee_id: one for one in found}

    def decide(self, act: Act, deciding: Deciding) -> Decision:
        """One transaction: the decision, and the task that comes of it. Sent twice with one
        `client_id`, it is decided once. Raises NotHeld, AlreadyApproved, WorkIncomplete,
        WorkAboutNothing, DayNotAhead, NoEdition."""
        key = deciding.client_id or uuid.uuid4()
        if known := Decision.objects.filter(client_id=key).first():
            return known
        self.refuse_unless_open()
        try:
            return self.decided(act, deciding, key)
        except (IntegrityError, Overtaken):
            if twin := Decision.objects.filter(client_id=key).first():
                return twin
            raise

    def decided(self, act: Act, deciding: Deciding, key: uuid.UUID) -> Decision:
        work = work_of(act, deciding, self.chair)
        matter = deciding.item.matter
        with act.page() as page:
            line = self.turned(page.line("decided", self, note=deciding.text))
            own = page.line("decided", matter, note=deciding.text) if matter else line
            return own.add(
                Decision(
                    client_id=key,
                    item=deciding.item,
                    text=deciding.text,
                    organisation=deciding.organisation,
                    owner=deciding.owner,
                    due_on=deciding.due_on,
                    task=Matter.open_on(page, [work])[0] if work else None,
                    at=act.at,
                    by=act.by,
                )
            )

    # -- after it ------------------------------------------------------------------------------

    @property
    def last_minutes(self) -> Minutes | None:
        return self.minutes.select_related("approval").order_by("-version").first()

    def write(self, act: Act, text: str, reason: str = "") -> Minutes:
        """A version of the minutes; of approved ones a correction, which the chair approves in its
        turn. The words that stand already make no new one. Raises NotHeld, ReasonMissing."""
        self.refuse_unless_held()
        last = self.last_minutes
        if last and last.text == text:
            return last
        is_correction = Approval.objects.filter(minutes__meeting=self).exists()
        if is_correction and not reason.strip():
            raise ReasonMissing("why are approved minutes corrected?")
        with act.page() as page:
            verb = "minutes corrected" if is_correction else "minutes written"
            line = self.turned(page.line(verb, self, note=reason))
            version = last.version + 1 if last else 1
            row = Minutes(
                meeting=self, version=version, text=text, reason=reason, at=act.at, by=act.by
            )
            return line.add(row)

    def approve(self, act: Act, shown: int) -> Approval:
        """By the chair. `shown`: the revision he looked at. From then on only a correction is
        written. Raises NothingWritten, AlreadyApproved, MinutesMoved."""
        last = self.last_minutes
        if last is None:
            raise NothingWritten(f"{self} has no minutes")
        if last.is_approved:
            raise AlreadyApproved(f"version {last.version}")
        if shown != self.revision:
            raise MinutesMoved(f"revision {self.revision}, shown was {shown}")
        with act.page() as page:
            line = self.turned(page.line("minutes approved", self))
            self.tell_all(act, line, "minutes_approved")
            return line.add(Approval(minutes=last, at=act.at, by=act.by))

    # -- where it stands -----------------------------------------------------------------------

    def turned(self, line: Line) -> Line:
        line.change(self, revision=self.revision + 1)
        return line

    @property
    def is_held(self) -> bool:
        occurrence: Occurrence | None = getattr(self, "occurrence", None)
        return occurrence is not None and occurrence.is_held

    @property
    def is_cancelled(self) -> bool:
        return hasattr(self, "occurrence") and not self.is_held

    def refuse_if_occurred(self) -> None:
        if self.is_held:
            raise AlreadyHeld(f"on {self.occurrence.at:%Y-%m-%d}")
        self.refuse_if_cancelled()

    def refuse_if_cancelled(self) -> None:
        if self.is_cancelled:
            raise AlreadyCancelled(self.occurrence.reason)

    def refuse_if_settled(self) -> None:
        """Cancelled, or approved as it was."""
        self.refuse_if_cancelled()
        if Approval.objects.filter(minutes__meeting=self).exists():
            raise AlreadyApproved(f"the minutes of {self}")

    def refuse_unless_held(self) -> None:
        if not self.is_held:
            raise NotHeld(f"{self} has not been held")

    def refuse_unless_open(self) -> None:
        self.refuse_unless_held()
        self.refuse_if_settled()

    # -- who may -------------------------------------------------------------------------------

    def can_keep(self, user: User) -> bool:
        """Invite, note who came, decide, write the minutes, cancel."""
        return user.reaches(self.organisation.path, *KEEPERS) or self.chair_id in user.answers_as

    def can_approve(self, user: User) -> bool:
        """The chair himself: a signature is not lent."""
        return user.officer_id == self.chair_id


def homes(user: User) -> models.QuerySet[Organisation]:
    """The organisations whose meetings he may call."""
    return Organisation.objects.filter(below_any(user.charges(*KEEPERS)))


def invited_key(one: Officer | Organisation) -> tuple[int | None, int | None]:
    return (one.pk, None) if isinstance(one, Officer) else (None, one.pk)
