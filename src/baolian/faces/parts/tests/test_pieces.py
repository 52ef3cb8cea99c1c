"""The pieces say in words what they draw."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from baolian.faces.parts.words import day_words, remaining_words


def drawn(source: str, **context: Any) -> str:
    return Template("{% load parts pieces %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("n", "unit", "zh", "en"),
    [
        (2, "working_day", "还剩 2个工作日", "2 working days left"),
        (0, "working_day", "今天到期", "due today"),
        (-3, "working_day", "逾期 3个工作日", "overdue by 3 working days"),
        (-1, "calendar_day", "逾期 1天", "overdue by 1 day"),
        (0, "hour", "不足1小时", "less than an hour"),
        (0, "working_hour", "不足1个工作小时", "less than a working hour"),
        (4, "working_hour", "还剩 4个工作小时", "4 working hours left"),
    ],
)
def test_what_is_left_is_said_in_words(n: int, unit: str, zh: str, en: str) -> None:
    with override("zh-hans"):
        assert remaining_words(n, unit) == zh
    with override("en"):
        assert remaining_words(n, unit) == en


def test_it_has_its_tone_and_no_limit_says_nothing() -> None:
    left = SimpleNamespace(words="<2>", tone="warn")
    assert drawn("{% remaining it %}", it=left) == '<span class="remaining warn">&lt;2&gt;</span>'
    assert drawn("{% remaining '逾期 2' 'bad' %}") == '<span class="remaining bad">逾期 2</span>'
    assert drawn("{% remaining it.left %}{% remaining none %}", it=None) == ""


def test_a_way_says_where_one_is() -> None:
    with override("zh-hans"):
        way = drawn("{% stepper 2 '选' here '写' %}", here="<核>")
    assert way == (
        '<ol class="stepper"><li class="done">选<span class="visually-hidden"> 已完成</span></li>'
        '<li aria-current="step">&lt;核&gt;</li><li>写</li></ol>'
    )


def test_a_day_is_said_as_people_say_it() -> None:
    thursday, today = date(2022, 6, 30), date(2022, 7, 1)
    with override("zh-hans"):
        assert day_words(thursday, today) == "6月30日 周四"
        assert day_words(date(2021, 6, 30), today) == "2021年6月30日 周三"
    with override("en"):
        assert day_words(thursday, today) == "Thu 30 June"


def test_a_state_has_its_words_and_no_tone_of_its_own_invention() -> None:
    late = SimpleNamespace(words="逾期", tone="bad")
    assert drawn("{% state it %}", it=late) == '<span class="state bad">逾期</span>'
    assert drawn("{% state it %}", it="<b>") == '<span class="state">&lt;b&gt;</span>'
    with pytest.raises(TemplateSyntaxError, match="purple"):
        drawn("{% state '逾期' 'purple' %}")


def test_a_telephone_calls_and_an_empty_one_is_nothing() -> None:
    assert 'href="tel:09145550101"' in drawn("{% phone n %}", n="0914-555 0101")
    assert drawn("{% phone n %}", n="") == ""
    bad = drawn("{% phone n %}", n='"><script>1')
    assert "<script" not in bad


def test_an_icon_is_silent_unless_it_has_words() -> None:
    assert 'aria-hidden="true"' in drawn("{% icon 'bell' %}")
    assert 'aria-label="通知"' in drawn("{% icon 'bell' '通知' %}")


def test_a_dialog_is_named_by_its_title() -> None:
    page = drawn("{% dialog 'd' 'T' %}<p>{{ x }}</p>{% enddialog %}", x="<i>")
    assert 'aria-labelledby="d-title"' in page
    assert '<h2 id="d-title">T</h2>' in page
    assert "<p>&lt;i&gt;</p>" in page
