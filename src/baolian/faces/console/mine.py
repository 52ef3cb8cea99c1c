"""Which matters are a reader's own.

Asked with keys and paths, not with an account, so that a query is built once (`prepared`).
"""

from __future__ import annotations

from django.db.models import Q

from baolian.records.journal.acts import Act

# officers and organisations by their keys, subtrees and organisations by their paths
Keys = list[int]
Paths = list[str]


def answering(act: Act) -> tuple[Keys, Keys, Paths]:
    """Those whose matters are mine: people, and the organisations we work in with their paths."""
    places = act.by.workplaces
    return act.by.answers_as, [place.pk for place in places], [place.path for place in places]


def is_mine(people: Keys, places: Keys, paths: Paths) -> Q:
    """Owned or first received by me or the leader I act for, or handled by my own organisation."""
    return Q(owner__in=people) | Q(first_receiver__in=people) | handled_in(places, paths)


def handled_in(places: Keys, paths: Paths, of: str = "") -> Q:
    """By one of these organisations; their paths lead the index. `of`: the way to the matter."""
    return Q(**{f"{of}org_path__in": paths, f"{of}organisation__in": places})
