"""Finds every text that the screen translates: `_()` in Python, `{% translate %}` in templates."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

# How many leading strings each call takes, and which of them is the context.
CALLS = {
    "_": (1, False),
    "gettext": (1, False),
    "gettext_lazy": (1, False),
    "gettext_noop": (1, False),
    "ngettext": (2, False),
    "ngettext_lazy": (2, False),
    "pgettext": (2, True),
    "pgettext_lazy": (2, True),
    "npgettext": (3, True),
    "npgettext_lazy": (3, True),
}
STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
TEMPLATE_CALL = re.compile(rf"\b(\w*gettext|_)\(({STRING}(?:,\s*{STRING})*)")
CJK = re.compile(r"[\u4e00-\u9fff]")
TAGS = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{%\s*blocktrans.*?endblocktrans\w*\s*%}|{#.*?#}|{%.*?%}|{{.*?}}"
    r"|<!--.*?-->",
    re.DOTALL,
)


@dataclass(frozen=True)
class Found:
    """A text and where it stands. `plural` and `context` as gettext has them."""

    msgid: str
    context: str | None
    plural: str | None
    path: Path
    line: int

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.msgid


def find_messages(source: Path) -> list[Found]:
    """Everything under `source`, tests left out, in order of path and line."""
    found: list[Found] = []
    for path in sorted(source.rglob("*")):
        if "tests" in path.parts or not path.is_file():
            continue
        if path.suffix == ".py":
            found += in_python(path)
        elif "templates" in path.parts and path.suffix in {".html", ".txt", ".md"}:
            found += in_template(path)
    return found


def in_python(path: Path) -> Iterator[Found]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (name := _called(node.func)) in CALLS:
            strings = [a.value for a in node.args if isinstance(a, ast.Constant)]
            yield from _found(name, [s for s in strings if isinstance(s, str)], path, node.lineno)


def in_template(path: Path) -> Iterator[Found]:
    """Django turns the template into something like Python, with every line where it was."""
    text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for match in TEMPLATE_CALL.finditer(text):
        strings = [str(ast.literal_eval(s)) for s in re.findall(STRING, match[2])]
        yield from _found(match[1], strings, path, text.count("\n", 0, match.start()) + 1)


def bare_chinese(path: Path) -> Iterator[tuple[int, str]]:
    """Lines of a template with Chinese that no tag translates: (line number, the text)."""
    text = TAGS.sub(lambda m: "\n" * m[0].count("\n"), path.read_text(encoding="utf-8"))
    for number, line in enumerate(text.splitlines(), start=1):
        if CJK.search(line):
            yield number, line.strip()


def _called(func: ast.expr) -> str:
    if isinstance(func, ast.Attribute):
        return func.attr
    return func.id if isinstance(func, ast.Name) else ""


def _found(name: str, strings: list[str], path: Path, line: int) -> Iterator[Found]:
    count, has_context = CALLS.get(name, (1, False))
    if len(strings) < count:
        return  # translates a variable: its texts are marked where they are written
    context = strings[0] if has_context else None
    rest = strings[int(has_context) : count]
    yield Found(rest[0], context, rest[1] if len(rest) > 1 else None, path, line)
