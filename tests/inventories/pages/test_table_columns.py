"""Which columns of an inventory's table one sees: chosen, and remembered as long as one is signed in."""

from __future__ import annotations

import re
from typing import Any

from inventories.services import ColumnWish, change_column
from tests.inventories.keeping import named, started
from tests.inventories.pages.asking import url, words
from tests.inventories.pages.test_table import names


def shown(client: Any, inventory: Any) -> list[str]:
    return [column.key for column in client.get(url(inventory)).context["rows"].columns]


FIRST = ["name", "notes", "state", "for-whom", "cost", "begun", "expires", "model"]


def test_chosen_columns_are_remembered_for_this_inventory_and_leave_the_address(various, theirs, reading, keeper):
    assert shown(reading, various) == FIRST
    response = reading.get(url(various, query="?q=n&columns=place&columns=cost&sort=name&columns=nothing"), follow=True)
    assert response.redirect_chain == [(url(various, query="?q=n&sort=name"), 302)]
    assert shown(reading, various) == ["name", "cost", "place"]
    assert re.findall(r'name="columns" value="([\w-]+)" checked', response.content.decode()) == ["cost", "place"]
    assert "Columns: 3 of 11 shown" in words(response)
    assert shown(keeper, various) == FIRST


def test_another_inventory_has_columns_of_its_own(various, kinds, district, lead, reading):
    other = started(district, kinds, lead, "Other")
    named(other, lead, "Mentoring")
    reading.get(url(various, query="?columns=name"))
    reading.get(url(other, query="?columns=name&columns=page"))
    assert (shown(reading, various), shown(reading, other)) == (["name"], ["name", "page"])


def test_a_chosen_column_that_is_put_out_of_use_is_not_shown(various, reading, lead):
    reading.get(url(various, query="?columns=cost&columns=page"))
    wish = ColumnWish(title="Cost", kind="number", is_active=False)
    change_column(various, key="cost", wish=wish, version=1, by=lead)
    assert shown(reading, various) == ["name", "page"]
    assert names(reading, various, "?sort=cost&f-cost-from=1") == ["Mentoring", "coaching", "Induction", "50% off_site"]


def test_columns_without_any_show_the_name_alone(various, reading):
    reading.get(url(various, query="?columns="))
    assert shown(reading, various) == ["name"]
