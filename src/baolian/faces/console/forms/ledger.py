"""Filters of the lists. They live in the address, so that a list can be sent to a colleague."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from baolian.faces.parts.words import label_words, said
from baolian.records.journal.acts import Act
from baolian.records.matters.models.querysets import MatterQuerySet
from baolian.records.pairings.models import PairingQuerySet
from baolian.records.people.models import Organisation
from baolian.records.people.paths import below
from baolian.records.subjects.models import Subject
from baolian.rules.packs import Pack

ANY = ("", _("全部"))
STATES = [
    ANY,
    ("unassigned", _("待交办")),
    ("open", _("办理中")),
    ("overdue", _("逾期")),
    ("resolved", _("已办结，待确认")),
    ("to_call_back", _("已办结，待回访企业")),
    ("closed", _("已销号")),
]


class LedgerFilter(forms.Form):
    """`organisation` is a key and means its whole subtree; `subject` is a key."""

    q = forms.CharField(label=_("关键词"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=STATES)
    kind = forms.ChoiceField(label=_("类型"), required=False)
    category = forms.ChoiceField(label=_("类别"), required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("地区或单位"), required=False, empty_label=ANY[1]
    )
    mine = forms.BooleanField(label=_("只看我的"), required=False)
    subject = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def __init__(self, act: Act, pack: Pack | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = act
        kinds = pack.kinds.items() if pack else ()
        categories = pack.categories if pack else ()
        self.fields["kind"].choices = [ANY, *((c, said(k.name)) for c, k in kinds)]  # type: ignore[attr-defined]
        self.fields["category"].choices = [ANY, *((c.code, said(c.name)) for c in categories)]  # type: ignore[attr-defined]
        places = Organisation.objects.filter(below_scopes(act)).order_by("path")
        self.fields["organisation"].queryset = places  # type: ignore[attr-defined]

    def chosen(self, matters: MatterQuerySet) -> MatterQuerySet:
        """`matters`, narrowed; a filter that cannot be read narrows to nothing."""
        if not self.is_valid():
            return matters.none()
        data = self.cleaned_data
        for name in ("kind", "category", "subject"):
            if data[name]:
                matters = matters.filter(**{name: data[name]})
        if data["organisation"]:
            matters = matters.below(data["organisation"].path)
        if data["mine"]:
            matters = matters.filter(mine(self.act))
        if words := data["q"].strip():
            matters = matters.filter(
                Q(summary__icontains=words) | Q(subject__name__icontains=words)
            )
        return self.in_state(matters, data["state"])

    def in_state(self, matters: MatterQuerySet, state: str) -> MatterQuerySet:
        match state:
            case "unassigned":
                return matters.unresolved().filter(organisation=None)
            case "open":
                return matters.unresolved()
            case "overdue":
                return matters.overdue(self.act.at)
            case "resolved":
                return matters.open().filter(resolved_at__isnull=False)
            case "to_call_back":
                return matters.difficulties().unconfirmed()
            case "closed":
                return matters.filter(closed_at__isnull=False)
        return matters


def mine(act: Act) -> Q:
    """Owned or first received by me or the leader I act for, or handled by my own organisation."""
    people = act.by.answers_as
    asked = Q(owner__in=people) | Q(first_receiver__in=people)
    return asked | Q(organisation__in=act.by.workplaces)


def below_scopes(act: Act) -> Q:
    """Organisations in one's scope: a filter offers nothing that would find nothing."""
    scopes = act.by.scopes()
    union = Q(pk__in=[])
    for path in scopes:
        union |= below(path)
    return union


class PairingFilter(forms.Form):
    q = forms.CharField(label=_("姓名或服务对象"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("对象类型"), required=False)
    role = forms.ChoiceField(label=_("职责"), required=False)
    mine = forms.BooleanField(label=_("只看我的"), required=False)

    def __init__(self, act: Act, pack: Pack | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = act
        roles = pack.pairing_roles if pack else ()
        kinds = [(value, label_words(label)) for value, label in Subject.Kind.choices]
        self.fields["kind"].choices = [ANY, *kinds]  # type: ignore[attr-defined]
        self.fields["role"].choices = [ANY, *((r.code, said(r.name)) for r in roles)]  # type: ignore[attr-defined]

    def chosen(self, pairings: PairingQuerySet) -> PairingQuerySet:
        if not self.is_valid():
            return pairings.none()
        data = self.cleaned_data
        if data["kind"]:
            pairings = pairings.filter(subject__kind=data["kind"])
        if data["role"]:
            pairings = pairings.filter(role=data["role"])
        if data["mine"]:
            pairings = pairings.filter(officer__in=self.act.by.answers_as)
        if words := data["q"].strip():
            found = Q(officer__name__icontains=words) | Q(subject__name__icontains=words)
            pairings = pairings.filter(found)
        return pairings
