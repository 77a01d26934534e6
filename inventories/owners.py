"""Threads about inventories and their entries: what `comments` asks of them.

What is said of staff data is read by those who read its entries. Lists of threads name no entry of it.
"""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from comments.owners import ThreadOwner
from core.links import address
from districts.choices import Role
from districts.models import Membership, User
from inventories.models import Entry, Inventory
from inventories.reports import Sheet, ShownCell, entry_name, sheet_of, shown_cell
from inventories.rules import can_read_entries


class BaseInventoryThreads(ThreadOwner):
    """What an inventory's threads and those of its entries share: who may read and be mentioned."""

    namespace = section = "inventories"
    now_styles = ("css/inventories.css",)
    inventory: Inventory

    @property
    def is_staff_data(self) -> bool:
        return self.inventory.is_staff_data

    @property
    def may_read(self) -> bool:
        return bool(can_read_entries.test(self.inventory))

    def readers(self) -> Any:
        people = super().readers()
        if not self.is_staff_data:
            return people
        members = Membership.objects.for_district(self.district)
        named = members.filter(pk__in=self.inventory.named_readers.values("membership"))
        return people.filter(Q(pk__in=members.filter(role=Role.LEAD).values("user")) | Q(pk__in=named.values("user")))


class InventoryThreads(BaseInventoryThreads):
    """What is said of an inventory as a whole."""

    name = "inventory"
    now_template = "inventories/inventory_now.html"

    def __init__(self, inventory: Inventory, membership: Membership) -> None:
        self.row = self.inventory = inventory
        self.membership = membership

    @classmethod
    def find(cls, user: User, slug: str, **kwargs: Any) -> Self:
        inventories = Inventory.objects.with_membership_of(user)
        shown = inventories.select_related("district", "owner", "building", "template", "thread__resolved_by")
        inventory = shown.get(pk=kwargs["pk"], district__slug=slug)
        return cls(inventory, _membership(inventory, inventory, user))

    @property
    def args(self) -> tuple[object, ...]:
        return (self.inventory.pk,)

    @property
    def title(self) -> str:
        return self.inventory.title

    @property
    def about(self) -> str:
        return f"{self.inventory.title} (inventory)"

    @property
    def place(self) -> str:
        return self.inventory.get_absolute_url()

    @property
    def crumbs(self) -> tuple[tuple[str, str], ...]:
        return (_first(self.district.slug),)

    @property
    def is_overdue(self) -> bool:
        """Whether its review is, as `now_template` shows it."""
        return self.inventory.is_overdue(timezone.localdate())


class EntryThreads(BaseInventoryThreads):
    """What is said of one entry. Of a deleted one it stays, and leads to what happened to it."""

    name = "entry"
    now_template = "inventories/entry_now.html"

    def __init__(self, entry: Entry, inventory: Inventory, membership: Membership, sheet: Sheet | None = None) -> None:
        self.row: Entry = entry
        self.inventory, self.membership = inventory, membership
        if sheet is not None:
            self.sheet = sheet

    @classmethod
    def find(cls, user: User, slug: str, **kwargs: Any) -> Self:
        entries = Entry.objects.with_membership_of(user).select_related("inventory__district", "thread__resolved_by")
        entry = entries.get(pk=kwargs["entry"], inventory=kwargs["pk"], inventory__district__slug=slug)
        inventory = entry.inventory
        inventory.membership_role, inventory.is_named = entry.membership_role, entry.is_named
        return cls(entry, inventory, _membership(entry, inventory, user))

    @cached_property
    def sheet(self) -> Sheet:
        """The columns of the inventory, in at most two queries."""
        return sheet_of(self.inventory)

    @property
    def args(self) -> tuple[object, ...]:
        return self.inventory.pk, self.row.pk

    @cached_property
    def title(self) -> str:
        return entry_name(self.row, self.sheet, self.sheet.buildings)

    @property
    def about(self) -> str:
        name = f"Entry {self.row.pk}" if self.is_staff_data else self.title
        return f"{name} ({self.inventory.title})"

    @property
    def place(self) -> str:
        page = "entry_detail" if self.row.deleted_at is None else "entry_history"
        return address(f"inventories:{page}", self.district.slug, *self.args)

    @property
    def crumbs(self) -> tuple[tuple[str, str], ...]:
        return _first(self.district.slug), (self.inventory.title, self.inventory.get_absolute_url())

    @property
    def cells(self) -> list[ShownCell]:
        """What the entry says, as `now_template` shows it."""
        columns, buildings = self.sheet.in_use, self.sheet.buildings
        return [shown_cell(one, self.row.cells.get(one.key), buildings) for one in columns]


def _membership(found: Any, inventory: Inventory, user: User) -> Membership:
    return Membership(pk=found.membership_pk, district=inventory.district, user=user, role=found.membership_role)


def _first(slug: str) -> tuple[str, str]:
    return "Inventories", address("inventories:inventory_list", slug)
