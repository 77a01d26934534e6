"""Chainable queries over inventory templates; never imports models."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Max


class TemplateQuerySet(models.QuerySet[Any]):
    """Templates that districts start their inventories from."""

    def offered(self) -> Self:
        return self.filter(is_active=True)

    def with_uses(self) -> Self:
        return self.prefetch_related("uses")

    def with_content(self) -> Self:
        """With columns, prompts and uses, one query for each."""
        return self.prefetch_related("columns", "prompts", "uses")

    def next_position(self) -> int:
        """Return the position behind the last, with room for others between them."""
        last: int | None = self.aggregate(last=Max("position"))["last"]
        return (last or 0) + 10
