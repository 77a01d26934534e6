"""Fixtures of the Hexagon."""

from __future__ import annotations

import pytest

from hexagon import content_store
from hexagon.models import HexagonEdition
from tests.hexagon.factories import published_hexagon


@pytest.fixture
def hexagon_edition(db: None) -> HexagonEdition:
    """The product's content, loaded and published."""
    return published_hexagon()


@pytest.fixture
def hexagon_draft(hexagon_edition: HexagonEdition) -> HexagonEdition:
    """A draft that says what the published edition says."""
    return content_store.start_draft(edition=hexagon_edition)
