"""Starting a plan, describing it, and moving it from draft to in force to closed and back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db.models import RestrictedError
from django.utils import timezone

from districts.models import Team
from districts.services import delete_team, start_team
from plans.choices import PlanState
from plans.models import Plan
from plans.services import (
    close_plan,
    delete_plan,
    describe_plan,
    is_untouched,
    put_in_force,
    reopen_plan,
    start_plan,
)
from tests.plans.checks import busy, refusal, rows_of, stale, versions
from tests.plans.making import (
    a_system,
    make_cycle,
    make_measure,
    make_meeting,
    make_milestone,
    make_plan,
    make_priority,
    make_step,
    plan_said,
)

pytestmark = pytest.mark.usefixtures("untouched")

TAKEN = ["The district has a plan of this name for this school year."]
AT = datetime(2030, 8, 3, 14, 30, tzinfo=UTC)


def team_of(district, name="Talent team"):
    return Team.objects.create(district=district, name=name, changed_at=timezone.now())


def in_state(district, lead, state):
    return make_plan(district, lead, state=state, title=f"In {state}")


# Starting and describing --------------------------------------------------------------------------------------------


def test_a_plan_starts_as_a_draft_that_says_what_its_lead_said(district, lead):
    both, team = [a_system(), a_system("leadership", "Leadership")], team_of(district)
    said = plan_said(title="Staff our schools", systems=both, goals="Goal 1\n\n Goal 2 ", team=team, sponsor="Jo")
    plan = start_plan(district=district, described=said, by=lead, at=AT)
    plan.refresh_from_db()
    assert (plan.title, plan.year, plan.year_label, plan.state) == ("Staff our schools", 2026, "2026\u201327", "draft")
    assert (plan.goal_lines, plan.team, plan.sponsor) == (("Goal 1", "Goal 2"), team, "Jo")
    assert set(plan.systems.all()) == set(both)
    assert (plan.version, plan.opened_at, plan.changed_at, plan.changed_by) == (1, AT, AT, lead)
    assert plan.carried_from is None
    # What it names of others is a version of its own, which says who and when as well.
    assert set(plan.history.values_list("history_user", "history_date", "version")) == {(lead.pk, AT, 1)}
    assert set(plan.history.first().systems.values_list("system", flat=True)) == {one.pk for one in both}


def test_a_title_is_taken_once_a_year_and_a_district(district, plan, theirs, lead):
    def start(**said):
        return start_plan(district=district, described=plan_said(**said), by=lead)

    assert theirs.title == plan.title
    assert refusal(start, title=plan.title) == {"title": TAKEN}
    later = start(title=plan.title, year=2027)
    assert refusal(describe_plan, later, described=plan_said(title=plan.title), version=1, by=lead) == {"title": TAKEN}
    assert describe_plan(plan, described=plan_said(title=plan.title, sponsor="Jo"), version=1, by=lead)
    assert Plan.objects.for_district(district).count() == 2


def test_a_plan_needs_a_system_and_takes_no_team_of_another_district(district, harbor, plan, lead):
    for act in (
        lambda said: start_plan(district=district, described=said, by=lead),
        lambda said: describe_plan(plan, described=said, version=1, by=lead),
    ):
        said = plan_said(title="Other", systems=[])
        assert refusal(act, said) == {"systems": ["Choose at least one system."]}
        said = plan_said(title="Other", team=team_of(harbor, f"Team {act}"))
        assert refusal(act, said) == {"team": ["Choose a team of this district."]}
    assert rows_of(plan)["Plan"][0]["version"] == 1
    assert Plan.objects.for_district(district).count() == 1


def test_describing_changes_what_is_said_and_counts_it(plan, member):
    assert describe_plan(plan, described=plan_said(title="New", year=2027, goals="One"), version=1, by=member, at=AT)
    plan.refresh_from_db()
    assert (plan.title, plan.year, plan.goals, plan.version) == ("New", 2027, "One", 2)
    assert (plan.changed_by, plan.changed_at) == (member, AT)
    assert plan.history.first().history_user == member


def test_describing_with_an_old_version_changes_nothing_and_shows_what_is_stored(plan, lead, member):
    describe_plan(plan, described=plan_said(goals="Hers"), version=1, by=lead)
    before = rows_of(plan)
    for version in (1, 3, None):
        stored = stale(describe_plan, plan, described=plan_said(goals="His"), version=version, by=member)
        assert (stored.goals, stored.version, stored.changed_by) == ("Hers", 2, lead)
    assert rows_of(plan) == before


def test_describing_with_the_same_words_changes_nothing_whatever_the_version(plan, member):
    before = rows_of(plan)
    assert describe_plan(plan, described=plan_said(), version=None, by=member) is False
    assert rows_of(plan) == before


def test_other_systems_are_a_change_that_history_keeps(plan, system, lead):
    leadership = a_system("leadership", "Leadership")
    assert describe_plan(plan, described=plan_said(systems=[leadership]), version=1, by=lead)
    assert list(plan.systems.all()) == [leadership]
    assert {version for _, version in versions(plan)} == {1, 2}
    newest, *_, oldest = plan.history.order_by("-history_id")
    assert [one.system for one in newest.systems.all()] == [leadership]
    first = plan.history.filter(version=1).order_by("-history_id").first()
    assert [one.system for one in first.systems.all()] == [system]
    assert oldest.history_type == "+"


# From draft to closed and back --------------------------------------------------------------------------------------


def test_a_draft_comes_into_force_once_it_has_a_priority(plan, lead):
    assert refusal(put_in_force, plan, by=lead) == ["Choose at least one priority before the plan comes into force."]
    make_priority(plan, lead)
    moved = put_in_force(plan, by=lead, at=AT)
    plan.refresh_from_db()
    assert (moved.state, plan.state, plan.version) == ("in_force", "in_force", 2)
    assert (plan.changed_by, plan.changed_at) == (lead, AT)
    assert refusal(put_in_force, plan, by=lead) == ["Only a draft comes into force."]


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.IN_FORCE])
def test_an_open_plan_is_closed_once(district, lead, state):
    plan = in_state(district, lead, state)
    assert close_plan(plan, by=lead).state == "closed"
    before = rows_of(plan)
    assert close_plan(plan, by=lead).state == "closed"
    assert refusal(put_in_force, plan, by=lead) == ["Only a draft comes into force."]
    assert rows_of(plan) == before


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_no_plan_is_opened_again_without_a_reason(district, lead, state, reason):
    plan = in_state(district, lead, state)
    before = rows_of(plan)
    assert refusal(reopen_plan, plan, reason=reason, by=lead) == {"reason": ["Say why it is opened again."]}
    assert rows_of(plan) == before


def test_a_closed_plan_is_opened_again_for_a_reason_that_history_keeps(district, lead):
    plan = in_state(district, lead, PlanState.CLOSED)
    assert reopen_plan(plan, reason=" The board asked. ", by=lead, at=AT).state == "in_force"
    newest = plan.history.first()
    assert (newest.history_change_reason, newest.history_user, newest.history_date) == ("The board asked.", lead, AT)
    assert (newest.state, newest.version) == ("in_force", 4)
    assert set(plan.history.filter(version__lt=4).values_list("history_change_reason", flat=True)) == {None}


def test_one_without_a_priority_is_opened_again_as_a_draft(plan, lead):
    close_plan(plan, by=lead)
    assert reopen_plan(plan, reason="Too early", by=lead).state == "draft"


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.IN_FORCE])
def test_an_open_plan_is_not_opened_again(district, lead, state):
    plan = in_state(district, lead, state)
    before = rows_of(plan)
    assert refusal(reopen_plan, plan, reason="Why not", by=lead) == ["This plan is open already."]
    assert rows_of(plan) == before


# Deleting -----------------------------------------------------------------------------------------------------------


def test_a_draft_in_which_nothing_is_planned_is_deleted(plan, lead):
    assert is_untouched(plan)
    delete_plan(plan)
    assert not Plan.objects.filter(pk=plan.pk).exists()


@pytest.mark.parametrize("make", [make_priority, make_step, make_milestone, make_measure, make_cycle, make_meeting])
def test_a_draft_in_which_something_is_planned_is_kept(plan, lead, make):
    make(plan, lead)
    before = rows_of(plan)
    assert not is_untouched(plan)
    assert refusal(delete_plan, plan) == ["Something has been planned in it, so it is kept. Close it instead."]
    assert rows_of(plan) == before


def test_a_plan_that_is_closed_is_kept_even_with_nothing_in_it(plan, lead):
    close_plan(plan, by=lead)
    assert refusal(delete_plan, plan) == ["Something has been planned in it, so it is kept. Close it instead."]


# Its district and its team ------------------------------------------------------------------------------------------


def test_a_district_goes_with_its_plans_and_their_teams(district, plan, priority, lead):
    busy(plan, lead)
    describe_plan(plan, described=plan_said(team=team_of(district)), version=1, by=lead)
    district.delete()
    assert not Plan.objects.filter(pk=plan.pk).exists()
    assert not Team.objects.filter(district=district.pk).exists()
    assert {name for name, rows in rows_of(plan).items() if rows and "history" not in name} == set()


def test_a_team_that_a_plan_names_stays(district, plan, lead):
    team = start_team(district=district, name="Talent team", by=lead)
    describe_plan(plan, described=plan_said(team=team), version=1, by=lead)
    before = rows_of(plan)
    kept = "Somebody has written in its charter or been on it, or other work names it, so it is kept."
    assert refusal(delete_team, team) == [f"{kept} Put it out of use."]
    with pytest.raises(RestrictedError):
        team.delete()
    assert (rows_of(plan), Plan.objects.get(pk=plan.pk).team) == (before, team)
    describe_plan(plan, described=plan_said(), version=2, by=lead)
    delete_team(team)
    assert not Team.objects.filter(pk=team.pk).exists()
