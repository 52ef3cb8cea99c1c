"""Whatever a verb refuses has its sentence; only faults become a 500."""

from __future__ import annotations

from types import ModuleType

import pytest
from django.utils.translation import override

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


def words(kind: type[Exception], lang: str) -> str:
    with override(lang):
        return refusal_of(kind()).words


def test_it_is_said_in_the_readers_language() -> None:
    assert words(AlreadyClosed, "zh-hans") == "该事项已销号，须先二次办理。"
    assert words(AlreadyClosed, "en") == "The matter is closed; reopen it first."
    assert refusal_of(AlreadyClosed("struck off on 2022-03-07")).status == 409
    for kind in refusals():
        assert words(kind, "zh-hans") != words(kind, "en")


def test_a_fault_is_no_refusal() -> None:
    with pytest.raises(KeyError):
        refusal_of(ValueError("a fault"))
