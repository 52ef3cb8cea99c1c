"""`baolian verify`: exit code, list, counts, in both languages, beside other writers."""

import argparse
import threading

import pytest
from django.db import connection

from baolian.faces.cli import verify
from baolian.records.journal.findings import snapshot
from baolian.records.journal.models import Entry, Seal
from baolian.records.journal.seals import seal
from baolian.records.journal.tests.forging import sql
from baolian.records.matters.models import Matter
from baolian.records.matters.tests.lives import live
from baolian.records.people.models import Officer
from tests.world import World, build_world


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    verify.add_arguments(parser)
    return verify.run(parser.parse_args(words))


def test_a_sound_site_is_clean(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    live(world)
    made = seal(world.act(world.clockwork))
    assert made is not None
    assert run("--head", made.head, "--lang", "en") == 0
    said = capsys.readouterr().out
    assert "nothing found." in said
    assert f"{Entry.objects.count()} entries" in said
    assert "1 seals" in said
    assert f"{Matter.objects.count()} matters" in said
    assert run() == 0
    said = capsys.readouterr().out
    assert "未发现问题。" in said
    assert f"{Entry.objects.count()} 记载" in said


def test_what_was_changed_is_listed(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    matter = world.difficulty()
    sql("UPDATE matters_matter SET closed_at = opened_at WHERE id = %s", matter.pk)
    assert run("--lang", "en") == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"replay  matters.matter:{matter.pk}  closed_at is ")
    assert said[1].startswith(f"moments  matters.matter:{matter.pk}  closed_at is ")
    # and the index puts closed matters last
    assert said[2].startswith(f"index  matters.matter:{matter.pk}  is in the index under other")
    assert said[-1] == "3 faults found."
    assert run() == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"重放  matters.matter:{matter.pk}  closed_at 现为 ")
    assert said[2].startswith(f"检索  matters.matter:{matter.pk}  ")
    assert said[-1] == "发现 3 处问题。"


def test_a_head_that_is_not_in_the_chain_is_a_fault(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    seal(world.act(world.clockwork))
    assert run("--head", "0123456789abcdef") == 1
    assert "存底封印头" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", ["abc", "not a head!", "g" * 64, "a" * 65])
def test_what_is_no_head_is_refused(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("--head", wrong)
    assert stopped.value.code == 2
    assert "is not a head" in capsys.readouterr().err


def test_a_long_list_is_cut_and_counted(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "AT_MOST", 3)
    sql("UPDATE subjects_subject SET place_path = 'x'")
    sql("UPDATE people_post SET title = 'x'")
    assert run("--lang", "en") == 1
    said = capsys.readouterr().out.splitlines()
    assert said[3] == "... and 12 more"
    assert said[-1] == "15 faults found."


@pytest.mark.database
def test_beside_writers_it_reads_one_moment(own_database: str) -> None:
    world = build_world()
    live(world)
    assert run("--lang", "en") == 0

    def write() -> None:
        Officer.enrol(world.act(world.zhao), "周舟")
        connection.close()

    with snapshot():
        before = Entry.objects.count(), Officer.objects.count()
        writer = threading.Thread(target=write)
        writer.start()
        writer.join(15)
        assert not writer.is_alive(), "verify holds writers off"
        assert (Entry.objects.count(), Officer.objects.count()) == before
    assert Entry.objects.count() == before[0] + 1
    assert not Seal.objects.exists()
    connection.close()
