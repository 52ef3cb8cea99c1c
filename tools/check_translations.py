"""Every Chinese text of the screen has its English, and the compiled catalogue is fresh.

`python -m tools.check_translations` exits 1 with a list of what is missing; `--write` adds missing
entries to the .po file, to be filled in by hand, and compiles it.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from tools.catalogue import Message, compile_mo, quoted, read_po
from tools.messages import Found, bare_chinese, find_messages

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/baolian"
PO = SOURCE / "locale/en/LC_MESSAGES/django.po"
HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Language: en\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""


def problems(source: Path, po: Path) -> list[str]:
    """What is wrong, one line each; empty when all is well."""
    found = find_messages(source)
    if not found and not po.exists():
        return []
    messages = read_po(po) if po.exists() else []
    return [
        *_untranslated(found, messages),
        *_unused(found, messages),
        *_bare(source),
        *_stale(po, messages),
    ]


def write(source: Path, po: Path) -> None:
    """Adds what is missing, drops nothing, compiles."""
    known = {m.key for m in read_po(po)} if po.exists() else set()
    new = {f.key: f for f in find_messages(source) if f.key not in known}
    text = po.read_text(encoding="utf-8") if po.exists() else HEADER
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text(text + "".join(_entry(f, source) for f in new.values()), encoding="utf-8")
    po.with_suffix(".mo").write_bytes(compile_mo(read_po(po)))


def _untranslated(found: Iterable[Found], messages: list[Message]) -> list[str]:
    done = {m.key for m in messages if m.translated}
    missing = {f.key: f for f in found if f.key not in done}
    return [f"{_where(f)}: no English for {f.msgid!r}" for f in missing.values()]


def _unused(found: Iterable[Found], messages: list[Message]) -> list[str]:
    used = {f.key for f in found}
    return [
        f"django.po: {m.msgid!r} is used nowhere" for m in messages if m.msgid and m.key not in used
    ]


def _bare(source: Path) -> list[str]:
    return [
        f"{path.relative_to(source)}:{line}: Chinese outside a translate tag: {text}"
        for path in sorted(source.rglob("templates/**/*.html"))
        for line, text in bare_chinese(path)
    ]


def _stale(po: Path, messages: list[Message]) -> list[str]:
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.read_bytes() == compile_mo(messages):
        return []
    return [f"{mo.name} does not match {po.name}: run python -m tools.check_translations --write"]


def _entry(found: Found, source: Path) -> str:
    lines = [f"\n#: {found.path.relative_to(source)}"]
    if found.context is not None:
        lines.append(f"msgctxt {quoted(found.context)}")
    lines.append(f"msgid {quoted(found.msgid)}")
    if found.plural is None:
        return "\n".join([*lines, 'msgstr ""', ""])
    lines.append(f"msgid_plural {quoted(found.plural)}")
    return "\n".join([*lines, 'msgstr[0] ""', 'msgstr[1] ""', ""])


def _where(found: Found) -> str:
    return f"{found.path.name}:{found.line}"


def main(arguments: list[str]) -> int:
    if arguments == ["--write"]:
        write(SOURCE, PO)
    wrong = problems(SOURCE, PO)
    print("\n".join(wrong) or "translations: complete")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
