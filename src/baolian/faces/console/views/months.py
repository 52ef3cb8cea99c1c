"""Matters of a list month by month, of what its filters leave; exact, hence a page of its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.charts import course_chart
from baolian.faces.console.views.lists import ListView
from baolian.records.matters.months import by_month, standing
from baolian.routines.charts.months import last_months

MONTHS = 12


class Months(ListView):
    def get(self, request: HttpRequest) -> HttpResponse:
        asked = self.asked(request.GET)
        act, matters = asked.listing.act, asked.filtered
        course = by_month(matters, standing(matters), last_months(act.today, MONTHS))
        context = {
            "asked": asked,
            "chips": list(asked.form.chosen()),
            "now": act.at,
            "chart": course_chart(
                course, gettext("近%(n)d个月登记与办结（件）"), pgettext("amount", "办结")
            ),
            "trail": [(_("按月登记与办结"), "")],
        }
        return render(request, "console/lists/months.html", context)
