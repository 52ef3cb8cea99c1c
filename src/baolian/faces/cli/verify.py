"""`baolian verify`: is what stands in the tables what was entered, and nothing else?

Exit code 1 and a list when anything was found, 0 when nothing was.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from baolian.faces.cli.setups import require_site

if TYPE_CHECKING:
    from baolian.records.journal.findings import Tally

AT_MOST = 1000  # lines of the list; the rest is counted
WORDS = {
    "zh": {
        "clean": "未发现问题。",
        "found": "发现 {n} 处问题。",
        "more": "…… 另有 {n} 处未列出",
        "checked": "已检查：{tally}",
        "chain": "封印链",
        "notices": "通知",
        "replay": "重放",
        "triggers": "触发器",
        "constraints": "约束",
        "duplicates": "重复",
        "orphans": "悬空",
        "moments": "时刻",
        "slips": "督办单",
        "index": "检索",
    },
    "en": {
        "clean": "nothing found.",
        "found": "{n} faults found.",
        "found one": "1 fault found.",
        "more": "... and {n} more",
        "checked": "checked: {tally}",
    },
}
COUNTED = {
    "seals": "封印",
    "notices": "通知",
    "unsealed entries": "未封印的记载",
    "entries": "记载",
    "rows": "数据行",
    "constraints": "约束",
    "matters": "事项",
    "deadlines": "时限",
    "slips": "督办单",
    "sheets": "检索条目",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--head",
        default=None,
        type=head,
        metavar="HEX",
        help="a seal's head kept outside the machine; finds a chain that was cut or written anew",
    )
    parser.add_argument("--lang", choices=["zh", "en"], default="zh")


def head(text: str) -> str:
    """A head, or its first eight characters and more. Raises ArgumentTypeError."""
    wanted = text.strip().lower()
    if not 8 <= len(wanted) <= 64 or set(wanted) - set("0123456789abcdef"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a head: 8 to 64 of the signs 0-9 a-f")
    return wanted


def run(args: argparse.Namespace) -> int:
    require_site()
    from baolian.records.journal import findings

    tally, n, say = findings.Tally(), 0, WORDS[args.lang]
    with findings.snapshot():
        for n, line in enumerate(lines(tally, args), start=1):
            if n <= AT_MOST:
                sys.stdout.write(line + "\n")
    if n > AT_MOST:
        sys.stdout.write(say["more"].format(n=n - AT_MOST) + "\n")
    sys.stdout.write(say["checked"].format(tally=counted(tally, args.lang)) + "\n")
    sys.stdout.write(conclusion(n, args.lang) + "\n")
    return 1 if n else 0


def conclusion(n: int, lang: str) -> str:
    say = WORDS[lang]
    if n == 1 and "found one" in say:
        return say["found one"]
    return say["found"].format(n=n) if n else say["clean"]


def lines(tally: Tally, args: argparse.Namespace) -> Iterator[str]:
    """One line a finding: what kind, where, what."""
    from baolian.records.journal.chain import broken_links
    from baolian.records.journal.outbox import wrong_notices
    from baolian.records.journal.replay import differences
    from baolian.records.journal.sheets import wrong_sheets
    from baolian.records.journal.soundness import unsound
    from baolian.records.matters.moments import wrong_moments
    from baolian.routines.supervision.verification import wrong_slips

    checks = (
        broken_links(tally, args.head),
        unsound(tally),
        differences(tally),
        wrong_notices(tally),
        wrong_moments(tally),
        wrong_slips(tally),
        wrong_sheets(tally),
    )
    for check in checks:
        for finding in check:
            word = WORDS[args.lang].get(finding.check, finding.check)
            yield f"{word}  {finding.thing}  {finding.detail(args.lang)}"


def counted(tally: Tally, lang: str) -> str:
    named = ((COUNTED.get(what, what) if lang == "zh" else what, n) for what, n in tally.items())
    return ", ".join(f"{n} {what}" for what, n in named)
