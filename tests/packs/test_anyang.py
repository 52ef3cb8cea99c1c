"""Anyang: 5 working days, 5 more once; sent back within 24 hours (facts 6 h)."""

from datetime import timedelta

from baolian.rules.clock import Limit, Unit
from baolian.rules.ladder import NONE_YET, next_moment
from baolian.rules.packs import Decider, Stage

from .office import at, clock_of, pack_of, running, runs

ANYANG = pack_of("anyang")
CLOCK = clock_of(ANYANG)
RULE = ANYANG.kinds["difficulty"]
START = at("2022-03-04")  # a Friday; 5 working days: due on Friday 11 March
DUE = at("2022-03-11", "18:00")
SECOND = timedelta(seconds=1)


def test_five_working_days() -> None:
    assert running(ANYANG, "difficulty", START).due.at == DUE
    assert CLOCK.used(START, DUE - SECOND, Unit.WORKING_DAY) == 4


class TestExtension:
    def test_is_five_more(self) -> None:
        assert RULE.extension
        assert RULE.extension.at_most
        longer = Limit(5 + RULE.extension.at_most.n, Unit.WORKING_DAY)
        assert runs(ANYANG, longer, START).due.at == at("2022-03-18", "18:00")

    def is_too_long(self, n: int, unit: Unit = Unit.WORKING_DAY) -> bool:
        assert RULE.extension
        return RULE.extension.is_too_long(Limit(n, unit))

    def test_is_no_more_than_five(self) -> None:
        assert not self.is_too_long(1)
        assert not self.is_too_long(5)
        assert self.is_too_long(6)

    def test_in_another_unit_nobody_can_say(self) -> None:
        assert self.is_too_long(5, Unit.CALENDAR_DAY)

    def test_is_once(self) -> None:
        assert RULE.extension
        assert not RULE.extension.is_used_up(0)
        assert RULE.extension.is_used_up(1)

    def test_may_be_asked_until_it_is_due(self) -> None:
        assert RULE.extension
        assert RULE.extension.is_in_time(CLOCK, DUE, DUE)
        assert not RULE.extension.is_in_time(CLOCK, DUE, DUE + SECOND)

    def test_is_granted_by_the_head(self) -> None:
        assert RULE.extension
        assert RULE.extension.granted_by is Decider.LEADER


def test_sent_back_within_24_hours_over_a_weekend_too() -> None:
    assert RULE.return_window
    assert CLOCK.due(START, RULE.return_window).at == at("2022-03-05")  # a Saturday


def test_the_article_names_no_slip() -> None:
    request = running(ANYANG, "difficulty", START)
    assert next_moment(ANYANG.ladder_for(Stage.RESOLUTION), request, NONE_YET) is None
