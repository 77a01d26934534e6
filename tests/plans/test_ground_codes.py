"""What priorities and action steps may rest on: the district's own, and published content of the plan's systems."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from hexagon.services import recommend
from plans.choices import Origin
from plans.models import GROUNDS, Priority
from plans.services import StepDescription, add_step, describe_plan, describe_step, remove_priority
from practices.content_store import publish, start_draft
from practices.models import Consideration, StageDescription
from tests.hexagon.reviews.factories import decision, reviewed, row_of
from tests.hexagon.reviews.factories import started as compared
from tests.inventories.factories import load, template_entry
from tests.inventories.keeping import started
from tests.plans.checks import refusal, rows_of
from tests.plans.making import make_plan, make_priority, plan_said

NOT_OURS = {"ground": ["Choose one of the list."]}


@pytest.fixture
def plan(district, lead, talent):
    return make_plan(district, lead, systems=[talent.system])


@pytest.fixture
def grounds(district, lead, talent, hexagon_edition, tmp_path):
    """The code of one of each kind in the district."""
    return codes_of(district, lead, talent, load(tmp_path, template_entry(serves=())))


def codes_of(district, by, edition, template):
    review = reviewed(district, by, title="Mentoring")
    inventory = started(district, template, by)
    return {
        "stage_description": f"stage_description-{stage_of(edition).pk}",
        "consideration": f"consideration-{Consideration.objects.filter(edition=edition).first().pk}",
        "component_rating": f"component_rating-{row_of(review, 'need').pk}",
        "recommendation": f"recommendation-{recommend(review, decision=decision(), by=by).pk}",
        "inventory": f"inventory-{inventory.pk}",
    }


def stage_of(edition):
    return StageDescription.objects.get(edition=edition, key="5a-ready")


def rests_on(row):
    row.refresh_from_db()
    return [f"{name}-{pk}" for name in GROUNDS if (pk := getattr(row, f"{name}_id"))]


def choose(plan, by, code, title="One"):
    return make_priority(plan, by, title, origin=Origin.READINESS, ground=code)


def test_a_priority_and_a_step_rest_on_one_of_each_kind(plan, theirs, grounds, lead):
    for name, code in grounds.items():
        priority = choose(plan, lead, code, name)
        assert (rests_on(priority), priority.origin) == ([code], "readiness")
        step = add_step(plan, described=StepDescription(title=name, ground=code), by=lead)
        assert rests_on(step) == [code]
        assert describe_step(step, described=StepDescription(title=name), version=1, by=lead)
        assert rests_on(step) == []
    assert list(plan.priorities.values_list("title", "position")) == [(one, n) for n, one in enumerate(grounds, 1)]
    # Each of them is chosen once, but several steps rest on it.
    before = rows_of(plan)
    for code in grounds.values():
        assert refusal(choose, plan, lead, code, "Again") == {"ground": ["This is a priority of the plan already."]}
    assert rows_of(plan) == before
    assert describe_step(step, described=StepDescription(title=name, ground=code), version=2, by=lead)


def test_the_same_is_chosen_again_in_another_plan_and_after_it_was_taken_out(district, plan, grounds, lead):
    code = grounds["inventory"]
    other = make_plan(district, lead, title="Other", systems=plan.systems.all())
    assert choose(other, lead, code).plan == other
    remove_priority(choose(plan, lead, code))
    assert rests_on(choose(plan, lead, code, "Two")) == [code]


def test_what_another_district_has_is_refused(plan, theirs, harbor, outsider, talent, grounds, tmp_path, lead):
    hers = codes_of(harbor, outsider, talent, started_template(plan))
    before = rows_of(plan)
    for name in ("component_rating", "recommendation", "inventory"):
        assert refusal(choose, plan, lead, hers[name]) == NOT_OURS
        described = StepDescription(title="One", ground=hers[name])
        assert refusal(add_step, plan, described=described, by=lead) == NOT_OURS
    assert rows_of(plan) == before
    assert rests_on(choose(theirs, outsider, hers["inventory"])) == [hers["inventory"]]


def started_template(plan):
    return plan.district.inventories.get().template


def test_content_is_of_the_plans_systems_and_not_of_a_draft(plan, talent, leadership, lead):
    def code(edition):
        return f"stage_description-{stage_of(edition).pk}"

    draft = start_draft(edition=talent)
    considered = f"consideration-{Consideration.objects.filter(edition=leadership).first().pk}"
    for wrong in (code(draft), code(leadership), considered):
        assert refusal(choose, plan, lead, wrong) == NOT_OURS
    both = plan_said(systems=[talent.system, leadership.system])
    assert describe_plan(plan, described=both, version=1, by=lead)
    assert rests_on(choose(plan, lead, considered, "Two")) == [considered]
    # An assessment of a retired edition still shows what is not in place.
    publish(edition=draft)
    assert rests_on(choose(plan, lead, code(talent), "Old")) == [code(talent)]
    assert rests_on(choose(plan, lead, code(draft), "New")) == [code(draft)]


@pytest.mark.parametrize(
    "code",
    [
        *("stage_description", "stage_description-", "-1", "-", "0", "plan-1", "stage_description_id-1", "title-1"),
        *("stage_description--1", "stage_description-1.5", "stage_description-0", "inventory-x", "inventory- 1"),
        *("inventory-" + "9" * 30, "inventory-" + "9" * 5000, "inventory-\u0661\u0662"),
    ],
    ids=lambda code: code[:24],
)
def test_a_code_that_names_nothing_is_refused(plan, theirs, lead, code):
    before = rows_of(plan)
    assert refusal(choose, plan, lead, code) == NOT_OURS
    assert rows_of(plan) == before


def test_a_recommendation_on_a_comparison_is_the_districts_too(district, plan, talent, hexagon_edition, lead):
    comparison = compared(district, talent, ["One", "Two"], lead)
    candidate = comparison.candidates.first().pk
    row = recommend(comparison, decision=decision(candidate_pk=candidate), by=lead)
    assert rests_on(choose(plan, lead, f"recommendation-{row.pk}")) == [f"recommendation-{row.pk}"]


def test_the_database_lets_nothing_rest_on_two_things(plan, grounds, lead):
    row = choose(plan, lead, grounds["inventory"])
    with pytest.raises(IntegrityError, match="priority_rests_on_one_thing"), transaction.atomic():
        Priority.objects.filter(pk=row.pk).update(stage_description=grounds["stage_description"].partition("-")[2])
