"""Rows change through verbs, and a verb writes through the journal: nothing else may write.

TRUST, rule 1: every state change is row, entry and outbox in one transaction. So outside
`records/journal` nothing calls `.save()`, `.create()`, `.update()`, `.delete()` or their kin.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.sources import PACKAGE, product_code

ALWAYS = {
    "asave", "acreate", "adelete", "aupdate", "create", "bulk_create", "abulk_create",
    "bulk_update", "abulk_update", "get_or_create", "aget_or_create", "update_or_create",
    "aupdate_or_create", "save_base", "select_for_update", "_raw_delete",
}  # fmt: skip
QUERYSET = {"all", "filter", "exclude", "order_by", "using", "select_related", "visible_to", "open"}
SQL_THAT_WRITES = ("insert ", "update ", "delete ", "truncate ", "replace ", "copy ")
JOURNAL = PACKAGE / "records/journal"
# the index of what is found holds nothing that is not in the rows: it is no record
INDEX = PACKAGE / "records/lookup"


def writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, what) of every call that writes rows past the journal."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            if name in ALWAYS or _writes_rows(node, node.func) or _writes_sql(node, name):
                yield node.lineno, f".{name}("


def _writes_rows(call: ast.Call, func: ast.Attribute) -> bool:
    """A model's save and delete take no positional argument; a file's, a form's field's do."""
    if func.attr in {"save", "delete"}:
        return not call.args
    # dict.update(other) and hash.update(data) are positional; a queryset's takes keywords only
    if func.attr == "update":
        named = any(k.arg is not None for k in call.keywords)
        return not call.args and (named or _is_queryset(func.value))
    return False


def _is_queryset(node: ast.expr) -> bool:
    """Does the chain of attributes and calls contain `.objects` or a queryset's method?"""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Attribute):
            if node.attr == "objects" or node.attr in QUERYSET:
                return True
            node = node.value
        else:
            node = node.func if isinstance(node, ast.Call) else node.value
    return False


def _writes_sql(call: ast.Call, name: str) -> bool:
    if name not in {"execute", "executemany", "copy"} or not call.args:
        return False
    texts = [n.value for n in ast.walk(call.args[0]) if isinstance(n, ast.Constant)]
    first = next((t for t in texts if isinstance(t, str)), "")
    return first.lstrip().lower().startswith(SQL_THAT_WRITES)


def test_only_the_journal_writes() -> None:
    found = [
        f"{source.name}:{line} {what}"
        for source in product_code()
        if not any(source.path.is_relative_to(place) for place in (JOURNAL, INDEX))
        for line, what in writes(source.tree)
    ]
    assert not found


@pytest.mark.parametrize(
    "code",
    [
        "matter.save()",
        "matter.save(update_fields=['status'])",
        "Matter.objects.create(summary='x')",
        "matter.handlings.create(organisation=o)",
        "Matter.objects.filter(pk=1).update(status='closed')",
        "Matter.objects.filter(pk=1).update(**changes)",
        "rows.update(status='closed')",
        "matter.delete()",
        "Matter.objects.bulk_create(rows, ignore_conflicts=True)",
        "Matter.objects.get_or_create(code='x')",
        "cursor.execute('UPDATE matter SET x = 1')",
        "cursor.execute(f'INSERT INTO {table} VALUES (1)')",
    ],
)
def test_it_sees_a_write(code: str) -> None:
    assert list(writes(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "totals.update({'a': 1})",
        "totals.update(other)",
        "digest.update(b'x')",
        "settings.update(**query)",
        "workbook.save(path)",
        "cache.delete('key')",
        "cursor.execute('SELECT 1')",
        "Matter.objects.filter(status='update')",
    ],
)
def test_it_lets_others_pass(code: str) -> None:
    assert not list(writes(ast.parse(code)))
