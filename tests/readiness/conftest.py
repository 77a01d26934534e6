"""A district that assesses Talent Management, with one person per role, and somebody else's district."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from districts.choices import Role
from districts.models import District, User
from practices.models import Edition
from readiness.models import Assessment
from tests.readiness.factories import content_file, opened, published


@pytest.fixture
def talent(db: None) -> Edition:
    """Talent Management, edition 1: 24 indicators, 48 stage descriptions."""
    return published(content_file("talent_management"))


@pytest.fixture
def leadership(db: None) -> Edition:
    """Leadership, edition 1: 28 indicators, 56 stage descriptions."""
    return published(content_file("leadership"))


@pytest.fixture
def lead(people: dict[Role, User]) -> User:
    return people[Role.LEAD]


@pytest.fixture
def member(people: dict[Role, User]) -> User:
    return people[Role.MEMBER]


@pytest.fixture
def assessment(district: District, talent: Edition, lead: User) -> Assessment:
    """An open assessment in which nobody has answered yet."""
    return opened(district, talent, "Autumn 2026", lead)


@pytest.fixture
def theirs(outsider: User, talent: Edition) -> Assessment:
    """The outsider's own assessment of the same edition."""
    return opened(outsider.memberships.get().district, talent, "Autumn 2026", outsider)


Save = Callable[..., HttpResponse]


@pytest.fixture
def save(assessment: Assessment, member: User, sign_in: Callable[[User | None], Client]) -> Save:
    """Post one item as htmx does. `by=None` is nobody; a field that is None is left out."""

    def post(
        key: str,
        value: str | None = None,
        note: str | None = "",
        version: Any = 1,
        *,
        by: User | None = member,
        **more: Any,
    ) -> HttpResponse:
        kind, client = more.pop("kind", "ratings"), more.pop("client", None) or sign_in(by)
        typed = {"value": value, "note": note, "version": version}
        data = {f"{key}-{name}": text for name, text in typed.items() if text is not None}
        url = f"/districts/lakeview/readiness/{more.pop('pk', assessment.pk)}/{kind}/{key}/"
        return client.post(url, data, headers=more.pop("headers", {"HX-Request": "true"}))

    return post
