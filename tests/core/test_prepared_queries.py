"""Queries that are put together once give what Django's own give each time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.prepared_queries import PreparedQuery, PreparedRows
from districts.models import Team
from plans.models import ActionStep, Measure, Plan, Reading, RootCause
from tests.plans.making import (
    district_with_lead,
    make_cause,
    make_measure,
    make_meeting,
    make_plan,
    make_priority,
    make_step,
)

# Beyond what a database holds, and the last that it does.
FAR = (2**63, -(2**63) - 1, 10**30, int("9" * 4000))
LAST = (2**63 - 1, -(2**63))

AT = datetime(2026, 10, 1, 13, 30, 5, 123456, tzinfo=UTC)


@pytest.fixture
def lead(people):
    return people["lead"]


@pytest.fixture
def plan(district, lead):
    return make_plan(district, lead, goals="Keep\nteachers.")


@pytest.fixture
def theirs(db):
    """Another district's plan, with the same in it."""
    district, lead = district_with_lead()
    other = make_plan(district, lead)
    make_step(other, lead, "First")
    make_measure(other, lead, readings={date(2025, 10, 1): "12"})
    return other


def steps_of(plan):
    return ActionStep.objects.filter(plan=plan).order_by("pk").values_list("pk", "title", "owner__name", "due_on")


# Values -------------------------------------------------------------------------------------------------------------


def test_rows_are_those_that_django_finds_and_new_ones_each_time(plan, theirs, lead, django_assert_num_queries):
    query = PreparedQuery(steps_of)
    assert query.rows(plan.pk) == []
    make_step(plan, lead, "First", owner=lead)
    make_step(plan, lead, "Second", due_on=date(2026, 10, 14))
    for one in (plan, theirs, plan):
        with django_assert_num_queries(1):
            found = query.rows(one.pk)
        assert [tuple(row) for row in found] == list(steps_of(one.pk))
    assert [row[1:] for row in map(tuple, found)] == [
        ("First", "A Lead", None),
        ("Second", None, date(2026, 10, 14)),
    ]


def test_keys_of_several_kinds_stand_where_they_are_asked_as_often_as_they_are(plan, theirs, lead):
    def asked(pk, slug, title):
        latest = ActionStep.objects.filter(plan=pk, title=OuterRef("title")).order_by("-pk").values("pk")[:1]
        rows = ActionStep.objects.filter(Q(title=title) | Q(plan__district__slug=slug), plan=pk)
        return rows.annotate(latest=Subquery(latest)).order_by("pk").values_list("title", "latest")

    query = PreparedQuery(asked, int, str, str)
    made = [make_step(plan, lead, title) for title in ("First", "Second", "First")]
    for keys, found in (
        ((plan.pk, "", "First"), [("First", made[2].pk)] * 2),
        ((plan.pk, "lakeview", ""), [("First", made[2].pk), ("Second", made[1].pk), ("First", made[2].pk)]),
        ((plan.pk, "harbor-schools", "Second"), [("Second", made[1].pk)]),
        ((theirs.pk, "lakeview", "' OR 1=1 --"), []),
        ((theirs.pk, "harbor-schools", "%s"), [("First", theirs.steps.get().pk)]),
    ):
        assert [tuple(row) for row in query.rows(*keys)] == list(asked(*keys)) == found


def test_values_come_as_their_fields_have_them(plan, theirs, lead):
    measure = make_measure(plan, lead, readings={date(2025, 10, 1): "71.5", date(2025, 11, 1): "-1250"})
    Reading.objects.filter(measure=measure).update(changed_at=AT)
    values = PreparedQuery(lambda pk: Reading.objects.filter(measure=pk).values_list("value", "on", "changed_at"))
    assert [tuple(row) for row in values.rows(measure.pk)] == [
        (Decimal("71.5000"), date(2025, 10, 1), AT),
        (Decimal("-1250.0000"), date(2025, 11, 1), AT),
    ]
    cause = make_cause(make_priority(plan, lead), lead, whys=["Pay", 'Less "time"'], bones={"people": ["Few \u2603"]})
    causes = PreparedQuery(lambda pk: RootCause.objects.filter(priority=pk).values_list("whys", "bones"))
    assert [tuple(row) for row in causes.rows(cause.priority_id)] == [
        (["Pay", 'Less "time"'], {"people": ["Few \u2603"]})
    ]
    counts = PreparedQuery(
        lambda pk: (
            Measure.objects.filter(plan=pk)
            .annotate(n=Count("readings"), top=Max("readings__value"))
            .values_list("n", "top")
        )
    )
    assert [tuple(row) for row in counts.rows(plan.pk)] == [(2, Decimal("71.5"))]
    assert [tuple(row) for row in counts.rows(theirs.pk)] == [(1, Decimal(12))]
    teams = PreparedQuery(lambda pk: Team.objects.filter(district=pk).order_by("name").values_list("name", "is_active"))
    for name, is_active in (("One", True), ("Two", False)):
        Team.objects.create(district=plan.district, name=name, is_active=is_active, changed_at=AT)
    [[_, one], [_, two]] = teams.rows(plan.district_id)
    assert (one, two) == (True, False)
    assert (type(one), type(two)) == (bool, bool)


