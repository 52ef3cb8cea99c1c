"""Bulletins: the list, the page whose numbers open their records, publication, Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from baolian.faces.console.charts import course_chart
from baolian.faces.console.forms.bulletins import DraftForm, PublicationForm, drafting_offices
from baolian.faces.console.records import record_line, with_related
from baolian.faces.console.steps import Step, Tried, status_of
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.language import lang_of_page
from baolian.faces.parts.lists import counted, page_of
from baolian.faces.parts.refusals import Refusal, refusal_of, refusals
from baolian.records.journal.acts import Act
from baolian.routines.bulletins.models import Bulletin, Figure, are_founded, fingerprint
from baolian.routines.bulletins.words import Caption, caption
from baolian.rules.packs import FigureCode


def bulletin_of(act: Act, pk: int) -> Bulletin:
    visible = Bulletin.objects.visible_to(act.by)
    return get_object_or_404(
        visible.select_related("organisation", "publication", "edition"), pk=pk
    )


def is_inside(request: HttpRequest, act: Act, bulletin: Bulletin) -> bool:
    """Whether the internal copy is asked for. Raises Http404 for those it is not open to."""
    if request.GET.get("internal") != "1":
        return False
    if not bulletin.is_open_inside_to(act.by):
        raise Http404
    return True


class Bulletins(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        return bulletins_page(request, act, DraftForm(act))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Draft a month's bulletin."""
        act = act_of(request)
        if not drafting_offices(act).exists():
            raise PermissionDenied
        form = DraftForm(act, request.POST)
        if not form.is_valid():
            return bulletins_page(request, act, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        data = form.cleaned_data
        try:
            bulletin = Bulletin.draft(act, data["organisation"], data["month"])
        except refusals() as error:
            refusal = refusal_of(error)
            return bulletins_page(request, act, form, refusal, refusal.status)
        return redirect("bulletin", bulletin.pk)


def bulletins_page(
    request: HttpRequest,
    act: Act,
    form: DraftForm,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    lang = lang_of_page()
    page = page_of(request, Bulletin.objects.visible_to(act.by).latest_first())
    context = {
        "page": page,
        "rows": [(bulletin, bulletin.title(lang)) for bulletin in page.rows],
        "form": form if drafting_offices(act).exists() else None,
        "refusal": refusal,
    }
    return render(request, "console/bulletins/bulletins.html", context, status=status)


class BulletinPage(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        return bulletin_page(request, act, bulletin_of(act, pk), None)


def bulletin_page(
    request: HttpRequest, act: Act, bulletin: Bulletin, tried: Tried | None
) -> HttpResponse:
    lang, internal = lang_of_page(), is_inside(request, act, bulletin)
    words = bulletin.words(lang, internal=internal)
    may_publish = bulletin.can_publish(act.by) and not bulletin.is_published
    is_founded = are_founded(said.figure for said in words.captions)
    context = {
        "bulletin": bulletin,
        "title": bulletin.title(lang),
        "trail": [(bulletin.title(lang), "")],
        "internal": internal,
        "copy": "?internal=1" if internal else "",
        "is_open_inside": bulletin.is_open_inside_to(act.by),
        "words": words,
        "rates": rates(words.captions) if internal else [],
        "course": course_chart(
            words.course, gettext("近%(n)d个月困难的登记与解决（件）"), gettext("称已解决")
        ),
        "course_note": _(
            "登记与解决按台账所载日期或系统时刻；称已解决不等于企业确认。发布后随简报冻结。"
        ),
        "can_publish": may_publish and is_founded and bulletin.is_over(act),
        "is_unfounded": may_publish and not is_founded,
        "is_early": may_publish and is_founded and not bulletin.is_over(act),
        "refusal": tried and tried.refusal,
    }
    return render(request, "console/bulletins/bulletin.html", context, status=status_of(tried))


def rates(captions: Iterable[Caption]) -> list[Caption]:
    """How many have any outcome, and beside it how many the enterprise has confirmed as solved."""
    found = {said.figure.code: said for said in captions}
    both = [found.get(FigureCode.HANDLED_RATE), found.get(FigureCode.HONEST_RATE)]
    return [said for said in both if said] if all(both) else []


class Publication(Step[Bulletin]):
    """A second look: what is counted, what is zero, that it cannot be undone. Then the step."""

    slug, title = "publication", _("发布")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        bulletin = self.seen(act, pk)
        if bulletin.is_published or not self.is_allowed(act, bulletin):
            return super().get(request, pk)
        return publication_page(request, act, bulletin, None)

    def seen(self, act: Act, pk: int) -> Bulletin:
        return bulletin_of(act, pk)

    def is_allowed(self, act: Act, thing: Bulletin) -> bool:
        return thing.can_publish(act.by)

    def form(self, thing: Bulletin, data: Any = None) -> forms.Form:
        return PublicationForm(data)

    def take(self, act: Act, thing: Bulletin, data: dict[str, Any]) -> None:
        thing.publish(act, data["shown"])

    def after(self, thing: Bulletin) -> str:
        return reverse("bulletin", args=[thing.pk])


def publication_page(
    request: HttpRequest, act: Act, bulletin: Bulletin, tried: Tried | None
) -> HttpResponse:
    if bulletin.is_published:
        return bulletin_page(request, act, bulletin, tried)
    lang = lang_of_page()
    figures = bulletin.figures(internal=True)
    captions = [caption(figure, lang) for figure in figures]
    address = reverse("bulletin", args=[bulletin.pk])
    context = {
        "bulletin": bulletin,
        "title": bulletin.title(lang),
        "trail": [(bulletin.title(lang), address), (_("发布"), "")],
        "shown": fingerprint(figures),
        "captions": captions,
        "nothing": [said for said in captions if not said.figure.value],
        "can_publish": are_founded(figures) and bulletin.is_over(act),
        "is_unfounded": not are_founded(figures),
        "is_early": not bulletin.is_over(act),
        "refusal": tried and tried.refusal,
    }
    return render(request, "console/bulletins/publication.html", context, status=status_of(tried))


class BulletinText(View):
    """The document as Markdown, in the language of the page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        bulletin = bulletin_of(act, pk)
        text = bulletin.markdown(lang_of_page(), internal=is_inside(request, act, bulletin))
        name = f"bulletin-{bulletin.month:%Y-%m}.md"
        return HttpResponse(
            text,
            content_type="text/markdown; charset=utf-8",
            headers={"Content-Disposition": f'inline; filename="{name}"'},
        )


class FigurePage(View):
    """The records behind a number; `?of=base` for what a rate was divided by."""

    def get(self, request: HttpRequest, pk: int, code: str) -> HttpResponse:
        act = act_of(request)
        bulletin = bulletin_of(act, pk)
        figure = figure_of(act, bulletin, code)
        of_base = request.GET.get("of") == "base" and figure.denominator is not None
        seen = figure.denominator_records(act.by) if of_base else figure.records(act.by)
        page = page_of(request, with_related(seen))
        total, is_exact = counted(seen)
        line = caption_of(bulletin, figure)
        context = {
            "bulletin": bulletin,
            "title": bulletin.title(lang_of_page()),
            "trail": [
                (bulletin.title(lang_of_page()), reverse("bulletin", args=[bulletin.pk])),
                (line.label, ""),
            ],
            "line": line,
            "of_base": of_base,
            "page": page,
            "rows": [record_line(act, record) for record in page.rows],
            "total": total,
            "is_exact": is_exact,
            "hidden": hidden(figure, total, of_base=of_base) if is_exact else 0,
        }
        return render(request, "console/bulletins/figure.html", context)


def figure_of(act: Act, bulletin: Bulletin, code: str) -> Figure:
    try:
        return bulletin.figure(code, internal=bulletin.is_open_inside_to(act.by))
    except Figure.DoesNotExist as error:
        raise Http404 from error


def caption_of(bulletin: Bulletin, figure: Figure) -> Caption:
    if bulletin.is_published:
        return bulletin.words(lang_of_page(), internal=figure.is_internal).caption(figure.code)
    return caption(figure, lang_of_page())


def hidden(figure: Figure, total: int, *, of_base: bool) -> int:
    """How many of the records counted are not this reader's to open."""
    whole = figure.denominator if of_base else figure.count
    return max((whole or 0) - total, 0)
