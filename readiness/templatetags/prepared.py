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
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from readiness.choices import PLACEMENT_SCALE, RATING_SCALE
from rounds.choices import Scale

register = template.Library()

# Room for the items of some twenty editions in every answer.
ROOM = 20_000
_prepared: dict[tuple[str, ...], SafeString] = {}
_around: dict[tuple[str, ...], tuple[str, str]] = {}
# Stands for the note while what is around it is prepared; no text of an edition holds it.
NOTE = "\0"


@register.simple_tag(takes_context=True)
def indicator_head(context: Context) -> SafeString:
    """The beginning of the `indicator` at hand on the worksheet."""
    indicator = context["indicator"].content
    known = ("worksheet/indicator_head", context["digest"], indicator.key)
    return _prepared.get(known) or _prepare(known, indicator=indicator)


@register.simple_tag(takes_context=True)
def rating(context: Context) -> SafeString:
    """The stage description at hand: its text, its rating with the note, and the line of state."""
    return _item("rating", RATING_SCALE, context)


@register.simple_tag(takes_context=True)
def placement(context: Context) -> SafeString:
    """The same for a consideration, with what its three stages look like."""
    return _item("placement", PLACEMENT_SCALE, context)


@register.simple_tag(takes_context=True)
def item_state(context: Context, kind: str) -> SafeString:
    """The line below a note: who changed it last and when, and for who may rate the version that was read."""
    item = context["item"]
    key = item.content.key
    if not item.is_stored:
        return _rendered("worksheet/unsaved", item=item, key=key)
    if item.covered_by:
        agreed = item.agreed_in == item.covered_by
        return _covered(round=item.covered_by, agreed=agreed, dissent=item.dissent, key=key)
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
        round=item.agreed_in,
        dissent=item.dissent,
    )


@register.simple_tag(takes_context=True)
def conflict_slots(context: Context) -> SafeString:
    """Where two versions of an item are shown, below the indicator or consideration at hand; mostly empty."""
    if not context["may_rate"]:
        return SafeString("")
    rows = context["indicator"].items if "indicator" in context else (context["item"],)
    if any(row.conflict for row in rows):
        return _rendered("worksheet/slots", items=rows)
    known = ("worksheet/slots", *(row.content.key for row in rows))
    return _prepared.get(known) or _prepare(known, items=rows)


@register.simple_tag(takes_context=True)
def heat_row(context: Context) -> SafeString:
    """The focus area at hand as a row of the heat map, each tile leading to its place on the worksheet."""
    return _area("summary/heat_row", context)


@register.simple_tag(takes_context=True)
def count_rows(context: Context) -> SafeString:
    """The focus area at hand as rows of the table beside the heat map."""
    return _area("summary/count_rows", context)


@register.simple_tag(takes_context=True)
def todo_indicator(context: Context) -> SafeString:
    """The indicator at hand as one that is not in place yet, with its ratings and how it moved."""
    indicator, since = context["indicator"], context["report"].previous_label
    codes = (item.answer.code for item in indicator.items)
    known = ("summary/indicator", context["digest"], indicator.content.key, indicator.movement, since, *codes)
    return _prepared.get(known) or _prepare(known, indicator=indicator, since=since)


@lru_cache(maxsize=ROOM)
def _state(**shown: Any) -> SafeString:
    return _rendered("worksheet/state", **shown)


@lru_cache(maxsize=ROOM)
def _covered(**shown: Any) -> SafeString:
    return _rendered("worksheet/covered", **shown)


def _item(kind: str, scale: Scale, context: Context) -> SafeString:
    """Put note and line of state into the prepared part: a control for who may rate the item here, words for others."""
    item = context["item"]
    may_rate = context["may_rate"] and not item.covered_by
    part = "control" if may_rate else "text"
    known = (f"worksheet/{kind}_{part}", context["digest"], item.content.key, item.answer.code)
    before, after = _around.get(known) or _split(known, content=item.content, answer=item.answer, scale=scale)
    note = escape(item.note) if may_rate else _given_note(item.note)
    return SafeString("".join((before, note, after, item_state(context, f"{kind}s"), "</div>")))


def _given_note(note: str) -> str:
    return f'<div class="ts-given__note">{linebreaks(note, autoescape=True)}</div>' if note else ""


def _split(known: tuple[str, ...], *, content: Any, **shown: Any) -> tuple[str, str]:
    """Render the template that `known` begins with, and keep what it says before and after the note."""
    if len(_around) >= ROOM:
        _around.clear()
    text = _rendered(known[0], content=content, key=content.key, note=NOTE, **shown)
    before, _, after = text.partition(NOTE)
    parts = _around[known] = before, after
    return parts


def _area(template_name: str, context: Context) -> SafeString:
    area = context["area"]
    codes = (item.answer.code for item in area.items)
    known = (template_name, context["digest"], area.key, *codes)
    return _prepared.get(known) or _prepare(known, area=area)


def _prepare(known: tuple[str, ...], **shown: Any) -> SafeString:
    """Render the template that `known` begins with, and keep it under all that `known` names."""
    if len(_prepared) >= ROOM:
        _prepared.clear()
    part = _prepared[known] = _rendered(known[0], **shown)
    return part  # Another thread may have emptied the store by now.


def _rendered(template_name: str, **shown: Any) -> SafeString:
    """Render a template without its file's last line end: what follows a control is the note, where it would count."""
    return SafeString(get_template(f"readiness/{template_name}.html").render(shown).strip())
