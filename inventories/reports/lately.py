"""What happened lately in a district's inventories: of staff data, to whom may not read it, no more than that it
changed."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Concat

from core.happenings import Deed, Row, Says, Source, told
from core.links import address
from districts.choices import Role
from districts.models import Membership
from inventories.choices import Sensitivity
from inventories.models import Entry, Inventory, NamedReader

# People enter a page of them at once; how many an import brought, its own page says.
MOST_ENTRIES = 30
_ENTRY_STATE = Case(When(deleted_at__isnull=False, then=Value("deleted")), default=Value(""), output_field=TextField())


def _page(slug: str, row: Row) -> str:
    return address("inventories:inventory_detail", slug, row.place)


def _inventories(district: int, *_: Any) -> Any:
    says = Says(state="history_type", place="id", title="title")
    return told(Inventory.history.filter(district=district), "inventories.inventory", says)


def _entries(district: int, membership: int, *_: Any) -> Any:
    """What is staff data and not open to this member has the state "?"."""
    reads = (
        Q(inventory__sensitivity=Sensitivity.ORDINARY)
        | Exists(NamedReader.objects.filter(inventory=OuterRef("inventory"), membership=membership))
        | Exists(Membership.objects.filter(pk=membership, role=Role.LEAD))
    )
    state = Case(When(reads, then=Concat("history_type", _ENTRY_STATE)), default=Value("?"), output_field=TextField())
    says = Says(state=state, place="inventory", about="inventory__title")
    return told(Entry.history.filter(inventory__district=district), "inventories.entry", says, most=MOST_ENTRIES)


KEPT = (
    Source(
        name="inventories.inventory",
        rows=_inventories,
        url=_page,
        added=Deed("started the inventory", weight=3),
        changed=Deed("described", " anew"),
        removed=Deed("deleted the inventory", weight=4),
        quoted=False,
    ),
    Source(
        name="inventories.entry",
        rows=_entries,
        url=_page,
        place_url=_page,
        added=Deed("", one="added an entry to", many="added {count} entries to", weight=3),
        changed=Deed("", one="changed an entry of", many="changed {count} entries of"),
        states={
            "deleted": Deed("", one="deleted an entry of", many="deleted {count} entries of", weight=4),
            "": Deed("", one="brought an entry back to", many="brought {count} entries back to", weight=2),
        },
        place_quoted=False,
        most=MOST_ENTRIES,
    ),
)
