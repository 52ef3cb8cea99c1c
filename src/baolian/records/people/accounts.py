"""What becomes of an account after it was opened: its passwords, its end, its return.

A one-time password is told to one person by another, so it opens nothing but the choice of a
password of one's own. Which of the two an account has is read from the journal: the last of the
two verbs that concerned it.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q

from baolian.records.journal.acts import Act
from baolian.records.journal.models import Entry
from baolian.records.people.models import Liaison, Organisation, Post, User

# told on paper or by telephone: no signs that are taken for one another
SIGNS = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRSTUVWXYZ2345679"
LENGTH = 12  # some 68 bits

GIVEN, CHOSEN = "one-time password given", "password chosen"

# who opens and ends accounts below his organisation; an administrator's only administrators do
KEEPERS = ("system_admin", "security_admin", "clerk")
ADMINISTRATORS = ("system_admin", "security_admin")


class AccountEnded(Exception):
    """The account has been ended."""


class AccountStands(Exception):
    """The account has not been ended."""


class WrongPassword(Exception):
    """It is not the password of the account."""


class SamePassword(Exception):
    """The new password is the one that it should replace."""


def give_password(act: Act, user: User) -> str:
    """A new one-time password, in words for the only time. Raises AccountEnded.

    It ends the account's sessions: they hang on the password.
    """
    if not user.is_active:
        raise AccountEnded(user.username)
    password = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    with act.page() as page:
        page.line(GIVEN, user).change(user, password=make_password(password))
    return password


def choose_password(act: Act, old: str, new: str) -> User:
    """The password of `act.by` from now on; the account with it comes back.

    Raises WrongPassword for `old`, SamePassword, ValidationError for what the rules do not allow.
    """
    user = User.objects.get(pk=act.by.pk)
    # without the setter of user.check_password, which would write past the journal
    if not check_password(old, user.password):
        raise WrongPassword(user.username)
    if old == new:
        raise SamePassword(user.username)
    validate_password(new, user)
    # a password is one's own, also while one enters for somebody else
    with replace(act, on_behalf_of=None).page() as page:
        page.line(CHOSEN, user).change(user, password=make_password(new))
    return user


def has_one_time_password(user: User) -> bool:
    """Whether somebody else knows the password, because he was the one to tell it."""
    told = Entry.objects.concerning(user).filter(verb__in=[GIVEN, CHOSEN])
    return told.values_list("verb", flat=True).last() == GIVEN


def end_account(act: Act, user: User) -> list[Post]:
    """Nobody signs in with it any more; posts and liaisons of its officer end, and come back.

    What he did, and the pairings that name him, stay as they are. Raises AccountEnded.
    """
    if not user.is_active:
        raise AccountEnded(user.username)
    posts = open_posts(user)
    with transaction.atomic():
        with act.page() as page:
            page.line("account ended", user).change(user, is_active=False)
        for post in posts:
            post.end(act)
        for liaison in open_liaisons(user):
            liaison.end(act)
    return posts


def resume_account(act: Act, user: User) -> None:
    """The person is back; posts begin anew by appointment. Raises AccountStands."""
    if user.is_active:
        raise AccountStands(user.username)
    with act.page() as page:
        page.line("account resumed", user).change(user, is_active=True)


def open_posts(user: User) -> list[Post]:
    """All that have not ended, those still to begin among them."""
    if user.officer_id is None:
        return []
    mine = Post.objects.unended().filter(officer=user.officer_id)
    return list(mine.select_related("officer", "organisation").order_by("id"))


def open_liaisons(user: User) -> list[Liaison]:
    """Those in which its officer enters for another, or another for him."""
    if user.officer_id is None:
        return []
    either = Q(officer=user.officer_id) | Q(leader=user.officer_id)
    return list(Liaison.objects.unended().filter(either).select_related("leader").order_by("id"))


def keepers(day: date) -> list[User]:
    """The accounts that can keep others; none on a site where all of them were ended."""
    held = Post.objects.on(day).filter(role__in=KEEPERS)
    return list(User.objects.filter(is_active=True, officer__in=held.values("officer")))


def can_appoint(keeper: User, organisation: Organisation, role: str) -> bool:
    """Open an account there with that role."""
    wanted = ADMINISTRATORS if role in Post.ADMINISTRATORS else KEEPERS
    return keeper.reaches(organisation.path, *wanted)


def can_keep_account(keeper: User, user: User) -> bool:
    """Give it a new password, end it: whoever could open it with all the posts it has."""
    held = open_posts(user)
    if not held:
        return bool(keeper.charges(*ADMINISTRATORS))
    return all(can_appoint(keeper, post.organisation, post.role) for post in held)
