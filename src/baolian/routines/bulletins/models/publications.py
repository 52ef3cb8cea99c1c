"""What publishing leaves behind besides the figures: who did it when, and the very words."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Publication(models.Model):
    """The bulletin is out; from this moment nothing in it changes."""

    APPEND_ONLY: ClassVar = True

    bulletin = models.OneToOneField(
        "bulletins.Bulletin", models.PROTECT, related_name="publication"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"publication of {self.bulletin_id}"


class Copy(models.Model):
    """The words as published: two languages, the open copy and the internal one.

    `text` is the document in Markdown, `words` what the page says, in the form of words.py.
    """

    APPEND_ONLY: ClassVar = True

    bulletin = models.ForeignKey("bulletins.Bulletin", models.PROTECT, related_name="texts")
    lang = models.CharField(max_length=2)
    is_internal = models.BooleanField()
    text = models.TextField()
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "lang", "is_internal"], name="bulletin_copy_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lang} of {self.bulletin_id}"
