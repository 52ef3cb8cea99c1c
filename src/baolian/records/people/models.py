"""Organisations in a tree, officers, the posts they hold, and the accounts they sign in with."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.db import models
from django.db.models import Max, Q

from baolian.records.journal.acts import Act
from baolian.records.journal.rows import row_with
from baolian.records.people.paths import PathField, base36, below


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def below(self, path: str) -> OrganisationQuerySet:
        return self.filter(below(path))

    def places(self) -> OrganisationQuerySet:
        return self.filter(kind__in=Organisation.PLACES)


@dataclass(frozen=True)
class Founding:
    """What it takes to enter an organisation; `code` is the division code of a place."""

    name: str
    kind: str
    parent: Organisation | None = None
    code: str = ""


class Organisation(models.Model):
    """A place, a department, a bank: whatever can be responsible. Names are open to all."""

    class Kind(models.TextChoices):
        PREFECTURE = "prefecture", "市"
        COUNTY = "county", "县（区）"
        TOWN = "town", "乡镇（街道）"
        PARK_COMMITTEE = "park_committee", "园区管委会"
        DEPARTMENT = "department", "部门"
        BANK = "bank", "金融机构"

    PLACES: ClassVar = frozenset({"prefecture", "county", "town", "park_committee"})

    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = PathField(unique=True)
    code = models.CharField(max_length=9, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="organisation_name_once"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(parent=None), name="root_organisation_name_once"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="organisation_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def found(cls, act: Act, founding: Founding) -> Organisation:
        return cls.found_all(act, [founding])[0]

    @classmethod
    def found_all(cls, act: Act, foundings: Sequence[Founding]) -> list[Organisation]:
        """Enter organisations; a parent among them must come first and be entered already."""
        with act.page() as page:
            paths = Paths()
            made = [
                cls(
                    name=f.name,
                    kind=f.kind,
                    parent=f.parent,
                    code=f.code,
                    path=paths.next_below(f.parent),
                )
                for f in foundings
            ]
            for organisation in made:
                page.line("founded", organisation).add(organisation)
        return made

    @property
    def is_place(self) -> bool:
        return self.kind in self.PLACES


class Paths:
    """Hands out the next free path below each parent."""

    def __init__(self) -> None:
        self.last: dict[int | None, int] = {}

    def next_below(self, parent: Organisation | None) -> str:
        key = parent.pk if parent else None
        if key not in self.last:
            highest = Organisation.objects.filter(parent=parent).aggregate(top=Max("path"))["top"]
            self.last[key] = int(highest[-4:], 36) if highest else -1
        self.last[key] += 1
        return (parent.path if parent else "") + base36(self.last[key])


def new_salt() -> str:
    return secrets.token_hex(16)


class Officer(models.Model):
    """A person who answers for something: an official, a bank's president, a firm's contact."""

    PERSONAL: ClassVar = frozenset({"name", "phone"})
    OUTSIDE: ClassVar = frozenset({"salt"})

    name = models.CharField(max_length=40, db_index=True)
    phone = models.CharField(max_length=20, blank=True)
    salt = models.CharField(max_length=32, default=new_salt)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def enrol(cls, act: Act, name: str, phone: str = "") -> Officer:
        return cls.enrol_all(act, [(name, phone)])[0]

    @classmethod
    def enrol_all(cls, act: Act, people: Iterable[tuple[str, str]]) -> list[Officer]:
        """Enter persons by (name, telephone); whether one is already known is for the caller."""
        made = [row_with(cls, name=name, phone=phone, salt=new_salt()) for name, phone in people]
        with act.page() as page:
            for officer in made:
                page.line("enrolled", officer).add(officer)
        return made

    @property
    def post(self) -> Post | None:
        """The post to show beside the name."""
        current = [post for post in self.posts.all() if post.until is None]
        return min(current, key=lambda post: post.pk) if current else None


class PostEnded(Exception):
    """The post had ended before."""


class PostQuerySet(models.QuerySet["Post"]):
    def current(self) -> PostQuerySet:
        return self.filter(until=None)


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

    objects = PostQuerySet.as_manager()

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
        return f"{self.organisation} {self.title}"

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
        """From today the post is held no longer. Raises PostEnded."""
        if self.until is not None:
            raise PostEnded(f"{self} ended on {self.until}")
        with act.page() as page:
            page.line("post ended", self.officer).change(self, until=act.today)


@dataclass(frozen=True)
class Appointment:
    officer: Officer
    organisation: Organisation
    title: str
    role: str = "officer"
    since: date | None = None


class LiaisonEnded(Exception):
    """The officer had ceased to act for the leader before."""


class Liaison(models.Model):
    """`officer` enters on behalf of `leader`; the journal names both."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="liaison_for")
    leader = models.ForeignKey(Officer, models.PROTECT, related_name="liaisons")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "leader"], condition=Q(until=None), name="liaison_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer} > {self.leader}"

    @classmethod
    def appoint(cls, act: Act, officer: Officer, leader: Officer) -> Liaison:
        liaison = cls(officer=officer, leader=leader, since=act.today)
        with act.page() as page:
            page.line("liaison appointed", leader).add(liaison)
        return liaison

    def end(self, act: Act) -> None:
        """From today on nothing is entered on the leader's behalf by this officer."""
        if self.until is not None:
            raise LiaisonEnded(f"{self} ended on {self.until}")
        with act.page() as page:
            page.line("liaison ended", self.leader).change(self, until=act.today)


