"""The versions of a component, and of a review or comparison as a whole with its recommendation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from core.comparing import TextChange, compare_words
from hexagon.choices import Choice
from hexagon.models import Comparison, ComponentRating, Recommendation, Review
from hexagon.reports.reviews import LABELS
from rounds.choices import Answer, Scale

GONE = "Somebody who has left"
_WORDS = LABELS | {
    "dissent": "Dissent",
    "title": "Name",
    "description": "Description",
    "provider": "Provider",
    "link": "Link",
    "cost_note": "Cost",
    "rationale": "Rationale",
    "decided_by": "Decided by",
}


@dataclass(frozen=True, kw_only=True)
class ComponentChange:
    """One change of a component: by whom, when, from what to what; `round_title` where the team agreed in a round."""

    who: str
    when: datetime
    before: Answer
    after: Answer
    round_title: str
    texts: tuple[TextChange, ...]

    @property
    def answer_changed(self) -> bool:
        return self.before != self.after


def component_history(row: ComponentRating, scale: Scale) -> tuple[ComponentChange, ...]:
    """Return the changes of a component, newest first, in one query."""
    versions = list(row.history.select_related("history_user", "round").order_by("version"))
    return tuple(_change(scale, *pair) for pair in pairwise(versions))[::-1]


def _change(scale: Scale, old: Any, new: Any) -> ComponentChange:
    is_agreed_there = new.round_id is not None and new.round_id != old.round_id
    return ComponentChange(
        who=str(new.history_user or GONE),
        when=new.history_date,
        before=scale.stored(old.value, old.unknown),
        after=scale.stored(new.value, new.unknown),
        round_title=new.round.title if is_agreed_there else "",
        texts=tuple(_text_changes(old, new, (*LABELS, "dissent"))),
    )


def _text_changes(old: Any, new: Any, names: tuple[str, ...]) -> Iterator[TextChange]:
    for name in names:
        texts = [getattr(version, name, "") for version in (old, new)]
        if texts[0] != texts[1]:
            before, after = compare_words(*texts)
            yield TextChange(name=_WORDS[name], before=before, after=after)


@dataclass(frozen=True, kw_only=True)
class SubjectEvent:
    """Something that happened to a review or comparison as a whole, or to its recommendation."""

    what: str
    who: str
    when: datetime
    texts: tuple[TextChange, ...] = ()


_OF_SUBJECT = ("title", "description", "provider", "link", "cost_note")
_OF_RECOMMENDATION = ("rationale", "dissent", "decided_by")


def subject_history(subject: Review | Comparison) -> tuple[SubjectEvent, ...]:
    """Return what happened to a review or comparison and to its recommendation, newest first, in two queries."""
    versions = list(subject.history.select_related("history_user").order_by("version"))
    events = [_event(old, new) for old, new in zip([None, *versions], versions, strict=False)]
    field = "comparison" if isinstance(subject, Comparison) else "review"
    kept = Recommendation.history.filter(**{field: subject.pk})
    decided = list(kept.select_related("history_user").order_by("version"))
    events += [_decision(old, new) for old, new in zip([None, *decided], decided, strict=False)]
    return tuple(sorted(events, key=lambda event: event.when, reverse=True))


def _event(old: Any, new: Any) -> SubjectEvent:
    what = f"Started as {new.title}" if old is None else "Described anew"
    texts = () if old is None else tuple(_text_changes(old, new, _OF_SUBJECT))
    return SubjectEvent(what=what, who=str(new.history_user or GONE), when=new.history_date, texts=texts)


def _decision(old: Any, new: Any) -> SubjectEvent:
    label = Choice(new.choice).label
    what = f"Recommended: {label}" if old is None else f"Recommendation changed: {label}"
    texts = tuple(_text_changes(old, new, _OF_RECOMMENDATION)) if old else ()
    return SubjectEvent(what=what, who=str(new.history_user or GONE), when=new.history_date, texts=texts)
