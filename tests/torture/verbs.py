"""Every verb of the records, of slips and of bulletins, each with what must have happened before
it. Imports, the sweep and passwords have tests of their own."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from importlib.resources import files

from baolian.records.lists.models import Export, Keeping, SavedView
from baolian.records.matters.models import Assignment, Extension, Matter, Saying
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
from baolian.records.readings.models import Reading, Taking
from baolian.records.rulebook.models import Adoption, Calendar
from baolian.records.subjects.models import Entering, Subject, Supplement
from baolian.records.visits.models import Going, Raising, Visit
from baolian.routines.bulletins.models import Bulletin
from baolian.routines.supervision.models import Reply, Slip, Trial
from baolian.routines.supervision.tests.stories import BLUE, drafted, issued, resolution
from tests.torture.crashes import Verb
from tests.torture.meetings import MEETING_VERBS
from tests.world import World

LATER = "2022-03-08 10:00"
DAY_AFTER = "2022-03-30 11:00"  # of the yellow slip
JULY = "2022-07-05 09:00"
Prepare = Callable[[World], Verb]


def fresh(matter: Matter) -> Matter:
    """As another request would read it: a verb that died has marked the one it had in hand."""
    return Matter.objects.get(pk=matter.pk)


def found(w: World) -> Verb:
    return lambda: Organisation.found(w.act(w.zhao), Founding("商镇", "town", w.danfeng))


def enrol(w: World) -> Verb:
    return lambda: Officer.enrol_all(w.act(w.zhao), [("周舟", "1"), ("吴武", "2")])


def appoint(w: World) -> Verb:
    appointment = Appointment(w.officer(w.lin), w.danfeng, "挂职干部")
    return lambda: Post.appoint(w.act(w.zhao), appointment)


def end_post(w: World) -> Verb:
    key = w.officer(w.lin).posts.get().pk
    return lambda: Post.objects.get(pk=key).end(w.act(w.zhao))


def appoint_liaison(w: World) -> Verb:
    return lambda: Liaison.appoint(w.act(w.zhao), w.officer(w.xu), w.officer(w.he))


def end_liaison(w: World) -> Verb:
    key = Liaison.objects.get().pk
    return lambda: Liaison.objects.get(pk=key).end(w.act(w.zhao))


def open_account(w: World) -> Verb:
    return lambda: User.open_account(w.act(w.zhao), "zhou", None, None)


def adopt(w: World) -> Verb:
    return lambda: Adoption.adopt(w.act(w.zhao), w.shanyang, "shangluo/danfeng", date(2022, 4, 1))


def publish_calendar(w: World) -> Verb:
    text = files("baolian.rules.calendars").joinpath("china.toml").read_text("utf-8")
    return lambda: Calendar.publish(w.act(w.zhao), text.replace("china-2026.1", "china-2026.2"))


def enter(w: World) -> Verb:
    one = Entering("enterprise", "丹凤新材", w.danfeng)
    return lambda: Subject.enter_all(w.act(w.xu), [one, Entering("project", "一期", w.danfeng)])


def supplement(w: World) -> Verb:
    key, chain = w.pump_works.pk, Subject.enter(w.act(w.xu), Entering("chain", "水泵", w.danfeng))

    def verb() -> None:
        subject = Subject.objects.get(pk=key)
        Subject.supplement_all(w.act(w.xu, LATER), [Supplement(subject, chain=chain)])

    return verb


def pair(w: World) -> Verb:
    making = Making(w.tea_house, w.officer(w.mei), "head", "county")
    return lambda: Pairing.make(w.act(w.zhao), making)


def unpair(w: World) -> Verb:
    key = Pairing.objects.order_by("pk")[0].pk
    return lambda: Pairing.objects.get(pk=key).end(w.act(w.zhao), "工作调动")


def take(w: World) -> Verb:
    taking = Taking(
        "growth", date(2022, 1, 1), date(2022, 5, 31), "x", organisation=w.shangluo, actual=1
    )
    return lambda: Reading.take(w.act(w.zhao), taking)


def correct(w: World) -> Verb:
    taking = Taking(
        "growth", date(2022, 1, 1), date(2022, 5, 31), "x", organisation=w.shangluo, actual=1
    )
    key = Reading.take(w.act(w.zhao), taking).pk
    act = w.act(w.zhao, LATER)
    return lambda: Reading.objects.get(pk=key).correct(act, plan=None, actual=2, source="y")


def log_visit(w: World) -> Verb:
    going = Going(
        w.pump_works,
        [w.officer(w.he), w.officer(w.shen)],
        date(2022, 3, 7),
        difficulties=[Raising("流动资金紧张", "financing", w.bank)],
        client_id=uuid.uuid4(),
    )
    return lambda: Visit.log(w.act(w.he), going)


def open_matter(w: World) -> Verb:
    return lambda: w.difficulty()


def receive(w: World) -> Verb:
    lead = w.difficulty().handlings.get()
    handling = type(lead).objects
    return lambda: handling.get(pk=lead.pk).receive(w.act(w.lin, LATER), w.officer(w.lin))


def give_back(w: World) -> Verb:
    lead = w.difficulty().handlings.get()
    handling = type(lead).objects
    return lambda: handling.get(pk=lead.pk).give_back(w.act(w.lin, LATER), "不属本局职责")


def assign(w: World) -> Verb:
    matter = w.difficulty(organisation=None)
    return lambda: fresh(matter).assign(w.act(w.he, LATER), w.bank)


def assign_all(w: World) -> Verb:
    keys = [w.difficulty(organisation=None, summary=f"困难{n}").pk for n in range(2)]

    def verb() -> None:
        matters = Matter.objects.filter(pk__in=keys).order_by("pk")
        lin = w.officer(w.lin)
        Matter.assign_all(
            w.act(w.xu, LATER), [Assignment(m, w.labour_bureau, lin) for m in matters]
        )

    return verb


def contact(w: World) -> Verb:
    matter = w.difficulty()
    return lambda: fresh(matter).contact(w.act(w.lin, LATER), "已电话联系")


def ask_extension(w: World) -> Verb:
    matter = w.difficulty()
    return lambda: Extension.ask(w.act(w.lin, LATER), fresh(matter), 5, "用工季节未到")


def asked(w: World) -> int:
    return Extension.ask(w.act(w.lin, LATER), w.difficulty(), 5, "用工季节未到").pk


def grant_extension(w: World) -> Verb:
    key = asked(w)
    return lambda: Extension.objects.get(pk=key).grant(w.act(w.he, LATER))


def refuse_extension(w: World) -> Verb:
    key = asked(w)
    return lambda: Extension.objects.get(pk=key).refuse(w.act(w.he, LATER), "可先行对接")


def withdraw_extension(w: World) -> Verb:
    key = asked(w)
    return lambda: Extension.objects.get(pk=key).withdraw(w.act(w.lin, LATER))


def suspend(w: World) -> Verb:
    matter = w.difficulty()
    return lambda: fresh(matter).suspend(w.act(w.xu, LATER), "企业停产检修")


def resume(w: World) -> Verb:
    matter = w.difficulty()
    matter.suspend(w.act(w.xu), "企业停产检修")
    return lambda: fresh(matter).resume(w.act(w.xu, LATER))


def resolve(w: World) -> Verb:
    matter = w.difficulty()
    matter.suspend(w.act(w.xu), "企业停产检修")
    return lambda: fresh(matter).resolve(w.act(w.lin, LATER), "explained", "已说明")


def claim(w: World) -> Verb:
    matter = w.difficulty("2022-06-17 18:00", claimed_on=date(2022, 2, 8), source="import")
    act = w.act(w.xu, "2022-06-17 18:00")
    return lambda: fresh(matter).claim(act, date(2022, 2, 20), "满意")


def confirm(w: World) -> Verb:
    resolution = w.difficulty().resolve(w.act(w.lin, LATER), "solved")
    said = Saying(is_solved=True, rating="satisfied", channel="telephone")
    resolutions = type(resolution).objects
    return lambda: resolutions.get(pk=resolution.pk).confirm(w.act(w.xu, LATER), said)


def close(w: World) -> Verb:
    matter = w.difficulty()
    matter.resolve(w.act(w.lin, LATER), "explained", "已说明")
    return lambda: fresh(matter).close(w.act(w.xu, LATER))


def reopen(w: World) -> Verb:
    matter = w.difficulty()
    matter.resolve(w.act(w.lin, LATER), "explained", "已说明")
    return lambda: fresh(matter).reopen(w.act(w.xu, LATER), "企业称未解决")


def begin_trial(w: World) -> Verb:
    return lambda: Trial.begin(w.act(w.zhao), w.danfeng)


def end_trial(w: World) -> Verb:
    key = Trial.begin(w.act(w.zhao), w.danfeng).pk
    return lambda: Trial.objects.get(pk=key).end(w.act(w.gao, LATER))


def start_by_hand(w: World) -> Verb:
    deadline = resolution(w.difficulty())
    return lambda: Slip.start_by_hand(w.act(w.gao, LATER), deadline, "yellow", "督查发现无人办理")


def anew(slip: Slip) -> Slip:
    """As another request would read it."""
    return Slip.objects.get(pk=slip.pk)


def redraft(w: World) -> Verb:
    slip = drafted(w, organisation=None)
    fresh(slip.matter).assign(w.act(w.he, "2022-03-30 08:00"), w.bank)
    return lambda: anew(slip).redraft(w.act(w.gao, DAY_AFTER))


def sign(w: World) -> Verb:
    slip = drafted(w)
    return lambda: anew(slip).sign(w.act(w.gao, DAY_AFTER))


def acknowledge(w: World) -> Verb:
    slip = issued(w)
    return lambda: anew(slip).acknowledge(w.act(w.lin, DAY_AFTER))


def reply(w: World) -> Verb:
    slip = issued(w)
    return lambda: anew(slip).reply(w.act(w.lin, DAY_AFTER), "已到岗20人")


def refuse(w: World) -> Verb:
    """The yellow slip's: the red one is drafted at once."""
    key = issued(w).reply(w.act(w.lin, DAY_AFTER), "正在办理").pk
    return lambda: Reply.objects.get(pk=key).refuse(w.act(w.gao, DAY_AFTER), "没有时限")


