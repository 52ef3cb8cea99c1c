"""Filters of a list: a form that narrows by whatever of it can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.choices import LongSelect, QuickSelect, is_long
from baolian.faces.console.lists.offers import Choices, Offer
from baolian.records.lookup.questions import Question

if TYPE_CHECKING:
    from baolian.faces.console.lists.listing import Listing

ANY = ("", _("全部"))
LARGEST = 2**63 - 1
AUTO_ID = "filter_%s"
# further off there is nothing that an office has to do with, and no midnight a database can hold
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


class Choice(forms.ChoiceField):
    """`choices` of what the list may offer its reader."""

    widget = QuickSelect
    offered: list[tuple[str, Any]]

    def __init__(self, choices: Callable[[Offer], Choices], **options: Any) -> None:
        super().__init__(required=False, **options)
        self.choices_of = choices
        self.offered = [ANY]
        self.error_messages["invalid_choice"] = _("没有这一项，已不按它筛选。")

    def offer(self, offer: Offer) -> None:
        self.offered = [ANY, *self.choices_of(offer)]
        self.choices = self.offered

    @property
    def is_idle(self) -> bool:
        """Nothing to choose between."""
        return len(self.offered) <= 1


class Long(Choice):
    """One with hundreds to choose from, as the offices of a prefecture. `offers/` has them all."""

    widget = LongSelect


class Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        # `format`, or the browser's own field would not understand the English locale's
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        said = _("请填1900年至2199年之间的日期。")
        bounds = [MinValueValidator(FIRST_DAY, said), MaxValueValidator(LAST_DAY, said)]
        super().__init__(
            required=False,
            widget=widget,
            input_formats=["%Y-%m-%d"],
            validators=bounds,
            **options,
        )


class Key(forms.IntegerField):
    """A record that the list is about; it comes from a link, not from a hand."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False, min_value=1, max_value=LARGEST, widget=forms.HiddenInput, **options
        )


class Words(forms.CharField):
    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(
            attrs={"type": "search", "enterkeyhint": "search", "data-key": "/"}
        )
        super().__init__(required=False, max_length=100, widget=widget, **options)

    def clean(self, value: Any) -> str:
        words: str = super().clean(value)
        question = Question(words)
        if not question.is_empty and question.is_too_short and question.number is None:
            raise forms.ValidationError(_("请至少输入两个字。"))
        return words


@dataclass(frozen=True)
class Chosen:
    """A filter in words: 类别：用工."""

    name: str
    label: str
    words: str

    def __str__(self) -> str:
        return gettext("%(label)s：%(words)s") % {"label": self.label, "words": self.words}


class Filters(forms.Form):
    """A value that cannot be read is said beside its field; the others narrow all the same.

    `near` are the fields that stand in the page, the others are unfolded. `query` is the address'.
    A page has a dozen of them, of which few are in use: only these are made and read. The others
    stand there as they do for everybody who is offered the same.
    """

    near: ClassVar[tuple[str, ...]] = ("q",)

    def __init__(self, listing: Listing, query: Any) -> None:
        self.listing, self.act = listing, listing.act
        own = type(self).base_fields
        # the form copies what it finds here; its class keeps the whole of them
        self.base_fields = {name: own[name] for name in own if query.get(name)}  # type: ignore[misc]
        super().__init__(query, auto_id=AUTO_ID)
        if any(isinstance(field, Choice) for field in self.fields.values()):
            offer_choices(self, listing.offer)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """`rows`, narrowed by whatever was chosen: by a method `by_<field>`, else by the column of
        the field's name."""
        for name, value in self.read.items():
            by = getattr(self, f"by_{name}", None)
            rows = by(rows, value) if by else rows.filter(**{name: value})
        return rows

    @cached_property
    def read(self) -> dict[str, Any]:
        """What was chosen, by field, as far as it could be read."""
        self.errors  # noqa: B018 - reads the form
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> dict[str, str]:
        """The same as an address has it."""
        return {name: "on" if v is True else str(v) for name, v in self.read.items()}

    def chosen(self) -> Iterator[Chosen]:
        for name, value in self.read.items():
            field = self.fields[name]
            said = dict(field.offered).get(str(value)) if isinstance(field, Choice) else value
            words = getattr(self, f"said_{name}", lambda _value, said=said: said)(value)
            if value is True:
                yield Chosen(name, "", str(field.label))
            else:
                yield Chosen(name, str(field.label or ""), str(words).strip())

    @property
    def problems(self) -> Iterator[str]:
        """Each value that could not be read, with its field: said above the list too, since a field
        may be hidden, or lie in a drawer that is shut."""
        for name, errors in self.errors.items():
            label = str(self.fields[name].label)
            yield str(Chosen(name, label, "".join(map(str, errors))))

    # -- shown ---------------------------------------------------------------------------------

    @property
    def offering(self) -> dict[str, Long]:
        """The fields that can have very much to choose from, by name."""
        own = type(self).base_fields
        return {name: field for name, field in own.items() if isinstance(field, Long)}

    @property
    def long(self) -> dict[str, Long]:
        """Those that have, of which the page holds only what is chosen."""
        offer = self.listing.offer
        return {
            name: field
            for name, field in self.offering.items()
            if is_long([ANY, *field.choices_of(offer)])
        }

    @cached_property
    def shown(self) -> dict[str, SafeString]:
        """Every field that is seen, in the order of the form."""
        untouched = blanks(type(self), self.listing.offer, get_language() or "")
        used = {field.name: as_shown(field) for field in self.visible_fields()}
        return {name: used.get(name, blank) for name, blank in untouched.items()}

    @property
    def first(self) -> SafeString:
        return self.shown[self.near[0]]

    @property
    def nearby(self) -> list[SafeString]:
        return [self.shown[name] for name in self.near[1:] if name in self.shown]

    @property
    def further(self) -> list[SafeString]:
        return [field for name, field in self.shown.items() if name not in self.near]

    @property
    def is_unfolded(self) -> bool:
        """One of those further off is in use, or wrong."""
        used = {*self.read, *self.errors}.difference(self.near)
        return any(name in self.shown for name in used)


def offer_choices(form: forms.Form, offer: Offer) -> None:
    """Where there is nothing to choose between there is no field."""
    for name, field in list(form.fields.items()):
        if isinstance(field, Choice):
            field.offer(offer)
            if field.is_idle:
                del form.fields[name]


@lru_cache(maxsize=128)
def blanks(filters: type[Filters], offer: Offer, _language: str) -> dict[str, SafeString]:
    """The fields that are seen, each while nothing is asked of it."""
    form = forms.Form(auto_id=AUTO_ID)
    form.fields = deepcopy(filters.base_fields)
    offer_choices(form, offer)
    return {field.name: as_shown(field) for field in form.visible_fields()}


def as_shown(field: forms.BoundField) -> SafeString:
    return render_to_string("console/lists/_filter.html", {"field": field})
