"""The demo's reviews: a finished comparison of four candidates, and a system's review that is partly rated."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from districts.models import District, User
from hexagon.choices import LETTERS, Choice
from hexagon.models import Comparison, Review
from hexagon.owners import ReviewRounds
from hexagon.reports import hexagon_content, item_key
from hexagon.services import (
    Decision,
    Described,
    open_review_round,
    recommend,
    save_component,
    start_comparison,
    start_review,
)
from practices.models import Edition, Indicator, System
from rounds.demo import days_ago, play_round
from rounds.services import Draft


def make_reviews(data: dict[str, Any], *, district: District, people: dict[str, User]) -> None:
    """Make what the part `hexagon` of `data` (fixtures/demo.yaml) describes."""
    make_comparison(data["hexagon"]["comparison"], district=district, people=people)
    make_review(data["hexagon"]["review"], district=district, people=people)


def make_comparison(data: dict[str, Any], *, district: District, people: dict[str, User]) -> None:
    edition = Edition.objects.published().get(system__key=data["system"])
    comparison = start_comparison(
        district=district,
        indicator=Indicator.objects.get(edition=edition, key=data["indicator"]),
        title=data["title"],
        candidates=[Described(**one) for one in data["candidates"]],
        by=people["lead"],
        at=days_ago(data["opened_days_ago"]),
    )
    candidates = dict(zip(LETTERS, comparison.candidates.order_by("position"), strict=False))
    for name, texts in data["texts"].items():
        letter, key = name.split("-")
        say(candidates[letter], key, Draft(version=1, more=texts), people["member"], data["round"]["opened_days_ago"])
    rate_together(comparison, candidates, data["round"], people)
    decide(comparison, candidates, data["recommendation"], people["lead"])


def say(review: Review, key: str, draft: Draft, by: User, days: int) -> None:
    save_component(district=review.district, review_pk=review.pk, key=key, draft=draft, by=by, at=days_ago(days))


def rate_together(
    comparison: Comparison, candidates: dict[str, Review], data: dict[str, Any], people: dict[str, User]
) -> None:
    """Play the round; the file names its items by letter and component."""
    opened = open_review_round(
        comparison,
        title=data["title"],
        keys=data["keys"],
        by=people["lead"],
        at=days_ago(data["opened_days_ago"]),
    )
    owner = ReviewRounds.find(people["lead"], comparison.district.slug, opened.round.pk)
    by_key = {name: _keyed(data[name], candidates) for name in ("ballots", "rationales", "agreed")}
    play_round(owner, data | by_key, people)


def _keyed(rows: dict[str, Any], candidates: dict[str, Review]) -> dict[str, Any]:
    parts = ((name.partition("-"), row) for name, row in rows.items())
    return {item_key(candidates[letter], key): row for (letter, _, key), row in parts}


def decide(comparison: Comparison, candidates: dict[str, Review], data: dict[str, Any], by: User) -> None:
    at = days_ago(data["decided_days_ago"])
    decision = Decision(
        choice=Choice(data["choice"]),
        candidate_pk=candidates[data["candidate"]].pk,
        rationale=data["rationale"],
        supports=data["supports"],
        dissent=data["dissent"],
        decided_by=data["decided_by"],
        decided_on=timezone.localdate(at),
    )
    recommend(comparison, decision=decision, by=by, at=at)


def make_review(data: dict[str, Any], *, district: District, people: dict[str, User]) -> None:
    system = System.objects.get(key=data["system"])
    review = start_review(
        district=district,
        about=system,
        described=Described(title=system.title, description=data["described"]),
        by=people["lead"],
        at=days_ago(data["opened_days_ago"]),
    )
    scales = {one.key: one.scale for one in hexagon_content(review.edition).components}
    for turn, (key, said) in enumerate(data["components"].items()):
        answer, note = scales[key].answer(str(said.pop("answer"))), said.pop("note")
        draft = Draft(version=1, answer=answer, note=note, more=said)
        say(review, key, draft, people["member"], data["opened_days_ago"] - 1 - turn)
