"""The demo as browser tests find it: the people of `load_demo`, and what they rate, alone and together."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

import yaml
from django.conf import settings
from django.db import connection, transaction

from districts import content_store as perspectives
from districts.demo import make_people_and_places
from districts.models import District, User
from hexagon import content_store as hexagon
from hexagon.demo import make_reviews
from hexagon.models import Comparison, Review
from inventories import content_store as inventories
from readiness.demo import make_assessments, make_rounds
from readiness.models import Assessment, BaseRating, Rating
from rounds.models import Round
from tests.readiness.factories import content_file, published

PASSWORD = "willow harbor lantern"


@dataclass(frozen=True)
class Demo:
    """Lakeview with its half-rated assessments of both systems and an earlier, closed one of Talent Management.

    `people` are by the first word of their address; `harbor` leads another district and `content` edits practices.
    """

    district: District
    people: dict[str, User]
    harbor: User
    content: User
    talent: Assessment
    leadership: Assessment
    earlier: Assessment

    def email(self, who: str) -> str:
        return self.people[who].email

    def row(self, key: str, model: type[BaseRating] = Rating) -> BaseRating:
        """What is stored for an item of the open assessment of Talent Management."""
        return model.objects.for_assessment(self.talent).with_key(key).get()


def make_rows() -> None:
    """Make what `load_content` and `load_demo` make, without what is rated together."""
    fixtures = settings.BASE_DIR / "fixtures"
    with transaction.atomic():
        for system in ("talent_management", "leadership"):
            published(content_file(system))
        hexagon.load(fixtures / "hexagon.yaml")
        perspectives.load(fixtures / "perspectives.yaml")
        inventories.load(fixtures / "inventories.yaml")
        district, people = make_people_and_places(PASSWORD)
        make_assessments(described(), district=district, people=people)


def described() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((settings.BASE_DIR / "fixtures" / "demo.yaml").read_text(encoding="utf-8"))
    return data


def make_rows_rated_together() -> None:
    """Make the demo's rounds and reviews as well."""
    demo = read_demo()
    with transaction.atomic():
        make_rounds(described(), district=demo.district, people=demo.people)
        make_reviews(described(), district=demo.district, people=demo.people)


def read_demo() -> Demo:
    district = District.objects.get(slug="lakeview")
    people = {member.user.email.split("@")[0]: member.user for member in district.memberships.select_related("user")}
    found = Assessment.objects.for_district(district).with_edition().order_by("opened_at")
    earlier, _, talent, leadership = found
    return Demo(
        district=district,
        people=people,
        harbor=User.objects.get(email="lead@harbor.example.org"),
        content=User.objects.get(email="content@talentsys.example.org"),
        talent=talent,
        leadership=leadership,
        earlier=earlier,
    )


@dataclass(frozen=True)
class Together:
    """What Lakeview rates together: rounds that are open, revealed and agreed, a finished comparison, and a review."""

    open: Round
    revealed: Round
    agreed: Round
    weighed: Round
    comparison: Comparison
    review: Review


def read_together() -> Together:
    agreed, weighed, revealed, still_open = Round.objects.order_by("opened_at")
    return Together(
        open=still_open,
        revealed=revealed,
        agreed=agreed,
        weighed=weighed,
        comparison=Comparison.objects.get(),
        review=Review.objects.get(comparison=None),
    )


class DemoRows:
    """Makes the demo's rows once, and copies the whole database file from then on, which takes a tenth of the time.

    There are two copies: the one that is rated together holds all that the other does, and rounds and reviews.
    """

    def __init__(self) -> None:
        self.copies: dict[bool, sqlite3.Connection] = {}

    def put(self, *, together: bool = False) -> None:
        connection.ensure_connection()
        if together not in self.copies:
            self.make(together)
        self.copies[together].backup(connection.connection)

    def make(self, together: bool) -> None:
        if together:
            self.put()
            make_rows_rated_together()
        else:
            make_rows()
        self.copies[together] = sqlite3.connect(":memory:")
        connection.connection.backup(self.copies[together])