def ask_again(w: World) -> Verb:
    """The blue slip's: no rung waits for it, another reply is asked for."""
    slip = issued(w, BLUE, "2022-03-24 09:00")
    key = slip.reply(w.act(w.lin, "2022-03-24 11:00"), "正在办理").pk
    return lambda: Reply.objects.get(pk=key).refuse(w.act(w.gao, "2022-03-25 09:00"), "没有时限")


def withdraw(w: World) -> Verb:
    slip = issued(w)
    return lambda: anew(slip).withdraw(w.act(w.gao, DAY_AFTER), "计算有误")


def draft_bulletin(w: World) -> Verb:
    return lambda: Bulletin.draft(w.act(w.zhao, JULY), w.shangluo, date(2022, 6, 1))


def publish_bulletin(w: World) -> Verb:
    w.difficulty("2022-06-07 09:00")
    key = Bulletin.draft(w.act(w.zhao, JULY), w.shangluo, date(2022, 6, 1)).pk
    return lambda: Bulletin.objects.get(pk=key).publish(w.act(w.zhao, JULY))


def kept(w: World) -> SavedView:
    return SavedView.keep(w.act(w.xu), Keeping("ledger", "逾期的", "state=overdue"))


def keep_view(w: World) -> Verb:
    return lambda: kept(w)


