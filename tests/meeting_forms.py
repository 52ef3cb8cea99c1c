"""What is typed to call a meeting, and to note a decision."""

from __future__ import annotations

from typing import Any

from tests.office import Office
from tests.world import World


def call_form(world: World) -> dict[str, Any]:
    return {
        "client_id": "5c9f7a3e-1f0b-4e0a-9d57-3a4f8a3b2c12",
        "kind": "joint",
        "title": "联席会",
        "begins_at": "2022-04-11T15:00",
        "place": "县政府三楼",
        "organisation": world.danfeng.pk,
        "chair": world.officer(world.he).pk,
    }


def decision_form(world: World, office: Office) -> dict[str, Any]:
    return {
        "client_id": "5c9f7a3e-1f0b-4e0a-9d57-3a4f8a3b2c13",
        "item": office.held.agenda.get().pk,
        "text": "办专场招聘会",
        "organisation": world.labour_bureau.pk,
        "due_on": "2022-04-20",
    }
