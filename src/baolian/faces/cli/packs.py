"""`baolian pack check`: every problem of a pack at once, by file and key."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from baolian.faces.cli.refusals import CannotDo
from baolian.rules.packs import Pack, PackError, default_roots, load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    check = verbs.add_parser("check", help="say what is wrong with a pack, or that nothing is")
    check.add_argument("pack", help="a pack's code (shangluo/danfeng) or its folder")
    check.add_argument("--root", type=Path, help="the folder of packs that the code lies in")
    check.add_argument("--lang", choices=["zh", "en"], default="zh")


def run(args: argparse.Namespace) -> int:
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
