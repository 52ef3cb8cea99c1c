"""Persons, whether or not they have an account."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from baolian.records.journal.acts import Act
from baolian.records.journal.rows import row_with
from baolian.records.lookup.found import Found
from baolian.records.people.dates import is_standing

if TYPE_CHECKING:
    from baolian.records.people.models.posts import Post


def new_salt() -> str:
    return secrets.token_hex(16)


class Officer(models.Model):
    """A person who answers for something: an official, a bank's president, a firm's contact."""

    PERSONAL: ClassVar = frozenset({"name", "phone"})
    OUTSIDE: ClassVar = frozenset({"salt"})
    FOUND: ClassVar = Found("p", "name", is_name=True)

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

    def post_on(self, day: date) -> Post | None:
        """The post to show beside the name."""
        held = [post for post in self.posts.all() if is_standing(post, day)]
        return min(held, key=lambda post: post.pk) if held else None
