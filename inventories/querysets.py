"""Chainable queries over inventory templates; never imports models."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Subquery


class TemplateQuerySet(models.QuerySet[Any]):
    """Templates that districts start their inventories from."""

    def offered(self) -> Self:
        return self.filter(is_active=True)

    def with_uses(self) -> Self:
        return self.prefetch_related("uses")

    def with_content(self) -> Self:
        """With columns, prompts and uses, one query for each."""
        return self.prefetch_related("columns", "prompts", "uses")

    def next_position(self) -> int:
        """Return the position behind the last, with room for others between them."""
        last: int | None = self.aggregate(last=Max("position"))["last"]
        return (last or 0) + 10


class InventoryQuerySet(models.QuerySet[Any]):
    """Inventories of districts."""

    def for_district(self, district: Any) -> Self:
        return self.filter(district=district)

    def with_memberships(self) -> Self:
        """Once for each member of the district, which comes along: with `membership_pk`, `membership_role` and
        `membership_user`, and with `is_named`: whether a lead has named this member as a reader."""
        named = self.model.objects.filter(
            pk=OuterRef("pk"), named_readers__membership=OuterRef("district__memberships__pk")
        )
        return self.select_related("district").annotate(
            membership_pk=F("district__memberships__pk"),
            membership_role=F("district__memberships__role"),
            membership_user=F("district__memberships__user"),
            is_named=Exists(named),
        )

    def with_deletions(self) -> Self:
        """With `has_deleted`: whether there are entries that can be brought back."""
        return self.annotate(
            has_deleted=Exists(self.model.objects.filter(pk=OuterRef("pk"), entries__deleted_at__isnull=False))
        )

    def with_membership_of(self, user: Any) -> Self:
        """Those of districts that the user is in, as `with_memberships` finds them."""
        return self.with_memberships().filter(membership_user=user.pk)

    def with_named(self, membership: Any) -> Self:
        """With `is_named`: whether a lead has named this member as a reader."""
        named = self.model.objects.filter(pk=OuterRef("pk"), named_readers__membership=membership.pk)
        return self.annotate(is_named=Exists(named))

    def with_about(self) -> Self:
        """With all that a list says of each."""
        return self.select_related("template", "building", "owner", "district")

    def overdue(self, today: Any) -> Self:
        return self.filter(review_on__lt=today)


class InventoryColumnQuerySet(models.QuerySet[Any]):
    """Columns of inventories."""

    def in_use(self) -> Self:
        return self.filter(is_active=True)


class EntryQuerySet(models.QuerySet[Any]):
    """Entries of inventories."""

    def with_membership_of(self, user: Any) -> Self:
        """Those of districts that the user is in, with what `InventoryQuerySet.with_memberships` adds."""
        found = self.filter(inventory__district__memberships__user=user)
        member = OuterRef("inventory__district__memberships__pk")
        named = self.model.objects.filter(pk=OuterRef("pk"), inventory__named_readers__membership=member)
        return found.annotate(
            membership_pk=F("inventory__district__memberships__pk"),
            membership_role=F("inventory__district__memberships__role"),
            is_named=Exists(named),
        )

    def for_inventory(self, inventory: Any) -> Self:
        """Those of an inventory that are not deleted."""
        return self.filter(inventory=inventory, deleted_at=None)

    def deleted_last(self, inventory: Any) -> Self:
        """Those that were deleted in one go, most recently."""
        gone = self.filter(inventory=inventory, deleted_at__isnull=False)
        return gone.filter(deleted_at=Subquery(gone.order_by("-deleted_at").values("deleted_at")[:1]))


class CellQuerySet(models.QuerySet[Any]):
    """Keys of cells. Django would ask for a boolean without comparing it, for which SQLite passes the index over."""

    def for_column(self, column: Any) -> Self:
        return self.filter(column=column)

    def filled(self) -> Self:
        return self.filter(is_empty__in=[False])

    def empty(self) -> Self:
        return self.filter(is_empty__in=[True])
