"""What every page of a district's inventories does first."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any, ClassVar

import rules
from django.utils import timezone

from comments.reports import count_of
from core.access import check_rule
from core.links import address
from core.prepared_queries import PreparedRows
from districts.models import Membership
from districts.views import DistrictMixin
from inventories.models import Inventory
from inventories.reports import Sheet, sheet_of
from inventories.rules import (
    can_keep_entries,
    can_lead_inventories,
    can_lead_inventory,
    can_read_entries,
    can_read_inventories,
)


@cache
def _inventories(*shown: str) -> PreparedRows:
    """Return the query that every page of an inventory begins with."""
    return PreparedRows(
        lambda pk, slug, user: (
            Inventory.objects.with_memberships()
            .with_deletions()
            .filter(pk=pk, district__slug=slug, membership_user=user)
        ),
        int,
        str,
        int,
        related=("district", *shown),
        more=("membership_pk", "membership_role", "is_named", "has_deleted"),
    )


class InventoriesMixin(DistrictMixin):
    """A page under a district's inventories."""

    rule = can_read_inventories

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            section="inventories", is_lead=can_lead_inventories.test(self.membership), **kwargs
        )


class InventoryMixin(InventoriesMixin):
    """A page of one inventory, for those whom `inventory_rule` allows; another district's is not found.

    `page` is its place among the inventory's pages, and `shown` what of the inventory it needs besides.
    """

    inventory: Inventory
    inventory_rule: ClassVar[rules.Predicate] = can_read_entries
    page: ClassVar[str] = ""
    shown: ClassVar[tuple[str, ...]] = ("template", "owner", "building", "thread")

    def find_membership(self) -> Membership:
        """Load the inventory, its district and the membership in one query: none of them without the others."""
        self.inventory = _inventories(*self.shown).get(self.kwargs["pk"], self.kwargs["slug"], self.person.pk)
        return Membership(
            pk=self.inventory.membership_pk,
            district=self.inventory.district,
            user=self.person,
            role=self.inventory.membership_role,
        )

    def load(self) -> None:
        check_rule(self.inventory_rule, self.inventory)

    @cached_property
    def sheet(self) -> Sheet:
        return sheet_of(self.inventory)

    @property
    def may_keep(self) -> bool:
        return can_keep_entries.test(self.inventory)

    def url(self, name: str, *args: Any) -> str:
        """Return the address of one of the inventory's pages, such as "entry_add"."""
        return address(f"inventories:{name}", self.district.slug, self.inventory.pk, *args)

    def get_success_url(self) -> str:
        return self.inventory.get_absolute_url()

    def get_cancel_url(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            inventory=self.inventory,
            may_keep=self.may_keep,
            may_lead=can_lead_inventory.test(self.inventory),
            page=self.page,
            may_read=can_read_entries.test(self.inventory),
            comments=count_of(self.inventory.thread),
            is_overdue=self.inventory.is_overdue(timezone.localdate()),
            **kwargs,
        )


class EntriesMixin(InventoryMixin):
    """A page that shows entries or figures of an inventory."""


class KeepingMixin(InventoryMixin):
    """A page on which entries are changed."""

    inventory_rule = can_keep_entries


class LeadingMixin(InventoryMixin):
    """A page on which a lead says something of the inventory as a whole."""

    inventory_rule = can_lead_inventory
