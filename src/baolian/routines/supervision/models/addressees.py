"""Who hears of a slip: the addressed organisation, and officers by what they are to the matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db import models

from baolian.records.journal.pages import Line
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Officer, Organisation, Post
from baolian.records.people.paths import ancestors
from baolian.routines.supervision.models.facts import Case
from baolian.rules.packs import Notify, PackRung

BY_PAIRING = (Notify.LEADER, Notify.HEAD)
BY_POST = (Notify.CLERK, Notify.SUPERVISOR)


class Addressees:
    """Read once for many slips: the pairings of their subjects on `day`, clerks and supervisors."""

    def __init__(self, cases: Iterable[Case], day: date) -> None:
        self.paired: dict[tuple[int, str], list[int]] = defaultdict(list)
        subjects = {case.subject for case in cases}
        holders = Pairing.objects.on(day).filter(subject__in=subjects, role__in=BY_PAIRING)
        for subject, role, officer in holders.values_list("subject", "role", "officer"):
            self.paired[subject, role].append(officer)
        self.posted: dict[tuple[str, str], list[int]] = defaultdict(list)
        posts = Post.objects.on(day).filter(role__in=BY_POST)
        for path, role, officer in posts.values_list("organisation__path", "role", "officer"):
            self.posted[path, role].append(officer)

    def hear(
        self,
        line: Line,
        kind: str,
        key: str,
        case: Case,
        addressed: Organisation,
        rung: PackRung,
        **facts: str,
    ) -> None:
        """A notice to each."""
        for to in self.of(case, addressed, rung.notify):
            line.notify(kind, key, to, matter=case.matter, rung=rung.code, **facts)

    def of(
        self, case: Case, addressed: Organisation, notify: Sequence[Notify]
    ) -> Iterator[models.Model]:
        """The addressed organisation first, then each officer once."""
        yield addressed
        heard = {officer for word in notify for officer in self.officers(case, addressed, word)}
        for officer in sorted(heard):
            yield Officer(pk=officer)

    def officers(self, case: Case, addressed: Organisation, word: Notify) -> list[int]:
        if word is Notify.HANDLER:
            return [case.owner] if case.owner else []
        if word in BY_PAIRING:
            return self.paired.get((case.subject, word), [])
        return self.nearest(addressed.path, word)

    def nearest(self, path: str, role: str) -> list[int]:
        """Those who hold the post in the organisation itself, else in the nearest one above."""
        for above in ancestors(path):
            if found := self.posted.get((above, role)):
                return found
        return []
