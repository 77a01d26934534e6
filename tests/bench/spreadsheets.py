"""A workbook of 5,000 rows in a fresh process: seeing what it would do, importing it, and taking it away again."""

from __future__ import annotations

import gc
import json
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"

import django

django.setup()

from openpyxl import Workbook

from inventories.cells import written
from inventories.models import Entry, ImportDraft, Inventory
from inventories.reports import sheet_of
from tests.bench.cases import FIRST, LEAD
from tests.bench.data import switch_to
from tests.bench.kept import rows_for
from tests.bench.measure import Visitor, handler
from tests.bench.pdf import peak_megabytes

ROWS, ROUNDS = 5000, 3


def megabytes() -> float:
    """Return what the process holds now."""
    found = re.findall(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[0]) / 1024


def table(inventory: Inventory) -> tuple[list[str], list[list[object]]]:
    """Return headings and rows as a spreadsheet program holds them: numbers as numbers, everything else as text."""
    sheet = sheet_of(inventory)
    kinds = [column.kind for column in sheet.in_use]
    rows = [
        [
            _value(kind, written(cells[column.key], sheet.buildings))
            for kind, column in zip(kinds, sheet.in_use, strict=True)
        ]
        for cells in rows_for(sheet, ROWS)
    ]
    return [column.title for column in sheet.in_use], rows


def _value(kind: str, text: str) -> object:
    if kind == "number":
        return float(text)
    return date.fromisoformat(text) if kind == "date" else text


def write(headings: list[str], rows: list[list[object]]) -> bytes:
    """Write them with openpyxl alone."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Entries")
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def main(path: str) -> None:
    switch_to(Path(path))
    lead = Visitor(LEAD, handler())
    inventory = Inventory.objects.select_related("district").get(district__slug=FIRST, entry_count=0)
    url = inventory.get_absolute_url()
    headings, rows = table(inventory)
    content = write(headings, rows)
    taken: dict[str, list[float]] = {name: [] for name in ("write", "preview", "import", "export")}
    before = megabytes()
    preview(lead, url, content)
    there_and_back(lead, url, {name: [] for name in taken})
    grown = peak_megabytes() - before
    for _ in range(ROUNDS):
        clock(taken["write"], lambda: write(headings, rows))
        clock(taken["preview"], lambda: preview(lead, url, content))
        there_and_back(lead, url, taken)
    least = median(taken.pop("write"))
    ratios = {f"{name} of 5,000 rows": round(median(times) / least, 2) for name, times in taken.items()}
    print(json.dumps(ratios | {"megabytes": round(grown)}))


def there_and_back(lead: Visitor, url: str, taken: dict[str, list[float]]) -> None:
    """Time the import and the export of what came in, and empty the inventory again."""
    digest = digest_of(lead, url)
    clock(taken["import"], lambda: carry_out(lead, url, digest))
    clock(taken["export"], lambda: export(lead, url))
    inventory = Inventory.objects.get(pk=url.rstrip("/").rpartition("/")[2])
    inventory.entries.all().delete()
    Inventory.objects.filter(pk=inventory.pk).update(entry_count=0)


def clock(times: list[float], action: Callable[[], object]) -> None:
    """Time an action as `measure.in_turn` does: what earlier ones left for the collector is not its own."""
    gc.collect()
    gc.disable()
    begun = perf_counter()
    action()
    times.append(perf_counter() - begun)
    gc.enable()


def preview(lead: Visitor, url: str, content: bytes) -> None:
    """Hand the workbook in, and look at the first page of what it would do."""
    response = lead.upload(f"{url}import/", "positions.xlsx", content)
    assert response.status_code == 302, response.status_code
    assert lead.get(response.headers["Location"]).status_code == 200


def digest_of(lead: Visitor, url: str) -> str:
    """Return what the preview tells of the import that it shows."""
    page = lead.get(f"{url}import/{ImportDraft.objects.latest('pk').pk}/").content.decode()
    (digest,) = re.findall(r'name="digest" value="(\w+)"', page)
    return digest


def carry_out(lead: Visitor, url: str, digest: str) -> None:
    draft = ImportDraft.objects.latest("pk")
    response = lead.post(f"{url}import/{draft.pk}/", {"act": "import", "digest": digest})
    assert response.headers["Location"] == url, response.headers
    assert Entry.objects.filter(inventory=draft.inventory_id).count() == ROWS


def export(lead: Visitor, url: str) -> None:
    assert lead.get(f"{url}inventory.xlsx").status_code == 200


if __name__ == "__main__":
    main(*sys.argv[1:])
