"""The dry run in words: how every column was understood, what would be written, every problem."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from baolian.routines.exchange.ledgers import LEDGERS
from baolian.routines.exchange.offices import NewOffice
from baolian.routines.exchange.plans import Changed, Difference, Plan
from baolian.routines.exchange.understood import ColumnReading, Problem, SheetReading

Lang = Literal["zh", "en"]

WORDS = {
    "own_number": ("序号", "own number"),
    "exact": ("列名相符", "exact"),
    "normalised": ("列名相符", "exact"),
    "contained": ("按部分列名理解，请核对", "close, please check"),
    "beside": ("按相邻列理解", "by its neighbour"),
    "chosen": ("人工指定", "chosen"),
    "new": ("新增", "new"),
    "unchanged": ("未变", "unchanged"),
    "changed": ("有变化", "changed"),
    "problems": ("有问题", "with problems"),
    "unknown": ("未理解，不导入", "not understood, not imported"),
    "no_ledger": ("不是台账，不导入", "no ledger, not imported"),
    "sheet": ("工作表", "Sheet"),
    "header": ("表头在第{}行", "header in row {}"),
    "no_header": ("未找到表头", "no header found"),
    "unit": ("单位：{}", "unit: {}"),
    "sample": ("例：", "such as "),
    "as_of": ("截至 {}；台账名称 {}", "as of {}; ledger named {}"),
    "applied": ("确认后更新", "updated on confirmation"),
    "by_hand": ("不自动更新，请在其页面录入", "not applied: enter it on its page"),
    "changes": ("与上次导入不同的行：", "Rows that differ from what was imported:"),
    "offices": ("将新建的单位：", "Organisations to be founded:"),
    "near": ("是否应为 {}？", "is {} meant?"),
    "row": ("第{}行", "row {}"),
    "more_rows": ("等，另 {} 行", "and {} more rows"),
    "error": ("错误", "error"),
    "warning": ("提醒", "warning"),
    "clean": ("没有错误，可以导入。", "No errors: it can be imported."),
    "not_clean": (
        "共 {} 处错误，改正后才能导入；尚未写入任何内容。",
        "{} errors; correct them before importing. Nothing has been written.",
    ),
    "nothing": ("没有可导入的行。", "There is no row to import."),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "empty": ("（空）", "(empty)"),
}
# codes that stand in a row, in the words of a ledger
CODES = {
    "state": {
        "resolved": ("已办结", "resolved"),
        "open": ("正在办理", "being handled"),
        "carried_forward": ("挂账", "carried forward"),
    },
    "rating": {
        "very_satisfied": ("非常满意", "very satisfied"),
        "satisfied": ("满意", "satisfied"),
        "fairly_satisfied": ("基本满意", "fairly satisfied"),
        "dissatisfied": ("不满意", "dissatisfied"),
        "very_dissatisfied": ("非常不满意", "very dissatisfied"),
    },
}
UNITS = {100: "元", 100_000: "千元", 1_000_000: "万元", 100_000_000: "百万元"}
UNITS |= {1_000_000_000: "千万元", 10_000_000_000: "亿元"}


def word(code: str, lang: Lang) -> str:
    zh, en = WORDS[code]
    return zh if lang == "zh" else en


def text(plan: Plan, lang: Lang = "zh") -> str:
    """The dry run as lines of text."""
    return "\n".join(_lines(plan, lang)) + "\n"


def _lines(plan: Plan, lang: Lang) -> Iterator[str]:
    yield word("as_of", lang).format(plan.as_of, plan.source)
    counts = plan.counts()
    for sheet in plan.understanding.sheets:
        yield ""
        yield from _sheet_lines(sheet, counts[sheet.name], lang)
    if plan.changed:
        yield ""
        yield word("changes", lang)
        for changed in plan.changed:
            yield from _change_lines(changed, lang)
    if plan.offices:
        yield ""
        yield word("offices", lang)
        for office in sorted(plan.offices, key=lambda office: not office.near):
            yield _office_line(office, lang)
    yield ""
    for problem in plan.problems:
        yield f"[{word(problem.severity, lang)}] {problem.zh if lang == 'zh' else problem.en}"
    yield _verdict(plan, lang)


def _office_line(office: NewOffice, lang: Lang) -> str:
    """Where it stands is said of one that may be another, misspelt."""
    if not office.near:
        return f"  {office.name}"
    near = word("near", lang).format(office.near)
    first = office.rows[:5]
    rows = [f"{row.sheet} {word('row', lang).format(row.row_number)}" for row in first]
    more = len(office.rows) - len(first)
    rest = f" {word('more_rows', lang).format(more)}" if more else ""
    return f"  {office.name}  [{near}]  {'、'.join(rows)}{rest}"


def _verdict(plan: Plan, lang: Lang) -> str:
    if plan.errors:
        return word("not_clean", lang).format(len(plan.errors))
    return word("clean" if plan.is_clean else "nothing", lang)


def _sheet_lines(sheet: SheetReading, counts: dict[str, int], lang: Lang) -> Iterator[str]:
    if sheet.kind is None:
        yield f"{word('sheet', lang)} {sheet.name}: {word('no_ledger', lang)}"
        return
    row = sheet.header_row
    facts = [sheet.kind.zh if lang == "zh" else sheet.kind.en]
    facts.append(word("header", lang).format(row) if row else word("no_header", lang))
    if sheet.fen_per_unit:
        facts.append(word("unit", lang).format(unit_word(sheet.fen_per_unit)))
    yield f"{word('sheet', lang)} {sheet.name}: {', '.join(facts)}"
    for column in sheet.columns:
        yield f"  {column.letter:>2} {column.heading} → {meaning(sheet, column, lang)}"
    yield "  " + "  ".join(f"{word(code, lang)} {n}" for code, n in counts.items())


def unit_word(fen_per_unit: int) -> str:
    return UNITS.get(fen_per_unit, f"{fen_per_unit}分")


def meaning(sheet: SheetReading, column: ColumnReading, lang: Lang) -> str:
    """What a column was taken for, how sure that is, its unit, and a sample."""
    sample = f" ({word('sample', lang)}{column.sample})" if column.sample else ""
    if column.field is None:
        return word("unknown", lang) + sample
    how = word(column.how or "unknown", lang)
    unit = f", {unit_word(column.fen_per_unit)}" if column.fen_per_unit else ""
    named = field_word(sheet.kind.code if sheet.kind else "", column.field, lang)
    return f"{named}, {how}{unit}{sample}"


def field_word(kind: str, code: str, lang: Lang) -> str:
    if code in WORDS:
        return word(code, lang)
    field = LEDGERS[kind].by_code[code]
    return field.zh if lang == "zh" else field.en


def _change_lines(changed: Changed, lang: Lang) -> Iterator[str]:
    row = changed.row
    own = f" ({row.own_number})" if row.own_number else ""
    for difference in changed.differences:
        told = word("applied" if difference.applied else "by_hand", lang)
        was, now = told_of(difference, lang)
        named = field_word(row.kind, difference.field, lang)
        yield f"  {row.sheet} {row.row_number}{own} {named}: {was} → {now}  [{told}]"


def told_of(difference: Difference, lang: Lang) -> tuple[str, str]:
    """What a field was and what it would be, for the eye."""
    codes = CODES.get(difference.field, {})

    def told(value: Any) -> str:
        zh, en = codes.get(str(value), ("", ""))
        return (zh if lang == "zh" else en) or shown(value, lang)

    return told(difference.was), told(difference.now)


def shown(value: Any, lang: Lang) -> str:
    """A plain value for the eye; money in 万元."""
    if value is None:
        return word("empty", lang)
    if isinstance(value, bool):
        return word("yes" if value else "no", lang)
    if isinstance(value, list):
        return "、".join(value)
    if isinstance(value, dict):
        whole, rest = divmod(value["fen"], 1_000_000)
        decimals = f".{rest:06}".rstrip("0") if rest else ""
        return f"{value['qualifier']}{whole:,}{decimals}万元"
    return str(value)


# -- the same for a page --------------------------------------------------------------------------


def plain(plan: Plan) -> dict[str, Any]:
    """The dry run as JSON values, for a page or a programme; words are left to whoever shows it."""
    counts = plan.counts()
    return {
        "source": plan.source,
        "as_of": plan.as_of.isoformat(),
        "file_name": plan.file_name,
        "sha256": plan.sha256,
        "is_clean": plan.is_clean,
        "writes": plan.writes,
        "sheets": [_plain_sheet(s, counts[s.name]) for s in plan.understanding.sheets],
        "changed": [_plain_change(changed) for changed in plan.changed],
        "offices": [_plain_office(office) for office in plan.offices],
        "problems": [_plain_problem(problem) for problem in plan.problems],
    }


def _plain_sheet(sheet: SheetReading, counts: dict[str, int]) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "kind": sheet.kind.code if sheet.kind else None,
        "header_row": sheet.header_row,
        "fen_per_unit": sheet.fen_per_unit,
        "counts": counts,
        "columns": [
            {
                "letter": c.letter,
                "heading": c.heading,
                "field": c.field,
                "how": c.how,
                "sample": c.sample,
                "fen_per_unit": c.fen_per_unit,
            }
            for c in sheet.columns
        ],
    }


def _plain_change(changed: Changed) -> dict[str, Any]:
    row = changed.row
    return {
        "sheet": row.sheet,
        "row": row.row_number,
        "own_number": row.own_number,
        "about": changed.about,
        "differences": [
            {"field": d.field, "was": d.was, "now": d.now, "applied": d.applied}
            for d in changed.differences
        ],
    }


def _plain_office(office: NewOffice) -> dict[str, Any]:
    rows = [{"sheet": row.sheet, "row": row.row_number} for row in office.rows]
    return {"name": office.name, "place": office.place, "near": office.near, "rows": rows}


def _plain_problem(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "own_number": problem.own_number,
        "cell": problem.cell,
        "heading": problem.heading,
        "field": problem.field,
        "code": problem.code,
        "found": problem.found,
        "severity": problem.severity,
        "zh": problem.zh,
        "en": problem.en,
    }
