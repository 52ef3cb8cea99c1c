"""Organisations in a tree: places, departments, banks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import Max, Q

from baolian.records.journal.acts import Act
from baolian.records.lookup.found import Found
from baolian.records.people.paths import PathField, ancestors, base36, below


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def below(self, path: str) -> OrganisationQuerySet:
        return self.filter(below(path))

    def places(self) -> OrganisationQuerySet:
        return self.filter(kind__in=Organisation.PLACES)


@dataclass(frozen=True)
class Founding:
    """What it takes to enter an organisation; `code` is the division code of a place."""

    name: str
    kind: str
    parent: Organisation | None = None
    code: str = ""


def marks_of(organisation: Organisation) -> list[str]:
    """Where it lies, in the index of what is found."""
    return place_marks(ancestors(organisation.path))


def place_marks(paths: Iterable[str]) -> list[str]:
    return [f"p{path}" for path in paths]


class Organisation(models.Model):
    """A place, a department, a bank: whatever can be responsible. Names are open to all."""

    class Kind(models.TextChoices):
        PREFECTURE = "prefecture", "市"
        COUNTY = "county", "县（区）"
        TOWN = "town", "乡镇（街道）"
        PARK_COMMITTEE = "park_committee", "园区管委会"
        DEPARTMENT = "department", "部门"
        BANK = "bank", "金融机构"

    FOUND: ClassVar = Found("o", "name", is_name=True, marks=marks_of, depends=frozenset({"path"}))
    PLACES: ClassVar = frozenset({"prefecture", "county", "town", "park_committee"})

    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = PathField(unique=True)
    code = models.CharField(max_length=9, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="organisation_name_once"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(parent=None), name="root_organisation_name_once"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="organisation_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def found(cls, act: Act, founding: Founding) -> Organisation:
        return cls.found_all(act, [founding])[0]

    @classmethod
    def found_all(cls, act: Act, foundings: Sequence[Founding]) -> list[Organisation]:
        """Enter organisations; a parent among them must come first and be entered already."""
        with act.page() as page:
            paths = Paths()
            made = [
                cls(
                    name=f.name,
                    kind=f.kind,
                    parent=f.parent,
                    code=f.code,
                    path=paths.next_below(f.parent),
                )
                for f in foundings
            ]
            for organisation in made:
                page.line("founded", organisation).add(organisation)
        return made

    @property
    def is_place(self) -> bool:
        return self.kind in self.PLACES


class Paths:
    """Hands out the next free path below each parent."""

    def __init__(self) -> None:
        self.last: dict[int | None, int] = {}

    def next_below(self, parent: Organisation | None) -> str:
        key = parent.pk if parent else None
        if key not in self.last:
            highest = Organisation.objects.filter(parent=parent).aggregate(top=Max("path"))["top"]
            self.last[key] = int(highest[-4:], 36) if highest else -1
        self.last[key] += 1
        return (parent.path if parent else "") + base36(self.last[key])
