"""What is measured of plans: a plan of 60 action steps, 20 milestones, 20 measures and 200 readings, along time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from http import HTTPStatus
from itertools import count, product
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from districts.models import District, User
from plans.choices import StepStatus
from plans.models import ActionStep, Plan
from plans.services import (
    MilestoneDescription,
    StepDescription,
    add_milestone,
    add_step,
    put_in_force,
    reach_milestone,
    set_status,
)
from practices.models import System
from tests.bench.cases import FIRST, LEAD, against_floor, asking
from tests.bench.data import database
from tests.bench.measure import STANDARD, Figure, Visitor, handler, queries
from tests.plans.making import make_measure, make_plan, make_priority

STEPS, MILESTONES, MEASURES, READINGS, PRIORITIES = 60, 20, 20, 200, 5
TITLES = (
    "Train two coaches in every building in the new observation cycle",
    "Write the onboarding handbook, and give it to everybody who starts in August",
    "Agree with the union on release time for mentors and for the people they mentor",
    "Interview everybody who left in the last three years, by building and by subject",
    "Post openings by March 1",
)
SMALL, LARGE = "A small plan", "A full plan"


def plan_along_time(path: Path) -> None:
    """Put a plan of that size, and one of a single step, into a database that `data.build` has made."""
    with database(path):
        district, lead = District.objects.get(slug=FIRST), User.objects.get(email=LEAD)
        for title, size in ((SMALL, 1), (LARGE, STEPS)):
            plan = make_plan(district, lead, title=title, systems=list(System.objects.order_by("position")))
            chosen = [make_priority(plan, lead, f"Priority {number}") for number in range(1, PRIORITIES + 1)]
            fill(put_in_force(plan, by=lead), chosen, lead, size)


def fill(plan: Plan, priorities: list, by: User, steps: int) -> None:
    """Plan so many steps, and of the rest as many in proportion; half of them were due before today."""
    today, share = timezone.localdate(), steps / STEPS
    for number in range(steps):
        begins = today + timedelta(days=4 * number - 150)
        described = StepDescription(
            title=TITLES[number % len(TITLES)],
            priority=priorities[number % PRIORITIES],
            owner=by if number % 3 else None,
            owner_role="" if number % 3 else f"Principal {number % 4}",
            starts_on=begins if number % 5 else None,
            due_on=begins + timedelta(days=30) if number % 11 else None,
        )
        step = add_step(plan, described=described, by=by)
        status = list(StepStatus)[number % 4]
        set_status(step, status=status, because="Too much at once", version=step.version, by=by)
    for number in range(int(MILESTONES * share)):
        due = today + timedelta(days=12 * number - 120)
        said = MilestoneDescription(title=f"{TITLES[-1]}, {number}", due_on=due, priority=priorities[number % 5])
        milestone = add_milestone(plan, described=said, by=by)
        reach_milestone(milestone, on=due if number % 2 else None, version=milestone.version, by=by)
    measure(plan, priorities, by, max(1, int(MEASURES * share)))


def measure(plan: Plan, priorities: list, by: User, measures: int) -> None:
    months = [date(2024 + year, month, 1) for year, month in product(range(2), range(1, 13))]
    for number in range(measures):
        readings = {day: str(50 + place) for place, day in enumerate(months[: READINGS // MEASURES])}
        targets = {date(2026, 6, 1): "80", date(2027, 6, 1): "90"}
        make_measure(
            plan,
            by,
            f"Measure {number}",
            priority=priorities[number % PRIORITIES],
            baseline_on=date(2023, 9, 1),
            readings=readings,
            targets=targets,
        )


def planning(path: Path) -> Iterator[Figure]:
    """The plan's page, its timeline and saving a status, as multiples of the floor; the queries of both pages are those
    of a plan of one step."""
    with database(path):
        lead, floor = Visitor(LEAD, handler()), Visitor(LEAD, handler(STANDARD))
        for name, page in (("plan page", "plan_detail"), ("timeline", "plan_timeline")):
            large = asking(lead, page_of(page, LARGE))
            assert queries(asking(lead, page_of(page, SMALL))) == queries(large)
            yield against_floor(f"{name} of 60 steps, 20 milestones, 20 measures", large, floor, 6, 10)
        yield against_floor("saving the status of a step", saving_a_status(lead), floor, 4)


def saving_a_status(lead: Visitor) -> Callable[[], object]:
    """Return what calls a step under way and not begun in turn."""
    step = ActionStep.objects.filter(plan__title=LARGE, status=StepStatus.NOT_BEGUN).select_related("plan").first()
    url = reverse("plans:step_status", args=[FIRST, step.plan_id, step.pk])
    versions = count(step.version)

    def save() -> object:
        version = next(versions)
        status = (StepStatus.UNDER_WAY, StepStatus.NOT_BEGUN)[(version - step.version) % 2]
        response = lead.post(url, {"status": status, "because": "", "version": version})
        assert response.status_code == HTTPStatus.FOUND, response.status_code
        return response

    return save


def page_of(name: str, title: str) -> str:
    return reverse(f"plans:{name}", args=[FIRST, Plan.objects.get(title=title).pk])
