"""Whatever people do one after the other, an inventory's count, keys, words and histories say what its cells say."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.saving import StaleVersion
from inventories.choices import Existing
from inventories.models import Entry, Inventory
from inventories.reports import import_plan
from inventories.services import (
    ColumnWish,
    Description,
    PlanChanged,
    TwiceThere,
    add_column,
    add_entries,
    carry_out_import,
    change_column,
    change_entries,
    copy_inventory,
    delete_entries,
    save_entry,
    set_import,
    undo_deletion,
)
from tests.inventories.keeping import STATES, drafted, sheet
from tests.inventories.keeping_checks import assert_in_step

REFUSALS = (ValidationError, TwiceThere, StaleVersion, PlanChanged, Entry.DoesNotExist)
# Few names, so that many say the same, in capitals and not.
NAMES = st.sampled_from(["A", "a", "B", "C", "É", "E\u0301", None])
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "name": NAMES,
        "state": st.sampled_from([*STATES, None]),
        "for-whom": st.sampled_from([["Teachers"], ["Teachers", "Leaders"], None]),
        "cost": st.sampled_from(["5", "-5", "0.5", None]),
        "model": st.sampled_from([True, False, None]),
        "notes": st.sampled_from(["Long", None]),
    },
)
CHANGE = st.one_of(st.tuples(st.just("name"), NAMES), st.tuples(st.just("cost"), st.sampled_from(["5", "6", None])))
# Which entries, by their place among all that there ever were.
SOME = st.lists(st.integers(0, 5), max_size=4)
STEPS = st.one_of(
    st.tuples(st.just("add"), st.lists(CELLS, min_size=1, max_size=4)),
    st.tuples(st.just("save"), st.integers(0, 5), CELLS, st.integers(0, 1)),
    st.tuples(st.just("change"), SOME, CHANGE),
    st.tuples(st.just("delete"), SOME),
    st.tuples(st.just("undo")),
    st.tuples(st.just("column"), st.booleans()),
    st.tuples(st.just("unique"), st.booleans()),
    st.tuples(st.just("bring"), st.sampled_from(Existing), st.lists(st.tuples(NAMES, st.sampled_from(["5", "", "7"])))),
    st.tuples(st.just("copy"), st.booleans()),
)


class Office:
    """Somebody who does one thing after the other to an inventory, as far as it is allowed."""

    def __init__(self, inventory: Inventory, by: Any) -> None:
        self.inventory, self.by = inventory, by

    def do(self, name: str, *said: Any) -> Any:
        try:
            return getattr(self, name)(*said)
        except REFUSALS as refused:
            return refused

    def pks(self, places: list[int]) -> list[int]:
        every = list(self.inventory.entries.values_list("pk", flat=True))
        return [every[place] for place in places if place < len(every)]

    def add(self, rows: list[dict[str, Any]]) -> Any:
        return add_entries(self.inventory, rows=rows, by=self.by)

    def save(self, place: int, cells: dict[str, Any], behind: int) -> Any:
        [pk] = self.pks([place]) or [0]
        version = self.inventory.entries.filter(pk=pk).values_list("version", flat=True).first() or 1
        return save_entry(self.inventory, pk=pk, cells=cells, version=max(1, version - behind), by=self.by)

    def change(self, places: list[int], change: tuple[str, Any]) -> int:
        return change_entries(self.inventory, pks=self.pks(places), key=change[0], value=change[1], by=self.by)

    def delete(self, places: list[int]) -> int:
        return delete_entries(self.inventory, pks=self.pks(places), by=self.by)

    def undo(self) -> int:
        return undo_deletion(self.inventory, by=self.by)

    def column(self, is_unique: bool) -> Any:
        wish = ColumnWish(title=f"New {self.inventory.columns.count()}", kind="text", unique=is_unique)
        return add_column(self.inventory, wish=wish, by=self.by)

    def unique(self, is_unique: bool) -> bool:
        version = self.inventory.columns.get(key="cost").version
        wish = ColumnWish(title="Cost", kind="number", unique=is_unique)
        return change_column(self.inventory, key="cost", wish=wish, version=version, by=self.by)

    def copy(self, with_entries: bool) -> None:
        """Go on with a copy."""
        said = Description(title="Copy")
        made = copy_inventory(self.inventory, described=said, with_entries=with_entries, by=self.by)
        assert_in_step(self.inventory)
        self.inventory = made

    def bring(self, existing: Existing, rows: list[tuple[str | None, str]]) -> Any:
        draft = drafted(self.inventory, self.by, ["Name", "Cost"], *([name or "", cost] for name, cost in rows))
        set_import(draft, matches=["name", "cost"], existing=existing)
        plan = import_plan(draft, sheet(self.inventory))
        done = carry_out_import(draft, digest=plan.digest, by=self.by)
        again = drafted(self.inventory, self.by, ["Name", "Cost"], *([name or "", cost] for name, cost in rows))
        set_import(again, matches=["name", "cost"], existing=existing)
        assert existing == Existing.SKIP or not import_plan(again, sheet(self.inventory)).is_ready
        return done


@pytest.mark.parametrize("start", [[], [{"name": "A", "cost": "5"}, {"name": "B"}, {"state": "Missing"}]])
def test_an_inventory_is_in_step_after_anything_that_is_done_to_it(inventory, theirs, lead, start):
    if start:
        add_entries(inventory, rows=start, by=lead)

    @settings(max_examples=8, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(steps=st.lists(STEPS, min_size=4, max_size=10))
    def run(steps):
        with transaction.atomic():
            office = Office(inventory, lead)
            for step in steps:
                office.do(*step)
                assert_in_step(office.inventory)
            assert_in_step(inventory)
            transaction.set_rollback(True)

    run()
    assert_in_step(theirs)
    assert Inventory.objects.get(pk=inventory.pk).entry_count == len(start)
