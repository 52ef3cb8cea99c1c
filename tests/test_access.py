"""Every address x every role: what each is told. An address that is not listed fails.

A row is an address, its method, and one status for each column. 302 for a stranger leads to
sign-in; 302 for a step means that it was taken; 404 hides, 403 shows but refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from baolian.routines.charts.fonts import chinese_fonts
from tests.asking import things, typed, visit_form
from tests.office import NOW, Office, build_office
from tests.world import World

CAST = (
    "nobody", "zhao", "xu", "gao", "he", "wang", "lin", "mei", "shen", "admin",
    "monitor", "counter", "security_admin", "audit_admin", "herself",
)  # fmt: skip

# columns as in CAST: nobody zhao xu gao he wang lin mei shen admin, then Danfeng's monitor,
# counter, security and audit administrators. Wang acts for He, whose liaison she is, unless she
# says otherwise; the last column is Wang when she acts for herself
TABLE = """
home                 GET  302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
today                GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
today-lately         GET  302 200 200 200 200 200 200 200 200 302 200 200 302 302 200
today-keeping        GET  302 200 200 200 200 302 302 302 302 302 302 302 302 302 302
today-matter-receipt GET  302 403 403 403 403 403 200 404 403 404 403 403 404 404 403
today-matter-receipt POST 302 403 403 403 403 403 302 404 403 404 403 403 404 404 403
today-matter-contact GET  302 403 403 403 200 200 302 404 302 404 403 403 404 404 403
today-matter-contact POST 302 403 403 403 302 302 302 404 302 404 403 403 404 404 403
today-matter-assignment GET  302 200 200 403 302 302 404 404 403 404 403 403 404 404 403
today-matter-assignment POST 302 302 302 403 302 302 404 404 403 404 403 403 404 404 403
today-matter-resolution GET  302 403 403 403 302 302 302 404 403 404 403 403 404 404 403
today-matter-resolution POST 302 403 403 403 302 302 302 404 403 404 403 403 404 404 403
today-matter-extension-decision GET  302 403 403 403 200 403 403 404 403 404 403 403 404 404 403
today-matter-extension-decision POST 302 403 403 403 302 403 403 404 403 404 403 403 404 404 403
today-matter-confirmation GET  302 200 200 403 302 302 403 404 302 404 403 403 404 404 403
today-matter-confirmation POST 302 302 302 403 302 302 403 404 302 404 403 403 404 404 403
today-slip-signature GET  302 404 404 200 200 403 404 404 404 404 404 404 404 404 404
today-slip-signature POST 302 404 404 302 302 403 404 404 404 404 404 404 404 404 404
today-slip-acknowledgement GET  302 403 403 403 403 403 200 404 403 404 403 403 404 404 403
today-slip-acknowledgement POST 302 403 403 403 403 403 302 404 403 404 403 403 404 404 403
today-slip-reply     GET  302 403 403 403 403 403 200 404 403 404 403 403 404 404 403
today-slip-reply     POST 302 403 403 403 403 403 302 404 403 404 403 403 404 404 403
find                 GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
ledger               GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
ledger-months        GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
pairings             GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
tasks                GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
matter               GET  302 200 200 200 200 200 200 404 200 404 200 200 404 404 200
subject              GET  302 200 200 200 200 200 200 404 200 404 200 200 404 404 200
subject-visits       GET  302 200 200 200 200 200 200 404 200 404 200 200 404 404 200
visit-new            GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
visit                GET  302 200 200 200 200 200 404 404 200 404 200 200 404 404 200
officer              GET  302 200 200 200 200 200 404 404 404 404 200 200 404 404 200
pairing              GET  302 200 200 200 200 200 404 404 404 404 200 200 404 404 200
reading              GET  302 200 200 200 200 200 200 404 200 404 200 200 404 404 200
ledger-counts        GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
pairings-counts      GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
tasks-counts         GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
subjects-counts      GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
subjects             GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
ledger-towns         GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
ledger-offers        GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
tasks-offers         GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
tasks-months         GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
tasks-towns          GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
pairings-gaps        GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
views                GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
ledger-assignments   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403
tasks-assignments    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403
meetings             GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
meeting-new          GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200
meeting              GET  302 200 200 200 200 200 200 404 404 404 200 200 404 404 200
slips                GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
slip                 GET  302 404 404 200 200 200 404 404 404 404 404 404 404 404 404
bulletins            GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
bulletin             GET  302 200 200 404 404 404 404 404 404 404 404 404 404 404 404
bulletin-text        GET  302 200 200 200 200 200 200 200 200 404 200 200 404 404 200
bulletin-figure      GET  302 200 200 200 200 200 200 200 200 404 200 200 404 404 200
bulletin-publication GET  302 200 200 404 404 404 404 404 404 404 404 404 404 404 404
slip-docx            GET  302 404 404 200 200 200 404 404 404 404 404 404 404 404 404
slip-pdf             GET  302 404 404 200 200 200 404 404 404 404 404 404 404 404 404
brief-docx           GET  302 200 200 404 404 404 404 404 404 404 404 404 404 404 404
brief-pdf            GET  302 200 200 200 200 200 200 200 200 404 200 200 404 404 200
circular-docx        GET  302 200 200 200 200 200 200 200 200 404 200 200 404 404 200
circular-pdf         GET  302 200 200 404 404 404 404 404 404 404 404 404 404 404 404
assignment-docx      GET  302 200 200 200 200 200 200 404 200 404 200 200 404 404 200
assignment-pdf       GET  302 200 200 200 200 200 200 404 200 404 200 200 404 404 200
officer-docx         GET  302 200 200 200 200 200 404 404 404 404 200 200 404 404 200
officer-pdf          GET  302 200 200 200 200 200 404 404 404 404 200 200 404 404 200
imports              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403
import               GET  302 200 404 404 404 404 404 404 404 404 404 404 404 404 404
import-waiting       GET  302 200 404 404 404 404 404 404 404 404 404 404 404 404 404
notices              GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
profile              GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
design               GET  302 404 404 404 404 404 404 404 404 404 404 404 404 404 404
password             GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
account_login        GET  200 302 302 302 302 302 302 302 302 302 302 302 302 302 302
healthz              GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
matter-receipt       POST 302 403 403 403 403 403 302 404 403 404 403 403 404 404 403
matter-return        POST 302 403 403 403 403 403 422 404 403 404 403 403 404 404 403
matter-assignment    POST 302 302 302 403 302 302 404 404 403 404 403 403 404 404 403
matter-contact       POST 302 403 403 403 302 302 302 404 302 404 403 403 404 404 403
matter-resolution    POST 302 403 403 403 302 302 302 404 403 404 403 403 404 404 403
matter-confirmation  POST 302 302 302 403 302 302 403 404 302 404 403 403 404 404 403
matter-closure       POST 302 422 422 403 403 403 403 404 403 404 403 403 404 404 403
matter-reopening     POST 302 302 302 302 302 302 403 404 302 404 403 403 404 404 403
matter-suspension    POST 302 302 302 302 302 403 403 404 403 404 403 403 404 404 403
matter-resumption    POST 302 302 302 302 302 403 403 404 403 404 403 403 404 404 403
matter-extension     POST 302 403 403 403 422 422 302 404 403 404 403 403 404 404 403
matter-extension-withdrawal POST 302 403 403 403 403 403 302 404 403 404 403 403 404 404 403
matter-extension-decision POST 302 403 403 403 302 403 403 404 403 404 403 403 404 404 403
matter-tasks         POST 302 302 302 403 302 302 302 404 403 404 403 403 404 404 403
matter-slips         POST 302 403 403 302 403 403 403 404 403 404 403 403 404 404 403
subject-visits       POST 302 302 302 302 302 302 302 404 302 404 302 302 404 404 302
meeting-new          POST 302 302 302 302 302 302 403 403 403 403 403 403 403 403 302
meeting-attendees    POST 302 302 302 302 302 302 403 404 404 404 403 403 404 404 302
meeting-agenda       POST 302 302 302 302 302 302 403 404 404 404 403 403 404 404 302
meeting-occurrence   POST 302 302 302 302 302 302 403 404 404 404 403 403 404 404 302
meeting-attendance   POST 302 302 302 302 302 302 403 404 404 404 403 403 404 404 302
meeting-decisions    POST 302 302 302 302 302 302 403 404 404 404 403 403 404 404 302
meeting-minutes      POST 302 302 302 302 302 302 403 404 404 404 403 403 404 404 302
meeting-cancellation POST 302 302 302 302 302 302 403 404 404 404 403 403 404 404 302
meeting-approval     POST 302 403 403 403 302 403 403 404 404 404 403 403 404 404 403
matter-agenda        POST 302 302 302 302 302 302 404 404 403 404 403 403 404 404 302
slip-signature       POST 302 404 404 302 302 403 404 404 404 404 404 404 404 404 404
slip-redraft         POST 302 404 404 302 302 403 404 404 404 404 404 404 404 404 404
slip-acknowledgement POST 302 403 403 403 403 403 302 404 403 404 403 403 404 404 403
slip-reply           POST 302 403 403 403 403 403 302 404 403 404 403 403 404 404 403
slip-reply-refusal   POST 302 403 403 302 302 403 403 404 403 404 403 403 404 404 403
slip-withdrawal      POST 302 403 403 302 302 403 403 404 403 404 403 403 404 404 403
bulletins            POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
bulletin-publication POST 302 302 302 404 404 404 404 404 404 404 404 404 404 404 404
imports              POST 302 422 422 403 403 403 403 403 403 403 403 403 403 403 403
import-columns       POST 302 422 404 404 404 404 404 404 404 404 404 404 404 404 404
import-confirmation  POST 302 409 404 404 404 404 404 404 404 404 404 404 404 404 404
import-removal       POST 302 302 404 404 404 404 404 404 404 404 404 404 404 404 404
ledger-exports       POST 302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
pairings-exports     POST 302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
tasks-exports        POST 302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
subjects-exports     POST 302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
pairings-docx        POST 302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
pairings-pdf         POST 302 200 200 200 200 200 200 200 200 200 200 200 200 200 200
ledger-assignments   POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
tasks-assignments    POST 302 422 422 403 403 403 403 403 403 403 403 403 403 403 403
views                POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
view-name            POST 302 404 302 403 403 403 403 404 404 404 404 403 404 404 403
view-sharing         POST 302 404 302 403 403 403 403 404 404 404 404 403 404 404 403
view-removal         POST 302 404 302 403 403 403 403 404 404 404 404 403 404 404 403
notices-hearing      POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
theme                POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
language             POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
password             POST 302 422 422 422 422 422 422 422 422 422 422 422 422 422 422
acting               POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
sign-out             POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
"""


@pytest.fixture
def office(world: World, settings: Any) -> Office:
    settings.FIXED_CLOCK = NOW
    return build_office(world)


def named(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern)
        elif isinstance(pattern, URLPattern):
            yield str(pattern.name)


def status(client: Client, method: str, address: str, data: dict[str, Any]) -> int:
    """The answer, and everything it changed undone."""
    with transaction.atomic():
        answer = client.generic(method, address) if method != "POST" else client.post(address, data)
        transaction.set_rollback(True)
    return int(answer.status_code)


def signed_in(world: World, who: str) -> Client:
    client = Client()
    if who != "nobody":
        client.force_login(getattr(world, "wang" if who == "herself" else who))
    if who == "herself":
        client.post(reverse("acting"), {"leader": ""})
    return client


def rows() -> Iterator[tuple[str, str, list[int]]]:
    for line in TABLE.strip().splitlines():
        name, method, *statuses = line.split()
        yield name, method, [told(name, int(code)) for code in statuses]


def told(name: str, code: int) -> int:
    """Where no font is, whoever may have a PDF is told so instead."""
    lacks_font = name.endswith("-pdf") and next(chinese_fonts(), None) is None
    return 503 if lacks_font and code == 200 else code


def test_every_address_is_listed() -> None:
    assert {name for name, _method, _codes in rows()} == set(named(get_resolver()))


def test_every_role_is_told_what_the_table_says(world: World, office: Office) -> None:
    about, forms = things(world, office), typed(world, office)
    clients = {who: signed_in(world, who) for who in CAST}
    wrong = []
    for name, method, expected in rows():
        pk = about.get(name, [office.waiting.pk] if name.startswith("matter") else [])
        address = reverse(name, args=pk)
        # signing out ends the session for good, so it gets clients of its own
        ours = clients if name != "sign-out" else {who: signed_in(world, who) for who in CAST}
        # the steps that Today offers are those of the matter and of the slip
        data = forms.get(name.removeprefix("today-"), {})
        found = [status(ours[who], method, address, data) for who in CAST]
        if found != expected:
            wrong.append(f"{name} {method} " + " ".join(map(str, found)))
    assert not wrong, "\n" + "\n".join(wrong)


def addresses(world: World, office: Office) -> Iterator[tuple[str, str]]:
    """Every name with its address."""
    about = things(world, office)
    for name in sorted({name for name, _method, _codes in rows()}):
        default = [office.waiting.pk] if name.startswith("matter") else []
        yield name, reverse(name, args=about.get(name, default))


METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@pytest.mark.parametrize("who", ["nobody", "zhao", "he", "lin", "admin"])
def test_no_address_answers_another_method(world: World, office: Office, who: str) -> None:
    listed = {(name, method) for name, method, _codes in rows()}
    # the door is allauth's: a form that is sent to it is shown again
    listed |= {("account_login", "POST"), ("account_login", "PUT")}
    client, wrong = signed_in(world, who), []
    for name, address in addresses(world, office):
        for method in METHODS:
            if (name, method) not in listed:
                found = status(client, method, address, {})
                # 303: a step's address, read instead of taken, leads to its page
                if found not in (302, 303, 403, 404, 405):
                    wrong.append(f"{name} {method} {found}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_nothing_is_served_to_strangers_but_the_door(world: World) -> None:
    open_to_all = {name for name, _method, codes in rows() if codes[0] != 302}
    assert open_to_all == {"account_login", "healthz"}
    assert django_settings.LOGIN_URL == "account_login"


def test_a_foreign_name_appears_nowhere(world: World, office: Office) -> None:
    """Lists, searches, choices and counts of another county, and of an administrator."""
    addresses = [
        reverse(name) for name, method, _codes in rows() if method == "GET" and is_list(name)
    ]
    addresses += [
        reverse("ledger") + "?q=用工",
        reverse("visit-new") + "?q=清水",
        reverse("pairings") + "?q=何川",
        reverse("find") + "?q=用工",
        reverse("find") + "?q=清水",
        reverse("find") + "?q=何川",
        reverse("bulletin-figure", args=[office.published.pk, "difficulties"]),
    ]
    for who in ("mei", "admin"):
        client = signed_in(world, who)
        for address in addresses:
            page = client.get(address).content.decode()
            for asked in ("用工", "清水", "何川"):
                # what was searched for is repeated in its own field, and as a filter to take off
                page = page.replace(f'value="{asked}"', "").replace(f"：{asked}<", "<")
            for canary in ("清水泵业", "用工短缺", "何川", "人社局", "厂区断电"):
                assert canary not in page, f"{who} reads {canary} at {address}"


def is_list(name: str) -> bool:
    lists = {"today", "ledger", "pairings", "tasks", "visit-new", "slips", "bulletins", "notices"}
    lists |= {"subjects", "ledger-towns", "tasks-towns", "pairings-gaps", "views"}
    lists |= {"ledger-months", "tasks-months"}
    return name in lists


def test_nobody_acts_for_a_leader_who_is_not_his(world: World) -> None:
    he = world.officer(world.he)
    assert signed_in(world, "lin").post(reverse("acting"), {"leader": he.pk}).status_code == 404
    assert signed_in(world, "wang").post(reverse("acting"), {"leader": he.pk}).status_code == 302


def test_an_impossible_key_is_a_404(world: World, settings: Any) -> None:
    settings.FIXED_CLOCK = NOW
    client = signed_in(world, "xu")
    assert client.get(f"/matters/{10**30}/").status_code == 404
    assert client.get(f"/ledger/?organisation={10**30}").status_code == 200
    assert client.get("/slips/?page=0").status_code == 404
    assert client.get(f"/slips/?page={10**30}").status_code == 404
    assert client.get(f"/ledger/?after={10**30}&town={10**30}&q=%00").status_code == 200
    assert client.get(f"/ledger/assignments/?row={10**30}&organisation={10**30}").status_code == 200
    assert client.get("/visits/new/?q=%00").status_code == 200
    assert client.get(f"/ledger/?subject={10**30}").status_code == 200
    visits = reverse("subject-visits", args=[world.pump_works.pk])
    assert client.post(visits, visit_form() | {"companions": [10**30]}).status_code == 422
    assert client.post(reverse("acting"), {"leader": 10**30}).status_code == 404
