"""A page: what one verb writes, written together or not at all."""

import pytest
from django.db import IntegrityError, transaction

from baolian.records.journal.acts import Act
from baolian.records.journal.models import Entry, Notice
from baolian.records.journal.rows import Overtaken
from baolian.records.people.models import Officer, Organisation, Post
from baolian.records.rulebook.models import Rulebook
from tests.world import World


# ruff: noqa: PT012 - a page is a block, and what fails is its end
def counts() -> tuple[int, int, int]:
    return Entry.objects.count(), Notice.objects.count(), Officer.objects.count()


def test_rows_entry_and_notice_are_written_together(world: World) -> None:
    act, before = world.act(world.zhao), counts()
    with act.page() as page:
        line = page.line("enrolled", world.shangluo, note="一名干部")
        officer = line.add(Officer(name="周舟"))
        line.notify("enrolled", "enrolled:1", world.danfeng, n=1)
        assert officer.pk is None
    assert tuple(b - a for a, b in zip(before, counts(), strict=True)) == (1, 1, 1)
    entry = Entry.objects.concerning(world.shangluo).last()
    assert entry is not None
    assert (entry.verb, entry.note, entry.by, entry.at) == (
        "enrolled",
        "一名干部",
        world.zhao,
        act.at,
    )
    assert set(entry.written) == {f"people.officer:{officer.pk}"}
    notice = Notice.objects.addressed_to(world.danfeng).get()
    assert notice.key == f"enrolled:1>people.organisation:{world.danfeng.pk}"
    assert (notice.facts, notice.delivered_at) == ('{"n":1}', None)
    assert notice in Notice.objects.waiting()


def test_all_or_nothing_when_a_row_is_refused(world: World) -> None:
    before = counts()
    with pytest.raises(IntegrityError), transaction.atomic(), world.act(world.zhao).page() as page:
        line = page.line("enrolled", world.shangluo)
        line.add(Officer(name="周舟"))
        line.notify("enrolled", "enrolled:1", world.danfeng)
        line.add(Organisation(name="丹凤县", kind="county", path=world.danfeng.path))
    assert counts() == before


def test_all_or_nothing_when_the_verb_fails_inside(world: World) -> None:
    before = counts()
    with pytest.raises(RuntimeError), world.act(world.zhao).page() as page:
        page.line("enrolled", world.shangluo).add(Officer(name="周舟"))
        raise RuntimeError
    assert counts() == before


def test_a_key_names_one_notice_an_addressee(world: World) -> None:
    for to in (world.danfeng, world.shanyang):
        with world.act(world.zhao).page() as page:
            page.line("told", world.shangluo).notify("told", "told:1", to)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        world.act(world.zhao).page() as page,
    ):
        page.line("told", world.shangluo).notify("told", "told:1", world.danfeng)
    assert Notice.objects.count() == 2


def test_an_entry_carries_only_what_changed(world: World) -> None:
    act = world.act(world.zhao)
    with act.page() as page:
        page.line("moved", world.bank).change(world.bank, name="商洛秦岭银行", kind=world.bank.kind)
    entry = Entry.objects.concerning(world.bank).last()
    assert entry is not None
    assert entry.written == {f"people.organisation:{world.bank.pk}": {"name": "商洛秦岭银行"}}
    world.bank.refresh_from_db()
    assert world.bank.name == "商洛秦岭银行"


def test_overtaken_when_somebody_else_changed_the_row_first(world: World) -> None:
    mine = Organisation.objects.get(pk=world.bank.pk)
    with world.act(world.zhao).page() as page:
        page.line("moved", world.bank).change(world.bank, name="商洛秦岭银行")
    before = counts()
    with pytest.raises(Overtaken), world.act(world.xu).page() as page:
        line = page.line("moved", mine)
        line.add(Officer(name="周舟"))
        line.change(mine, name="商洛汉江银行")
    assert counts() == before
    world.bank.refresh_from_db()
    assert world.bank.name == "商洛秦岭银行"


