"""The demo is for a database without people; in a file of its own, since the demo of `test_load_demo` stays for all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import transaction

from districts.models import District
from tests.factories import DistrictFactory, UserFactory
from tests.talentsys.test_load_demo import run

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def content(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The product's content, loaded once: each test is taken back, and in the end the content is."""
    with django_db_blocker.unblock(), transaction.atomic():
        run("load_content")
        yield
        transaction.set_rollback(True)


def test_it_refuses_a_database_of_real_districts(content: None):
    DistrictFactory()
    with pytest.raises(CommandError, match="districts that are not the demo's"):
        run("load_demo")
    assert District.objects.count() == 1
    assert run("load_demo", "--if-new") == ""


def test_if_new_leaves_a_database_with_people_alone(content: None):
    UserFactory()
    assert run("load_demo", "--if-new") == ""
    assert District.objects.count() == 0
