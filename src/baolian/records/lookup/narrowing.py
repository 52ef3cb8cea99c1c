"""A list narrowed to what contains some words.

Few hits are a list of keys, which every other index can meet. With many, the list is walked in its
own order and each row asked whether it contains them: the page is full before long.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import BooleanField, Expression, F, Q, QuerySet

from baolian.records.lookup.engines import Asking, answered, is_postgresql, written
from baolian.records.lookup.found import Found
from baolian.records.lookup.questions import Question, Tree

FEW = 1_000
Rows = TypeVar("Rows", bound=QuerySet[Any])
By = tuple[Found, str]


def narrowed(rows: Rows, question: Question, by: Sequence[By]) -> Rows:
    """Rows of which one of the texts contains it; `by`: what is found so, and the column of `rows`
    that holds its key."""
    if question.is_empty:
        return rows
    asked: Any = Q(pk=question.number) if question.number is not None else Q(pk__in=[])
    if not question.is_too_short:
        trees = [question.contained(found) for found, _column in by]
        askings = [Asking(f, tree, FEW) for (f, _column), tree in zip(by, trees, strict=True)]
        for ask, (_found, column), answer in zip(askings, by, answered(askings), strict=True):
            if answer.is_all:
                asked |= Q(**{f"{column}__in": answer.keys})
            else:
                asked |= Q(Contains(ask.found, column, ask.tree))
    return rows.filter(asked)


class Contains(Expression):
    """Does what `column` names contain it? Asked of one row, never turned round into a join."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, found: Found, column: str, tree: Tree) -> None:
        super().__init__()
        self.found, self.tree, self.column = found, tree, F(column)

    def get_source_expressions(self) -> list[Any]:
        return [self.column]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        (self.column,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = compiler.compile(self.column)
        asked = written(self.tree)
        if is_postgresql():
            return (
                "(SELECT words @@ %s::tsquery FROM lookup_sheet "  # noqa: S608 - our own names
                f"WHERE kind = %s AND key = {column})",
                (asked, self.found.kind, *parameters),
            )
        return (
            f"{column} IN (SELECT s.key FROM lookup_words w "  # noqa: S608 - our own names
            "JOIN lookup_sheet s ON s.id = w.rowid WHERE lookup_words MATCH %s)",
            (*parameters, asked),
        )
