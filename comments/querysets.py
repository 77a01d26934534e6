"""Chainable queries over threads and comments; never imports models."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class ThreadQuerySet(models.QuerySet[Any]):
    """Threads of districts."""

    def for_district(self, district: Any) -> Self:
        return self.filter(district=district)

    def still_open(self) -> Self:
        """Those in which something was said that nobody has called settled."""
        return self.filter(resolved_at=None, comment_count__gt=0)


class CommentQuerySet(models.QuerySet[Any]):
    """Comments of threads."""

    def for_thread(self, thread: Any) -> Self:
        return self.filter(thread=thread)

    def with_people(self) -> Self:
        """With who wrote each and whom it mentions, in one query more."""
        return self.select_related("by").prefetch_related("mentioned")
