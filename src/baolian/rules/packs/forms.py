"""The smallest forms a pack is made of: bilingual texts, codes, limits, triggers.

TOML writes a limit as `{n = 7, unit = "working_day"}` and a trigger as `{kind = "overdue", n = 1,
unit = "working_day"}`; reading turns them into the dataclasses `rules.clock` and `rules.ladder`
calculate with, so that nothing after this package sees a TOML shape.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from baolian.rules.clock import Limit, OfficeHours, Unit
from baolian.rules.ladder import (
    BeforeDue,
    BelowSchedule,
    ByHand,
    Count,
    End,
    Finding,
    Overdue,
    PointsBehind,
    Rank,
    ReplyMissed,
    ShareUsed,
    Trigger,
    Window,
)

CODE = r"^[a-z][a-z0-9_]*$"
PACK_CODE = r"^[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)*$"
PLACE_CODE = r"^[0-9]{6}([0-9]{3})?$"
CLOCK_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"

Code = Annotated[str, StringConstraints(pattern=CODE)]
PackCode = Annotated[str, StringConstraints(pattern=PACK_CODE)]
PlaceCode = Annotated[str, StringConstraints(pattern=PLACE_CODE)]
ClockTime = Annotated[str, StringConstraints(pattern=CLOCK_TIME)]
Words = Annotated[str, StringConstraints(min_length=1)]
AtLeastOne = Annotated[int, Field(ge=1)]
Several = Annotated[int, Field(ge=2)]
Percent = Annotated[int, Field(ge=1, le=100)]


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class Form(BaseModel):
    """Frozen, and unknown keys are errors: a misspelt key must never be a rule silently lost."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Text(Form):
    """One text in both languages, `{zh = "...", en = "..."}`; neither may be missing or empty."""

    zh: Words
    en: Words

    def pick(self, lang: str) -> str:
        """English for `en` and its variants (`en-gb`), Chinese for everything else."""
        return self.en if lang.lower().startswith(Language.EN) else self.zh


class Section(Form):
    """A form that can say where its rule comes from, or that its number is the pack's choice."""

    source: Text | None = None


class LimitForm(Form):
    n: AtLeastOne
    unit: Unit


class OfficeHoursForm(Section):
    start: ClockTime
    end: ClockTime


class BeforeDueForm(LimitForm):
    kind: Literal["before_due"]


class ShareUsedForm(Form):
    kind: Literal["share_used"]
    percent: Percent


class OverdueForm(LimitForm):
    kind: Literal["overdue"]


class BehindPlanForm(Form):
    """One of the three measures."""

    kind: Literal["behind_plan"]
    points: Percent | None = None
    over_points: Percent | None = None
    below_percent: Percent | None = None


class FindingForm(Form):
    kind: Literal["finding"]
    grade: Code


class ReplyMissedForm(Form):
    kind: Literal["reply_missed"]
    rung: Code


class CountForm(Form):
    kind: Literal["count"]
    rung: Code
    n: Several
    window: Window | None = None
    running: bool = False


class RankForm(Form):
    kind: Literal["rank"]
    board: Code
    end: End
    n: AtLeastOne
    window: Window


class ByHandForm(Form):
    kind: Literal["by_hand"]


ByClockForm = BeforeDueForm | ShareUsedForm | OverdueForm
ByFactForm = BehindPlanForm | FindingForm | CountForm | RankForm
TriggerForm = ByClockForm | ByFactForm | ReplyMissedForm | ByHandForm
TRIGGER_FORMS: dict[str, type[Form]] = {
    "before_due": BeforeDueForm,
    "share_used": ShareUsedForm,
    "overdue": OverdueForm,
    "behind_plan": BehindPlanForm,
    "finding": FindingForm,
    "reply_missed": ReplyMissedForm,
    "count": CountForm,
    "rank": RankForm,
    "by_hand": ByHandForm,
}


def to_limit(form: LimitForm) -> Limit:
    return Limit(form.n, form.unit)


def to_office_hours(form: OfficeHoursForm) -> OfficeHours:
    start, end = time.fromisoformat(form.start), time.fromisoformat(form.end)
    if start >= end:
        raise PydanticCustomError("office_hours_order", "start is not before end")
    return OfficeHours(start, end)


def to_trigger(form: TriggerForm) -> Trigger:
    match form:
        case BeforeDueForm():
            return BeforeDue(to_limit(form))
        case OverdueForm():
            return Overdue(to_limit(form))
        case ShareUsedForm():
            return ShareUsed(form.percent)
        case ReplyMissedForm():
            return ReplyMissed(form.rung)
        case ByHandForm():
            return ByHand()
    return of_fact(form)


def of_fact(form: ByFactForm) -> Trigger:
    match form:
        case FindingForm():
            return Finding(form.grade)
        case CountForm():
            return Count(form.rung, form.n, form.window, form.running)
        case RankForm():
            return Rank(form.board, form.end, form.n, form.window)
    return of_measure(form)


def of_measure(form: BehindPlanForm) -> Trigger:
    match form.points, form.over_points, form.below_percent:
        case int(points), None, None:
            return PointsBehind(points)
        case None, int(points), None:
            return PointsBehind(points, is_over=True)
        case None, None, int(percent):
            return BelowSchedule(percent)
    raise PydanticCustomError("behind_plan_measure", "not one measure")


@dataclass(frozen=True)
class ReadAs:
    """Annotates a field whose TOML shape is `form` and whose value is `convert(form)`."""

    form: Any
    convert: Callable[[Any], Any]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema = handler.generate_schema(self.form)
        return core_schema.no_info_after_validator_function(self.convert, schema)


LimitField = Annotated[Limit, ReadAs(LimitForm, to_limit)]
OfficeHoursField = Annotated[OfficeHours, ReadAs(OfficeHoursForm, to_office_hours)]
TriggerField = Annotated[
    Trigger, ReadAs(Annotated[TriggerForm, Field(discriminator="kind")], to_trigger)
]
