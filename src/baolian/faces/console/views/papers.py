"""Papers as files: Word for whoever goes on with it, PDF for whoever prints it.

A thing is looked for among what its reader may see, as on its page; what it says is for
`routines/papers`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views import View

from baolian.faces.console.answering import ordered
from baolian.faces.console.seeing import officers_seen
from baolian.faces.console.views.bulletins import bulletin_of, is_inside
from baolian.faces.console.views.lists import ListView
from baolian.faces.console.views.matter_steps import matter_of
from baolian.faces.console.views.officers import pairings_of, sees_all_of
from baolian.faces.console.views.slip_steps import slip_of
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.words import home_pack, pack_for
from baolian.records.journal.acts import Act
from baolian.records.lists.models import Export
from baolian.records.matters.models import Handling
from baolian.records.pairings.models import Pairing
from baolian.routines.papers import documents
from baolian.routines.papers.fonts import NoPaperFont
from baolian.routines.papers.limits import NotMade
from baolian.routines.papers.paper import Paper
from baolian.routines.papers.typesetting import pdf
from baolian.routines.papers.writing import docx

LOG = logging.getLogger(__name__)

Writer = Callable[[Paper], bytes]

FORMS: dict[str, tuple[Writer, str]] = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}
NAMES = {"docx": "Word", "pdf": "PDF"}
# what takes seconds to write and sixty pages to print; the workbook has them all
MOST = 1_000
# what some system's files cannot be called
UNNAMEABLE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
LONGEST_NAME = 60


def sent(request: HttpRequest, paper: Paper, form: str) -> HttpResponse:
    write, kind = FORMS[form]
    try:
        data = write(paper)
    except (NoPaperFont, NotMade) as error:
        LOG.warning("no %s of %s: %s", form, request.path, error)
        return not_made(request, form, has_font=isinstance(error, NotMade))
    name = f"{UNNAMEABLE.sub('-', paper.title)[:LONGEST_NAME]}.{form}"
    said = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": said or "attachment", "Cache-Control": "no-store, private"}
    return HttpResponse(data, content_type=kind, headers=headers)


def not_made(request: HttpRequest, form: str, *, has_font: bool) -> HttpResponse:
    """Why there is no file of this form; the other one is offered."""
    other = next(one for one in FORMS if one != form)
    context = {
        "has_font": has_font,
        "form": NAMES[form],
        "other": NAMES[other],
        "address": request.path.removesuffix(form) + other,
        "query": request.GET.urlencode(),
    }
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return render(request, "console/papers/not_made.html", context, status=status)


class PaperView(View):
    """`form` is handed over by urls.py."""

    form = "docx"

    def paper(self, act: Act, pk: int) -> Paper:
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return sent(request, self.paper(act_of(request), pk), self.form)


class SlipPaper(PaperView):
    def paper(self, act: Act, pk: int) -> Paper:
        return documents.slip_paper(slip_of(act, pk))


class Brief(PaperView):
    write = staticmethod(documents.bulletin_brief)

    def paper(self, act: Act, pk: int) -> Paper:
        bulletin = bulletin_of(act, pk)
        return self.write(bulletin, internal=is_inside(self.request, act, bulletin))


class Circular(Brief):
    write = staticmethod(documents.bulletin_circular)


class AssignmentLetter(PaperView):
    """Of one handling of a matter: lead and assist each get a letter of their own."""

    def paper(self, act: Act, pk: int) -> Paper:
        handling = get_object_or_404(Handling.objects.select_related("organisation"), pk=pk)
        handling.matter = matter_of(act, handling.matter_id)
        return documents.assignment_letter(act, handling)


class Card(PaperView):
    """Only for who sees all that the officer answers for: he is to sign it."""

    def paper(self, act: Act, pk: int) -> Paper:
        officer = get_object_or_404(officers_seen(act, [pk]), pk=pk)
        if not sees_all_of(act, officer):
            raise Http404
        standing = ordered(pairings_of(act, officer)).on(act.today)
        post = officer.post_on(act.today)
        pack = pack_for(act, post.organisation.path) if post else home_pack(act)
        pairings = list(standing.select_related("subject__place"))
        return documents.responsibility_card(officer, pairings, pack, act.today)


class PairingAnnex(ListView):
    """Exactly the list as it is shown. It leaves the system, and that is entered: so it is sent
    for, as the workbook is."""

    form = "docx"

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = self.asked(request.GET)
        keys = [key for some in asked.whole(MOST + 1) for key in some]
        if len(keys) > MOST:
            words = _("超过 %(most)s 条，不能作为一份附件。请先筛选，或导出 Excel。")
            return self.page(asked, words % {"most": f"{MOST:,}"})
        act = asked.listing.act
        paper = documents.pairing_annex(pairings_in(keys), home_pack(act), act.today)
        answer = sent(request, paper, self.form)
        if answer.status_code == HTTPStatus.OK:
            query = urlencode(asked.query)
            Export.take(act, asked.listing.code, query, str(asked), len(keys))
        return answer


def pairings_in(keys: list[int]) -> list[Pairing]:
    """In the order of the keys, with all that the annex says of them."""
    found = Pairing.objects.filter(pk__in=keys).select_related(
        "subject__place", "organisation", "officer"
    )
    read = {p.pk: p for p in found.prefetch_related("officer__posts__organisation")}
    return [read[key] for key in keys if key in read]


# name of the address, where it lies, what answers
PAPERS = (
    ("slip", "slips/<int:pk>/", SlipPaper),
    ("brief", "bulletins/<int:pk>/brief/", Brief),
    ("circular", "bulletins/<int:pk>/circular/", Circular),
    ("assignment", "handlings/<int:pk>/", AssignmentLetter),
    ("officer", "officers/<int:pk>/", Card),
)
