"""The life of a matter: any verbs in any order, and what holds after each of them."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from baolian.records.journal.acts import Act
from baolian.records.journal.replay import differences
from baolian.records.matters.models import (
    AskedTooLate,
    Extension,
    Handling,
    Matter,
    NobodyDecides,
    NotConfirmed,
    NotResolved,
    Resolution,
    Saying,
)
from baolian.records.matters.moments import wrong_moments
from baolian.records.people.models import User
from baolian.records.rulebook.models import Rulebook
from tests.effort import times
from tests.world import SHANGHAI, World


class Life(RuleBasedStateMachine):
    """One difficulty of the pump works; hours pass before every verb."""

    def __init__(self, world: World, rulebook: Rulebook) -> None:
        super().__init__()
        self.world, self.rulebook = world, rulebook
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = datetime(2022, 3, 25, 9, tzinfo=SHANGHAI)
        self.key = world.difficulty("2022-03-25 09:00").pk
        self.most_used = 0

    def teardown(self) -> None:
        try:
            self.find_a_way_out()
            assert list(differences(Counter())) == []
            assert list(wrong_moments(Counter())) == []
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def act(self, by: User, hours: int = 0) -> Act:
        self.now += timedelta(hours=hours)
        return Act(by, self.now, self.rulebook)

    @property
    def matter(self) -> Matter:
        return Matter.objects.get(pk=self.key)

    @property
    def lead(self) -> Handling | None:
        return self.matter.lead

    @property
    def resolution(self) -> Resolution | None:
        return self.matter.resolution

    @property
    def is_open(self) -> bool:
        return self.matter.resolved_at is None

    @property
    def request(self) -> Extension | None:
        waiting = Extension.objects.waiting().filter(matter=self.key)
        return waiting.filter(cycle=self.matter.cycle).first()

    @property
    def can_ask(self) -> bool:
        """Danfeng's pack grants one extension."""
        is_used_up = self.matter.extensions.filter(is_granted=True).exists()
        return self.is_open and not is_used_up and self.request is None

    # -- any verb, when it is allowed ------------------------------------------------------------

    hours = st.integers(0, 90)

    @precondition(lambda self: self.is_open and self.lead and self.lead.is_waiting)
    @rule(hours=hours)
    def receive(self, hours: int) -> None:
        assert self.lead is not None
        self.lead.receive(self.act(self.world.lin, hours), self.world.officer(self.world.lin))

    @precondition(lambda self: self.is_open and self.lead and self.lead.is_waiting)
    @rule()
    def give_back(self) -> None:
        assert self.lead is not None
        act = self.act(self.world.lin)
        clock = act.rulebook.clock(self.matter.edition)
        window = self.matter.edition.pack.kinds["difficulty"].return_window
        assert window is not None
        if act.at <= clock.due(self.lead.assigned_at, window).at:
            self.lead.give_back(act, "不属本局职责")

    @precondition(lambda self: self.is_open and self.lead is None)
    @rule(hours=hours)
    def assign(self, hours: int) -> None:
        self.matter.assign(self.act(self.world.he, hours), self.world.bank)

    @precondition(lambda self: self.is_open and not hasattr(self.matter, "first_contact"))
    @rule(hours=hours)
    def contact(self, hours: int) -> None:
        self.matter.contact(self.act(self.world.lin, hours), "已电话联系")

    @precondition(lambda self: self.is_open and self.matter.suspension is None)
    @rule(hours=hours)
    def suspend(self, hours: int) -> None:
        self.matter.suspend(self.act(self.world.xu, hours), "企业停产检修")

    @precondition(lambda self: self.matter.suspension)
    @rule(hours=hours)
    def resume(self, hours: int) -> None:
        self.matter.resume(self.act(self.world.xu, hours))

    @precondition(lambda self: self.can_ask)
    @rule(hours=hours, n=st.integers(1, 7))
    def ask_for_time(self, hours: int, n: int) -> None:
        # the bank is not of this county: no leader here is over it
        with suppress(AskedTooLate, NobodyDecides):
            Extension.ask(self.act(self.world.lin, hours), self.matter, n, "招聘会定于下月")

    @precondition(lambda self: self.is_open and self.request)
    @rule(hours=hours, is_granted=st.booleans())
    def decide(self, hours: int, *, is_granted: bool) -> None:
        assert self.request is not None
        act = self.act(self.world.he, hours)
        self.request.grant(act) if is_granted else self.request.refuse(act, "可先行对接")

    @precondition(lambda self: self.is_open and self.request)
    @rule(hours=hours)
    def take_back(self, hours: int) -> None:
        assert self.request is not None
        self.request.withdraw(self.act(self.world.lin, hours))

    @precondition(lambda self: self.is_open)
    @rule(hours=hours, outcome=st.sampled_from(["solved", "explained"]))
    def resolve(self, hours: int, outcome: str) -> None:
        explanation = "" if outcome == "solved" else "已与企业说明"
        self.matter.resolve(self.act(self.world.lin, hours), outcome, explanation)

    @precondition(lambda self: self.resolution and not hasattr(self.resolution, "confirmation"))
    @rule(hours=hours, is_solved=st.sampled_from([True, False]))
    def confirm(self, hours: int, *, is_solved: bool) -> None:
        assert self.resolution is not None
        said = Saying(is_solved=is_solved, rating="satisfied", channel="telephone")
        self.resolution.confirm(self.act(self.world.xu, hours), said)

    @precondition(lambda self: self.matter.closed_at is None)
    @rule(hours=hours)
    def close(self, hours: int) -> None:
        try:
            self.matter.close(self.act(self.world.xu, hours))
        except NotResolved:
            assert self.resolution is None
        except NotConfirmed:
            assert self.resolution is not None
            assert not self.resolution.explanation

    @precondition(lambda self: not self.is_open)
    @rule(hours=hours)
    def reopen(self, hours: int) -> None:
        self.matter.reopen(self.act(self.world.xu, hours), "企业称未解决")

    # -- what always holds -----------------------------------------------------------------------

    @invariant()
    def the_days_used_never_fall(self) -> None:
        matter = self.matter
        last = matter.deadlines.of_stage("resolution").order_by("-cycle")[0]
        used = last.used(self.rulebook, self.now, matter.pauses(self.now))
        assert used >= self.most_used
        self.most_used = used

    @invariant()
    def stored_moments_are_what_they_are_made_of(self) -> None:
        assert list(wrong_moments(Counter())) == []

    @invariant()
    def what_is_over_neither_fires_nor_stands_still(self) -> None:
        matter = self.matter
        if matter.resolved_at is not None:
            assert matter.suspension is None
            assert not matter.deadlines.exclude(fires_at=None).exists()
        elif matter.suspension is None:
            (last,) = matter.deadlines.of_stage("resolution").filter(met_at=None)
            assert last.fires_at is not None, "a running clock falls some day"
            assert last.due_at == matter.due_at

    @invariant()
    def reopened_it_has_the_packs_minimum_and_what_was_granted(self) -> None:
        granted = {e.cycle: e.n for e in self.matter.extensions.filter(is_granted=True)}
        for deadline in self.matter.deadlines.of_stage("resolution").filter(cycle__gt=1):
            own = granted.get(deadline.cycle, 0)
            earlier = sum(n for cycle, n in granted.items() if cycle < deadline.cycle)
            assert deadline.n == max(15 + earlier - deadline.inherited, 3) + own

    @invariant()
    def what_is_granted_is_used_last(self) -> None:
        """The stretches of a clock add up to the days used, however they are told apart."""
        matter, pauses = self.matter, self.matter.pauses(self.now)
        granted = {e.cycle: e.n for e in matter.extensions.filter(is_granted=True)}
        for deadline in matter.deadlines.of_stage("resolution"):
            n = granted.get(deadline.cycle, 0)
            told = deadline.segments(self.rulebook, self.now, pauses, n)
            used = deadline.used(self.rulebook, self.now, pauses)
            assert deadline.inherited + sum(s.used for s in told) == used

    def find_a_way_out(self) -> None:
        """From any state a few verbs strike it off."""
        for _ in range(4):
            if self.matter.closed_at is not None:
                return
            try:
                self.matter.close(self.act(self.world.xu, 1))
            except NotResolved:
                self.matter.resolve(self.act(self.world.lin, 1), "explained", "已与企业说明")
            except NotConfirmed:
                self.matter.reopen(self.act(self.world.xu, 1), "企业称未解决")
        assert self.matter.closed_at is not None, "no way out"


def test_the_life_of_a_matter(world: World) -> None:
    rulebook = Rulebook.load()
    run_state_machine_as_test(
        lambda: Life(world, rulebook),  # type: ignore[arg-type]  # a factory does as well
        settings=settings(
            max_examples=times(8, 5000),
            stateful_step_count=times(12, 50),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
