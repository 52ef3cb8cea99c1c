"""/design/: every piece as the pages use it, on a demo site only. What it shows is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View

from baolian.faces.console import design_samples
from baolian.faces.console.chart_samples import chart_samples
from baolian.faces.console.lists.matters import Matters
from baolian.faces.console.meeting_samples import meeting_samples
from baolian.faces.parts.acts import act_of
from baolian.records.journal.acts import Act

COLOURS = (
    "ground", "paper", "raised", "sunk", "ink", "ink-soft", "link", "line", "line-strong", "seal",
    "brand", "good", "warn", "bad", "slip-blue", "slip-yellow", "slip-orange", "slip-red",
    "chart-1", "chart-2", "chart-3", "chart-4", "chart-5",
)  # fmt: skip
ICONS = (
    "today", "visit", "ledger", "pairings", "tasks", "subject", "slip", "bulletin", "bell",
    "search", "more", "menu", "plus", "person", "people", "swap", "phone", "clock", "pause",
    "check", "cross", "warn", "info", "question", "left", "right", "first", "last", "down", "edit",
    "lock", "globe", "sun", "moon", "screen", "exit", "print", "download", "upload", "filter",
    "columns", "attach", "keyboard", "inbox", "chart", "star", "shield", "broken",
)  # fmt: skip


class SampleForm(forms.Form):
    """One field of every kind; what is typed goes nowhere."""

    summary = forms.CharField(label=_("困难是什么"), max_length=100, help_text=_("一句话说清楚"))
    detail = forms.CharField(
        label=_("所见所闻"), widget=forms.Textarea({"rows": 4}), required=False
    )
    category = forms.ChoiceField(
        label=_("类别"),
        choices=[("", _("请选择")), ("labour", _("用工")), ("land", _("用地"))],
    )
    on = forms.DateField(label=_("日期"), widget=forms.DateInput(attrs={"type": "date"}))
    outcome = forms.ChoiceField(
        label=_("结果"),
        widget=forms.RadioSelect,
        choices=[("solved", _("已解决")), ("partly", _("部分解决"))],
    )
    paper = forms.FileField(label=_("附件"), required=False)


@dataclass(frozen=True)
class Sample:
    """A state, a tab, a filter: whatever a piece asks for by name."""

    words: str | Promise
    tone: str = ""
    address: str = "#"
    is_here: bool = False
    count: int | None = None


class Design(View):
    """`?show=`: which of the sheets of samples; together they would be too heavy for one page."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Raises Http404 on a site that is no demo."""
        if not settings.DEMO:
            raise Http404
        if "said" in request.GET:
            messages.success(request, _("已记下走访。"))
            messages.warning(request, _("有两条没有导入，见下。"))
            messages.error(request, _("没有保存：别人刚刚改动了这条记录。"))
        show = request.GET.get("show", "")
        show = show if show in SHEETS else PIECES
        context = {"parts": tabs(show)} | SHEETS[show][1](act_of(request))
        # the page shows forms as they were filled in, so theirs are not its own errors
        return render(request, f"console/design/{show}.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """A sample that was sent writes nothing: it is answered with the messages of a page."""
        if not settings.DEMO:
            raise Http404
        return redirect(f"{reverse('design')}?said")


def tabs(show: str) -> list[Sample]:
    return [
        Sample(words, address=f"?show={name}", is_here=name == show)
        for name, (words, _samples) in SHEETS.items()
    ]


STATES = (
    Sample(_("办理中")),
    Sample(_("已销号"), "good"),
    Sample(_("挂起"), "warn"),
    Sample(_("逾期"), "bad"),
)


def pieces(act: Act) -> dict[str, Any]:
    return {
        "colours": COLOURS,
        "icons": ICONS,
        "states": STATES,
        "ticked": list(zip(design_samples.boxes(), STATES, strict=True)),
        "shut": Matters.shut,
        "rungs": design_samples.RUNGS.items(),
        "lefts": design_samples.lefts(),
        "duties": design_samples.duties(),
        "choices": design_samples.choices(),
        "facts": [(_("服务对象"), _("某水泵厂")), (_("登记时间"), "2022-03-07 09:00")],
        "empty_form": SampleForm(prefix="a"),
        "wrong_form": SampleForm({"b-summary": _("季节性用工短缺20人")}, prefix="b"),
        "refused": Sample(_("别人刚刚改动了这条记录。")),
        "mistakes": [_("账号或密码不对。")],
        "unread": [_("没有这一项，已不按它筛选。")],
        "tabs": [
            Sample(_("办理中"), is_here=True, count=128), Sample(_("逾期"), count=7),
            Sample(_("已销号"), count=0),
        ],
        "chips": [Sample(_("类别：用工")), Sample(_("只看逾期"))],
        "now": act.at,
    }  # fmt: skip


def records(act: Act) -> dict[str, Any]:
    return {
        "next_steps": design_samples.next_steps(act),
        "papers": design_samples.papers(act),
        "trials": design_samples.trials(act),
        "page": SimpleNamespace(number=2, has_next=True),
        "told": design_samples.told(act),
        "tally": [(_("新增行"), 12), (_("更新行"), 3), (_("未变行"), 240), (_("有错误的行"), 0)],
        **design_samples.life(act),
        "extensions": design_samples.extensions(act),
        "met": SimpleNamespace(address="#content", on=act.today, note=""),
    }


def charts(act: Act) -> dict[str, Any]:
    return {"drawn_charts": chart_samples(act.today)}


PIECES = "pieces"
Sheet = tuple[str | Promise, Callable[[Act], dict[str, Any]]]
SHEETS: dict[str, Sheet] = {
    PIECES: (_("部件"), pieces),
    "records": (_("一件事，一张单"), records),
    "meetings": (_("会议"), meeting_samples),
    "charts": (_("图"), charts),
}
