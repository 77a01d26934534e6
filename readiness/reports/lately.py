"""What happened lately in a district's assessments and their rounds."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, TextField, Value, When
from django.db.models.functions import Concat

from core.happenings import MANY, Deed, Row, Says, Source, told
from core.links import address
from readiness.models import Assessment, ConsiderationPlacement, Rating
from rounds.reports import moves_of

_CLOSED = Case(When(closed_at__isnull=False, then=Value("closed")), default=Value(""), output_field=TextField())


def _summary(slug: str, row: Row) -> str:
    return address("readiness:assessment_summary", slug, row.place)


def _named(path: str = "") -> Concat:
    """Return what an assessment is called, as `str` does."""
    return Concat(f"{path}edition__system__title", Value(", "), f"{path}label", output_field=TextField())


def _assessments(district: int, *_: Any) -> Any:
    state = Concat("history_type", _CLOSED, output_field=TextField())
    says = Says(state=state, place="id", title=_named())
    return told(Assessment.history.filter(district=district), "readiness.assessment", says)


def _items(model: Any, name: str) -> Source:
    """Return the source of what the team worked on: every row begins with the assessment, which is told itself."""

    def rows(district: int, *_: Any) -> Any:
        kept = model.history.filter(assessment__district=district, history_type="~")
        says = Says(state="history_type", place="assessment", about=_named("assessment__"))
        return told(kept, f"readiness.{name}", says, most=MANY)

    return Source(
        name=f"readiness.{name}",
        rows=rows,
        url=_summary,
        place_url=_summary,
        added=None,
        changed=Deed("", one=f"worked on one {name} of", many=f"worked on {{count}} {name}s of"),
        quoted=False,
        place_quoted=False,
        most=MANY,
    )


RATED = (
    Source(
        name="readiness.assessment",
        rows=_assessments,
        url=_summary,
        added=Deed("opened", weight=3),
        changed=Deed("renamed"),
        removed=Deed("deleted", weight=4),
        states={"closed": Deed("closed", weight=2), "": Deed("opened", " again", weight=2)},
        quoted=False,
    ),
    _items(Rating, "rating"),
    _items(ConsiderationPlacement, "consideration"),
    moves_of("assessment_round", "readiness"),
)
