"""The rows of the timeline's table: what is around a row's words is rendered by its template once per process."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from plans.reports.timeline import TimelineLine

register = template.Library()

# Stands for what differs from row to row while what is around it is prepared; no form takes it as part of a text.
HOLE = "\0"
WORDS = ("title", "priority", "owner", "starts", "due", "status")


@register.simple_tag
def timeline_rows(lines: Iterable[TimelineLine], may_keep: bool) -> SafeString:
    """Return steps and milestones as rows; a milestone leads to its form, which is for those who may keep it."""
    return SafeString("\n".join(_row(line, may_keep) for line in lines))


def _row(line: TimelineLine, may_keep: bool) -> str:
    is_linked = may_keep or not line.is_milestone
    said = [line.url] if is_linked else []
    said += [line.title, line.priority, line.owner, line.starts, line.due, line.status]
    first, *rest = _around(line.is_milestone, is_linked, line.is_overdue, line.far)
    return first + "".join(escape(words) + after for words, after in zip(said, rest, strict=True))


@cache
def _around(is_milestone: bool, is_linked: bool, is_overdue: bool, far: str) -> tuple[str, ...]:
    """Render the row without its words, and return what stands around them."""
    words = dict.fromkeys(WORDS, HOLE) | {"url": HOLE if is_linked else ""}
    row = {"is_milestone": is_milestone, "is_overdue": is_overdue, "far": far}
    return tuple(render_to_string("plans/timeline/row.html", {"line": words | row}).split(HOLE))
