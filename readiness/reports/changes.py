"""The history of an assessment as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from readiness.models import Assessment


@dataclass(frozen=True, kw_only=True)
class AssessmentEvent:
    """Something that happened to an assessment as a whole: opened, renamed, closed, or opened again and why."""

    what: str
    who: str
    when: datetime
    reason: str


def assessment_history(assessment: Assessment) -> tuple[AssessmentEvent, ...]:
    """Return what happened to an assessment, newest first, in one query."""
    versions = list(assessment.history.select_related("history_user").order_by("version"))
    pairs = zip([None, *versions], versions, strict=False)
    return tuple(
        AssessmentEvent(
            what=_what_happened(old, new),
            who=str(new.history_user or "Somebody who has left"),
            when=new.history_date,
            reason=new.history_change_reason or "",
        )
        for old, new in pairs
    )[::-1]


def _what_happened(old: Assessment | None, new: Assessment) -> str:
    if old is None:
        return f"Opened as {new.label}"
    if old.label != new.label:
        return f"Renamed from {old.label} to {new.label}"
    return "Closed" if new.closed_at else "Opened again"
