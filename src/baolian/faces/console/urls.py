"""Addresses of the console. A change of state is a noun under the thing that it changes."""

from django.urls import URLPattern, path

from baolian.faces.console.views import bulletins, ledger, slips, subjects, today, visits
from baolian.faces.console.views.matter_steps import STEPS as MATTER_STEPS
from baolian.faces.console.views.matters import MatterPage, matter_page
from baolian.faces.console.views.slip_steps import STEPS as SLIP_STEPS
from baolian.faces.console.views.slip_steps import Starts

lists: list[URLPattern] = [
    path("", today.Home.as_view(), name="home"),
    path("today/", today.Today.as_view(), name="today"),
    path("ledger/", ledger.Ledger.as_view(), name="ledger"),
    path("ledger/pairings/", ledger.Pairings.as_view(), name="pairings"),
    path("ledger/tasks/", ledger.Tasks.as_view(), name="tasks"),
]

things: list[URLPattern] = [
    path("matters/<int:pk>/", MatterPage.as_view(), name="matter"),
    path("matters/<int:pk>/slips/", Starts.as_view(show=matter_page), name="matter-slips"),
    path("subjects/<int:pk>/", subjects.SubjectPage.as_view(), name="subject"),
    path("subjects/<int:pk>/visits/", visits.Visits.as_view(), name="subject-visits"),
    path("visits/new/", visits.Choose.as_view(), name="visit-new"),
    path("visits/<int:pk>/", visits.VisitPage.as_view(), name="visit"),
    path("officers/<int:pk>/", subjects.OfficerPage.as_view(), name="officer"),
    path("pairings/<int:pk>/", subjects.PairingPage.as_view(), name="pairing"),
    path("readings/<int:pk>/", subjects.ReadingPage.as_view(), name="reading"),
    path("slips/", slips.Slips.as_view(), name="slips"),
    path("slips/<int:pk>/", slips.SlipPage.as_view(), name="slip"),
    path("bulletins/", bulletins.Bulletins.as_view(), name="bulletins"),
    path("bulletins/<int:pk>/", bulletins.BulletinPage.as_view(), name="bulletin"),
    path("bulletins/<int:pk>.md", bulletins.BulletinText.as_view(), name="bulletin-text"),
    path(
        "bulletins/<int:pk>/publication/",
        bulletins.Publication.as_view(show=bulletins.bulletin_page),
        name="bulletin-publication",
    ),
    path(
        "bulletins/<int:pk>/figures/<slug:code>/",
        bulletins.FigurePage.as_view(),
        name="bulletin-figure",
    ),
]

steps: list[URLPattern] = [
    *(
        path(
            f"matters/<int:pk>/{step.slug}/",
            step.as_view(show=matter_page),
            name=f"matter-{step.slug}",
        )
        for step in MATTER_STEPS
    ),
    *(
        path(
            f"slips/<int:pk>/{step.slug}/",
            step.as_view(show=slips.slip_page),
            name=f"slip-{step.slug}",
        )
        for step in SLIP_STEPS
    ),
]

urlpatterns = [*lists, *things, *steps]
