"""Every way a pack can be wrong, with the exact words the person who edits it reads."""

from pathlib import Path

import pytest

from baolian.rules import packs
from baolian.rules.packs.forms import Text
from baolian.rules.packs.problems import Fault, Layer
from baolian.rules.tests.pack_files import GOOD, changed, complaints, write

UNITS = "one of: working_day, calendar_day, hour, working_hour"
TRIGGERS = (
    "one of: before_due, share_used, overdue, behind_plan, finding, reply_missed, count, rank, "
    "by_hand"
)
EARLIER = "a rung that stands before this one in the ladder"
REQUIRED = "found nothing, expected a value (the key is required)"
CODE_RULE = "a code: lower-case letters, digits and _, beginning with a letter"

RED = '[{ kind = "overdue", n = 1, unit = "working_day" }, { kind = "by_hand" }]'
BLUE_REPLY = 'reply = { n = 4, unit = "hour" }'
HEAD_NAME = 'name = { zh = "局长", en = "Head" }'
NUMBER = '"{mark}〔{year}〕{n}号"'

TRIGGER_CASES = [
    (
        RED.replace('"overdue"', '"overdu"'),
        f'.kind: found "overdu", expected {TRIGGERS}; did you mean "overdue"?',
    ),
    ('[{ n = 1, unit = "hour" }]', f".kind: found nothing, expected {TRIGGERS}"),
    ('["overdue"]', ': found "overdue", expected a table {...}'),
    ('[{ kind = "overdue", unit = "hour" }]', f".n: {REQUIRED}"),
    (
        '[{ kind = "overdue", n = 1, unit = "working_days" }]',
        f'.unit: found "working_days", expected {UNITS}; did you mean "working_day"?',
    ),
    (
        '[{ kind = "overdue", n = "1", unit = "hour" }]',
        '.n: found "1", expected a whole number',
    ),
    (
        '[{ kind = "share_used", percent = 8, percnt = 8 }]',
        '.percnt: found "percnt", expected one of: kind, percent; did you mean "percent"?',
    ),
    (
        '[{ kind = "share_used", percent = 101 }]',
        ".percent: found 101, expected a number of at most 100",
    ),
    (
        '[{ kind = "reply_missed", rung = "bleu" }]',
        f'.rung: found "bleu", expected {EARLIER}; did you mean "blue"?',
    ),
    ('[{ kind = "reply_missed", rung = "red" }]', f'.rung: found "red", expected {EARLIER}'),
    ('[{ kind = "reply_missed", rung = 1 }]', ".rung: found 1, expected a text in quotes"),
]

