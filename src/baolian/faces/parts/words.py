"""The console's own words for the kernel's codes, Chinese first; and the pack's for its codes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import (
    get_language,
    gettext,
    gettext_noop,
    pgettext,
    pgettext_lazy,
)
from django.utils.translation import gettext_lazy as _

from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter
from baolian.records.people.models import User
from baolian.records.rulebook.models import Edition, NoEdition
from baolian.records.subjects.models import Subject
from baolian.routines.supervision.words import STAGES as STAGES
from baolian.routines.supervision.words import limit_words as limit_words
from baolian.routines.supervision.words import said as said
from baolian.rules.packs import Pack

Said = str | Promise

# what a journal entry says was done
VERBS: dict[str, Said] = {
    "opened": _("登记事项"),
    "assigned": pgettext_lazy("done", "交办"),
    "received": pgettext_lazy("done", "签收"),
    "returned": pgettext_lazy("done", "退回"),
    "contacted": pgettext_lazy("done", "首次联系企业"),
    "suspended": pgettext_lazy("done", "挂起"),
    "resumed": pgettext_lazy("done", "恢复计时"),
    "extension asked": _("申请延期"),
    "extension granted": _("批准延期"),
    "extension refused": _("不批准延期"),
    "extension withdrawn": pgettext_lazy("done", "撤回延期申请"),
    "resolved": pgettext_lazy("done", "办结"),
    "claimed": _("依台账记为已办结（待核实）"),
    "confirmed": _("记下企业的确认"),
    "reopened": pgettext_lazy("done", "二次办理"),
    "closed": pgettext_lazy("done", "销号"),
    "entered": _("录入服务对象"),
    "supplemented": _("补录服务对象资料"),
    "paired": _("结对"),
    "unpaired": _("结束结对"),
    "visited": pgettext_lazy("done", "走访"),
    "meeting called": pgettext_lazy("done", "召开会议"),
    "invited": _("再请人参加会议"),
    "agenda added to": pgettext_lazy("done", "加议题"),
    "put on agenda": pgettext_lazy("done", "列入会议议程"),
    "meeting held": pgettext_lazy("done", "开会，记到会"),
    "attendance marked": pgettext_lazy("done", "更正到会"),
    "meeting cancelled": pgettext_lazy("done", "取消会议"),
    "decided": _("会议决定"),
    "minutes written": _("写会议纪要"),
    "minutes corrected": _("更正会议纪要"),
    "minutes approved": _("审定会议纪要"),
    "slip drafted": _("拟督办单"),
    "slip redrafted": _("重拟督办单"),
    "slip issued": _("签发督办单"),
    "slip acknowledged": _("督办单回执"),
    "slip replied to": pgettext_lazy("done", "答复督办单"),
    "reply refused": _("答复未予认可"),
    "slip withdrawn": _("撤回督办单"),
    "drafted": pgettext_lazy("done", "拟稿"),
    "published": pgettext_lazy("done", "发布"),
    "enrolled": _("登记人员"),
    "appointed": _("任职"),
    "post ended": _("免去职务"),
    "liaison appointed": _("指定联络员"),
    "read": _("录入读数"),
    "reading corrected": _("更正读数"),
    "rows imported": _("导入台账"),
    "row changed": _("依台账更新"),
    "imported": _("导入台账"),
    "exported": _("导出台账"),
    "view kept": _("保存视图"),
    "view renamed": _("视图改名"),
    "view shared": _("改变视图的共用范围"),
    "view dropped": _("删除视图"),
}

# choice labels of the models, in Chinese there; named here so that each gets its English
LABELS = [
    # organisations
    gettext_noop("市"), gettext_noop("县（区）"), gettext_noop("乡镇（街道）"),
    gettext_noop("园区管委会"), gettext_noop("部门"), gettext_noop("金融机构"),
    # roles of a post
    gettext_noop("干部"), gettext_noop("领导"), gettext_noop("联络员"), gettext_noop("经办人"),
    gettext_noop("台账管理员"), gettext_noop("督办员"), gettext_noop("窗口人员"),
    gettext_noop("监督员"), gettext_noop("系统管理员"), gettext_noop("安全管理员"),
    gettext_noop("审计管理员"), gettext_noop("包联责任人"),
    # subjects
    gettext_noop("企业"), gettext_noop("项目"), gettext_noop("产业链"), gettext_noop("园区"),
    gettext_noop("村（社区）"), gettext_noop("重点领域"),
    # where a matter comes from
    gettext_noop("走访"), gettext_noop("企业端"), gettext_noop("电话"), gettext_noop("12345热线"),
    gettext_noop("领导批示"), gettext_noop("会议"), gettext_noop("窗口"), gettext_noop("台账导入"),
    # handling, outcomes, confirmations
    gettext_noop("主办"), gettext_noop("协办"), gettext_noop("已解决"), gettext_noop("部分解决"),
    gettext_noop("已解释说明"), gettext_noop("暂不具备条件"), gettext_noop("非常满意"),
    gettext_noop("满意"), gettext_noop("基本满意"), gettext_noop("不满意"),
    gettext_noop("非常不满意"), gettext_noop("上门"), gettext_noop("书面"),
    # meetings
    gettext_noop("联席会"), gettext_noop("调度会"), gettext_noop("现场办公"),
    gettext_noop("交办会"), gettext_noop("观摩点评"),
    # readings
    gettext_noop("约"), gettext_noop("近"), gettext_noop("余"), gettext_noop("以上"),
]  # fmt: skip


def person_words(user: User) -> str:
    """An officer's name; what the office's own clockwork did, nobody did."""
    return name_words(user.username, user.officer.name if user.officer else None)


def name_words(account: str, officer: str | None) -> str:
    """The same of an account that was not read whole."""
    return gettext("系统") if account == User.CLOCKWORK else officer or account


UNITS: dict[str, Said] = {
    "working_day": _("工作日"),
    "calendar_day": _("自然日"),
    "working_hour": _("工作小时"),
    "hour": _("小时"),
}


def unit_words(unit: str) -> str:
    """Of a number that is yet to be given."""
    return str(UNITS[unit])


def listed(words: Iterable[str]) -> str:
    """One after another, with the mark between them that the language has."""
    return pgettext("between words", "、").join(words)


def home_edition(act: Act) -> Edition | None:
    """Of the rules that hold where this account works today; for the choices of a filter."""
    editions = (edition_for(act, post.organisation.path) for post in act.by.posts)
    return next((edition for edition in editions if edition), None)


def home_pack(act: Act) -> Pack | None:
    edition = home_edition(act)
    return edition.pack if edition else None


def edition_for(act: Act, path: str) -> Edition | None:
    """The edition that holds at `path` today; none where none is adopted."""
    try:
        return act.rulebook.edition_for(path, act.today)
    except NoEdition:
        return None


def pack_for(act: Act, path: str) -> Pack | None:
    edition = edition_for(act, path)
    return edition.pack if edition else None


def category_name(pack: Pack | None, code: str) -> str:
    """The pack's name for a category; the code itself where the pack has none."""
    found = pack.category_called(code) if pack and code else None
    return said(found.name) if found else code


