"""Whatever steps wait for, none ever waits for itself, however many lie between."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.models import ActionStep
from plans.services import StepDescription, describe_step
from tests.plans.checks import refusal
from tests.plans.making import make_step

SIZE = 6
places = st.integers(0, SIZE - 1)


@pytest.fixture
def steps(plan, lead):
    return [make_step(plan, lead, f"Step {number}") for number in range(SIZE)]


def wait(step, after, by):
    current = ActionStep.objects.get(pk=step.pk)
    described = StepDescription(title=current.title, after=after)
    return describe_step(step, described=described, version=current.version, by=by)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(length=st.integers(1, SIZE), order=st.permutations(range(SIZE)))
def test_a_circle_of_any_length_is_refused_where_it_would_close(steps, lead, length, order):
    chosen = [steps[place] for place in order[:length]]
    with transaction.atomic():
        for before, after in pairwise(chosen):
            assert wait(after, before, lead)
        refused = refusal(wait, chosen[0], chosen[-1], lead)
        assert refused == {"after": ["That step waits for this one, so this one cannot wait for it."]}
        transaction.set_rollback(True)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wishes=st.lists(st.tuples(places, places | st.none()), max_size=12))
def test_a_wish_is_refused_exactly_where_it_would_close_a_circle(steps, lead, wishes):
    waits = dict.fromkeys(range(SIZE))
    with transaction.atomic():
        for place, after in wishes:
            fits = not _leads_to(waits, after, place)
            if fits:
                waits[place] = after
            assert _told(steps, place, after, lead) is fits
        pks = {step.pk: place for place, step in enumerate(steps)}
        assert {pks[pk]: pks.get(after) for pk, after in ActionStep.objects.values_list("pk", "after")} == waits
        transaction.set_rollback(True)


def _leads_to(waits, place, goal):
    """The oracle: follow what each waits for, as far as it goes."""
    return place is not None and (place == goal or _leads_to(waits, waits[place], goal))


def _told(steps, place, after, by):
    try:
        wait(steps[place], None if after is None else steps[after], by)
    except ValidationError:
        return False
    return True
