"""Facts that were not known of a subject are filled in; what is recorded stays."""

import pytest

from baolian.records.journal.models import Entry
from baolian.records.subjects.models import AlreadyKnown, Entering, Subject, Supplement, WrongCode
from tests.world import World

USCC = "91611022X505GCKWRH"


def entered(world: World, kind: str, name: str) -> Subject:
    return Subject.enter(world.act(world.zhao), Entering(kind, name, world.danfeng))


def test_a_code_and_an_industry(world: World) -> None:
    mill = entered(world, "enterprise", "丹凤面粉厂")
    Subject.supplement_all(world.act(world.zhao), [Supplement(mill, uscc=USCC, industry="C")])
    kept = Subject.objects.get(pk=mill.pk).enterprise
    assert (kept.uscc, kept.industry) == (USCC, "C")
    entry = Entry.objects.concerning(mill).last()
    assert entry is not None
    assert entry.verb == "supplemented"
    assert USCC in entry.changes


def test_a_project_gets_its_chain_and_its_start(world: World) -> None:
    chain, works = entered(world, "chain", "茶产业"), entered(world, "project", "茶园项目")
    said = Supplement(works, chain=chain, started_claimed=True, progress="主体施工")
    Subject.supplement_all(world.act(world.zhao), [said])
    kept = Subject.objects.get(pk=works.pk).project
    assert (kept.chain, kept.started_claimed, kept.progress) == (chain, True, "主体施工")


def test_what_is_recorded_stays(world: World) -> None:
    mill = entered(world, "enterprise", "丹凤面粉厂")
    Subject.supplement_all(world.act(world.zhao), [Supplement(mill, industry="C")])
    before = Entry.objects.count()
    with pytest.raises(AlreadyKnown):
        Subject.supplement_all(world.act(world.zhao), [Supplement(mill, uscc=USCC, industry="F")])
    kept = Subject.objects.get(pk=mill.pk).enterprise
    assert (kept.uscc, kept.industry) == ("", "C")
    assert Entry.objects.count() == before


def test_a_wrong_code_is_refused(world: World) -> None:
    mill = entered(world, "enterprise", "丹凤面粉厂")
    with pytest.raises(WrongCode):
        Subject.supplement_all(world.act(world.zhao), [Supplement(mill, uscc=USCC[:-1] + "J")])
