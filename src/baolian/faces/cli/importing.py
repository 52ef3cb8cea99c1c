"""`baolian import`: how a workbook is understood and what it would write; on confirmation, that.

0: no errors. 1: the ledger has errors, nothing was written. 2: the file cannot be read, the records
changed in between, or nobody has said that new offices which may be others, misspelt, are meant.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from baolian.faces.cli.arguments import day
from baolian.faces.cli.named import by_clerk, organisation
from baolian.faces.cli.refusals import CannotDo
from baolian.faces.cli.setups import clockwork_act

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act
    from baolian.records.people.models import Organisation
    from baolian.routines.exchange.plans import Plan
    from baolian.routines.exchange.understanding import Choices
    from baolian.routines.exchange.workbooks import Workbook


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a workbook: .xlsx, .xls or .ods")
    parser.add_argument(
        "--as-of",
        type=day,
        metavar="YYYY-MM-DD",
        help="the day the ledger runs to (default: what its title says, else today)",
    )
    parser.add_argument(
        "--source",
        type=source,
        metavar="NAME",
        help="the ledger's name (default: the office's)",
    )
    parser.add_argument("--organisation", metavar="NAME", help="whose ledger (default: the site's)")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="SHEET!C=FIELD",
        help="what a column means, for example Sheet1!C=enterprise; without FIELD it is left out",
    )
    parser.add_argument("--lang", choices=["zh", "en"], default="zh")
    parser.add_argument(
        "--confirm", metavar="CLERK", help="write it as this account, if there are no errors"
    )
    parser.add_argument(
        "--new-offices",
        action="store_true",
        help="with --confirm: offices whose names are like others' are meant, and founded",
    )


def run(args: argparse.Namespace) -> int:
    act = clockwork_act()
    from baolian.records.people.models import User
    from baolian.routines.exchange import report
    from baolian.routines.exchange.plans import CannotImport
    from baolian.routines.exchange.refusals import Unreadable

    try:
        root = organisation(args.organisation)
        if args.confirm:
            act = by_clerk(act, args.confirm, root, User.can_keep_ledger)
        made = planned(act, root, args)
        sys.stdout.write(report.text(made, args.lang))
        if not made.is_clean:
            return 1
        if args.confirm:
            sys.stdout.write(written(act, made, args) + "\n")
    except (Unreadable, CannotImport) as refusal:
        raise CannotDo(refusal.zh if args.lang == "zh" else refusal.en) from refusal
    return 0


def source(text: str) -> str:
    """Raises ArgumentTypeError for a name that the records do not hold."""
    from baolian.routines.exchange.ledgers import SOURCE_LENGTH

    if not text.strip() or len(text) > SOURCE_LENGTH:
        found = f"found {len(text)} characters, expected a name of 1 to {SOURCE_LENGTH}"
        raise argparse.ArgumentTypeError(found)
    return text


def planned(act: Act, root: Organisation, args: argparse.Namespace) -> Plan:
    from baolian.routines.exchange.importing import planned_from
    from baolian.routines.exchange.workbooks import read_workbook

    workbook = read_workbook(args.file)
    return planned_from(
        act,
        workbook,
        root,
        source=args.source or "",
        as_of=args.as_of,
        choices=choices(args.column, workbook),
        file_name=args.file.name[:200],
        sha256=hashlib.sha256(args.file.read_bytes()).hexdigest(),
    )


def written(act: Act, made: Plan, args: argparse.Namespace) -> str:
    """Raises CannotDo while an office may be another one, misspelt: what the page says of that
    tells of a box to be ticked."""
    from baolian.routines.exchange.importing import confirm
    from baolian.routines.exchange.plans import OfficesInDoubt

    try:
        record = confirm(act, made, offices_meant=args.new_offices)
    except OfficesInDoubt as doubt:
        raise CannotDo(in_doubt(made)[args.lang]) from doubt
    if record is None:
        return {"zh": "没有新内容，未写入。", "en": "Nothing new; nothing was written."}[args.lang]
    changed = sum(change.is_applied for change in made.changed)
    return {
        "zh": f"已写入：新增 {len(made.new)} 行，更新 {changed} 行。",
        "en": f"Written: {len(made.new)} new rows, {changed} updated.",
    }[args.lang]


def in_doubt(made: Plan) -> dict[str, str]:
    n = len(made.doubtful_offices)
    return {
        "zh": f"将新建的单位中，有 {n} 个可能写错了名称（见上），未写入任何内容。"
        "写错的，请在台账里改正；确是新单位的，加上 --new-offices 再写入。",
        "en": f"{n} of the organisations to be founded may be another one, misspelt (see above); "
        "nothing was written. Correct them in the ledger, or if they are meant, "
        "write again with --new-offices.",
    }


def choices(words: list[str], workbook: Workbook) -> Choices:
    """`Sheet1!C=enterprise` as (sheet, column) -> field. Raises CannotDo for what is unknown."""
    from baolian.routines.exchange.ledgers import LEDGERS

    sheets = [sheet.name for sheet in workbook.sheets]
    fields = sorted({code for kind in LEDGERS.values() for code in kind.by_code})
    chosen: dict[tuple[str, str], str | None] = {}
    for word in words:
        place, _, field = word.partition("=")
        sheet, _, letter = place.rpartition("!")
        if sheet not in sheets or not letter.isalpha():
            raise CannotDo(f"--column {word}: expected SHEET!C=FIELD; sheets: {', '.join(sheets)}")
        if field and field not in fields:
            raise CannotDo(f"--column {word}: no field {field!r}; expected {', '.join(fields)}")
        chosen[sheet, letter.upper()] = field or None
    return chosen
