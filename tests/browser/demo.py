"""The demo as browser tests find it: the people of `load_demo`, and the assessments that they work on."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import yaml
from django.conf import settings
from django.db import connection, transaction

from districts.demo import make_people_and_places
from districts.models import District, User
from readiness.demo import make_assessments
from readiness.models import Assessment, BaseRating, Rating
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
    """Make what `load_content` and `load_demo` make."""
    data = yaml.safe_load((settings.BASE_DIR / "fixtures" / "demo.yaml").read_text(encoding="utf-8"))
    with transaction.atomic():
        for system in ("talent_management", "leadership"):
            published(content_file(system))
        district, people = make_people_and_places(PASSWORD)
        make_assessments(data, district=district, people=people)


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


class DemoRows:
    """Makes the demo's rows once, and copies the whole database file from then on, which takes a tenth of the time."""

    def __init__(self) -> None:
        self.copy: sqlite3.Connection | None = None

    def put(self) -> None:
        connection.ensure_connection()
        if self.copy is None:
            make_rows()
            self.copy = sqlite3.connect(":memory:")
            connection.connection.backup(self.copy)
        else:
            self.copy.backup(connection.connection)
