"""The calendar link that a person has to a plan."""

from __future__ import annotations

from districts.models import Membership
from plans.models import CalendarLink, Plan


def calendar_link_of(plan: Plan, membership: Membership) -> CalendarLink | None:
    """Return the working link, of which nobody can tell the address any more; in one query."""
    links = CalendarLink.objects.working().filter(plan=plan, membership=membership)
    found: CalendarLink | None = links.first()
    return found
