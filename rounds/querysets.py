"""Chainable queries over rounds, raters and ballots; never imports models."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Count, Q

from districts.choices import Role
from rounds.choices import SEALED, State


class RoundQuerySet(models.QuerySet[Any]):
    """Rounds of districts."""

    def for_district(self, district: Any) -> Self:
        return self.filter(district=district)

    def running(self) -> Self:
        """Those that still cover their items."""
        return self.exclude(state=State.CLOSED)

    def revealed(self) -> Self:
        """Those whose ballots everyone sees."""
        return self.exclude(revealed_at=None).exclude(state__in=SEALED)

    def to_agree_led_by(self, user: Any) -> Self:
        """Revealed rounds of districts that a person leads: their team agrees next."""
        led = {"district__memberships__user": user, "district__memberships__role": Role.LEAD}
        return self.filter(state=State.REVEALED, **led)

    def newest_first(self) -> Self:
        return self.order_by("-opened_at", "-pk")


class RaterQuerySet(models.QuerySet[Any]):
    """Who is seated in which round."""

    def for_round(self, round: Any) -> Self:
        return self.filter(round=round)

    def with_people(self) -> Self:
        """With the perspective and, where somebody is still in the district, the person."""
        return self.select_related("perspective", "membership__user")

    def unfinished_of(self, user: Any) -> Self:
        """A person's own seats in rounds that take ballots and that they have not finished."""
        return self.filter(membership__user=user, round__state=State.OPEN, finished_at=None)

    def waiting_for(self, user: Any) -> Self:
        """Seats in rounds that wait for a person: for their ballot, or as a lead for the team's agreement."""
        rounds = self.model._meta.get_field("round").related_model.objects.to_agree_led_by(user)
        return self.filter(Q(pk__in=self.unfinished_of(user).values("pk")) | Q(round__in=rounds.values("pk")))


class BallotQuerySet(models.QuerySet[Any]):
    """Ballots. Those of somebody else are only ever read through `revealed`."""

    def of_rater(self, rater: Any) -> Self:
        """A rater's own."""
        return self.filter(rater=rater)

    def revealed(self, *rounds: Any) -> Self:
        """The ballots of rounds that their team has revealed, without who cast them; none while they are sealed."""
        return self.filter(rater__round__in=rounds, rater__round__revealed_at__isnull=False).exclude(
            rater__round__state__in=SEALED
        )

    def cast(self) -> Self:
        """Those with an answer: a value, or not enough information."""
        return self.filter(Q(value__isnull=False) | Q(unknown=True))

    def counted(self) -> Any:
        """How many ballots gave each item each answer: rows of item_key, value, unknown, number."""
        return self.order_by().values_list("item_key", "value", "unknown").annotate(number=Count("pk"))

    def counted_by_round(self) -> Any:
        """The same of several rounds: rows of the round's key, item_key, value, unknown, number."""
        counted = self.order_by().values_list("rater__round", "item_key", "value", "unknown")
        return counted.annotate(number=Count("pk"))