def test_a_change_from_nothing_is_compared_too(world: World) -> None:
    post = Post.objects.get(officer=world.officer(world.lin))
    mine = Post.objects.get(pk=post.pk)
    post.end(world.act(world.zhao, "2022-05-04 09:00"))
    with pytest.raises(Overtaken):
        mine.end(world.act(world.zhao, "2022-05-05 09:00"))


def test_a_row_changed_before_it_is_inserted_is_inserted_changed(world: World) -> None:
    with world.act(world.zhao).page() as page:
        line = page.line("enrolled", world.shangluo)
        officer = line.add(Officer(name="周舟"))
        line.change(officer, phone="13800000000")
    assert Officer.objects.get(pk=officer.pk).phone == "13800000000"


def test_rows_may_point_at_rows_of_the_same_page(world: World) -> None:
    with world.act(world.zhao).page() as page:
        line = page.line("appointed", world.shangluo)
        officer = Officer(name="周舟")
        post = line.add(
            Post(officer=officer, organisation=world.bank, title="副行长", since=world.at().date())
        )
        line.add(officer)
    assert Post.objects.get(pk=post.pk).officer == officer


def test_an_empty_page_writes_nothing(world: World) -> None:
    before = counts()
    with world.act(world.zhao).page():
        pass
    assert counts() == before


def test_who_typed_and_who_answers_are_both_named(world: World) -> None:
    he = world.officer(world.he)
    with world.act(world.wang, on_behalf_of=he).page() as page:
        page.line("told", world.shangluo)
    entry = Entry.objects.concerning(world.shangluo).last()
    assert entry is not None
    assert (entry.by, entry.on_behalf_of) == (world.wang, he.pk)


def test_personal_data_stands_in_entries_as_salted_commitments_only(world: World) -> None:
    officer = Officer.enrol(world.act(world.zhao), "司马相如", "13912345678")
    twin = Officer.enrol(world.act(world.zhao), "司马相如", "13912345678")
    written = Entry.objects.concerning(officer).get().written[f"people.officer:{officer.pk}"]
    other = Entry.objects.concerning(twin).get().written[f"people.officer:{twin.pk}"]
    assert set(written) == {"name", "phone"}
    assert all(str(value).startswith("sha256:") for value in written.values())
    # the salt differs, so equal names do not betray each other
    assert written != other
    everything = "".join(Entry.objects.values_list("changes", flat=True))
    assert "司马相如" not in everything
    assert "13912345678" not in everything
    assert officer.salt not in everything


def test_an_act_has_a_moment_with_a_zone(world: World) -> None:
    with pytest.raises(ValueError, match="time zone"):
        Act(world.zhao, world.at().replace(tzinfo=None), Rulebook())


def test_what_is_held_has_not_changed_and_is_not_entered(world: World) -> None:
    with world.act(world.zhao).page() as page:
        line = page.line("looked at", world.bank)
        line.hold(world.bank, "name", "parent_id")
        line.change(world.bank, kind="department")
    entry = Entry.objects.concerning(world.bank).last()
    assert entry is not None
    assert entry.written == {f"people.organisation:{world.bank.pk}": {"kind": "department"}}


def test_whoever_holds_what_another_has_changed_is_overtaken(world: World) -> None:
    stale = Organisation.objects.get(pk=world.bank.pk)
    with world.act(world.zhao).page() as page:
        page.line("renamed", world.bank).change(world.bank, name="商洛秦岭银行")
    before = counts()
    with pytest.raises(Overtaken), transaction.atomic(), world.act(world.zhao).page() as page:
        line = page.line("enrolled", stale)
        line.hold(stale, "name")
        line.add(Officer(name="周舟"))
    assert counts() == before


def test_a_key_may_name_a_row_of_the_same_page(world: World) -> None:
    with world.act(world.zhao).page() as page:
        line = page.line("enrolled", world.shangluo)
        officer = line.add(Officer(name="周舟"))
        line.notify("enrolled", lambda: f"enrolled:{officer.pk}", world.danfeng)
    notice = Notice.objects.get()
    assert notice.key == f"enrolled:{officer.pk}>people.organisation:{world.danfeng.pk}"
