"""What a row of a plan names stays with it after somebody has left, content has moved on, or a year has gone by."""

from __future__ import annotations

import pytest

from districts.services import remove_member
from plans.services import (
    StepDescription,
    add_step,
    carry_over,
    describe_cycle,
    describe_plan,
    describe_step,
    is_fresh,
    is_untried,
    remove_cycle,
    remove_step,
)
from practices.content_store import publish, start_draft
from practices.models import Edition, StageDescription
from tests.factories import MembershipFactory
from tests.plans.checks import refusal, rows_of
from tests.plans.making import a_system, cycle_said, make_cycle, make_step, plan_said

pytestmark = pytest.mark.usefixtures("untouched")

STRANGER = {"owner": ["Choose somebody of this district."]}
GROUND = {"ground": ["Choose one of the list."]}


def a_stage(edition):
    return StageDescription.objects.get(edition=edition, key="5a-ready")


@pytest.fixture
def leaver(district):
    """Somebody who owns a step and a cycle, and leaves the district."""
    return MembershipFactory(district=district, role="member", user__name="Lee Gone").user


def leave(person):
    remove_member(membership=person.memberships.get())


# Whoever has left -------------------------------------------------------------------------------------------------


def test_a_step_keeps_an_owner_who_has_left_until_somebody_names_another(plan, lead, member, leaver):
    step, other = make_step(plan, lead, owner=leaver), make_step(plan, lead, "Other")
    leave(leaver)
    assert describe_step(step, described=StepDescription(title="Anew", owner=leaver), version=1, by=member)
    step.refresh_from_db()
    assert (step.title, step.owner, step.version) == ("Anew", leaver, 2)
    for act in (
        lambda said: describe_step(other, described=said, version=1, by=member),
        lambda said: add_step(plan, described=said, by=member),
    ):
        assert refusal(act, StepDescription(title="His too", owner=leaver)) == STRANGER
    assert describe_step(step, described=StepDescription(title="Anew", owner=member), version=2, by=member)
    assert refusal(
        describe_step, step, described=StepDescription(title="Anew", owner=leaver), version=3, by=member
    ) == (STRANGER)


def test_a_cycle_keeps_an_owner_who_has_left_until_somebody_names_another(plan, lead, member, leaver, outsider):
    cycle, other = make_cycle(plan, lead, owner=leaver), make_cycle(plan, lead, "Other")
    leave(leaver)
    assert describe_cycle(cycle, described=cycle_said(change="Ask", owner=leaver), version=1, by=member)
    cycle.refresh_from_db()
    assert (cycle.change, cycle.owner) == ("Ask", leaver)
    for row, owner in ((other, leaver), (cycle, outsider)):
        assert refusal(describe_cycle, row, described=cycle_said(owner=owner), version=1, by=member) == STRANGER


# What a step rests on ------------------------------------------------------------------------------------------------


def test_a_step_keeps_what_it_rests_on_where_the_plan_no_longer_covers_its_system(plan, lead, talent, member):
    stage, consideration = a_stage(talent), talent.considerations.first()
    code, another = f"stage_description-{stage.pk}", f"consideration-{consideration.pk}"
    step, other = make_step(plan, lead, ground=code), make_step(plan, lead, "Other")
    systems = [a_system("leadership", "Leadership")]
    describe_plan(plan, described=plan_said(systems=systems), version=1, by=lead)
    assert describe_step(step, described=StepDescription(title="Anew", ground=code), version=1, by=member)
    step.refresh_from_db()
    assert (step.title, step.stage_description) == ("Anew", stage)
    for row, ground in ((other, code), (step, another)):
        said = StepDescription(title="Anew", ground=ground)
        assert refusal(describe_step, row, described=said, version=1, by=member) == GROUND
    assert refusal(add_step, plan, described=StepDescription(title="New", ground=code), by=member) == GROUND


def test_a_step_keeps_what_it_rests_on_once_its_edition_is_retired(plan, lead, talent, member):
    stage = a_stage(talent)
    step = make_step(plan, lead, ground=f"stage_description-{stage.pk}")
    draft = start_draft(edition=talent)
    publish(edition=Edition.objects.get(pk=draft.pk))
    talent.refresh_from_db()
    assert talent.status == "retired"
    said = StepDescription(title="Anew", ground=f"stage_description-{stage.pk}")
    assert describe_step(step, described=said, version=1, by=member)
    step.refresh_from_db()
    assert (step.title, step.stage_description) == ("Anew", stage)


# What was carried over ---------------------------------------------------------------------------------------------


def test_what_was_carried_over_is_no_mistake_of_this_year(plan, lead):
    make_step(plan, lead), make_cycle(plan, lead)
    new = carry_over(plan, described=plan_said(title="Next", year=2027), by=lead)
    step, cycle = new.steps.get(), new.cycles.get()
    before = rows_of(new)
    assert (is_fresh(step), is_untried(cycle)) == (False, False)
    stays = "It was carried over from an earlier plan, so it stays."
    assert refusal(remove_step, step, by=lead) == [f"{stays} Drop it with a reason instead."]
    assert refusal(remove_cycle, cycle) == [f"{stays} Close it as abandoned instead."]
    assert rows_of(new) == before
    fresh = make_step(new, lead, "New"), make_cycle(new, lead, "New")
    assert (is_fresh(fresh[0]), is_untried(fresh[1])) == (True, True)


def test_carrying_over_takes_owners_and_grounds_along_that_could_not_be_chosen_any_more(plan, lead, leaver, talent):
    code = f"stage_description-{a_stage(talent).pk}"
    make_step(plan, lead, owner=leaver, ground=code)
    leave(leaver)
    systems = [a_system("leadership", "Leadership")]
    new = carry_over(plan, described=plan_said(title="Next", year=2027, systems=systems), by=lead)
    step = new.steps.get()
    said = StepDescription(title="Anew", owner=leaver, ground=code)
    assert describe_step(step, described=said, version=1, by=lead)
    step.refresh_from_db()
    assert (step.title, step.owner, step.stage_description_id) == (
        "Anew",
        leaver,
        a_stage(talent).pk,
    )
