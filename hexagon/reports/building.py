"""Reviews and comparisons as they are shown, each in four queries at most once the edition's content is in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.words import sentences
from hexagon.choices import Choice, Subject
from hexagon.models import BaseReview, Comparison, ComponentRating, Recommendation, Review
from hexagon.reports.content import HexagonContent, hexagon_content
from hexagon.reports.reviews import HexagonReport, RatedComponent, RatedReview, Recommended, RoundFact
from hexagon.reports.stored import counted_ballots, rounds_over, stored_components
from practices.models import Indicator
from practices.reports import published_content
from rounds.models import Round
from rounds.reports import Agreement

# Fields of a RatedComponent laid over what is stored, by component: what a person typed and could not be saved.
Typed = Mapping[str, Mapping[str, Any]]


def review_report(review: Review, typed: Typed | None = None) -> HexagonReport:
    """Return the picture of one review. The rounds of a candidate are those of its comparison that are about it."""
    content = hexagon_content(review.edition)
    rounds = [one for one in rounds_over(review.comparison or review) if _is_about(one, review)]
    return _report(review, content, (review,), rounds, typed or {})


def comparison_report(comparison: Comparison) -> HexagonReport:
    """Return the picture of a comparison, however many candidates it has, in one query more than a review's."""
    content = hexagon_content(comparison.edition)
    candidates = tuple(comparison.candidates.order_by("position"))
    return _report(comparison, content, candidates, rounds_over(comparison), {})


def item_key(review: Review, key: str) -> str:
    """Return what a component of a review is called in a round: its key, after the candidate's in a comparison."""
    return f"{review.pk}-{key}" if review.comparison_id else key


def _is_about(round: Round, review: Review) -> bool:
    return review.comparison_id is None or any(key.startswith(f"{review.pk}-") for key in round.item_keys)


def _report(
    subject: BaseReview, content: HexagonContent, reviews: Sequence[Review], rounds: Sequence[Round], typed: Typed
) -> HexagonReport:
    scales = {item_key(review, one.key): one.scale for review in reviews for one in content.components}
    found = counted_ballots(content.digest, rounds, scales)
    rows = stored_components(content, reviews)
    indicator = subject.indicator  # type: ignore[attr-defined]
    return HexagonReport(
        district=subject.district.name,
        paper=subject.district.paper,
        kind="comparison" if isinstance(subject, Comparison) else "review",
        title=subject.name if isinstance(subject, Review) else subject.title,
        indicator_name=indicator.code if indicator else "",
        indicator_gist=indicator_gist(indicator) if indicator else "",
        edition_number=content.number,
        source=content.source,
        opened_at=subject.opened_at,
        reviews=tuple(_rated(review, content, rows[review.pk], found, typed) for review in reviews),
        recommendation=_recommended(subject, content, reviews),
        rounds=tuple(map(_fact, rounds)),
    )


def _rated(
    review: Review, content: HexagonContent, rows: Mapping[str, Any], found: Mapping[str, Agreement], typed: Typed
) -> RatedReview:
    name, args = subject_address(review)
    return RatedReview(
        pk=review.pk,
        letter=review.letter,
        title=review.title,
        name=review.name,
        subject=review.subject,
        subject_label=subject_label(review),
        subject_url_name=name,
        subject_url_args=args,
        description=review.description,
        provider=review.provider,
        link=review.link,
        cost_note=review.cost_note,
        components=tuple(
            RatedComponent(
                content=one, agreement=found.get(item_key(review, one.key)), **rows[one.key] | typed.get(one.key, {})
            )
            for one in content.components
        ),
        is_discussed=review.thread_id is not None or any(row["comments"].count for row in rows.values()),
    )


def subject_label(review: Review) -> str:
    """Say what a review is about: "System", "Practice 5 of Talent Management", or "Candidate"."""
    if review.practice:
        return f"Practice {review.practice.code} of {review.practice.edition.system.title}"
    if review.indicator:
        return f"Indicator {review.indicator.code} of {review.indicator.edition.system.title}"
    return Subject(review.subject).label


def subject_address(review: Review) -> tuple[str, tuple[str, ...]]:
    """Return the name and arguments of the page of what a review is about; empty for a candidate."""
    if review.indicator:
        return "practices:indicator_detail", (review.indicator.edition.system.key, review.indicator.key)
    system = review.system or (review.practice.edition.system if review.practice else None)
    return ("practices:system_detail", (system.key,)) if system else ("", ())


def indicator_gist(indicator: Indicator) -> str:
    """Return the first sentence of what an indicator looks like when a district is ready for it."""
    content = published_content(indicator.edition)
    stages = next(one.stages for one in content.indicators if one.pk == indicator.pk)
    return first_sentence(stages[-1].text)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    return sentences(text)[0]


def _fact(round: Any) -> RoundFact:
    return RoundFact(
        pk=round.pk,
        title=round.title,
        state=round.state,
        state_label=round.get_state_display(),
        raters=round.seats,
        revealed_at=round.revealed_at,
    )


# The recommendation -----------------------------------------------------------------------------


def _recommended(subject: BaseReview, content: HexagonContent, reviews: Sequence[Review]) -> Recommended | None:
    row = getattr(subject, "recommendation", None)
    if row is None:
        return None
    row.candidate = next((review for review in reviews if review.pk == row.candidate_id), None)
    titles = {one.key: one.title for one in content.components}
    return Recommended(
        choice_label=Choice(row.choice).label,
        candidate_name=row.candidate.name if row.candidate else "",
        sentence=recommendation_sentence(row),
        rationale=row.rationale,
        supports=tuple((title, row.supports[key]) for key, title in titles.items() if row.supports.get(key)),
        dissent=row.dissent,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        unrated=tuple(_unrated_name(one, titles, reviews) for one in row.unrated),
        version=row.version,
    )


def recommendation_sentence(row: Recommendation) -> str:
    """Say a recommendation in a line: "Adopt with supports: A. Regional hiring consortium"."""
    label = Choice(row.choice).label
    return f"{label}: {row.candidate.name}" if row.candidate else label


def _unrated_name(stored: str, titles: Mapping[str, str], reviews: Sequence[Review]) -> str:
    """Name what had no rating: "Capacity", or "Capacity of B. State job board" in a comparison."""
    letter, _, key = stored.rpartition("-")
    names = {review.letter: review.name for review in reviews}
    title = titles.get(key, key)
    return f"{title} of {names.get(letter, letter)}" if letter else title


def unrated_now(subject: BaseReview) -> tuple[str, ...]:
    """Name the components of a review or comparison that have no rating now, in one query once the content is read."""
    field = "review__comparison" if isinstance(subject, Comparison) else "review"
    rows = ComponentRating.objects.filter(value=None, **{field: subject}).select_related("review", "component")
    return tuple(
        f"{row.component.title} of {row.review.name}" if isinstance(subject, Comparison) else row.component.title
        for row in rows.order_by("review__position", "component__position")
    )
