"""What a form offers to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from baolian.records.people.models import Organisation
from baolian.records.people.paths import WIDTH, ancestors, below
from baolian.records.subjects.models import Subject

LONGEST_KEY = 18
# what a select says before anything is chosen
PLEASE = _("请选择")


def handlers_for(subject: Subject) -> QuerySet[Organisation]:
    """Who can be handed a matter of the subject: its county, what is below, the offices above."""
    above = [path for path in ancestors(subject.place_path) if path != subject.place_path]
    offices = Q(parent__path__in=above) & ~Q(kind__in=Organisation.PLACES)
    home = Q(below(county_of(subject.place_path))) | Q(path__in=above) | offices
    return Organisation.objects.filter(home).order_by("path")


def county_of(path: str) -> str:
    """The second level of the tree, where the matter of a town is handled too."""
    return path[: 2 * WIDTH]


class OfficersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Check boxes. A key that no database can hold is a wrong choice, not an error 500."""

    def _check_values(self, value: Any) -> Any:
        for key in value:
            if not str(key).isdecimal() or len(str(key)) > LONGEST_KEY:
                message = self.error_messages["invalid_choice"]
                raise forms.ValidationError(message, "invalid_choice", {"value": key})
        return super()._check_values(value)  # type: ignore[misc]


class InTree(ModelChoiceIterator):  # type: ignore[type-arg]
    """The choices of an OrganisationField; read when they are shown, not before."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for organisation in in_tree(list(self.queryset), getattr(self.field, "home", "")):
            yield self.choice(organisation)


def in_tree(organisations: Iterable[Organisation], home: str) -> list[Organisation]:
    """Each below its own, by name; the subtree at `home` first."""
    every = list(organisations)
    names = {o.path: o.name for o in every}

    def place(organisation: Organisation) -> tuple[bool, list[str]]:
        way = reversed(ancestors(organisation.path))
        is_home = bool(home) and organisation.path.startswith(home)
        return not is_home, [names.get(path, "") for path in way]

    return sorted(every, key=place)


class OrganisationField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A select of organisations in the order of the tree, indented by level."""

    iterator = InTree
    home = ""

    def __init__(self, **options: Any) -> None:
        super().__init__(Organisation.objects.none(), **{"empty_label": PLEASE, **options})

    def offer_handlers(self, subject: Subject) -> None:
        """Who can be handed a matter of the subject, those of its own county first."""
        self.queryset = handlers_for(subject)
        self.home = county_of(subject.place_path)

    def label_from_instance(self, obj: Organisation) -> str:
        depth = len(obj.path) // WIDTH - 1
        return "\u3000" * depth + obj.name