class UserManager(BaseUserManager["User"]):
    def clockwork(self) -> User:
        """The account under which the office's own clockwork acts; nobody signs in with it."""
        return self.get(username=User.CLOCKWORK)


class User(AbstractBaseUser):
    """An account. What it may do comes from its officer's current posts, never from flags."""

    CLOCKWORK: ClassVar = "clockwork"
    USERNAME_FIELD = "username"
    OUTSIDE: ClassVar = frozenset({"password", "last_login"})

    username = models.CharField(max_length=60, unique=True)
    officer = models.OneToOneField(Officer, models.PROTECT, null=True, related_name="account")
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=10, default="zh-hans")

    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.officer.name if self.officer else self.username

    @classmethod
    def open_account(
        cls, act: Act, username: str, officer: Officer | None, password: str | None
    ) -> User:
        """An account for an officer; without a password nobody can sign in with it."""
        user = cls(username=username, officer=officer, password=make_password(password))
        with act.page() as page:
            page.line("account opened", user).add(user)
        return user

    @classmethod
    def begin(cls, at: Any, rulebook: Any) -> User:
        """The very first account of a site: the clockwork, which enters itself."""
        user = cls(username=cls.CLOCKWORK, password=make_password(None))
        act = Act(by=user, at=at, rulebook=rulebook)
        with act.page() as page:
            page.line("site begun", user).add(user)
        return user

    @cached_property
    def posts(self) -> list[Post]:
        """Current posts with their organisations; read once a request."""
        if self.officer_id is None:
            return []
        mine = Post.objects.current().filter(officer=self.officer_id)
        return list(mine.select_related("organisation").order_by("id"))

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(post.role for post in self.posts)

    @cached_property
    def workplaces(self) -> list[Organisation]:
        """Organisations in whose name this account's officer may act, and hears what they hear."""
        return [p.organisation for p in self.posts if p.role not in Post.NOT_OF_THE_OFFICE]

    @cached_property
    def leaders(self) -> list[Officer]:
        """Those on whose behalf this account's officer may enter."""
        if self.officer_id is None:
            return []
        links = Liaison.objects.filter(officer=self.officer_id, until=None)
        return [link.leader for link in links.select_related("leader").order_by("id")]

    @cached_property
    def answers_as(self) -> list[int]:
        """Keys of the officers whose pairings this account may see: itself and its leaders."""
        own = [self.officer_id] if self.officer_id else []
        return own + [leader.pk for leader in self.leaders]

    def scopes(self, *roles: str) -> list[str]:
        """Paths of the organisations in which one of `roles` is held (when none is given: any
        role that opens a subtree).

        A path below another is left out: the wider one covers it.
        """
        wanted = roles or tuple(set(Post.Role.values) - Post.SCOPELESS)
        paths = sorted({p.organisation.path for p in self.posts if p.role in wanted})
        kept: list[str] = []
        for path in paths:
            if not kept or not path.startswith(kept[-1]):
                kept.append(path)
        return kept

    def reaches(self, path: str, *roles: str) -> bool:
        """Whether one of `roles` is held in the organisation at `path` or above it."""
        return any(path.startswith(scope) for scope in self.scopes(*roles))

    def can_sign_slips(self, path: str) -> bool:
        return self.reaches(path, "leader", "supervisor")

    def can_start_slips(self, path: str) -> bool:
        return self.reaches(path, "supervisor")

    def can_publish_bulletins(self, path: str) -> bool:
        return self.reaches(path, "clerk")

    def can_keep_ledger(self, path: str) -> bool:
        return self.reaches(path, "clerk")

    def can_answer_for(self, path: str) -> bool:
        """Receive, resolve and reply in the name of the organisation at `path` itself."""
        return any(organisation.path == path for organisation in self.workplaces)
