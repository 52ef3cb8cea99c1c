"""交办函: a matter handed to an organisation, by when it is due, and a receipt."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from baolian.records.journal.acts import Act, day_of
from baolian.records.journal.models import Entry
from baolian.records.matters.models import REPLY, Deadline, Handling, Matter
from baolian.records.people.models import Organisation
from baolian.records.people.paths import ancestors
from baolian.records.rulebook.models import edition_of
from baolian.routines.papers.documents.words import (
    moment_words,
    receipt,
    ribbon,
)
from baolian.routines.papers.paper import (
    Block,
    Closing,
    Paper,
    Paragraph,
    PlainHead,
    Table,
    day_words,
)
from baolian.routines.supervision.models.drafting import adopting_paths
from baolian.routines.supervision.words import STAGES, limit_words
from baolian.rules.packs import Pack, Stage


@translation.override("zh-hans")
def assignment_letter(act: Act, handling: Handling) -> Paper:
    """Its days are those that the records say today: a clock may have been moved since."""
    matter, to = handling.matter, handling.organisation.name
    pack = edition_of(matter, act.rulebook).pack
    office = sender(act, handling).name
    assigned_on = day_of(handling.assigned_at)
    kind = pack.kinds[matter.kind].name.zh
    named = f"{office}关于“{matter.summary}”一事的交办函（{day_words(assigned_on)}）"
    return Paper(
        title=f"关于交办“{matter.summary}”一事的函",
        head=PlainHead("交办函", office, f"{kind}第{matter.pk}号"),
        addressees=(to,),
        blocks=tuple(body(act, pack, handling)),
        dated=act.today,
        closing=Closing(office, assigned_on),
        annexes=(receipt(named, office, to),),
        ribbon=ribbon(*(["已退回"] if handling.returned_at else [])),
    )


def sender(act: Act, handling: Handling) -> Organisation:
    """Who hands down: the nearest above it that lives by a pack of its own. Above the highest there
    is none: then the organisation of whoever handed it up."""
    adopting = adopting_paths(act)
    above = [path for path in ancestors(handling.organisation.path)[1:] if path in adopting]
    nearest = Organisation.objects.filter(path__in=above[:1]).first()
    return nearest or assigner(handling) or handling.organisation


def assigner(handling: Handling) -> Organisation | None:
    entries = Entry.objects.concerning(handling.matter).filter(at=handling.assigned_at)
    entry = entries.select_related("by__officer").first()
    officer = entry.by.officer if entry else None
    post = officer.post_on(day_of(handling.assigned_at)) if officer else None
    return post.organisation if post else None


def body(act: Act, pack: Pack, handling: Handling) -> Iterator[Block]:
    matter = handling.matter
    category = pack.category_called(matter.category) if matter.category else None
    about = f"（{category.name.zh}）" if category else ""
    role = Handling.Role(handling.role).label
    source = Matter.Source(matter.source).label
    handed = "台账称由你单位" if handling.is_claim else "现交由你单位"
    yield Paragraph(
        f"{day_words(day_of(matter.opened_at))}登记的{matter.subject.name}"
        f"“{matter.summary}”一事{about}，来源为{source}，{handed}{role}。{first_receiver(matter)}"
    )
    if rows := tuple(map(clock_row, clocks(handling))):
        yield Table(("环节", "时限", "到期"), rows, (2, 2, 3), "办理时限")
    words = f"时限为{day_words(act.today)}的记录；此后挂起、延期、二次办理的，以记录为准。"
    # what a ledger says is received can no longer be sent back
    window = None if handling.is_claim else pack.kinds[matter.kind].return_window
    if window:
        within = limit_words(window.n, window.unit.value)
        words += f"不属你单位职责的，请在交办后{within}内说明理由退回。"
    yield Paragraph(words)


def clocks(handling: Handling) -> list[Deadline]:
    """The last of each stage, as they fall due; replies to slips have papers of their own."""
    found = handling.matter.deadlines.exclude(stage=REPLY).order_by("cycle")
    latest = {clock.stage: clock for clock in found if not is_of_another(handling, clock)}
    return sorted(latest.values(), key=lambda clock: (clock.due_at, clock.pk))


def is_of_another(handling: Handling, clock: Deadline) -> bool:
    """A receipt is asked for at each assignment; it was this one's until it came back."""
    if clock.stage != Stage.RECEIPT:
        return False
    began = clock.start_at
    came_back = handling.returned_at is not None and began >= handling.returned_at
    return began < handling.assigned_at or came_back


def clock_row(clock: Deadline) -> tuple[str, str, str]:
    due = moment_words(clock.due_at) + ("（暂定）" if clock.provisional else "")
    return str(STAGES[clock.stage]), limit_words(clock.n, clock.unit), due


def first_receiver(matter: Matter) -> str:
    officer = matter.first_receiver
    if officer is None:
        return ""
    return f"首问责任人：{officer.name}" + (f"，电话{officer.phone}。" if officer.phone else "。")
