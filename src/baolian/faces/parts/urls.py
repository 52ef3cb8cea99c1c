"""Addresses that every face shares: signing in and out, language, health."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from baolian.faces.parts.acting import Acting
from baolian.faces.parts.health import healthz
from baolian.faces.parts.passwords import Password
from baolian.faces.parts.signing_in import SignIn, SignOut

urlpatterns: list[URLPattern] = [
    # allauth looks its own page up by the name account_login
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-out/", SignOut.as_view(), name="sign-out"),
    path("password/", Password.as_view(), name="password"),
    path("acting/", Acting.as_view(), name="acting"),
    path("language/", login_not_required(require_POST(set_language)), name="language"),
    path("healthz", healthz, name="healthz"),
]
