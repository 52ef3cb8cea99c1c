"""What is wrong with a pack, said to the person who edits it: file, key, found, expected."""

import difflib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from baolian.rules.packs.forms import Text

Loc = tuple[str | int, ...]
LONGEST_FOUND = 80

NO_CYCLE = Text(zh="不回到自身的上级规则包", en="a pack that does not lead back to itself")
REQUIRED = Text(zh="必填的值", en="a value (the key is required)")
BOTH_LANGUAGES = Text(
    zh="必填的文字：每段文字都要有中文 zh 和英文 en",
    en="a text: every text needs both zh and en",
)
UNIQUE = Text(zh="不重复的代码", en="a code used only once in this list")
VALID_TOML = Text(zh="符合 TOML 语法的内容", en="valid TOML")
VALID_JSON = Text(zh="符合 JSON 语法的内容", en="valid JSON")
UTF_8 = Text(zh="以 UTF-8 编码保存的文件", en="a file saved as UTF-8")


@dataclass(frozen=True)
class Problem:
    """One thing wrong. `key` counts list entries from 1 and adds their code: `ladder[2 yellow]`.

    `found` is the value as the file writes it, None where there is nothing. `suggestion` is the
    nearest word that would be right, None if none is near.
    """

    file: str
    key: str
    found: str | None
    expected: Text
    suggestion: str | None = None

    def describe(self, lang: str = "en") -> str:
        """One line in English (`en`) or Chinese (anything else), as `Text.pick` chooses."""
        words = _ENGLISH if lang.lower().startswith("en") else _CHINESE
        place = words.colon.join(part for part in (self.file, self.key) if part)
        found = words.nothing if self.found is None else self.found
        line = words.line.format(place=place, found=found, expected=self.expected.pick(lang))
        return line + (words.hint.format(self.suggestion) if self.suggestion else "")


@dataclass(frozen=True)
class _Wording:
    colon: str
    nothing: str
    line: str
    hint: str


_ENGLISH = _Wording(
    ": ", "nothing", "{place}: found {found}, expected {expected}", '; did you mean "{}"?'
)
_CHINESE = _Wording("：", "空缺", "{place}：读到 {found}，应为{expected}", "；是否想写“{}”？")


class PackError(ValueError):
    """The pack is wrong. `problems` holds all that was found, in the order of the file's keys."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.describe("en"))

    def describe(self, lang: str = "en") -> str:
        """Every problem, one a line."""
        return "\n".join(problem.describe(lang) for problem in self.problems)


@dataclass(frozen=True)
class Layer:
    """One file of a chain: its name for messages, what it says, and the code its folder gives."""

    file: str
    data: Mapping[str, Any]
    code: str | None = None


@dataclass(frozen=True)
class Fault:
    """A problem before it is known which file of the chain wrote it. `found` None: nothing."""

    loc: Loc
    found: object
    expected: Text
    options: Sequence[str] = field(default=())

    def blame(self, layers: Sequence[Layer], data: object = None) -> Problem:
        """The problem, in the file that wrote the value: the nearest one that has this key."""
        file = max(layers, key=lambda layer: _depth(layer.data, self.loc)).file
        found = None if self.found is None else _shown(self.found)
        near = difflib.get_close_matches(str(self.found), self.options, n=1)
        return Problem(file, key_path(self.loc, data), found, self.expected, *near)


def one_of(options: Sequence[str]) -> Text:
    words = ", ".join(options)
    return Text(zh=f"以下之一：{words}", en=f"one of: {words}")


def same_as(value: str) -> Text:
    return Text(zh=f" {json.dumps(value)}", en=json.dumps(value))


def key_path(loc: Loc, data: object = None) -> str:
    """`ladder[2 yellow].triggers[1].kind`: entries from 1, with their code where they have one."""
    path = ""
    for part in loc:
        data = inside(data, part)
        if isinstance(part, int):
            code = data.get("code") if isinstance(data, dict) else None
            path += f"[{part + 1} {code}]" if code else f"[{part + 1}]"
        else:
            path += f".{part}" if path else part
    return path


def inside(data: object, part: str | int) -> object:
    """The value under one key or index; None where there is none."""
    if isinstance(data, dict):
        return data.get(part)
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        item: object = data[part]
        return item
    return None


def toml_problem(file: str, error: tomllib.TOMLDecodeError) -> Problem:
    """`found` is what the parser says, with the line; `key` is empty: there are no keys yet."""
    message = re.sub(r"^(.*) \(at (.*)\)$", r"\2: \1", str(error))
    return Problem(file, "", message, VALID_TOML)


def json_problem(file: str, error: json.JSONDecodeError) -> Problem:
    message = f"line {error.lineno}, column {error.colno}: {error.msg}"
    return Problem(file, "", message, VALID_JSON)


def undecodable_problem(file: str, error: UnicodeDecodeError) -> Problem:
    line = error.object[: error.start].count(b"\n") + 1
    return Problem(file, "", f"line {line}: {error.object[error.start : error.end]!r}", UTF_8)


def _depth(data: object, loc: Loc) -> int:
    for depth, part in enumerate(loc):
        data = inside(data, part)
        if data is None:
            return depth
    return len(loc)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_FOUND else text[: LONGEST_FOUND - 1] + "…"
