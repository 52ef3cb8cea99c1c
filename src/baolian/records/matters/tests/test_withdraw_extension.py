"""撤回延期申请: before it was decided; then nothing waits, and it may be asked for again."""

from collections import Counter

import pytest
from django.db import IntegrityError, transaction

from baolian.records.journal.models import Entry
from baolian.records.journal.replay import differences
from baolian.records.journal.rows import Overtaken
from baolian.records.matters.models import (
    AlreadyDecided,
    AlreadyResolved,
    Extension,
    Matter,
    NothingAsked,
)
from baolian.records.matters.moments import wrong_moments
from baolian.records.matters.rights import Rights
from baolian.records.matters.tests.lives import again, another_leader
from tests.world import World

REASON = "专场招聘会定于4月上旬"


def ask(world: World, matter: Matter, moment: str = "2022-03-10 10:00") -> Extension:
    asked = Extension.ask(world.act(world.lin, moment), matter, 5, REASON)
    return read(asked)


def read(extension: Extension) -> Extension:
    return Extension.objects.get(pk=extension.pk)


def test_withdrawn_nothing_moves_and_it_may_be_asked_again(world: World) -> None:
    matter = world.difficulty()
    asked = ask(world, matter)
    asked.withdraw(world.act(world.lin, "2022-03-10 11:00"))
    asked = read(asked)
    assert (asked.is_waiting, asked.withdrawn_at) == (False, world.at("2022-03-10 11:00"))
    assert Entry.objects.filter(verb="extension withdrawn").count() == 1
    assert again(matter).due_at == world.at("2022-03-28 18:00")
    ask(world, matter, "2022-03-10 12:00").grant(world.act(world.he, "2022-03-11 09:00"))
    assert list(wrong_moments(Counter())) == []
    assert list(differences(Counter())) == []


def test_it_is_neither_decided_nor_withdrawn_any_more(world: World) -> None:
    asked = ask(world, world.difficulty())
    asked.withdraw(world.act(world.lin, "2022-03-10 11:00"))
    with pytest.raises(NothingAsked):
        read(asked).withdraw(world.act(world.lin, "2022-03-10 12:00"))
    with pytest.raises(NothingAsked):
        read(asked).grant(world.act(world.he, "2022-03-10 12:00"))
    with pytest.raises(NothingAsked):
        read(asked).refuse(world.act(world.he, "2022-03-10 12:00"), "先对接")


def test_what_was_decided_is_not_withdrawn(world: World) -> None:
    asked = ask(world, world.difficulty())
    read(asked).grant(world.act(world.he, "2022-03-11 09:00"))
    with pytest.raises(AlreadyDecided):
        read(asked).withdraw(world.act(world.lin, "2022-03-11 10:00"))


def test_what_lapsed_is_not_withdrawn(world: World) -> None:
    matter = world.difficulty()
    asked = ask(world, matter)
    again(matter).resolve(world.act(world.lin, "2022-03-14 15:00"), "solved")
    with pytest.raises(AlreadyResolved):
        read(asked).withdraw(world.act(world.lin, "2022-03-14 16:00"))
    again(matter).reopen(world.act(world.xu, "2022-03-16 10:00"), "企业称未解决")
    with pytest.raises(NothingAsked):
        read(asked).withdraw(world.act(world.lin, "2022-03-16 11:00"))


def test_of_two_at_once_the_second_is_overtaken(world: World) -> None:
    asked = ask(world, world.difficulty())
    late = read(asked)
    asked.withdraw(world.act(world.lin, "2022-03-10 11:00"))
    with pytest.raises(Overtaken), transaction.atomic():
        late.grant(world.act(world.he, "2022-03-10 11:00"))
    asked = ask(world, again(asked.matter), "2022-03-10 12:00")
    late = read(asked)
    asked.grant(world.act(world.he, "2022-03-10 13:00"))
    with pytest.raises(Overtaken), transaction.atomic():
        late.withdraw(world.act(world.lin, "2022-03-10 13:00"))


def test_the_database_keeps_that_promise_too(world: World) -> None:
    asked = ask(world, world.difficulty())
    asked.refuse(world.act(world.he, "2022-03-11 09:00"), "先对接")
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=asked.pk).update(withdrawn_at=asked.decided_at)


def may_withdraw(world: World, matter: Matter) -> set[str]:
    who = ("xu", "gao", "he", "wang", "lin", "mei")
    users = {w: world.act(getattr(world, w), "2022-03-11 09:00").by for w in who}
    return {w for w, user in users.items() if Rights(user, matter).can_withdraw_extension}


def test_who_asked_withdraws_it_and_the_handling_office(world: World) -> None:
    """He who decides and owns the matter does not: he gives a reason."""
    matter = world.difficulty()
    ask(world, matter)
    assert may_withdraw(world, matter) == {"lin"}
    matter = world.difficulty(summary="用电不稳")
    another_leader(world)
    for_him = world.act(world.wang, "2022-03-10 10:00", world.officer(world.he))
    Extension.ask(for_him, matter, 5, REASON)
    assert may_withdraw(world, matter) == {"he", "wang", "lin"}
