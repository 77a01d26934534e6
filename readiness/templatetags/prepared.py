"""The parts of pages that say the same for the same answer: rendered by their templates once per process.

A published edition's texts are immutable, so what a stage description and its rating control look like depends only on
the edition's digest, the item and its answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone

from core.links import address
from hexagon.reports import SubjectStanding
from inventories.reports import Asked
from readiness.choices import PLACEMENT_SCALE, RATING_SCALE
from rounds.choices import Scale

register = template.Library()

# Room for the items of some twenty editions in every answer, and for the sections of so many summaries.
ROOM = 20_000
SECTIONS = 300
_prepared: dict[tuple[Any, ...], SafeString] = {}
_around: dict[tuple[Any, ...], tuple[str, ...]] = {}
_sections: dict[tuple[Any, ...], SafeString] = {}
# Stands for what differs from page to page while what is around it is prepared; no form takes it as part of a text.
HOLE = "\0"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a worksheet, and where: what each of its items asks of the context."""

    digest: str
    me: int
    may_rate: bool
    zone: tzinfo
    worksheet_url: str
    just_now: bool
    comparisons: Mapping[str, SubjectStanding]
    compare_url: str
    inventories: Mapping[str, tuple[Asked, ...]]

    @classmethod
    def of(cls, context: Context) -> Reader:
        known: Any = context.flatten()
        weighed, may_weigh = known.get("weighed"), known.get("may_weigh")
        return cls(
            digest=known.get("digest", ""),
            me=known["me"],
            may_rate=known["may_rate"],
            zone=get_current_timezone(),
            worksheet_url=known["worksheet_url"],
            just_now=known.get("just_now", False),
            comparisons=weighed.comparisons if weighed else {},
            compare_url=address("hexagon:comparison_start", known["district"].slug) if may_weigh else "",
            inventories=known.get("inventories") or {},
        )


@register.simple_tag(takes_context=True)
def area_head(context: Context) -> SafeString:
    """The beginning of the `area` at hand on the worksheet."""
    area, areas = context["area"], context["sheet"].areas
    known = ("worksheet/area_head", context["digest"], area.key)
    return _prepared.get(known) or _prepare(known, area=area, number=areas.index(area) + 1, areas=len(areas))


@register.simple_tag(takes_context=True)
def rated_practices(context: Context) -> SafeString:
    """The practices of the `area` at hand on the worksheet, with their indicators, ratings and notes."""
    reader = Reader.of(context)
    return SafeString("\n".join(_practice(one, reader) for one in context["area"].practices))


@register.simple_tag(takes_context=True)
def placement(context: Context) -> SafeString:
    """The consideration at hand, with what its three stages look like, where the team places it, and the note."""
    item, reader = context["item"], Reader.of(context)
    return SafeString(_item("placement", PLACEMENT_SCALE, item, reader) + _slots((item,), reader))


@register.simple_tag(takes_context=True)
def item_inventories(context: Context) -> SafeString:
    """How the inventories stand that the `item` at hand asks for; nothing where it asks for none."""
    return _inventories_of(context["item"].content.key, Reader.of(context))


@register.simple_tag(takes_context=True)
def item_state(context: Context, kind: str) -> SafeString:
    """The line below the note of the `item` at hand."""
    return _state_of(context["item"], kind, Reader.of(context))


@register.simple_tag(takes_context=True)
def rail_area(context: Context) -> SafeString:
    """The focus area at hand in the rail: how much of it is rated."""
    return _area("worksheet/rail_area", context)


@register.simple_tag(takes_context=True)
def summary_section(context: Context, name: str) -> SafeString:
    """A section of the summary that says the same for the same answers, now and in the assessment before."""
    report = context["report"]
    known = (f"summary/{name}", context["digest"], report.previous_label, report.codes, report.standings_before)
    return _sections.get(known) or _keep(_sections, SECTIONS, known, report=report, digest=context["digest"])


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


def _practice(practice: Any, reader: Reader) -> str:
    known = ("worksheet/practice", reader.digest, practice.code)
    before, after = _around.get(known) or _split(known, practice=practice, indicators=HOLE)
    return before + "\n".join(_indicator(one, reader) for one in practice.indicators) + after


def _indicator(indicator: Any, reader: Reader) -> str:
    head, before, between, after = _around_indicator(indicator.content, reader)
    inventories = _inventories_of(indicator.content.key, reader)
    items = (_item("rating", RATING_SCALE, item, reader) for item in indicator.items)
    return "".join((head, inventories, before, *items, between, _slots(indicator.items, reader), after))


def _around_indicator(indicator: Any, reader: Reader) -> tuple[str, ...]:
    """What stands around an indicator's items, which leads on to a comparison where it calls for choosing."""
    comparison = reader.comparisons.get(indicator.key) if indicator.is_choice else None
    start_url = reader.compare_url if indicator.is_choice else ""
    known = ("worksheet/indicator", reader.digest, indicator.key, comparison, start_url)
    shown = {"indicator": indicator, "comparison": comparison, "start_url": start_url}
    return _around.get(known) or _split(known, **shown, inventories=HOLE, items=HOLE, slots=HOLE)


