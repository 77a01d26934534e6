"""How the inventories stand that indicators and considerations of a system ask for, for whoever links to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeAlias

from django.db import connection
from django.utils import timezone
from django.utils.formats import date_format

from core.links import address
from districts.models import Membership
from inventories.choices import InventoryState, Sensitivity
from inventories.rules import can_lead_inventories

# How many inventories of one template are named: more would push the item itself off the page.
NAMED = 3
_LIST, _START, _DETAIL = (f"inventories:inventory_{name}" for name in ("list", "start", "detail"))
CLOSED = "Staff data: its entries open to leads and the people they name."


@dataclass(frozen=True, kw_only=True)
class InventoryStanding:
    """How an inventory stands, in short; `entries` is None for whoever may not read them, `overdue_since` mostly."""

    kind: ClassVar[str] = "started"
    title: str
    url: str
    state: InventoryState
    as_of: date | None
    overdue_since: date | None
    entries: int | None

    @property
    def words(self) -> str:
        """The same in words: "412 entries, current, as of Oct 3, 2026"."""
        parts = [self._counted, self.state.label.lower()]
        if self.state == InventoryState.GATHERING:
            parts.reverse()
        parts += [f"as of {_day(self.as_of)}"] if self.as_of else []
        parts += [f"review overdue since {_day(self.overdue_since)}"] if self.overdue_since else []
        said = ", ".join(filter(None, parts))
        return f"{said}. {CLOSED}" if self.entries is None else said

    @property
    def _counted(self) -> str:
        if self.entries is None:
            return ""
        return "1 entry" if self.entries == 1 else f"{self.entries:,} entries"


@dataclass(frozen=True, kw_only=True)
class Startable:
    """A template that nobody has started an inventory from; `url` leads to its start, and is empty for who may not."""

    kind: ClassVar[str] = "startable"
    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class FurtherInventories:
    """How many inventories of a template there are besides those that are named, and where they are listed."""

    kind: ClassVar[str] = "further"
    title: str
    url: str
    count: int


Asked: TypeAlias = InventoryStanding | Startable | FurtherInventories

# What serves the items of a system, with the district's inventories of it, the newest first and those out of date last.
# It is SQL because every worksheet asks for it, and Django takes far longer to write such a query than the database to
# answer it.
_STANDING = """
    SELECT u.item_key, t.key, t.title, i.id, i.title, i.sensitivity, i.state, i.as_of, i.review_on, i.entry_count, n.id
    FROM inventories_templateuse AS u JOIN inventories_template AS t ON t.id = u.template_id
        LEFT JOIN inventories_inventory AS i ON i.template_id = t.id AND i.district_id = %(district)s
        LEFT JOIN inventories_namedreader AS n ON n.inventory_id = i.id AND n.membership_id = %(membership)s
    WHERE u.system_key = %(system)s AND (t.is_active OR i.id IS NOT NULL)
    ORDER BY t.position, t.key, CASE i.state WHEN 'outdated' THEN 1 ELSE 0 END, i.opened_at DESC, i.id DESC
"""


def inventories_for(membership: Membership, system_key: str) -> Mapping[str, tuple[Asked, ...]]:
    """Return what serves the items of a system, by their keys, as one of the district's people sees it, in one query.

    A template that is no longer offered stands for the inventories that were started from it.
    """
    known: dict[str, int | str] = {
        "district": membership.district.pk,
        "membership": membership.pk,
        "system": system_key,
    }
    found: dict[str, dict[tuple[str, str], list[Sequence[Any]]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, known)
        for item, key, title, *row in cursor.fetchall():
            found.setdefault(item, {}).setdefault((key, title), []).append(row)
    reader = _Reader.of(membership)
    return {item: tuple(reader.asked(templates)) for item, templates in found.items()}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who asks, where and on which day."""

    slug: str
    leads: bool
    today: date

    @classmethod
    def of(cls, membership: Membership) -> _Reader:
        return cls(membership.district.slug, can_lead_inventories.test(membership), timezone.localdate())

    def asked(self, templates: Mapping[tuple[str, str], Sequence[Sequence[Any]]]) -> Iterator[Asked]:
        """Yield what is said of each template: its inventories, or that there is none."""
        for (key, title), rows in templates.items():
            if rows[0][0] is None:
                yield Startable(title=title, url=address(_START, self.slug, key) if self.leads else "")
                continue
            yield from map(self._standing, rows[:NAMED])
            if more := len(rows[NAMED:]):
                yield FurtherInventories(title=title, url=address(_LIST, self.slug), count=more)

    def _standing(self, row: Sequence[Any]) -> InventoryStanding:
        pk, title, sensitivity, state, as_of, review_on, entry_count, named = row
        may_read = self.leads or named is not None or sensitivity != Sensitivity.STAFF
        return InventoryStanding(
            title=title,
            url=address(_DETAIL, self.slug, pk),
            state=InventoryState(state),
            as_of=as_of,
            overdue_since=review_on if review_on and review_on < self.today else None,
            entries=entry_count if may_read else None,
        )


def _day(day: date) -> str:
    return date_format(day, "M j, Y")
