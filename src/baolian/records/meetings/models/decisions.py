"""What a meeting decided; what becomes work is a task with an owner and a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter, Opening
from baolian.records.meetings.models.agenda import AgendaItem
from baolian.records.people.dates import lasts_on
from baolian.records.people.models import Officer, Organisation, Post

if TYPE_CHECKING:
    from baolian.records.meetings.models.wanted import Deciding


class WorkIncomplete(ValueError):
    """A decision that is work names who does it and by what day, both or neither."""


class WorkAboutNothing(ValueError):
    """A task is about a subject; a plain topic names none."""


class Decision(models.Model):
    """In the words that were agreed. `task`: the work that came of it.

    `organisation` and `owner` are those named at the meeting; who has the task now, it says.
    """

    APPEND_ONLY: ClassVar = True

    client_id = models.UUIDField(unique=True)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    text = models.CharField(max_length=500)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="decisions"
    )
    owner = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="decisions")
    due_on = models.DateField(null=True)
    task = models.OneToOneField(Matter, models.PROTECT, null=True, related_name="decision")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on=None, task=None, organisation=None, owner=None)
                | Q(due_on__isnull=False, task__isnull=False, organisation__isnull=False)
                | Q(due_on__isnull=False, task__isnull=False, owner__isnull=False),
                name="decided_work_has_owner_and_day",
            )
        ]

    def __str__(self) -> str:
        return self.text


def work_of(act: Act, deciding: Deciding, chair: Officer) -> Opening | None:
    """The task to be opened; none for what is only agreed. Raises WorkIncomplete,
    WorkAboutNothing."""
    has_owner = deciding.organisation is not None or deciding.owner is not None
    if has_owner != (deciding.due_on is not None):
        raise WorkIncomplete("name who does it and by what day, or neither")
    if not has_owner:
        return None
    subject, matter = deciding.about, deciding.item.matter
    if subject is None:
        raise WorkAboutNothing(f"whom is it about: {deciding.item.topic}")
    return Opening(
        kind="task",
        subject=subject,
        summary=deciding.text,
        source=Matter.Source.MEETING,
        organisation=deciding.organisation or office_of(act, deciding.owner),
        # whoever gave the word is told how it ended, and when nobody wants it
        first_receiver=(matter.first_receiver if matter else None) or chair,
        owner=deciding.owner,
        parent=matter,
        due_on=deciding.due_on,
    )


def office_of(act: Act, owner: Officer | None) -> Organisation | None:
    """Where the owner works: his office signs for what he was given."""
    posts = Post.objects.filter(lasts_on(act.today), officer=owner).exclude(role__in=Post.SCOPELESS)
    post = posts.select_related("organisation").order_by("id").first()
    return post.organisation if post else None
