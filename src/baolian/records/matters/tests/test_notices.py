"""Who hears of what: the outbox that a matter's life leaves behind."""

from datetime import date

from baolian.records.journal.models import Notice
from baolian.records.matters.models import Matter
from baolian.records.matters.tests.lives import again
from tests.world import World


def heard(kind: str) -> list[tuple[str, str, str]]:
    """Of one kind, oldest first: key without the addressee, about, to."""
    found = Notice.objects.filter(kind=kind).order_by("id")
    return [(n.key.partition(">")[0], n.about, n.to) for n in found]


def organisation(thing: object) -> str:
    return f"people.organisation:{thing.pk}"  # type: ignore[attr-defined]


def test_whoever_is_handed_a_matter_hears_of_it(world: World) -> None:
    matter = again(world.difficulty())
    assert matter.lead is not None
    matter.lead.give_back(world.act(world.lin, "2022-03-08 10:00"), "应由金融机构办理")
    again(matter).assign(world.act(world.he, "2022-03-09 10:00"), world.bank)
    about = f"matters.matter:{matter.pk}"
    assert heard("assigned") == [
        (f"assigned:{matter.pk}:1", about, organisation(world.labour_bureau)),
        (f"assigned:{matter.pk}:2", about, organisation(world.bank)),
    ]


def test_handed_to_nobody_nobody_hears(world: World) -> None:
    world.difficulty(organisation=None)
    assert not heard("assigned")


def test_the_first_receiver_hears_how_it_ended_each_time(world: World) -> None:
    matter = again(world.difficulty())
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    again(matter).reopen(world.act(world.xu, "2022-03-11 10:00"), "企业称未解决")
    again(matter).resolve(world.act(world.lin, "2022-03-14 15:00"), "solved")
    about, he = f"matters.matter:{matter.pk}", f"people.officer:{world.he.officer_id}"
    assert heard("resolved") == [(f"resolved:{matter.pk}:{n}", about, he) for n in (1, 2)]
    bureau = organisation(world.labour_bureau)
    assert heard("reopened") == [(f"reopened:{matter.pk}:2", about, bureau)]


def test_nobody_hears_of_what_he_did_himself(world: World) -> None:
    matter = again(world.difficulty())
    act = world.act(world.wang, "2022-03-10 15:00", world.officer(world.he))
    matter.resolve(act, "solved")
    assert not heard("resolved")


def test_he_hears_of_what_his_liaison_did_for_herself(world: World) -> None:
    world.difficulty().resolve(world.act(world.wang, "2022-03-10 15:00"), "solved")
    assert len(heard("resolved")) == 1


def test_a_ledger_floods_nobody(world: World) -> None:
    dated = world.difficulty("2022-06-17 18:00", source="import", claimed_on=date(2022, 2, 8))
    world.difficulty("2022-06-17 18:00", source="import")
    Matter.objects.get(pk=dated.pk).claim(world.act(world.xu, "2022-06-17 18:00"), None)
    assert not Notice.objects.exists()
