"""督办单 on paper, with a receipt to be signed and stamped.

Not one of the fifteen kinds of 公文, so it has a plain head. What it says was frozen when it was
issued.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import translation

from baolian.records.journal.acts import day_of
from baolian.routines.papers.documents.words import (
    moment_words,
    paragraphs,
    person_words,
    receipt,
    ribbon,
)
from baolian.routines.papers.paper import Closing, Paper, Paragraph, PlainHead
from baolian.routines.supervision.causes import why_words
from baolian.routines.supervision.models import Issue, Slip
from baolian.routines.supervision.words import STAGES, counted_in, limit_words

ENDS = ("。", "！", "？", "；", ".", "!", "?")
APPEAL = "本单发出后不作改动，对所载事实有异议的，请在答复中写明，或向签发机关申诉。"


@translation.override("zh-hans")
def slip_paper(slip: Slip) -> Paper:
    """Draft, issued or withdrawn: the top of each page says which, unless it stands as issued."""
    told, issue = slip.told, issue_of(slip)
    rung, office = told["rung_zh"], slip.office.name
    number = issue.number if issue else ""
    issued_on = day_of(slip.issued_at) if slip.issued_at else None
    named = f"{office}“{told['summary']}”{rung}" + (f"（{number}）" if number else "")
    return Paper(
        title=f"关于“{told['summary']}”一事的{rung}",
        head=PlainHead("督办单" if slip.signed else "提醒", number, signer(issue)),
        addressees=(told["organisation"],),
        blocks=tuple(body(slip, told, issue)),
        dated=issued_on or day_of(slip.drafted_at),
        closing=Closing(office, issued_on),
        annexes=(receipt(named, office, told["organisation"]),) if slip.signed else (),
        ribbon=ribbon(*standing(slip)),
    )


def issue_of(slip: Slip) -> Issue | None:
    issue: Issue | None = getattr(slip, "issue", None)
    return issue


def signer(issue: Issue | None) -> str:
    return f"签发人：{person_words(issue.by)}" if issue else ""


def standing(slip: Slip) -> Iterator[str]:
    if getattr(slip, "withdrawal", None):
        yield "已撤回"
    elif slip.issued_at is None:
        yield "草稿，未发出"


def body(slip: Slip, told: dict[str, Any], issue: Issue | None) -> Iterator[Paragraph]:
    yield Paragraph(clock_words(told))
    if slip.started_by:
        by = person_words(slip.started_by)
        yield from paragraphs(f"本单由{by}人工发起，理由：{as_sentence(slip.reason)}")
    else:
        yield Paragraph(f"发单缘由：{why_words(slip.edition.pack, told)}。")
    if words := reply_words(slip, issue):
        yield Paragraph(words)
    yield Paragraph(rule_words(slip) + APPEAL)


def as_sentence(words: str) -> str:
    """What somebody typed, closed by a full stop where he left it out."""
    words = words.rstrip()
    return words if words.endswith(ENDS) else f"{words}。"


def clock_words(told: dict[str, Any]) -> str:
    unit, due = told["limit_unit"], moment_words(datetime.fromisoformat(told["due_at"]))
    words = f"{told['subject']}“{told['summary']}”一事，{STAGES[told['stage']]}时限"
    words += f"{limit_words(told['limit_n'], unit)}，{due}到期；"
    words += f"拟稿时已用{limit_words(told['used'], unit)}"
    if told["reopened_n"]:
        before, after = (limit_words(told[n], unit) for n in ("inherited", "reopened_n"))
        words += f"；二次办理前已用{before}，此后另给{after}"
    marks = [("provisional", "到期日为暂定"), ("claimed", "起算日期依台账所载")]
    said = "，".join(mark for key, mark in marks if told[key])
    return f"{words}（{said}）。" if said else f"{words}。"


def reply_words(slip: Slip, issue: Issue | None) -> str:
    """Of what the issued slip asked for, not of what was asked for again later."""
    if issue and issue.reply_deadline:
        return f"请于{moment_words(issue.reply_deadline.due_at)}前书面答复。"
    limit = slip.pack_rung.reply
    if limit and not issue:
        return f"请于签发后{limit_words(limit.n, limit.unit.value)}内书面答复。"
    return ""


def rule_words(slip: Slip) -> str:
    pack, days = slip.edition.pack, counted_in(slip.calendar, slip.told)
    said = [f"依据：{pack.name.zh}（{slip.edition.version}）"]
    if days.by:
        said.append(f"工作日按{days.by}计算")
    if days.unarranged:
        said.append(days.unarranged)
        # it rests on no notice: what counted it is the version at least
        said += [] if days.by else [f"工作日历：{slip.calendar.label}"]
    return "；".join(said) + "。"
