"""A small pack that is right, to be made wrong one line at a time."""

from pathlib import Path

from baolian.rules import packs

GOOD = """\
code = "qingshui"
version = "1"
name = { zh = "清水县", en = "Qingshui" }
sources = [{ zh = "示例", en = "an example" }]
tiers = [{ code = "county", name = { zh = "县", en = "County" } }]

[office_hours]
start = "08:30"
end = "17:30"

[[places]]
code = "999901"
name = { zh = "清水县", en = "Qingshui County" }
short = ["清水"]
kind = "county"

[[places]]
code = "999901100"
name = { zh = "城关镇", en = "Chengguan" }
kind = "town"
parent = "999901"

[[streams]]
code = "heads"
name = { zh = "局长联企", en = "Heads" }
role = "head"

[[pairing_roles]]
code = "head"
name = { zh = "局长", en = "Head" }
required_for = ["enterprise"]

[[categories]]
code = "land"
name = { zh = "用地", en = "Land" }
aliases = ["土地"]

[kinds.difficulty]
name = { zh = "困难", en = "Difficulty" }
steps = ["registered", "handling", "resolved"]
limits.receipt = { n = 1, unit = "working_day" }
limits.resolution = { n = 5, unit = "working_day" }
categories.land.resolution = { n = 20, unit = "calendar_day" }

[kinds.task]
name = { zh = "任务", en = "Task" }
steps = ["registered", "closed"]

[[ladder]]
code = "blue"
name = { zh = "蓝", en = "Blue" }
colour = "blue"
stages = ["receipt", "resolution"]
triggers = [{ kind = "before_due", n = 2, unit = "working_day" }]
reply = { n = 4, unit = "hour" }

[[ladder]]
code = "red"
name = { zh = "红", en = "Red" }
colour = "red"
triggers = [{ kind = "overdue", n = 1, unit = "working_day" }, { kind = "by_hand" }]

[bulletin]
title = { zh = "通报", en = "Bulletin" }
figures = ["difficulties"]
published_rates = ["handled_rate"]

[numbering]
mark = "清督办"
slip = { zh = "{mark}〔{year}〕{n}号", en = "{mark} [{year}] No. {n}" }

[trial]
working_days = 5
"""

NAME = 'name = { zh = "名", en = "Name" }'
NUMBER = '{ zh = "{mark}〔{year}〕{n}号", en = "{n} of {year}" }'
# what a pack can have besides
MORE = f"""
[[grades]]
code = "slack"
{NAME}

[[boards]]
code = "honour"
{NAME}

[[milestones]]
code = "signed"
{NAME}

[[milestones]]
code = "started"
{NAME}
after = ["signed"]

[[ladder]]
code = "behind"
{NAME}
colour = "yellow"
about = ["subject"]
period = "month"
triggers = [{{ kind = "behind_plan", points = 10 }}, {{ kind = "finding", grade = "slack" }}]
reply = {{ n = 1, unit = "hour" }}

[[ladder]]
code = "far_behind"
{NAME}
colour = "red"
about = ["subject", "organisation"]
period = "quarter"
triggers = [
  {{ kind = "behind_plan", over_points = 30 }},
  {{ kind = "behind_plan", below_percent = 60 }},
  {{ kind = "reply_missed", rung = "behind" }},
  {{ kind = "count", rung = "behind", n = 2, running = true }},
  {{ kind = "rank", board = "honour", end = "bottom", n = 3, window = "quarter" }},
]
proposals = ["talk"]

[[cards]]
code = "card"
{NAME}
window = "quarter"
triggers = [{{ kind = "count", rung = "red", n = 3, window = "quarter" }}]

[documents.letter]
head = {{ zh = "{{office}}办公室", en = "Office, {{office}}" }}
mark = "清函"
number = {NUMBER}

[documents.brief]
head = {{ zh = "简报", en = "Brief" }}
number = {{ zh = "{{year}}年第{{n}}期", en = "{{n}} of {{year}}" }}
"""
LIMIT_LINE = 'limits.receipt = { n = 1, unit = "working_day" }'
KIND_KEYS = """
opened_from = ["visit", "import"]
assists = { receipt = { n = 1, unit = "hour" }, reply = { n = 3, unit = "working_hour" } }
extension = { times = 1, at_most = { n = 5, unit = "working_day" }, granted_by = "clerk" }
return_window = { n = 24, unit = "hour" }
return_once = true
dispute = { decide = { n = 1, unit = "working_day" } }
reopening_times = 1
carry_forward = { review = { n = 30, unit = "calendar_day" } }
"""


def write(root: Path, text: str = GOOD, code: str = "qingshui") -> None:
    """The pack file of `code` under `root`."""
    file = root / code / "pack.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def changed(old: str, new: str) -> str:
    """The good pack with one thing changed; fails when there is nothing to change."""
    assert GOOD.count(old) == 1, f"{old!r} occurs {GOOD.count(old)} times"
    return GOOD.replace(old, new)


def complaints(root: Path, code: str = "qingshui", lang: str = "en") -> list[str]:
    """What loading says is wrong, one line a problem; nothing when the pack is right."""
    try:
        packs.load(code, [root])
    except packs.PackError as error:
        return error.describe(lang).splitlines()
    return []
