"""Lakeview's plan for browser tests, its rows by the first words of their titles, and its forms in a window."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

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


# Windows --------------------------------------------------------------------------------------------------------


def day(days: int) -> str:
    """A day so many days from today, as a browser's field for days takes it."""
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def fill(page: Page, **said: str) -> None:
    """Fill fields in by the names that they are sent under."""
    for name, words in said.items():
        page.locator(f"#main [name={name}]").fill(words)


def send(page: Page, button: str, told: str = "") -> None:
    """Press a button, and read what the next page says of it."""
    page.get_by_role("button", name=button, exact=True).click()
    if told:
        expect(page.locator(".ts-message")).to_have_text(told)


def refused(page: Page, name: str, why: str) -> None:
    """A form came back: it says so, has the focus, and says beside a field what is wrong there."""
    expect(page.get_by_role("alert")).to_contain_text("everything that you typed is still here")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator(f"#main [name={name}]").first).to_have_accessible_description(re.compile(why))
