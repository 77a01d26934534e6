"""The demo's people and places, all fictional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from districts.choices import Role
from districts.models import Building, District, Membership, Perspective, Team, User
from districts.services import Charter, OnTeam, describe_charter, seat_member, start_team

LAKEVIEW, HARBOR = "lakeview", "harbor"


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who can sign in to the demo, and what they are in it; `printed` are the sign-ins that are shown."""

    email: str
    name: str
    what: str
    district: str = ""
    role: str = ""
    printed: bool = True


def _rater(name: str, full_name: str, role: str) -> DemoPerson:
    """Somebody more who rates with the others."""
    address = f"{name}@lakeview.example.org"
    return DemoPerson(address, full_name, f"{role} of Lakeview", LAKEVIEW, role, printed=False)


PEOPLE = (
    DemoPerson("lead@lakeview.example.org", "Rosa Delgado", "lead of Lakeview", LAKEVIEW, Role.LEAD),
    DemoPerson("member@lakeview.example.org", "Jonas Berg", "member of Lakeview", LAKEVIEW, Role.MEMBER),
    DemoPerson("principal@lakeview.example.org", "Amina Warsame", "member of Lakeview", LAKEVIEW, Role.MEMBER),
    DemoPerson("coach@lakeview.example.org", "Lee Hartmann", "coach of Lakeview", LAKEVIEW, Role.COACH),
    DemoPerson("viewer@lakeview.example.org", "Devin Oyelaran", "viewer of Lakeview", LAKEVIEW, Role.VIEWER),
    DemoPerson("teacher@lakeview.example.org", "Hana Sorensen", "teacher, seated in rounds", LAKEVIEW, Role.VIEWER),
    _rater("quint", "Marisol Quint", Role.VIEWER),
    _rater("reyes", "Omar Reyes", Role.VIEWER),
    _rater("association", "Curtis Blake", Role.VIEWER),
    _rater("family", "Grace Whitfield", Role.VIEWER),
    _rater("hr", "Petra Novak", Role.MEMBER),
    DemoPerson("lead@harbor.example.org", "Noor Castellan", "lead of Harbor, an outsider here", HARBOR, Role.LEAD),
    DemoPerson("content@talentsys.example.org", "Ira Lindqvist", "content administrator, see /admin/"),
)

# Lakeview's, with the last digits of their NCES school IDs.
BUILDINGS = (
    ("District office", ""),
    ("Alder Elementary School", "00001"),
    ("Birch Elementary School", "00002"),
    ("Cedar Elementary School", "00003"),
    ("Dunes Elementary School", "00004"),
    ("Eastshore Middle School", "00005"),
    ("Westshore Middle School", "00006"),
    ("Lakeview High School", "00007"),
)


def make_people_and_places(password: str) -> tuple[District, dict[str, User]]:
    """Make both districts, Lakeview's buildings and everyone in them.

    Return Lakeview and its people by the first word of their address.
    """
    districts = {
        LAKEVIEW: District.objects.create(
            name="Lakeview School District", slug=LAKEVIEW, state="MI", nces_id="9900420", is_demo=True
        ),
        HARBOR: District.objects.create(name="Harbor Public Schools", slug=HARBOR, state="MI", is_demo=True),
    }
    for name, digits in BUILDINGS:
        nces_id = f"{districts[LAKEVIEW].nces_id}{digits}" if digits else ""
        Building.objects.create(district=districts[LAKEVIEW], name=name, nces_id=nces_id)
    users = {person.email: _make_person(person, districts, password) for person in PEOPLE}
    ours = {person.email.split("@")[0]: users[person.email] for person in PEOPLE if person.district == LAKEVIEW}
    return districts[LAKEVIEW], ours


def _make_person(person: DemoPerson, districts: dict[str, District], password: str) -> User:
    user = User.objects.create_user(person.email, password, name=person.name, is_staff=not person.district)
    if person.district:
        Membership.objects.create(district=districts[person.district], user=user, role=person.role)
    return user


def make_team(data: Mapping[str, Any], *, district: District, people: Mapping[str, User]) -> Team:
    """Start the team that `data` describes, write its charter as often as it was changed, and say who is on it."""
    lead, about = people["lead"], data["team"]
    team = start_team(district=district, name=about["name"], by=lead, at=_days_ago(about["started_days_ago"]))
    texts: dict[str, str] = {}
    for version, saved in enumerate(about["charter"], start=1):
        texts |= saved["texts"]
        at, by = _days_ago(saved["days_ago"]), people[saved["by"]]
        describe_charter(team, charter=Charter(name=team.name, **texts), version=version, by=by, at=at)
    members = {member.user_id: member for member in Membership.objects.for_district(district)}
    perspectives = {one.key: one for one in Perspective.objects.all()}
    for one in about["members"]:
        membership = members[people[one["who"]].pk] if "who" in one else None
        brings, name, role = perspectives[one["perspective"]], one.get("name", ""), one.get("role", "")
        who = OnTeam(membership=membership, name=name, role=role, perspective=brings)
        seat_member(team, who=who, by=lead, at=_days_ago(about["seated_days_ago"]))
    return team


def _days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)
