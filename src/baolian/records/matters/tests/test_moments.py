"""verify, the moments: what verbs stored is what comes out when it is computed again."""

from collections import Counter
from datetime import date
from importlib.resources import files

import pytest

from baolian.records.journal.findings import Finding
from baolian.records.journal.tests.forging import alter, sql
from baolian.records.matters.models import Matter
from baolian.records.matters.moments import wrong_moments
from baolian.records.matters.tests.lives import extended, live, resting, returned
from baolian.records.rulebook.models import Calendar
from tests.world import World


def found() -> list[Finding]:
    return list(wrong_moments(Counter()))


def test_what_verbs_leave_behind_holds(world: World) -> None:
    live(world)
    tally: Counter[str] = Counter()
    assert list(wrong_moments(tally)) == []
    assert (tally["matters"], tally["deadlines"]) == (5, 4 + 6 + 1 + 3 + 3)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("due_at", "2022-04-30 10:00:00"),
        ("resolved_at", "2022-03-10 10:00:00"),
        ("closed_at", "2022-03-10 10:00:00"),
        ("org_path", "0000zzzz"),
        ("cycle", 2),
        ("organisation_id", None),
    ],
)
def test_a_copy_that_was_changed_is_found(world: World, column: str, value: object) -> None:
    matter = returned(world)
    alter("matters_matter", column, value, matter.pk)
    things = {f.thing for f in found()}
    assert f"matters.matter:{matter.pk}" in things


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("due_at", "2022-04-30 10:00:00"),
        ("start_at", "2022-03-01 10:00:00"),
        ("n", 40),
        ("fires_at", "2022-12-01 10:00:00"),
        ("fires_at", None),
        ("rung", 7),
        ("inherited", 3),
        ("extended", 3),
        ("provisional", True),
    ],
)
def test_a_clock_that_was_turned_is_found(world: World, column: str, value: object) -> None:
    deadline = returned(world).deadlines.get(stage="resolution")
    alter("matters_deadline", column, value, deadline.pk)
    assert f"matters.deadline:{deadline.pk}" in {f.thing for f in found()}


def test_time_that_nobody_granted_is_found(world: World) -> None:
    matter = extended(world)
    sql("UPDATE matters_extension SET n = 2 WHERE matter_id = %s", matter.pk)
    told = " ".join(f.detail_en for f in found())
    assert "n is 20, computed again it is 17" in told


def test_a_suspended_clock_that_would_fire_is_found(world: World) -> None:
    deadline = resting(world).deadlines.get(stage="resolution")
    sql("UPDATE matters_deadline SET fires_at = due_at WHERE id = %s", deadline.pk)
    (finding,) = found()
    assert finding.thing == f"matters.deadline:{deadline.pk}"
    assert finding.detail("en").startswith("fires_at is 20")
    assert "fires_at 现为 20" in finding.detail("zh")


def test_a_pause_slipped_in_behind_is_found(world: World) -> None:
    matter = returned(world)
    sql(
        "INSERT INTO matters_suspension (matter_id, since, until, reason, by_id) "
        "VALUES (%s, '2022-03-10 10:00:00', '2022-03-20 10:00:00', 'x', %s)",
        matter.pk,
        world.xu.pk,
    )
    (finding,) = found()
    assert finding.detail_en.startswith("due_at is ")


def test_an_imported_deadline_below_its_baseline_is_found(world: World) -> None:
    matter = world.difficulty("2022-06-17 18:00", source="import", claimed_on=date(2022, 2, 8))
    sql("UPDATE matters_deadline SET rung = 0 WHERE matter_id = %s", matter.pk)
    assert "computed again it is 2" in " ".join(f.detail_en for f in found())


def test_a_subject_whose_place_was_moved_is_found(world: World) -> None:
    sql("UPDATE subjects_subject SET place_path = '0' WHERE id = %s", world.tea_house.pk)
    (finding,) = found()
    assert finding.thing == f"subjects.subject:{world.tea_house.pk}"


def test_a_year_that_was_not_arranged_when_it_opened_stays_provisional(world: World) -> None:
    """The calendar version is kept with the deadline, so a later one changes nothing."""
    matter = world.difficulty("2026-12-28 09:00")
    assert matter.deadlines.get(stage="resolution").provisional
    text = files("baolian.rules.calendars").joinpath("china.toml").read_text("utf-8")
    Calendar.publish(
        world.act(world.zhao, "2026-12-29 09:00"),
        text.replace("china-2026.1", "china-2027.1")
        + '\n[[years]]\nyear = 2027\nnotice = ""\n'
        + "days_off = [2027-01-01]\nworked = [2027-01-09]\n",
    )
    assert found() == []
    assert Matter.objects.get(pk=matter.pk).due_at == matter.due_at
