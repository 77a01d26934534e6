"""What priorities and action steps rest on, as people read it, and what they may rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from django.db.models import Q

from core.links import address
from districts.models import District
from hexagon.models import ComponentRating
from inventories.models import Inventory
from plans.models import GROUNDS, Plan
from practices.models import Edition
from practices.reports import published_content
from readiness.models import Assessment

# The columns that tell what a row rests on, in the order that `ground_label` takes them.
GROUND_COLUMNS = (
    "stage_description__edition__system__title",
    "stage_description__indicator__code",
    "stage_description__stage__title",
    "consideration__edition__system__title",
    "consideration__title",
    "component_rating__component__title",
    "component_rating__review__title",
    "recommendation__review__title",
    "recommendation__comparison__title",
    "inventory__title",
)


def ground_label(found: Sequence[Any]) -> str:
    """Return what a row rests on in words, from the values of GROUND_COLUMNS; empty for nothing."""
    system, code, stage, its_system, consideration, component, review, reviewed, compared, inventory = found
    if code:
        return f"{system} {code}, {stage}"
    if consideration:
        return f"{its_system}, {consideration}"
    if component:
        return f"{component} of {review}"
    return reviewed or compared or inventory or ""


def ground_names(model: Any, versions: Sequence[Any]) -> dict[tuple[str, int], str]:
    """Return what versions of rows of a model rest on in words, by its kind and key; what is gone has none.

    One query for each kind of thing that is named; none where all rest on the same.
    """
    found: dict[tuple[str, int], str] = {}
    if len({tuple(getattr(row, f"{name}_id") for name in GROUNDS) for row in versions}) == 1:
        return found
    for name in GROUNDS:
        if keys := {getattr(row, f"{name}_id") for row in versions} - {None}:
            is_its = [column.startswith(f"{name}__") for column in GROUND_COLUMNS]
            columns = [column.partition("__")[2] for column in compress(GROUND_COLUMNS, is_its)]
            things = model._meta.get_field(name).related_model._default_manager.filter(pk__in=keys)
            for pk, *said in things.values_list("pk", *columns):
                left = iter(said)
                found[name, pk] = ground_label([next(left) if its else None for its in is_its])
    return found


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a row rests on: its words, its page in the district, and its code for a form. All empty for nothing."""

    label: str = ""
    url: str = ""
    code: str = ""


def ground_of(row: Any, district: District) -> Ground:
    """Return what one priority or action step rests on, in two queries at most."""
    found = type(row).objects.filter(pk=row.pk).values_list(*GROUND_COLUMNS, *_PLACES, *GROUNDS).get()
    labels, places, keys = found[:10], found[10:15], found[15:]
    code = next((f"{name}-{pk}" for name, pk in zip(GROUNDS, keys, strict=True) if pk), "")
    return Ground(label=ground_label(labels), url=_url(district, places, keys), code=code)


_PLACES = (
    "stage_description__edition__system",
    "consideration__edition__system",
    "component_rating__review",
    "recommendation__review",
    "recommendation__comparison",
)


def _url(district: District, places: Sequence[Any], keys: Sequence[Any]) -> str:
    system, its_system, review, reviewed, compared = places
    if system or its_system:
        newest = Assessment.objects.for_district(district).filter(edition__system=system or its_system).newest_first()
        pk = newest.values_list("pk", flat=True).first()
        return address("readiness:assessment_rate", district.slug, pk) if pk else ""
    if review or reviewed:
        return address("hexagon:review_detail", district.slug, review or reviewed)
    if compared:
        return address("hexagon:comparison_detail", district.slug, compared)
    return address("inventories:inventory_detail", district.slug, keys[-1]) if keys[-1] else ""


# What a step may fulfil ---------------------------------------------------------------------------------------------

Choices = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def ground_choices(plan: Plan) -> Choices:
    """Return what an action step of a plan may fulfil, in groups of code and label, in four queries.

    Content is that of each system's published edition.
    """
    return tuple(group for group in _groups(plan) if group[1])


def _groups(plan: Plan) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    editions = Edition.objects.published().filter(system__in=plan.systems.all()).order_by("system__position")
    for content in map(published_content, editions):
        for area in content.areas:
            stages = tuple((f"stage_description-{one.pk}", one.name) for one in area.items)
            yield f"{content.system_title}: {area.title}", stages
        considerations = tuple((f"consideration-{one.pk}", one.title) for one in content.considerations)
        yield f"{content.system_title}: considerations", considerations
    yield "Hexagon", _components(plan)
    rows = Inventory.objects.for_district(plan.district_id).values_list("pk", "title")
    yield "Inventories", tuple((f"inventory-{pk}", title) for pk, title in rows)


def _components(plan: Plan) -> tuple[tuple[str, str], ...]:
    rows = ComponentRating.objects.filter(Q(review__district=plan.district_id)).order_by(
        "-review__opened_at", "review", "component__position"
    )
    found = rows.values_list("pk", "component__title", "review__title")
    return tuple((f"component_rating-{pk}", f"{component} of {review}") for pk, component, review in found)
