"""Fixtures of inventory templates, and of what a district keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from districts.choices import Role
from districts.models import District, User
from inventories import content_store
from inventories.models import Inventory, Template
from practices import content_store as practices
from practices.models import Edition
from tests.inventories.factories import INVENTORIES_FILE, load
from tests.inventories.keeping import every_kind, named, started
from tests.practices.conftest import FIXTURES
from tests.practices.factories import load as load_practices
from tests.practices.factories import small_file


@pytest.fixture
def sample(db: None, tmp_path: Path) -> Edition:
    """A small published edition of practices."""
    return load_practices(tmp_path, small_file())


@pytest.fixture
def template(sample: Edition, tmp_path: Path) -> Template:
    """The small template, which serves the sample."""
    return load(tmp_path)


@pytest.fixture
def product(db: None) -> None:
    """The product's practices, and its inventory templates."""
    practices.load([FIXTURES / "talent_management.yaml", FIXTURES / "leadership.yaml"])
    content_store.load(INVENTORIES_FILE)


@pytest.fixture
def lead(people: dict[Role, User]) -> User:
    return people[Role.LEAD]


@pytest.fixture
def member(people: dict[Role, User]) -> User:
    return people[Role.MEMBER]


@pytest.fixture
def kinds(sample: Edition, tmp_path: Path) -> Template:
    """A template with a column of every kind."""
    return every_kind(tmp_path)


@pytest.fixture
def inventory(district: District, kinds: Template, lead: User) -> Inventory:
    """An inventory without entries, with a column of every kind."""
    return started(district, kinds, lead)


@pytest.fixture
def theirs(kinds: Template, outsider: User) -> Inventory:
    """The same of another district, with one entry, which nothing here may touch."""
    found = started(outsider.memberships.get().district, kinds, outsider)
    named(found, outsider, "Mentoring", state="Missing")
    return found
