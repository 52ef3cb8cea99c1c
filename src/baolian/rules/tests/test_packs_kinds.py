"""What may be asked for on the way of a matter: more time, and whose it is."""

from baolian.rules.clock import Limit, Unit
from baolian.rules.packs import Decider, Dispute, Extension

from .oracle import CLOCK, at

DAY, HOUR = Unit.WORKING_DAY, Unit.WORKING_HOUR
DUE = at("2022-03-16", "18:00")  # a Wednesday


def limit(n: int, unit: Unit) -> dict[str, object]:
    return {"n": n, "unit": unit}


class TestExtension:
    BOUND = Extension.model_validate(
        {"times": 2, "at_most": limit(5, DAY), "ask_before": limit(1, DAY)}
    )
    FREE = Extension()

    def test_until_the_office_closes_a_day_before(self) -> None:
        assert self.BOUND.is_in_time(CLOCK, DUE, at("2022-03-15", "18:00"))
        assert not self.BOUND.is_in_time(CLOCK, DUE, at("2022-03-15", "18:00:01"))

    def test_until_it_is_due(self) -> None:
        assert self.FREE.is_in_time(CLOCK, DUE, DUE)
        assert not self.FREE.is_in_time(CLOCK, DUE, at("2022-03-16", "18:00:01"))

    def test_so_many_times(self) -> None:
        assert [n for n in range(4) if self.BOUND.is_used_up(n)] == [2, 3]
        assert not self.FREE.is_used_up(99)

    def test_so_much(self) -> None:
        assert not self.BOUND.is_too_long(Limit(5, DAY))
        assert self.BOUND.is_too_long(Limit(6, DAY))
        assert self.BOUND.is_too_long(Limit(1, HOUR))
        assert not self.FREE.is_too_long(Limit(500, DAY))

    def test_granted_by_a_leader_unless_the_pack_says(self) -> None:
        assert self.FREE.granted_by is Decider.LEADER


class TestDispute:
    RAISED = at("2022-03-11", "10:00")  # a Friday

    def test_on_the_same_day(self) -> None:
        assert Dispute(same_day=True).due(CLOCK, self.RAISED).at == at("2022-03-11", "18:00")

    def test_within_a_limit(self) -> None:
        dispute = Dispute.model_validate({"decide": limit(4, HOUR)})
        assert dispute.due(CLOCK, self.RAISED).at == at("2022-03-11", "14:00")
