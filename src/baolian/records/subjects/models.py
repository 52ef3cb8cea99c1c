"""Whom the office serves: enterprises, projects, chains, parks, villages, sectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from baolian.records.journal.acts import Act
from baolian.records.journal.pages import Line
from baolian.records.journal.rows import row_with
from baolian.records.lookup.found import Found
from baolian.records.people.dates import lasts_on
from baolian.records.people.models import Organisation, User, place_marks
from baolian.records.people.paths import PathField, ancestors, base36, below_any
from baolian.rules.identifiers import uscc_problem


class WrongCode(ValueError):
    """The unified social credit code cannot be right; the message says why."""


class AlreadyKnown(Exception):
    """A fact that was to be supplemented is recorded already; it is corrected on its page."""


class SubjectQuerySet(models.QuerySet["Subject"]):
    def kind(self, kind: str) -> SubjectQuerySet:
        return self.filter(kind=kind)

    def visible_to(self, user: User) -> SubjectQuerySet:
        """What lies in a post's subtree, what one is paired with, what one's office handles."""
        scopes = user.scopes()
        if is_whole_site(scopes):
            return self
        return self.seen_from(scopes, user.answers_as, user.day)

    def seen_from(self, scopes: list[str], people: list[int], day: date) -> SubjectQuerySet:
        """The same for who sees into these subtrees and answers as these officers: a statement that
        is prepared knows how many they are, and not which."""
        # whoever handles a matter must be able to ring the enterprise, for as long as it is open
        handled = below_any(scopes, "matters__org_path") & Q(matters__closed_at=None)
        # each arm asks within what is asked already: for a few keys all of them are quick
        keys = self.order_by().values("pk")
        here = keys.filter(below_any(scopes, "place_path"))
        paired = keys.filter(paired_with(people, day))
        return self.filter(pk__in=here.union(paired, keys.filter(handled)))


def paired_with(people: list[int], day: date) -> Q:
    """Of subjects: one of these officers answers for them on that day."""
    return lasts_on(day, "pairings__") & Q(pairings__officer__in=people)


def is_whole_site(scopes: Sequence[str]) -> bool:
    """A post at the site's root sees everything: no filter is what makes the big pages fast."""
    return SITE_ROOT in scopes


# the first organisation without a parent; a later one is a guest and sees its own subtree
SITE_ROOT = base36(0)


@dataclass(frozen=True)
class Entering:
    """What it takes to enter a subject; which facts are asked depends on the kind."""

    kind: str
    name: str
    place: Organisation
    uscc: str = ""
    industry: str = ""
    chain: Subject | None = None
    started_on: date | None = None
    started_claimed: bool = False
    progress: str = ""


@dataclass(frozen=True)
class Supplement:
    """Facts that were not recorded of a subject; an empty one says nothing."""

    subject: Subject
    uscc: str = ""
    industry: str = ""
    chain: Subject | None = None
    started_claimed: bool = False
    progress: str = ""

    @property
    def facts(self) -> models.Model:
        """The row of the subject's kind. Raises KeyError for a kind that has none."""
        row: models.Model = getattr(self.subject, SUPPLEMENTED[self.subject.kind][0])
        return row

    @property
    def said(self) -> dict[str, Any]:
        """What it says, by column."""
        given = {"chain_id": self.chain.pk if self.chain else None} | self.__dict__
        columns = SUPPLEMENTED[self.subject.kind][1]
        return {column: given[column] for column in columns if given[column]}


def marks_of(subject: Subject) -> list[str]:
    """Words for who sees it, in the index of what is found."""
    return [f"s{subject.pk}", *place_marks(ancestors(subject.place_path))]


def marks_seen_by(user: User) -> list[str] | None:
    """Marks that subjects bear which `user` sees, but for those his office handles; None for a
    post that sees all."""
    scopes = user.scopes()
    if is_whole_site(scopes):
        return None
    paired = Subject.objects.filter(paired_with(user.answers_as, user.day))
    return [*place_marks(scopes), *(f"s{key}" for key in paired.values_list("pk", flat=True))]