def kind_name(pack: Pack | None, code: str) -> str:
    kind = pack.kinds.get(code) if pack else None
    return said(kind.name) if kind else code


def role_name(pack: Pack | None, code: str, office_kind: str = "") -> str:
    """Of a holder whose organisation is of this kind; the code where the pack has no name."""
    return said(pack.role_name(code, office_kind) if pack else None) or code


def tier_name(pack: Pack | None, code: str) -> str:
    return said(pack.tier_name(code) if pack else None) or code


def stream_name(pack: Pack | None, code: str) -> str:
    return said(pack.stream_name(code) if pack else None) or code


def verb_words(verb: str) -> str:
    return str(VERBS.get(verb, verb))


def label_words(label: object) -> str:
    return gettext(str(label)) if label else ""


def source_words(source: str) -> str:
    """Where a matter comes from."""
    return label_words(Matter.Source(source).label)


def subject_kind_words(kind: str) -> str:
    return label_words(Subject.Kind(kind).label)


WEEKDAYS: tuple[Said, ...] = (
    _("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"),
)  # fmt: skip


def day_words(on: date, today: date) -> str:
    """`6月30日 周四`, `Thu 30 June`; with its year when it is another."""
    return spelled_day(on, on.year != today.year, get_language())


@lru_cache(maxsize=2000)  # a page says the same few days again and again
def spelled_day(on: date, with_year: bool, _lang: str | None) -> str:  # noqa: FBT001 - of a key
    parts = {
        "y": on.year,
        "m": on.month,
        "d": on.day,
        "month": MONTHS[on.month],
        "weekday": WEEKDAYS[on.weekday()],
    }
    if with_year:
        return gettext("%(y)d年%(m)d月%(d)d日 %(weekday)s") % parts
    return gettext("%(m)d月%(d)d日 %(weekday)s") % parts


def remaining_words(n: int, unit: str) -> str:
    """`还剩 2 个工作日`, `逾期 3 个工作日`; nothing left: `今天到期`. `n` counts whole units."""
    if n == 0 and unit == "working_hour":
        return gettext("不足1个工作小时")
    if n == 0:
        return gettext("今天到期") if unit != "hour" else gettext("不足1小时")
    limit = limit_words(abs(n), unit)
    if n > 0:
        return gettext("还剩 %(limit)s") % {"limit": limit}
    return gettext("逾期 %(limit)s") % {"limit": limit}
