"""A password of one's own: asked for before all else while the one told by the office holds."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    get_default_password_validators,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from baolian.faces.parts.acts import act_of
from baolian.records.people.accounts import (
    SamePassword,
    WrongPassword,
    choose_password,
    has_one_time_password,
)
from baolian.records.people.models import User

# the session's word for: signed in with a one-time password, and has chosen none since
ONE_TIME = "one_time_password"
# where one may go with a one-time password
OPEN = {"password", "sign-out"}


def remember_one_time(request: HttpRequest) -> None:
    """Asked once, at sign-in: a new one-time password ends the session anyway."""
    if isinstance(request.user, User) and has_one_time_password(request.user):
        request.session[ONE_TIME] = True


class OwnPasswordFirst:
    """Middleware: with a one-time password every page leads to the choice of one's own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        # what is open to strangers is open to him too, and its session is not read
        if not getattr(view, "login_required", True) or (match and match.url_name in OPEN):
            return None
        return redirect("password") if request.session.get(ONE_TIME) else None


def secret(label: Any, kind: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": f"{kind}-password"})
    return forms.CharField(label=label, max_length=128, strip=False, widget=widget)


class LongEnough(MinimumLengthValidator):
    """Django's, whose sentence has lost its Chinese."""

    def get_error_message(self) -> str:
        return gettext("密码太短，至少要 %(n)d 个字符。") % {"n": self.min_length}


def shortest() -> int:
    """How long a password has to be on this site."""
    lengths = (getattr(one, "min_length", 0) for one in get_default_password_validators())
    return max(lengths, default=0)


class PasswordForm(forms.Form):
    old = secret(_("现在的密码"), "current")
    new = secret(_("新密码"), "new")
    again = secret(_("再输一次新密码"), "new")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # one sentence for what the validators ask, each of which has one of its own
        self.fields["new"].help_text = gettext(
            "至少 %(n)d 个字符；不能全是数字，不能是常见密码，也不能与用户名相近。"
        ) % {"n": shortest()}

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("again") and typed.get("again") != typed.get("new"):
            self.add_error("again", _("两次输入的新密码不一样。"))
        return typed


class Password(View):
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, PasswordForm(), HTTPStatus.OK)

    def post(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        if not ratelimit.consume(request, action="change_password", user=act.by):
            refused: HttpResponse = ratelimit.respond_429(request)
            return refused
        form = PasswordForm(request.POST)
        if not form.is_valid():
            return self.page(request, form)
        try:
            user = choose_password(act, form.cleaned_data["old"], form.cleaned_data["new"])
        except WrongPassword:
            form.add_error("old", _("现在的密码不对。"))
        except SamePassword:
            form.add_error("new", _("新密码和现在的一样，请换一个。"))
        except ValidationError as weak:
            form.add_error("new", weak)
        else:
            return self.changed(request, user)
        return self.page(request, form)

    def changed(self, request: HttpRequest, user: User) -> HttpResponse:
        """This session goes on; all others of the account end."""
        update_session_auth_hash(request, user)
        request.session.pop(ONE_TIME, None)
        messages.success(request, _("密码已更改。"))
        return redirect("home")

    def page(
        self,
        request: HttpRequest,
        form: PasswordForm,
        status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
    ) -> HttpResponse:
        shown = {
            "form": form,
            "is_one_time": request.session.get(ONE_TIME, False),
            "trail": [(_("改密码"), "")],
        }
        return render(request, "parts/password.html", shown, status=status)
