"""A save that is killed in the middle leaves nothing behind."""

from __future__ import annotations

import pytest

from plans.models import ActionStep, Cycle, Plan
from plans.services import StepDescription, carry_over, describe_cycle, describe_step, remove_step
from tests.plans.checks import rows_of
from tests.plans.making import cycle_said, make_cycle, make_measure, make_step, plan_said

pytestmark = pytest.mark.usefixtures("untouched")


class Killed(BaseException):
    """What ends a process in the middle."""


def fatal(*args, **kwargs):
    raise Killed


def everything(plan):
    return rows_of(plan), Plan.objects.count(), ActionStep.history.count(), Cycle.history.count()


@pytest.mark.parametrize(
    ("verb", "late"),
    [
        ("remove", "plans.models.ActionStep.delete"),
        ("word", "plans.models.ActionStep.history.model.save"),
        ("link", "plans.models.Cycle.history.model.save"),
        ("carry", "plans.services.carrying._Carrier._carry_steps"),
    ],
)
def test_nothing_is_left_of_a_save_that_was_killed(plan, lead, monkeypatch, verb, late):
    step, other = make_step(plan, lead), make_step(plan, lead, "Other")
    make_step(plan, lead, "Waiting", after=step)
    cycle, measure = make_cycle(plan, lead), make_measure(plan, lead)
    saves = {
        "remove": lambda: remove_step(step, by=lead),
        "word": lambda: describe_step(other, described=StepDescription(title="Mine"), version=1, by=lead),
        "link": lambda: describe_cycle(cycle, described=cycle_said("Mine", measures=[measure]), version=1, by=lead),
        "carry": lambda: carry_over(plan, described=plan_said(title="Next", year=2027), by=lead),
    }
    before = everything(plan)
    with monkeypatch.context() as patched:
        patched.setattr(late, fatal)
        with pytest.raises(Killed):
            saves[verb]()
    assert everything(plan) == before
    saves[verb]()
    assert everything(plan) != before
