"""Positions against certifications: what nobody or one person holds now, and for whom it is told."""

from __future__ import annotations

from datetime import date

import pytest

from inventories.choices import InventoryState
from inventories.models import Inventory, Template
from inventories.reports import coverage_of
from inventories.services import Description, describe_inventory, name_reader
from tests.inventories.keeping import entered, started

TODAY = date(2026, 11, 25)


@pytest.fixture
def two(product, district, lead):
    """Positions and the certifications that people hold, of one district."""
    return [started(district, Template.objects.get(key=key), lead, key) for key in ("positions", "certifications")]


def certified(person, name="Math 7-12", group="Secondary teacher", **cells):
    return {"person": person, "name": name, "group": group, "state": "Valid"} | cells


def with_membership(inventory, user):
    return Inventory.objects.with_membership_of(user).select_related("template").get(pk=inventory.pk)


def test_coverage_tells_what_nobody_or_one_person_holds_now(two, lead, outsider):
    positions, certifications = two
    wanted = [("1", "Math 7-12"), ("2", "math  7-12"), ("3", "Biology"), ("4", "Art"), ("5", "Music")]
    entered(
        positions,
        lead,
        *({"number": number, "group": "Secondary teacher", "certification": name} for number, name in wanted),
        {"number": "6", "group": "Elementary teacher", "certification": "Art"},
        {"number": "7", "group": "Elementary teacher"},
    )
    entered(
        certifications,
        lead,
        certified("Ann", expires="2026-11-25"),
        certified("ANN"),
        certified("Bo", "MATH 7-12", state="Being renewed"),
        certified("Cy", "Biology"),
        certified("Di", "Biology", expires="2026-11-24"),
        certified("Di", "Art", state="Expired"),
        certified("Ed", "Art", group="Elementary teacher"),
        certified("Ed", "Latin"),
        {"name": "Music", "group": "Secondary teacher"},
    )
    for one in two:
        coverage = coverage_of(with_membership(one, lead), lead, TODAY)
        assert [(row.group[:5], row.certification, row.positions, row.holders) for row in coverage.requirements] == [
            ("Secon", "Math 7-12", 2, 2),
            ("Secon", "Biology", 1, 1),
            ("Secon", "Art", 1, 0),
            ("Secon", "Music", 1, 0),
            ("Eleme", "Art", 1, 1),
        ]
        assert [row.words for row in coverage.lacking] == [
            "Hangs on one person",
            "Nobody holds it",
            "Nobody holds it",
            "Hangs on one person",
        ]
    assert (coverage.positions, coverage.certifications) == (positions, certifications)
    theirs = started(outsider.memberships.get().district, positions.template, outsider, "positions")
    assert coverage_of(with_membership(theirs, outsider), outsider, TODAY) is None


def test_coverage_is_for_those_alone_who_may_read_both(two, people, lead, member):
    positions, certifications = two
    assert coverage_of(with_membership(positions, member), member, TODAY) is None
    name_reader(certifications, membership=member.memberships.get(), by=lead)
    assert coverage_of(with_membership(positions, member), member, TODAY).requirements == ()
    said = Description(title="Old", state=InventoryState.OUTDATED)
    describe_inventory(certifications, described=said, version=1, by=lead)
    assert coverage_of(with_membership(positions, lead), lead, TODAY) is None
