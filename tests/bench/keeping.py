"""What is measured of inventories: the table of entries, saving a cell, and spreadsheets in and out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from inventories.models import Entry, Inventory
from tests.bench.cases import FIRST, LEAD, against_floor, asking
from tests.bench.data import database
from tests.bench.kept import LARGE, SMALL
from tests.bench.measure import STANDARD, Figure, Visitor, handler, in_turn, queries

# The most queries that a page of entries may take, whatever is asked for.
MOST = 9


def keeping(path: Path) -> Iterator[Figure]:
    """A page of 50 entries with all twelve columns, and saving a cell, as multiples of the floor."""
    with database(path):
        lead, floor = Visitor(LEAD, handler()), Visitor(LEAD, handler(STANDARD))
        pages = {size: shown_whole(lead, inventory_of(size)) for size in (SMALL, LARGE)}
        asked = {
            "unsorted": ("", 18),
            "sorted": ("?sort=certification", 30),
            "sorted backwards": ("?sort=-title", 30),
            "filtered": ("?f-state=Filled", 30),
            "filtered and sorted": ("?f-hard=Yes&sort=-certification", 30),
            "searched": ("?q=00012", 30),
        }
        for name, (query, limit) in asked.items():
            page = asking(lead, pages[LARGE] + query)
            yield against_floor(f"table of 10,000 entries, {name}", page, floor, limit, MOST, rounds=60)
        yield flat(asking(lead, pages[SMALL]), asking(lead, pages[LARGE]))
        yield against_floor("saving one cell", saving(lead, pages[LARGE], inventory_of(LARGE)), floor, 4)


def inventory_of(size: int) -> Inventory:
    return Inventory.objects.select_related("district").get(district__slug=FIRST, entry_count=size)


def shown_whole(lead: Visitor, inventory: Inventory) -> str:
    """Let the lead's session show every column, and return the address of the table."""
    url = inventory.get_absolute_url()
    columns = "&".join(f"columns={column.key}" for column in inventory.columns.all())
    assert lead.get(f"{url}?{columns}").status_code == 302
    return url


def flat(small: Callable[[], object], large: Callable[[], object]) -> Figure:
    """An unsorted page costs what it costs where there is one page alone."""
    sent = queries(large)
    assert sent == queries(small)
    taken, least = in_turn(large, small, rounds=60)
    ratio = taken / least
    return Figure("table of 10,000 entries to one of 50", round(ratio, 2), sent, "at most 1.25", ratio <= 1.25)


def saving(visitor: Visitor, url: str, inventory: Inventory) -> Callable[[], object]:
    """Save one cell again and again, each time another word over the version that the last save gave it."""
    entry = Entry.objects.for_inventory(inventory).first()
    assert entry is not None
    versions = count(entry.version)
    path = f"{url}entries/{entry.pk}/cells/title/"

    def save() -> None:
        version = next(versions)
        answer = {"cell-title": f"Teacher, version {version}", "version": version}
        assert visitor.post(path, answer).status_code == 200

    return save


def spreadsheets(path: Path) -> Iterator[Figure]:
    """A workbook of 5,000 rows in a fresh process, as multiples of the time that openpyxl takes to write it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.spreadsheets", str(path)], check=True, capture_output=True, text=True
    )
    made = json.loads(done.stdout)
    limits = {"preview of 5,000 rows": 2, "import of 5,000 rows": 4, "export of 5,000 rows": 1.3}
    for name, limit in limits.items():
        yield Figure(f"XLSX, {name}", made[name], None, f"at most {limit} x openpyxl", made[name] <= limit)
    grown = made["megabytes"]
    yield Figure("XLSX, memory grown in preview and import, MB", grown, None, "at most 80 MB", grown <= 80)
