"""What is measured of what leaves the room, on the plan of `planning`: finalizing it, and its PDFs for a board."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

from django.urls import reverse

from plans.models import Plan
from tests.bench.cases import FIRST, LEAD, in_fresh_process
from tests.bench.data import database
from tests.bench.measure import Figure, Visitor, handler, queries
from tests.bench.planning import LARGE, page_of

MOST_FINALISING = 12


def boarding(path: Path) -> Iterator[Figure]:
    with database(path):
        lead = Visitor(LEAD, handler())
        yield finalizing(lead)
        plan = Plan.objects.get(title=LARGE)
    made = in_fresh_process(path, "board", plan.pk)
    for name, most in (("brief", 0.3), ("record", 3)):
        ratio = made["ratios"][name]
        yield Figure(f"board {name} to the record's bare paragraphs", ratio, None, f"at most {most}", ratio <= most)
    megabytes = made["megabytes"]
    yield Figure("full record, peak memory, MB", megabytes, None, "at most 200 MB", megabytes <= 200)


def finalizing(lead: Visitor) -> Figure:
    """Finalize the plan as somebody does who has looked at its files first."""
    address = page_of("plan_finalize", LARGE)
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', lead.get(address).content.decode())
    for length in ("brief", "plan", "record"):
        lead.get(reverse("plans:plan_pdf", args=[FIRST, Plan.objects.get(title=LARGE).pk, length]))

    def finalize() -> None:
        answer = lead.post(address, {"seen": seen[1], "note": "", "adopted_on": ""})
        assert answer.status_code == HTTPStatus.FOUND, answer.status_code

    sent = queries(finalize)
    return Figure("finalizing, queries", sent, sent, f"at most {MOST_FINALISING} queries", sent <= MOST_FINALISING)
