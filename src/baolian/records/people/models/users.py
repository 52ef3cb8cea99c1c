"""Accounts. What one sees and may do is asked of an account on a day, for oneself or a leader."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.db import models

from baolian.records.journal.acts import Act
from baolian.records.journal.prepared import prepared
from baolian.records.journal.rows import known_row, names_of
from baolian.records.people.dates import holds, is_standing
from baolian.records.people.models.liaisons import Liaison
from baolian.records.people.models.officers import Officer
from baolian.records.people.models.organisations import Organisation
from baolian.records.people.models.posts import Post


class Undated(Exception):
    """Asked what an account may do, and not on which day: ask `user.on(day)`."""


class UserManager(BaseUserManager["User"]):
    def clockwork(self) -> User:
        """The account under which the office's own clockwork acts; nobody signs in with it."""
        return self.get(username=User.CLOCKWORK)


class User(AbstractBaseUser):
    """An account. What it may do comes from its officer's posts of the day, never from flags."""

    CLOCKWORK: ClassVar = "clockwork"
    USERNAME_FIELD = "username"
    PAIRED: ClassVar = "_paired"  # where an account that stands on a day keeps its subjects
    OUTSIDE: ClassVar = frozenset({"password", "last_login"})

    username = models.CharField(max_length=60, unique=True)
    officer = models.OneToOneField(Officer, models.PROTECT, null=True, related_name="account")
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=10, default="zh-hans")

    objects: ClassVar[UserManager] = UserManager()

    # set by `on`, never stored
    standing_on: date | None = None
    leader: Officer | None = None

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
        clockwork = cls(username=cls.CLOCKWORK, password=make_password(None))
        act = Act(by=clockwork, at=at, rulebook=rulebook)
        with act.page() as page:
            page.line("site begun", act.by).add(act.by)
        return act.by

    # -- on a day, for somebody ----------------------------------------------------------------

    def on(self, day: date, leader: Officer | None = None) -> User:
        """The account as it stands on `day`, entering for `leader`; `Act.by` is one such.

        Whether it may enter for him is the caller's to ask: he is one of `leaders`.
        """
        if (self.standing_on, self.leader) == (day, leader):
            return self
        standing = copy(self)
        standing.standing_on, standing.leader = day, leader
        for read_once in ("posts", "lent_posts", "leaders", self.PAIRED):
            standing.__dict__.pop(read_once, None)
        return standing

    @property
    def day(self) -> date:
        if self.standing_on is None:
            raise Undated(f"{self.username}: on which day?")
        return self.standing_on

    @cached_property
    def posts(self) -> list[Post]:
        """Its own posts with their organisations; read once a request."""
        found = posts_of(self.officer_id, self.day)
        if found:  # its name stands on every page, and came along
            self.officer = found[0].officer
        return found

    @cached_property
    def lent_posts(self) -> list[Post]:
        """Those of the leader it enters for: it sees what he sees."""
        return posts_of(self.leader.pk, self.day) if self.leader else []

    @cached_property
    def leaders(self) -> list[Officer]:
        """Those on whose behalf this account's officer may enter."""
        if self.officer_id is None:
            return []
        day = self.day
        return [
            known_row(Officer, columns)
            for since, until, *columns in ever_led_by.rows(self.officer_id)
            if holds(day, since, until)
        ]

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(post.role for post in self.posts)

    # -- what it sees, and in whose name it enters: with its leader's, while it acts for him ---

    @property
    def answers_as(self) -> list[int]:
        """Keys of the officers whose pairings are its own."""
        own = [self.officer_id] if self.officer_id else []
        return own + ([self.leader.pk] if self.leader else [])

    @property
    def workplaces(self) -> list[Organisation]:
        """Organisations in whose name it may act, and hears what they hear."""
        posts = [*self.posts, *self.lent_posts]
        return [p.organisation for p in posts if p.role not in Post.NOT_OF_THE_OFFICE]

    def scopes(self, *roles: str) -> list[str]:
        """Paths of the organisations it sees into, through one of `roles` (when none is given:
        any role that opens a subtree)."""
        return widest([*self.posts, *self.lent_posts], roles)

    def sees(self, path: str, *roles: str) -> bool:
        return any(path.startswith(scope) for scope in self.scopes(*roles))

    def can_answer_for(self, path: str) -> bool:
        """Receive, resolve and reply in the name of the organisation at `path` itself."""
        return any(organisation.path == path for organisation in self.workplaces)

    # -- what it decides: by its own posts alone, for a signature is not lent ------------------

    def charges(self, *roles: str) -> list[str]:
        """Paths of the organisations in which it holds one of `roles` itself."""
        return widest(self.posts, roles)

    def reaches(self, path: str, *roles: str) -> bool:
        """Whether it holds one of `roles` in the organisation at `path` or above it."""
        return any(path.startswith(charge) for charge in self.charges(*roles))

    def can_sign_slips(self, path: str) -> bool:
        return self.reaches(path, "leader", "supervisor")

    def can_start_slips(self, path: str) -> bool:
        return self.reaches(path, "supervisor")

    def can_publish_bulletins(self, path: str) -> bool:
        return self.reaches(path, "clerk")

    def can_keep_ledger(self, path: str) -> bool:
        return self.reaches(path, "clerk")

    # -- where it is biased --------------------------------------------------------------------

    @property
    def side(self) -> set[int]:
        """Keys of its officer and of all its leaders, whomever it acts for now: who checks what
        one of them did must come from elsewhere."""
        return {leader.pk for leader in self.leaders} | {*self.answers_as}


@prepared()
def ever_led_by(officer: int) -> models.QuerySet[Any, Any]:
    links = Liaison.objects.filter(officer=officer).order_by("id")
    return links.values_list("since", "until", *names_of(Officer, "leader__"))


@prepared()
def ever_held_by(officer: int) -> models.QuerySet[Any, Any]:
    of = *names_of(Officer, "officer__"), *names_of(Organisation, "organisation__")
    return Post.objects.filter(officer=officer).order_by("id").values_list(*names_of(Post), *of)


def posts_of(officer: int | None, day: date) -> list[Post]:
    """Asked on every page: a person's few posts are read, and told apart here."""
    found = ever_held_by.rows(officer) if officer is not None else []
    return [post for post in map(post_in, found) if is_standing(post, day)]


def post_in(columns: tuple[Any, ...]) -> Post:
    own = len(names_of(Post))
    person = own + len(names_of(Officer))
    officer = known_row(Officer, columns[own:person])
    organisation = known_row(Organisation, columns[person:])
    return known_row(Post, columns[:own], officer=officer, organisation=organisation)


# roles that open a subtree
OPENING = frozenset(Post.Role.values) - Post.SCOPELESS


def widest(posts: Iterable[Post], roles: tuple[str, ...]) -> list[str]:
    """Paths of the posts with one of `roles`; one below another is left out, it is covered."""
    wanted = roles or OPENING
    paths = sorted({post.organisation.path for post in posts if post.role in wanted})
    kept: list[str] = []
    for path in paths:
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return kept
