"""Hexagon reports for tests of exports, made of the product's own content without a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import cycle
from typing import Any

from hexagon import content as files
from hexagon.choices import READING_ORDER, Choice, Side
from hexagon.reports import (
    ContentComponent,
    ContentPoint,
    HexagonReport,
    Provenance,
    RatedComponent,
    RatedReview,
    Recommended,
    RoundFact,
)
from rounds.choices import UNKNOWN, Answer, Scale
from rounds.reports import Agreement
from tests.hexagon.factories import product_file

OPENED, AGREED = datetime(2026, 10, 15, 14, 0, tzinfo=UTC), datetime(2026, 11, 12, 20, 0, tzinfo=UTC)
NAMES = (
    "Regional hiring consortium",
    "State job board",
    "Commercial posting service",
    "Evening at the college of education",
    "Referral bonus for present staff",
    "Our own postings on the district’s website",
)
# Codes in reading order: evidence, supports, usability, need, fit, capacity.
CODES = ("443542", "325345", "254423", "3n4244", "11111n", "2_5_34")
REASONS = (
    "Four districts our size filled posts three weeks earlier.",
    "A coordinator and two training days a year.",
    "Steps are clear; screening is left to us.",
    "",
)


def component(entry: files.ComponentEntry) -> ContentComponent:
    points = tuple(ContentPoint(one.value, one.label, one.description) for one in entry.points)
    answers = (Answer(str(one.value), one.label, one.description) for one in points)
    return ContentComponent(
        pk=0,
        key=entry.key,
        title=entry.title,
        side=entry.side,
        side_title=Side(entry.side).label,
        definition=entry.definition,
        questions=tuple(one.text for one in entry.questions),
        points=points,
        scale=Scale((*answers, UNKNOWN), near=1),
    )


def components() -> tuple[ContentComponent, ...]:
    entries = {one.key: one for one in product_file().components}
    return tuple(component(entries[key]) for key in READING_ORDER)


def rated(
    content: ContentComponent, code: str, texts: dict[str, str] | None = None, *, ballots: bool = True
) -> RatedComponent:
    """Return a component with a code ("_" for none) and texts; with ballots, one of seven differs by two."""
    answer = content.scale.answer(code.strip("_"))
    agreement = None
    if ballots and answer.value is not None:
        other = content.scale.answer(str(answer.value + 2 if answer.value < 4 else answer.value - 2))
        agreement = Agreement(scale=content.scale, counts=Counter({answer: 6, other: 1}))
    return RatedComponent(
        content=content,
        answer=answer,
        version=2 if answer.is_rated else 1,
        changed_at=AGREED if answer.is_rated else None,
        changed_by="Rosa Delgado" if answer.is_rated else "",
        round_title="First look" if agreement else "",
        agreement=agreement,
        **texts or {},
    )


def rated_review(name: str, codes: str, letter: str = "", **fields: Any) -> RatedReview:
    """Return a subject with codes in reading order; candidates have a letter, and `texts` repeat over components."""
    texts = cycle(fields.pop("texts", [{"note": reason} for reason in REASONS]))
    ballots = fields.pop("ballots", True)
    rows = zip(components(), codes, texts, strict=False)
    values: dict[str, Any] = {
        "pk": 1,
        "letter": letter,
        "title": name,
        "name": f"{letter}. {name}" if letter else name,
        "subject": "candidate" if letter else "system",
        "subject_label": "Candidate" if letter else "System",
        "subject_url_name": "",
        "subject_url_args": (),
        "description": "Shared postings, fairs and screening days with four neighboring districts." if letter else "",
        "provider": "Region 7 service center" if letter else "",
        "link": "https://example.org/hiring" if letter else "",
        "cost_note": "$4,200 a year, first year covered by a grant" if letter else "",
        "components": tuple(rated(one, code, text, ballots=ballots) for one, code, text in rows),
    }
    return RatedReview(**{**values, **fields})


DECISION = Recommended(
    choice_label=Choice.SUPPORTS.label,
    candidate_name="A. Regional hiring consortium",
    sentence="Adopt with supports: A. Regional hiring consortium",
    rationale="It answers our need most directly.\n\nThe ratings do not settle it: Capacity is our weak side.",
    supports=(("Usability", "A written screening guide."), ("Capacity", "A shared data steward, from January.")),
    dissent="One of us would wait a year.",
    decided_by="Rosa Delgado with the talent management team",
    decided_on=date(2026, 11, 12),
    unrated=(),
    version=1,
)
ROUND = RoundFact(
    pk=1, title="First look", state="closed", state_label="Closed", raters=7, revealed_at=AGREED
)  # fmt: skip


def sample_report(reviews: Sequence[RatedReview], **fields: Any) -> HexagonReport:
    """Return the report of one review, or of a comparison of several."""
    alone = len(reviews) == 1
    values: dict[str, Any] = {
        "district": "Lakeview School District",
        "paper": "Letter",
        "kind": "review" if alone else "comparison",
        "title": reviews[0].title if alone else "Communication and hiring platforms",
        "indicator_name": "" if alone else "5a",
        "indicator_gist": "" if alone else "The district selects platforms that reach its applicants.",
        "edition_number": 1,
        "source": product_file().edition.source,
        "opened_at": OPENED,
        "reviews": tuple(reviews),
        "recommendation": None if alone else DECISION,
        "rounds": (ROUND,),
    }
    return HexagonReport(**{**values, **fields})


def review_sample(codes: str = "443n_2", **fields: Any) -> HexagonReport:
    return sample_report([rated_review("Talent Management", codes)], **fields)


def comparison_sample(count: int = 3, **fields: Any) -> HexagonReport:
    texts = fields.pop("texts", [{"note": reason} for reason in REASONS])
    candidates = zip("ABCDEF"[:count], NAMES, CODES, strict=False)
    return sample_report(
        [rated_review(name, codes, letter, texts=texts) for letter, name, codes in candidates], **fields
    )


def taken_over(one: RatedComponent, *, changed: bool = False) -> RatedComponent:
    from dataclasses import replace

    provenance = Provenance(review_title="Pilot year", review_url_pk=9, agreed_at=AGREED, changed_since=changed)
    return replace(one, taken=provenance)
