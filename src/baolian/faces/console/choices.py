"""What a form offers to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from django import forms
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from baolian.faces.parts.markup import attributes, options
from baolian.records.journal.prepared import prepared
from baolian.records.journal.rows import known_row, names_of
from baolian.records.people.models import Organisation
from baolian.records.people.paths import WIDTH, ancestors, below
from baolian.records.subjects.models import Subject

LONGEST_KEY = 18
# so many options stand in a page
FEW = 60
# what a select says before anything is chosen
PLEASE = _("请选择")


def handlers_for(subject: Subject) -> QuerySet[Organisation]:
    """Who can be handed a matter of the subject."""
    return Organisation.objects.filter(handling(subject.place_path)).order_by("path")


def handling(place: str) -> Q:
    """Of a matter that arose there: its county, what is below, and the offices above."""
    return within(county_of(place), above(place))


def above(place: str) -> list[str]:
    return [path for path in ancestors(place) if path != place]


def within(county: str, paths: list[str]) -> Q:
    offices = Q(parent__path__in=paths) & ~Q(kind__in=Organisation.PLACES)
    return Q(below(county)) | Q(path__in=paths) | offices


@prepared(most=1)
def handler_called(key: int, county: str, paths: list[str]) -> QuerySet[Any, Any]:
    return Organisation.objects.filter(within(county, paths), pk=key).values_list(
        *names_of(Organisation)
    )


def can_handle(organisation: Organisation, place: str) -> bool:
    """The same of an organisation that has been read, with the one above it."""
    paths = above(place)
    if organisation.path.startswith(county_of(place)) or organisation.path in paths:
        return True
    parent = organisation.parent
    return not organisation.is_place and parent is not None and parent.path in paths


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


class Handlers:
    """Who can be handed a matter of a subject, as options; read once, when they are first shown,
    for all the forms of a page."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    @cached_property
    def options(self) -> list[tuple[int, str]]:
        """Those of its own county first, indented by level."""
        return options_among(handlers_for(self.subject), county_of(self.subject.place_path))

    def called(self, key: int) -> Organisation | None:
        """One of them, by its key."""
        place = self.subject.place_path
        found = handler_called.rows(key, county_of(place), above(place))
        return known_row(Organisation, found[0]) if found else None


def options_among(organisations: QuerySet[Organisation], home: str) -> list[tuple[int, str]]:
    found = in_tree(offices(organisations), home)
    return [(office.pk, indented(office)) for office in found]


class Options(ModelChoiceIterator):  # type: ignore[type-arg]
    """The choices of an OrganisationField."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        handlers: Handlers | None = getattr(self.field, "handlers", None)
        yield from handlers.options if handlers else options_among(self.queryset, "")


class QuickSelect(forms.Select):
    """Written here: Django's own asks a template for each of hundreds of options."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        marks = attributes(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return SafeString(f"<select{marks}>{options(self.choices, chosen)}</select>")


class LongSelect(QuickSelect):
    """Of very many the page holds only what is chosen: hundreds of offices would weigh as much as
    the list itself. `data-long` asks for the others when somebody is about to choose."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        if not is_long(self.choices):
            return super().render(name, value, attrs, renderer)
        kept = {"", *self.format_value(value)}
        few = [choice for choice in self.choices if str(choice[0]) in kept]
        marks = {**(attrs or {}), "data-long": True}
        return QuickSelect(self.attrs, few).render(name, value, marks)


def is_long(choices: Iterable[Any]) -> bool:
    return sum(1 for _choice in choices) > FEW


class Office(NamedTuple):
    """What a choice needs of an organisation: a prefecture has hundreds."""

    pk: int
    name: str
    path: str
    kind: str


def offices(organisations: QuerySet[Organisation]) -> list[Office]:
    return [Office(*row) for row in organisations.values_list(*Office._fields)]


def in_tree(organisations: Iterable[Office], home: str) -> list[Office]:
    """Each below its own, by name; the subtree at `home` first."""
    every = list(organisations)
    names = {o.path: o.name for o in every}
    ways: dict[str, tuple[str, ...]] = {"": ()}

    def way(path: str) -> tuple[str, ...]:
        if path not in ways:
            ways[path] = (*way(path[:-WIDTH]), names.get(path, ""))
        return ways[path]

    def place(one: Office) -> tuple[bool, tuple[str, ...]]:
        return not (home and one.path.startswith(home)), way(one.path)

    return sorted(every, key=place)


def indented(organisation: Office) -> str:
    depth = len(organisation.path) // WIDTH - 1
    return "\u3000" * depth + organisation.name


class OrganisationField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A select of organisations in the order of the tree, indented by level."""

    iterator = Options
    widget: Any = QuickSelect
    handlers: Handlers | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(Organisation.objects.none(), **{"empty_label": PLEASE, **options})

    def offer_handlers(self, handlers: Handlers) -> None:
        """Who can be handed a matter of the subject, those of its own county first."""
        self.handlers = handlers

    def to_python(self, value: Any) -> Organisation | None:
        if self.handlers is None or value in self.empty_values:
            found: Organisation | None = super().to_python(value)
            return found
        key = str(value)
        is_key = key.isdecimal() and len(key) <= LONGEST_KEY
        chosen = self.handlers.called(int(key)) if is_key else None
        if chosen is None:
            message = self.error_messages["invalid_choice"]
            raise forms.ValidationError(message, "invalid_choice", {"value": value})
        return chosen
