"""The parts of a review's page: each is rendered by its template once per process for all that it shows.

A published edition's texts are immutable, so what a component asks and how its control looks depends only on the
edition's digest, the component and its answer; what a team says of it is part of what the whole is kept under.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from hexagon.reports import LABELS

register = template.Library()

# Room for the pages of some two hundred reviews.
ROOM = 2000
_prepared: dict[tuple[Any, ...], SafeString] = {}


@register.simple_tag(takes_context=True)
def component(context: Context) -> SafeString:
    """The component at hand: what it asks, what the team says of it, and for who may rate where to say it."""
    item = context["item"]
    if not item.is_stored:
        return _component(context)
    shown = (item.note, item.dissent, *(text for _, _, text in item.texts), item.covered_by, item.taken)
    known = ("component", context["digest"], item.content.key, item.answer.code, *shown, *_stored(context))
    known += (item.agreement_words, context["may_rate"])
    return _prepared.get(known) or _keep(known, _component(context))


def _component(context: Context) -> SafeString:
    return _rendered(
        "component",
        item=context["item"],
        may_rate=context["may_rate"],
        slug=context["district"].slug,
        head=_head(context),
        control=_control(context),
        state=component_state(context),
    )


def _head(context: Context) -> SafeString:
    """The beginning of the component at hand: what it means, and what to discuss."""
    item, may_rate = context["item"], context["may_rate"]
    is_covered = item.covered_by is not None
    known = ("head", context["digest"], item.content.key, may_rate, is_covered)
    names = [name for name in ("value", *LABELS) if not (is_covered and name in {"value", "note"})]
    return _prepared.get(known) or _prepare(known, content=item.content, may_rate=may_rate, names=names)


def _control(context: Context) -> SafeString:
    """The five points of the component at hand, up to the reason's own words."""
    item = context["item"]
    known = ("control", context["digest"], item.content.key, item.answer.code)
    return _prepared.get(known) or _prepare(known, content=item.content, key=item.content.key, answer=item.answer)


@register.simple_tag(takes_context=True)
def component_state(context: Context) -> SafeString:
    """The line below a component: who changed it last and when, and for who may rate the version that was read."""
    item = context["item"]
    key = item.content.key
    if not item.is_stored:
        conflict = ("Not saved: two versions. Choose below.",) if item.conflict else ()
        return _rendered("unsaved", key=key, version=item.version, errors=(*conflict, *item.errors))
    version, who, day, url = _stored(context)
    return _rendered(
        "state",
        key=key,
        name=item.name,
        version=version,
        who=who,
        day=day,
        changes_url=f"{url}components/{key}/changes/",
        just_now=context.get("just_now", False),
        may_rate=context["may_rate"],
    )


def _stored(context: Context) -> tuple[int, str, Any, str]:
    """The version of the component at hand, who changed it last as the reader calls them, on which day, and where."""
    item = context["item"]
    is_mine = item.changed_by_pk is not None and item.changed_by_pk == context["me"]
    day = localdate(item.changed_at) if item.changed_at else None
    return item.version, "You" if is_mine else item.changed_by, day, context["review_url"]


@register.simple_tag(takes_context=True)
def rated(context: Context) -> SafeString:
    """How much of a review is rated, and the table beside its chart."""
    report, review = context["report"], context["review"]
    known = ("rated", context["digest"], report.title, *(item.answer.code for item in review.components))
    return _prepared.get(known) or _prepare(known, report=report, review=review)


@register.simple_tag(takes_context=True)
def picture(context: Context) -> SafeString:
    """A review's chart."""
    report = context["report"]
    subjects = report.chart
    known = ("picture", report.chart_heading, subjects)
    return _prepared.get(known) or _prepare(known, heading=report.chart_heading, subjects=subjects)


def _prepare(known: tuple[Any, ...], **shown: Any) -> SafeString:
    """Render the template that `known` begins with, and keep it under all that `known` names."""
    return _keep(known, _rendered(known[0], **shown))


def _keep(known: tuple[Any, ...], part: SafeString) -> SafeString:
    if len(_prepared) >= ROOM:
        _prepared.clear()
    _prepared[known] = part
    return part  # Another thread may have emptied the store by now.


def _rendered(template_name: str, **shown: Any) -> SafeString:
    """Render a template without its file's last line end: what follows a control is the reason, where it counts."""
    return SafeString(get_template(f"hexagon/review/{template_name}.html").render(shown).strip())
