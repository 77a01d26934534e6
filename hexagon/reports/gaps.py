"""What a review or a comparison leaves to be found out."""

from __future__ import annotations

from dataclasses import dataclass

from hexagon.reports.reviews import HexagonReport, RatedComponent


@dataclass(frozen=True, kw_only=True)
class DataGap:
    """Something to find out: about which component of which candidate, who needs it, and what is missing."""

    name: str
    review_pk: int
    key: str
    who: str
    missing: str


def data_gaps(report: HexagonReport) -> tuple[DataGap, ...]:
    """Return what "not enough information" and "data still needed" ask the team to gather; no queries.

    Ballots count once they are revealed, and only where there are enough of them to tell nobody's.
    """
    return tuple(
        DataGap(
            name=f"{one.name} of {review.name}" if review.letter else one.name,
            review_pk=review.pk,
            key=one.content.key,
            who=who,
            missing=one.data_needed or (one.note if one.answer.is_unknown else ""),
        )
        for review in report.reviews
        for one in review.components
        if (who := _who_needs_it(one))
    )


def _who_needs_it(component: RatedComponent) -> str:
    agreed = component.agreement
    who = ["The team"] if component.answer.is_unknown or component.data_needed else []
    if agreed is not None and not agreed.is_hidden and agreed.unknown:
        who.append(f"{agreed.unknown} of {agreed.ballots} raters")
    return " and ".join(who)
