"""Forms offer what a row names already, also where nobody could choose it any more, and saving them keeps it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from districts.services import remove_member
from plans.models import ActionStep, Cycle, Meeting
from plans.services import StepDescription, carry_over, describe_plan, describe_step
from practices.content_store import publish, start_draft
from practices.models import Edition
from tests.factories import MembershipFactory
from tests.plans.checks import rows_of
from tests.plans.making import a_system, make_cycle, make_meeting, make_plan, make_step, plan_said
from tests.plans.pages.asking import refused, sent, url, words
from tests.readiness.pages import Page

CHOICE = "Select a valid choice. {} is not one of the available choices."
NOT_OURS = "Select a valid choice. That choice is not one of the available choices."
READY = "Talent Management 5a, Getting Ready"


def as_read(client, address, **changes):
    """What a form sends back that somebody opened, with what they type in some of its fields."""
    form = client.get(address).context["form"]
    fields = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in fields.items() if value is not None} | changes


def options(client, address, name):
    """The choices of a field as the page shows them, each with whether it is the one."""
    select = Page(client.get(address)).root.one("select", name=name)
    return [(one.text, "selected" in one.attributes) for one in select.all("option")]


# Whoever has left -------------------------------------------------------------------------------------------------


@pytest.fixture
def leaver(district):
    return MembershipFactory(district=district, role="member", user__name="Lee Gone").user


def leave(person):
    remove_member(membership=person.memberships.get())


def test_whoever_owns_a_step_and_has_left_is_offered_and_stays(untouched, plan, lead, leaver, keeper, stranger):
    step, other = make_step(plan, lead, owner=leaver), make_step(plan, lead, "Other")
    leave(leaver)
    address = url(plan, "step_change", step.pk)
    assert stranger.get(address).status_code == 404
    people = [("A Coach", False), ("A Lead", False), ("A Member", False), ("A Viewer", False)]
    first, last = ("Nobody yet, or a role", False), ("Lee Gone (has left)", True)
    assert options(keeper, address, "person") == [first, *people, last]
    assert sent(keeper, address, as_read(keeper, address, notes="Two schools first."))[1] == ["The step is saved."]
    step.refresh_from_db()
    assert (step.owner, step.notes, step.version) == (leaver, "Two schools first.", 2)
    assert "Lee Gone sees to it." in words(keeper, step.get_absolute_url())
    # Of anything else he becomes no owner, and not again of this one.
    elsewhere = url(plan, "step_change", other.pk)
    assert [text for text, _ in options(keeper, elsewhere, "person")] == [first[0], *(name for name, _ in people)]
    his = as_read(keeper, elsewhere, person=str(leaver.pk))
    assert refused(keeper, elsewhere, his) == {"person": [NOT_OURS]}
    sent(keeper, address, as_read(keeper, address, person=str(lead.pk)))
    assert options(keeper, address, "person") == [first, people[0], ("A Lead", True), *people[2:]]


def test_whoever_owns_a_cycle_and_has_left_is_offered_and_stays(untouched, plan, lead, leaver, keeper, stranger):
    cycle = make_cycle(plan, lead, owner=leaver)
    leave(leaver)
    address = url(plan, "cycle_change", cycle.pk)
    assert stranger.get(address).status_code == 404
    assert options(keeper, address, "person")[-1] == ("Lee Gone (has left)", True)
    assert sent(keeper, address, as_read(keeper, address, done="Two schools did."))[1] == ["The cycle is saved."]
    cycle = Cycle.objects.get(pk=cycle.pk)
    assert (cycle.owner, cycle.done, cycle.version) == (leaver, "Two schools did.", 2)


def test_whoever_was_at_a_meeting_and_has_left_was_there(untouched, plan, lead, leaver, keeper, stranger):
    meeting = make_meeting(plan, lead, present=[lead, leaver])
    leave(leaver)
    address = url(plan, "meeting_change", meeting.pk)
    assert stranger.get(address).status_code == 404
    boxes = Page(keeper.get(address)).root.all("input", name="present")
    assert [box["value"] for box in boxes if "checked" in box.attributes] == [str(lead.pk), str(leaver.pk)]
    assert "Lee Gone (has left the district)" in words(keeper, address)
    assert sent(keeper, address, as_read(keeper, address, decisions="Go on."))[1] == ["The meeting is saved."]
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert ({*meeting.present.all()}, meeting.decisions) == ({lead, leaver}, "Go on.")


def test_a_team_out_of_use_stays_the_plans(untouched, district, plan, lead, leading, stranger):
    team = district.teams.create(name="Talent team", changed_at="2026-08-01T12:00Z")
    describe_plan(plan, described=plan_said(team=team), version=1, by=lead)
    district.teams.update(is_active=False)
    address = url(plan, "plan_settings")
    assert stranger.get(address).status_code == 404
    assert options(leading, address, "team") == [("No team yet", False), ("Talent team", True)]
    fields = as_read(leading, address, sponsor="Ann", systems=[str(one.pk) for one in plan.systems.all()])
    assert sent(leading, address, fields)[1] == ["The settings are saved."]
    plan.refresh_from_db()
    assert (plan.team, plan.sponsor) == (team, "Ann")
    other = make_plan(district, lead, title="Other")
    assert options(leading, url(other, "plan_settings"), "team") == [("No team yet", True)]


# What a step fulfils ----------------------------------------------------------------------------------------------


def retire(ours):
    publish(edition=Edition.objects.get(pk=start_draft(edition=ours.edition).pk))


def cover_leadership(ours):
    described = plan_said(systems=[a_system("leadership", "Leadership")])
    describe_plan(ours.plan, described=described, version=1, by=ours.people["lead"])


@pytest.mark.parametrize("moved_on", [retire, cover_leadership])
@pytest.mark.parametrize("kind", ["stage", "consideration"])
def test_what_a_step_fulfils_stays_once_content_or_plan_has_moved_on(ours, elsewhere, moved_on, kind):
    if kind == "stage":
        code, label = ours.codes["readiness"], READY
    else:
        found = ours.edition.considerations.first()
        code, label = f"consideration-{found.pk}", f"Talent Management, {found.title}"
    lead, client = ours.people["lead"], ours.client("member")
    step, other = make_step(ours.plan, lead, ground=code), make_step(ours.plan, lead, "Other")
    moved_on(ours)
    before, address = rows_of(elsewhere.plan), url(ours.plan, "step_change", step.pk)
    assert elsewhere.client("lead").get(address).status_code == 404
    assert [one for one in options(client, address, "ground") if one[1]] == [(label, True)]
    assert sent(client, address, as_read(client, address, notes="Two schools first."))[1] == ["The step is saved."]
    step = ActionStep.objects.get(pk=step.pk)
    name, _, pk = code.partition("-")
    assert (step.notes, step.version, getattr(step, f"{name}_id")) == ("Two schools first.", 2, int(pk))
    assert f"Fulfills {label}" in words(client, step.get_absolute_url())
    # Another step does not come to rest on it, nor does this one again once it has let go.
    for row in (other, step):
        place = url(ours.plan, "step_change", row.pk)
        sent(client, place, as_read(client, place, ground=""))
        assert refused(client, place, as_read(client, place, ground=code)) == {"ground": [CHOICE.format(code)]}
    assert rows_of(elsewhere.plan) == before


def test_what_was_carried_over_into_a_plan_of_another_system_stays(ours, elsewhere):
    lead, client = ours.people["lead"], ours.client("member")
    make_step(ours.plan, lead, ground=ours.codes["readiness"])
    described = plan_said(title="Next", year=2027, systems=[a_system("leadership", "Leadership")])
    step = carry_over(ours.plan, described=described, by=lead).steps.get()
    address = url(step.plan, "step_change", step.pk)
    assert elsewhere.client("lead").get(address).status_code == 404
    sent(client, address, as_read(client, address, due_on="2027-10-01"))
    step.refresh_from_db()
    assert (step.due_on, step.stage_description) == (date(2027, 10, 1), ours.stage("5a-ready"))


def test_the_history_names_what_a_step_rested_on_before_and_after(ours, elsewhere):
    lead, client = ours.people["lead"], ours.client("viewer")
    step = make_step(ours.plan, lead, ground=ours.codes["readiness"])
    for version, code in enumerate(["unknown", "hexagon", "inventory", ""], start=1):
        described = StepDescription(title=step.title, ground=ours.codes.get(code, ""))
        describe_step(step, described=described, version=version, by=lead)
    assert elsewhere.client("lead").get(step.get_absolute_url()).status_code == 404
    page = words(client, step.get_absolute_url())
    names = [READY, "Need of Mentoring", "Mentoring", "Career paths", "Empty"]
    told = [f"Fulfills before {old} Fulfills after {new}" for old, new in pairwise(names)]
    assert [page.count(one) for one in told] == [1, 1, 1, 1]
    assert page.count("Fulfills before") == 4
