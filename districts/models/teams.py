"""Teams: what a district has set each up for, and who is on it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from core.links import address
from districts.models.people import Membership, Perspective, User
from districts.models.places import District
from districts.querysets import TeamMemberQuerySet, TeamQuerySet


class Team(models.Model):
    """A team of a district with its charter. It is put out of use, not deleted, once anything has been written in it.

    `version` counts the savings of name and charter; members have versions of their own.
    """

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(max_length=120)
    functions = models.TextField(blank=True)
    expectations = models.TextField(blank=True)
    connections = models.TextField("how the work meets other district systems", blank=True)
    rhythm = models.TextField("meeting rhythm", blank=True)
    norms = models.TextField(blank=True)
    protocols = models.TextField(blank=True)
    is_active = models.BooleanField("in use", default=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    # What django-simple-history reads when it writes a version.
    _history_user: User
    _history_date: datetime

    objects = TeamQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint("district", Lower("name"), name="team_name_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("districts:team_detail", self.district.slug, self.pk)


class TeamMember(models.Model):
    """Somebody on a team: a member of the district, or a person without an account, known by name alone.

    `name` is kept beside the membership, so that the charter still names a person who has left the district.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    membership = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="seats_on_teams"
    )
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=80, blank=True)
    perspective = models.ForeignKey(Perspective, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    _history_user: User
    _history_date: datetime

    objects = TeamMemberQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "membership"], condition=Q(membership__isnull=False), name="team_member_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="team_member_named"),
        ]

    def __str__(self) -> str:
        return self.name
