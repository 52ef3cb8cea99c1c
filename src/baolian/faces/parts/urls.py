"""Addresses that every face shares: signing in and out, the account, how pages look, health."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path

from baolian.faces.parts.acting import Acting
from baolian.faces.parts.health import healthz
from baolian.faces.parts.language import Language
from baolian.faces.parts.passwords import Password
from baolian.faces.parts.profile import Profile
from baolian.faces.parts.signing_in import SignIn, SignOut
from baolian.faces.parts.theme import Theme

urlpatterns: list[URLPattern] = [
    # allauth looks its own page up by the name account_login
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-out/", SignOut.as_view(), name="sign-out"),
    path("password/", Password.as_view(), name="password"),
    path("acting/", Acting.as_view(), name="acting"),
    path("language/", login_not_required(Language.as_view()), name="language"),
    path("theme/", login_not_required(Theme.as_view()), name="theme"),
    path("profile/", Profile.as_view(), name="profile"),
    path("healthz", healthz, name="healthz"),
]
