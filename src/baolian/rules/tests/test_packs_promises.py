"""What the newer sections of a pack promise each other, and what is said when one does not."""

from pathlib import Path

import pytest

from baolian.rules import packs
from baolian.rules.ladder import (
    BelowSchedule,
    Count,
    End,
    Finding,
    PointsBehind,
    Rank,
    ReplyMissed,
    Window,
)
from baolian.rules.packs import About, DocumentKind, Stage
from baolian.rules.tests.pack_files import (
    GOOD,
    LIMIT_LINE,
    MORE,
    NUMBER,
    changed,
    complaints,
    write,
)

EARLIER = "a rung that stands before this one in the ladder"
PERIOD = (
    "a period (month, quarter, half_year, year): a slip about a subject or an organisation is "
    "one in a period"
)
MEASURE = "one of the measures points, over_points, below_percent"
OFFICIAL = "the form of a document number, {mark}〔{year}〕{n}号 (GB/T 9704-2012)"
NOT_RESERVED = (
    "a name without 督查: by law only governments at county level and above carry it out "
    "(State Council decree 733); a town says 督办 or 督促"
)


def with_kind_keys(keys: str) -> str:
    return changed(LIMIT_LINE, f"{keys}\n{LIMIT_LINE}")


def rich(old: str = "", new: str = "") -> str:
    """The rich pack, with one thing changed; fails when there is nothing to change."""
    assert not old or MORE.count(old) == 1, f"{old!r} occurs {MORE.count(old)} times"
    return GOOD + MORE.replace(old, new)


def test_the_rich_pack_is_right(tmp_path: Path) -> None:
    write(tmp_path, rich())
    assert complaints(tmp_path) == []
    pack = packs.load("qingshui", [tmp_path])
    behind, far = pack.ladder_about(About.SUBJECT)
    assert behind.triggers == (PointsBehind(10), Finding("slack"))
    assert far.triggers == (
        PointsBehind(30, is_over=True),
        BelowSchedule(60),
        ReplyMissed("behind"),
        Count("behind", 2, is_running=True),
        Rank("honour", End.BOTTOM, 3, Window.QUARTER),
    )
    assert [rung.code for rung in pack.rungs_about(About.ORGANISATION)] == ["far_behind"]
    assert [rung.code for rung in pack.ladder_for(Stage.RESOLUTION)] == ["blue", "red"]
    assert pack.rung("far_behind").period is Window.QUARTER
    assert pack.cards[0].triggers == (Count("red", 3, Window.QUARTER),)
    assert packs.from_text(packs.resolve_text("qingshui", [tmp_path])) == pack


def test_what_papers_bear(tmp_path: Path) -> None:
    write(tmp_path, rich())
    documents = packs.load("qingshui", [tmp_path]).documents
    letter, brief = documents[DocumentKind.LETTER], documents[DocumentKind.BRIEF]
    assert letter.headed("清水县") == "清水县办公室"
    assert letter.headed("Qingshui", "en") == "Office, Qingshui"
    assert letter.numbered(2022, 7) == "清函〔2022〕7号"
    assert brief.numbered(2022, 7) == "2022年第7期"
    assert brief.numbered(2022, 7, "en") == "7 of 2022"
    official = [kind for kind in DocumentKind if kind.is_official]
    assert official == [DocumentKind.LETTER, DocumentKind.MINUTES, DocumentKind.CIRCULAR]


def test_a_paper_without_a_number(tmp_path: Path) -> None:
    write(tmp_path, rich(f'mark = "清函"\nnumber = {NUMBER}', ""))
    documents = packs.load("qingshui", [tmp_path]).documents
    assert documents[DocumentKind.LETTER].numbered(2022, 7) is None


