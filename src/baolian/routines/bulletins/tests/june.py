"""A June small enough to count by hand; the numbers stand in test_count.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from baolian.records.matters.models import Matter, Saying
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import Officer
from baolian.records.readings.models import Reading, Taking
from baolian.records.subjects.models import Entering, Subject
from baolian.routines.bulletins.models import Bulletin
from baolian.routines.supervision.models import Slip
from tests.world import World

JUNE = date(2022, 6, 1)
LAST = "2022-06-30 17:00"
NEW_YEAR = date(2022, 1, 4)
YI, WAN = 10**10, 10**6  # 亿元 and 万元 in fen


@dataclass
class June:
    """What happened, by name; `bulletin` is the prefecture's draft for the month."""

    world: World
    bulletin: Bulletin
    leaders: list[Officer]
    projects: list[Subject]
    difficulties: dict[str, Matter]
    investment: list[Reading]


def june(world: World) -> June:
    leaders, projects = pair_projects(world)
    pair_heads(world)
    investment = measure(world, projects)
    difficulties = raise_difficulties(world)
    bulletin = Bulletin.draft(world.act(world.zhao, "2022-06-30 16:00"), world.shangluo, JUNE)
    return June(world, bulletin, leaders, projects, difficulties, investment)


def pair_projects(world: World) -> tuple[list[Officer], list[Subject]]:
    """Two chains and three projects with leaders on 30 June; two of the projects have started."""
    act = world.act(world.zhao, "2022-01-04 10:00")
    names = [("周岚", ""), ("吴桐", ""), ("郑晓", ""), ("孙越", "")]
    first, second, left, later = Officer.enrol_all(act, names)
    new_material, tea = Subject.enter_all(
        act, [Entering("chain", name, world.shangluo) for name in ("新材料", "茶叶")]
    )
    danfeng = world.danfeng
    projects = Subject.enter_all(
        act,
        [
            Entering("project", "钒材料", danfeng, chain=new_material, started_on=date(2022, 3, 1)),
            Entering("project", "钒电池", danfeng, chain=new_material, started_claimed=True),
            Entering("project", "茶园", world.shanyang, chain=tea, started_on=date(2022, 7, 2)),
            Entering("project", "无人包抓", danfeng, chain=tea, started_on=date(2022, 3, 1)),
        ],
    )
    pair(world, [new_material, tea, *projects[:2]], first)
    pair(world, [tea, projects[2]], second)
    pair(world, [new_material], left)[0].end(world.act(world.zhao, "2022-06-30 09:00"), "调离")
    pair(world, [tea], later, since=date(2022, 7, 1))
    return [first, second, left, later], projects


def pair(
    world: World,
    subjects: list[Subject],
    officer: Officer,
    role: str = "leader",
    since: date = NEW_YEAR,
) -> list[Pairing]:
    makings = [Making(s, officer, role, "prefecture", since=since) for s in subjects]
    return Pairing.make_all(world.act(world.zhao, "2022-01-04 10:00"), makings)


def pair_heads(world: World) -> None:
    """Shen already heads the pump works; a second head takes that and the tea house."""
    bureau = Officer.enrol(world.act(world.zhao), "冯远")
    pair(world, [world.pump_works, world.tea_house], bureau, "head")


def measure(world: World, projects: list[Subject]) -> list[Reading]:
    act = world.act(world.zhao, "2022-06-30 10:00")
    ends = date(2022, 5, 31), date(2022, 6, 30), date(2022, 6, 30), date(2022, 6, 30)
    of, amounts = [projects[n] for n in (0, 0, 1, 3)], [100 * WAN, 250 * WAN, 129 * YI, 999 * YI]
    taken = Reading.take_all(
        act,
        [
            Taking("completed_investment", date(2022, 1, 1), end, "项目台账", subject, actual=fen)
            for subject, end, fen in zip(of, ends, amounts, strict=True)
        ],
    )
    Reading.take_all(
        act,
        [
            Taking(
                "industrial_growth",
                date(2022, 1, 1),
                end,
                "商洛市统计局",
                organisation=world.shangluo,
                actual=points,
            )
            for end, points in ((date(2022, 3, 31), 1300), (date(2022, 5, 31), 1470))
        ],
    )
    return taken


def raise_difficulties(world: World) -> dict[str, Matter]:
    """Seven by 30 June: three said to be solved, one of them confirmed, four with an outcome."""
    nobodys = Subject.enter(
        world.act(world.zhao), Entering("enterprise", "无人包联有限公司", world.danfeng)
    )
    matters = {
        "open": world.difficulty("2022-06-10 09:00"),
        "claimed": imported(world, date(2022, 2, 8)),
        "confirmed": imported(world, date(2022, 3, 1)),
        "last_minute": world.difficulty("2022-06-30 23:50"),
        "explained": world.difficulty("2022-06-01 09:00"),
        "reopened": world.difficulty("2022-06-01 09:00", subject=world.tea_house),
        "denied": world.difficulty("2022-06-02 09:00", subject=world.tea_house),
        # these two do not count: a July one, and one of an enterprise without a head
        "july": world.difficulty("2022-07-01 00:10"),
        "nobodys": world.difficulty("2022-06-10 09:00", subject=nobodys),
    }
    matters["claimed"].claim(world.act(world.zhao, "2022-06-17 18:00"), date(2022, 3, 27), "满意")
    matters["confirmed"].claim(world.act(world.zhao, "2022-06-17 18:00"), date(2022, 3, 27))
    confirm(world, matters["confirmed"], "2022-06-20 09:00", is_solved=True)
    matters["explained"].resolve(world.act(world.lin, "2022-06-15 09:00"), "explained", "已说明")
    matters["reopened"].resolve(world.act(world.lin, "2022-06-12 09:00"), "solved")
    matters["reopened"].reopen(world.act(world.xu, "2022-06-25 09:00"), "没有解决")
    matters["denied"].resolve(world.act(world.lin, "2022-06-14 09:00"), "solved")
    confirm(world, matters["denied"], "2022-06-21 09:00", is_solved=False)
    return matters


def imported(world: World, day: date) -> Matter:
    return world.difficulty("2022-06-17 18:00", source="import", claimed_on=day)


def confirm(world: World, matter: Matter, moment: str, *, is_solved: bool) -> None:
    rating = "satisfied" if is_solved else "dissatisfied"
    resolution = matter.resolution
    assert resolution is not None
    resolution.confirm(world.act(world.xu, moment), Saying(is_solved, rating, "telephone"))


def sign_slip(world: World, matter: Matter, moment: str) -> Slip:
    """A blue slip on the matter, started by hand and signed at once."""
    deadline = matter.deadlines.get(stage="resolution")
    slip = Slip.start_by_hand(world.act(world.gao, moment), deadline, "blue", "现场发现进展迟缓")
    slip.sign(world.act(world.gao, moment))
    return slip
