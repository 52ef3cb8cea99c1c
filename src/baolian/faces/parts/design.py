"""/design/: every piece in every state, on a demo site only. What it shows is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views import View

from baolian.faces.parts.acts import act_of
from baolian.faces.parts.chart_samples import chart_samples
from baolian.faces.parts.words import verb_words

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
    """A person, a step, a line of history: whatever a piece asks for by name."""

    words: str | Promise
    tone: str = ""
    address: str = "#"
    is_here: bool = False
    is_done: bool = False
    count: int | None = None


class Design(View):
    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Raises Http404 on a site that is no demo."""
        if not settings.DEMO:
            raise Http404
        if "said" in request.GET:
            messages.success(request, _("已记下走访。"))
            messages.warning(request, _("有两条没有导入，见下。"))
            messages.error(request, _("没有保存：别人刚刚改动了这条记录。"))
        # the page shows forms as they were filled in, so theirs are not its own errors
        return render(request, "parts/design/design.html", samples(act_of(request).at))


def samples(now: datetime) -> dict[str, Any]:
    return {
        "colours": COLOURS,
        "icons": ICONS,
        "states": [
            Sample(_("办理中")), Sample(_("已销号"), "good"), Sample(_("挂起"), "warn"),
            Sample(_("逾期"), "bad"),
        ],
        "rungs": [
            ("blue", _("蓝单")), ("yellow", _("黄单")), ("orange", _("橙单")), ("red", _("红单")),
        ],
        "left": [5, 2, 1, 0, -3],
        "officer": SimpleNamespace(name=_("张三"), phone="0914-555 0101"),
        "facts": [(_("服务对象"), _("某水泵厂")), (_("登记时间"), "2022-03-07 09:00")],
        "empty_form": SampleForm(prefix="a"),
        "wrong_form": SampleForm({"b-summary": _("季节性用工短缺20人")}, prefix="b"),
        "steps": [
            Sample(_("选文件"), is_done=True), Sample(_("核对"), is_here=True), Sample(_("导入")),
        ],
        "tabs": [
            Sample(_("办理中"), is_here=True, count=128), Sample(_("逾期"), count=7),
            Sample(_("已销号"), count=0),
        ],
        "chips": [Sample(_("类别：用工")), Sample(_("只看逾期"))],
        "history": history(now),
        "clocks": clocks(now),
        "now": now,
        **chart_samples(localtime(now).date()),
    }  # fmt: skip


def history(now: datetime) -> list[Any]:
    def line(days: int, did: Any, css: str = "", note: Any = "", leader: Any = None) -> Any:
        at = now - timedelta(days=days)
        return SimpleNamespace(
            at=at, who=_("张三"), did=did, css=css, note=note, on_behalf_of=leader
        )

    return [
        line(0, verb_words("received"), "now"),
        line(3, verb_words("returned"), "bad", _("不属于本单位职责")),
        line(6, verb_words("opened"), leader=_("李四")),
    ]


def clocks(now: datetime) -> list[tuple[Any, list[Any], datetime]]:
    """(words, stretches, due): running, suspended in between, extended, overdue."""

    def stretch(since: int, until: int, kind: str = "working") -> Any:
        begun, ended = now + timedelta(days=since), now + timedelta(days=until)
        return SimpleNamespace(since=begun, until=ended, kind=kind)

    def due(days: int) -> datetime:
        return now + timedelta(days=days)

    broken = [stretch(-12, -8), stretch(-8, -5, "suspended"), stretch(-5, 0)]
    longer = [stretch(-12, -4), stretch(-4, 0, "extended")]
    return [
        (_("计时中"), [stretch(-4, 0)], due(8)),
        (_("挂起过，已恢复"), broken, due(6)),
        (_("已延期"), longer, due(4)),
        (_("逾期"), [stretch(-14, 0)], due(-4)),
        (_("刚刚起算"), [], due(7)),
    ]
