"""Whatever a verb refuses has its sentence; only faults become a 500."""

from __future__ import annotations

from types import ModuleType

import pytest

from baolian.faces.parts.refusals import refusal_of, refusals
from baolian.records.matters import models as matters
from baolian.records.matters.models import AlreadyClosed
from baolian.routines.bulletins import models as bulletins
from baolian.routines.supervision import models as slips

# verbs of the command line, which the console has no address for
ELSEWHERE = {slips.AlreadyOnTrial, slips.NotOnTrial}


def stated(module: ModuleType) -> set[type[Exception]]:
    found = (getattr(module, name) for name in module.__all__)
    return {one for one in found if isinstance(one, type) and issubclass(one, Exception)}


@pytest.mark.parametrize("module", [matters, slips, bulletins])
def test_every_refusal_has_a_sentence(module: ModuleType) -> None:
    assert stated(module) - ELSEWHERE - set(refusals()) == set()


def test_it_is_said_in_both_languages() -> None:
    said = refusal_of(AlreadyClosed("struck off on 2022-03-07"))
    assert (said.zh, said.en) == (
        "该事项已销号，须先二次办理。",
        "The matter is closed; reopen it first.",
    )
    assert said.status == 409
    for kind in refusals():
        assert refusal_of(kind()).zh != refusal_of(kind()).en


def test_a_fault_is_no_refusal() -> None:
    with pytest.raises(KeyError):
        refusal_of(ValueError("a fault"))
