"""What a verb may refuse, as a sentence in both languages and an HTTP status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from baolian.records.journal.rows import Overtaken
from baolian.records.matters import models as matters
from baolian.records.rulebook.models import NoEdition
from baolian.records.visits.models import NotYetHappened

Said = str | Promise

# 409: true when the page was read, no longer true now; 422: cannot be done as it was asked
CONFLICT, WRONG = HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY

SENTENCES: dict[type[Exception], tuple[HTTPStatus, Said]] = {
    Overtaken: (CONFLICT, _("别人刚刚改动了这条记录，请核对后再提交。")),
    matters.AlreadyAssigned: (CONFLICT, _("已有单位在办，须由其先退回，才能另行交办。")),
    matters.AlreadyClosed: (CONFLICT, _("该事项已销号，须先二次办理。")),
    matters.AlreadyConfirmed: (CONFLICT, _("企业已就本次办结表态，不能重复确认。")),
    matters.AlreadyReceived: (CONFLICT, _("该单位已签收或退回，不能重复答复。")),
    matters.AlreadyResolved: (CONFLICT, _("该事项已办结，须先二次办理。")),
    matters.AlreadySuspended: (CONFLICT, _("该事项已挂起，时限本来就停着。")),
    matters.NotSuspended: (CONFLICT, _("该事项没有挂起，时限正在走。")),
    matters.NotResolved: (CONFLICT, _("该事项还没有办结。")),
    matters.NothingToReopen: (CONFLICT, _("该事项正在办理，无须二次办理。")),
    matters.NotConfirmed: (WRONG, _("企业未确认解决，也没有书面说明，不能销号。")),
    matters.ReturnWindowPassed: (WRONG, _("退回期限已过。")),
    NotYetHappened: (WRONG, _("走访日期在今天之后；走访是已经发生的事。")),
    NoEdition: (WRONG, _("该地当日没有适用的制度，请联系系统管理员。")),
}


@dataclass(frozen=True)
class Refusal:
    """Shown above the form it answers; nothing that was typed is lost."""

    zh: str
    en: str
    status: HTTPStatus


def refusals() -> tuple[type[Exception], ...]:
    """What views catch around a verb; anything else is a fault and becomes a 500."""
    return tuple(SENTENCES)


def refusal_of(
    error: Exception, sentences: Mapping[type[Exception], tuple[HTTPStatus, Said]] = SENTENCES
) -> Refusal:
    """The sentence for what was refused. Raises KeyError for an exception without one."""
    status, sentence = sentences[type(error)]
    with override("zh-hans"):
        zh = str(sentence)
    with override("en"):
        en = str(sentence)
    return Refusal(zh, en, status)
