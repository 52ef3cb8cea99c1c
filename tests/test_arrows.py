"""Foreign keys obey the same arrows as imports. import-linter cannot see them: we can."""

import tomllib
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from tests.sources import ROOT


def floors() -> list[list[str]]:
    """App paths from the top to the bottom, as the import contracts state them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {c["id"]: c for c in project["tool"]["importlinter"]["contracts"]}
    return [
        [f"baolian.{floor}.{name.strip(' ()')}" for name in row.replace(":", "|").split("|")]
        for floor in ("routines", "records")
        for row in contracts[floor]["layers"]
    ]


def heights() -> dict[str, int]:
    return {app: n for n, row in enumerate(reversed(floors())) for app in row}


def foreign_keys() -> Iterator[tuple[str, str, str, bool]]:
    """(field, the app it is in, the app it points to, whether it points to the user)."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            target = field.related_model
            if not isinstance(field, models.Field) or not isinstance(target, type):
                continue
            user = target._meta.label == settings.AUTH_USER_MODEL
            name = f"{model.__name__}.{field.name}"
            yield name, model._meta.app_config.name, target._meta.app_config.name, user


def test_foreign_keys_point_down() -> None:
    height = heights()
    wrong = [
        f"{name}: {home} -> {there}"
        for name, home, there, user in foreign_keys()
        if home in height and there in height and not user
        if there != home and height[there] >= height[home]
    ]
    assert not wrong


def test_every_app_of_ours_with_tables_stands_on_a_floor() -> None:
    ours = {m._meta.app_config.name for m in apps.get_models()}
    ours = {name for name in ours if name.startswith("baolian.")}
    assert ours <= set(heights())


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("baolian.records.visits", "baolian.records.matters"),
        ("baolian.records.meetings", "baolian.records.visits"),
        ("baolian.routines.bulletins", "baolian.routines.supervision"),
        ("baolian.routines.supervision", "baolian.records.meetings"),
    ],
)
def test_floors_are_read_in_the_right_order(upper: str, lower: str) -> None:
    assert heights()[upper] > heights()[lower]
