"""Days as keys of queries that are put together once, and several such queries as one."""

from __future__ import annotations

from datetime import date

import pytest

from core.prepared_queries import PreparedQuery
from plans.models import ActionStep, Measure
from tests.plans.making import district_with_lead, make_measure, make_plan, make_step


@pytest.fixture
def lead(people):
    return people["lead"]


@pytest.fixture
def plan(district, lead):
    return make_plan(district, lead)


def test_a_day_is_a_key(plan, lead):
    for day in (1, 2, 3):
        make_step(plan, lead, f"Step {day}", due_on=date(2026, 10, day))
    query = PreparedQuery(
        lambda pk, today: ActionStep.objects.for_plan(pk).overdue(today).order_by("due_on").values_list("title"),
        int,
        date,
    )
    found = [[title for (title,) in query.rows(plan.pk, date(2026, 10, day))] for day in (1, 3, 9)]
    assert found == [[], ["Step 1", "Step 2"], ["Step 1", "Step 2", "Step 3"]]


def newest(model, pk):
    kept = model.objects.filter(plan=pk)
    return model.objects.filter(pk__in=kept.order_by("-title").values("pk")[:2]).order_by().values_list("title", "plan")


def newest_of_both(pk, *_):
    return newest(ActionStep, pk).union(newest(Measure, pk), all=True)


def test_a_union_is_one_query(plan, lead, django_assert_num_queries):
    district, other = district_with_lead()
    theirs = make_plan(district, other)
    make_step(theirs, other, "First")
    make_measure(theirs, other)
    for number in range(3):
        make_step(plan, lead, f"Step {number}")
        make_measure(plan, lead, f"Measure {number}")
    union = PreparedQuery(newest_of_both, int, as_stored=True)
    with django_assert_num_queries(1):
        found = union.rows(plan.pk)
    assert sorted(map(tuple, found)) == [(title, plan.pk) for title in ("Measure 1", "Measure 2", "Step 1", "Step 2")]
    assert sorted(title for title, _ in union.rows(theirs.pk)) == ["First", "Teachers who stay"]


def test_a_union_refuses_a_key_that_none_of_its_queries_asks_for(plan):
    with pytest.raises(ValueError, match="decide nothing"):
        PreparedQuery(newest_of_both, int, int, as_stored=True).rows(plan.pk, 1)
