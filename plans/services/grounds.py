"""What a priority or an action step rests on, from the code that a form carries to the row that it names."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from hexagon.models import ComponentRating, Recommendation
from inventories.models import Inventory
from plans.models import GROUNDS, Grounded, Plan
from practices.choices import EditionStatus
from practices.models import Consideration, StageDescription

NOT_OURS = "Choose one of the list."
# No key has more than eighteen digits, and Python refuses to read numbers of thousands.
CODE = re.compile(rf"(?P<name>{'|'.join(GROUNDS)})-(?P<pk>[0-9]{{1,18}})")


def ground_fields(plan: Plan, code: str, *, known: Grounded | None = None) -> dict[str, int | None]:
    """Return the fields of a row that rests on what `code` names, such as "stage_description-12"; on nothing for "".

    Raises ValidationError for what the plan's district does not have, and for content of another system. What the row
    `known` rests on already stays, also where the plan no longer covers it.
    """
    found: dict[str, int | None] = {f"{name}_id": None for name in GROUNDS}
    if code:
        said = CODE.fullmatch(code)
        if said is None:
            raise ValidationError({"ground": NOT_OURS}, code="ground")
        name, pk = said["name"], int(said["pk"])
        if getattr(known, f"{name}_id", None) != pk and not _rows(plan, name).filter(pk=pk).exists():
            raise ValidationError({"ground": NOT_OURS}, code="ground")
        found[f"{name}_id"] = pk
    return found


def _rows(plan: Plan, name: str) -> Any:
    """Return what the plan may rest on, of one kind."""
    if name in ("stage_description", "consideration"):
        content = StageDescription if name == "stage_description" else Consideration
        drafts = Q(edition__status=EditionStatus.DRAFT)
        return content.objects.filter(edition__system__in=plan.systems.all()).exclude(drafts)
    if name == "component_rating":
        return ComponentRating.objects.filter(review__district=plan.district_id)
    if name == "recommendation":
        ours = Q(review__district=plan.district_id) | Q(comparison__district=plan.district_id)
        return Recommendation.objects.filter(ours)
    return Inventory.objects.filter(district=plan.district_id)
