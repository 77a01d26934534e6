"""Stored inventories whose files tests ask for, and the asking."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.test import RequestFactory

from districts.models import District, Membership, User
from inventories.choices import Sensitivity
from inventories.models import Inventory, Template
from inventories.views import exports
from tests.inventories.keeping import built, entered, started

FORMATS = {"pdf": exports.PDF, "xlsx": exports.XLSX, "csv": exports.CSV, "json": exports.JSON}
ALL_FORMATS = {"pdf": exports.ALL_PDF, "xlsx": exports.ALL_XLSX, "csv": exports.ALL_CSV, "json": exports.ALL_JSON}


def practices(district: District, template: Template, lead: User) -> Inventory:
    """Start an inventory with two entries, one of which names a building."""
    made = started(district, template, lead, owner=lead, as_of=date(2026, 10, 1))
    place = built(district, "Alder Elementary School")
    entered(made, lead, {"name": "Mentoring", "place": place.pk, "state": "Missing"}, {"name": "Induction"})
    return made


def skills(district: District, template: Template, lead: User) -> Inventory:
    """Start an inventory of staff data with an entry."""
    made = started(district, template, lead, "Skills")
    Inventory.objects.filter(pk=made.pk).update(sensitivity=Sensitivity.STAFF)
    entered(made, lead, {"name": "Person 12 reads plans"})
    return Inventory.objects.get(pk=made.pk)


def seen(inventory: Inventory, user: User) -> Inventory:
    """Return an inventory as its pages load it."""
    rows = Inventory.objects.with_membership_of(user).select_related("template", "owner")
    found: Inventory = rows.get(pk=inventory.pk)
    return found


def member_of(district: District, user: User) -> Membership:
    found: Membership = Membership.objects.with_district().get(district=district, user=user)
    return found


def got(view: Any, user: User, query: str = "", etag: str = "", **kwargs: Any) -> Any:
    """Return what a view of Lakeview answers to a person."""
    request = RequestFactory().get(f"/{query}", headers={"If-None-Match": etag} if etag else {})
    request.user = user
    answer: HttpResponseBase = view(request, slug="lakeview", **kwargs)
    return answer


def one(inventory: Inventory, user: User, extension: str = "csv", **more: Any) -> Any:
    return got(exports.InventoryDownload.as_view(format=FORMATS[extension]), user, pk=inventory.pk, **more)


def all_of_it(user: User, extension: str = "csv", **more: Any) -> Any:
    return got(exports.DistrictInventoriesDownload.as_view(format=ALL_FORMATS[extension]), user, **more)
