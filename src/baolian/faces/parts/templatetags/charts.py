"""Charts in a page: a drawing where scripts run, and always the table behind it."""

from __future__ import annotations

from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe

from baolian.faces.parts import vega
from baolian.routines.charts import Chart
from baolian.routines.charts.look import HATCHES

register = template.Library()


class Readable(DjangoJSONEncoder):
    """Chinese as it is, no spaces: half the weight."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"ensure_ascii": False, "separators": (",", ":")})


def as_data(spec: dict[str, Any]) -> SafeString:
    """A block of data, no script: a strict policy lets it stand, and nothing runs it."""
    return json_script(spec, encoder=Readable)


@register.inclusion_tag("parts/_chart.html")
def chart(chart: Chart, note: object = "") -> dict[str, Any]:
    """A figure; `note` says where its numbers come from."""
    return {"chart": chart, "spec": as_data(chart.spec), "note": note}


@register.inclusion_tag("parts/_charts.html")
def charts_here() -> dict[str, Any]:
    """Once, in the block `scripts` of a page with charts: what draws them."""
    return {"vega": vega.address(), "hatches": mark_safe(HATCHES)}  # noqa: S308 - drawn by us
