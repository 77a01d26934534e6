"""A district's inventories in a list, and those whose review is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from core.links import address
from core.prepared_queries import PreparedQuery
from districts.choices import Role
from districts.models import District, Membership
from inventories.choices import InventoryState
from inventories.models import Inventory


@dataclass(frozen=True, kw_only=True)
class InventoryLine:
    """An inventory in a list. `entries` is None for whoever may not read its entries and figures."""

    pk: int
    title: str
    url: str
    template_key: str
    building: str
    owner: str
    state: InventoryState
    as_of: date | None
    review_on: date | None
    is_overdue: bool
    is_staff_data: bool
    entries: int | None

    @property
    def state_label(self) -> str:
        return self.state.label


def inventory_lines(membership: Membership) -> tuple[InventoryLine, ...]:
    """Return the district's inventories by title, as one of its people sees them, in one query."""
    rows = Inventory.objects.for_district(membership.district).with_about().with_named(membership)
    today, is_lead = timezone.localdate(), membership.role == Role.LEAD
    return tuple(_line(row, today, may_read=is_lead or row.is_named or not row.is_staff_data) for row in rows)


def _line(row: Inventory, today: date, *, may_read: bool) -> InventoryLine:
    return InventoryLine(
        pk=row.pk,
        title=row.title,
        url=row.get_absolute_url(),
        template_key=row.template.key,
        building=row.building.name if row.building else "",
        owner=str(row.owner or ""),
        state=InventoryState(row.state),
        as_of=row.as_of,
        review_on=row.review_on,
        is_overdue=row.is_overdue(today),
        is_staff_data=row.is_staff_data,
        entries=row.entry_count if may_read else None,
    )


@dataclass(frozen=True, kw_only=True)
class OverdueLine:
    """An inventory whose review has been due since a day; `owner_pk` says whose it is, where it has an owner."""

    title: str
    url: str
    since: date
    owner: str
    owner_pk: int | None


@dataclass(frozen=True, kw_only=True)
class DistrictInventories:
    """How many inventories a district has, and those whose review is overdue, longest first."""

    count: int
    overdue: tuple[OverdueLine, ...]

    def owned_by(self, person_pk: int) -> OverdueLine | None:
        """Return what has waited longest for this person's review."""
        return next((line for line in self.overdue if line.owner_pk == person_pk), None)


_REVIEWED = PreparedQuery(
    lambda district: (
        Inventory.objects.filter(district=district)
        .order_by("review_on", "title", "pk")
        .values_list("pk", "title", "review_on", "owner", "owner__name", "owner__email")
    )
)


def district_inventories(district: District) -> DistrictInventories:
    """Return what a district's page says of its inventories, in one query."""
    read, today = _REVIEWED.rows(district.pk), timezone.localdate()
    overdue = (_overdue_line(district, row) for row in read if row[2] is not None and row[2] < today)
    return DistrictInventories(count=len(read), overdue=tuple(overdue))


def _overdue_line(district: District, row: Sequence[Any]) -> OverdueLine:
    pk, title, since, owner_pk, name, email = row
    url = address("inventories:inventory_detail", district.slug, pk)
    return OverdueLine(title=title, url=url, since=since, owner=name or email or "", owner_pk=owner_pk)