class Subject(models.Model):
    """What all subjects share. What only one kind has is in that kind's own table."""

    FOUND: ClassVar = Found(
        "s", "name", is_name=True, marks=marks_of, depends=frozenset({"place_path"})
    )

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", "企业"
        PROJECT = "project", "项目"
        CHAIN = "chain", "产业链"
        PARK = "park", "园区"
        VILLAGE = "village", "村（社区）"
        SECTOR = "sector", "重点领域"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=100, db_index=True)
    place = models.ForeignKey(Organisation, models.PROTECT, related_name="subjects")
    # copied from the place so that a subtree is one index range
    place_path = PathField(db_index=True)
    entered_on = models.DateField()

    objects = SubjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "name", "place"], name="subject_once")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def enter(cls, act: Act, entering: Entering) -> Subject:
        return cls.enter_all(act, [entering])[0]

    @classmethod
    def enter_all(cls, act: Act, enterings: Sequence[Entering]) -> list[Subject]:
        """Enter subjects with the facts of their kind. Raises WrongCode; twins by constraint."""
        made = []
        with act.page() as page:
            for entering in enterings:
                subject = row_with(
                    cls,
                    kind=entering.kind,
                    name=entering.name,
                    place=entering.place,
                    place_path=entering.place.path,
                    entered_on=act.today,
                )
                line = page.line("entered", subject)
                line.add(subject)
                FACTS.get(entering.kind, no_facts)(line, subject, entering)
                made.append(subject)
        return made

    @classmethod
    def supplement_all(cls, act: Act, supplements: Sequence[Supplement]) -> None:
        """Fill in facts that are empty. Raises AlreadyKnown, and WrongCode; twins by constraint."""
        with act.page() as page:
            for supplement in supplements:
                if supplement.uscc and (problem := uscc_problem(supplement.uscc)):
                    raise WrongCode(str(problem))
                facts, said = supplement.facts, supplement.said
                if any(getattr(facts, column) for column in said):
                    raise AlreadyKnown(str(supplement.subject))
                page.line("supplemented", supplement.subject).change(facts, **said)


class Enterprise(models.Model):
    """What only an enterprise has. `industry`: section letter of GB/T 4754-2017."""

    subject = models.OneToOneField(Subject, models.CASCADE, related_name="enterprise")
    uscc = models.CharField(max_length=18, blank=True)
    industry = models.CharField(max_length=5, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["uscc"], condition=~Q(uscc=""), name="enterprise_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.uscc


class Project(models.Model):
    """What only a project has. Money is in readings; a ledger's word on the start is a claim."""

    subject = models.OneToOneField(Subject, models.CASCADE, related_name="project")
    chain = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="projects")
    started_on = models.DateField(null=True)
    started_claimed = models.BooleanField(default=False)
    progress = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return str(self.subject)


class Tag(models.Model):
    """A dated word on a subject: 五上, 规上, key project. The list is the office's own."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="tags")
    word = models.CharField(max_length=30)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "word"], condition=Q(until=None), name="tag_once"
            )
        ]

    def __str__(self) -> str:
        return self.word


def enterprise_facts(line: Line, subject: Subject, entering: Entering) -> None:
    if entering.uscc and (problem := uscc_problem(entering.uscc)):
        raise WrongCode(str(problem))
    line.add(row_with(Enterprise, subject=subject, uscc=entering.uscc, industry=entering.industry))


def project_facts(line: Line, subject: Subject, entering: Entering) -> None:
    line.add(
        Project(
            subject=subject,
            chain=entering.chain,
            started_on=entering.started_on,
            started_claimed=entering.started_claimed,
            progress=entering.progress,
        )
    )


def no_facts(_line: Line, _subject: Subject, _entering: Entering) -> None:
    """Chains, parks, villages and sectors have no table of their own yet."""


FACTS: dict[str, Any] = {"enterprise": enterprise_facts, "project": project_facts}
# kind -> its row, and the columns of it that may be filled in later
SUPPLEMENTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "enterprise": ("enterprise", ("uscc", "industry")),
    "project": ("project", ("chain_id", "started_claimed", "progress")),
}
