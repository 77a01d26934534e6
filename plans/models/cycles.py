"""Improvement cycles: plan a change, do it small, study what happened, act on it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from comments.models import Discussed
from core.links import address
from plans.choices import Outcome, Phase
from plans.models.base import Kept, Owned, one_owner
from plans.models.measures import Measure
from plans.models.plans import Plan
from plans.models.priorities import Priority
from plans.querysets import CycleQuerySet


class Cycle(Kept, Owned, Discussed):
    """A change that is tried out and looked at. It is closed once the team says what it does with the change.

    `change` is what is tried and what the team expects, `done` what was done, `learned` what was learned, `next` what
    changes because of it.
    """

    part_of = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="cycles")
    priority = models.ForeignKey(Priority, on_delete=models.SET_NULL, null=True, blank=True, related_name="cycles")
    title = models.CharField(max_length=200)
    measures = models.ManyToManyField(Measure, related_name="cycles", blank=True)
    phase = models.CharField(max_length=5, choices=Phase, default=Phase.PLAN)
    starts_on = models.DateField()
    study_on = models.DateField()
    change = models.TextField(blank=True)
    done = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    next = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    carried_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = CycleQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["thread"], m2m_fields=[measures])

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="cycle_phase_known"),
            models.CheckConstraint(condition=Q(outcome__in=[*Outcome.values, ""]), name="cycle_outcome_known"),
            models.CheckConstraint(condition=Q(study_on__gte=F("starts_on")), name="cycle_studied_after_its_start"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_on=None)
                | (~Q(outcome="") & ~Q(learned="") & Q(phase=Phase.ACT, closed_on__isnull=False)),
                name="cycle_closed_with_what_was_learned",
            ),
            one_owner("cycle"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("plans:cycle_detail", self.plan.district.slug, self.plan_id, self.pk)

    @property
    def is_closed(self) -> bool:
        return bool(self.outcome)