def rename_view(w: World) -> Verb:
    key = kept(w).pk
    return lambda: SavedView.objects.get(pk=key).rename(w.act(w.xu, LATER), "要紧的")


def share_view(w: World) -> Verb:
    key = kept(w).pk
    return lambda: SavedView.objects.get(pk=key).share(w.act(w.xu, LATER), w.danfeng)


def drop_view(w: World) -> Verb:
    key = kept(w).pk
    return lambda: SavedView.objects.get(pk=key).drop(w.act(w.xu, LATER))


def export(w: World) -> Verb:
    return lambda: Export.take(w.act(w.xu), "ledger", "", "办理中", 12)


LISTS: tuple[Prepare, ...] = (keep_view, rename_view, share_view, drop_view, export)
SLIPS: tuple[Prepare, ...] = (
    begin_trial, end_trial, start_by_hand, redraft, sign, acknowledge, reply, refuse, ask_again,
    withdraw,
)  # fmt: skip
VERBS: tuple[Prepare, ...] = (
    found, enrol, appoint, end_post, appoint_liaison, end_liaison, open_account, adopt,
    publish_calendar, enter, supplement, pair, unpair, take, correct, log_visit, open_matter,
    receive, give_back, assign, assign_all, contact, ask_extension,
    grant_extension, refuse_extension, withdraw_extension, suspend, resume, resolve, claim, confirm,
    close, reopen,
    *LISTS, *MEETING_VERBS, *SLIPS, draft_bulletin, publish_bulletin,
)  # fmt: skip
