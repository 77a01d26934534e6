"""A district that weighs candidates for Talent Management 5a, and somebody else's district."""

from __future__ import annotations

import pytest

from districts.choices import Role
from districts.models import District, User
from hexagon.models import Comparison, HexagonEdition, Review
from practices.models import Edition
from tests.hexagon.reviews.factories import reviewed, started
from tests.readiness.factories import content_file, published


@pytest.fixture
def talent(db: None) -> Edition:
    """Talent Management, edition 1; its indicators 5a, 8, 11b and 13a call for choosing."""
    return published(content_file("talent_management"))


@pytest.fixture
def lead(people: dict[Role, User]) -> User:
    return people[Role.LEAD]


@pytest.fixture
def member(people: dict[Role, User]) -> User:
    return people[Role.MEMBER]


@pytest.fixture
def review(district: District, talent: Edition, hexagon_edition: HexagonEdition, lead: User) -> Review:
    """A review of the Talent Management system of which nobody has said anything."""
    return reviewed(district, lead, about=talent.system, title="Talent Management")


@pytest.fixture
def comparison(district: District, talent: Edition, hexagon_edition: HexagonEdition, lead: User) -> Comparison:
    """A comparison of two candidates of which nobody has said anything."""
    return started(district, talent, ["Regional consortium", "State job board"], lead)


@pytest.fixture
def candidates(comparison: Comparison) -> list[Review]:
    return list(comparison.candidates.order_by("position"))


@pytest.fixture
def theirs(outsider: User, hexagon_edition: HexagonEdition) -> Review:
    """The outsider's own review."""
    return reviewed(outsider.memberships.get().district, outsider, title="Their program")
