"""The demo, with all that its Lakeview holds in its Harbor once more, and what the demo lacks in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from core.rendering.pdf import PdfUnavailableError
from core.rendering.pictures import reencoded
from districts.demo import PEOPLE, make_team
from districts.models import Building, District, Invitation, Membership, User
from districts.services import add_member, set_logo
from hexagon.demo import make_reviews
from inventories.choices import Sensitivity
from inventories.demo import make_inventories
from inventories.models import Inventory
from inventories.services import record_staff_export
from plans.choices import Length
from plans.demo import make_plan
from plans.models import CalendarLink, Plan, Snapshot, SnapshotFile
from readiness.demo import make_assessments, make_rounds
from talentsys.management.commands.load_demo import described
from tests.core.picture_samples import drawn
from tests.factories import MembershipFactory
from tests.talentsys.test_load_demo import run


@dataclass(frozen=True)
class Two:
    """Both districts, each with a lead, and what nobody may find in a file."""

    lakeview: District
    harbor: District
    lead: Membership
    harbor_lead: Membership
    secrets: tuple[str, ...]


def two_districts() -> Two:
    run("load_content")
    with patch("plans.demo.snapshots.board_pdf", side_effect=PdfUnavailableError):  # No file's bytes are looked at.
        run("load_demo")
        lakeview, harbor = (District.objects.get(slug=slug) for slug in ("lakeview", "harbor"))
        _fill(harbor)
    secrets = tuple(secret for district in (lakeview, harbor) for secret in _complete(district))
    passwords = tuple(User.objects.values_list("password", flat=True))
    return Two(lakeview, harbor, _lead(lakeview), _lead(harbor), secrets + passwords)


def _fill(harbor: District) -> None:
    """Give Harbor what the demo gives Lakeview."""
    people: dict[str, Any] = {}
    for person in PEOPLE:
        if person.district == "lakeview":
            key = person.email.split("@")[0]
            email = f"{key}-too@harbor.example.org"
            people[key] = MembershipFactory(district=harbor, role=person.role, user__email=email).user
    for building in Building.objects.filter(district__slug="lakeview"):
        harbor.buildings.create(name=building.name)
    make_team(described("demo_team.yaml"), district=harbor, people=people)
    for make in (make_assessments, make_rounds, make_reviews):
        make(described("demo.yaml"), district=harbor, people=people)
    make_inventories(described("demo_inventories.yaml"), district=harbor, people=people)
    make_plan(described("demo_plans.yaml"), district=harbor, people=people)


def _lead(district: District) -> Membership:
    return Membership.objects.select_related("district", "user").get(user__email=f"lead@{district.slug}.example.org")


def _complete(district: District) -> list[str]:
    """Add a logo, a snapshot, a download of staff data, and what opens something; return its secrets."""
    lead = _lead(district).user
    set_logo(district, picture=reencoded(drawn()), by=lead)
    plan = Plan.objects.get(district=district)
    now = timezone.now()
    snapshot = Snapshot.objects.create(
        plan=plan, number=9, record={"schema": 1}, digest="d" * 64, finalized_at=now, finalized_name="Rosa Delgado",
        changed_at=now, changed_by=lead,
    )  # fmt: skip
    SnapshotFile.objects.create(
        snapshot=snapshot, length=Length.BRIEF, name="brief.pdf", size=3, sha256="e" * 64, content=b"PDF"
    )
    record_staff_export(Inventory.objects.get(district=district, sensitivity=Sensitivity.STAFF), file="a", by=lead)
    email = f"new@{district.slug}.example.org"
    token = add_member(district=district, email=email, name="Noa Reed", role="viewer").token
    digest = f"{district.slug:c<64}"
    CalendarLink.objects.create(plan=plan, membership=_lead(district), token_digest=digest, created_at=now)
    return [str(token), digest, *Invitation.objects.values_list("token_digest", flat=True)]
