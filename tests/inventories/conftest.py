"""Fixtures of inventory templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from inventories import content_store
from inventories.models import Template
from practices import content_store as practices
from practices.models import Edition
from tests.inventories.factories import INVENTORIES_FILE, load
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
