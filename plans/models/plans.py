"""A district's plan for a school year, and the secret links to its calendar."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from core.links import address
from districts.models import District, Membership, Team
from plans.choices import PlanState, school_year
from plans.models.base import Kept
from plans.querysets import CalendarLinkQuerySet, PlanQuerySet
from practices.models import System


class Plan(Kept):
    """What a district sets out to do in a school year (`year` is the one in whose July it begins), for one or more
    systems. `goals` holds the district improvement plan's goals that it serves, one a line; `ask`, what is asked of the
    board."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="plans")
    title = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    systems = models.ManyToManyField(System, related_name="+")
    goals = models.TextField(blank=True)
    team = models.ForeignKey(Team, on_delete=models.RESTRICT, null=True, blank=True, related_name="plans")
    sponsor = models.CharField(max_length=120, blank=True)
    ask = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    opened_at = models.DateTimeField()

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[systems], history_change_reason_field=models.TextField(null=True))

    class Meta:
        ordering = ["-year", "title", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PlanState.values), name="plan_state_known"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="plan_year_plausible"),
            models.UniqueConstraint(fields=["district", "year", "title"], name="plan_title_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("plans:plan_detail", self.district.slug, self.pk)

    @property
    def is_closed(self) -> bool:
        return self.state == PlanState.CLOSED

    @property
    def year_label(self) -> str:
        return school_year(self.year)

    @property
    def goal_lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.goals.splitlines() if line.strip())


class CalendarLink(models.Model):
    """A secret address under which a calendar program reads a plan. Only the token's SHA-256 is kept.

    It goes with the membership of whoever asked for it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="calendar_links")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Calendar link {self.pk}"
