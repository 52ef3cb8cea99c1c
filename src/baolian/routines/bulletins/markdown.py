"""The bulletin as Markdown: every number carries a footnote that leads to its records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from baolian.records.journal.acts import SHANGHAI
from baolian.routines.bulletins import numbers
from baolian.routines.bulletins.sentences import Segment, sentences

if TYPE_CHECKING:
    from baolian.routines.bulletins.models import Bulletin, Figure

DEMO = {"zh": "**演示数据**", "en": "**Demonstration data (演示数据)**"}
INTERNAL = {"zh": "**内部版，不对外公布**", "en": "**Internal copy, not for publication**"}
DRAFT = {
    "zh": "草稿，尚未印发；数字随记录变动。",
    "en": "Draft, not published; its numbers change with the records.",
}


def render(
    bulletin: Bulletin,
    figures: Sequence[Figure],
    published_at: datetime | None,
    lang: str,
    *,
    internal: bool,
) -> str:
    """The document in `lang` (zh, en) for the given figures; a draft when it has no moment."""
    head = [f"# {bulletin.title(lang)}"]
    head += [DEMO[lang]] if settings.DEMO else []
    head += [INTERNAL[lang]] if internal else []
    head += [issued(published_at, lang)]
    head += [words] if (words := as_of(bulletin, published_at, lang)) else []
    told = sentences(bulletin, figures, lang)
    body = ["".join(map(marked, sentence)) for sentence in told]
    said_of = {part.figure.code for sentence in told for part in sentence if part.figure}
    notes = "\n".join(footnote(figure, lang) for figure in figures if figure.code in said_of)
    return "\n\n".join([*head, *body, notes]) + "\n"


def issued(published_at: datetime | None, lang: str) -> str:
    if published_at is None:
        return DRAFT[lang]
    moment = published_at.astimezone(SHANGHAI)
    day = numbers.day(moment.date(), lang)
    return f"Published {day}, {moment:%H:%M}." if lang == "en" else f"{day} {moment:%H:%M} 印发"


def as_of(bulletin: Bulletin, published_at: datetime | None, lang: str) -> str:
    """The hour, when it matters: what is published or drafted before the month is over does not
    know the rest of it. Else empty."""
    moment = (published_at or bulletin.drafted_at).astimezone(SHANGHAI)
    day = moment.date()
    if day > bulletin.scope.last:
        return ""
    hour = f"{moment:%H:%M}"
    if lang.startswith("en"):
        figures = "Figures as of" if published_at else "The month was not over when drafted:"
        return f"{figures} {numbers.day(day, lang)}, {hour}."
    said = "数据截至" if published_at else "拟稿时本月未完："
    return f"{said}{day.month}月{day.day}日{hour}"


def marked(segment: Segment) -> str:
    if segment.figure is None:
        return segment.text
    return f"{segment.text}[^{segment.figure.position}]"


def footnote(figure: Figure, lang: str) -> str:
    """[^1]: what it counts, its period, its source, how many records and where they open."""
    parts = [f"{figure.label(lang)}: {figure.counts(lang)}" if lang == "en" else said(figure)]
    parts.append(figure.period(lang))
    if figure.denominator is not None:
        parts.append(fraction(figure, lang))
    if source := figure.source_of(lang):
        parts.append(f"source: {source}" if lang == "en" else f"来源：{source}")
    parts.append(opened(figure, lang))
    joined = ("; " if lang == "en" else "；").join(parts)
    return f"[^{figure.position}]: {joined}"


def said(figure: Figure) -> str:
    return f"{figure.label_zh}：{figure.counts_zh}"


def fraction(figure: Figure, lang: str) -> str:
    if lang == "en":
        return f"{figure.numerator} of {figure.denominator}"
    return f"{figure.denominator}个中的{figure.numerator}个"


def opened(figure: Figure, lang: str) -> str:
    if lang == "en":
        return f"records: {figure.count}, {figure.address}"
    return f"记录{figure.count}条，见 {figure.address}"
