"""The ledger: difficulties and every other kind of matter; and the list of tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from django.db.models import Count, F, Q
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.addresses import page_of
from baolian.faces.console.lists.columns import Column, link, mark
from baolian.faces.console.lists.listing import Listing, Shut
from baolian.faces.console.lists.matter_filters import MatterFilters, TaskFilters
from baolian.faces.console.lists.matter_lines import Line, read_lines
from baolian.faces.console.lists.states import State
from baolian.faces.parts.keysets import Order
from baolian.faces.parts.lists import COUNTED_TO
from baolian.faces.parts.templatetags.pieces import remaining
from baolian.faces.parts.words import category_name, kind_name, source_words
from baolian.records.matters.models import Matter
from baolian.records.matters.models.querysets import MatterQuerySet


def matter_link(line: Line) -> SafeString:
    return link(page_of("matter", line.pk), line.summary)


def left_mark(line: Line) -> SafeString:
    return remaining(line.left)


def state_mark(line: Line) -> SafeString:
    return mark(f"state {line.state.tone}".rstrip(), line.state.words)


COLUMNS: tuple[Column, ...] = (
    Column(
        "number", _("编号"), lambda one: one.pk, sort="number", css="first soft nowrap", width=9,
    ),
    Column(
        "summary", pgettext_lazy("column", "事项"), lambda one: one.summary, matter_link,
        css="main", width=46, is_head=True,
    ),
    Column(
        "subject", _("服务对象"), lambda one: one.subject, css="wide", width=28, has_term=False,
    ),
    Column("kind", _("类型"), lambda one: kind_name(one.edition.pack, one.kind), has_term=False),
    Column(
        "category", _("类别"), lambda one: category_name(one.edition.pack, one.category), width=14,
        has_term=False,
    ),
    Column("town", _("所在地"), lambda one: one.town, width=16, has_term=False),
    Column("organisation", _("承办"), lambda one: one.organisation, width=20),
    Column("owner", _("责任人"), lambda one: one.owner, css="nowrap", width=10),
    Column("receiver", _("首接责任人"), lambda one: one.receiver, width=10),
    Column("source", _("来源"), lambda one: source_words(one.source)),
    Column("opened", _("登记"), lambda one: one.opened_at, sort="number", css="moment", width=17),
    Column("due", _("到期"), lambda one: one.due_at, sort="due", css="moment", width=17),
    Column("left", _("还剩"), lambda one: one.left.words, left_mark, width=18, has_term=False),
    Column(
        "state", _("状态"), lambda one: str(one.state.words), state_mark, css="first",
        has_term=False, width=16,
    ),
    Column("outcome", _("办理结果"), lambda one: one.outcome),
    Column(
        "resolved", _("办结时间"), lambda one: one.resolved, sort="resolved", css="moment",
        width=17,
    ),
    Column(
        "closed", _("销号时间"), lambda one: one.closed_at, sort="closed", css="moment", width=17,
    ),
    Column("cycle", _("第几次办理"), lambda one: one.cycle, css="number", width=8),
)  # fmt: skip

RUNNING = ("due", "number", "-number")
# of what is done the limit is past: when it was done is what matters
DONE = ("number", "summary", "subject", "category", "town", "organisation", "resolved", "state")
STATES: dict[str, State] = {
    "open": State(_("办理中"), RUNNING),
    "unassigned": State(_("待交办"), RUNNING),
    "overdue": State(_("逾期"), RUNNING),
    "suspended": State(pgettext_lazy("state", "已挂起"), RUNNING),
    "resolved": State(_("已办结未销号"), ("due", "resolved", "number"), DONE),
    "to_call_back": State(_("待回访企业"), ("due", "resolved", "number"), DONE),
    "closed": State(_("已销号"), ("-closed", "resolved"), DONE),
    "all": State(_("全部"), ("-number", "due")),
}


class Matters(Listing):
    """First of the three lists (问题清单), with every other kind of matter behind its filter."""

    code = "ledger"
    model = Matter
    title: ClassVar[str | Promise] = _("问题台账")
    columns = COLUMNS
    shown = ("number", "summary", "subject", "category", "town", "organisation", "due", "left", "state")  # fmt: skip # noqa: E501
    orders: ClassVar = {
        "number": Order("id"),
        "due": Order("due_at", may_be_empty=True),
        "resolved": Order("resolved_at"),
        "closed": Order("closed_at"),
    }
    states = STATES
    usual_state = "open"
    filters = MatterFilters
    ways = ("counts", "exports", "towns", "months", "assignments")
    nothing: ClassVar[str | Promise] = _("没有符合条件的事项。")
    none_yet: ClassVar[str | Promise] = _("您的查看范围内还没有登记事项。")
    shut: ClassVar = Shut(
        _("不能勾选的：已有承办单位（须由其先退回）、已办结或已销号。"),
        _("只看待交办的"),
        "unassigned",
    )

    def in_state(self, rows: MatterQuerySet, state: str) -> MatterQuerySet:
        match state:
            case "open":
                return rows.unresolved()
            case "unassigned":
                return rows.unassigned()
            case "overdue":
                return rows.overdue(self.act.at)
            case "suspended":
                return rows.suspended()
            case "resolved":
                return rows.resolved()
            case "to_call_back":
                return rows.difficulties().unconfirmed()
            case "closed":
                return rows.closed()
        return rows

    def read(self, keys: Sequence[int], columns: Iterable[Column]) -> list[Line]:
        return read_lines(self.act, keys, {column.code for column in columns})

    def key(self, row: Line) -> int:
        return row.pk

    @property
    def ticking(self) -> str:
        return gettext("勾选 %(number)s 号")

    @property
    def can_tick(self) -> bool:
        """Whoever keeps a ledger hands matters on."""
        return bool(self.act.by.charges("clerk"))

    def why_not(self, row: Line) -> str:
        """As the preview of an assignment says it, of what a line knows."""
        if row.closed_at:
            return gettext("已销号")
        if row.resolved_at:
            return gettext("已办结")
        return gettext("已有承办单位，须由其先退回") if row.organisation_id else ""

    def counts(self, rows: MatterQuerySet) -> dict[str, int]:
        """A few thousand are counted in one walk; of more, each state by its own index."""
        some = rows.order_by()[: COUNTED_TO + 1]
        undone, late = Q(resolved_at=None, closed_at=None), Q(due_at__lt=self.act.at)
        n = some.aggregate(
            all=Count("pk"),
            open=Count("pk", filter=undone),
            unassigned=Count("pk", filter=undone & Q(organisation=None)),
            overdue=Count("pk", filter=undone & late),
            resolved=Count("pk", filter=Q(resolved_at__isnull=False, closed_at=None)),
            closed=Count("pk", filter=Q(closed_at__isnull=False)),
        )
        if n["all"] > COUNTED_TO:
            return super().counts(rows)
        suspended = rows.suspended()
        n["suspended"] = suspended.count()
        n["overdue"] -= stopped_in_time(suspended.filter(late)).count()
        n["to_call_back"] = rows.difficulties().unconfirmed().count()
        return n


class Tasks(Matters):
    """Third of the three lists (任务清单)."""

    code = "tasks"
    title: ClassVar[str | Promise] = _("任务清单")
    filters = TaskFilters
    nothing: ClassVar[str | Promise] = _("没有符合条件的任务。")
    none_yet: ClassVar[str | Promise] = _("您的查看范围内还没有任务。")

    def visible(self) -> MatterQuerySet:
        return Matter.objects.tasks().visible_to(self.act.by)


def stopped_in_time(suspended: MatterQuerySet) -> MatterQuerySet:
    """Of those whose clock stands still: it was stopped before they were due, none is late."""
    return suspended.filter(suspensions__until=None, suspensions__since__lt=F("due_at"))
