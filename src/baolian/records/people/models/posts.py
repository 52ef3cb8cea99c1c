"""An officer's dated posts; rights come from their roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from baolian.records.journal.acts import Act
from baolian.records.journal.rows import row_with
from baolian.records.people.dates import DatedQuerySet, last_day
from baolian.records.people.models.officers import Officer
from baolian.records.people.models.organisations import Organisation


class PostEnded(Exception):
    """The post had ended before."""


@dataclass(frozen=True)
class Appointment:
    officer: Officer
    organisation: Organisation
    title: str
    role: str = "officer"
    since: date | None = None


class Post(models.Model):
    """An officer's dated post in an organisation. Rights come from the post's role."""

    class Role(models.TextChoices):
        OFFICER = "officer", "干部"
        LEADER = "leader", "领导"
        HOLDER = "holder", "包联责任人"
        LIAISON = "liaison", "联络员"
        HANDLER = "handler", "经办人"
        CLERK = "clerk", "台账管理员"
        SUPERVISOR = "supervisor", "督办员"
        COUNTER = "counter", "窗口人员"
        MONITOR = "monitor", "监督员"
        SYSTEM_ADMIN = "system_admin", "系统管理员"
        SECURITY_ADMIN = "security_admin", "安全管理员"
        AUDIT_ADMIN = "audit_admin", "审计管理员"

    # the three administrators keep the machine and see no business records
    ADMINISTRATORS: ClassVar = frozenset({"system_admin", "security_admin", "audit_admin"})
    # and where a holder works, as a ledger says, gives him no rights there: pairings do
    SCOPELESS: ClassVar = ADMINISTRATORS | {"holder"}
    # and a monitor watches an organisation: none of them acts in its name
    NOT_OF_THE_OFFICE: ClassVar = SCOPELESS | {"monitor"}

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=60)
    role = models.CharField(max_length=20, choices=Role.choices)
    since = models.DateField()
    until = models.DateField(null=True)

    objects = DatedQuerySet["Post"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "organisation", "role"],
                condition=Q(until=None),
                name="post_held_once",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="post_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        """`丹凤县 督办员`; a title that begins with its place, `丹凤县副县长`, says it once."""
        where, title = str(self.organisation), self.title
        return title if title.startswith(where) else f"{where} {title}"

    @classmethod
    def appoint(cls, act: Act, appointment: Appointment) -> Post:
        return cls.appoint_all(act, [appointment])[0]

    @classmethod
    def appoint_all(cls, act: Act, appointments: Iterable[Appointment]) -> list[Post]:
        """Enter posts; an officer may hold several, each organisation and role once at a time."""
        made = [
            row_with(
                cls,
                officer=a.officer,
                organisation=a.organisation,
                title=a.title,
                role=a.role,
                since=a.since or act.today,
            )
            for a in appointments
        ]
        with act.page() as page:
            for post in made:
                page.line("appointed", post.officer).add(post)
        return made

    def end(self, act: Act) -> None:
        """From today the post is held no longer, nor ever if it begins later. Raises PostEnded."""
        if self.until is not None:
            raise PostEnded(f"{self} ended on {self.until}")
        with act.page() as page:
            page.line("post ended", self.officer).change(self, until=last_day(self, act.today))
