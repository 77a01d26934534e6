"""Fixtures of practice content."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from practices import content_store
from practices.models import Edition
from tests.practices.factories import small_file
from tests.practices.kept import content_file
from tests.practices.kept import published as publish

FIXTURES = Path(settings.BASE_DIR) / "fixtures" / "practices"


@pytest.fixture
def content_files() -> list[Path]:
    """The files that the product comes with."""
    return [FIXTURES / "talent_management.yaml", FIXTURES / "leadership.yaml"]


@pytest.fixture
def published(db: None) -> dict[str, Edition]:
    """The product's content: one published edition for each system key."""
    editions = (publish(content_file(system)) for system in ("talent_management", "leadership"))
    return {edition.system.key: edition for edition in editions}


@pytest.fixture
def small(db: None) -> Edition:
    """A small published edition."""
    return publish(small_file())


@pytest.fixture
def draft(small: Edition) -> Edition:
    """A draft that says what the small edition says."""
    return content_store.start_draft(edition=small)
