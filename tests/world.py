"""One small named world, built only by the verbs that the product itself uses.

商洛 lives by its pack, 丹凤 below it by its own. The day is Monday 2022-03-07 unless a test says
another; a limit of one working day then ends on Tuesday at 18:00.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from baolian.records.journal.acts import Act, day_of
from baolian.records.matters.models import Matter, Opening
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import (
    Appointment,
    Founding,
    Liaison,
    Officer,
    Organisation,
    Post,
    User,
)
from baolian.records.rulebook.models import Adoption, Rulebook
from baolian.records.rulebook.sites import found_site
from baolian.records.subjects.models import Entering, Subject
from tests.keeping import Kept

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = "2022-03-07 09:00"
PASSWORD = "open sesame 2022"


@dataclass
class World:
    """Who is who; every person signs in as the name of the attribute, and stands
    on MONDAY's day."""

    shangluo: Organisation = field(init=False)
    danfeng: Organisation = field(init=False)
    shanyang: Organisation = field(init=False)
    labour_bureau: Organisation = field(init=False)  # 丹凤县人社局, handles
    finance_bureau: Organisation = field(init=False)  # 山阳县财政局, knows nothing of Danfeng
    bank: Organisation = field(init=False)  # 商洛长江银行分行
    clockwork: User = field(init=False)
    zhao: User = field(init=False)  # clerk of the prefecture
    xu: User = field(init=False)  # clerk of Danfeng
    gao: User = field(init=False)  # supervisor of Danfeng
    he: User = field(init=False)  # a county leader, with nine enterprises and a phone
    wang: User = field(init=False)  # liaison: enters on behalf of He
    lin: User = field(init=False)  # handler at the labour bureau
    mei: User = field(init=False)  # handler in another county
    shen: User = field(
        init=False
    )  # president of the bank, an outside holder: head of the pump works
    admin: User = field(init=False)  # system administrator: no business records
    pump_works: Subject = field(init=False)  # an enterprise in Danfeng
    tea_house: Subject = field(init=False)  # an enterprise in Shanyang

    def at(self, moment: str = MONDAY) -> datetime:
        return datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)

    def act(self, by: User, moment: str = MONDAY, on_behalf_of: Officer | None = None) -> Act:
        return Act(by, self.at(moment), Rulebook.load(), on_behalf_of)

    def difficulty(self, moment: str = MONDAY, **changes: object) -> Matter:
        """A difficulty of the pump works (labour, 15 working days), handed to the labour bureau."""
        facts: dict[str, object] = {
            "kind": "difficulty",
            "subject": self.pump_works,
            "summary": "季节性用工短缺20人",
            "category": "labour",
            "source": "visit",
            "organisation": self.labour_bureau,
            "first_receiver": self.officer(self.he),
        }
        return Matter.open(self.act(self.he, moment), Opening(**(facts | changes)))  # type: ignore[arg-type]

    def on_duty(self, user: User, moment: str = MONDAY, leader: Officer | None = None) -> User:
        """The account as a request of that day reads it, for `leader` if it acts for him."""
        return User.objects.get(pk=user.pk).on(day_of(self.at(moment)), leader)

    @staticmethod
    def officer(user: User) -> Officer:
        assert user.officer is not None
        return user.officer


def build_world() -> World:
    world = World()
    begun = found_site(world.at("2022-01-04 09:00"), "shangluo", date(2022, 1, 1))
    world.clockwork = begun.by.on(day_of(world.at()))
    places = {o.name: o for o in Organisation.objects.places()}
    world.shangluo, world.danfeng = places["商洛市"], places["丹凤县"]
    world.shanyang = places["山阳县"]
    Adoption.adopt(begun, world.danfeng, "shangluo/danfeng", date(2022, 1, 1))
    act = world.act(begun.by, "2022-01-04 09:00")
    world.labour_bureau, world.finance_bureau, world.bank = Organisation.found_all(
        act,
        [
            Founding("丹凤县人社局", "department", world.danfeng),
            Founding("山阳县财政局", "department", world.shanyang),
            Founding("商洛长江银行分行", "bank", world.shangluo),
        ],
    )
    hire(world, act)
    serve(world, act)
    return world


def hire(world: World, act: Act) -> None:
    cast = [
        ("zhao", "赵明", world.shangluo, "营商办干部", "clerk"),
        ("xu", "许静", world.danfeng, "营商办干部", "clerk"),
        ("gao", "高远", world.danfeng, "督查办干部", "supervisor"),
        ("he", "何川", world.danfeng, "副县长", "leader"),
        ("wang", "王宁", world.danfeng, "政府办干部", "liaison"),
        ("lin", "林涛", world.labour_bureau, "股长", "handler"),
        ("mei", "梅雪", world.finance_bureau, "股长", "handler"),
        ("shen", "沈岳", world.bank, "行长", "officer"),
        ("admin", "郑工", world.shangluo, "系统管理员", "system_admin"),
    ]
    for username, name, organisation, title, role in cast:
        officer = Officer.enrol(act, name, f"138{len(username):08}")
        Post.appoint(act, Appointment(officer, organisation, title, role))
        # hashing is slow by design; tests sign in with force_login
        account = User.open_account(act, username, officer, None)
        setattr(world, username, account.on(day_of(world.at())))
    Liaison.appoint(act, world.officer(world.wang), world.officer(world.he))


def serve(world: World, act: Act) -> None:
    world.pump_works, world.tea_house = Subject.enter_all(
        act,
        [
            Entering("enterprise", "丹凤清水泵业有限公司", world.danfeng, industry="C"),
            Entering("enterprise", "山阳云雾茶业有限公司", world.shanyang, industry="C"),
        ],
    )
    Pairing.make_all(
        act,
        [
            Making(world.pump_works, world.officer(world.shen), "head", "prefecture"),
            Making(world.pump_works, world.officer(world.he), "leader", "county"),
        ],
    )


KEPT = Kept(build_world)


@pytest.fixture
def world(db: None) -> World:
    return KEPT.again()
