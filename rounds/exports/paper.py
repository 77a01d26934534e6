"""A blank ballot as a PDF, for people without an account. Nothing of anybody's ballot is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from core.rendering.pdf import render_pdf
from rounds.reports import RoundItem

STYLESHEETS = ("css/report.css", "css/paper_ballot.css")
PER_ROW = 3


@dataclass(frozen=True, kw_only=True)
class PaperItem:
    """An item as it is printed; `seen_at` is the item at which its questions and answers are spelled out already."""

    item: RoundItem
    seen_at: str

    @property
    def is_described(self) -> bool:
        return any(point.description for point in self.item.scale.points)

    @property
    def is_spelled_out(self) -> bool:
        """Whether its answers come with what each looks like: once per scale, and by name alone from then on."""
        return self.is_described and not self.seen_at


def paper_ballot(
    *, title: str, about: str, district: str, paper: str, items: Sequence[RoundItem], perspectives: Sequence[str]
) -> bytes:
    """Return a ballot to print as PDF/UA-1. Raises PdfUnavailableError where the libraries are missing."""
    context = ballot_context(title=title, about=about, district=district, items=items, perspectives=perspectives)
    return render_pdf("rounds/paper/ballot.html", context, stylesheets=STYLESHEETS, paper=paper)


def ballot_context(
    *, title: str, about: str, district: str, items: Sequence[RoundItem], perspectives: Sequence[str]
) -> dict[str, Any]:
    """Return what the template shows."""
    groups = groupby(_printed(items), key=lambda printed: printed.item.group)
    return {
        "title": title,
        "about": about,
        "district": district,
        "count": len(items),
        "perspectives": _rows(perspectives),
        "groups": [(group, list(printed)) for group, printed in groups],
    }


def _rows(words: Sequence[str]) -> list[list[str]]:
    """Return words in rows of one length, the last one filled up with empty ones."""
    rows = [list(words[start : start + PER_ROW]) for start in range(0, len(words), PER_ROW)]
    return [row + [""] * (PER_ROW - len(row)) for row in rows]


def _printed(items: Sequence[RoundItem]) -> Iterator[PaperItem]:
    seen: dict[tuple[int, tuple[str, ...]], str] = {}
    for item in items:
        spelled_out = id(item.scale), item.questions
        yield PaperItem(item=item, seen_at=seen.get(spelled_out, ""))
        seen.setdefault(spelled_out, item.name)
