"""The demo: made once, in a database of its own, with people in every role."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from districts.models import Building, District, Membership, Team, TeamMember, User
from inventories.models import Entry, Inventory
from tests.factories import DistrictFactory, UserFactory

pytestmark = pytest.mark.django_db


def run(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("TALENTSYS_DEMO_PASSWORD", "a demo password")
    return "a demo password"


@pytest.fixture(scope="module")
def content(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The product's content, loaded once: each test is taken back, and in the end the content is."""
    with django_db_blocker.unblock(), transaction.atomic():
        run("load_content")
        yield
        transaction.set_rollback(True)


def test_it_makes_two_districts_and_people_in_every_role(content: None, password: str):
    printed = run("load_demo")
    assert [one.slug for one in District.objects.order_by("slug")] == ["harbor", "lakeview"]
    assert sorted(Membership.objects.values_list("user__email", "role")) == [
        ("association@lakeview.example.org", "viewer"),
        ("coach@lakeview.example.org", "coach"),
        ("family@lakeview.example.org", "viewer"),
        ("hr@lakeview.example.org", "member"),
        ("lead@harbor.example.org", "lead"),
        ("lead@lakeview.example.org", "lead"),
        ("member@lakeview.example.org", "member"),
        ("principal@lakeview.example.org", "member"),
        ("quint@lakeview.example.org", "viewer"),
        ("reyes@lakeview.example.org", "viewer"),
        ("teacher@lakeview.example.org", "viewer"),
        ("viewer@lakeview.example.org", "viewer"),
    ]
    assert [user.email for user in User.objects.filter(is_staff=True)] == ["content@talentsys.example.org"]
    assert all(user.check_password(password) for user in User.objects.all())
    assert printed.splitlines()[0] == "Demo sign-ins, password a demo password:"
    assert [line.split()[0] for line in printed.splitlines()[1:]] == [
        "lead@lakeview.example.org",
        "member@lakeview.example.org",
        "principal@lakeview.example.org",
        "coach@lakeview.example.org",
        "viewer@lakeview.example.org",
        "teacher@lakeview.example.org",
        "lead@harbor.example.org",
        "content@talentsys.example.org",
    ]


def test_a_second_run_makes_nothing_and_prints_the_sign_ins_again(content: None, password: str):
    first = run("load_demo")
    users = set(User.objects.values_list("pk", flat=True))
    assert run("load_demo") == first
    assert set(User.objects.values_list("pk", flat=True)) == users


def test_a_password_that_no_longer_works_is_not_printed(content: None, password: str, monkeypatch):
    run("load_demo")
    monkeypatch.setenv("TALENTSYS_DEMO_PASSWORD", "another one")
    assert run("load_demo").splitlines()[0] == "Demo sign-ins, with the password that they were made with:"


def test_without_a_password_it_makes_one(content: None, monkeypatch):
    monkeypatch.delenv("TALENTSYS_DEMO_PASSWORD", raising=False)
    made = run("load_demo").splitlines()[0].removeprefix("Demo sign-ins, password ").removesuffix(":")
    assert len(made) == 12
    assert User.objects.get(email="lead@lakeview.example.org").check_password(made)


def test_it_refuses_a_database_of_real_districts(content: None, password: str):
    DistrictFactory()
    with pytest.raises(CommandError, match="districts that are not the demo's"):
        run("load_demo")
    assert District.objects.count() == 1
    assert run("load_demo", "--if-new") == ""


def test_if_new_leaves_a_database_with_people_alone(content: None, password: str):
    UserFactory()
    assert run("load_demo", "--if-new") == ""
    assert District.objects.count() == 0


def test_a_second_run_leaves_the_inventories_as_they_are(content: None, password: str):
    run("load_demo")
    rows = [list(model.objects.order_by("pk").values()) for model in (Inventory, Entry, Building)]
    assert [len(each) for each in rows] == [6, 102, 8]
    run("load_demo")
    run("load_demo", "--if-new")
    assert [list(model.objects.order_by("pk").values()) for model in (Inventory, Entry, Building)] == rows


def test_a_second_run_leaves_the_team_as_it_is(content: None, password: str):
    run("load_demo")
    rows = [list(model.objects.order_by("pk").values()) for model in (Team, TeamMember)]
    assert ([len(each) for each in rows], rows[0][0]["version"]) == ([1, 8], 3)
    run("load_demo")
    assert [list(model.objects.order_by("pk").values()) for model in (Team, TeamMember)] == rows
