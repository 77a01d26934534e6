"""Fixtures of practice content."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from practices import content_store
from practices.models import Edition
from tests.practices.factories import load, small_file

FIXTURES = Path(settings.BASE_DIR) / "fixtures" / "practices"


@pytest.fixture
def content_files() -> list[Path]:
    """The files that the product comes with."""
    return [FIXTURES / "talent_management.yaml", FIXTURES / "leadership.yaml"]


@pytest.fixture
def published(db: None, content_files: list[Path]) -> dict[str, Edition]:
    """The product's content, loaded: one published edition for each system key."""
    content_store.load(content_files)
    return {edition.system.key: edition for edition in Edition.objects.select_related("system")}


@pytest.fixture
def small(db: None, tmp_path: Path) -> Edition:
    """A small published edition."""
    return load(tmp_path, small_file())


@pytest.fixture
def draft(small: Edition) -> Edition:
    """A draft that says what the small edition says."""
    return content_store.start_draft(edition=small)
