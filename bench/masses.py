"""The mass of a prefecture's records, by PostgreSQL itself: INSERT ... SELECT, a table at a time.

A million matters of 250 working days, as they come: the older ones closed, one of 22 never ended,
of the last 16 days most still open. Each with its clocks, its handling, its first contact, its
end, five to six entries, its notices; every fifth was raised on a visit; the late ones of one
county have slips. Numbers follow time, as they do where people work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection

from baolian.rules.clock import SHANGHAI
from bench.prefecture import (
    BUREAUS,
    NOW,
    UPPER_BUREAUS,
    fill_small,
    lay_out_days,
    lay_out_offices,
    lay_out_subjects,
)  # fmt: skip
from bench.sites import FACTS

if TYPE_CHECKING:
    from bench.prefecture import Prefecture

PROBLEMS = (
    ("labour", 15, "季节性用工短缺"), ("labour", 15, "招不到熟练用工"),
    ("talent", 15, "人才公寓申请"), ("financing", 15, "流动资金贷款到期"),
    ("utilities", 7, "用电容量不足"), ("logistics", 15, "进厂道路破损"),
    ("approvals", 7, "环评手续未办结"), ("market", 7, "订单下滑原料积压"),
    ("land", 15, "厂区围墙纠纷"), ("policy_payment", 15, "奖补资金未兑现"),
)  # fmt: skip

# what every table below is made of: one row a matter, all its moments
MASS = """
CREATE UNLOGGED TABLE bench_m AS
WITH one AS (
  SELECT n, ((n - 1) * {days} / {count})::int AS d,
    hashint8extended(n, 7) & 2147483647 AS r, hashint8extended(n, 8) & 2147483647 AS q
  FROM generate_series(1::bigint, {count}) AS s(n)
), placed AS (
  SELECT one.*, {days} - 1 - d AS age, p.limit_n, p.category, p.words, s.id AS subject, s.place,
    s.place_path, s.county, s.edition, day.opens + (r % 32771) * interval '1 second' AS opened,
    CASE p.limit_n WHEN 7 THEN day.due7 ELSE day.due15 END AS due, day.receipt,
    ({days} - 1 - d < 16 AND r % 20 > 0) OR r % 22 = 0 AS is_open
  FROM one JOIN bench_day day USING (d) JOIN bench_subject s ON s.i = q % {subjects}
    JOIN bench_problem p ON p.i = q % {problems}
), ended AS (
  SELECT placed.*, CASE WHEN NOT is_open THEN
    least(opened + (4 + r % 300) * interval '1 hour', '{now}'::timestamptz - interval '1 hour')
    END AS resolved FROM placed
), closing AS (
  SELECT ended.*, CASE WHEN r % 40 > 0 AND resolved + (r % 72) * interval '1 hour' < '{now}'
    THEN resolved + (r % 72) * interval '1 hour' END AS closed FROM ended
)
SELECT n, r, age, category, words || '，第' || n || '号' AS summary, limit_n, subject, place,
  place_path, closing.county, edition, opened, due, receipt, is_open, resolved, closed, o.id AS org,
  coalesce(o.path, place_path) AS path, t.officer AS first,
  coalesce(w.officer, t.officer) AS owner, coalesce(w.account, t.account) AS by_id,
  CASE WHEN is_open AND r % 25 = 0 AND age > 3 THEN opened + interval '2 days' END AS suspended,
  CASE WHEN o.id IS NOT NULL AND NOT (is_open AND age < 2 AND r % 3 = 0)
    THEN opened + interval '2 hours' END AS received,
  CASE WHEN NOT (is_open AND age < 2 AND r % 4 = 0) THEN opened + interval '3 hours' END AS spoken
FROM closing
  LEFT JOIN bench_org o ON NOT (is_open AND r % 33 = 1) AND
    (o.county, o.k) = (CASE WHEN r % 10 = 3 THEN 0 ELSE closing.county END,
      CASE WHEN r % 7 = 2 AND r % 10 <> 3 THEN -place ELSE r % (
        CASE WHEN r % 10 = 3 THEN {upper} ELSE {bureaus} END) END)
  LEFT JOIN bench_staff w ON w.org = o.id AND w.k = q % w.size
  JOIN bench_staff t ON t.org = place AND t.k = q % t.size
