"""Positions against certifications: which groups of positions lack a certification, or hang on one person.

Two inventories say it together, which share the words of their groups: the positions with the certification that each
requires, and the certifications that people hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from inventories.cells import key_of
from inventories.choices import InventoryState
from inventories.models import Entry, Inventory
from inventories.rules import can_read_entries

POSITIONS, CERTIFICATIONS = "positions", "certifications"
# What a certification's state says where nobody can be placed by it.
NOT_HELD = frozenset({"Expired"})


@dataclass(frozen=True, slots=True)
class Requirement:
    """A certification that a group's positions require: how many positions, and how many people hold it now."""

    group: str
    certification: str
    positions: int
    holders: int

    @property
    def is_lacking(self) -> bool:
        return self.holders == 0

    @property
    def hangs_on_one(self) -> bool:
        return self.holders == 1

    @property
    def words(self) -> str:
        return "Nobody holds it" if self.is_lacking else "Hangs on one person"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What positions require and people hold; `lacking` are the requirements that fewer than two people meet."""

    positions: Inventory
    certifications: Inventory
    requirements: tuple[Requirement, ...]

    @property
    def lacking(self) -> tuple[Requirement, ...]:
        return tuple(one for one in self.requirements if one.holders < 2)


def coverage_of(inventory: Inventory, user: Any, today: date) -> Coverage | None:
    """Return what the district's positions require against what its people hold, in four queries.

    `inventory` is one of the two; the newest of the other that is not out of date is taken beside it. None where it is
    neither, where there is no other, and for whoever may not read them both.
    """
    key = inventory.template.key
    if key not in (POSITIONS, CERTIFICATIONS):
        return None
    other = _other(inventory, user, CERTIFICATIONS if key == POSITIONS else POSITIONS)
    if other is None or not (can_read_entries.test(other) and can_read_entries.test(inventory)):
        return None
    positions, certifications = (inventory, other) if key == POSITIONS else (other, inventory)
    held = _held(_cells(certifications), today)
    return Coverage(positions, certifications, tuple(_requirements(_cells(positions), held)))


def _other(inventory: Inventory, user: Any, key: str) -> Inventory | None:
    rows = Inventory.objects.with_membership_of(user).filter(district=inventory.district_id, template__key=key)
    return rows.exclude(state=InventoryState.OUTDATED).order_by("-opened_at", "-pk").first()


def _cells(inventory: Inventory) -> Iterable[Mapping[str, Any]]:
    return Entry.objects.for_inventory(inventory).values_list("cells", flat=True)


def _held(rows: Iterable[Mapping[str, Any]], today: date) -> dict[tuple[str, str], set[str]]:
    """Return who holds which certification in which group, by name, as far as it has not expired."""
    held: dict[tuple[str, str], set[str]] = {}
    for cells in rows:
        expired = cells.get("state") in NOT_HELD or cells.get("expires", "9999") < today.isoformat()
        person = key_of(cells.get("person", ""))
        if person and not expired:
            held.setdefault((cells.get("group", ""), key_of(cells.get("name", ""))), set()).add(person)
    return held


def _requirements(rows: Iterable[Mapping[str, Any]], held: Mapping[tuple[str, str], set[str]]) -> Iterable[Requirement]:
    """Yield what each group requires, in the order in which the positions name it."""
    wanted: dict[tuple[str, str], list[str]] = {}
    for cells in rows:
        group, certification = cells.get("group", ""), cells.get("certification", "")
        if group and certification:
            wanted.setdefault((group, key_of(certification)), []).append(certification)
    for (group, key), names in wanted.items():
        yield Requirement(group, names[0], len(names), len(held.get((group, key), ())))
