"""Chainable queries over people and places; never imports models."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from districts.choices import Role


class MembershipQuerySet(models.QuerySet[Any]):
    """Who belongs to which district, and as what."""

    def for_district(self, district: Any) -> Self:
        return self.filter(district=district)

    def for_user(self, user: Any) -> Self:
        return self.filter(user=user)

    def with_district(self) -> Self:
        return self.select_related("district")

    def leads(self) -> Self:
        return self.filter(role=Role.LEAD)

    def with_people(self) -> Self:
        """With each person loaded, in the order in which a list of people reads."""
        return self.select_related("user").order_by("user__name", "user__email")

    def with_elsewhere(self) -> Self:
        """With `elsewhere`: whether the person belongs to another district, too."""
        others = self.model.objects.filter(user=OuterRef("user")).exclude(district=OuterRef("district"))
        return self.annotate(elsewhere=Exists(others))

    def with_alone(self) -> Self:
        """With `is_alone`: whether nobody else is in the district."""
        others = self.model.objects.filter(district=OuterRef("district")).exclude(pk=OuterRef("pk"))
        return self.annotate(is_alone=~Exists(others))


class BuildingQuerySet(models.QuerySet[Any]):
    """The buildings of districts."""

    def for_district(self, district: Any) -> Self:
        return self.filter(district=district)


class InvitationQuerySet(models.QuerySet[Any]):
    """Links with which new people set a password."""

    def for_user(self, user: Any) -> Self:
        return self.filter(user=user)

    def unused(self) -> Self:
        """Neither used nor expired nor revoked (a revoked link is one whose time ended early)."""
        return self.filter(used_at=None, expires_at__gt=timezone.now())


class PerspectiveQuerySet(models.QuerySet[Any]):
    """What raters may bring."""

    def offered(self) -> Self:
        return self.filter(is_active=True)

    def next_position(self) -> int:
        """Return the position behind the last, with room for others between them."""
        last: int | None = self.aggregate(last=Max("position"))["last"]
        return (last or 0) + 10


class TeamQuerySet(models.QuerySet[Any]):
    """The teams of districts."""

    def for_district(self, district: Any) -> Self:
        return self.filter(district=district)

    def in_use(self) -> Self:
        return self.filter(is_active=True)


class TeamMemberQuerySet(models.QuerySet[Any]):
    """Who is on which team."""

    def for_team(self, team: Any) -> Self:
        return self.filter(team=team)

    def with_people(self) -> Self:
        """With each person and what they speak for, in the team's order."""
        return self.select_related("membership__user", "perspective").order_by("position", "pk")

    def next_position(self) -> int:
        """Return the position behind the last."""
        last: int | None = self.aggregate(last=Max("position"))["last"]
        return (last or 0) + 1
