"""What is measured, published, numbered and printed; and the trial before it begins."""

from typing import Annotated

from pydantic import Field

from baolian.rules.packs.forms import AtLeastOne, Code, LimitField, Section, Text, Words
from baolian.rules.packs.words import FigureCode, IndicatorUnit


class Indicator(Section):
    """Something measured. `cumulative`: a reading covers January up to its month."""

    code: Code
    name: Text
    unit: IndicatorUnit
    cumulative: bool


class Bulletin(Section):
    """The figures of the bulletin, in order; which rates are published and which stay inside."""

    title: Text
    figures: Annotated[tuple[FigureCode, ...], Field(min_length=1)]
    published_rates: tuple[FigureCode, ...] = ()
    internal_rates: tuple[FigureCode, ...] = ()


def filled(pattern: str, mark: str, year: int, n: int) -> str:
    """A number pattern with its placeholders filled in."""
    parts = {"{mark}": mark, "{year}": str(year), "{n}": str(n)}
    for placeholder, value in parts.items():
        pattern = pattern.replace(placeholder, value)
    return pattern


class Numbering(Section):
    """The document number of a slip: `mark` is the office's own (机关代字), `slip` the pattern.

    The pattern holds `{mark}`, `{year}` and `{n}`; official numbers use 六角括号 〔〕 and no
    leading zeros (GB/T 9704-2012).
    """

    mark: Words
    slip: Text

    def number(self, year: int, n: int, lang: str = "zh") -> str:
        return filled(self.slip.pick(lang), self.mark, year, n)


class Document(Section):
    """What one kind of paper bears: `head`, the name at its top (发文机关标志 where the kind has a
    red head), with the issuing office's own name at `{office}`, so that a county that has no pack
    of its own does not sign as its prefecture; `mark` and the pattern `number`, as in Numbering,
    for kinds that are numbered."""

    head: Text
    mark: Words | None = None
    number: Text | None = None

    def headed(self, office: str, lang: str = "zh") -> str:
        """`office`: the name of the organisation that issues the paper."""
        return self.head.pick(lang).replace("{office}", office)

    def numbered(self, year: int, n: int, lang: str = "zh") -> str | None:
        """None for a paper without numbers."""
        return filled(self.number.pick(lang), self.mark or "", year, n) if self.number else None


class Instruction(Section):
    """How long there is to carry out a leader's instruction (批示) that sets no day of its own."""

    limit: LimitField


class Trial(Section):
    """A new site drafts and issues nothing for this many working days, unless told otherwise."""

    working_days: AtLeastOne
