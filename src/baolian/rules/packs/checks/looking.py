"""Reading plain data that may have any shape."""

from collections.abc import Iterator, Sequence

from baolian.rules.packs.forms import Text
from baolian.rules.packs.problems import Fault, Loc, inside, one_of


def tables(data: object, section: str) -> Iterator[tuple[int, dict[str, object]]]:
    """The entries of a list, with their index, that are tables."""
    entries = inside(data, section)
    for n, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield n, entry


def named(data: object, section: str) -> Iterator[tuple[str, dict[str, object]]]:
    """The entries of a table, with their key, that are tables."""
    entries = inside(data, section)
    for key, entry in entries.items() if isinstance(entries, dict) else ():
        if isinstance(entry, dict):
            yield key, entry


def words(data: object, key: str) -> list[tuple[int, str]]:
    """The texts of a list, with their index."""
    entries = inside(data, key)
    listed = enumerate(entries if isinstance(entries, list) else ())
    return [(n, entry) for n, entry in listed if isinstance(entry, str)]


def codes(data: object, section: str) -> Iterator[tuple[int, str]]:
    for n, entry in tables(data, section):
        code = entry.get("code")
        if isinstance(code, str):
            yield n, code


def unknown(
    loc: Loc, code: object, known: Sequence[str], expected: Text | None = None
) -> Iterator[Fault]:
    if isinstance(code, str) and code not in known:
        yield Fault(loc, code, expected or one_of(known), known)
