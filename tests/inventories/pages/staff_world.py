"""A district with staff data, and everyone who may and may not read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from comments.models import Comment
from districts.choices import Role
from districts.models import District, User
from inventories import content_store
from inventories.choices import InventoryState
from inventories.models import Entry, ImportDraft, Inventory, InventoryPrompt, NamedReader, Template
from inventories.owners import EntryThreads, InventoryThreads
from inventories.services import answer_prompt, delete_entries, name_reader
from readiness.models import Assessment
from tests.factories import DistrictFactory, MembershipFactory, UserFactory
from tests.inventories.factories import INVENTORIES_FILE
from tests.inventories.keeping import drafted, entered, started
from tests.readiness.factories import content_file, opened, published

COUNT = 137
# What stands in cells, answers and spreadsheets of staff data, and in no place that others read.
SECRETS = ("Zebulon", "Quillfeather", "Tightrope", "Lutherie", "Bassoon", "Marimba", "Only two of us")
UNNAMED = ("viewer", "coach", "member")
READERS = ("named viewer", "named member", "lead")
STRANGERS = ("outsider", "content", "operator")
WHO = ("anonymous", *STRANGERS, *UNNAMED, *READERS)


@dataclass(frozen=True)
class StaffWorld:
    """`staff` holds 137 certifications, `positions` requires some of them and is open to everybody inside."""

    people: dict[str, User | None]
    district: District
    staff: Inventory
    positions: Inventory
    assessment: Assessment

    @property
    def entry(self) -> Entry:
        found: Entry = Entry.objects.for_inventory(self.staff)[0]
        return found

    @property
    def deleted(self) -> Entry:
        return self.staff.entries.get(deleted_at__isnull=False)

    @property
    def draft(self) -> ImportDraft:
        return self.staff.import_drafts.get()

    def comment_on(self, thing: Inventory | Entry) -> Comment:
        found: Comment = Comment.objects.get(thread=thing.thread)
        return found

    @property
    def reader(self) -> NamedReader:
        return self.staff.named_readers.get(membership__role=Role.VIEWER)

    @property
    def prompt(self) -> InventoryPrompt:
        return self.staff.prompts.get(kind="reflection")


def people_of(district: District) -> dict[str, User | None]:
    def inside(role: Role, name: str) -> Any:
        return MembershipFactory(district=district, role=role, user__name=name).user

    return {
        "anonymous": None,
        "outsider": MembershipFactory(role=Role.LEAD).user,
        "content": UserFactory(is_staff=True),
        "operator": UserFactory(is_staff=True, is_superuser=True),
        "viewer": inside(Role.VIEWER, "A viewer"),
        "coach": inside(Role.COACH, "A coach"),
        "member": inside(Role.MEMBER, "A member"),
        "named viewer": inside(Role.VIEWER, "A named viewer"),
        "named member": inside(Role.MEMBER, "A named member"),
        "lead": inside(Role.LEAD, "A lead"),
    }


def make_staff_world() -> StaffWorld:
    district = DistrictFactory(name="Lakeview School District", slug="lakeview")
    people = people_of(district)
    lead: Any = people["lead"]
    edition, _ = (published(content_file(system)) for system in ("talent_management", "leadership"))
    content_store.load(INVENTORIES_FILE)
    templates = {row.key: row for row in Template.objects.all()}
    said = {"state": InventoryState.CURRENT, "as_of": date(2026, 10, 3), "review_on": date(2026, 11, 2)}
    staff = started(district, templates["certifications"], lead, "Licenses", owner=people["coach"], **said)
    positions = started(district, templates["positions"], lead, "Staffing list")
    _fill(staff, positions, people)
    assessment = opened(district, edition, "Autumn 2026", lead)
    return StaffWorld(people, district, Inventory.objects.get(pk=staff.pk), positions, assessment)


def _fill(staff: Inventory, positions: Inventory, people: dict[str, Any]) -> None:
    lead, group = people["lead"], {"group": "Secondary teacher"}
    made = entered(
        staff,
        lead,
        *({"person": f"Zebulon {place}", "name": "Tightrope", "state": "Valid"} | group for place in range(COUNT)),
        {"person": "Quillfeather", "name": "Marimba"},
    )
    delete_entries(staff, pks=[made[-1].pk], by=lead)
    entered(
        positions,
        lead,
        {"number": "1", "title": "Music teacher", "certification": "Music K-12"} | group,
        {"number": "2", "title": "Latin teacher", "certification": "Latin 7-12"} | group,
    )
    for who in ("named viewer", "named member"):
        name_reader(staff, membership=people[who].memberships.get(), by=lead)
    drafted(staff, people["named member"], ["Person", "Subjects and grades"], ["Quillfeather", "Lutherie, Bassoon"])
    _talk(staff, made[0], people)
    prompt = staff.prompts.get(kind="reflection")
    answer_prompt(staff, pk=prompt.pk, answer="Only two of us hold it.", version=1, by=lead)


def _talk(staff: Inventory, entry: Entry, people: dict[str, Any]) -> None:
    """Let the named member ask the lead, and another who is named, about the inventory and one of its entries."""
    by, asked = people["named member"], [people["lead"], people["named viewer"]]
    threads = (
        InventoryThreads.find(by, "lakeview", pk=staff.pk),
        EntryThreads.find(by, "lakeview", pk=staff.pk, entry=entry.pk),
    )
    for thread in threads:
        thread.say(words="Has Zebulon renewed Tightrope?", mentioned=asked, by=by)
