"""What happened lately in a district, over all apps."""

from __future__ import annotations

from functools import partial
from zoneinfo import ZoneInfo

from comments.reports import said_lately
from core.happenings import Happening, all_told, fold
from core.prepared_queries import PreparedQuery
from districts.models import Membership
from hexagon.reports.lately import WEIGHED
from inventories.reports import named_threads
from inventories.reports.lately import KEPT
from plans.reports.lately import PLANNED
from readiness.reports.lately import RATED

SHOWN = 10
SOURCES = (*PLANNED, *RATED, *WEIGHED, *KEPT, said_lately(named_threads))

_NEWEST = PreparedQuery(partial(all_told, SOURCES), int, int, int, as_stored=True)


def lately(membership: Membership, limit: int = SHOWN) -> tuple[Happening, ...]:
    """Return what happened last in a district, as far as one of its people may know it, newest first, in one query."""
    district = membership.district
    rows = _NEWEST.rows(district.pk, membership.pk, membership.user_id)
    return fold(SOURCES, rows, slug=district.slug, zone=ZoneInfo(district.time_zone), limit=limit)
