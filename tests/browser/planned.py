"""Lakeview's plan for browser tests, its rows by the first words of their titles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plans.models import ActionStep, Cycle, Measure, Meeting, Milestone, Plan, Priority


@dataclass(frozen=True)
class Planned:
    """The plan of `load_demo`: in force, partly done, and talked about."""

    plan: Plan

    @property
    def address(self) -> str:
        address: str = self.plan.get_absolute_url()
        return address

    def priority(self, words: str) -> Priority:
        return named(self.plan.priorities, words)

    def step(self, words: str) -> ActionStep:
        return named(self.plan.steps, words)

    def milestone(self, words: str) -> Milestone:
        return named(self.plan.milestones, words)

    def measure(self, words: str) -> Measure:
        return named(self.plan.measures, words)

    def cycle(self, words: str) -> Cycle:
        return named(self.plan.cycles, words)

    def meeting(self, words: str) -> Meeting:
        return named(self.plan.meetings, words)


def named(rows: Any, words: str) -> Any:
    return rows.get(title__startswith=words)


def read_planned() -> Planned:
    return Planned(Plan.objects.get(district__slug="lakeview"))