CASES = [
    # what a reopened matter has left must be counted as its limit is
    (
        'categories.land.resolution = { n = 20, unit = "calendar_day" }',
        'reopening_minimum = { n = 3, unit = "calendar_day" }',
        'kinds.difficulty.reopening_minimum.unit: found "calendar_day", expected the unit of the '
        "resolution limit, so that a reopened matter can count on",
    ),
    (
        'categories.land.resolution = { n = 20, unit = "calendar_day" }',
        'categories.land.resolution = { n = 20, unit = "calendar_day" }\n'
        'reopening_minimum = { n = 3, unit = "working_day" }',
        'kinds.difficulty.reopening_minimum.unit: found "working_day", expected the unit of the '
        "resolution limit, so that a reopened matter can count on",
    ),
    # keys
    (
        "limits.receipt = {",
        "limits.reciept = {",
        'kinds.difficulty.limits.reciept: found "reciept", expected one of: source, receipt, '
        'first_contact, plan, resolution, call_back; did you mean "receipt"?',
    ),
    (
        'limits.receipt = { n = 1, unit = "working_day" }',
        'limits.receipt = { n = 1, unit = "working_day", m = 1 }',
        'kinds.difficulty.limits.receipt.m: found "m", expected one of: n, unit',
    ),
    (
        'end = "17:30"',
        'end = "17:30"\nstrat = "08:00"',
        'office_hours.strat: found "strat", expected one of: source, start, end; '
        'did you mean "start"?',
    ),
    ("working_days = 5", "", f"trial.working_days: {REQUIRED}"),
    ("[trial]\nworking_days = 5", "", f"trial: {REQUIRED}"),
    # texts
    (
        HEAD_NAME,
        'name = { zh = "局长" }',
        "pairing_roles[1 head].name.en: found nothing, expected a text: "
        "every text needs both zh and en",
    ),
    (
        HEAD_NAME,
        'name = { zh = "", en = "Head" }',
        'pairing_roles[1 head].name.zh: found "", expected a text that is not empty',
    ),
    (
        HEAD_NAME,
        'name = "局长"',
        'pairing_roles[1 head].name: found "局长", expected a table {...}',
    ),
    # words of closed sets
    (
        'colour = "red"',
        'colour = "rde"',
        'ladder[2 red].colour: found "rde", '
        'expected one of: none, blue, yellow, orange, red; did you mean "red"?',
    ),
    (
        'stages = ["receipt", "resolution"]',
        'stages = ["receipt", "resolutions"]',
        'ladder[1 blue].stages[2]: found "resolutions", expected one of: receipt, first_contact, '
        'plan, resolution, call_back; did you mean "resolution"?',
    ),
    (
        'steps = ["registered", "handling", "resolved"]',
        'steps = ["registered", "handled", "resolved"]',
        'kinds.difficulty.steps[2]: found "handled", expected one of: registered, assigned, '
        'receipt, handling, resolved, confirmed, closed, archived; did you mean "handling"?',
    ),
    (
        '[[ladder]]\ncode = "blue"',
        '[step_names]\nasigned = { zh = "交办", en = "Assigned" }\n\n[[ladder]]\ncode = "blue"',
        'step_names.asigned: found "asigned", expected one of: registered, assigned, '
        'receipt, handling, resolved, confirmed, closed, archived; did you mean "assigned"?',
    ),
    # codes
    ('code = "red"', 'code = "Red"', f'ladder[2 Red].code: found "Red", expected {CODE_RULE}'),
    (
        "[kinds.difficulty]",
        '[kinds."No way"]\nname = { zh = "无", en = "No" }\nsteps = ["closed"]\n[kinds.difficulty]',
        f'kinds.No way: found "No way", expected {CODE_RULE}',
    ),
    (
        "[kinds.task]",
        "[kinds.chore]",
        "kinds.task: found nothing, expected a kind that is always needed: difficulty and task",
    ),
    (
        "categories.land.resolution",
        "categories.lnad.resolution",
        'kinds.difficulty.categories.lnad: found "lnad", expected one of: land; '
        'did you mean "land"?',
    ),
    (
        'parent = "999901"',
        'parent = "999910"',
        'places[2 999901100].parent: found "999910", expected one of: 999901; '
        'did you mean "999901"?',
    ),
    (
        'parent = "999901"',
        'parent = "999901100"',
        'places[2 999901100].parent: found "999901100", expected one of: 999901; '
        'did you mean "999901"?',
    ),
    (
        'code = "999901100"',
        'code = "9999"',
        'places[2 9999].code: found "9999", expected a division code of 6 or 9 digits',
    ),
    (
        'role = "head"',
        'role = "haed"',
        'streams[1 heads].role: found "haed", expected one of: head; did you mean "head"?',
    ),
    (
        'code = "red"',
        'code = "blue"',
        'ladder[2 blue].code: found "blue", expected a code used only once in this list',
    ),
    # shapes and ranges
    (
        "n = 5,",
        "n = 0,",
        "kinds.difficulty.limits.resolution.n: found 0, expected a number of at least 1",
    ),
    (RED, "[]", "ladder[2 red].triggers: found [], expected at least one entry"),
    (
        RED,
        '{ kind = "by_hand" }',
        'ladder[2 red].triggers: found {"kind": "by_hand"}, expected a list [...]',
    ),
    (
        BLUE_REPLY,
        BLUE_REPLY + '\nsigned = "no"',
        'ladder[1 blue].signed: found "no", expected true or false',
    ),
    (
        'start = "08:30"',
        'start = "8:30"',
        'office_hours.start: found "8:30", expected a time of day, as "08:00"',
    ),
    (
        'start = "08:30"',
        'start = "18:30"',
        'office_hours: found {"end": "17:30", "start": "18:30"}, expected a start before the end',
    ),
    # the bulletin and the numbers
    (
        'published_rates = ["handled_rate"]',
        'published_rates = ["difficulties"]',
        'bulletin.published_rates[1]: found "difficulties", '
        "expected one of: handled_rate, honest_rate",
    ),
    (
        NUMBER,
        '"{mark}〔{year}〕{n}号{yeer}"',
        'numbering.slip.zh: found "yeer", expected one of: mark, year, n; did you mean "year"?',
    ),
    (
        NUMBER,
        '"{mark}{n}号"',
        'numbering.slip.zh: found "{mark}{n}号", '
        "expected a number pattern with both {year} and {n}",
    ),
    (NUMBER, "3", "numbering.slip.zh: found 3, expected a text in quotes"),
    ('code = "red"', "", f"ladder[2].code: {REQUIRED}"),
]


@pytest.mark.parametrize(("triggers", "complaint"), TRIGGER_CASES)
def test_a_wrong_trigger(tmp_path: Path, triggers: str, complaint: str) -> None:
    write(tmp_path, changed(RED, triggers))
    assert complaints(tmp_path) == [f"qingshui/pack.toml: ladder[2 red].triggers[1]{complaint}"]


