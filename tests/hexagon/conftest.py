"""Fixtures of the Hexagon."""

from __future__ import annotations

import pytest

from hexagon import content_store
from hexagon.models import HexagonEdition
from tests.hexagon.factories import HEXAGON_FILE


@pytest.fixture
def hexagon_edition(db: None) -> HexagonEdition:
    """The product's content, loaded and published."""
    content_store.load(HEXAGON_FILE)
    return HexagonEdition.objects.get()


@pytest.fixture
def hexagon_draft(hexagon_edition: HexagonEdition) -> HexagonEdition:
    """A draft that says what the published edition says."""
    return content_store.start_draft(edition=hexagon_edition)
