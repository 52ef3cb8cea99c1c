"""What every command that touches the site does first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.apps import apps
from django.core.management import call_command

from baolian.faces.cli.homes import home
from baolian.faces.cli.refusals import CannotDo, no_site

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act


def set_up() -> None:
    if not apps.ready:
        django.setup()


def migrate() -> None:
    """Tables, triggers, schema: all of it may run again."""
    set_up()
    call_command("migrate", verbosity=0, interactive=False)


def has_site() -> bool:
    """Has a site been founded in the database? Makes nothing, not even an empty file."""
    set_up()
    from django.db import connection

    from baolian.records.people.models import User

    if connection.vendor == "sqlite" and not sqlite_exists(str(connection.settings_dict["NAME"])):
        return False
    if User._meta.db_table not in connection.introspection.table_names():
        return False
    return User.objects.filter(username=User.CLOCKWORK).exists()


def sqlite_exists(name: str) -> bool:
    """SQLite makes the file that it cannot find: look first. `file:` is one in memory."""
    return name.startswith("file:") or Path(name).exists()


def require_site() -> None:
    """Raises CannotDo without a site, or with the half of a demo."""
    set_up()
    refuse_half_a_demo()
    if not has_site():
        raise CannotDo(no_site())


def refuse_half_a_demo() -> None:
    """A demo that was interrupted looks like a site: real clock, invented people, no 演示数据."""
    here = home()
    if (here / "demo.part").exists() and not (here / "demo.json").exists():
        raise CannotDo(
            f"the demo in {here} was not built to its end; run `baolian demo` to begin again"
        )


def clockwork_act() -> Act:
    """An act of the office's own clockwork, at the site's clock. Raises CannotDo without a site."""
    require_site()
    from baolian.faces.parts.clocks import now
    from baolian.records.journal.acts import Act as TheAct
    from baolian.records.people.models import User
    from baolian.records.rulebook.models import Rulebook

    user = User.objects.get(username=User.CLOCKWORK)
    return TheAct(by=user, at=now(), rulebook=Rulebook.load())
