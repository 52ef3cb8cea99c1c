"""Reads a .po file and compiles it to .mo, so that no gettext has to be installed."""

import ast
import struct
from dataclasses import dataclass, field
from pathlib import Path

CONTEXT = "\x04"  # between a message's context and the message, in a compiled catalogue
PLURAL = "\x00"


class BadCatalogue(ValueError):
    """A line of a .po file that is no keyword, string or comment."""


@dataclass
class Message:
    """One entry of a catalogue. `texts` holds the translation, or every plural form in order."""

    msgid: str = ""
    context: str | None = None
    plural: str | None = None
    texts: dict[int, str] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.msgid

    @property
    def translated(self) -> bool:
        return not self.fuzzy and bool(self.texts) and all(self.texts.values())


def read_po(path: Path) -> list[Message]:
    """Every entry in order, the header (an empty msgid) among them. Raises BadCatalogue."""
    messages: list[Message] = []
    block: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            block.append(line.strip())
        elif block:
            messages += _message(block, path)
            block = []
    return messages


def _message(block: list[str], path: Path) -> list[Message]:
    message, keyword = Message(), ""
    strings: dict[str, str] = {}
    for line in block:
        if line.startswith("#"):
            message.fuzzy = message.fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        if not line.startswith('"'):
            keyword, _, line = line.partition(" ")
        try:
            strings[keyword] = strings.get(keyword, "") + str(ast.literal_eval(line))
        except (SyntaxError, ValueError) as error:
            message_text = f"{path.name}: {line!r}; expected a string in double quotes"
            raise BadCatalogue(message_text) from error
    if "msgid" not in strings:
        return []  # a block of comments, or an obsolete entry
    message.msgid = strings["msgid"]
    message.context, message.plural = strings.get("msgctxt"), strings.get("msgid_plural")
    message.texts = {_form(key): text for key, text in strings.items() if key.startswith("msgstr")}
    return [message]


def _form(keyword: str) -> int:
    """`msgstr` and `msgstr[0]` are form 0, `msgstr[1]` is form 1."""
    return int(keyword.removeprefix("msgstr").strip("[]") or 0)


def compile_mo(messages: list[Message]) -> bytes:
    """The bytes of a GNU .mo file: translated entries only, sorted by key, little endian."""
    pairs = sorted(_pair(m) for m in messages if m.translated)
    start = 28 + 16 * len(pairs)  # header, then two tables of (length, offset)
    tables, data = [], b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<2I", len(pair[column]), start + len(data)))
            data += pair[column] + b"\0"
    count = len(pairs)
    header = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count)
    return header + b"".join(tables) + data


def _pair(message: Message) -> tuple[bytes, bytes]:
    key = message.msgid if message.context is None else message.context + CONTEXT + message.msgid
    if message.plural is not None:
        key += PLURAL + message.plural
    texts = [message.texts[form] for form in sorted(message.texts)]
    return key.encode(), PLURAL.join(texts).encode()


def quoted(text: str) -> str:
    """`text` as a .po string, Chinese left readable."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
