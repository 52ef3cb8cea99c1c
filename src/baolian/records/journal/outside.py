"""The few rows that stand outside the journal: what is a habit, and no act of the office."""

from __future__ import annotations

from typing import Any

from django.db import models


def keep(model: type[models.Model], of: dict[str, Any], **values: Any) -> None:
    """One row for `of`, made when it is first needed. Only for models with JOURNALED = False:
    raises TypeError for any other, whose rows must say who changed them."""
    if getattr(model, "JOURNALED", True):
        raise TypeError(f"{model.__name__} is journaled: write a verb")
    model._default_manager.update_or_create(defaults=values, **of)