def test_a_day_is_a_key_too(plan, lead):
    for day in (13, 14):
        make_step(plan, lead, f"Due {day}", due_on=date(2026, 10, day))
    query = PreparedQuery(lambda pk, day: steps_of(pk).filter(due_on__lt=day), int, date)
    for day, titles in ((13, []), (14, ["Due 13"]), (15, ["Due 13", "Due 14"])):
        assert [row[1] for row in query.rows(plan.pk, date(2026, 10, day))] == titles


@pytest.mark.parametrize("key", FAR, ids=["after", "before", "far", "4000-digits"])
def test_a_key_that_no_row_can_have_finds_none_without_asking(plan, key, django_assert_num_queries):
    query = PreparedQuery(lambda pk, slug: Plan.objects.filter(pk=pk, district__slug=slug).values_list("pk"), int, str)
    with django_assert_num_queries(0):
        assert query.rows(key, "lakeview") == query.rows(plan.pk, "lake\0view") == []
    assert query.rows(plan.pk, "lakeview") == [(plan.pk,)]


@pytest.mark.parametrize("key", LAST)
def test_the_last_keys_that_a_row_can_have_are_asked_for(plan, key, django_assert_num_queries):
    query = PreparedQuery(steps_of)
    with django_assert_num_queries(1):
        assert query.rows(key) == []


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda pk: Plan.objects.values_list("pk"), int),
        (lambda pk: Plan.objects.filter(pk=pk + 1).values_list("pk"), int),
        (lambda pk: Plan.objects.filter(pk=abs(pk)).values_list("pk"), int),
        (lambda title: Plan.objects.filter(title=title.upper()).values_list("pk"), str),
        (lambda title: Plan.objects.filter(title__contains=title).values_list("pk"), str),
    ],
    ids=["all", "next", "without-sign", "in-capitals", "within"],
)
def test_a_key_that_would_decide_nothing_is_refused_each_time(plan, make, kind):
    query = PreparedQuery(make, kind)
    for _ in range(2):
        with pytest.raises(ValueError, match="A key of a prepared query is not among its parameters"):
            query.rows(kind(plan.pk))


def test_one_of_several_keys_that_would_decide_nothing_is_refused(plan):
    query = PreparedQuery(lambda pk, slug: Plan.objects.filter(pk=pk).values_list("pk"), int, str)
    with pytest.raises(ValueError, match="is not among its parameters"):
        query.rows(plan.pk, "lakeview")


@pytest.fixture
def titles(plan, theirs, lead):
    """A query by key or title, with steps to find by both."""
    for title in ("First", "'", "%", "_", "\\", "First "):
        make_step(plan, lead, title)

    def asked(pk, title):
        return ActionStep.objects.filter(Q(pk=pk) | Q(title=title)).order_by("pk").values_list("pk", "title")

    return PreparedQuery(asked, int, str), asked


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pk=st.one_of(st.integers(0, 20), st.integers(-(2**70), 2**70)),
    title=st.one_of(
        st.sampled_from(["First", "'", "%", "_", "\\", "First ", "first"]),
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20),
    ),
)
def test_whatever_is_asked_the_same_is_found(titles, pk, title):
    query, asked = titles
    is_key = -(2**63) <= pk < 2**63
    assert [tuple(row) for row in query.rows(pk, title)] == (list(asked(pk, title)) if is_key else [])


# Rows ---------------------------------------------------------------------------------------------------------------

