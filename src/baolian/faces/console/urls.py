"""Addresses of the console. A change of state is a noun under the thing that it changes."""

from django.urls import URLPattern, path

from baolian.faces.console.views import (
    bulletins,
    design,
    finding,
    imports,
    meetings,
    notices,
    officers,
    papers,
    slips,
    subjects,
    today,
    visits,
)
from baolian.faces.console.views.duty_steps import steps as duty_steps
from baolian.faces.console.views.list_addresses import list_addresses
from baolian.faces.console.views.matter_steps import STEPS as MATTER_STEPS
from baolian.faces.console.views.matters import MatterPage, matter_page
from baolian.faces.console.views.meeting_steps import STEPS as MEETING_STEPS
from baolian.faces.console.views.meeting_steps import MatterAgendas
from baolian.faces.console.views.slip_steps import STEPS as SLIP_STEPS
from baolian.faces.console.views.slip_steps import Starts

lists: list[URLPattern] = [
    path("", today.Home.as_view(), name="home"),
    path("today/", today.Today.as_view(), name="today"),
    path("today/lately/", today.Lately.as_view(), name="today-lately"),
    path("today/keeping/", today.Keeping.as_view(), name="today-keeping"),
    *(
        path(f"today/{thing}s/<int:pk>/{slug}/", view.as_view(), name=f"today-{thing}-{slug}")
        for thing, slug, view in duty_steps()
    ),
    path("find/", finding.Find.as_view(), name="find"),
    path("notices/", notices.Notices.as_view(), name="notices"),
    path("notices/hearing/", notices.Hearing.as_view(), name="notices-hearing"),
    *list_addresses(),
]

things: list[URLPattern] = [
    path("matters/<int:pk>/", MatterPage.as_view(), name="matter"),
    path("matters/<int:pk>/slips/", Starts.as_view(show=matter_page), name="matter-slips"),
    path("subjects/<int:pk>/", subjects.SubjectPage.as_view(), name="subject"),
    path("subjects/<int:pk>/visits/", visits.Visits.as_view(), name="subject-visits"),
    path("visits/new/", visits.Choose.as_view(), name="visit-new"),
    path("visits/<int:pk>/", visits.VisitPage.as_view(), name="visit"),
    path("officers/<int:pk>/", officers.OfficerPage.as_view(), name="officer"),
    path("pairings/<int:pk>/", subjects.PairingPage.as_view(), name="pairing"),
    path("readings/<int:pk>/", subjects.ReadingPage.as_view(), name="reading"),
    path("matters/<int:pk>/agenda/", MatterAgendas.as_view(show=matter_page), name="matter-agenda"),
    path("meetings/", meetings.Meetings.as_view(), name="meetings"),
    path("meetings/new/", meetings.Call.as_view(), name="meeting-new"),
    path("meetings/<int:pk>/", meetings.MeetingPage.as_view(), name="meeting"),
    path("slips/", slips.Slips.as_view(), name="slips"),
    path("slips/<int:pk>/", slips.SlipPage.as_view(), name="slip"),
    path("bulletins/", bulletins.Bulletins.as_view(), name="bulletins"),
    path("bulletins/<int:pk>/", bulletins.BulletinPage.as_view(), name="bulletin"),
    path("bulletins/<int:pk>.md", bulletins.BulletinText.as_view(), name="bulletin-text"),
    path(
        "bulletins/<int:pk>/publication/",
        bulletins.Publication.as_view(show=bulletins.publication_page),
        name="bulletin-publication",
    ),
    path(
        "bulletins/<int:pk>/figures/<slug:code>/",
        bulletins.FigurePage.as_view(),
        name="bulletin-figure",
    ),
]

paper_files: list[URLPattern] = [
    path(f"{at}paper.{form}", view.as_view(form=form), name=f"{name}-{form}")
    for name, at, view in papers.PAPERS
    for form in papers.FORMS
]

importing: list[URLPattern] = [
    path("imports/", imports.Imports.as_view(), name="imports"),
    path("imports/<int:pk>/", imports.ImportPage.as_view(), name="import"),
    path("imports/waiting/<slug:token>/", imports.Waiting.as_view(), name="import-waiting"),
    path("imports/waiting/<slug:token>/columns/", imports.Columns.as_view(), name="import-columns"),
    path(
        "imports/waiting/<slug:token>/confirmation/",
        imports.Confirmation.as_view(),
        name="import-confirmation",
    ),
    path("imports/waiting/<slug:token>/removal/", imports.Removal.as_view(), name="import-removal"),
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
    *(
        path(
            f"meetings/<int:pk>/{step.slug}/",
            step.as_view(show=meetings.meeting_page),
            name=f"meeting-{step.slug}",
        )
        for step in MEETING_STEPS
    ),
]

urlpatterns = [
    *lists,
    *things,
    *paper_files,
    *importing,
    *steps,
    path("design/", design.Design.as_view(), name="design"),
]
