"""What happened lately in a district's reviews and comparisons on the Hexagon, and in their rounds."""

from __future__ import annotations

from typing import Any

from core.happenings import Deed, Row, Says, Source, told
from core.links import address
from hexagon.models import Comparison, ComponentRating, Recommendation, Review
from rounds.reports import moves_of


def _page(name: str) -> Any:
    return lambda slug, row: address(f"hexagon:{name}_detail", slug, row.place)


def _subjects(model: Any, name: str, **only: Any) -> Source:
    """Return the source of reviews, or of comparisons, each as a whole."""

    def rows(district: int, *_: Any) -> Any:
        kept = model.history.filter(district=district, **only)
        return told(kept, f"hexagon.{name}", Says(state="history_type", place="id", title="title"))

    return Source(
        name=f"hexagon.{name}",
        rows=rows,
        url=_page(name),
        added=Deed(f"started the {name}", weight=3),
        changed=Deed(f"described the {name}", " anew"),
        removed=Deed(f"deleted the {name}", weight=4),
    )


def _recommendations(name: str) -> Source:
    def rows(district: int, *_: Any) -> Any:
        kept = Recommendation.history.filter(**{f"{name}__district": district})
        says = Says(state="history_type", place=name, title=f"{name}__title")
        return told(kept, f"hexagon.{name} recommendation", says)

    return Source(
        name=f"hexagon.{name} recommendation",
        rows=rows,
        url=_page(name),
        added=Deed("recorded the recommendation for", weight=3),
        changed=Deed("changed the recommendation for"),
    )


def _components(district: int, *_: Any) -> Any:
    kept = ComponentRating.history.filter(review__district=district, history_type="~")
    return told(kept, "hexagon.component", Says(state="history_type", place="review", about="review__title"))


def _review(slug: str, row: Row) -> str:
    return address("hexagon:review_detail", slug, row.place)


WEIGHED = (
    _subjects(Review, "review", comparison=None),
    _subjects(Comparison, "comparison"),
    _recommendations("review"),
    _recommendations("comparison"),
    Source(
        name="hexagon.component",
        rows=_components,
        url=_review,
        place_url=_review,
        added=None,
        changed=Deed("", one="worked on one component of", many="worked on {count} components of"),
    ),
    moves_of("review_round", "hexagon"),
)
