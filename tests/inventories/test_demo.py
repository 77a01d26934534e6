"""Reading the demo's file: what people would type, dates as days from today, and no row that does not fit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from inventories.cells import BadCell
from inventories.demo import cells_of, enter, entry_with
from inventories.models import Inventory
from tests.inventories.keeping import built, named, sheet
from tests.inventories.keeping import cells_of as stored
from tests.inventories.keeping_checks import assert_in_step


def after(days):
    return timezone.localdate() + timedelta(days=days)


def test_a_row_is_read_as_people_would_type_it(inventory, district):
    oak = built(district, "Oak School")
    row = {
        "name": "Survey, {begun:%Y}",
        "for-whom": "Teachers; Leaders",
        "cost": 0.5,
        "begun": -400,
        "expires": 0,
        "model": "Yes",
        "place": "oak school",
        "notes": None,
    }
    assert cells_of(sheet(inventory), row) == {
        "name": f"Survey, {after(-400):%Y}",
        "for-whom": ["Teachers", "Leaders"],
        "cost": "0.5",
        "begun": after(-400).isoformat(),
        "expires": after(0).isoformat(),
        "model": True,
        "place": oak.pk,
        "notes": None,
    }


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"state": "in  PLACE "}, None),
        ({"state": "Somewhere"}, BadCell),
        ({"place": "Elm School"}, BadCell),
        ({"model": "Perhaps"}, BadCell),
        ({"nothing": "x"}, LookupError),
        ({"name": "Survey, {begun:%Y}"}, KeyError),
    ],
)
def test_what_does_not_fit_is_refused(inventory, row, error):
    if error is None:
        assert cells_of(sheet(inventory), row) == {"state": "In place"}
        return
    with pytest.raises(error):
        cells_of(sheet(inventory), row)


def test_a_refusal_names_its_row(inventory):
    with pytest.raises(BadCell) as refused:
        cells_of(sheet(inventory), {"name": "Mentoring", "model": "Perhaps"})
    assert refused.value.__notes__ == ["It is in this row: {'name': 'Mentoring', 'model': 'Perhaps'}"]


def test_rows_are_entered_in_one_go_with_what_is_common_to_them(inventory, member, theirs):
    batch = {"by": "member", "days_ago": 3, "rows": [["Mentoring", 5], ["Coaching", None]]}
    data = {"columns": ["name", "cost"], "common": {"state": "Missing"}, "entries": [batch]}
    enter(inventory, data, {"member": member})
    assert stored(inventory) == [
        {"state": "Missing", "name": "Mentoring", "cost": "5"},
        {"state": "Missing", "name": "Coaching"},
    ]
    assert {(one.changed_by, timezone.localdate(one.changed_at)) for one in inventory.entries.all()} == {
        (member, after(-3))
    }
    for one in (inventory, theirs):
        assert_in_step(Inventory.objects.get(pk=one.pk))
    assert len(stored(theirs)) == 1


def test_a_row_that_is_too_short_or_is_not_found_alone_is_refused(inventory, lead):
    batch = {"by": "lead", "days_ago": 3, "rows": [["Mentoring"]]}
    with pytest.raises(ValueError, match="shorter"):
        enter(inventory, {"columns": ["name", "cost"], "entries": [batch]}, {"lead": lead})
    first, _, _ = named(inventory, lead, "Mentoring", "Coaching", "Welcome days", state="Missing")
    assert entry_with(inventory, "Mentoring") == first
    for text in ("Missing", "Nothing"):
        with pytest.raises(ValueError, match="values to unpack"):
            entry_with(inventory, text)
