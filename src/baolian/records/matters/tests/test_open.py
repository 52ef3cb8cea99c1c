from datetime import date

from baolian.records.journal.models import Entry
from baolian.records.matters.models import Matter
from tests.world import SHANGHAI, World


def due(matter: Matter, stage: str) -> str:
    found = matter.deadlines.get(stage=stage).due_at.astimezone(SHANGHAI)
    return f"{found:%Y-%m-%d %H:%M}"


def test_each_limited_stage_gets_its_deadline(world: World) -> None:
    matter = world.difficulty("2022-03-07 09:00")
    assert due(matter, "receipt") == "2022-03-08 18:00"
    assert due(matter, "first_contact") == "2022-03-08 18:00"
    # 15 working days after Monday 7 March
    assert due(matter, "resolution") == "2022-03-28 18:00"
    assert matter.due_at == matter.deadlines.get(stage="resolution").due_at


def test_it_lives_by_the_edition_of_the_county_that_handles_it(world: World) -> None:
    assert world.difficulty().edition.pack_code == "shangluo/danfeng"
    at_bank = world.difficulty(organisation=world.bank)
    assert at_bank.edition.pack_code == "shangluo"


def test_a_ledgers_day_runs_the_clock_and_rungs_passed_before_draw_no_slip(world: World) -> None:
    matter = world.difficulty(
        "2022-06-17 18:00", source="import", claimed_on=date(2022, 2, 8), owner=None
    )
    deadline = matter.deadlines.get()
    assert deadline.claimed
    assert deadline.rung == 2  # blue, yellow and red had all been passed: a silent baseline
    assert deadline.fires_at is None
    assert f"{deadline.due_at.astimezone(SHANGHAI):%Y-%m-%d}" == "2022-03-01"


def test_the_entry_carries_every_column(world: World) -> None:
    matter = world.difficulty()
    entry = Entry.objects.concerning(matter).get()
    written = entry.written[f"matters.matter:{matter.pk}"]
    assert written["summary"] == "季节性用工短缺20人"
    assert written["edition_id"] == matter.edition_id
    copied = {"id", "place_path"}
    assert set(written) == {f.attname for f in Matter._meta.concrete_fields} - copied
    assert matter.place_path == world.danfeng.path
