from baolian.routines.bulletins.models import Bulletin
from baolian.routines.bulletins.tests.june import JUNE, LAST
from tests.world import World


def seen_by(world: World, bulletin: Bulletin) -> set[str]:
    names = ("zhao", "xu", "gao", "he", "wang", "lin", "mei", "shen", "admin", "clockwork")
    return {
        name
        for name in names
        if Bulletin.objects.visible_to(getattr(world, name)).filter(pk=bulletin.pk).exists()
    }


def test_a_draft_is_for_the_clerks_of_the_place_and_above(world: World) -> None:
    act = world.act(world.zhao, "2022-06-30 16:00")
    assert seen_by(world, Bulletin.draft(act, world.shangluo, JUNE)) == {"zhao"}
    assert seen_by(world, Bulletin.draft(act, world.danfeng, JUNE)) == {"zhao", "xu"}
    assert seen_by(world, Bulletin.draft(act, world.shanyang, JUNE)) == {"zhao"}


def test_a_published_one_is_for_everyone_with_a_post_but_the_administrators(world: World) -> None:
    act = world.act(world.zhao, LAST)
    bulletin = Bulletin.draft(act, world.danfeng, JUNE)
    bulletin.publish(act)
    everyone = {"zhao", "xu", "gao", "he", "wang", "lin", "mei", "shen"}
    assert seen_by(world, bulletin) == everyone
    assert list(Bulletin.objects.published()) == [bulletin]


def test_the_internal_copy_is_for_clerks_leaders_and_supervisors_in_scope(world: World) -> None:
    act = world.act(world.zhao, LAST)
    county = Bulletin.draft(act, world.danfeng, JUNE)
    city = Bulletin.draft(act, world.shangluo, JUNE)
    users = (world.zhao, world.xu, world.gao, world.he, world.lin, world.mei, world.admin)
    assert [u for u in users if county.is_open_inside_to(u)] == [*users[:4]]
    assert [u for u in users if city.is_open_inside_to(u)] == [world.zhao]


def test_the_latest_month_comes_first(world: World) -> None:
    act = world.act(world.zhao, LAST)
    april = Bulletin.draft(act, world.danfeng, JUNE.replace(month=4))
    newest = Bulletin.draft(act, world.danfeng, JUNE)
    assert list(Bulletin.objects.latest_first()) == [newest, april]
