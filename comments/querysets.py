"""Chainable queries over threads, comments and mentions; never imports models."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, NullIf

from districts.choices import Role


class ThreadQuerySet(models.QuerySet[Any]):
    """Threads of districts."""

    def for_district(self, district: Any) -> Self:
        return self.filter(district=district)

    def begun(self) -> Self:
        """Those in which anything stands."""
        return self.filter(comment_count__gt=0)

    def still_open(self) -> Self:
        """Those in which something was said that nobody has called settled."""
        return self.begun().filter(resolved_at=None)

    def shown_to(self, membership: Any, named: Any) -> Self:
        """Those that a member may read; `named` are closed ones that are open to this person all the same."""
        found = self.filter(district=membership.district_id)
        return found if membership.role == Role.LEAD else found.filter(Q(is_closed=False) | Q(pk__in=named))

    def with_last_writer(self) -> Self:
        """With `last_by`, the name of who wrote last."""
        comments = self.model._meta.get_field("comments").related_model.objects
        name = Coalesce(NullIf("by__name", models.Value("")), "by__email", output_field=models.CharField())
        last = comments.filter(thread=models.OuterRef("pk"), taken_back_at=None).order_by("-at", "-pk")
        return self.annotate(last_by=models.Subquery(last.values_list(name)[:1]))

    def open_first(self) -> Self:
        """In the order in which a list reads: open ones, then resolved ones, the latest first."""
        return self.order_by(F("resolved_at").desc(nulls_first=True), "-last_at", "-pk")


class CommentQuerySet(models.QuerySet[Any]):
    """Comments of threads."""

    def for_thread(self, thread: Any) -> Self:
        return self.filter(thread=thread)

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)


class MentionQuerySet(models.QuerySet[Any]):
    """For whom comments are meant."""

    def unseen_by(self, user: Any) -> Self:
        """Those of a person who has not opened the thread since."""
        return self.filter(user=user, seen_at=None)

    def waiting_for(self, user: Any, named: Any) -> Self:
        """Unseen ones that still stand, in districts that the person belongs to now; `named` as in `shown_to`."""
        thread, member = "comment__thread", "comment__thread__district__memberships"
        open_to = (
            Q(**{f"{thread}__is_closed": False}) | Q(**{f"{member}__role": Role.LEAD}) | Q(**{f"{thread}__in": named})
        )
        return self.unseen_by(user).filter(open_to, comment__taken_back_at=None, **{f"{member}__user": user})
