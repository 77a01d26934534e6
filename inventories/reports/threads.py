"""Which threads about staff data are open to somebody besides leads."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from comments.models import Thread
from inventories.models import Entry, Inventory


def named_threads(user: Any) -> Any:
    """Return the query for threads about inventories that name a person as a reader, and about their entries."""
    inventories = Inventory.objects.filter(named_readers__membership__user=user, thread__isnull=False)
    entries = Entry.objects.filter(inventory__named_readers__membership__user=user, thread__isnull=False)
    return Thread.objects.filter(Q(pk__in=inventories.values("thread")) | Q(pk__in=entries.values("thread"))).values(
        "pk"
    )
