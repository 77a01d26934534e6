"""Rounds over an assessment of Talent Management, and an inventory of staff data."""

from __future__ import annotations

from pathlib import Path

import pytest

from districts.models import District, User
from inventories.models import Inventory
from practices.models import Edition
from tests.inventories.conftest import sample
from tests.inventories.factories import load, template_entry
from tests.inventories.keeping import entered, started
from tests.readiness.conftest import assessment, lead, leadership, member, talent, theirs
from tests.rounds.conftest import round_of

__all__ = ["assessment", "lead", "leadership", "member", "round_of", "sample", "talent", "theirs"]


@pytest.fixture
def secret(district: District, sample: Edition, lead: User, tmp_path: Path) -> Inventory:
    """An inventory of staff data with one entry."""
    entry = template_entry(key="licenses", title="Licenses", sensitivity="staff")
    found = started(district, load(tmp_path, entry), lead, "Licenses")
    entered(found, lead, {"thing": "Zebulon"})
    return found
