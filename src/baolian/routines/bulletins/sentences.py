"""The bulletin's sentences, in the words of the article, in both languages.

A template is used when the pack's bulletin shows every figure it names; what is left over is
listed as label and number, so that a pack may choose its figures freely.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

from baolian.routines.bulletins import numbers
from baolian.rules.packs import FigureCode

if TYPE_CHECKING:
    from baolian.routines.bulletins.models import Bulletin, Figure

CODES = frozenset(code.value for code in FigureCode)
GROWTH = FigureCode.INDUSTRIAL_GROWTH.value
# leaders are counted by the chains they answer for
LED = LEADERS, CHAINS = FigureCode.LEADERS.value, FigureCode.CHAINS.value
PROJECTS = FigureCode.PROJECTS.value

TEMPLATES: dict[str, tuple[str, ...]] = {
    "zh": (
        "截至{day}，{whole}{leaders}市县领导包联{chains}产业链{projects}市级重点项目，"
        "其中开工在建{started}、完成投资{completed_investment}。",
        "截至{day}，{whole}有包抓领导的重点项目{projects}，"
        "其中开工在建{started}、完成投资{completed_investment}。",
        "{leaders}领导包联{chains}产业链。",
        "{heads}局长行长包联{enterprises}企业。",
        "摸排困难{difficulties}，据台账或承办单位称已解决{resolved_claimed}，"
        "其中经企业确认{resolved_confirmed}。",
        "办结率{handled_rate}（含台账自称、部分解决、解释说明和暂不具备条件的，未必经企业确认），"
        "称已解决并经企业确认的占{honest_rate}。",
        "办结率{handled_rate}（含台账自称、部分解决、解释说明和暂不具备条件的，未必经企业确认）。",
        "{months}{place}规上工业增加值累计{grew}{industrial_growth}。",
        "本月签发督办单{slips}。",
    ),
    "en": (
        "As of {day}, {leaders} prefecture and county leaders answer for {chains} industrial "
        "chains and {projects} prefecture-level key projects; {started} of these have started, and "
        "{completed_investment} of investment has been completed.",
        "As of {day}, {projects} key projects have a leader who answers for them; {started} of "
        "these have started, and {completed_investment} of investment has been completed.",
        "{leaders} leaders answer for {chains} industrial chains.",
        "{heads} bureau and bank heads answer for {enterprises} enterprises.",
        "{difficulties} difficulties have been found; the ledger or the handling side says that "
        "{resolved_claimed} are resolved, of which the enterprise has confirmed "
        "{resolved_confirmed}.",
        "The handled rate is {handled_rate} (counting what a ledger claims, and what was "
        "partly solved, explained or impossible for now, confirmed or not); said to be solved and "
        "confirmed by the enterprise: {honest_rate}.",
        "The handled rate is {handled_rate} (counting what a ledger claims, and what was "
        "partly solved, explained or impossible for now, confirmed or not).",
        "For {months}, the value added of industry above designated size in {place} {grew} by "
        "{industrial_growth}, cumulatively.",
        "Slips issued this month: {slips}.",
    ),
}

# the whole of a place, by its kind
WHOLE = {"prefecture": "全市", "county": "全县", "town": "全镇"}


@dataclass(frozen=True)
class Segment:
    """A run of text; with a figure, the text is that figure's number."""

    text: str
    figure: Figure | None = None


Sentence = tuple[Segment, ...]


def sentences(bulletin: Bulletin, figures: Sequence[Figure], lang: str) -> list[Sentence]:
    """What the figures say, one sentence a subject, ready to be linked or footnoted."""
    lang = "en" if lang.startswith("en") else "zh"
    left = {figure.code: figure for figure in figures}
    words = context(bulletin, left, lang)
    said = []
    for template in TEMPLATES[lang]:
        needed = codes_in(template)
        if needed <= left.keys() and is_apt(needed, left, bulletin.organisation.kind):
            said.append(tuple(filled(template, words, left, lang)))
            left = {code: figure for code, figure in left.items() if code not in needed}
    return said + [plain(left[code], lang) for code in left if not is_nobodys(left[code], figures)]


def codes_in(template: str) -> frozenset[str]:
    return CODES & {name for _, name, _, _ in Formatter().parse(template) if name}


def is_apt(needed: frozenset[str], figures: Mapping[str, Figure], kind: str) -> bool:
    """In a county the leaders of a chain are one thing, those of a project another: the article's
    one sentence of both is the prefecture's, which has them all."""
    if is_growth_unknown(needed, figures):
        return False
    if LEADERS in needed and not figures[LEADERS].value:
        return False
    return kind == "prefecture" or not {LEADERS, PROJECTS} <= needed


def is_nobodys(figure: Figure, figures: Iterable[Figure]) -> bool:
    """A county whose chains are the prefecture's has none, and nobody to lead them: where its
    projects are told of, nothing is missed. The table of figures has the noughts."""
    told = {one.code for one in figures}
    return figure.code in LED and not figure.value and PROJECTS in told


def is_growth_unknown(needed: Iterable[str], figures: Mapping[str, Figure]) -> bool:
    """Nothing grew or fell where no statistic is known; it is then listed as 无记录."""
    return GROWTH in needed and figures[GROWTH].value is None


def filled(
    template: str, words: Mapping[str, str], figures: Mapping[str, Figure], lang: str
) -> Iterable[Segment]:
    for text, name, _, _ in Formatter().parse(template):
        if text:
            yield Segment(text)
        if name and name in figures:
            yield Segment(number(figures[name], lang), figures[name])
        elif name:
            yield Segment(words[name])


def number(figure: Figure, lang: str) -> str:
    """As the figure shows itself; a fall is said by the verb, not by a minus sign."""
    if figure.code == GROWTH and figure.value is not None:
        return numbers.show(abs(figure.value), figure.unit, lang, "", figure.qualifier)
    return figure.show(lang)


def plain(figure: Figure, lang: str) -> Sentence:
    colon, stop = (": ", ".") if lang == "en" else ("：", "。")
    label = figure.label(lang)
    label = label[:1].upper() + label[1:]
    return (Segment(label + colon), Segment(figure.show(lang), figure), Segment(stop))


def context(bulletin: Bulletin, figures: Mapping[str, Figure], lang: str) -> dict[str, str]:
    """The words around the numbers: the day, the place, the growth's months."""
    place = bulletin.place_en if lang == "en" else bulletin.place_zh
    whole = WHOLE.get(bulletin.organisation.kind, place)
    if whole == "全县" and place.endswith("区"):
        whole = "全区"
    last = bulletin.scope.last
    words = {
        "day": numbers.day(last, lang) if lang == "en" else f"{last.month}月{last.day}日",
        "whole": whole,
        "place": place,
    }
    growth = figures.get(GROWTH)
    if growth and growth.value is not None:
        begins = growth.period_begins or growth.period_ends
        words["months"] = numbers.months(begins, growth.period_ends, lang, last.year)
        words["grew"] = verb(growth.value, lang)
    return words


def verb(value: int, lang: str) -> str:
    if lang == "en":
        return "fell" if value < 0 else "grew"
    return "下降" if value < 0 else "增长"
