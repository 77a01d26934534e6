"""What the rows of a plan share."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from districts.models import User
from hexagon.models import ComponentRating, Recommendation
from inventories.models import Inventory
from practices.models import Consideration, StageDescription


class Kept(models.Model):
    """A row that several people keep: every save says which version it read, and history tells who did what."""

    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    # What django-simple-history reads when it writes a version.
    _history_user: User | None
    _history_date: datetime
    _change_reason: str
    # What `with_memberships` adds.
    membership_pk: int
    membership_role: str

    class Meta:
        abstract = True


class Owned(models.Model):
    """Something that a member of the district sees to, or whoever holds a role that it names."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_role = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True


class Grounded(models.Model):
    """Something that rests on one thing in the district's picture, or on none of them.

    A stage description says which indicator and stage; a component's rating, which component of which review.
    """

    stage_description = models.ForeignKey(
        StageDescription, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consideration = models.ForeignKey(Consideration, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    component_rating = models.ForeignKey(
        ComponentRating, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    inventory = models.ForeignKey(Inventory, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


GROUNDS = ("stage_description", "consideration", "component_rating", "recommendation", "inventory")


def one_ground(name: str) -> CheckConstraint:
    """Return the constraint that a row rests on one thing at most."""
    kept_empty = [Q(**{ground: None for ground in GROUNDS if ground != one}) for one in GROUNDS]
    return CheckConstraint(condition=reduce(or_, kept_empty), name=f"{name}_rests_on_one_thing")


def one_owner(name: str) -> CheckConstraint:
    """Return the constraint that a row has a person or a role as its owner, not both."""
    return CheckConstraint(condition=Q(owner=None) | Q(owner_role=""), name=f"{name}_has_one_owner")
