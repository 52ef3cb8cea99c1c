"""The project's own files, parsed once, for the tests that read code."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src/baolian"


@dataclass(frozen=True)
class Source:
    path: Path
    text: str

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    @functools.cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)


@functools.cache
def project_files() -> tuple[Path, ...]:
    """What git keeps or would keep; without git, everything but the ignored folders."""
    listing = ["git", "-C", str(ROOT), "ls-files", "-z", "-co", "--exclude-standard"]
    try:
        names = subprocess.run(listing, check=True, capture_output=True, text=True).stdout
        paths = [ROOT / name for name in names.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        ignored = {".venv", "var", "build", "__pycache__", ".git"}
        paths = [p for p in ROOT.rglob("*") if ignored.isdisjoint(p.relative_to(ROOT).parts)]
    return tuple(sorted(p for p in paths if p.is_file()))


def python_files() -> Iterator[Source]:
    """All Python of the project except migrations, which a tool writes."""
    for path in project_files():
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield Source(path, path.read_text(encoding="utf-8"))


def product_code() -> Iterator[Source]:
    """The Python that ships: under src/baolian, tests left out."""
    for source in python_files():
        if source.path.is_relative_to(PACKAGE) and "tests" not in source.path.parts:
            yield source
