"""The parts of a worksheet that never change: rendered by their templates once per process.

A published edition's texts are immutable, so what a stage description and its rating control look like depends only on
the edition's digest, the item and its answer.
"""

from __future__ import annotations

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from readiness.choices import PLACEMENT_SCALE, RATING_SCALE
from readiness.reports import RatedConsideration, RatedItem

register = template.Library()

# Room for the items of some twenty editions in every answer.
ROOM = 20_000
_prepared: dict[tuple[str, str, str, str], SafeString] = {}


@register.simple_tag
def rating_head(digest: str, item: RatedItem, may_rate: bool) -> SafeString:
    """The text of a stage description and, for who may rate, its control up to the note's own words."""
    return _prepare("rating", digest, item, may_rate)


@register.simple_tag
def placement_head(digest: str, item: RatedConsideration, may_rate: bool) -> SafeString:
    """The same for a consideration, with what its three stages look like."""
    return _prepare("placement", digest, item, may_rate)


def _prepare(kind: str, digest: str, item: RatedItem | RatedConsideration, may_rate: bool) -> SafeString:
    name = f"{kind}_{'control' if may_rate else 'text'}"
    known = (name, digest, item.content.key, item.answer.code)
    if known not in _prepared:
        if len(_prepared) >= ROOM:
            _prepared.clear()
        scale = RATING_SCALE if kind == "rating" else PLACEMENT_SCALE
        context = {"content": item.content, "key": item.content.key, "answer": item.answer, "scale": scale}
        # Without the files' last line ends: what follows a control is the note, where each would count.
        _prepared[known] = SafeString(get_template(f"readiness/worksheet/{name}.html").render(context).strip())
    return _prepared[known]
