"""What a form offers to choose from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from baolian.records.people.models import Organisation
from baolian.records.people.paths import WIDTH, ancestors, below
from baolian.records.subjects.models import Subject

LONGEST_KEY = 18


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


class OrganisationField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A select of organisations in the order of the tree, indented by level."""

    def label_from_instance(self, obj: Organisation) -> str:
        depth = len(obj.path) // WIDTH - 1
        return "\u3000" * depth + obj.name
