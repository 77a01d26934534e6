"""A district with things to talk about: an assessment, a review, an inventory, and one of staff data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from comments.models import Comment
from districts.choices import Role
from districts.models import District, User
from hexagon.content_store import load as load_hexagon
from hexagon.models import Review
from inventories.models import Entry, Inventory
from inventories.owners import EntryThreads, InventoryThreads
from practices.models import Edition
from readiness.models import Assessment
from readiness.owners import RatingThreads
from tests.hexagon.factories import HEXAGON_FILE
from tests.hexagon.reviews.factories import reviewed
from tests.inventories.factories import load as load_inventories
from tests.inventories.factories import template_entry
from tests.inventories.keeping import entered, started
from tests.practices.factories import load, small_file
from tests.readiness.factories import opened

SignIn = Callable[[User | None], Client]
Say = Callable[..., Comment]


@pytest.fixture
def edition(db: None, tmp_path: Path) -> Edition:
    return load(tmp_path, small_file())


@pytest.fixture
def lead(people: dict[Role, User]) -> User:
    return people[Role.LEAD]


@pytest.fixture
def member(people: dict[Role, User]) -> User:
    return people[Role.MEMBER]


@pytest.fixture
def coach(people: dict[Role, User]) -> User:
    return people[Role.COACH]


@pytest.fixture
def viewer(people: dict[Role, User]) -> User:
    return people[Role.VIEWER]


@pytest.fixture
def assessment(district: District, edition: Edition, lead: User) -> Assessment:
    return opened(district, edition, "Autumn 2026", lead)


@pytest.fixture
def url(assessment: Assessment) -> str:
    """The address of the thread about one rating."""
    return f"{assessment.get_absolute_url()}ratings/1a-aware/comments/"


@pytest.fixture
def say(assessment: Assessment) -> Say:
    """Return what says something of that rating, as a person who has just come to it."""

    def speak(by: User, words: str = "Does it still hold?", *mentioned: User, key: str = "1a-aware") -> Comment:
        thread = RatingThreads.find(by, "lakeview", pk=assessment.pk, key=key)
        return thread.say(words=words, mentioned=mentioned, by=by)

    return speak


@pytest.fixture
def review(district: District, edition: Edition, lead: User) -> Review:
    load_hexagon(HEXAGON_FILE)
    return reviewed(district, lead, about=edition.system)


@pytest.fixture
def inventory(district: District, edition: Edition, lead: User, tmp_path: Path) -> Inventory:
    return started(district, load_inventories(tmp_path), lead)


@pytest.fixture
def staff(district: District, edition: Edition, lead: User, tmp_path: Path) -> Inventory:
    """An inventory of staff data with one entry."""
    template = load_inventories(tmp_path, template_entry(key="licenses", title="Licenses", sensitivity="staff"))
    found = started(district, template, lead, "Licenses")
    entered(found, lead, {"thing": "Zebulon"})
    return found


def entry_of(inventory: Inventory) -> Entry:
    found: Entry = Entry.objects.for_inventory(inventory).get()
    return found


def about_inventory(inventory: Inventory, by: User) -> Any:
    return InventoryThreads.find(by, "lakeview", pk=inventory.pk)


def about_entry(inventory: Inventory, by: User) -> Any:
    return EntryThreads.find(by, "lakeview", pk=inventory.pk, entry=entry_of(inventory).pk)
