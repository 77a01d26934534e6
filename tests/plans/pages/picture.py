"""A district whose picture offers something of every kind to work on, and another one that has the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.test import Client

from districts.choices import Role
from districts.models import District, User
from hexagon.models import Recommendation, Review
from hexagon.services import recommend
from inventories.models import Inventory
from plans.models import Plan, Priority
from plans.reports import candidates_for
from practices.models import Consideration, Edition, StageDescription
from readiness.models import Assessment
from tests.factories import DistrictFactory, MembershipFactory
from tests.hexagon.factories import published_hexagon
from tests.hexagon.reviews.factories import decision, reviewed, row_of, say
from tests.inventories.factories import load, template_entry
from tests.inventories.keeping import started
from tests.plans.making import make_plan, make_priority
from tests.readiness.factories import content_file, opened, published, rate


@dataclass(frozen=True)
class Picture:
    """A district's draft plan, and what its pages may take up: rated, recommended, taken stock of, not known yet."""

    people: dict[str, User]
    district: District
    edition: Edition
    assessment: Assessment
    review: Review
    recommendation: Recommendation
    inventory: Inventory
    plan: Plan

    @property
    def codes(self) -> dict[str, str]:
        """The code of one thing for each place where a priority may come from."""
        return {
            "readiness": f"stage_description-{self.stage('5a-ready').pk}",
            "hexagon": f"recommendation-{self.recommendation.pk}",
            "inventory": f"inventory-{self.inventory.pk}",
            "unknown": f"component_rating-{row_of(self.review, 'need').pk}",
        }

    def stage(self, key: str) -> StageDescription:
        found: StageDescription = StageDescription.objects.get(edition=self.edition, key=key)
        return found

    def consideration(self, key: str) -> Consideration:
        found: Consideration = Consideration.objects.get(edition=self.edition, key=key)
        return found

    def client(self, who: str) -> Client:
        client = Client()
        client.force_login(self.people[who])
        return client

    def offered(self) -> dict[str, list[tuple[str, str]]]:
        """What the plan may take up, by where it was found: each with the priority that it is already."""
        return {
            group.title: [(one.title, one.priority) for one in group.candidates] for group in candidates_for(self.plan)
        }

    def chosen(self, code: str, title: str = "Grow our own", **said: Any) -> Priority:
        return make_priority(self.plan, self.people["lead"], title, ground=code, **said)


def make_picture(directory: Path) -> tuple[Picture, Picture]:
    """Return two districts that have the same to work on; only the slugs of the first are ours."""
    edition = published(content_file("talent_management"))
    published_hexagon()
    template = load(directory, template_entry(serves=()))
    return _picture("lakeview", edition, template), _picture("harbor", edition, template)


def _picture(slug: str, edition: Edition, template: Any) -> Picture:
    district = DistrictFactory(slug=slug, name=slug.capitalize())
    people = {
        role.value: MembershipFactory(district=district, role=role, user__name=f"A {role.label}").user for role in Role
    }
    lead = people["lead"]
    assessment = opened(district, edition, "Autumn 2026", lead)
    rate(assessment, "5a-aware", "2", by=lead)
    rate(assessment, "5a-ready", "1", "Two schools have begun.", by=lead)
    rate(assessment, "1-aware", "n", by=lead)
    review = reviewed(district, lead, title="Mentoring")
    say(review, "need", "n", by=lead)
    row = recommend(review, decision=decision(), by=lead)
    inventory = started(district, template, lead, "Career paths")
    plan = make_plan(district, lead, systems=[edition.system])
    return Picture(people, district, edition, assessment, review, row, inventory, plan)