def _inventories_of(key: str, reader: Reader) -> SafeString:
    asked = reader.inventories.get(key)
    return _inventories(asked) if asked else SafeString()


@lru_cache(maxsize=2048)
def _inventories(asked: tuple[Asked, ...]) -> SafeString:
    return _rendered("worksheet/inventories", asked=asked)


def _slots(items: tuple[Any, ...], reader: Reader) -> str:
    """Where two versions of an item are shown, below an indicator or a consideration; mostly empty."""
    if not reader.may_rate:
        return ""
    if any(item.conflict for item in items):
        return _rendered("worksheet/slots", items=items)
    known = ("worksheet/slots", *(item.content.key for item in items))
    return _prepared.get(known) or _prepare(known, items=items)


def _item(kind: str, scale: Scale, item: Any, reader: Reader) -> str:
    """Put note, line of state and the way to comments into the prepared part: a control for who may rate the item here,
    words for others."""
    may_rate = reader.may_rate and not item.covered_by
    part = "control" if may_rate else "text"
    known = (f"worksheet/{kind}_{part}", reader.digest, item.content.key, item.answer.code)
    content = item.content
    before, between, behind, after = _around.get(known) or _split(
        known, content=content, key=content.key, answer=item.answer, scale=scale, note=HOLE, state=HOLE, talk=HOLE
    )
    note = escape(item.note) if may_rate else _given_note(item.note)
    state, talk = _state_of(item, f"{kind}s", reader), _talk_of(item, f"{kind}s", reader)
    return "".join((before, note, between, state, behind, talk, after))


def _talk_of(item: Any, kind: str, reader: Reader) -> SafeString:
    """The link to what is said of an item. It stands beside the line of state, which each save replaces."""
    return _talk(
        url=f"{reader.worksheet_url}{kind}/{item.content.key}/comments/", name=item.name, comments=item.comments
    )


def _state_of(item: Any, kind: str, reader: Reader) -> SafeString:
    """The line below a note: who changed it last and when, and for who may rate the version that was read."""
    key = item.content.key
    if not item.is_stored:
        return _rendered("worksheet/unsaved", item=item, key=key)
    if item.covered_by:
        agreed = item.agreed_in == item.covered_by
        return _covered(round=item.covered_by, agreed=agreed, dissent=item.dissent, key=key)
    is_mine = item.changed_by_pk is not None and item.changed_by_pk == reader.me
    return _state(
        key=key,
        name=item.name,
        version=item.version,
        who="You" if is_mine else item.changed_by,
        day=item.changed_at.astimezone(reader.zone).date() if item.changed_at else None,
        changes_url=f"{reader.worksheet_url}{kind}/{key}/changes/",
        just_now=reader.just_now,
        may_rate=reader.may_rate,
        round=item.agreed_in,
        dissent=item.dissent,
    )


@lru_cache(maxsize=ROOM)
def _state(**shown: Any) -> SafeString:
    return _rendered("worksheet/state", **shown)


@lru_cache(maxsize=ROOM)
def _talk(**shown: Any) -> SafeString:
    return _rendered("worksheet/talk", **shown)


@lru_cache(maxsize=ROOM)
def _covered(**shown: Any) -> SafeString:
    return _rendered("worksheet/covered", **shown)


@lru_cache(maxsize=2048)
def _given_note(note: str) -> SafeString:
    return _rendered("worksheet/given_note", note=note)


def _split(known: tuple[Any, ...], **shown: Any) -> tuple[str, ...]:
    """Render the template that `known` begins with, and keep what it says around its holes."""
    if len(_around) >= ROOM:
        _around.clear()
    parts = _around[known] = tuple(_rendered(known[0], **shown).split(HOLE))
    return parts


def _area(template_name: str, context: Context) -> SafeString:
    area = context["area"]
    codes = (item.answer.code for item in area.items)
    known = (template_name, context["digest"], area.key, *codes)
    return _prepared.get(known) or _prepare(known, area=area)


def _prepare(known: tuple[Any, ...], **shown: Any) -> SafeString:
    return _keep(_prepared, ROOM, known, **shown)


def _keep(store: dict[tuple[Any, ...], SafeString], room: int, known: tuple[Any, ...], **shown: Any) -> SafeString:
    """Render the template that `known` begins with, and keep it under all that `known` names."""
    if len(store) >= room:
        store.clear()
    part = store[known] = _rendered(known[0], **shown)
    return part  # Another thread may have emptied the store by now.


def _rendered(template_name: str, **shown: Any) -> SafeString:
    """Render a template without its file's last line end: what follows a control is the note, where it would count."""
    return SafeString(get_template(f"readiness/{template_name}.html").render(shown).strip())
