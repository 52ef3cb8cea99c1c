"""Find: people, organisations, whom the office serves, matters, slips and pages, by a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baolian.faces.console.records import record_line, with_related
from baolian.faces.console.seeing import officers_seen
from baolian.faces.parts.menu import Entry
from baolian.faces.parts.words import label_words
from baolian.records.journal.acts import Act
from baolian.records.lookup.folding import fold
from baolian.records.lookup.pinyin import initials
from baolian.records.lookup.questions import Question
from baolian.records.lookup.searching import Sight, search
from baolian.records.matters.models import Matter
from baolian.records.matters.models.querysets import own_marks
from baolian.records.people.models import Officer, Organisation, place_marks
from baolian.records.people.paths import below_any
from baolian.records.subjects.models import Subject, marks_seen_by
from baolian.routines.supervision.models import Issue, Slip

# in the order in which equals are listed
KINDS: dict[str, str | Promise] = {
    "officers": _("人员"),
    "subjects": pgettext_lazy("list", "服务对象"),
    "organisations": pgettext_lazy("list", "单位"),
    "matters": pgettext_lazy("list", "事项"),
    "slips": _("督办单"),
}
PAGE: str | Promise = _("页面")
IN_BOX, IN_BOX_OF_KIND, ON_PAGE, OF_ONE_KIND = 12, 6, 20, 100
# of subjects so many more are looked at: the newest may all be projects
SUBJECTS_SPARE = 60


@dataclass(frozen=True)
class Line:
    kind: str | Promise
    words: str | Promise
    more: str
    address: str


@dataclass(frozen=True)
class Finds:
    lines: Sequence[Line]
    is_all: bool


def find(
    act: Act, question: Question, kinds: Iterable[str], most: int, in_all: int | None = None
) -> Finds:
    """What this person may see of these kinds, at most `most` of each and `in_all`, best first."""
    wanted = [kind for kind in KINDS if kind in kinds]
    marks = marks_seen_by(act.by)
    found = search(question, [SIGHTS[kind](act, marks) for kind in wanted], most, in_all)
    lines = [line_of(act, wanted[hit.place], hit.row) for hit in found.hits]
    return Finds(lines, found.is_all)


def line_of(act: Act, kind: str, row: Any) -> Line:
    if isinstance(row, Organisation):
        address = f"{reverse('ledger')}?organisation={row.pk}"
        return Line(KINDS[kind], row.name, label_words(row.get_kind_display()), address)
    line = record_line(act, row)
    return Line(KINDS[kind], line.words, line.more, line.address)


def places(question: Question, menu: Iterable[Entry]) -> list[Line]:
    """Entries of the menu that are called so; their initials will do."""
    asked = question.folded
    if question.is_too_short:
        return []
    return [
        Line(PAGE, entry.place.words, "", entry.address)
        for entry in menu
        if any(asked in name for name in names_of(entry))
    ]


def names_of(entry: Entry) -> list[str]:
    """Also the one that it has in the bar of a phone."""
    return [*named(str(entry.place.words)), *named(str(entry.place.short))]


@lru_cache(maxsize=100)
def named(words: str) -> list[str]:
    folded = fold(words)
    return [folded, *initials(folded)]


# -- who sees what of each kind; `marks`: None for somebody who sees all ---------------------------

Marks = list[str] | None


def officers(act: Act, marks: Marks) -> Sight:
    def seen(keys: Sequence[int]) -> QuerySet[Officer]:
        return with_related(officers_seen(act, keys))

    return Sight(Officer.FOUND, seen, marks=no_marks(marks), sees_more=True)


def subjects(act: Act, marks: Marks) -> Sight:
    # those with an open matter in his office bear no mark of it
    return Sight(
        Subject.FOUND,
        partial(visible, act, Subject),
        marks=marks,
        sees_more=True,
        sort=lambda subject: Subject.Kind.values.index(subject.kind),
        spare=SUBJECTS_SPARE,
    )


def organisations(act: Act, marks: Marks) -> Sight:
    """Names are open to all, but only those in one's scope have a page to go to."""
    scopes = act.by.scopes()

    def seen(keys: Sequence[int]) -> QuerySet[Organisation]:
        return Organisation.objects.filter(below_any(scopes), pk__in=keys)

    return Sight(Organisation.FOUND, seen, marks=None if marks is None else place_marks(scopes))


def matters(act: Act, marks: Marks) -> Sight:
    return Sight(
        Matter.FOUND,
        partial(visible, act, Matter),
        text=lambda matter: str(matter.summary),
        is_over=lambda matter: matter.closed_at is not None,
        marks=None if marks is None else [*marks, *own_marks(act.by)],
        is_numbered=True,
    )


def slips(act: Act, marks: Marks) -> Sight:
    return Sight(
        Issue.FOUND,
        partial(visible, act, Slip),
        text=lambda slip: str(slip.issue.number),
        is_over=lambda slip: slip.settled_at is not None,
        marks=no_marks(marks),
        sees_more=True,
    )


def visible(act: Act, model: Any, keys: Sequence[int]) -> QuerySet[Any]:
    return with_related(model.objects.filter(pk__in=keys).visible_to(act.by))


def no_marks(marks: Marks) -> Marks:
    """For kinds that bear none."""
    return None if marks is None else []


SIGHTS = {
    "officers": officers,
    "subjects": subjects,
    "organisations": organisations,
    "matters": matters,
    "slips": slips,
}
