"""What people keep of the lists they work with: a view to come back to, a workbook taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from baolian.records.journal.acts import Act
from baolian.records.journal.prepared import prepared
from baolian.records.people.models import Organisation, User
from baolian.records.people.paths import ancestors


class NameTaken(Exception):
    """He keeps another view of that list under the name, or his office shares one."""


class AlreadyDropped(Exception):
    """The view is gone."""


class TooManyViews(Exception):
    """More views than anybody finds his way among."""


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def kept(self) -> SavedViewQuerySet:
        return self.filter(dropped_at=None)

    def of_list(self, code: str) -> SavedViewQuerySet:
        return self.filter(list=code)

    def visible_to(self, user: User) -> SavedViewQuerySet:
        """His own, and what the offices above him share."""
        return self.seen_from(user.pk, offices_above(user))

    def seen_from(self, account: int, offices: Sequence[str]) -> SavedViewQuerySet:
        """The same for the account below these offices: a statement that is prepared knows how many
        they are, and not which."""
        return self.kept().filter(Q(by=account) | Q(shared_with__path__in=offices))


def offices_above(user: User) -> list[str]:
    return sorted({path for place in user.workplaces for path in ancestors(place.path)})


@dataclass(frozen=True)
class Keeping:
    """What it takes to keep a view: of which list, what it is called, the query of its address."""

    list: str
    name: str
    query: str
    shared_with: Organisation | None = None


class SavedView(models.Model):
    """Filters, order and columns of a list under a name; one's own, or shared with an office and
    all below it. Dropped, never deleted: entries speak of it."""

    MOST: ClassVar = 30

    by = models.ForeignKey(User, models.PROTECT, related_name="saved_views")
    list = models.CharField(max_length=20)
    name = models.CharField(max_length=30)
    query = models.CharField(max_length=1000, blank=True)
    shared_with = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="saved_views"
    )
    kept_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "list", "name"], condition=Q(dropped_at=None), name="view_named_once"
            ),
            models.UniqueConstraint(
                fields=["shared_with", "list", "name"],
                condition=Q(dropped_at=None, shared_with__isnull=False),
                name="shared_view_named_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, act: Act, keeping: Keeping) -> SavedView:
        """Raises NameTaken, TooManyViews."""
        mine = cls.objects.kept().filter(by=act.by.pk)
        if mine.count() >= cls.MOST:
            raise TooManyViews(f"{cls.MOST} views are kept already")
        view = cls(by=act.by, kept_at=act.at, **keeping.__dict__)
        view.refuse_twin(keeping.name, keeping.shared_with)
        with act.page() as page:
            page.line("view kept", view).add(view)
        return view

    def rename(self, act: Act, name: str) -> None:
        """Raises NameTaken, AlreadyDropped."""
        self.refuse_if_dropped()
        self.refuse_twin(name, self.shared_with)
        with act.page() as page:
            page.line("view renamed", self).change(self, name=name)

    def share(self, act: Act, organisation: Organisation | None) -> None:
        """With an office and all below it, or with nobody any more. Raises NameTaken,
        AlreadyDropped."""
        self.refuse_if_dropped()
        self.refuse_twin(self.name, organisation)
        with act.page() as page:
            line = page.line("view shared", self)
            line.change(self, shared_with_id=organisation.pk if organisation else None)

    def drop(self, act: Act) -> None:
        self.refuse_if_dropped()
        with act.page() as page:
            page.line("view dropped", self).change(self, dropped_at=act.at)

    def refuse_twin(self, name: str, office: Organisation | None) -> None:
        """In words, before the constraints do it without."""
        others = SavedView.objects.kept().of_list(self.list).filter(name=name).exclude(pk=self.pk)
        same = Q(by=self.by_id) | (Q(shared_with=office) if office else Q(pk__in=[]))
        if others.filter(same).exists():
            raise NameTaken(name)

    def refuse_if_dropped(self) -> None:
        if self.dropped_at is not None:
            raise AlreadyDropped(f"dropped on {self.dropped_at:%Y-%m-%d}")

    def is_kept_by(self, user: User) -> bool:
        return self.by_id == user.pk

    def can_change(self, user: User) -> bool:
        """Whose it is; of a shared one also the clerk of the office with which it is shared."""
        place = self.shared_with
        return self.is_kept_by(user) or (place is not None and user.can_keep_ledger(place.path))


class Export(models.Model):
    """A workbook that left the system: which list, what was asked of it, how many rows."""

    by = models.ForeignKey(User, models.PROTECT, related_name="exports")
    list = models.CharField(max_length=20)
    query = models.CharField(max_length=1000, blank=True)
    asked = models.CharField(max_length=500)  # the same in words, as the workbook says it
    rows = models.IntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.rows} rows of {self.list}"

    @classmethod
    def take(cls, act: Act, code: str, query: str, asked: str, rows: int) -> Export:
        """Enter that it is taken away; before it is, since nobody can take it back."""
        taken = cls(by=act.by, list=code, query=query, asked=asked[:500], rows=rows, at=act.at)
        with act.page() as page:
            page.line("exported", taken, note=asked).add(taken)
        return taken


@prepared()
def views_seen(account: int, offices: list[str], code: str) -> models.QuerySet[Any, Any]:
    """Of one list, one's own first: every page of it shows them."""
    found = SavedView.objects.seen_from(account, offices).of_list(code)
    own_first = F("shared_with").asc(nulls_first=True)
    return found.order_by(own_first, "name", "id").values_list("name", "query")
