"""Who and what is meant by a word of the command line; refused with the words there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from baolian.faces.cli.refusals import CannotDo, unknown
from baolian.faces.cli.setups import clockwork_act

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act
    from baolian.records.people.models import Officer, Organisation, User

    Entitled = Callable[[User, str], bool]


def act_by(username: str) -> Act:
    """An act of that account, at the site's clock. Raises CannotDo."""
    act = clockwork_act()
    user = account(username)
    if not user.is_active:
        raise CannotDo(f"the account {username!r} has been ended; it does nothing any more")
    return replace(act, by=user)


def account(username: str) -> User:
    """Raises CannotDo; the clockwork is nobody's account."""
    from baolian.records.people.models import User

    known = User.objects.exclude(username=User.CLOCKWORK)
    user = known.filter(username=username).first()
    if user is None:
        raise unknown("account", username, sorted(known.values_list("username", flat=True)))
    return user


def by_clerk(act: Act, username: str, where: Organisation, is_entitled: Entitled) -> Act:
    """The act as that account's, if it is entitled to it on the day. Raises CannotDo."""
    from baolian.records.people.models import User

    clerk = User.objects.filter(username=username).first()
    if clerk is None or not is_entitled(clerk.on(act.today), where.path):
        raise CannotDo(f"{username!r} is not an account of a clerk of {where}")
    return replace(act, by=clerk)


def organisation(words: str | None) -> Organisation:
    """By name, or by names from above to tell twins apart (丹凤县/人社局); the site's own without
    any. Raises CannotDo."""
    from baolian.records.people.models import Organisation

    if not words:
        return Organisation.objects.get(parent=None)
    name = words.rpartition("/")[2]
    found = {spelt(o): o for o in Organisation.objects.filter(name=name)}
    meant = [o for path, o in found.items() if f"/{path}".endswith(f"/{words}")]
    if len(meant) > 1:
        raise CannotDo(f"{len(meant)} organisations are called {words}: {', '.join(found)}")
    if not meant:
        places = list(Organisation.objects.places().values_list("name", flat=True))
        raise unknown("organisation", words, list(found) or places)
    return meant[0]


def place(words: str) -> Organisation:
    """An organisation that is a place. Raises CannotDo."""
    from baolian.records.people.models import Organisation

    places = Organisation.objects.places()
    if not places.filter(name=words.rpartition("/")[2]).exists():
        raise unknown("place", words, list(places.values_list("name", flat=True)))
    return organisation(words)


def spelt(organisation: Organisation) -> str:
    """Its name after those above it: 商洛市/丹凤县/人社局."""
    from baolian.records.people.models import Organisation
    from baolian.records.people.paths import ancestors

    above = Organisation.objects.filter(path__in=ancestors(organisation.path)).order_by("path")
    return "/".join(above.values_list("name", flat=True))


def officer(words: str) -> Officer:
    """A person who is known: 何川, or 何川#12 among namesakes. Raises CannotDo."""
    from baolian.records.people.models import Officer

    name, _, number = words.partition("#")
    namesakes = list(Officer.objects.filter(name=name).order_by("pk"))
    meant = [one for one in namesakes if not number or str(one.pk) == number]
    if len(meant) != 1:
        raise CannotDo(f"{words!r} names {len(meant)} persons; {listed(namesakes)}")
    return meant[0]


def officer_at(words: str, organisation: Organisation) -> Officer | None:
    """A person who is known, or None for one who has to be enrolled. Raises CannotDo.

    A namesake who works elsewhere may be somebody else, and rights would go to the wrong person:
    so he is taken only by his number (何川#12), and 何川#new is another one.
    """
    from baolian.records.people.models import Officer

    name, _, number = words.partition("#")
    namesakes = list(Officer.objects.filter(name=name).order_by("pk"))
    if number == "new" or not (namesakes or number):
        return None
    if number:
        return officer(words)
    here = [one for one in namesakes if one.posts.filter(organisation=organisation).exists()]
    if len(here) != 1:
        raise CannotDo(
            f"{words!r} may be somebody who is known; {listed(namesakes)}, "
            f"or {name}#new for another person of that name"
        )
    return here[0]


def listed(people: Iterable[Officer]) -> str:
    """Each as he has to be written."""
    told = []
    for one in people:
        post = one.posts.unended().order_by("pk").first()
        told.append(f"{one.name}#{one.pk} ({post or 'no post'})")
    return "expected one of: " + ", ".join(told) if told else "nobody is called that"
