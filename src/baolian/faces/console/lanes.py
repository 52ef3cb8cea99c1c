"""A clock on the page of its matter: its words, its line, its rungs, and all it is made of.

A page has five of them, with a dozen stretches, moments and marks each. Joined here they take a
fifth of the time that templates within templates need; whatever is not ours is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from baolian.faces.console.agendas import OnAgenda
from baolian.faces.console.clock_bars import Piece, percent
from baolian.faces.console.deadlines import Clock
from baolian.faces.console.lives import Flag, Label, Lane, Life
from baolian.faces.parts.markup import safe
from baolian.faces.parts.templatetags.parts import moment, spoken, spoken_moment
from baolian.faces.parts.templatetags.pieces import remaining, slip_mark, state
from baolian.rules.clock import Segment


def axis(life: Life) -> SafeString:
    """The days below which the lines stand."""
    now = [label(life.today, 13, ' class="now"')] if life.today else []
    words = "".join([*now, *(label(one, 30) for one in life.labels)])
    return SafeString(f'<svg class="life-axis" aria-hidden="true">{words}</svg>')


def label(one: Label, y: int, css: str = "") -> str:
    words = safe(one.words)
    return f'<text{css} x="{one.x}" y="{y}" text-anchor="{one.anchor}">{words}</text>'


def lanes(life: Life) -> list[SafeString]:
    days = backdrop(life)
    return [lane(life, one, days) for one in life.lanes]


def meetings(life: Life, on: Sequence[OnAgenda]) -> list[SafeString]:
    """A line of its own below the clocks: the days on which others spoke of it."""
    if not on:
        return []
    days = [backdrop(life), *([upright("now", life.today.x, 0)] if life.today else [])]
    drawn = "".join([*days, *(dot(life, one) for one in on)])
    listed = "".join(f"<li>{met(one)}</li>" for one in on)
    return [
        SafeString(
            f'<div class="lane"><p class="lane-words"><strong>{safe(gettext("会议"))}</strong></p>'
            f'<svg class="life-line" aria-hidden="true">{drawn}</svg>'
            f'<ul class="rungs">{listed}</ul></div>'
        )
    ]


def dot(life: Life, one: OnAgenda) -> str:
    css = "met" if one.meeting.is_held else "met ahead"
    return f'<circle class="{css}" cx="{percent(life.x(one.meeting.begins_at))}" cy="20" r="6"/>'


def met(one: OnAgenda) -> str:
    title = safe(one.meeting.title)
    if one.sees:
        title = f'<a href="{reverse("meeting", args=[one.meeting.pk])}">{title}</a>'
    said = f"{spoken(one.meeting.begins_at)} {one.state.words}"
    return f'{title} <span class="soft">{safe(said)}</span>'


def lane(life: Life, one: Lane, days: str) -> SafeString:
    is_alone = len(one.clocks) == 1
    made_of = "".join(facts(clock, is_alone=is_alone) for clock in one.clocks)
    return SafeString(
        f'<div class="lane"><p class="lane-words"><strong>{safe(one.stage)}</strong> '
        f"{standing(one.now)}</p>{line(life, one, days)}{rungs(one.flags)}"
        f'<details class="fine"><summary>{summary(one.now)}</summary>{made_of}</details></div>'
    )


# -- in words --------------------------------------------------------------------------------------


def standing(clock: Clock) -> str:
    """How it stands, and what is left; that it runs goes without saying."""
    said = state(clock.state) if not clock.left or clock.state.tone == "warn" else ""
    return f"{said} {remaining(clock.left)}" if clock.left else said


def summary(clock: Clock) -> str:
    due = gettext("%(due)s 到期") % {"due": spoken_moment(clock.deadline.due_at)}
    words = f"{used(clock)}{safe(clock.again)} · {safe(due)}"
    if not clock.deadline.provisional:
        return words
    return f"{words} {state(gettext('暂定：该年放假安排未公布'), 'warn')}"


def used(clock: Clock) -> str:
    words = gettext("已用 %(used)s，限 %(limit)s")
    return safe(words % {"used": clock.used, "limit": clock.limit})


def rungs(flags: Sequence[Flag]) -> str:
    if not flags:
        return ""
    return f'<ul class="rungs">{"".join(map(rung, flags))}</ul>'


def rung(flag: Flag) -> str:
    mark: str = slip_mark(flag.mark.colour, flag.mark.words)
    if flag.mark.slip:
        mark = f'<a href="{reverse("slip", args=[flag.mark.slip.pk])}">{mark}</a>'
    return f'<li>{mark} <span class="soft">{spoken(flag.mark.at)} {safe(flag.became)}</span></li>'


def facts(clock: Clock, *, is_alone: bool) -> str:
    """Folded away: each of its moments, and the calendar that it was counted by."""
    deadline = clock.deadline
    found: list[tuple[str, str]] = []
    if not is_alone:
        cycle = gettext("第 %(n)s 次") % {"n": deadline.cycle}
        soft = f'<span class="soft">{used(clock)}{safe(clock.again)}</span>'
        found.append((cycle, f"{state(clock.state)} {soft}"))
    found.append((gettext("到期"), moment(deadline.due_at)))
    if deadline.met_at:
        found.append((gettext("完成"), moment(deadline.met_at)))
    if deadline.claimed:
        found.append((gettext("说明"), safe(gettext("起算日期依台账所载，未经核实"))))
    found.append((gettext("分段"), stretches(clock.segments)))
    if clock.days:
        version = f'<span class="soft">{safe(clock.version)}</span>'
        found.append((gettext("工作日历"), f"{safe(clock.days)} {version}"))
    lines = "".join(f"<dt>{safe(term)}</dt><dd>{value}</dd>" for term, value in found)
    return f'<dl class="facts">{lines}</dl>'


def stretches(segments: Sequence[Segment]) -> str:
    if not segments:
        return f'<span class="soft">{safe(gettext("刚刚起算"))}</span>'
    return "".join(
        f"<div>{moment(one.since)} — {moment(one.until)} {of_stretch(one)}</div>"
        for one in segments
    )


def of_stretch(one: Segment) -> str:
    if one.kind == "suspended":
        return state(gettext("挂起"), "warn")
    used = f'<span class="soft">{safe(gettext("用 %(n)s") % {"n": one.used})}</span>'
    return f"{state(gettext('延期'))} {used}" if one.kind == "extended" else used


# -- drawn: places and widths are percent, so that words stand on the drawing unstretched ----------


def line(life: Life, one: Lane, days: str) -> str:
    drawn = [days, *map(piece, one.pieces), *(upright("due", x, 8) for x in one.dues)]
    if life.today:
        drawn.append(upright("now", life.today.x, 0))
    drawn += map(flag, one.flags)
    return f'<svg class="life-line" aria-hidden="true">{"".join(drawn)}</svg>'


def backdrop(life: Life) -> str:
    """Days off, and a hairline below each day that the axis names: the same behind every line."""
    off = (bar("off", one, 0, 32) for one in life.days_off)
    return "".join([*off, *(upright("grid-line", one.x, 0) for one in life.labels)])


def upright(css: str, x: str, top: int) -> str:
    return f'<line class="{css}" x1="{x}" x2="{x}" y1="{top}" y2="32"/>'


def bar(css: str, one: Piece, y: int, height: int) -> str:
    place = f'x="{one.left}" width="{one.breadth}" y="{y}" height="{height}"'
    return f'<rect class="{css}" {place}/>'


# how far down a bar begins, and how high it is; others are worked or late
HEIGHTS = {"left": (17, 6), "extended": (14, 12)}


def piece(one: Piece) -> str:
    if one.css == "paused":
        return f'<line class="paused" x1="{one.left}" x2="{one.right}" y1="20" y2="20"/>'
    return bar(one.css, one, *HEIGHTS.get(one.css, (13, 14)))


def flag(one: Flag) -> str:
    css = f"flag {safe(one.mark.colour)}{'' if one.mark.is_reached else ' ahead'}"
    return f'<svg class="{css}" x="{one.x}"><path d="M0 0V13M0 0H8L6 3.5 8 7H0Z"/></svg>'
