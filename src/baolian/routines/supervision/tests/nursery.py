"""Raises sweepers and signers as processes, and kills them: `python -m ....nursery sweep 20 7`.

Children are forked from one process that has imported everything and opened no connection, so
that a kill -9 lands in the work and not in the start-up. Prints how many were killed at work.
"""

import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime

import django

if __name__ == "__main__":
    django.setup()

from baolian.records.journal.acts import Act
from baolian.records.matters.models import Deadline
from baolian.records.people.models import User
from baolian.records.rulebook.models import Rulebook
from baolian.routines.supervision.models import AlreadySigned, Slip
from baolian.routines.supervision.sweep import sweep

MOMENT = "2022-03-30 09:00+08:00"
AT_ONCE = 4
LONGEST = 0.12  # seconds of life before a kill, at most


def sweep_all() -> None:
    act = Act(User.objects.clockwork(), datetime.fromisoformat(MOMENT), Rulebook.load())
    # a sweep leaves to the others what they hold: when they die it is there again
    while Deadline.objects.firing_by(act.at).exists():
        sweep(act, batch=4)


def sign_all() -> None:
    user = User.objects.get(username="gao")
    act = Act(user, datetime.fromisoformat(MOMENT), Rulebook.load())
    for slip in Slip.objects.order_by("id"):
        try:
            slip.sign(act)
        except AlreadySigned:
            continue


def fork(work: Callable[[], None]) -> int:
    """The child's process id. It ends without cleaning up, as a process that is killed does."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except Exception:  # noqa: BLE001 - whatever it is, the parent counts it
        traceback.print_exc()
    os._exit(status)


def ended(children: set[int]) -> Iterator[tuple[int, int]]:
    """(process id, status) of those that are over."""
    for child in list(children):
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            yield pid, status


def kill_one(children: set[int], chance: random.Random) -> bool:
    """Whether it died by our hand, at work."""
    victim = chance.choice(sorted(children))
    os.kill(victim, signal.SIGKILL)
    _, status = os.waitpid(victim, 0)
    children.discard(victim)
    return os.WIFSIGNALED(status)


def raise_and_kill(work: Callable[[], None], kills: int, chance: random.Random) -> tuple[int, int]:
    """(killed at work, failed by themselves)."""
    children, killed, failed = {fork(work) for _ in range(AT_ONCE)}, 0, 0
    while killed < kills and children:
        time.sleep(chance.uniform(0.005, LONGEST))
        for pid, status in ended(children):
            children.discard(pid)
            failed += status != 0
        if children and kill_one(children, chance):
            killed += 1
            children.add(fork(work))
    for child in children:
        failed += os.waitpid(child, 0)[1] != 0
    return killed, failed


if __name__ == "__main__":
    work, kills, seed = sys.argv[1:]
    chance = random.Random(int(seed))  # noqa: S311 - the same kills in every run
    killed, failed = raise_and_kill(
        {"sweep": sweep_all, "sign": sign_all}[work], int(kills), chance
    )
    print(killed, failed)  # noqa: T201 - what the test reads
