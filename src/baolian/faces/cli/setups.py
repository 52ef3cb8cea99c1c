"""What every command that touches the site does first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django
from django.apps import apps
from django.core.management import call_command

from baolian.faces.cli.refusals import CannotDo

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act


def set_up() -> None:
    if not apps.ready:
        django.setup()


def migrate() -> None:
    """Tables, triggers, schema: all of it may run again."""
    set_up()
    call_command("migrate", verbosity=0, interactive=False)


def clockwork_act() -> Act:
    """An act of the office's own clockwork, at the site's clock. Raises CannotDo without a site."""
    set_up()
    from baolian.faces.parts.clocks import now
    from baolian.records.journal.acts import Act as TheAct
    from baolian.records.people.models import User
    from baolian.records.rulebook.models import Rulebook

    user = User.objects.filter(username=User.CLOCKWORK).first()
    if user is None:
        raise CannotDo("there is no site here yet; run `baolian create-site` or `baolian demo`")
    return TheAct(by=user, at=now(), rulebook=Rulebook.load())
