"""How a person likes the pages, and how far he has read his notices.

Outside the journal: when somebody looked at what is nobody's business, least of all for ever.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from baolian.records.journal.acts import Act
from baolian.records.journal.outside import keep


class Preference(models.Model):
    """One row a person, made when he first chooses something."""

    JOURNALED: ClassVar = False

    user = models.OneToOneField("people.User", models.CASCADE, related_name="preference")
    language = models.CharField(max_length=10, blank=True)  # empty: as the browser says
    theme = models.CharField(max_length=10, blank=True)  # empty: as the system says
    notices_heard_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.language} {self.theme}"

    @classmethod
    def choose_language(cls, act: Act, language: str) -> None:
        keep(cls, {"user_id": act.by.pk}, language=language)

    @classmethod
    def choose_theme(cls, act: Act, theme: str) -> None:
        keep(cls, {"user_id": act.by.pk}, theme=theme)

    @classmethod
    def hear_notices(cls, act: Act) -> None:
        """Whatever came until now counts as heard; the notices themselves stay as they are."""
        keep(cls, {"user_id": act.by.pk}, notices_heard_until=act.at)
