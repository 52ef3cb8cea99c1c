"""Several matters are to be handed on: what will happen row by row, what will not, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.choices import OrganisationField, can_handle, handling
from baolian.faces.console.lists.listing import Listing
from baolian.faces.parts.words import limit_words
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Handling, Matter
from baolian.records.matters.rights import Rights
from baolian.records.people.models import Officer, Organisation, Post
from baolian.records.rulebook.models import edition_of
from baolian.rules.packs import Stage

# more are no list that anybody looks through before he confirms it
MOST = 200
# so many lines stand on one page of it
SIZE = 60


class BulkForm(forms.Form):
    """`owner` is one of those who work there. `to`, because `organisation` is a filter: who had
    looked for what an office handles would have chosen that office."""

    to = OrganisationField(label=_("交给"))
    owner = forms.ModelChoiceField(
        Officer.objects.none(),
        label=_("指定经办人"),
        required=False,
        empty_label=_("由该单位签收时确定"),
    )

    def __init__(self, act: Act, matters: Sequence[Matter], query: Any = None) -> None:
        super().__init__(query)
        chosen: Any = self.fields["to"]
        chosen.queryset = handlers_of(matters)
        self.at = organisation_of(query, chosen.queryset)
        working: Any = self.fields["owner"]
        if self.at:
            working.queryset = workers(act, self.at)
        else:
            del self.fields["owner"]


def handlers_of(matters: Sequence[Matter]) -> QuerySet[Organisation]:
    """Those to which at least one of them can be handed."""
    fit = Q(pk__in=[])
    for place in {matter.subject.place_path for matter in matters}:
        fit |= handling(place)
    return Organisation.objects.filter(fit).order_by("path")


def organisation_of(query: Any, among: QuerySet[Organisation]) -> Organisation | None:
    key = query.get("to", "") if query else ""
    is_key = key.isascii() and key.isdigit() and len(key) < 19
    return among.filter(pk=int(key)).select_related("parent").first() if is_key else None


def workers(act: Act, organisation: Organisation) -> QuerySet[Officer]:
    """Whose post today is there, and lets them act for it."""
    held = Post.objects.on(act.today).filter(organisation=organisation)
    fit = held.exclude(role__in=Post.NOT_OF_THE_OFFICE)
    return Officer.objects.filter(pk__in=fit.values("officer")).order_by("name", "id")


@dataclass(frozen=True)
class Prospect:
    """What confirming would do to one matter: `words`, or nothing and `refusal`."""

    matter: Matter
    words: str = ""
    refusal: str = ""


def matters_of(listing: Listing, keys: Sequence[int]) -> list[Matter]:
    """Those of these that stand on his list, in their order."""
    related = ("subject__place", "organisation", "owner", "edition")
    seen = listing.visible().filter(pk__in=keys).select_related(*related)
    found = {matter.pk: matter for matter in seen}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def prospects(act: Act, matters: Sequence[Matter], to: Organisation) -> Iterator[Prospect]:
    """The leads are asked for once; all else a matter knows itself."""
    standing = Handling.objects.filter(
        matter__in=matters, role=Handling.Role.LEAD, returned_at=None
    ).select_related("organisation")
    leads = {handling.matter_id: handling.organisation for handling in standing}
    for matter in matters:
        refusal = refusal_of(act, matter, to, leads.get(matter.pk))
        words = "" if refusal else words_of(act, matter, to)
        yield Prospect(matter, words, refusal)


def refusal_of(act: Act, matter: Matter, to: Organisation, lead: Organisation | None) -> str:
    if matter.closed_at:
        return gettext("已销号。")
    if matter.resolved_at:
        return gettext("已办结。")
    if lead:
        return gettext("%(office)s正在办理，须由其先退回。") % {"office": lead}
    if not can_handle(to, matter.subject.place_path):
        return gettext("%(office)s不在可承办的范围内。") % {"office": to}
    return "" if Rights(act.by, matter).can_assign else gettext("您无权交办这一件。")


def words_of(act: Act, matter: Matter, to: Organisation) -> str:
    pack = edition_of(matter, act.rulebook).pack
    limit = pack.limit(matter.kind, Stage.RECEIPT, matter.category)
    if limit is None:
        return gettext("交给%(office)s。") % {"office": to}
    words = limit_words(limit.n, limit.unit.value)
    return gettext("交给%(office)s，%(limit)s内签收。") % {"office": to, "limit": words}
