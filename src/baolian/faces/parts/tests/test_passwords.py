"""A one-time password opens one page: that on which one chooses a password of one's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from baolian.records.people.accounts import end_account, give_password, has_one_time_password
from baolian.records.people.models import User
from tests.world import World

OWN = "a long and quiet word"


@pytest.fixture(autouse=True)
def _uncounted(db: None) -> Iterator[None]:
    """Attempts are counted in a cache that outlives a test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def told(world: World) -> str:
    return give_password(world.act(world.xu), User.objects.get(username="lin"))


def signed_in(password: str, language: str = "zh-hans") -> Client:
    client = Client(headers={"accept-language": language})
    sign_in = {"login": "lin", "password": password}
    assert client.post(reverse("account_login"), sign_in).status_code == 302
    return client


def form(old: str, new: str = OWN, again: str | None = None) -> dict[str, str]:
    return {"old": old, "new": new, "again": new if again is None else again}


def test_every_page_leads_to_it(told: str) -> None:
    client = signed_in(told)
    for name in ("home", "today", "ledger", "bulletins"):
        assert client.get(reverse(name)).headers["Location"] == reverse("password")
    assert client.post(reverse("acting")).headers["Location"] == reverse("password")
    page = client.get(reverse("password"))
    assert "一次性密码" in page.content.decode()
    assert client.post(reverse("language"), {"language": "en"}).headers["Location"] == "/"
    assert client.get(reverse("healthz")).status_code == 200
    assert client.post(reverse("sign-out")).headers["Location"] == reverse("account_login")


def test_with_a_password_of_ones_own_the_site_opens(told: str) -> None:
    client, elsewhere = signed_in(told), signed_in(told)
    assert client.post(reverse("password"), form(told)).headers["Location"] == reverse("home")
    page = client.get(reverse("today"))
    assert page.status_code == 200
    assert "密码已更改" in page.content.decode()
    # everywhere else one has to sign in anew, and is asked no more
    assert elsewhere.get(reverse("today")).headers["Location"].startswith("/sign-in/")
    assert signed_in(OWN).get(reverse("today")).status_code == 200
    assert not has_one_time_password(User.objects.get(username="lin"))


def test_it_is_a_page_for_every_day_too(told: str) -> None:
    client = signed_in(told)
    client.post(reverse("password"), form(told))
    page = client.get(reverse("password")).content.decode()
    assert "一次性密码" not in page
    assert reverse("password") in client.get(reverse("today")).content.decode()


@pytest.mark.parametrize(
    ("typed", "zh", "en"),
    [
        (form("guessed"), "现在的密码不对", "That is not the present password"),
        (form("{told}", OWN, "another"), "两次输入的新密码不一样", "The two new passwords differ"),
        (form("{told}", "{told}"), "新密码和现在的一样", "The new password is the present one"),
        (form("{told}", "short"), "密码太短，至少要 10 个字符", "at least 10 characters"),
        (form("{told}", "password12"), "密码太常见", "too common"),
        (form("{told}", "3141592653589"), "密码只包含数字", "entirely numeric"),
    ],
)
def test_what_is_refused_says_why(told: str, typed: dict[str, str], zh: str, en: str) -> None:
    typed = {name: value.format(told=told) for name, value in typed.items()}
    for language, words in (("zh-hans", zh), ("en", en)):
        answer = signed_in(told, language).post(reverse("password"), typed)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert words in page
        assert OWN not in page
        assert told not in page
    assert has_one_time_password(User.objects.get(username="lin"))


def test_the_present_password_cannot_be_guessed_at_leisure(told: str) -> None:
    client = signed_in(told)
    answers = [client.post(reverse("password"), form("guessed")).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_a_new_one_time_password_and_an_end_stop_sessions_at_once(world: World, told: str) -> None:
    client = signed_in(told)
    client.post(reverse("password"), form(told))
    again = give_password(world.act(world.xu), User.objects.get(username="lin"))
    assert client.get(reverse("today")).headers["Location"].startswith("/sign-in/")
    client = signed_in(again)
    end_account(world.act(world.xu), User.objects.get(username="lin"))
    assert client.get(reverse("password")).headers["Location"].startswith("/sign-in/")
    answer = client.post(reverse("account_login"), {"login": "lin", "password": again})
    assert answer.status_code == 200
    assert client.get(reverse("today")).headers["Location"].startswith("/sign-in/")
