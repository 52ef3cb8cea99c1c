"""`make screenshots` takes every page, and every answer that is none."""

from __future__ import annotations

import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from baolian import packs
from tests.browser.test_pages import pages
from tools.shots import BROKEN, LATER, SHOTS, UNREAD, Shot

SERIES = (SHOTS, LATER, UNREAD, BROKEN)
# only demo sites have it
OF_THE_DEMO = {"design"}


def shots() -> list[Shot]:
    return [shot for series in SERIES for of_one in series.values() for shot in of_one]


def page_of(shot: Shot) -> str:
    """By the name of its address; where a link is followed, by what the shot says."""
    if shot.page or shot.follow:
        return shot.page
    try:
        return resolve(urlsplit(shot.address).path).url_name or ""
    except Resolver404:
        return ""


def test_every_page_is_taken() -> None:
    assert (pages() | OF_THE_DEMO) - {page_of(shot) for shot in shots()} == set()


def test_every_shot_says_what_it_shows() -> None:
    wrong = {shot.name for shot in shots() if page_of(shot) not in pages() | OF_THE_DEMO}
    assert {name for name in wrong if not name.startswith("404")} == set()
    assert len({shot.name for shot in shots()}) == len(shots())


def test_every_answer_that_is_no_page_is_taken() -> None:
    assert {shot.status for shot in shots()} == {200, 400, 403, 404, 422, 429, 500}


def test_every_role_has_a_picture_of_its_today() -> None:
    cast = Path(packs.__path__[0]) / "shangluo/demo/cast.toml"
    people = {one["username"] for one in tomllib.loads(cast.read_text("utf-8"))["people"]}
    seen = {who for who, of_one in SHOTS.items() if any(s.address == "/today/" for s in of_one)}
    # both only read: they see what the others see, without anything to do
    assert people - seen == {"counter", "monitor"}
