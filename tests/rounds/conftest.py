"""A district with one person per role that rates items of an assessment together, and somebody else's district."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from districts.models import Perspective, User
from readiness.models import Assessment
from rounds.models import Round
from tests.readiness.conftest import assessment, lead, leadership, member, talent, theirs
from tests.rounds.factories import open_round, seat

__all__ = ["assessment", "lead", "leadership", "member", "talent", "theirs"]

KEYS = ("5a-aware", "5a-ready", "6a-aware", "6a-ready", "8-aware", "8-ready")


@pytest.fixture
def round_of(perspectives: dict[str, Perspective]) -> Callable[..., Round]:
    """Open a round over items of an assessment with these people seated, perspectives in turn."""

    def open_and_seat(assessment: Assessment, raters: Sequence[User], keys: Sequence[str] = KEYS) -> Round:
        round = open_round(assessment, keys)
        seat(round, raters)
        return round

    return open_and_seat