@pytest.mark.parametrize(("old", "new", "complaint"), CASES)
def test_one_thing_wrong_is_one_problem(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    write(tmp_path, changed(old, new))
    assert complaints(tmp_path) == [f"qingshui/pack.toml: {complaint}"]


def test_a_reply_awaited_from_a_rung_that_asks_for_none(tmp_path: Path) -> None:
    waiting = GOOD.replace(RED, '[{ kind = "reply_missed", rung = "blue" }]')
    write(tmp_path, waiting.replace(BLUE_REPLY, ""))
    assert complaints(tmp_path) == [
        'qingshui/pack.toml: ladder[2 red].triggers[1].rung: found "blue", '
        "expected a rung that has a reply limit of its own"
    ]


@pytest.mark.parametrize("stages", ['["call_back"]', '"resolution"'])
def test_a_reply_awaited_from_a_rung_on_other_stages(tmp_path: Path, stages: str) -> None:
    triggers = f'[{{ kind = "reply_missed", rung = "blue" }}]\nstages = {stages}'
    write(tmp_path, changed(RED, triggers))
    assert (
        'qingshui/pack.toml: ladder[2 red].triggers[1].rung: found "blue", '
        "expected a rung that watches a stage this one watches too"
    ) in complaints(tmp_path)


def test_all_problems_are_told_at_once_in_both_languages(tmp_path: Path) -> None:
    text = changed('colour = "red"', 'colour = "rde"').replace('role = "head"', 'role = "haed"')
    write(tmp_path, text.replace("[trial]\nworking_days = 5\n", "").replace("n = 5,", "n = 0,"))
    assert complaints(tmp_path, lang="zh") == [
        "qingshui/pack.toml：kinds.difficulty.limits.resolution.n：读到 0，应为不小于 1 的数",
        'qingshui/pack.toml：ladder[2 red].colour：读到 "rde"，应为以下之一：'
        "none, blue, yellow, orange, red；是否想写“red”？",
        "qingshui/pack.toml：trial：读到 空缺，应为必填的值",
        'qingshui/pack.toml：streams[1 heads].role：读到 "haed"，应为以下之一：head；'
        "是否想写“head”？",
    ]
    assert len(complaints(tmp_path, lang="en")) == 4


def test_sections_of_the_wrong_shape_do_not_hide_each_other(tmp_path: Path) -> None:
    shapes = 'code = "qingshui"\nversion = "1"\nladder = ["red"]\nkinds = 3\nplaces = "all"\n'
    write(tmp_path, shapes + 'bulletin = { published_rates = "all" }\nnumbering = { slip = "n" }')
    told = complaints(tmp_path)
    for line in (
        'ladder[1]: found "red", expected a table {...}',
        "kinds: found 3, expected a table {...}",
        'places: found "all", expected a list [...]',
        'bulletin.published_rates: found "all", expected a list [...]',
        'numbering.slip: found "n", expected a table {...}',
    ):
        assert f"qingshui/pack.toml: {line}" in told


def test_wrong_shapes_inside_a_kind(tmp_path: Path) -> None:
    write(tmp_path, changed("categories.land.resolution", "categories = 4\nignored"))
    assert (
        "qingshui/pack.toml: kinds.difficulty.categories: found 4, expected a table {...}"
    ) in complaints(tmp_path)


def test_a_syntax_error_names_the_line(tmp_path: Path) -> None:
    write(tmp_path, 'code = "qingshui"\nversion = \n')
    assert complaints(tmp_path) == [
        "qingshui/pack.toml: found line 2, column 11: Invalid value, expected valid TOML"
    ]
    assert complaints(tmp_path, lang="zh") == [
        "qingshui/pack.toml：读到 line 2, column 11: Invalid value，应为符合 TOML 语法的内容"
    ]


def test_a_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "qingshui" / "pack.toml").write_bytes('code = "a"\nname = "清水"'.encode("gb18030"))
    assert complaints(tmp_path) == [
        "qingshui/pack.toml: found line 2: b'\\xc7', expected a file saved as UTF-8"
    ]


def test_an_unknown_pack_is_told_with_the_known_ones(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "notes.txt").write_text("not a pack")
    assert complaints(tmp_path, "qingshiu") == [
        'qingshiu/pack.toml: found "qingshiu", expected one of: qingshui; did you mean "qingshui"?'
    ]


@pytest.mark.parametrize("code", ["../qingshui", "", "/qingshui", "Qingshui"])
def test_a_code_does_not_lead_out_of_the_roots(tmp_path: Path, code: str) -> None:
    write(tmp_path)
    (tmp_path / "inner").mkdir()
    with pytest.raises(packs.PackError):
        packs.load(code, [tmp_path / "inner", tmp_path])


def test_an_edition_that_is_no_json() -> None:
    with pytest.raises(packs.PackError) as caught:
        packs.from_text("{")
    assert str(caught.value) == (
        "edition: found line 1, column 2: Expecting property name enclosed in double "
        "quotes, expected valid JSON"
    )


def test_an_edition_that_is_no_table() -> None:
    with pytest.raises(packs.PackError) as caught:
        packs.from_text("[]")
    assert str(caught.value) == "edition: found [], expected a table {...}"


def test_a_long_value_is_cut_short() -> None:
    fault = Fault(("name",), "长" * 200, Text(zh="短的", en="a short one"))
    problem = fault.blame([Layer("a/pack.toml", {})])
    assert problem.found is not None
    assert len(problem.found) == 80
    assert problem.found.endswith("长…")
