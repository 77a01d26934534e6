"""One priority on its page: what it rests on, what that asks for, and what is planned; and what a step may fulfil."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hexagon.services import recommend
from plans.choices import Method
from plans.models import Priority
from plans.reports import as_step, asked_by, ground_choices, ground_of, plan_report, priority_report
from plans.services import StepDescription, describe_step
from practices.content_store import publish, start_draft
from practices.models import Consideration, StageDescription
from practices.reports import published_content
from tests.hexagon.reviews.factories import decision, reviewed, row_of
from tests.hexagon.reviews.factories import started as compared
from tests.inventories.factories import load, template_entry
from tests.inventories.keeping import started
from tests.plans.checks import busy
from tests.plans.making import filled_plan, make_cause, make_measure, make_plan, make_priority, make_step
from tests.readiness.factories import opened


@pytest.fixture
def plan(district, lead, talent):
    return make_plan(district, lead, systems=[talent.system])


def code(edition, key):
    return f"stage_description-{StageDescription.objects.get(edition=edition, key=key).pk}"


def on(plan, by, ground, title="One"):
    return make_priority(plan, by, title, ground=ground)


# What a priority rests on -------------------------------------------------------------------------------------------


def test_a_priority_says_what_it_rests_on_and_where_that_is_in_the_district(
    plan, district, harbor, outsider, talent, hexagon_edition, lead, tmp_path
):
    home = "/districts/lakeview/"
    review = reviewed(district, lead, title="Mentoring")
    comparison = compared(district, talent, ["One", "Two"], lead)
    inventory = started(district, load(tmp_path, template_entry(serves=())), lead, "Practices")
    chosen = recommend(comparison, decision=decision(candidate_pk=comparison.candidates.first().pk), by=lead)
    consideration = Consideration.objects.get(edition=talent, key="readiness")
    opened(harbor, talent, "Theirs", outsider)
    wanted = {
        code(talent, "5a-ready"): ("Talent Management 5a, Getting Ready", ""),
        f"consideration-{consideration.pk}": ("Talent Management, Readiness", ""),
        f"component_rating-{row_of(review, 'need').pk}": ("Need of Mentoring", review.get_absolute_url()),
        f"recommendation-{recommend(review, decision=decision(), by=lead).pk}": (
            "Mentoring",
            review.get_absolute_url(),
        ),
        f"recommendation-{chosen.pk}": ("Hiring platforms", comparison.get_absolute_url()),
        f"inventory-{inventory.pk}": ("Practices", f"{home}inventories/{inventory.pk}/"),
        "": ("", ""),
    }
    rows = {ground: on(plan, lead, ground, f"On {ground}") for ground in wanted}
    found = {ground: ground_of(row, district) for ground, row in rows.items()}
    assert {ground: (one.label, one.url) for ground, one in found.items()} == wanted
    assert [one.code for one in found.values()] == list(wanted)
    heads = [one.head.rests_on for one in plan_report(plan).priorities]
    assert heads == [label for label, _ in wanted.values()]
    # Content leads to the district's newest assessment of the system, whichever edition that is of.
    draft = start_draft(edition=talent)
    publish(edition=draft)
    newest = opened(district, draft, "Autumn", lead)
    for row in list(rows.values())[:2]:
        assert ground_of(row, district).url == newest.get_absolute_url()


def test_an_indicator_asks_for_its_stages_from_the_one_named_on_sentence_by_sentence(plan, theirs, talent, lead):
    stages = {key: StageDescription.objects.get(edition=talent, key=key) for key in ("2a-aware", "2a-ready")}
    for_aware = asked_by(on(plan, lead, code(talent, "2a-aware")))
    assert [(one.name, one.code) for one in for_aware] == [
        ("2a, Getting Aware", code(talent, "2a-aware")),
        ("2a, Getting Ready", code(talent, "2a-ready")),
    ]
    assert [" ".join(text for text, _ in one.sentences) for one in for_aware] == [one.text for one in stages.values()]
    assert [text for text, _ in for_aware[1].sentences] == [
        (
            "The talent management team identifies qualities in potential candidates and maps out the complete hiring"
            " process, which includes multiple strategies at each stage (i.e. document reviews, interviews, and"
            " performance tasks)."
        ),
        (
            "The district pilots a variety of review processes with current staff to see which strategies capture"
            " comprehensive, valid, or useful information to improve and refine the process."
        ),
    ]
    assert asked_by(on(plan, lead, code(talent, "2a-ready"), "Two")) == for_aware[1:]


def test_a_consideration_asks_for_all_of_its_stages(plan, talent, lead):
    row = Consideration.objects.get(edition=talent, key="readiness")
    asked = asked_by(on(plan, lead, f"consideration-{row.pk}"))
    assert [one.name for one in asked] == [
        "Readiness, Getting Started",
        "Readiness, Getting Better",
        "Readiness, Keep Improving",
    ]
    assert {one.code for one in asked} == {f"consideration-{row.pk}"}
    assert [len(one.sentences) for one in asked] == [1, 3, 2]
    assert asked[1].sentences[2] == (
        "If needed, data is gathered, obstacles documented, and notes are used for the final recommendation.",
        None,
    )


def test_a_sentence_that_became_a_step_of_the_priority_says_which(plan, talent, lead):
    priority, other = on(plan, lead, code(talent, "5a-aware")), on(plan, lead, code(talent, "2a-ready"), "Two")
    long, short, last = (text for one in asked_by(priority) for text, _ in one.sentences)
    assert (len(long), as_step(short), as_step(last)) == (320, short.removesuffix("."), last.removesuffix("."))
    assert as_step(long) == f"{long[:299]}\u2026"
    # A title is cut after a word, not after a space.
    assert as_step("ab c" * 100) == f"{'ab c' * 74}ab\u2026"
    for owner, sentence in ((priority, long), (other, short)):
        make_step(plan, lead, as_step(sentence), priority=owner)
    found = [step and step.title for one in priority_report(priority).asked for _, step in one.sentences]
    assert found == [as_step(long), None, None]
    # Also once the team has worded it its own way; not once it has gone to another priority.
    for sentence, title, owner in ((short, "Ask the new ones", priority), (last, "Ask the leavers", other)):
        step = make_step(plan, lead, as_step(sentence), priority=priority)
        describe_step(step, described=StepDescription(title=title, priority=owner), version=1, by=lead)
    found = [step and step.title for one in priority_report(priority).asked for _, step in one.sentences]
    assert found == [as_step(long), "Ask the new ones", None]


def test_nothing_is_asked_where_a_priority_rests_on_no_content(plan, lead, django_assert_num_queries):
    row = Priority.objects.get(pk=on(plan, lead, "").pk)
    with django_assert_num_queries(0):
        assert asked_by(row) == ()


# Its page -----------------------------------------------------------------------------------------------------------


def test_a_priority_shows_what_is_planned_for_it_alone_and_its_root_cause(plan, theirs, lead):
    priority = on(plan, lead, "")
    busy(plan, lead)
    make_step(plan, lead, "Of none")
    make_measure(plan, lead, "Its own", priority=priority)
    make_cause(
        priority, lead, version=1, method=Method.FISHBONE, whys=["A", "B"], bones={"people": ["C"], "resources": []}
    )
    report = priority_report(priority)
    assert [len(rows) for rows in (report.steps, report.milestones, report.measures, report.cycles)] == [1, 1, 1, 1]
    assert (report.steps[0].title, report.measures[0].title, report.counted.total) == ("Draft a handbook", "Its own", 1)
    cause = report.cause
    assert (cause.method, cause.whys, cause.bones, cause.version) == (
        Method.FISHBONE,
        ("A", "B"),
        (("People", ("C",)),),
        2,
    )
    assert priority_report(on(plan, lead, "", "Bare")).cause is None


def test_pages_take_as_many_queries_with_one_and_with_many(plan, district, talent, lead):
    priority = on(plan, lead, code(talent, "5a-aware"))
    busy(plan, lead)
    make_measure(plan, lead, "Its own", priority=priority)
    opened(district, talent, "Autumn", lead)

    def count(row):
        found = Priority.objects.select_related("plan__district").get(pk=row.pk)
        with CaptureQueriesContext(connection) as of_priority:
            priority_report(found)
        with CaptureQueriesContext(connection) as of_plan:
            plan_report(found.plan)
        return len(of_priority), len(of_plan)

    one = count(priority)
    full = filled_plan(district, lead, steps=60, measures=20, readings=40, title="Full")
    Priority.objects.filter(pk=full.priorities.first().pk).update(stage_description=priority.stage_description)
    assert [one, count(full.priorities.first())] == [(11, 7), (11, 7)]


# What a step may fulfil ---------------------------------------------------------------------------------------------


def test_a_step_may_fulfil_published_content_components_and_inventories_of_the_district(
    plan, district, harbor, outsider, talent, leadership, hexagon_edition, lead, tmp_path, django_assert_num_queries
):
    published_content(talent)
    with django_assert_num_queries(3):
        found = dict(ground_choices(plan))
    assert list(found) == [
        "Talent Management: Operational plan",
        "Talent Management: Recruiting, selecting, and placing staff",
        "Talent Management: Developing, engaging, and supporting staff",
        "Talent Management: Retaining and advancing staff",
        "Talent Management: Evaluating staff",
        "Talent Management: considerations",
    ]
    assert found["Talent Management: Operational plan"][0] == (code(talent, "1-aware"), "1, Getting Aware")
    assert sum(len(choices) for choices in found.values()) == 48 + 3
    review = reviewed(district, lead, title="Mentoring")
    template = load(tmp_path, template_entry(serves=()))
    inventory = started(district, template, lead, "Practices")
    reviewed(harbor, outsider, title="Theirs")
    started(harbor, template, outsider, "Theirs")
    draft = start_draft(edition=talent)
    with django_assert_num_queries(3):
        found = dict(ground_choices(plan))
    assert found["Inventories"] == ((f"inventory-{inventory.pk}", "Practices"),)
    assert len(found["Hexagon"]) == 6
    assert found["Hexagon"][0] == (f"component_rating-{row_of(review, 'evidence').pk}", "Evidence of Mentoring")
    publish(edition=draft)
    assert dict(ground_choices(plan))["Talent Management: Operational plan"][0][0] == code(draft, "1-aware")
