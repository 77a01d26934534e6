"""What tests of pages share: people who are signed in, and many entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from districts.choices import Role
from districts.models import User
from inventories.models import Inventory
from tests.inventories.keeping import built, entered
from tests.inventories.pages.staff_world import StaffWorld, make_staff_world

SignIn = Callable[[User | None], Client]


@pytest.fixture
def keeper(member: User, sign_in: SignIn) -> Client:
    """A member of the district, who keeps entries."""
    return sign_in(member)


@pytest.fixture
def leading(lead: User, sign_in: SignIn) -> Client:
    return sign_in(lead)


@pytest.fixture
def reading(people: dict[Role, User], sign_in: SignIn) -> Client:
    """A viewer, who reads."""
    return sign_in(people[Role.VIEWER])


@pytest.fixture
def stranger(outsider: User, sign_in: SignIn) -> Client:
    """The lead of another district."""
    return sign_in(outsider)


@pytest.fixture
def many(inventory: Inventory, lead: User) -> Callable[[int], Inventory]:
    """Return what adds so many entries, which say different things in every column that can be sorted."""

    def add(count: int) -> Inventory:
        start = inventory.entry_count
        rows: list[dict[str, Any]] = [
            {"name": f"Practice {number}", "state": ("In place", "Missing")[number % 2], "cost": str(number)}
            for number in range(start, start + count)
        ]
        entered(inventory, lead, *rows)
        return inventory

    return add


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[StaffWorld]:
    """Staff data and everyone around it, made once for a module; each test takes back what it does."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_staff_world()
        transaction.set_rollback(True)


@pytest.fixture
def various(inventory, district, lead, theirs):
    """Four entries that differ in every column; the last says nothing but its name."""
    place, other = built(district, "Mill School"), built(district, "Annex", is_active=False)
    entered(
        inventory,
        lead,
        {"name": "Mentoring", "state": "Missing", "for-whom": ["Leaders", "Teachers"], "cost": "1250.5"}
        | {"begun": "2026-08-15", "expires": "2027-01-31", "model": True, "place": place.pk, "contact": "Rosa Delgado"},
        {"name": "coaching", "state": "In place", "for-whom": ["Teachers"], "cost": "-20", "notes": "Each week."}
        | {"begun": "2025-08-15", "model": False, "place": other.pk, "page": "https://www.example.org/coaching"},
        {"name": "Induction", "state": "Being built", "cost": "300", "expires": "2026-01-31", "contact": "Ann Émile"},
        {"name": "50% off_site"},
    )
    return inventory
