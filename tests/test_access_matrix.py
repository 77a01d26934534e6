"""Who gets what at every address of the product, as the table in `access_table` says.

A new address fails `test_every_address_has_its_rows` until it has a row for GET and one for POST; a row is one line.
"""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from districts.choices import Role
from districts.models import Perspective, User
from districts.services import add_member
from hexagon.content_store import load as load_hexagon
from inventories.models import Template
from inventories.services import name_reader
from readiness.services import open_assessment
from tests.access_offices import OFFICE_ROWS
from tests.access_table import PAGES, WHO, Row, World
from tests.comments.access_rows import KEPT, PLANNED, RATED, THREAD_PAGES, talk
from tests.districts import team_samples
from tests.districts.access_rows import TEAM_PAGES
from tests.factories import DistrictFactory, MembershipFactory, UserFactory
from tests.hexagon.access_rows import HEXAGON_PAGES
from tests.hexagon.factories import HEXAGON_FILE
from tests.hexagon.reviews.factories import opened, reviewed, started
from tests.inventories import keeping
from tests.inventories.access_rows import INVENTORY_PAGES
from tests.inventories.factories import load as load_inventories
from tests.plans.access_rows import PLAN_PAGES, planned
from tests.practices.factories import choosing, load, small_file
from tests.rounds.factories import open_round, seat

OUR_APPS = ("practices", "districts", "comments", "hexagon", "inventories", "readiness", "plans")

ROWS = [*PAGES, *TEAM_PAGES, *OFFICE_ROWS, *HEXAGON_PAGES, *INVENTORY_PAGES, *PLAN_PAGES, *THREAD_PAGES]


def names(patterns: list[Any], namespace: str = "") -> Iterator[str]:
    """Every address below `patterns`, by its full name."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


def is_ours(name: str) -> bool:
    """Django's own admin pages are one family: of it only the first page and those of our models need rows."""
    if not name.startswith("admin:"):
        return True
    page = name.removeprefix("admin:")
    return page in {"index", "auth_user_password_change"} or page.startswith(tuple(f"{app}_" for app in OUR_APPS))


def test_every_address_has_its_rows() -> None:
    addresses = {name for name in names(get_resolver().url_patterns) if is_ours(name)}
    needed = {(name, method) for name in addresses for method in ("get", "post")}
    rows = [(row.name, row.method) for row in ROWS]
    assert sorted(needed - set(rows)) == []
    assert sorted(set(rows) - needed) == []
    assert len(rows) == len(set(rows))


def people_of(district: Any) -> dict[str, User | None]:
    """One person for each of WHO."""
    inside = {role.value: MembershipFactory(district=district, role=role).user for role in Role}
    return inside | {
        "anonymous": None,
        "outsider": MembershipFactory(role=Role.LEAD).user,
        "content": UserFactory(is_staff=True),
        "operator": UserFactory(is_staff=True, is_superuser=True),
    }


def make_world(directory: Any) -> World:
    district = DistrictFactory()
    people = people_of(district)
    added = add_member(district=district, email="noa@example.org", name="Noa Reed", role=Role.VIEWER)
    Perspective.objects.create(key="visitor", title="Visitor", position=9)  # The first by id: one that nobody brings.
    for key in ("student", "teacher"):
        Perspective.objects.create(key=key, title=key.capitalize())
    edition = load(directory, choosing(small_file()))
    load_hexagon(HEXAGON_FILE)
    load_inventories(directory)
    district.buildings.create(name="Middle School")
    team_samples.named(team_samples.started(district, people["lead"]), people["lead"], "Tom Albrecht")
    assessment = open_assessment(district=district, edition=edition, label="Autumn 2026", by=people["lead"])
    together = open_assessment(district=district, edition=edition, label="Together", by=people["lead"])
    round = make_round(together, [people["member"], people["viewer"]])
    reviews = make_reviews(district, edition, people)
    inventory = make_inventory(district, people)
    plan = planned(district, edition.system, people)
    world = World(people, district, added.membership, str(added.token), assessment, round, *reviews, inventory, *plan)
    talk(world, *RATED, *KEPT, *PLANNED)
    return world


def make_inventory(district: Any, people: dict[str, User | None]) -> Any:
    """An inventory with one entry, a named reader, and a spreadsheet that waits for the member's yes."""
    made = keeping.started(district, Template.objects.get(), people["lead"])
    keeping.entered(made, people["member"], {"thing": "A thing"})
    name_reader(made, membership=district.memberships.get(role=Role.COACH), by=people["lead"])
    keeping.drafted(made, people["member"], ["Thing"], ["Another thing"])
    return made


def make_reviews(district: Any, edition: Any, people: dict[str, User | None]) -> tuple[Any, Any, Any]:
    """A review and a comparison of which nobody has said anything, and an open round over another review."""
    lead = people["lead"]
    review, other = (reviewed(district, lead, about=edition.system) for _ in range(2))
    round = opened(other, lead, ["need"]).round
    seat(round, [people["member"], people["viewer"]])
    return review, started(district, edition, ["One", "Two", "Three"], lead, code="1b"), round


def make_round(assessment: Any, raters: list[Any]) -> Any:
    """An open round over one item, with these people seated."""
    round = open_round(assessment, ["1a-ready"])
    seat(round, raters)
    return round


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """One world for the whole table: each request is taken back, and in the end the world is."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world(tmp_path_factory.mktemp("content"))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cookies(world: World) -> dict[str, SimpleCookie]:
    """What the browser of each of WHO holds, who signed in when the world was made."""
    found = {}
    for who, person in world.people.items():
        client = Client()
        if person is not None:
            client.force_login(person)
        found[who] = client.cookies
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everyone_gets_what_the_table_says(row: Row, world: World, cookies: dict[str, SimpleCookie]) -> None:
    address = reverse(row.name, args=row.arguments(world))
    got = {who: undone(row.method, address, cookies[who]) for who in WHO}
    assert got == dict(zip(WHO, row.expected.split(), strict=True))


def undone(method: str, address: str, cookies: SimpleCookie) -> str:
    """Return what a person gets, and take back what the request did, so that the next one finds the same world."""
    with transaction.atomic():
        outcome = ask(method, address, cookies)
        transaction.set_rollback(True)
    return outcome


def ask(method: str, address: str, cookies: SimpleCookie) -> str:
    client = Client()
    client.cookies = SimpleCookie({name: morsel.value for name, morsel in cookies.items()})
    response = getattr(client, method)(address)
    while response.status_code == 302 and urlsplit(response.url).path == reverse("admin:login"):
        response = client.get(response.url)  # The admin asks its own sign-in page, which passes on or refuses.
    if response.status_code == 302 and urlsplit(response.url).path == reverse("account_login"):
        return "in"
    return str(response.status_code)
