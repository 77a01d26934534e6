"""The parts of a review's page: each is rendered by its template once per process for all that it shows.

A published edition's texts are immutable, so what a component asks and how its control looks depends only on the
edition's digest, the component and its answer; what a team says of it is part of what the whole is kept under.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone

from hexagon.reports import LABELS

register = template.Library()

# Room for the pages of some two hundred reviews.
ROOM = 2000
_prepared: dict[tuple[Any, ...], SafeString] = {}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a review, and where: what each of its components asks of the context."""

    digest: str
    me: int
    may_rate: bool
    zone: tzinfo
    slug: str
    review_url: str

    @classmethod
    def of(cls, context: Context) -> Reader:
        return cls(
            digest=context["digest"],
            me=context["me"],
            may_rate=context["may_rate"],
            zone=get_current_timezone(),
            slug=context["district"].slug,
            review_url=context["review_url"],
        )


@register.simple_tag(takes_context=True)
def side_components(context: Context) -> SafeString:
    """The `components` of the side at hand: what each asks, what the team says, and where to say it."""
    reader = Reader.of(context)
    return SafeString("\n".join(_kept_component(one, reader) for one in context["components"]))


@register.simple_tag(takes_context=True)
def component_state(context: Context) -> SafeString:
    """The line below the component at hand."""
    return _state(context["item"], Reader.of(context), just_now=bool(context.get("just_now")))


@register.simple_tag(takes_context=True)
def rated(context: Context) -> SafeString:
    """How much of a review is rated, and the table beside its chart."""
    report, review = context["report"], context["review"]
    known = ("review/rated", context["digest"], report.title, *(item.answer.code for item in review.components))
    return _prepared.get(known) or _prepare(known, report=report, review=review)


@register.simple_tag(takes_context=True)
def picture(context: Context) -> SafeString:
    """A review's chart."""
    report = context["report"]
    subjects = report.chart
    known = ("review/picture", report.chart_heading, subjects)
    return _prepared.get(known) or _prepare(known, heading=report.chart_heading, subjects=subjects)


@register.simple_tag(takes_context=True)
def about(context: Context) -> SafeString:
    """What a review is about, in the team's words, and what else there is to do with it."""
    names = ("review", "district", "subject", "kind", "may_rate", "is_lead", "comments")
    shown = {name: context[name] for name in names}
    review, slug = shown["review"], shown["district"].slug
    said = (review.description, review.provider, review.link, review.cost_note)
    known = ("review/about", slug, review.pk, review.letter, *said, *(shown[name] for name in names[4:]))
    return _prepared.get(known) or _prepare(known, **shown)


@register.simple_tag(takes_context=True)
def recommendation(context: Context, unrated: tuple[str, ...]) -> SafeString:
    """The section of the recommendation, or what stands in its place; `unrated` names what has no rating."""
    report, is_lead, url = context["report"], context["is_lead"], context["recommend_url"]
    known = ("includes/recommendation_section", url, is_lead, report.recommendation, bool(report.running), unrated)
    return _prepared.get(known) or _prepare(known, report=report, is_lead=is_lead, recommend_url=url, unrated=unrated)


@register.simple_tag(takes_context=True)
def rounds(context: Context) -> SafeString:
    """The rounds over a review or comparison; nothing where there are none."""
    report, district = context["report"], context["district"]
    if not report.rounds:
        return SafeString("")
    known = ("includes/rounds", district.slug, get_current_timezone(), report.rounds)
    return _prepared.get(known) or _prepare(known, report=report, district=district)


@register.simple_tag(takes_context=True)
def candidates_table(context: Context) -> SafeString:
    """The candidates of a comparison with their ratings and reasons side by side."""
    report = context["report"]
    names = (review.name for review in report.reviews)
    said = (_told(item) for review in report.reviews for item in review.components)
    known = ("comparison/table", context["digest"], *names, *said)
    return _prepared.get(known) or _prepare(known, report=report)


def _told(item: Any) -> tuple[Any, ...]:
    """What the table shows of a component."""
    return item.answer.code, item.note, item.agreement_short, item.dissent, item.taken, item.covered_by


def _kept_component(item: Any, reader: Reader) -> SafeString:
    if not item.is_stored:
        return _component(item, reader)
    texts = (item.note, item.dissent, *(text for _, _, text in item.texts))
    known = ("review/component", reader.digest, item.content.key, item.answer.code, item.agreement_words, *texts)
    known += (item.covered_by, item.taken, item.comments, reader.may_rate, reader.zone, *_stored(item, reader).values())
    return _prepared.get(known) or _keep(known, _component(item, reader))


def _component(item: Any, reader: Reader) -> SafeString:
    return _rendered(
        "review/component",
        item=item,
        may_rate=reader.may_rate,
        slug=reader.slug,
        head=_head(item, reader),
        control=_control(item, reader),
        state=_state(item, reader),
        talk_url=f"{reader.review_url}components/{item.content.key}/comments/",
    )


def _head(item: Any, reader: Reader) -> SafeString:
    """The beginning of a component: what it means, and what to discuss."""
    is_covered = item.covered_by is not None
    known = ("review/head", reader.digest, item.content.key, reader.may_rate, is_covered)
    names = [name for name in ("value", *LABELS) if not (is_covered and name in {"value", "note"})]
    return _prepared.get(known) or _prepare(known, content=item.content, may_rate=reader.may_rate, names=names)


def _control(item: Any, reader: Reader) -> SafeString:
    """The five points of a component, up to the reason's own words."""
    known = ("review/control", reader.digest, item.content.key, item.answer.code)
    return _prepared.get(known) or _prepare(known, content=item.content, key=item.content.key, answer=item.answer)


def _state(item: Any, reader: Reader, *, just_now: bool = False) -> SafeString:
    """The line below a component: who changed it last and when, and for who may rate the version that was read."""
    key = item.content.key
    if not item.is_stored:
        conflict = ("Not saved: two versions. Choose below.",) if item.conflict else ()
        return _rendered("review/unsaved", key=key, version=item.version, errors=(*conflict, *item.errors))
    shown = {"key": key, "name": item.name, "may_rate": reader.may_rate, "just_now": just_now}
    return _rendered("review/state", **shown, **_stored(item, reader))


def _stored(item: Any, reader: Reader) -> dict[str, Any]:
    """The version of a component, who changed it last as the reader calls them, on which day there, and where to see
    every change."""
    is_mine = item.changed_by_pk is not None and item.changed_by_pk == reader.me
    return {
        "version": item.version,
        "who": "You" if is_mine else item.changed_by,
        "day": item.changed_at.astimezone(reader.zone).date() if item.changed_at else None,
        "changes_url": f"{reader.review_url}components/{item.content.key}/changes/",
    }


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
    return SafeString(get_template(f"hexagon/{template_name}.html").render(shown).strip())
