"""What tells whether a finished file still shows what is stored, and whose staff data it hands out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Max, Sum
from django.utils import timezone

from districts.models import Building, District, Membership
from inventories.choices import InventoryState
from inventories.models import Entry, Inventory, InventoryColumn, InventoryPrompt, TemplateUse
from inventories.reports.coverage import CERTIFICATIONS, POSITIONS
from inventories.reports.files import district_inventories, is_shown
from inventories.rules import can_read_entries
from practices.models import Edition

PARTNERS = {POSITIONS: CERTIFICATIONS, CERTIFICATIONS: POSITIONS}


def inventory_token(inventory: Inventory, user: Any, salt: str) -> str:
    """Return a digest of everything that the files of an inventory show, without building any.

    `salt` stands for the format and what it is written with. At most ten queries, however many entries there are.
    """
    return _token(inventory.district, [inventory, *_partners(inventory, user)], [inventory.pk], salt)


def inventories_token(membership: Membership, *, with_staff_data: bool, salt: str) -> str:
    """Return a digest of everything that the files of all of a district's inventories show to a person."""
    found = list(district_inventories(membership))
    shown = [one for one in found if is_shown(one, with_staff_data=with_staff_data)]
    left_out = [one.title for one in found if one not in shown]
    return _token(membership.district, shown, left_out, salt)


def staff_data_in(inventory: Inventory, user: Any, *, with_figures: bool) -> list[Inventory]:
    """Return the inventories whose staff data a file of an inventory hands out.

    Its figures say what positions lack, which is staff data of the certifications.
    """
    more = _partners(inventory, user) if with_figures else []
    return [one for one in [inventory, *more] if one.is_staff_data]


def staff_data_of(membership: Membership) -> list[Inventory]:
    """Return a district's inventories of staff data that a person may read."""
    return [one for one in district_inventories(membership) if one.is_staff_data and can_read_entries.test(one)]


def _partners(inventory: Inventory, user: Any) -> list[Inventory]:
    """Return the inventory that `coverage_of` would take beside this one, where it may be read."""
    key = PARTNERS.get(inventory.template.key)
    if key is None:
        return []
    rows = Inventory.objects.with_membership_of(user).filter(district=inventory.district_id, template__key=key)
    newest = rows.exclude(state=InventoryState.OUTDATED).order_by("-opened_at", "-pk")[:1]
    return [one for one in newest if can_read_entries.test(one)]


def _token(district: District, inventories: Iterable[Inventory], more: list[Any], salt: str) -> str:
    """Return a digest of what is stored of inventories. Versions only ever grow, so the sum of them tells every change.

    The day is part of it, because something expires every day.
    """
    pks = [one.pk for one in inventories]
    shown = [
        (salt, timezone.localdate(), more),
        (district.name, district.paper, district.time_zone),
        _about(pks),
        _versions(InventoryColumn, pks),
        [*_versions(Entry, pks).annotate(last=Max("changed_at"))],
        [
            *InventoryPrompt.objects.filter(inventory__in=pks).values_list(
                "pk", "version", "changed_by__name", "changed_by__email"
            )
        ],
        [*Building.objects.for_district(district).values_list("pk", "name", "is_active")],
        [*Membership.objects.for_district(district).with_people().values_list("user__name", "user__email")],
        [
            *TemplateUse.objects.filter(template__inventories__in=pks)
            .distinct()
            .values_list("template", "system_key", "item_key")
        ],
        [*Edition.objects.published().order_by("pk").values_list("pk", "digest")],
    ]
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def _about(pks: list[int]) -> list[Any]:
    """What is said of each inventory; its version does not tell that a template or a name changed."""
    rows = Inventory.objects.filter(pk__in=pks).order_by("title", "-opened_at", "pk")
    names = ("building__name", "owner__name", "owner__email")
    template = ("template__key", "template__title", "template__purpose", "template__source")
    return list(rows.values_list("pk", "version", "entry_count", *names, *template))


def _versions(model: Any, pks: list[int]) -> Any:
    rows = model.objects.filter(inventory__in=pks).order_by("inventory").values_list("inventory")
    return rows.annotate(count=Count("pk"), versions=Sum("version"))
