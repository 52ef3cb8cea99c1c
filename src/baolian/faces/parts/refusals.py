"""What a verb may refuse, as a sentence in the reader's language and an HTTP status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.db import IntegrityError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baolian.records.journal.rows import Overtaken
from baolian.records.lists import models as lists
from baolian.records.matters import models as matters
from baolian.records.meetings import models as meetings
from baolian.records.rulebook.models import NoEdition
from baolian.records.visits.models import NobodyWent, NotYetHappened, TooLongAgo
from baolian.routines.bulletins import models as bulletins
from baolian.routines.supervision import models as slips

Said = str | Promise

# 409: true when the page was read, no longer true now; 422: cannot be done as it was asked
CONFLICT, WRONG = HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY

SENTENCES: dict[type[Exception], tuple[HTTPStatus, Said]] = {
    Overtaken: (CONFLICT, _("别人刚刚改动了这条记录，请核对后再提交。")),
    # a constraint kept the promise: somebody else did it in the same moment
    IntegrityError: (CONFLICT, _("别人刚刚办了同一件事，请核对。")),
    matters.AlreadyAssigned: (CONFLICT, _("已有单位在办，须由其先退回，才能另行交办。")),
    matters.AlreadyClosed: (CONFLICT, _("该事项已销号，须先二次办理。")),
    matters.AlreadyConfirmed: (CONFLICT, _("企业已就本次办结表态，不能重复确认。")),
    matters.AlreadyContacted: (CONFLICT, _("已有首次联系的记录；之后的沟通请记为走访。")),
    matters.HandledAgain: (CONFLICT, _("该事项已转入二次办理，请待再次办结后回访。")),
    matters.AlreadyReceived: (CONFLICT, _("该单位已签收或退回，不能重复答复。")),
    matters.AlreadyResolved: (CONFLICT, _("该事项已办结，须先二次办理。")),
    matters.AlreadySuspended: (CONFLICT, _("该事项已挂起，时限本来就停着。")),
    matters.NoExtension: (WRONG, _("这类事项不设延期，没有在走的办结时限，或者日子是会上定的。")),
    matters.AlreadyAsked: (CONFLICT, _("已有一项延期申请等待批准。")),
    matters.AskedTooLate: (WRONG, _("提出延期的期限已过，须在到期前提前申请。")),
    matters.ExtensionsUsedUp: (WRONG, _("该事项的延期次数已用完。")),
    matters.ExtensionTooLong: (WRONG, _("超过了制度规定的一次延期的长度。")),
    matters.NotLater: (WRONG, _("申请延到的日期，须晚于现在的到期日。")),
    matters.TooFarAhead: (WRONG, _("申请延到的日期离现在的到期日两年以上，请核对年份。")),
    matters.NobodyDecides: (
        WRONG,
        _(
            "没有人能批这项延期：有权批准的人都是申请方（含其领导、联络员），或者就在承办单位任职。"
            "请由承办单位的经办人自己提出；仍没有人能批的，请系统管理员登记另一位有权批准的人。"
        ),
    ),
    matters.AlreadyDecided: (CONFLICT, _("这项延期申请已有决定。")),
    matters.NothingAsked: (CONFLICT, _("没有等待批准的延期申请。")),
    matters.AskedByOneself: (WRONG, _("申请延期的人（含其领导、联络员）不能自己批准。")),
    matters.NotSuspended: (CONFLICT, _("该事项没有挂起，时限正在走。")),
    matters.NotResolved: (CONFLICT, _("该事项还没有办结。")),
    matters.NothingToReopen: (CONFLICT, _("该事项正在办理，无须二次办理。")),
    matters.NotConfirmed: (WRONG, _("企业未确认解决，也没有书面说明，不能销号。")),
    matters.ReturnWindowPassed: (WRONG, _("退回期限已过。")),
    matters.DayNotAhead: (WRONG, _("办完的日子要在今天之后、十年以内，请核对。")),
    meetings.AlreadyApproved: (
        CONFLICT,
        _("纪要已由主持人审定，到会、议题和决定不再改动；纪要有误可写更正。"),
    ),
    meetings.AlreadyCancelled: (CONFLICT, _("会议已取消。")),
    meetings.AlreadyHeld: (CONFLICT, _("会议已经开过。")),
    meetings.AlreadyOnAgenda: (CONFLICT, _("该事项已在这次会议的议程上。")),
    meetings.MinutesMoved: (CONFLICT, _("您看过之后会议记录有变动，请再看一遍，再审定。")),
    meetings.NotHeld: (WRONG, _("会议还没有开，先记到会。")),
    meetings.NotYetBegun: (WRONG, _("还没有到开会的日子。")),
    meetings.NothingWritten: (WRONG, _("还没有写纪要。")),
    meetings.ReasonMissing: (WRONG, _("必须写明理由。")),
    meetings.TooFar: (WRONG, _("开会时间离今天一年以上，请核对年份。")),
    meetings.WorkAboutNothing: (WRONG, _("任务总是关于某个服务对象的，请选一个。")),
    meetings.WorkIncomplete: (WRONG, _("要办的决定，要定由谁来办、哪一天办完。")),
    slips.AlreadyDrafted: (CONFLICT, _("这一时限已有这种督办单，同一单不发两次。")),
    slips.AlreadyMet: (CONFLICT, _("所督办的事已经办了，草稿可以撤回。")),
    slips.AlreadySigned: (CONFLICT, _("该督办单已签发。")),
    slips.AlreadyAcknowledged: (CONFLICT, _("已有回执，不必重复。")),
    slips.AlreadyRefused: (CONFLICT, _("这份答复此前已不予认可。")),
    slips.AlreadyWithdrawn: (CONFLICT, _("该督办单已撤回。")),
    slips.ClockStandsStill: (CONFLICT, _("该事项已挂起，恢复计时后才能签发。")),
    slips.DraftOutdated: (
        CONFLICT,
        _("期限或承办单位已变，草稿已过时。请先重拟，再签发；不再需要的可以撤回。"),
    ),
    slips.NotYetReached: (
        CONFLICT,
        _("时限已顺延，这一档还没有到。到时再重拟；不再需要的可以撤回。"),
    ),
    slips.NeedsNoSignature: (CONFLICT, _("提醒不需要签发。")),
    slips.NotIssued: (CONFLICT, _("草稿还不是督办单，不能回执或答复。")),
    slips.NoReplyOwed: (CONFLICT, _("该督办单不要求答复，或已经答复。")),
    slips.NoSuchRung: (WRONG, _("这一时限没有这种督办单。")),
    slips.ReasonMissing: (WRONG, _("必须写明理由或答复内容。")),
    slips.StillOnTrial: (WRONG, _("本单位仍在试运行，只拟稿，不发出。")),
    bulletins.AlreadyDrafted: (CONFLICT, _("该月的简报已经拟过。")),
    bulletins.AlreadyPublished: (CONFLICT, _("简报已发布；发布后不再改动。")),
    bulletins.FiguresMoved: (CONFLICT, _("核对之后记录有变动，数字已更新，请再看一遍。")),
    bulletins.MonthNotBegun: (WRONG, _("这个月还没有开始。")),
    bulletins.MonthNotOver: (WRONG, _("本月未结束，简报不能提前发布。")),
    bulletins.NothingRecorded: (
        WRONG,
        _(
            "截至该月末，本地没有任何记录：除引用的统计数据外，各项数字均为零或无记录，不能发布。"
            "请核对月份，或先导入台账、登记当月情况。"
        ),
    ),
    lists.NameTaken: (WRONG, _("这个列表已有同名的视图，请换个名称。")),
    lists.AlreadyDropped: (CONFLICT, _("这个视图已经删除。")),
    lists.TooManyViews: (WRONG, _("视图已满 30 个，请先删去不用的。")),
    NotYetHappened: (WRONG, _("走访日期在今天之后；走访是已经发生的事。")),
    TooLongAgo: (WRONG, _("走访日期早于一年前，请核对年份。")),
    NobodyWent: (WRONG, _("请写明走访人。")),
    NoEdition: (WRONG, _("该地当日没有适用的制度，请联系系统管理员。")),
}


@dataclass(frozen=True)
class Refusal:
    """Shown above the form it answers; nothing that was typed is lost."""

    words: str
    status: HTTPStatus


def refusals() -> tuple[type[Exception], ...]:
    """What views catch around a verb; anything else is a fault and becomes a 500."""
    return tuple(SENTENCES)


def refusal_of(
    error: Exception, sentences: Mapping[type[Exception], tuple[HTTPStatus, Said]] = SENTENCES
) -> Refusal:
    """The sentence for what was refused, in the language of the page. Raises KeyError for an
    exception without one."""
    status, sentence = sentences[type(error)]
    return Refusal(str(sentence), status)
