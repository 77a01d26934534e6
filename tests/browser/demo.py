"""The demo as browser tests find it: the people of `load_demo`, what they rate, alone and together, and their plan."""

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
from inventories.demo import make_inventories
from plans.demo import make_plan
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


def described(file: str = "demo.yaml") -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((settings.BASE_DIR / "fixtures" / file).read_text(encoding="utf-8"))
    return data


def make_rows_rated_together() -> None:
    """Make the demo's rounds and reviews as well."""
    demo = read_demo()
    with transaction.atomic():
        make_rounds(described(), district=demo.district, people=demo.people)
        make_reviews(described(), district=demo.district, people=demo.people)


def make_planned_rows() -> None:
    """Make the demo's inventories and its plan, which rests on them and on what is rated together."""
    demo = read_demo()
    with transaction.atomic():
        make_inventories(described("demo_inventories.yaml"), district=demo.district, people=demo.people)
        make_plan(described("demo_plans.yaml"), district=demo.district, people=demo.people)


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
    weighed, agreed, revealed, still_open = Round.objects.order_by("opened_at")
    return Together(
        open=still_open,
        revealed=revealed,
        agreed=agreed,
        weighed=weighed,
        comparison=Comparison.objects.get(),
        review=Review.objects.get(comparison=None),
    )


# What Lakeview has, by how far it has come; each stage holds all that those before it hold.
STAGES = {"alone": make_rows, "together": make_rows_rated_together, "planned": make_planned_rows}


class DemoRows:
    """Makes the rows of each stage once, and copies the whole database file from then on, in a tenth of the time."""

    def __init__(self) -> None:
        self.copies: dict[str, sqlite3.Connection] = {}

    def put(self, stage: str = "alone") -> None:
        connection.ensure_connection()
        if stage not in self.copies:
            self.make(stage)
        self.copies[stage].backup(connection.connection)

    def make(self, stage: str) -> None:
        names = list(STAGES)
        if place := names.index(stage):
            self.put(names[place - 1])
        STAGES[stage]()
        self.copies[stage] = sqlite3.connect(":memory:")
        connection.connection.backup(self.copies[stage])
