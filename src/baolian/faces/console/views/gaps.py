"""For whom nobody answers, role by role that the pack asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from baolian.faces.parts.acts import act_of
from baolian.faces.parts.lists import counted
from baolian.faces.parts.words import home_pack, label_words, said
from baolian.records.journal.acts import Act
from baolian.records.pairings.models import gaps
from baolian.records.subjects.models import Subject
from baolian.rules.packs import SubjectKind

SHOWN = 20


@dataclass(frozen=True)
class Gap:
    """`n` of a kind have nobody in a role; `address`: the list of them all."""

    kind: str
    role: str
    n: int
    is_exact: bool
    subjects: list[Any]
    address: str


class Gaps(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"gaps": list(gaps_of(act_of(request))), "trail": [(_("缺口：无人负责"), "")]}
        return render(request, "console/lists/gaps.html", context)


def gaps_of(act: Act) -> Iterator[Gap]:
    pack = home_pack(act)
    for kind in SubjectKind:
        for role in pack.required_roles(kind) if pack else ():
            lacking = gaps(Subject.objects.visible_to(act.by).kind(kind), [role.code], act.today)
            some = list(lacking.order_by("name", "id")[: SHOWN + 1])
            if some:
                n, is_exact = counted(lacking) if len(some) > SHOWN else (len(some), True)
                query = urlencode({"state": kind.value, "lacking": role.code})
                address = f"{reverse('subjects')}?{query}"
                words = label_words(Subject.Kind(kind).label)
                yield Gap(words, said(role.name), n, is_exact, some[:SHOWN], address)