RELATED = ("plan__district", "plan__team", "owner", "priority", "meeting", "after__meeting")


def stepping():
    return PreparedRows(
        lambda pk, slug: ActionStep.objects.filter(pk=pk, plan__district__slug=slug).annotate(
            who=F("changed_by__name"), waiting=Count("plan__milestones")
        ),
        *(int, str),
        related=RELATED,
        more=("who", "waiting"),
    )


def said_by(row):
    """All that is stored of a row, and of each that it names, also by way of another."""
    found = {"": row}
    for path in ("plan", "plan__district", "plan__team", "owner", "priority", "meeting", "after", "after__meeting"):
        parent, _, name = path.rpartition("__")
        found[path] = None if found[parent] is None else getattr(found[parent], name)
    return {
        path: one and {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
        for path, one in found.items()
    }


def test_a_row_is_as_django_finds_it_with_those_that_it_names(plan, theirs, lead, django_assert_num_queries):
    Plan.objects.filter(pk=plan.pk).update(
        team=Team.objects.create(district=plan.district, name="Talent team", changed_at=AT)
    )
    meeting, priority = make_meeting(plan, lead), make_priority(plan, lead)
    first = make_step(plan, lead, "First", meeting=meeting, due_on=date(2026, 10, 14))
    second = make_step(plan, lead, "Second", after=first, priority=priority, owner=lead)
    query = stepping()
    for step in (first, second):
        with django_assert_num_queries(1):
            found = query.get(step.pk, "lakeview")
            told = said_by(found)
        expected = ActionStep.objects.select_related(*RELATED).get(pk=step.pk)
        assert (found, told) == (expected, said_by(expected))
        assert (found.who, found.waiting) == ("A Lead", 0)
        assert (found._state.adding, found._state.db, found.plan._state.adding) == (False, "default", False)
    assert (found.plan.team.name, found.after.meeting, found.meeting, found.owner) == (
        "Talent team",
        meeting,
        None,
        lead,
    )


def test_what_a_row_does_not_name_is_none_and_asks_for_nothing(plan, lead, django_assert_num_queries):
    step = make_step(plan, lead)
    query = stepping()
    with django_assert_num_queries(1):
        found = query.get(step.pk, "lakeview")
        named = (found.owner, found.priority, found.meeting, found.after, found.plan.team)
    assert named == (None,) * 5
    assert (found.plan, found.plan.district) == (plan, plan.district)


def test_a_row_that_was_found_is_saved_as_any_other_and_no_two_are_one(plan, lead):
    step = make_step(plan, lead)
    query = stepping()
    found, again = query.get(step.pk, "lakeview"), query.get(step.pk, "lakeview")
    assert found == again
    assert (found is again, found.plan is again.plan) == (False, False)
    found.title = "Anew"
    found.save()
    assert (again.title, query.get(step.pk, "lakeview").title) == ("Draft a handbook", "Anew")
    assert ActionStep.objects.filter(plan=plan).count() == 1


def test_json_and_decimals_of_rows_come_as_their_fields_have_them(plan, lead):
    cause = make_cause(make_priority(plan, lead), lead, whys=["Pay"], bones={"people": ["Few"]})
    causes = PreparedRows(lambda pk: RootCause.objects.filter(pk=pk), related=("priority__plan",))
    found = causes.get(cause.pk)
    assert (found.whys, found.bones, found.priority.plan) == (["Pay"], {"people": ["Few"]}, plan)
    measure = make_measure(plan, lead)
    found = PreparedRows(lambda pk: Measure.objects.filter(pk=pk)).get(measure.pk)
    assert (found.baseline, found.baseline_on) == (Decimal(70), date(2026, 9, 1))
    assert measure.changed_at == found.changed_at


@pytest.mark.parametrize("key", [*FAR, *LAST, 0], ids=lambda key: str(key)[:20])
def test_a_row_that_is_not_there_is_said_to_be_missing_from_the_first_time_on(plan, theirs, key):
    query = stepping()
    for keys in ((key, "lakeview"), (theirs.steps.get().pk, "lakeview"), (theirs.steps.get().pk, "\0")):
        with pytest.raises(ActionStep.DoesNotExist):
            query.get(*keys)
    assert query.get(theirs.steps.get().pk, "harbor-schools").title == "First"
