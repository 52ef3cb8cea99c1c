"""What the bench of the face asks: pages, a form that is sent, words; each with its floor."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

CAST = ("leader", "liaison", "clerk", "supervisor", "handler", "town", "prefecture")
WORDS = {"common": "用工", "rare": "麒麟", "name": "实业"}
HTMX = {"hx-request": "true"}


@dataclass(frozen=True)
class Ask:
    """`ask` and `floor` are done in turn; the first may take `limit` times what the second does."""

    name: str
    ask: Callable[[], Any]
    floor: Callable[[], Any]
    limit: float


class Desk:
    """Everybody of the cast at the same program."""

    def __init__(self) -> None:
        from django.test import Client

        from baolian.records.people.models import User

        self.clients = {}
        for name in CAST:
            client = Client()
            client.force_login(User.objects.get(username=name))
            self.clients[name] = client

    def get(self, who: str, address: str, **query: str) -> Callable[[], Any]:
        client = self.clients[who]

        def ask() -> Any:
            answer = client.get(address, query, headers=HTMX if "q" in query else {})
            assert answer.status_code == 200, (who, address, answer.status_code)
            return answer

        return ask

    def trivial(self, who: str) -> Callable[[], Any]:
        return self.get(who, "/trivial/")


def asks(desk: Desk) -> Iterator[Ask]:
    yield from todays(desk)
    yield from ledgers(desk)
    yield from records(desk)
    yield from finds(desk)
    yield from far_pages(desk)
    yield from counts(desk)


def todays(desk: Desk) -> Iterator[Ask]:
    from django.urls import reverse

    for who in ("leader", "liaison", "clerk", "supervisor", "handler", "town"):
        yield Ask(f"today {who}", desk.get(who, reverse("today")), desk.trivial(who), 5)


def ledgers(desk: Desk) -> Iterator[Ask]:
    from django.urls import reverse

    for who in ("clerk", "handler", "town", "prefecture"):
        yield Ask(f"ledger {who}", desk.get(who, reverse("ledger")), desk.trivial(who), 5)
    overdue = desk.get("clerk", reverse("ledger"), state="overdue")
    yield Ask("ledger clerk overdue", overdue, desk.trivial("clerk"), 5)


def records(desk: Desk) -> Iterator[Ask]:
    from django.urls import reverse

    for kind, key in matters().items():
        for who in ("clerk", "prefecture") if kind == "open" else ("clerk",):
            page = desk.get(who, reverse("matter", args=[key]))
            yield Ask(f"matter {kind} {who}", page, desk.trivial(who), 6)
    yield Ask("log a difficulty", logging(desk), desk.trivial("leader"), 5)


def finds(desk: Desk) -> Iterator[Ask]:
    from django.urls import reverse

    for who in ("clerk", "prefecture"):
        for word, typed in WORDS.items():
            find = desk.get(who, reverse("find"), q=typed)
            yield Ask(f"find {word} {who}", find, desk.trivial(who), 12)


def far_pages(desk: Desk) -> Iterator[Ask]:
    from django.urls import reverse

    everything: dict[str, dict[str, str]] = {"prefecture": {}, "clerk": {"state": "all"}}
    for who, query in everything.items():
        first = desk.get(who, reverse("ledger"), **query)
        far = desk.get(who, reverse("ledger"), **query, after=thousandth(desk, who, query))
        yield Ask(f"thousandth page {who}", far, first, 2)


def counts(desk: Desk) -> Iterator[Ask]:
    from django.urls import reverse

    for who in ("clerk", "prefecture"):
        yield Ask(f"by town {who}", desk.get(who, reverse("ledger-towns")), plain(who), 2)


def matters() -> dict[str, int]:
    """One with a slip, one that runs, one that is over: each of the county, with a full past."""
    from baolian.records.matters.models import Matter
    from baolian.records.people.models import Organisation
    from bench.prefecture import NOW

    county = Organisation.objects.get(name="丹凤县")
    here = Matter.objects.placed_below(county.path).filter(organisation__isnull=False)
    settled = here.unresolved().filter(slips__issued_at__isnull=False)
    return {
        "slip": settled.order_by("-id").values_list("pk", flat=True)[0],
        "open": here.unresolved().filter(due_at__gt=NOW).order_by("id")[0].pk,
        "closed": here.closed().order_by("-id")[50].pk,
    }


def logging(desk: Desk) -> Callable[[], Any]:
    """A leader's visit with a difficulty that is handed on: the form is sent, and leads on."""
    import uuid

    from django.urls import reverse

    from baolian.records.pairings.models import Pairing
    from baolian.records.people.models import Organisation
    from bench.prefecture import NOW

    subject = Pairing.objects.filter(officer__account__username="leader").order_by("id")[0].subject
    bureau = Organisation.objects.filter(kind="department", parent__name="丹凤县")[0]
    address, client = reverse("subject-visits", args=[subject.pk]), desk.clients["leader"]

    def ask() -> Any:
        typed = {
            "client_id": str(uuid.uuid4()), "visited_on": str(NOW.date()), "seen": "生产正常",
            "difficulty0-summary": "冷链车辆不足，成品积压", "difficulty0-category": "logistics",
            "difficulty0-organisation": str(bureau.pk),
        }  # fmt: skip
        answer = client.post(address, typed)
        assert answer.status_code == 302, answer.content.decode()
        return answer

    return ask


def thousandth(desk: Desk, who: str, query: dict[str, str]) -> str:
    """Where the thousandth page begins, found as a person finds it: by going on."""
    import re
    from html import unescape
    from urllib.parse import parse_qs, urlsplit

    from django.urls import reverse

    place = ""
    for _ in range(int(os.environ.get("BENCH_PAGES", "1000")) - 1):
        more = {**query, "after": place} if place else query
        answer = desk.get(who, reverse("ledger"), **more)().content.decode()
        found = re.search(r'<a rel="next" href="([^"]*)"', answer)
        if found is None:  # a rehearsal has fewer
            break
        place = parse_qs(urlsplit(unescape(found[1])).query)["after"][0]
    return place


PLAIN = """
SELECT place_path, count(*) FILTER (WHERE closed_at IS NULL AND resolved_at IS NULL),
  count(*) FILTER (WHERE closed_at IS NULL AND resolved_at IS NULL AND due_at < %s),
  count(*) FILTER (WHERE closed_at IS NOT NULL), count(*)
FROM matters_matter WHERE {where} GROUP BY place_path"""


def plain(who: str) -> Callable[[], Any]:
    """By town in plain SQL: every matter, or those about a county's subjects or handled there."""
    from django.db import connection

    from baolian.records.people.models import Organisation
    from bench.prefecture import NOW

    path = Organisation.objects.get(name="丹凤县").path
    subtree = " OR ".join(f"{c} >= %s AND {c} < %s" for c in ("place_path", "org_path"))
    where, values = ("TRUE", []) if who == "prefecture" else (subtree, [path, path + "~"] * 2)

    def ask() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(PLAIN.format(where=where), [NOW, *values])
            return cursor.fetchall()

    return ask