KIND_CASES = [
    (
        "return_once = true",
        "return_once: found true, expected a return_window beside it, within which it may be "
        "sent back",
    ),
    (
        "dispute = { same_day = true }",
        'dispute: found {"same_day": true}, expected a return_window beside it, within which it '
        "may be sent back",
    ),
    (
        'return_window = { n = 1, unit = "hour" }\ndispute = { decided_by = "clerk" }',
        'dispute: found {"decided_by": "clerk"}, expected either same_day = true or a limit decide',
    ),
    (
        'return_window = { n = 1, unit = "hour" }\n'
        'dispute = { same_day = true, decide = { n = 1, unit = "hour" } }',
        'dispute: found {"decide": {"n": 1, "unit": "hour"}, "same_day": true}, expected either '
        "same_day = true or a limit decide",
    ),
    (
        'extension = { at_most = { n = 5, unit = "hour" } }',
        'extension.at_most.unit: found "hour", expected the unit of the resolution limit, so that '
        "an extension can be added to it",
    ),
    (
        'extension = { granted_by = "leder" }',
        'extension.granted_by: found "leder", expected one of: leader, clerk, supervisor; '
        'did you mean "leader"?',
    ),
    (
        "extension = { tmies = 1 }",
        'extension.tmies: found "tmies", expected one of: source, times, at_most, ask_before, '
        'granted_by; did you mean "times"?',
    ),
    (
        'opened_from = ["vist"]',
        'opened_from[1]: found "vist", expected one of: visit, portal, telephone, hotline, '
        'instruction, meeting, counter, import; did you mean "visit"?',
    ),
    ("opened_from = []", "opened_from: found [], expected at least one entry"),
    ("reopening_times = 0", "reopening_times: found 0, expected a number of at least 1"),
    (
        "carry_forward = {}",
        "carry_forward.review: found nothing, expected a value (the key is required)",
    ),
]

RICH_CASES = [
    (
        "points = 10",
        "points = 10, over_points = 30",
        'ladder[3 behind].triggers[1]: found {"kind": "behind_plan", "over_points": 30, "points": '
        f"10}}, expected {MEASURE}",
    ),
    (
        "over_points = 30",
        "overpoints = 30",
        'ladder[4 far_behind].triggers[1].overpoints: found "overpoints", expected one of: kind, '
        'points, over_points, below_percent; did you mean "over_points"?',
    ),
    (
        'grade = "slack"',
        'grade = "slak"',
        'ladder[3 behind].triggers[2].grade: found "slak", expected one of: slack; '
        'did you mean "slack"?',
    ),
    (
        'board = "honour"',
        'board = "honor"',
        'ladder[4 far_behind].triggers[5].board: found "honor", expected one of: honour; '
        'did you mean "honour"?',
    ),
    (
        'end = "bottom"',
        'end = "botom"',
        'ladder[4 far_behind].triggers[5].end: found "botom", expected one of: top, bottom; '
        'did you mean "bottom"?',
    ),
    (
        'kind = "count", rung = "behind"',
        'kind = "count", rung = "far_behind"',
        f'ladder[4 far_behind].triggers[4].rung: found "far_behind", expected {EARLIER}; '
        'did you mean "behind"?',
    ),
    (
        "n = 2, running",
        "n = 1, running",
        "ladder[4 far_behind].triggers[4].n: found 1, expected a number of at least 2",
    ),
    (
        'rung = "red"',
        'rung = "rde"',
        'cards[1 card].triggers[1].rung: found "rde", expected one of: blue, red, behind, '
        'far_behind; did you mean "red"?',
    ),
    (
        '{ kind = "count", rung = "red", n = 3, window = "quarter" }',
        '{ kind = "share_used", percent = 80 }',
        'cards[1 card].triggers[1].kind: found "share_used", expected one of: finding, count, '
        "rank, by_hand",
    ),
    (
        'about = ["subject", "organisation"]',
        'about = ["subject"]',
        'ladder[4 far_behind].triggers[5].kind: found "rank", expected one of: behind_plan, '
        "by_hand, count, finding, reply_missed",
    ),
    (
        'period = "month"',
        "",
        f"ladder[3 behind].period: found nothing, expected {PERIOD}",
    ),
    (
        'period = "month"',
        'period = "week"',
        'ladder[3 behind].period: found "week", expected one of: month, quarter, half_year, year',
    ),
    (
        'proposals = ["talk"]',
        'proposals = ["tlak"]',
        'ladder[4 far_behind].proposals[1]: found "tlak", expected one of: talk, admonition, '
        'accountability, commendation; did you mean "talk"?',
    ),
    (
        'after = ["signed"]',
        'after = ["started"]',
        'milestones[2 started].after[1]: found "started", expected a milestone that stands before '
        "this one in the list",
    ),
    (
        "[documents.brief]",
        "[documents.breif]",
        'documents.breif: found "breif", expected one of: slip, letter, card, minutes, brief, '
        'circular; did you mean "brief"?',
    ),
    (
        "{office}办公室",
        "{ofice}办公室",
        'documents.letter.head.zh: found "ofice", expected one of: office; did you mean "office"?',
    ),
    (
        'mark = "清函"\n',
        "",
        "documents.letter.mark: found nothing, expected the mark that its number pattern puts at "
        "{mark}",
    ),
    (
        "{mark}〔{year}〕{n}号",
        "{mark}[{year}]第{n}号",
        f'documents.letter.number.zh: found "{{mark}}[{{year}}]第{{n}}号", expected {OFFICIAL}',
    ),
    (
        "{year}年第{n}期",
        "第{n}期",
        'documents.brief.number.zh: found "第{n}期", expected a number pattern with both {year} '
        "and {n}",
    ),
]


