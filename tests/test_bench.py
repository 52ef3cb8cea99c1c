"""What the bench asks for: every address, every file of a page, every bench."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, resolve
from django.utils.timezone import now

from baolian.records.meetings.models import Meeting
from bench.__main__ import OURS
from bench.samples import LEFT_OUT, THINGS, addresses, meeting, patterns
from bench.sites import FACTS
from bench.weighing import weight
from tests.office import build_office
from tests.sources import ROOT
from tests.world import World

KEYS: dict[str, Any] = {thing: 7 for thing in THINGS} | {"code": "leaders", "token": "abc"}

# facts of triggers that the slips of the bench have not
OF_ITS_KIND = {"trigger_percent", "trigger_rung"}


def test_every_address_is_asked_for() -> None:
    asked = {resolve(address.partition("?")[0]).url_name for address in addresses(KEYS)}
    every = {pattern.name for pattern in patterns(get_resolver().url_patterns)}
    assert every - asked == set(LEFT_OUT)


@pytest.mark.parametrize("missing", sorted(KEYS))
def test_an_address_without_a_key_is_told_of(missing: str) -> None:
    with pytest.raises(LookupError, match=f"{missing}.*make one or leave it out"):
        list(addresses(KEYS | {missing: None}))


def test_a_meeting_is_called_by_its_page(world: World) -> None:
    clerk = Client()
    clerk.force_login(world.xu)
    assert Meeting.objects.get(pk=meeting(clerk)).begins_at > now()


def test_a_page_weighs_what_it_names() -> None:
    page = (
        b'<link href="/static/a.css?v=1"><script src="/static/b.js"></script><a href="/today/">'
        b'<use href="/static/icons.svg#x"/><use href="/static/icons.svg#y"/>'
        b'<script data-vega="/static/made/vega.js"></script><script src="/static/made/vega.js">'
    )
    sizes = {"/static/a.css?v=1": 100, "/static/b.js": 20, "/static/icons.svg": 3}
    assert weight(page, sizes.__getitem__) == len(page) + 123


def test_what_is_no_part_is_a_bench() -> None:
    files = {file.stem: file.read_text(encoding="utf-8") for file in ROOT.glob("bench/*.py")}
    assert set(files) >= OURS
    benches = {name for name, text in files.items() if "sys.exit(" in text and name != "__main__"}
    assert benches == set(files) - OURS


def test_a_slip_of_the_bench_is_frozen_as_a_real_one(world: World) -> None:
    """One that lacks a fact has no page."""
    real = build_office(world).issued.told
    assert set(real) - set(json.loads(FACTS)) <= OF_ITS_KIND
