"""Where a demo lies: the marks it leaves in its home, and the database it was built in.

`demo.part` stands while it is built, `demo.json` once it is; settings read the latter, so that
every command knows. Both name the database: a home never speaks for another one's.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from baolian.faces.cli.homes import DEMO
from baolian.faces.cli.refusals import CannotDo
from baolian.faces.cli.setups import has_site, set_up

Told = dict[str, Any]  # clock, password, accounts, database: what demo.json holds


class DemoHome:
    """The home of this process. Raises CannotDo rather than touch a site that is no demo."""

    def __init__(self) -> None:
        self.folder = Path(os.environ.setdefault("BAOLIAN_HOME", str(DEMO))).resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.facts = self.folder / "demo.json"
        self.part = self.folder / "demo.part"
        set_up()

    def told(self) -> Told | None:
        """What the finished demo was told to say; None when there is none to go on with."""
        if not self.facts.exists():
            return None
        told: Told = json.loads(self.facts.read_text(encoding="utf-8"))
        here = self.database()
        if told["database"] != here:
            raise CannotDo(
                f"the demo of {self.folder} lies in {told['database']}, found {here}; "
                "set BAOLIAN_DATABASE_URL as it was, or BAOLIAN_HOME elsewhere"
            )
        if not has_site():
            return None
        self.part.unlink(missing_ok=True)
        return told

    def begin(self) -> None:
        """A mark that building has begun; of a build that was interrupted nothing is left."""
        interrupted = self.was_interrupted()
        if has_site() and not (interrupted and is_founded_as_demo()):
            raise CannotDo(
                f"{self.database()} holds a site that is not a demo; "
                "set BAOLIAN_HOME or BAOLIAN_DATABASE_URL elsewhere"
            )
        if interrupted:
            erase()
        self.facts.unlink(missing_ok=True)
        self.part.write_text(json.dumps({"database": self.database()}), encoding="utf-8")

    def was_interrupted(self) -> bool:
        if not self.part.exists():
            return False
        try:
            begun = json.loads(self.part.read_text(encoding="utf-8"))
        except ValueError:
            return False  # cut short before anything was built
        return bool(begun["database"] == self.database())

    def finish(self, facts: Told) -> Told:
        from django.conf import settings

        told = {**facts, "database": self.database()}
        written = self.facts.with_suffix(".new")
        written.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        written.replace(self.facts)
        self.part.unlink()
        # settings were read before the file existed
        settings.DEMO, settings.FIXED_CLOCK = True, told["clock"]
        return told

    def throw_away(self) -> None:
        """Turn a finished demo into an interrupted one: the next step begins from nothing."""
        from django.db import connection

        if connection.vendor != "sqlite":
            raise CannotDo(
                f"--rebuild empties SQLite files only, found {self.database()}; "
                "drop its schema yourself and run `baolian demo` again"
            )
        if self.told() is not None:
            self.facts.replace(self.part)

    def database(self) -> str:
        """Its name without user and password; relative to the home, which may be moved."""
        from django.db import connection

        told = connection.settings_dict
        if connection.vendor == "sqlite":
            file = Path(str(told["NAME"])).resolve()
            return str(file.relative_to(self.folder) if self.folder in file.parents else file)
        schema = told["OPTIONS"]["options"].rpartition("=")[2]
        return f"{connection.vendor} {told['HOST']} {told['PORT']} {told['NAME']} {schema}"


def is_founded_as_demo() -> bool:
    """The first moment in the journal: a real site's is the one at which it was founded."""
    from baolian.faces.cli.demo_site import FOUNDED, moment
    from baolian.records.journal.models import Entry

    first = Entry.objects.order_by("id").values_list("at", flat=True).first()
    return first in {None, moment(FOUNDED)}


def erase() -> None:
    """Empty the database of this process: the SQLite file, or our tables in its schema."""
    from django.db import connection, transaction

    connection.close()
    if connection.vendor == "sqlite":
        for end in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{end}").unlink(missing_ok=True)
        return
    there = connection.introspection.django_table_names(only_existing=True)
    with transaction.atomic(), connection.cursor() as cursor:
        for table in ["django_migrations", *there]:
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"DROP TABLE IF EXISTS {quoted} CASCADE")
