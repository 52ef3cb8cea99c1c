"""Workbooks that a browser sent in: kept until they are imported, put away, or a day has passed.

They are no records: nothing of them is in the database before somebody confirms. They lie in the
site's home, outside what the web server hands out, each in a folder with a random name; what the
file calls itself is written down and never a path.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from baolian.records.journal.acts import Act
from baolian.records.people.models import Organisation, User
from baolian.routines.exchange.importing import planned_from
from baolian.routines.exchange.plans import Plan
from baolian.routines.exchange.refusals import Unreadable
from baolian.routines.exchange.understanding import Choices
from baolian.routines.exchange.workbooks import MEBIBYTE, Limits, Workbook, read_workbook

KEPT = timedelta(days=1)
# of one account: who has so many waits for nothing any more
MOST_WAITING = 10
# a page must answer in time; the command `baolian import` takes what is larger
LIMITS = Limits(
    file_bytes=8 * MEBIBYTE,
    inflated_bytes=96 * MEBIBYTE,
    staged_bytes=96 * MEBIBYTE,
    rows=20_000,
    cells=500_000,
)
# a child may take 512 MB: so many at once in a process, the next one waits
READERS = threading.BoundedSemaphore(2)
PATIENCE_SECONDS = 20

TOKEN = re.compile(r"[\w-]{22}", re.ASCII)
# the reader of workbooks looks at the ending; what is inside, it looks at too
ENDINGS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
BOOK, ABOUT = "book", "about.json"


class NoSuchUpload(Exception):
    """Never sent in, put away, or older than a day."""


class TooManyWaiting(Exception):
    """This account has ten workbooks waiting."""


class Busy(Unreadable):
    """Others are being read; this one may be tried again in a moment."""


@dataclass(frozen=True)
class Upload:
    """`organisation` and `path`: whose ledger it is said to be; 0 and empty until that is said.
    `by`, `who`: the account that sent it in, and its name. `choices`: (sheet, column letter, field
    or None). `became`: the key of the import, once it was written.
    """

    token: str
    name: str
    ending: str
    sha256: str
    organisation: int
    path: str
    by: int
    who: str
    at: datetime
    as_of: date | None = None
    choices: tuple[tuple[str, str, str | None], ...] = ()
    became: int = 0

    @property
    def folder(self) -> Path:
        return folder_of(self.token)

    @property
    def file(self) -> Path:
        return self.folder / f"{BOOK}{self.ending}"

    @property
    def kept_until(self) -> datetime:
        return self.at + KEPT

    @property
    def chosen(self) -> Choices:
        return {(sheet, letter): field for sheet, letter, field in self.choices}

    def is_for(self, user: User) -> bool:
        """May this account import it?"""
        return bool(self.organisation) and user.can_keep_ledger(self.path)

    # -- verbs ---------------------------------------------------------------------------------

    @classmethod
    def receive(
        cls, act: Act, organisation: Organisation | None, name: str, chunks: Iterable[bytes]
    ) -> Upload:
        """Keep it, of nobody where it was not said whose it is. Raises TooManyWaiting; what is in
        it, nobody has looked at yet."""
        if sum(upload.by == act.by.pk for upload in waiting(act.at)) >= MOST_WAITING:
            raise TooManyWaiting
        ending = Path(name).suffix.lower()
        token = secrets.token_urlsafe(16)
        folder_of(token).mkdir(mode=0o700, parents=True)
        upload = cls(
            token=token,
            name=name[:200],
            ending=ending if ending in ENDINGS else ".xlsx",
            sha256="",
            organisation=organisation.pk if organisation else 0,
            path=organisation.path if organisation else "",
            by=act.by.pk,
            who=str(act.by),
            at=act.at,
        )
        return upload.change(sha256=written(upload.file, chunks))

    def change(self, **facts: object) -> Upload:
        """As it is from now on. The file appears whole or not at all."""
        changed = replace(self, **facts)  # type: ignore[arg-type]
        draft = self.folder / f"{secrets.token_hex(8)}.part"
        text = json.dumps(asdict(changed), default=str, ensure_ascii=False)
        draft.write_text(text, encoding="utf-8")
        draft.replace(self.folder / ABOUT)
        return changed

    def be_of(self, organisation: Organisation) -> Upload:
        """It is said now whose ledger it is. Raises NoSuchUpload when it was put away meanwhile."""
        try:
            return self.change(organisation=organisation.pk, path=organisation.path)
        except FileNotFoundError as error:
            raise NoSuchUpload from error

    def choose(self, choices: Choices, as_of: date | None) -> Upload:
        """What the clerk says the columns mean, over what was chosen before."""
        merged = {**self.chosen, **choices}
        told = tuple((sheet, letter, field) for (sheet, letter), field in merged.items())
        return self.change(choices=told, as_of=as_of)

    def settle(self, became: int) -> Upload:
        """It was written: the workbook goes, its address leads to what it became."""
        settled = self.change(became=became)
        self.file.unlink(missing_ok=True)
        return settled

    def put_away(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def put_away_forgotten(self) -> None:
        """Of what its account sent in without saying whose it is, only the latest waits: no page
        lists it. What another window of the account sent in later is not forgotten yet."""
        for other in waiting(self.at):
            is_of_nobody = other.by == self.by and not other.organisation
            if is_of_nobody and other.token != self.token and other.at <= self.at:
                other.put_away()

    # -- what is in it -------------------------------------------------------------------------

    def workbook(self) -> Workbook:
        """Raises a subclass of `refusals.Unreadable`."""
        if not READERS.acquire(timeout=PATIENCE_SECONDS):
            raise Busy(
                "系统正在读取别的工作簿，请过一会儿再试。",
                "Other workbooks are being read; try again in a moment.",
            )
        try:
            return read_workbook(self.file, LIMITS)
        finally:
            READERS.release()

    def plan(self, act: Act) -> Plan:
        """What it would do to the records as they stand. Raises a subclass of Unreadable."""
        root = Organisation.objects.get(pk=self.organisation)
        return planned_from(
            act,
            self.workbook(),
            root,
            as_of=self.as_of,
            choices=self.chosen,
            file_name=self.name,
            sha256=self.sha256,
        )


def folder_of(token: str) -> Path:
    return Path(settings.UPLOADS) / token


def written(file: Path, chunks: Iterable[bytes]) -> str:
    """The hash of what was written."""
    digest = hashlib.sha256()
    with file.open("xb") as out:
        for chunk in chunks:
            out.write(chunk)
            digest.update(chunk)
    return digest.hexdigest()


# -- which ones ------------------------------------------------------------------------------------


def upload_called(token: str, act: Act) -> Upload:
    """One that this account may import. Raises NoSuchUpload."""
    found = kept(token, act)
    if found is None or not found.is_for(act.by):
        raise NoSuchUpload
    return found


def unassigned(token: str, act: Act) -> Upload | None:
    """One that this account sent in without saying whose it is."""
    found = kept(token, act)
    return found if found and not found.organisation and found.by == act.by.pk else None


def kept(token: str, act: Act) -> Upload | None:
    found = read(folder_of(token)) if TOKEN.fullmatch(token) else None
    return found if found and act.at <= found.kept_until else None


def waiting_for(user: User, at: datetime) -> list[Upload]:
    """Those that this account may import, its own and other clerks'; the latest first."""
    found = [upload for upload in waiting(at) if upload.is_for(user)]
    return sorted(found, key=lambda upload: upload.at, reverse=True)


def waiting(at: datetime) -> Iterator[Upload]:
    """Neither written nor out of date."""
    for folder in folders():
        upload = read(folder)
        if upload and not upload.became and at <= upload.kept_until:
            yield upload


def folders() -> list[Path]:
    home = Path(settings.UPLOADS)
    return [folder for folder in home.iterdir() if folder.is_dir()] if home.is_dir() else []


def read(folder: Path) -> Upload | None:
    """None for what is not whole: it is being received, or its process died."""
    try:
        told = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    told["at"] = datetime.fromisoformat(told["at"])
    told["as_of"] = date.fromisoformat(told["as_of"]) if told["as_of"] else None
    told["choices"] = tuple((sheet, column, field) for sheet, column, field in told["choices"])
    return Upload(**told)


def sweep_uploads(at: datetime) -> int:
    """Remove what is older than a day; how many."""
    gone = [folder for folder in folders() if at > age_of(folder) + KEPT]
    for folder in gone:
        shutil.rmtree(folder, ignore_errors=True)
    return len(gone)


def age_of(folder: Path) -> datetime:
    """Since when it lies there; of one that is not whole, by the file system."""
    upload = read(folder)
    return upload.at if upload else datetime.fromtimestamp(folder.stat().st_mtime, UTC)
