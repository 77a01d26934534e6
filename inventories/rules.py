"""Who may do what with a district's inventories.

The first predicates take a Membership; those about one inventory take it as `with_membership_of` found it, which tells
the person's role and whether a lead has named them. What is staff data opens to leads and the named alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from districts.choices import Role
from districts.rules import is_insider, is_lead, is_member

if TYPE_CHECKING:
    from inventories.models import Inventory

can_read_inventories = is_insider
can_keep_inventories = is_lead | is_member
can_lead_inventories = is_lead


@rules.predicate
def can_read_entries(inventory: Inventory | None) -> bool:
    """Read the entries and figures of an inventory."""
    if inventory is None:
        return False
    return not inventory.is_staff_data or inventory.membership_role == Role.LEAD or inventory.is_named


@rules.predicate
def _keeps(inventory: Inventory | None) -> bool:
    return inventory is not None and inventory.membership_role in (Role.LEAD, Role.MEMBER)


@rules.predicate
def can_lead_inventory(inventory: Inventory | None) -> bool:
    """Describe it, change its columns, name its readers."""
    return inventory is not None and inventory.membership_role == Role.LEAD


can_keep_entries = can_read_entries & _keeps
