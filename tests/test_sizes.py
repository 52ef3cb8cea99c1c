"""House style that no linter knows: sizes of files, functions and templates, and names."""

import ast
import statistics
from collections.abc import Iterator

from tests.sources import Source, product_code, project_files, python_files

FILE_LINES, TEMPLATE_LINES = 400, 80
MEDIAN_LINES, NINETY_FIFTH_LINES, MOST_LINES = 8, 30, 40
NAMES_FOR_ANYTHING = {"services", "utils", "managers", "helpers", "common", "misc"}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without the docstring, which the style asks for."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is None:
        return total
    docstring = function.body[0]
    return total - ((docstring.end_lineno or 0) - docstring.lineno + 1)


def functions(source: Source) -> Iterator[tuple[str, int]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{source.name}:{node.lineno} {node.name}", body_lines(node)


def test_files_stay_small() -> None:
    long = {s.name: s.lines for s in python_files() if s.lines > FILE_LINES}
    assert not long, "two nouns in one file?"


def test_templates_stay_small() -> None:
    templates = [p for p in project_files() if "templates" in p.parts and p.suffix == ".html"]
    lines = {p.name: p.read_text(encoding="utf-8").count("\n") for p in templates}
    assert not {name: n for name, n in lines.items() if n > TEMPLATE_LINES}


def test_functions_stay_small() -> None:
    measured = sorted((lines, name) for s in product_code() for name, lines in functions(s))
    sizes = [lines for lines, _ in measured]
    assert statistics.median(sizes) <= MEDIAN_LINES
    ninety_fifth = sizes[int(len(sizes) * 0.95)]
    assert ninety_fifth <= NINETY_FIFTH_LINES, f"the longest: {measured[-10:]}"
    assert not [(lines, name) for lines, name in measured if lines > MOST_LINES]


def test_no_file_is_named_for_anything() -> None:
    parts = {s.name: {*s.path.parent.parts, s.path.stem} for s in product_code()}
    assert not [name for name, words in parts.items() if words & NAMES_FOR_ANYTHING]


def test_body_lines_leave_the_docstring_out() -> None:
    code = 'def f():\n    """One.\n\n    Two.\n    """\n    return 1\n'
    function = ast.parse(code).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert body_lines(function) == 2
