"""A pack of this folder, and a deadline under it. March 2022 has no day off but weekends."""

from datetime import UTC, datetime
from pathlib import Path

from baolian.rules import packs
from baolian.rules.calendars import china
from baolian.rules.clock import Clock, Limit, Pause
from baolian.rules.ladder import Running
from baolian.rules.packs import Pack, Stage

HERE = Path(__file__).parent
PLACES = ("sanming", "quanzhou", "anyang")


def pack_of(code: str) -> Pack:
    return packs.load(code, [HERE])


def clock_of(pack: Pack) -> Clock:
    return Clock(china().calendar(), pack.office_hours)


def at(day: str, clock: str = "10:00") -> datetime:
    """A moment in Shanghai, in UTC."""
    return datetime.fromisoformat(f"{day}T{clock}+08:00").astimezone(UTC)


def running(pack: Pack, kind: str, start: datetime, *pauses: Pause) -> Running:
    """The resolution of a matter of this kind."""
    limit = pack.limit(kind, Stage.RESOLUTION)
    assert limit is not None
    return runs(pack, limit, start, *pauses)


def runs(pack: Pack, limit: Limit, start: datetime, *pauses: Pause) -> Running:
    clock = clock_of(pack)
    return Running(start, limit, clock.due(start, limit, pauses), pauses, clock)
