"""What is stored of reviews, as their reports read it.

It is SQL because every save of a component reads it, too, and Django takes five times as long to write such a query as
the database to answer it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from comments.reports import counted
from hexagon.models import BaseReview, Comparison, ComponentRating, Review
from hexagon.reports.content import HexagonContent
from hexagon.reports.reviews import Provenance
from rounds.choices import Scale
from rounds.models import Round
from rounds.reports import Agreement, latest_agreements

_RATINGS = """
    SELECT given.*, component.key AS key, person.name AS person_name, person.email AS person_email,
        agreed.title AS round_title, running.title AS covered_title,
        origin.id AS origin_id, origin.title AS origin_title,
        talk.comment_count AS comment_count, talk.resolved_at AS comments_resolved_at
    FROM hexagon_componentrating AS given JOIN hexagon_component AS component ON component.id = given.component_id
        LEFT JOIN districts_user AS person ON person.id = given.changed_by_id
        LEFT JOIN rounds_round AS agreed ON agreed.id = given.round_id
        LEFT JOIN rounds_round AS running ON running.id = given.covered_by_id
        LEFT JOIN hexagon_componentrating AS source ON source.id = given.taken_from_id
        LEFT JOIN hexagon_review AS origin ON origin.id = source.review_id
        LEFT JOIN comments_thread AS talk ON talk.id = given.thread_id
    WHERE given.review_id IN ({reviews})
"""
_ROUNDS = """
    SELECT one.*, (SELECT COUNT(*) FROM rounds_rater AS seat WHERE seat.round_id = one.id) AS seats
    FROM rounds_round AS one JOIN hexagon_reviewround AS owned ON owned.round_id = one.id
    WHERE owned.{subject}_id = %s ORDER BY one.opened_at DESC, one.id DESC
"""
# How many reveals a process remembers.
ROOM = 256
_counted: dict[tuple[Any, ...], Mapping[str, Agreement]] = {}


def stored_components(content: HexagonContent, reviews: Sequence[Review]) -> dict[int, dict[str, dict[str, Any]]]:
    """Return the fields of a RatedComponent for every component of some reviews, by review and key, in one query."""
    scales = {one.key: one.scale for one in content.components}
    found: dict[int, dict[str, dict[str, Any]]] = {review.pk: {} for review in reviews}
    statement = _RATINGS.format(reviews=", ".join(["%s"] * len(found)))
    rows: Iterable[Any] = ComponentRating.objects.raw(statement, list(found))
    for row in rows:
        found[row.review_id][row.key] = _given(row, scales[row.key])
    return found


def _given(row: Any, scale: Scale) -> dict[str, Any]:
    return {
        "answer": scale.stored(row.value, row.unknown),
        "note": row.note,
        "dissent": row.dissent,
        "discussion": row.discussion,
        "evidence": row.evidence,
        "data_needed": row.data_needed,
        "obstacles": row.obstacles,
        "version": row.version,
        "changed_at": row.changed_at,
        "changed_by": row.person_name or row.person_email or "",
        "changed_by_pk": row.changed_by_id,
        "round_title": row.round_title or "",
        "covered_by": (row.covered_by_id, row.covered_title) if row.covered_by_id else None,
        "taken": _provenance(row) if row.origin_id else None,
        "comments": counted(row.comment_count, row.comments_resolved_at),
    }


def _provenance(row: Any) -> Provenance:
    return Provenance(
        review_title=row.origin_title,
        review_url_pk=row.origin_id,
        agreed_at=row.agreed_at,
        changed_since=row.version > row.taken_at,
    )


def rounds_over(subject: BaseReview) -> list[Round]:
    """Return the rounds over a review or a comparison, newest first, each with its `seats` counted, in one query."""
    kind = "comparison" if isinstance(subject, Comparison) else "review"
    return list(Round.objects.raw(_ROUNDS.format(subject=kind), [subject.pk]))


def counted_ballots(digest: str, rounds: Sequence[Round], scales: Mapping[str, Scale]) -> Mapping[str, Agreement]:
    """Return what `latest_agreements` does: in one query, or none where this process counted these ballots before.

    Ballots never change while they are revealed: what a reveal shows belongs to the round's version, which every move
    counts up. Only figures are kept, never who or what was written. `digest` is that of the edition with these scales.
    """
    reveals = tuple((one.pk, one.version, one.revealed_at) for one in rounds if not one.is_sealed)
    known = (digest, reveals, *scales)
    return _counted[known] if known in _counted else _count(known, rounds, scales)


def _count(known: tuple[Any, ...], rounds: Sequence[Round], scales: Mapping[str, Scale]) -> Mapping[str, Agreement]:
    if len(_counted) >= ROOM:
        _counted.clear()
    found = _counted[known] = latest_agreements(rounds, scales)
    return found
