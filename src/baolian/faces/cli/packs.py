"""`baolian pack`: what is wrong with a pack, every problem at once; and its adoption by a place."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from baolian.faces.cli.arguments import day, folder
from baolian.faces.cli.named import act_by, place
from baolian.faces.cli.refusals import CannotDo
from baolian.faces.cli.setups import require_site
from baolian.rules.packs import Pack, PackError, Roots, default_roots, load

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act
    from baolian.records.rulebook.models import Adoption


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    check = verbs.add_parser("check", help="say what is wrong with a pack, or that nothing is")
    check.set_defaults(do=check_pack)
    check.add_argument("pack", help="a pack's code (shangluo/danfeng) or its folder")
    check.add_argument("--root", type=folder, help="the folder of packs that the code lies in")
    check.add_argument("--lang", choices=["zh", "en"], default="zh")
    adopt = verbs.add_parser("adopt", help="a place and what lies below lives by it from a day on")
    adopt.set_defaults(do=adopt_pack)
    adopt.add_argument("pack", help="a pack's code (shangluo/danfeng)")
    adopt.add_argument("--at", required=True, metavar="PLACE", help="for example 丹凤县")
    adopt.add_argument("--since", required=True, type=day, metavar="YYYY-MM-DD")
    adopt.add_argument("--packs", type=folder, metavar="FOLDER", help="where the office's own lie")
    adopt.add_argument(
        "--by", required=True, metavar="ACCOUNT", help="who does it: clerk or system administrator"
    )


def run(args: argparse.Namespace) -> int:
    return int(args.do(args))


def adopt_pack(args: argparse.Namespace) -> int:
    roots = [args.packs, *default_roots()] if args.packs else default_roots()
    load(args.pack, roots)
    require_site()
    from baolian.records.rulebook.sites import can_adopt

    act, where = act_by(args.by), place(args.at)
    if not can_adopt(act.by, where):
        raise CannotDo(f"{args.by!r} is not a clerk or system administrator of {where}")
    adoption = adopt(act, args.at, args.pack, args.since, roots)
    sys.stdout.write(f"{adoption}; what was opened before keeps the edition it was opened under\n")
    return 0


def adopt(act: Act, at: str, pack: str, since: date, roots: Roots) -> Adoption:
    """Raises CannotDo for a place that the site does not have or that adopted already."""
    from baolian.records.rulebook.models import Adoption, AlreadyAdopted

    try:
        return Adoption.adopt(act, place(at), pack, since, roots)
    except AlreadyAdopted as already:
        raise CannotDo(f"{at}={pack}: {already} already") from already


def check_pack(args: argparse.Namespace) -> int:
    try:
        pack = found(args)
    except PackError as error:
        sys.stdout.write(error.describe(args.lang) + "\n")
        return 1
    words = {"zh": "没有问题", "en": "no problems found"}[args.lang]
    sys.stdout.write(f"{pack.code} {pack.version} {pack.name.pick(args.lang)}: {words}\n")
    return 0


def found(args: argparse.Namespace) -> Pack:
    """By code in the given root and ours; or by folder, whose parent is then a root."""
    folder = Path(args.pack)
    if args.root:
        return load(args.pack, [args.root, *default_roots()])
    if (folder / "pack.toml").is_file():
        code, root = code_and_root(folder.resolve())
        return load(code, [root, *default_roots()])
    if folder.is_dir() and folder.is_absolute():
        raise CannotDo(f"{folder} holds no pack.toml; expected a pack's folder or its code")
    return load(args.pack)


def code_and_root(folder: Path) -> tuple[str, Path]:
    """A county's pack lies inside its prefecture's: climb while the parent is a pack too."""
    root, parts = folder.parent, [folder.name]
    while (root / "pack.toml").is_file():
        parts.insert(0, root.name)
        root = root.parent
    return "/".join(parts), root
