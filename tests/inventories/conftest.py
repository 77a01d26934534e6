"""Fixtures of inventory templates, and of what a district keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from districts.choices import Role
from districts.models import District, User
from inventories.models import Inventory, Template
from practices.models import Edition
from tests.inventories.factories import loaded, product_templates, template_entry
from tests.inventories.keeping import every_kind, named, started
from tests.practices.factories import small_file
from tests.practices.kept import content_file, published


@pytest.fixture
def sample(db: None) -> Edition:
    """A small published edition of practices."""
    return published(small_file())


@pytest.fixture
def template(sample: Edition, tmp_path: Path) -> Template:
    """The small template, which serves the sample."""
    return loaded(tmp_path, template_entry())


@pytest.fixture
def product(db: None) -> None:
    """The product's practices, and its inventory templates."""
    for system in ("talent_management", "leadership"):
        published(content_file(system))
    product_templates()


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
