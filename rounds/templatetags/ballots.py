"""The parts of a ballot that look the same for the same item and answer: rendered once per process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

from rounds.reports import RoundItem

register = template.Library()

# Room for the items of some dozen rounds in every answer.
ROOM = 4096


@register.simple_tag(takes_context=True)
def ballot_head(context: Context) -> SafeString:
    """The text of the item at hand and, while the round takes ballots, its control up to the rater's own words."""
    row = context["row"]
    return _head(row.item, row.answer.code, context["may_cast"])


@register.simple_tag
def ballot_state(key: str, name: str, version: int, read: str, is_rated: bool) -> SafeString:
    """The line below the rater's words, with the version that was read."""
    return _rendered("ballot/state", key=key, name=name, version=version, read=read, is_rated=is_rated)


@lru_cache(maxsize=ROOM)
def _head(item: RoundItem, code: str, may_cast: bool) -> SafeString:
    part = "control" if may_cast else "text"
    return _rendered(f"ballot/{part}", item=item, key=item.key, scale=item.scale, answer=item.scale.answer(code))


@lru_cache(maxsize=ROOM)
def _rendered(template_name: str, **shown: Any) -> SafeString:
    """Render a template without its file's last line end: what follows a control is the rater's words."""
    return SafeString(get_template(f"rounds/{template_name}.html").render(shown).strip())
