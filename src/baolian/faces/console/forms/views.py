"""Views of lists: what they are called, and with whom they are shared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baolian.records.people.models import Organisation, User


class NameForm(forms.Form):
    name = forms.CharField(label=_("视图名称"), max_length=30)


class SharingForm(forms.Form):
    """Only a clerk shares, with the office whose ledger he keeps, and so with all below it."""

    shared_with = forms.ChoiceField(label=_("与谁共用"), required=False)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = [post for post in user.posts if post.role == "clerk"]
        self.offices = {str(post.organisation_id): post.organisation for post in posts}
        if self.offices:
            offered = [(key, str(office)) for key, office in self.offices.items()]
            self.fields["shared_with"].choices = [("", _("只给自己")), *offered]  # type: ignore[attr-defined]
        else:
            del self.fields["shared_with"]

    @property
    def office(self) -> Organisation | None:
        return self.offices.get(self.cleaned_data.get("shared_with", ""))


class KeepingForm(SharingForm):
    """`query` is the list's own; whatever it says, the list reads it as any address."""

    name = forms.CharField(label=_("视图名称"), max_length=30)
    list = forms.ChoiceField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("没有这个列表。"),
            "invalid_choice": _("没有这个列表。"),
        },
    )
    query = forms.CharField(
        max_length=1000,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"max_length": _("筛选条件太长，无法保存；请减少条件。")},
    )

    field_order = ("name", "shared_with")

    def __init__(self, user: User, *args: Any, lists: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["list"].choices = [(code, code) for code in lists]  # type: ignore[attr-defined]