"""

LEDGER = {
    "id": "n", "kind": "'difficulty'", "category": "category", "summary": "summary",
    "subject_id": "subject", "source": "CASE r % 5 WHEN 0 THEN 'hotline' ELSE 'visit' END",
    "organisation_id": "org", "org_path": "path", "place_path": "place_path", "owner_id": "owner",
    "first_receiver_id": "first", "parent_id": "NULL", "edition_id": "edition",
    "registered_by_id": "by_id", "opened_at": "opened", "claimed_on": "NULL", "cycle": "1",
    "due_at": "due", "resolved_at": "resolved", "closed_at": "closed",
}  # fmt: skip


def deadline(key: int, **columns: str) -> dict[str, str]:
    """Of the four of each matter, number `key`; met ones never fire."""
    return {
        "id": f"4 * n + {key}", "matter_id": "n", "cycle": "1", "unit": "'working_day'",
        "inherited": "0", "extended": "0", "own_limit": "NULL", "claimed": "FALSE",
        "provisional": "FALSE", "calendar_id": "(SELECT max(id) FROM rulebook_calendar)",
        "rung": "-1", "fires_at": "NULL", "origin_id": "NULL",
    } | columns  # fmt: skip


SLIPPED = "county = {county} AND due < '{now}' AND suspended IS NULL AND (is_open OR r % 8 = 0)"
# a draft, one that waits for its reply, one that is settled
DRAFT, WAITING = "is_open AND r % 10 = 0", "is_open AND r % 10 BETWEEN 1 AND 4"
DRAWN = (
    "CASE WHEN is_open THEN greatest(due + interval '1 day', '{now}'::timestamptz"
    " - (r % 140) * interval '1 hour') ELSE due + interval '1 day' END"
)
ISSUED, WHO = f"CASE WHEN NOT ({DRAFT}) THEN {DRAWN} END", "{supervisor}"
NOTICE = {
    "id": "{notices} + row_number() OVER (ORDER BY at, n)", "kind": "kind", "to": "whom",
    "about": "'matters.matter:' || n", "facts": "'{{}}'", "at": "at", "delivered_at": "at",
    "key": "kind || ':' || n || ':1>' || whom",
}  # fmt: skip
TOLD = """(SELECT n, opened AS at, 'assigned' AS kind, 'people.organisation:' || org AS whom
    FROM bench_m WHERE org IS NOT NULL
  UNION ALL SELECT n, resolved, 'resolved', 'people.officer:' || first
    FROM bench_m WHERE resolved IS NOT NULL) AS told"""
DONE = """(SELECT n, by_id, opened AS at, 'opened' AS verb FROM bench_m
  UNION ALL SELECT n, by_id, received, 'received' FROM bench_m WHERE received IS NOT NULL
  UNION ALL SELECT n, by_id, spoken, 'contacted' FROM bench_m WHERE spoken IS NOT NULL
  UNION ALL SELECT n, by_id, resolved, 'resolved' FROM bench_m WHERE resolved IS NOT NULL
  UNION ALL SELECT n, {clerk}, closed, 'confirmed' FROM bench_m WHERE closed IS NOT NULL
  UNION ALL SELECT n, {clerk}, closed, 'closed' FROM bench_m WHERE closed IS NOT NULL) AS done"""
ENTRY = {
    "id": "{entries} + row_number() OVER (ORDER BY at, n)", "at": "at", "verb": "verb",
    "about": "'matters.matter:' || n", "by_id": "by_id", "on_behalf_of": "NULL", "note": "''",
    "changes": "'{{\"matters.matter:' || n || '\":{{\"category\":\"labour\",\"claimed_on\":null,"
    "\"cycle\":1,\"kind\":\"difficulty\",\"opened_at\":\"2022-03-07T01:00:00.000000+00:00\","
    "\"source\":\"visit\",\"parent_id\":null,\"resolved_at\":null,\"closed_at\":null}}}}'",
    "notices": "''",
}  # fmt: skip

Columns = Mapping[str, str]


def tables() -> Iterator[tuple[str, Columns, str]]:
    """(model, columns as SQL, what they are selected from), in the order of their keys."""
    yield "matters.Matter", LEDGER, "bench_m ORDER BY n"
    yield from clocks()
    yield from ends()
    yield "journal.Entry", ENTRY, f"{DONE} ORDER BY at, n"
    yield "journal.Notice", NOTICE, f"{TOLD} ORDER BY at, n"
    yield from visits()
    yield from slips()
    yield from answered()


def clocks() -> Iterator[tuple[str, Columns, str]]:
    usual = {"n": "1", "start_at": "opened"}
    yield (
        "matters.Deadline",
        deadline(0, **usual, stage="'receipt'", due_at="receipt", met_at="received"),
        "bench_m WHERE org IS NOT NULL ORDER BY n",
    )
    yield (
        "matters.Deadline",
        deadline(1, **usual, stage="'first_contact'", due_at="receipt", met_at="spoken"),
        "bench_m ORDER BY n",
    )
    yield "matters.Deadline", deadline(
        2, stage="'resolution'", n="limit_n", start_at="opened", due_at="due", met_at="resolved",
        rung=f"CASE WHEN {SLIPPED} THEN 1 ELSE -1 END",
        fires_at="CASE WHEN is_open AND suspended IS NULL AND due > '{now}' THEN due END",
    ), "bench_m ORDER BY n"  # fmt: skip
    yield "matters.Deadline", deadline(
        3, stage="'call_back'", n="3", start_at="resolved",
        due_at="resolved + interval '3 days'", met_at="closed",
    ), "bench_m WHERE resolved IS NOT NULL ORDER BY n"  # fmt: skip
    yield "matters.Suspension", {
        "id": "n", "matter_id": "n", "since": "suspended", "until": "NULL",
        "reason": "'等待省级主管部门批复'", "by_id": "{clerk}",
    }, "bench_m WHERE suspended IS NOT NULL"  # fmt: skip
    yield "matters.Handling", {
        "id": "n", "matter_id": "n", "organisation_id": "org", "role": "'lead'", "cycle": "1",
        "assigned_at": "opened", "received_at": "received", "officer_id":
        "CASE WHEN received IS NOT NULL THEN owner END", "returned_at": "NULL", "reason": "''",
    }, "bench_m WHERE org IS NOT NULL ORDER BY n"  # fmt: skip


def ends() -> Iterator[tuple[str, Columns, str]]:
    yield "matters.FirstContact", {
        "id": "n", "matter_id": "n", "at": "spoken", "by_id": "by_id",
        "note": "'电话联系企业负责人，核实情况'",
    }, "bench_m WHERE spoken IS NOT NULL ORDER BY n"  # fmt: skip
    yield "matters.Resolution", {
        "id": "n", "matter_id": "n", "cycle": "1", "outcome": "'solved'", "at": "resolved",
        "explanation": "'已协调解决，企业生产恢复正常'", "by_id": "by_id", "is_claim": "FALSE",
        "claimed_on": "NULL", "claimed_rating": "''",
    }, "bench_m WHERE resolved IS NOT NULL ORDER BY n"  # fmt: skip
    yield "matters.Confirmation", {
        "id": "n", "resolution_id": "n", "is_solved": "TRUE", "rating": "'satisfied'",
        "channel": "'telephone'", "said_by_id": "NULL", "note": "''", "at": "closed",
        "by_id": "{clerk}",
    }, "bench_m WHERE closed IS NOT NULL ORDER BY n"  # fmt: skip
    yield "matters.Closure", {
        "id": "n", "matter_id": "n", "cycle": "1", "at": "closed", "by_id": "{clerk}",
        "note": "''",
    }, "bench_m WHERE closed IS NOT NULL ORDER BY n"  # fmt: skip


def visits() -> Iterator[tuple[str, Columns, str]]:
    raised = "bench_m WHERE n % 5 = 0 ORDER BY n"
    yield "visits.Visit", {
        "id": "n / 5", "client_id": "gen_random_uuid()", "subject_id": "subject",
        "visited_on": "(opened AT TIME ZONE 'Asia/Shanghai')::date", "logged_at": "opened",
        "seen": "'生产正常，订单充足；企业反映招工困难。'", "delivered": "'惠企政策汇编1册'",
    }, raised  # fmt: skip
    yield "visits.Visitor", {"id": "n / 5", "visit_id": "n / 5", "officer_id": "first"}, raised
    yield "visits.Raised", {"id": "n / 5", "visit_id": "n / 5", "matter_id": "n"}, raised
    yield "pairings.Pairing", {
        "id": "{pairings} + row_number() OVER ()", "subject_id": "s.id", "officer_id": "w.officer",
        "organisation_id": "w.org", "role": "tier.role", "tier": "tier.code", "stream": "''",
        "document": "''", "since": "'2021-10-08'", "until": "NULL",
    }, (
        "bench_subject s CROSS JOIN (VALUES ('county', 'head', 0), ('enterprise', 'contact', 1))"
        " AS tier(code, role, place) LEFT JOIN bench_org o ON tier.place = 0"
        " AND (o.county, o.k) = (s.county, s.i % {bureaus})"
        " JOIN bench_staff w ON w.org = coalesce(o.id, s.place) AND w.k = s.i / 7 % w.size"
    )  # fmt: skip
    yield "readings.Reading", {
        "id": "{readings} + row_number() OVER ()", "indicator": "'completed_investment'",
        "subject_id": "s.id", "organisation_id": "NULL", "begins_on": "'2022-01-01'",
        "ends_on": "(date '2022-02-01' + month * interval '1 month')::date - 1",
        "plan": "(month + 1) * 100000000", "actual": "(month + 1) * 93000000", "qualifier": "''",
        "source": "'县统计局月报'", "corrects_id": "NULL",
    }, "bench_subject s CROSS JOIN generate_series(0, 9) AS month WHERE s.i % 4 = 0"  # fmt: skip


def slips() -> Iterator[tuple[str, Columns, str]]:
    late = f"bench_m WHERE {SLIPPED} ORDER BY n"
    yield "supervision.Slip", {
        "id": "n", "matter_id": "n", "deadline_id": "4 * n + 2", "rung": "'yellow'",
        "position": "1", "colour": "'yellow'", "signed": "TRUE",
        "organisation_id": "coalesce(org, {office})", "org_path": "path", "office_id": "{office}",
        "office_path": "'{office_path}'", "edition_id": "edition",
        "calendar_id": "(SELECT max(id) FROM rulebook_calendar)", "facts": f"'{escaped(FACTS)}'",
        "reason": "''", "started_by_id": "NULL", "drafted_at": DRAWN, "issued_at": ISSUED,
        "settled_at": f"CASE WHEN NOT ({DRAFT} OR {WAITING}) THEN {DRAWN} END",
    }, late  # fmt: skip
    yield "matters.Deadline", deadline(
        0, id="4 * ({count} + 1) + n", stage="'reply'", n="3", start_at=DRAWN,
        due_at=f"{DRAWN} + interval '3 days'", rung="1", origin_id="4 * n + 2",
        met_at=f"CASE WHEN NOT ({WAITING}) THEN {DRAWN} END",
    ), f"bench_m WHERE {SLIPPED} AND NOT ({DRAFT})"  # fmt: skip


def answered() -> Iterator[tuple[str, Columns, str]]:
    issued = f"bench_m WHERE {SLIPPED} AND NOT ({DRAFT})"
    yield "supervision.Issue", {
        "id": "n", "slip_id": "n", "organisation_id": "{office}", "year": "2022",
        "n": "row_number() OVER (ORDER BY n)", "at": DRAWN, "by_id": WHO,
        "number": "'丹督办〔2022〕' || row_number() OVER (ORDER BY n) || '号'",
        "reply_deadline_id": "4 * ({count} + 1) + n",
    }, issued  # fmt: skip
    yield "supervision.Counter", {
        "id": "1", "organisation_id": "{office}", "year": "2022", "last": "count(*)",
    }, "supervision_issue"  # fmt: skip
    yield "supervision.Acknowledgement", {
        "id": "n", "slip_id": "n", "at": DRAWN, "by_id": "by_id",
    }, f"{issued} AND r % 3 > 0"  # fmt: skip
    yield "supervision.Reply", {
        "id": "n", "slip_id": "n", "deadline_id": "4 * ({count} + 1) + n", "at": DRAWN,
        "text": "'已与物流园协调，奖补申请正在审核。'", "by_id": "by_id",
    }, f"{issued} AND NOT ({WAITING})"  # fmt: skip


def escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


# -- made ------------------------------------------------------------------------------------------


def fill(prefecture: Prefecture, count: int) -> None:
    with connection.cursor() as cursor:
        # a superuser's load: every key is checked by how it was made
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET work_mem = '256MB'")
        open_accounts(cursor)
        names = lay_out(cursor, prefecture, count)
        cursor.execute(MASS.format(**names))
        filled = [put(cursor, names, *table) for table in tables()]
        give_the_leader_some(cursor, prefecture)
        for model in {*filled, "people.User"}:
            catch_up(cursor, model)
        for name in ("m", "day", "subject", "org", "staff", "problem"):
            cursor.execute(f"DROP TABLE bench_{name}")
        cursor.execute("RESET session_replication_role")
        cursor.execute("VACUUM ANALYZE")


def open_accounts(cursor: Any) -> None:
    """One for each official, so that entries name people; nobody signs in with them."""
    cursor.execute(
        "INSERT INTO people_user (password, username, officer_id, is_active, language) "
        "SELECT '!', 'o' || id, id, TRUE, 'zh-hans' FROM people_officer "
        "WHERE id NOT IN (SELECT officer_id FROM people_user WHERE officer_id IS NOT NULL)"
    )


def lay_out(cursor: Any, prefecture: Prefecture, count: int) -> dict[str, Any]:
    """Small tables to draw from; what the statements are filled in with."""
    days = lay_out_days(cursor, prefecture)
    problems = [(i, *problem) for i, problem in enumerate(PROBLEMS)]
    columns = "i int PRIMARY KEY, category text, limit_n int, words text"
    fill_small(cursor, "problem", columns, problems)
    lay_out_subjects(cursor, prefecture)
    lay_out_offices(cursor, prefecture)
    cursor.execute("ANALYZE bench_staff, bench_org, bench_subject, bench_day")
    known, county = dict(user_keys(cursor)), prefecture.county
    last = {table: highest(cursor, table) for table in LAST.values()}
    return {
        "count": count, "days": days, "subjects": len(prefecture.subjects),
        "problems": len(PROBLEMS), "now": f"{NOW.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S+08}",
        "upper": UPPER_BUREAUS, "bureaus": BUREAUS, "county": county.pk,
        "office": county.pk, "office_path": county.path,
        "clerk": known["clerk"], "supervisor": known["supervisor"],
    } | {name: last[table] for name, table in LAST.items()}  # fmt: skip


LAST = {"entries": "journal_entry", "notices": "journal_notice",
        "pairings": "pairings_pairing", "readings": "readings_reading"}  # fmt: skip


def user_keys(cursor: Any) -> list[tuple[str, int]]:
    cursor.execute("SELECT username, id FROM people_user WHERE username !~ '^o[0-9]'")
    found: list[tuple[str, int]] = cursor.fetchall()
    return found


def highest(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608
    return int(cursor.fetchone()[0])


def put(cursor: Any, names: dict[str, Any], label: str, columns: Columns, source: str) -> str:
    model = apps.get_model(label)
    named = {str(f.column) for f in model._meta.concrete_fields}
    assert named == set(columns), (label, named ^ set(columns))
    listed = ", ".join(f'"{name}"' for name in columns)
    # the journal's changes hold percent signs to nobody: no parameters are passed
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({listed}) "  # noqa: S608
        f"SELECT {', '.join(columns.values())} FROM {source}".format(**names)
    )
    return label


def give_the_leader_some(cursor: Any, prefecture: Prefecture) -> None:
    """A dozen open matters of the county are the leader's own."""
    cursor.execute(
        "UPDATE matters_matter SET owner_id = (SELECT officer_id FROM people_user "
        "WHERE username = 'leader') WHERE id IN (SELECT id FROM matters_matter WHERE "
        "place_path >= %s AND place_path < %s AND closed_at IS NULL AND resolved_at IS NULL "
        "ORDER BY due_at DESC LIMIT 12)",
        [prefecture.county.path, prefecture.county.path + "~"],
    )


def catch_up(cursor: Any, label: str) -> None:
    """The next key comes after those that were given here."""
    table = apps.get_model(label)._meta.db_table
    cursor.execute(
        f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "  # noqa: S608
        f"(SELECT coalesce(max(id), 1) FROM {table}))"
    )
