"""The demo: made once, in a database of its own, with people in every role."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from districts.models import Building, District, Membership, Team, TeamMember, User
from inventories.models import Entry, Inventory

pytestmark = pytest.mark.django_db

PASSWORD = "a demo password"


def run(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTSYS_DEMO_PASSWORD", PASSWORD)


@pytest.fixture(scope="module")
def printed(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """What the first run prints, made once: each test is taken back, and in the end the demo is."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("TALENTSYS_DEMO_PASSWORD", PASSWORD)
        run("load_content")
        yield run("load_demo")
        transaction.set_rollback(True)


def test_it_makes_two_districts_and_people_in_every_role(printed: str):
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
    assert all(user.check_password(PASSWORD) for user in User.objects.all())
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


@pytest.mark.usefixtures("_password")
def test_a_second_run_makes_nothing_and_prints_the_sign_ins_again(printed: str):
    users = set(User.objects.values_list("pk", flat=True))
    assert run("load_demo") == printed
    assert set(User.objects.values_list("pk", flat=True)) == users


def test_a_password_that_no_longer_works_is_not_printed(printed: str, monkeypatch):
    monkeypatch.setenv("TALENTSYS_DEMO_PASSWORD", "another one")
    assert run("load_demo").splitlines()[0] == "Demo sign-ins, with the password that they were made with:"


@pytest.mark.usefixtures("_password")
def test_a_second_run_leaves_the_inventories_as_they_are(printed: str):
    rows = [list(model.objects.order_by("pk").values()) for model in (Inventory, Entry, Building)]
    assert [len(each) for each in rows] == [6, 102, 8]
    run("load_demo")
    run("load_demo", "--if-new")
    assert [list(model.objects.order_by("pk").values()) for model in (Inventory, Entry, Building)] == rows


@pytest.mark.usefixtures("_password")
def test_a_second_run_leaves_the_team_as_it_is(printed: str):
    rows = [list(model.objects.order_by("pk").values()) for model in (Team, TeamMember)]
    assert ([len(each) for each in rows], rows[0][0]["version"]) == ([1, 8], 3)
    run("load_demo")
    assert [list(model.objects.order_by("pk").values()) for model in (Team, TeamMember)] == rows