@pytest.mark.parametrize(("keys", "complaint"), KIND_CASES)
def test_one_thing_wrong_in_a_kind(tmp_path: Path, keys: str, complaint: str) -> None:
    write(tmp_path, with_kind_keys(keys).replace("categories.land.resolution", "#"))
    assert complaints(tmp_path) == [f"qingshui/pack.toml: kinds.difficulty.{complaint}"]


@pytest.mark.parametrize(("old", "new", "complaint"), RICH_CASES)
def test_one_thing_wrong_is_one_problem(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    write(tmp_path, rich(old, new))
    assert complaints(tmp_path) == [f"qingshui/pack.toml: {complaint}"]


def test_a_reply_awaited_from_a_rung_about_something_else(tmp_path: Path) -> None:
    write(tmp_path, rich('"reply_missed", rung = "behind"', '"reply_missed", rung = "blue"'))
    assert complaints(tmp_path) == [
        'qingshui/pack.toml: ladder[4 far_behind].triggers[3].rung: found "blue", expected a rung '
        "about something this one is about too"
    ]


def test_a_slips_number_has_one_place(tmp_path: Path) -> None:
    write(tmp_path, rich("[documents.letter]", "[documents.slip]"))
    expected = "expected nothing: a slip's number is that of [numbering]"
    assert complaints(tmp_path) == [
        f'qingshui/pack.toml: documents.slip.mark: found "清函", {expected}',
        'qingshui/pack.toml: documents.slip.number: found {"en": "{n} of {year}", "zh": '
        f'"{{mark}}〔{{year}}〕{{n}}号"}}, {expected}',
    ]


def of_a_town(text: str) -> str:
    return text.replace('kind = "county"', 'kind = "town"')


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('{ zh = "红", en', '{ zh = "督查红单", en', "ladder[2 red].name.zh"),
        ('mark = "清督办"', 'mark = "清督查"', "numbering.mark"),
        ("{office}办公室", "{office}督查室", "documents.letter.head.zh"),
        ('mark = "清函"', 'mark = "清督查函"', "documents.letter.mark"),
    ],
)
def test_a_town_does_not_call_it_what_the_law_reserves(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    text = (GOOD + MORE).replace(old, new)
    write(tmp_path, of_a_town(text))
    (told,) = complaints(tmp_path)
    assert told.startswith(f"qingshui/pack.toml: {place}: found ")
    assert told.endswith(f", expected {NOT_RESERVED}")
    write(tmp_path, text)  # a county may
    assert complaints(tmp_path) == []


def test_all_is_told_in_chinese(tmp_path: Path) -> None:
    write(tmp_path, rich("points = 10", "points = 10, below_percent = 3"))
    (told,) = complaints(tmp_path, lang="zh")
    assert told.endswith("应为points、over_points、below_percent 三者之一")


def test_shapes_that_are_wrong_do_not_hide_each_other(tmp_path: Path) -> None:
    shapes = GOOD.replace("[kinds.task]", "[kinds.task]\nextension = 3\ndispute = 4")
    wrong = (
        'documents = { letter = 3 }\nmilestones = [{ after = "signed" }, 7]\n'
        'cards = [{ triggers = ["by_hand"] }]\n'
    )
    write(tmp_path, wrong + shapes)
    told = complaints(tmp_path)
    for line in (
        "kinds.task.extension: found 3, expected a table {...}",
        "kinds.task.dispute: found 4, expected a table {...}",
        "documents.letter: found 3, expected a table {...}",
        'milestones[1].after: found "signed", expected a list [...]',
        "milestones[2]: found 7, expected a table {...}",
        'cards[1].triggers[1]: found "by_hand", expected a table {...}',
    ):
        assert f"qingshui/pack.toml: {line}" in told
