"""What the database's own promises should make impossible, looked at all the same.

Triggers and constraints that are missing; duplicates; rows, notices and entries that point at
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models
from django.db.models import Count, Q

from baolian.records.journal import triggers
from baolian.records.journal.findings import Finding, Tally
from baolian.records.journal.models import Entry, Notice
from baolian.records.journal.replay import OURS

AT_MOST = 50  # examples of one fault in one table
# columns that name a row as `app.model:key`, where a foreign key cannot
NAMING = ((Entry, "about"), (Notice, "about"), (Notice, "to"))


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith(OURS)]


def unsound(tally: Tally) -> Iterator[Finding]:
    """All of it."""
    yield from missing_triggers()
    for model in our_models():
        yield from missing_constraints(model, tally)
        yield from duplicates(model)
        yield from orphans(model)
    for naming, column in NAMING:
        yield from nameless(naming, column)


def missing_triggers() -> Iterator[Finding]:
    for name in sorted(triggers.missing()):
        yield Finding(
            "triggers",
            name,
            "the append-only trigger is missing, switched off or altered",
            "只增不改触发器缺失、停用或被改动",
        )


def missing_constraints(model: type[models.Model], tally: Tally) -> Iterator[Finding]:
    """Constraints that the model declares and the database does not hold (or has not validated)."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        held = set(connection.introspection.get_constraints(cursor, table))
        held -= unvalidated(table)
    for constraint in model._meta.constraints:
        tally["constraints"] += 1
        if constraint.name not in held:
            yield Finding(
                "constraints",
                f"{table}.{constraint.name}",
                "the database does not hold this constraint",
                "数据库中缺少此约束",
            )


def unvalidated(table: str) -> set[str]:
    """PostgreSQL's constraints that were added without looking at the rows already there."""
    if connection.vendor != "postgresql":
        return set()
    with connection.cursor() as found:
        found.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND NOT convalidated",
            [table],
        )
        return {name for (name,) in found.fetchall()}


def duplicates(model: type[models.Model]) -> Iterator[Finding]:
    """Twins that a unique column or a unique constraint forbids."""
    for names, condition in promises(model):
        some = {f"{name}__isnull": False for name in names}
        twins = (
            model._base_manager.filter(condition, **some)
            .values(*names)
            .annotate(twins=Count("pk"))
            .filter(twins__gt=1)
            .order_by()
        )
        for twin in twins[:AT_MOST]:
            n = twin.pop("twins")
            which = ", ".join(f"{name}={value}" for name, value in twin.items())
            yield Finding(
                "duplicates",
                model._meta.label_lower,
                f"{n} rows with {which}",
                f"{which} 有 {n} 行",
            )


def promises(model: type[models.Model]) -> Iterator[tuple[tuple[str, ...], Q]]:
    """(fields, condition) of everything that must be unique; nulls are never twins."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield (field.name,), Q()
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield tuple(constraint.fields), constraint.condition or Q()


def orphans(model: type[models.Model]) -> Iterator[Finding]:
    """Foreign keys that lead to no row."""
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey):
            continue
        found = keys(
            "SELECT t.id, t.{column} FROM {table} t LEFT JOIN {target} r ON r.id = t.{column} "
            "WHERE t.{column} IS NOT NULL AND r.id IS NULL LIMIT {most}",
            column=str(field.column),
            table=model._meta.db_table,
            target=field.related_model._meta.db_table,
        )
        for key, to in found:
            label = field.related_model._meta.label_lower
            yield dangling(f"{model._meta.label_lower}:{key}", field.name, f"{label}:{to}")


def nameless(model: type[models.Model], column: str) -> Iterator[Finding]:
    """Entries and notices that name a row that does not exist, or a table that does not."""
    other = Q()
    for target in our_models():
        label = target._meta.label_lower
        other &= ~Q(**{f"{column}__startswith": label + ":"})
        found = keys(
            "SELECT t.id, t.{column} FROM {table} t LEFT JOIN {target} r "
            "ON r.id = CASE WHEN t.{column} LIKE '{label}:%%' "
            "THEN CAST(substr(t.{column}, {after}) AS bigint) END "
            "WHERE t.{column} LIKE '{label}:%%' AND r.id IS NULL LIMIT {most}",
            column=f'"{column}"',
            table=model._meta.db_table,
            target=target._meta.db_table,
            label=label,
            after=str(len(label) + 2),
        )
        for key, to in found:
            yield dangling(f"{model._meta.label_lower}:{key}", column, to)
    for key, to in model._base_manager.filter(other).values_list("pk", column)[:AT_MOST]:
        yield dangling(f"{model._meta.label_lower}:{key}", column, to)


def keys(statement: str, **names: str) -> list[tuple[int, object]]:
    """Rows of a statement over our own tables' names."""
    with connection.cursor() as cursor:
        cursor.execute(statement.format(most=AT_MOST, **names), [])
        return [(row[0], row[1]) for row in cursor.fetchall()]


def dangling(thing: str, column: str, to: object) -> Finding:
    return Finding(
        "orphans",
        thing,
        f"{column} leads to {to}, which does not exist",
        f"{column} 指向不存在的 {to}",
    )
