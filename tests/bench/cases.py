"""What is measured. Targets are those of the issue that brought each part."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from django.urls import reverse

from hexagon.models import Review
from readiness.models import Assessment, Rating
from rounds.choices import State
from rounds.models import Ballot, Round
from tests.bench.data import database, switch_to
from tests.bench.measure import STANDARD, Figure, Visitor, handler, in_turn, queries
from tests.bench.together import FEW, MANY

FLOOR = "/bench/floor/"
LARGER = "leadership"
FIRST, LEAD = "district-0", "lead@example.org"


def pages(path: Path) -> Iterator[Figure]:
    """Worksheet, summary, and saving one rating of the larger system, as multiples of the floor."""
    with database(path):
        lead, floor = Visitor(LEAD, handler()), Visitor(LEAD, handler(STANDARD))
        assessment = larger_assessment()
        actions: dict[str, tuple[Callable[[], object], float, int]] = {
            "worksheet of 28 indicators": (page(lead, "assessment_rate", assessment), 6, 7),
            "summary": (page(lead, "assessment_summary", assessment), 5, 7),
            "saving one rating": (saving(lead, assessment), 4, 10),
        }
        for name, (action, limit, most) in actions.items():
            yield against_floor(name, action, floor, limit, most)


def against_floor(
    name: str, action: Callable[[], object], floor: Visitor, limit: float, most: int | None = None, rounds: int = 200
) -> Figure:
    """Time an action in turn with the floor, after three of each to warm up."""
    for _ in range(3):
        action()
        floor.get(FLOOR)
    sent = queries(action)
    taken, least = in_turn(action, lambda: floor.get(FLOOR), rounds=rounds)
    ratio = taken / least
    target = f"at most {limit} x floor" + ("" if most is None else f", {most} queries")
    return Figure(name, round(ratio, 2), sent, target, ratio <= limit and (most is None or sent <= most))


def larger_assessment() -> Assessment:
    newest = Assessment.objects.filter(district__slug=FIRST, edition__system__key=LARGER).newest_first()
    return newest.select_related("edition__system", "district")[0]


def page(visitor: Visitor, name: str, assessment: Assessment) -> Callable[[], object]:
    return asking(visitor, reverse(f"readiness:{name}", args=[assessment.district.slug, assessment.pk]))


def asking(visitor: Visitor, path: str) -> Callable[[], object]:
    def ask() -> None:
        assert visitor.get(path).status_code == 200

    return ask


def saving(visitor: Visitor, assessment: Assessment) -> Callable[[], object]:
    """Save one item again and again, each time with another answer and the version that the last save gave it."""
    key = "5a-aware"
    path = reverse("readiness:rating_save", args=[assessment.district.slug, assessment.pk, key])
    versions = count(Rating.objects.for_assessment(assessment).with_key(key).get().version)

    def save() -> None:
        version = next(versions)
        answer = {f"{key}-value": version % 3, f"{key}-note": f"Version {version}", f"{key}-version": version}
        assert visitor.post(path, answer).status_code == 200

    return save


def together(path: Path) -> Iterator[Figure]:
    """One item of a revealed round with few and with many raters, casting a ballot, and a review of the Hexagon."""
    with database(path):
        lead, floor = Visitor(LEAD, handler()), Visitor(LEAD, handler(STANDARD))
        many, few = Round.objects.revealed().order_by("pk")
        for round, raters in ((few, FEW), (many, MANY)):
            item = round.item_keys[len(round.item_keys) // 2]
            screen = asking(lead, reverse("readiness:round_agree_item", args=[FIRST, round.pk, item]))
            yield against_floor(f"agreement screen, {raters} raters", screen, floor, 5, 9)
        yield against_floor("casting a ballot", casting(lead), floor, 4)
        review = reverse("hexagon:review_detail", args=[FIRST, Review.objects.get(district__slug=FIRST).pk])
        yield against_floor("Hexagon review", asking(lead, review), floor, 5)


def casting(visitor: Visitor) -> Callable[[], object]:
    """Cast a ballot on one item again and again, each time another answer to the version that the last one gave it."""
    round = Round.objects.get(state=State.OPEN)
    key = round.item_keys[0]
    path = reverse("readiness:round_ballot_save", args=[FIRST, round.pk, key])
    mine = Ballot.objects.get(rater__round=round, rater__person__email=LEAD, item_key=key)
    versions = count(mine.version)

    def cast() -> None:
        version = next(versions)
        answer = {f"{key}-value": version % 3, f"{key}-note": f"Version {version}", f"{key}-version": version}
        assert visitor.post(path, answer).status_code == 200

    return cast


def home(small: Path, large: Path) -> Iterator[Figure]:
    """The home page of a coach with 40 districts, in a small and in a large database, in turns."""
    switch_to(small)
    coach = {small: Visitor("coach@example.org", handler())}
    switch_to(large)
    coach[large] = Visitor("coach@example.org", handler())
    taken: dict[Path, list[float]] = {small: [], large: []}
    sent: dict[Path, int] = {}
    for _ in range(8):
        for path, times in taken.items():
            with database(path):
                visit = partial(coach[path].get, "/")
                visit()
                sent[path] = queries(visit)
                times.extend(in_turn(visit, rounds=15))
    ratio = sorted(taken[large])[4] / sorted(taken[small])[4]
    ok = 0.75 <= ratio <= 1.25 and sent[small] == sent[large]
    yield Figure("home with 40 of 5,000 districts to 40 of 500", round(ratio, 2), sent[large], "0.75 to 1.25", ok)


def reports(path: Path) -> Iterator[Figure]:
    """The PDF of the larger system: making it, in a fresh process, and asking for it unchanged."""
    with database(path):
        lead, floor = Visitor(LEAD, handler()), Visitor(LEAD, handler(STANDARD))
        assessment = larger_assessment()
        ask = page(lead, "report_pdf", assessment)
        yield against_floor("unchanged PDF", ask, floor, 3)
    made = in_fresh_process(path, "readiness", assessment.pk)
    ratio, megabytes = made["ratios"]["report"], made["megabytes"]
    yield Figure("PDF to the same words as bare paragraphs", ratio, None, "at most 3", ratio <= 3)
    yield Figure("PDF, peak memory of a fresh process, MB", megabytes, None, "at most 150 MB", megabytes <= 150)


def in_fresh_process(path: Path, kind: str, pk: int) -> dict:
    """Return what `tests.bench.pdf` measures of a kind of report."""
    command = [sys.executable, "-m", "tests.bench.pdf", str(path), kind, str(pk)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
