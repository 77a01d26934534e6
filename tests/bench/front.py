"""What is measured of the pages that everybody sees first: the home page, and a district's page with a full plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench.cases import FIRST, LEAD, against_floor, asking
from tests.bench.data import COACHED, database
from tests.bench.measure import STANDARD, Figure, Visitor, handler

COACH = "coach@example.org"


def front(path: Path) -> Iterator[Figure]:
    """A district's page with both systems rated and a plan of 60 steps, 20 measures and 200 readings, and the home page
    of whoever is in one district and of a coach of many, as multiples of the floor."""
    with database(path):
        lead, coach, floor = Visitor(LEAD, handler()), Visitor(COACH, handler()), Visitor(LEAD, handler(STANDARD))
        page = asking(lead, f"/districts/{FIRST}/")
        yield against_floor("district's page with a full plan", page, floor, 6, 14)
        for name, visitor in (("1 district", lead), (f"{COACHED} districts", coach)):
            yield against_floor(f"home of {name}", asking(visitor, "/"), floor, 5, 8)
