"""Chainable queries over plans and what belongs to them; never imports models."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from django.db import models
from django.db.models import F

from plans.choices import UNFINISHED, PlanState


class PlanQuerySet(models.QuerySet[Any]):
    """Plans of districts."""

    def for_district(self, district: Any) -> Self:
        return self.filter(district=district)

    def in_force(self) -> Self:
        return self.filter(state=PlanState.IN_FORCE)

    def with_memberships(self) -> Self:
        """Once for each member of the district, which comes along, with `membership_pk`, `membership_role` and
        `membership_user`."""
        return self.select_related("district").annotate(
            membership_pk=F("district__memberships__pk"),
            membership_role=F("district__memberships__role"),
            membership_user=F("district__memberships__user"),
        )


class PlannedQuerySet(models.QuerySet[Any]):
    """What belongs to a plan: priorities, action steps, milestones, measures, cycles, meetings."""

    def for_plan(self, plan: Any) -> Self:
        return self.filter(plan=plan)

    def with_memberships(self) -> Self:
        """As `PlanQuerySet.with_memberships`, with the plan as well."""
        return self.select_related("plan__district").annotate(
            membership_pk=F("plan__district__memberships__pk"),
            membership_role=F("plan__district__memberships__role"),
            membership_user=F("plan__district__memberships__user"),
        )


class StepQuerySet(PlannedQuerySet):
    """Action steps."""

    def unfinished(self) -> Self:
        return self.filter(status__in=UNFINISHED)

    def overdue(self, today: Any) -> Self:
        """Unfinished, and due before today."""
        return self.unfinished().filter(due_on__lt=today)


class CycleQuerySet(PlannedQuerySet):
    """Improvement cycles."""

    def still_open(self) -> Self:
        return self.filter(outcome="")


class MeasuredQuerySet(models.QuerySet[Any]):
    """Targets and readings."""

    def for_plan(self, plan: Any) -> Self:
        return self.filter(measure__plan=plan)


class CalendarLinkQuerySet(models.QuerySet[Any]):
    """Secret links to a plan's calendar."""

    def working(self) -> Self:
        """Those that nobody has revoked, of people who may sign in. A link goes with the membership of whoever asked
        for it."""
        return self.filter(revoked_at=None, membership__user__is_active=True)


class SnapshotQuerySet(PlannedQuerySet):
    """Snapshots of plans."""

    def without_record(self) -> Self:
        return self.defer("record")

    def newest_first(self) -> Self:
        return self.order_by("-number")


class SnapshotFileQuerySet(models.QuerySet[Any]):
    """Files of snapshots; none is ever changed or deleted by itself."""

    def update(self, **kwargs: Any) -> NoReturn:  # noqa: ARG002
        raise TypeError("A file of a snapshot stays as it is.")

    def delete(self) -> NoReturn:
        raise TypeError("A file of a snapshot stays as it is.")
