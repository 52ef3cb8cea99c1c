"""`baolian create-site`: a site with its first accounts, or nothing at all."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from pytest_django import Settings

from baolian.faces.cli.main import main
from baolian.records.journal.models import Entry
from baolian.records.people.models import Organisation, Post, User
from baolian.records.rulebook.models import Adoption
from baolian.routines.supervision.models import Trial
from baolian.rules.tests.pack_files import write


@pytest.fixture(autouse=True)
def morning(db: None, settings: Settings) -> None:
    # in London it is still the day before
    settings.FIXED_CLOCK = "2022-03-07T07:30:00+08:00"


def test_a_site_and_its_first_accounts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["create-site", "shangluo", "--adopt", "丹凤县=shangluo/danfeng"]) == 0
    said = capsys.readouterr().out
    told = dict(re.findall(r"^  (\w+) +(\S+)$", said, re.M))
    assert list(told) == ["system", "security", "audit", "clerk"]
    assert authenticate(username="clerk", password=told["clerk"]) == User.objects.get(
        username="clerk"
    )
    assert set(Post.objects.values_list("role", flat=True)) == {
        "system_admin",
        "security_admin",
        "audit_admin",
        "clerk",
    }
    assert dict(Adoption.objects.values_list("edition__pack_code", "since")) == {
        "shangluo": date(2022, 3, 7),
        "shangluo/danfeng": date(2022, 3, 7),
    }
    assert Trial.objects.get().organisation == Organisation.objects.get(parent=None)
    assert main(["verify"]) == 0


def test_it_is_founded_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["create-site", "shangluo", "--adopt", "商洛=shangluo"]) == 2
    assert "no place is called '商洛'" in capsys.readouterr().err
    assert main(["create-site", "shangluo", "--since", "2022-01-01"]) == 0
    before = Entry.objects.count()
    assert main(["create-site", "shangluo"]) == 2
    assert "this site has been founded" in capsys.readouterr().err
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["shanglou"], 'shangluo/shangnan; did you mean "shangluo"?'),
        (
            ["shangluo", "--adopt", "丹丰县=shangluo/danfeng"],
            "no place is called '丹丰县'; expected one of: 商洛市, 商州区, 洛南县, 丹凤县, 商南县, "
            "山阳县, 镇安县, 柞水县; did you mean '丹凤县'?",
        ),
        (["shangluo", "--adopt", "丹凤县=shangluo/danfang"], 'did you mean "shangluo/danfeng"?'),
        (["shangluo", "--adopt", "商洛市=shangluo"], "商洛市 adopts a pack from 2022-03-07 on"),
        (["shangluo", "--since", "2022-03-08"], "expected today, 2022-03-07, or earlier"),
    ],
)
def test_wrong_words_leave_nothing(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["create-site", *words]) == 2
    assert told in capsys.readouterr().err
    assert (User.objects.count(), Organisation.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_an_office_lives_by_a_pack_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path)
    assert main(["create-site", "qingshui"]) == 2
    assert "qingshui" in capsys.readouterr().err
    assert main(["create-site", "qingshui", "--packs", str(tmp_path)]) == 0
    adopted = Organisation.objects.filter(adoptions__edition__pack_code="qingshui")
    assert adopted.get().name == "清水县"
