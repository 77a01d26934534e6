"""Whatever is edited afterwards, in any order: a snapshot's record, its page and its files stay as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from districts.choices import Role
from districts.models import User
from districts.services import Charter, OnTeam, change_role, describe_charter, remove_member, seat_member, start_team
from hexagon.services import recommend
from plans.choices import Length, StepStatus
from plans.models import Plan, Snapshot
from plans.reports import plan_record, snapshot_report
from plans.services import (
    SnapshotNote,
    StepDescription,
    close_plan,
    describe_plan,
    describe_step,
    note_snapshot,
    remove_step,
    reopen_plan,
    set_status,
)
from practices.content_store import publish, start_draft
from practices.models import Edition, StageDescription
from tests.hexagon.reviews.factories import decision
from tests.inventories.keeping import entered
from tests.plans.making import make_measure, make_meeting, make_milestone, make_snapshot, make_step, plan_said
from tests.readiness.factories import rate

FILES = {length: f"%PDF {length}".encode() for length in Length}


class World:
    """A district with a plan of everything, and what people may do to all that its snapshot was made of."""

    def __init__(self, ours):
        self.ours, self.lead = ours, ours.people["lead"]
        # Objects of its own: what others share keeps in memory what the database takes back.
        self.plan = Plan.objects.select_related("district").get(pk=ours.plan.pk)
        self.member = ours.people["member"]
        self.team = start_team(district=ours.district, name="Talent team", by=self.lead)
        describe_plan(self.plan, described=self.said(goals="Keep teachers."), version=self.plan.version, by=self.lead)
        self.plan.refresh_from_db()
        priority = ours.chosen(ours.codes["readiness"], "Select with care")
        self.step = make_step(self.plan, self.lead, "Ask leavers", owner=self.member, priority=priority)
        self.spare = make_step(self.plan, self.lead, "A mistake")
        self.priority = priority
        make_milestone(self.plan, self.lead)
        self.measure = make_measure(self.plan, self.lead, targets={date(2027, 6, 1): "90"})
        make_meeting(self.plan, self.lead, present=[self.member], decisions="Go on.")
        rate(ours.assessment, "5a-ready", "1", "We began.", by=self.lead)
        self.count = 0

    def said(self, **words):
        return plan_said(title="Talent plan", systems=self.plan.systems.all(), team=self.team, **words)

    def number(self):
        self.count += 1
        return self.count

    def rename_district(self):
        self.plan.district.name = f"District {self.number()}"
        self.plan.district.save()

    def rename_people(self):
        for person in User.objects.all():
            person.name = f"Person {self.number()}"
            person.save()

    def change_roles(self):
        membership = self.member.memberships.filter(district=self.ours.district).first()
        if membership:
            change_role(membership=membership, role=Role.VIEWER)

    def member_leaves(self):
        membership = self.member.memberships.filter(district=self.ours.district).first()
        if membership:
            remove_member(membership=membership)

    def reword_charter(self):
        self.team.refresh_from_db()
        charter = Charter(name=f"Team {self.number()}", norms=f"Norm {self.number()}")
        describe_charter(self.team, charter=charter, version=self.team.version, by=self.lead)
        seat_member(self.team, who=OnTeam(name=f"Guest {self.number()}"), by=self.lead)

    def reword_plan(self):
        self.plan.refresh_from_db()
        if not self.plan.is_closed:
            said = self.said(goals=f"Goal {self.number()}", sponsor="Another", ask="More.")
            describe_plan(self.plan, described=said, version=self.plan.version, by=self.lead)

    def close_and_open(self):
        self.plan.refresh_from_db()
        close_plan(self.plan, by=self.lead)
        reopen_plan(self.plan, reason="Not yet.", by=self.lead)

    def reword_step(self):
        self.step.refresh_from_db()
        described = StepDescription(title=f"Step {self.number()}", due_on=date(2027, 1, 1) + timedelta(self.count))
        describe_step(self.step, described=described, version=self.step.version, by=self.lead)

    def finish_step(self):
        self.step.refresh_from_db()
        status = (StepStatus.DONE, StepStatus.DROPPED)[self.number() % 2]
        set_status(self.step, status=status, because="Why", version=self.step.version, by=self.lead)

    def remove_a_step(self):
        if self.spare:
            remove_step(self.spare, by=self.lead)
            self.spare = None

    def rate_anew(self):
        rate(self.ours.assessment, "5a-ready", str(self.number() % 3), f"Note {self.count}", by=self.lead)

    def publish_other_words(self):
        edition = Edition.objects.get(system=self.ours.edition.system, status="published")
        draft = Edition.objects.get(pk=start_draft(edition=edition).pk)
        for row in StageDescription.objects.filter(edition=draft)[:2]:
            row.text = f"Other words {self.number()}."
            row.save()
        publish(edition=draft)

    def note_it(self):
        snapshot = Snapshot.objects.get(plan=self.plan, number=1)
        said = SnapshotNote(note=f"Note {self.number()}")
        note_snapshot(snapshot, said=said, version=snapshot.version, by=self.lead)

    def finalize_again(self):
        make_snapshot(self.plan, self.lead)


EDITS = sorted(name for name in vars(World) if not name.startswith("_") and name not in {"said", "number"})


@pytest.fixture
def world(ours):
    return World(ours)


def kept(snapshot):
    """Everything that a snapshot hands out, but for the note that stands beside it."""
    row = Snapshot.objects.select_related("plan__district").get(pk=snapshot.pk)
    report = snapshot_report(row)
    return (
        row.record,
        row.digest,
        (row.finalized_at, row.finalized_name, row.number),
        [(one.length, one.name, one.size, one.sha256) for one in report.files],
        [bytes(one.content) for one in row.files.order_by("pk")],
        render_to_string("plans/snapshot/record.html", {"record": report.record}),
    )


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=8))
def test_a_snapshot_stays_whatever_is_edited(world, edits):
    with transaction.atomic():
        snapshot = make_snapshot(world.plan, world.lead)
        before = kept(snapshot)
        for name in edits:
            getattr(world, name)()
            assert kept(snapshot) == before, name
        transaction.set_rollback(True)
    world.spare = world.plan.steps.get(title="A mistake")


def read(world):
    plan = type(world.plan).objects.select_related("district", "team").get(pk=world.plan.pk)
    roles = list(world.member.memberships.values_list("district", "role"))
    texts = list(StageDescription.objects.filter(edition__status="published").values_list("text"))
    return plan_record(plan), roles, texts, [one.note for one in plan.snapshots.all()], plan.snapshots.count()


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_does_something(world, name):
    """Else the test above would prove nothing of it."""
    make_snapshot(world.plan, world.lead)
    if name == "finalize_again":
        world.reword_step()
    before = read(world)
    getattr(world, name)()
    assert replace(read(world)[0], read_at=before[0].read_at) != before[0] or read(world)[1:] != before[1:]


def test_a_recommendation_and_an_inventory_are_edited_too(ours):
    world = World(ours)
    snapshot = make_snapshot(world.plan, world.lead)
    before = kept(snapshot)
    recommend(
        ours.review, decision=decision(rationale="Another reason.", version=ours.recommendation.version), by=world.lead
    )
    entered(ours.inventory, world.lead, {"thing": "Mentors", "state": "Missing"})
    assert kept(snapshot) == before
