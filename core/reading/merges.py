"""Cells that are merged: one value for several rows or columns, which no row can call its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from core.reading.addresses import address_of, place_of
from core.reading.markup import tags
from core.reading.sheet_scan import Scan
from core.reading.table import UnreadableFile

_NAMED = 3


def check_merges(sheet: bytes, scan: Scan) -> None:
    """Raise UnreadableFile where cells within the table are merged, naming the first few."""
    if b"mergeCell" not in sheet:
        return
    merges = _merges_within(sheet, scan)
    named = list(islice(merges, _NAMED))
    more = sum(1 for _ in merges)
    if named:
        msg = f"Cells {_listed(named, more)} are merged. Unmerge them, so that every row has its own."
        raise UnreadableFile(msg)


def _merges_within(sheet: bytes, scan: Scan) -> Iterator[str]:
    for found in tags(sheet, "mergeCell"):
        first, _, last = found.get("ref", "").partition(":")
        (top, left), (bottom, right) = place_of(first), place_of(last or first)
        is_beside = (
            bottom < scan.first_row or top > scan.last_row or right < scan.first_column or left > scan.last_column
        )
        if (top, left) != (bottom, right) and not is_beside:
            yield f"{address_of((top, left))} to {address_of((bottom, right))}"


def _listed(named: list[str], more: int) -> str:
    parts = [*named, f"{more:,} more"] if more else named
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
