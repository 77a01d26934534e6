"""The parts of pages that say the same for the same answer: rendered by their templates once per process.

A published edition's texts are immutable, so what a stage description and its rating control look like depends only on
the edition's digest, the item and its answer.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from readiness.choices import PLACEMENT_SCALE, RATING_SCALE
from readiness.reports import RatedConsideration, RatedIndicator, RatedItem

register = template.Library()

# Room for the items of some twenty editions in every answer.
ROOM = 20_000
_prepared: dict[tuple[str, ...], SafeString] = {}


@register.simple_tag(takes_context=True)
def indicator_head(context: Context, indicator: RatedIndicator) -> SafeString:
    """The beginning of an indicator on the worksheet."""
    known = ("worksheet/indicator_head", context["digest"], indicator.content.key)
    return _prepared.get(known) or _prepare(known, indicator=indicator.content)


@register.simple_tag(takes_context=True)
def rating_head(context: Context, item: RatedItem) -> SafeString:
    """The text of a stage description and, for who may rate, its control up to the note's own words."""
    return _head("rating", context, item)


@register.simple_tag(takes_context=True)
def placement_head(context: Context, item: RatedConsideration) -> SafeString:
    """The same for a consideration, with what its three stages look like."""
    return _head("placement", context, item)


@register.simple_tag(takes_context=True)
def conflict_slots(context: Context, items: tuple[RatedItem, ...] | RatedConsideration) -> SafeString:
    """Where two versions of an item are shown below it; empty but for a conflict without JavaScript."""
    if not context["may_rate"]:
        return SafeString("")
    rows = items if isinstance(items, tuple) else (items,)
    if any(row.conflict for row in rows):
        return _rendered("worksheet/slots", items=rows)
    known = ("worksheet/slots", *(row.content.key for row in rows))
    return _prepared.get(known) or _prepare(known, items=rows)


@register.simple_tag
def heat_tile(digest: str, item: RatedItem) -> SafeString:
    """One rating in the heat map, leading to its place on the worksheet."""
    known = ("summary/tile", digest, item.content.key, item.answer.code)
    return _prepared.get(known) or _prepare(known, item=item)


@register.simple_tag
def todo_indicator(digest: str, indicator: RatedIndicator, since: str) -> SafeString:
    """An indicator that is not in place yet, with its ratings and how it moved since the assessment named `since`."""
    codes = (item.answer.code for item in indicator.items)
    known = ("summary/indicator", digest, indicator.content.key, indicator.movement, since, *codes)
    return _prepared.get(known) or _prepare(known, indicator=indicator, since=since)


@register.simple_tag(takes_context=True)
def item_state(context: Context, item: RatedItem | RatedConsideration, kind: str) -> SafeString:
    """The line below a note: who changed it last and when, and for who may rate the version that was read."""
    key = item.content.key
    if not item.is_stored:
        return _rendered("worksheet/unsaved", item=item, key=key)
    is_mine = item.changed_by_pk is not None and item.changed_by_pk == context["me"]
    return _state(
        key=key,
        name=item.name,
        version=item.version,
        who="You" if is_mine else item.changed_by,
        day=localdate(item.changed_at) if item.changed_at else None,
        changes_url=f"{context['worksheet_url']}{kind}/{key}/changes/",
        just_now=context.get("just_now", False),
        may_rate=context["may_rate"],
    )


@lru_cache(maxsize=ROOM)
def _state(**shown: Any) -> SafeString:
    return _rendered("worksheet/state", **shown)


def _head(kind: str, context: Context, item: RatedItem | RatedConsideration) -> SafeString:
    part = "control" if context["may_rate"] else "text"
    known = (f"worksheet/{kind}_{part}", context["digest"], item.content.key, item.answer.code)
    scale = RATING_SCALE if kind == "rating" else PLACEMENT_SCALE
    shown = {"content": item.content, "key": item.content.key, "answer": item.answer, "scale": scale}
    return _prepared.get(known) or _prepare(known, **shown)


def _prepare(known: tuple[str, ...], **shown: Any) -> SafeString:
    """Render the template that `known` begins with, and keep it under all that `known` names."""
    if len(_prepared) >= ROOM:
        _prepared.clear()
    part = _prepared[known] = _rendered(known[0], **shown)
    return part  # Another thread may have emptied the store by now.


def _rendered(template_name: str, **shown: Any) -> SafeString:
    """Render a template without its file's last line end: what follows a control is the note, where it would count."""
    return SafeString(get_template(f"readiness/{template_name}.html").render(shown).strip())
