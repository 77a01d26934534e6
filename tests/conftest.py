"""Fixtures that every area's tests share: a district with one person per role, and people outside it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client

from core.downloads import finished
from districts import content_store
from districts.choices import Role
from districts.models import District, Membership, Perspective, User
from tests import migrated
from tests.factories import DistrictFactory, MembershipFactory, UserFactory

# By default Python looks through everything that 250 test files have loaded whenever some tests are over: a seventh of
# the time of a run. What is loaded by the end of collection stays anyway.
gc.set_threshold(700, 10, 100)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def _migrated_before(django_db_modify_db_settings: None, django_db_createdb: bool) -> Iterator[None]:
    """On SQLite in memory, begin with the database as the same migrations made it before; --create-db makes it anew."""
    file = migrated.kept_file()
    if not migrated.is_in_memory() or django_db_createdb or not file.exists():
        yield
        return
    with closing(migrated.put_back(file)):
        yield


@pytest.fixture(scope="session")
def django_db_setup(_migrated_before: None, django_db_setup: None, django_db_blocker: Any) -> None:
    file = migrated.kept_file()
    if migrated.is_in_memory() and not file.exists():
        with django_db_blocker.unblock():
            if migrated.is_migrated():
                migrated.keep(file)


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """Neither a rate limit nor a finished report outlives the test that caused it."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()
    finished.cache_clear()


@pytest.fixture
def district(db: None) -> District:
    return DistrictFactory(name="Lakeview School District", slug="lakeview")


@pytest.fixture
def people(district: District) -> dict[Role, User]:
    """One person for each role in `district`."""
    return {
        role: MembershipFactory(
            district=district, role=role, user__email=f"{role}@lakeview.example.org", user__name=f"A {role.label}"
        ).user
        for role in Role
    }


@pytest.fixture
def outsider(db: None) -> User:
    """The lead of another district."""
    membership: Membership = MembershipFactory(role=Role.LEAD, user__email="lead@harbor.example.org")
    return membership.user


@pytest.fixture
def content_administrator(db: None) -> User:
    """Edits practice content and belongs to no district."""
    return UserFactory(email="content@talentsys.example.org", is_staff=True)


@pytest.fixture
def operator(db: None) -> User:
    """A superuser who belongs to no district."""
    return UserFactory(email="operator@talentsys.example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def perspectives(db: None) -> dict[str, Perspective]:
    """The perspectives that the product comes with, by key."""
    content_store.load(settings.BASE_DIR / "fixtures" / "perspectives.yaml")
    return {row.key: row for row in Perspective.objects.all()}


@pytest.fixture
def sign_in() -> Callable[[User | None], Client]:
    """Return a client signed in as a user; None stays anonymous."""

    def client_of(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return client_of
