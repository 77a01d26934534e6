"""Chainable queries over practice content; never imports models."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from django.core.exceptions import ValidationError
from django.db import models

from practices.choices import EditionStatus

IMMUTABLE = "A published edition cannot be changed. Start a draft of it instead."


class EditionQuerySet(models.QuerySet[Any]):
    """Editions of content by status; every bulk write is refused once one of them is published."""

    def published(self) -> Self:
        """Editions that districts may rate."""
        return self.filter(status=EditionStatus.PUBLISHED)

    def drafts(self) -> Self:
        return self.filter(status=EditionStatus.DRAFT)

    def newest_first(self) -> Self:
        return self.order_by("-number")

    def _require_drafts(self) -> None:
        if self.exclude(status=EditionStatus.DRAFT).exists():
            raise ValidationError(IMMUTABLE)

    def update(self, **kwargs: Any) -> int:
        self._require_drafts()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._require_drafts()
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotImplementedError("Editions are created one by one.")

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotImplementedError("Editions are changed one by one, so that their status is checked.")


def drafts_of(model: type[models.Model]) -> EditionQuerySet:
    """Return the drafts among the editions that rows of `model` belong to."""
    editions: Any = model._meta.get_field("edition").related_model
    drafts: EditionQuerySet = editions._default_manager.drafts()
    return drafts


class EditionContentQuerySet(models.QuerySet[Any]):
    """Rows of an edition; every bulk write is refused once one of them is published."""

    def _require_drafts(self) -> None:
        if self.exclude(edition__status=EditionStatus.DRAFT).exists():
            raise ValidationError(IMMUTABLE)

    def update(self, **kwargs: Any) -> int:
        if moved := {name.removesuffix("_id") for name in kwargs} & {"edition", self.model.parent_field}:
            raise NotImplementedError(f"Rows are not moved in bulk: {', '.join(sorted(moved))}.")
        self._require_drafts()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._require_drafts()
        return super().delete()

    def bulk_create(self, objs: Any, batch_size: int | None = None) -> list[Any]:  # type: ignore[override]
        """Create rows of drafts. Rows that exist are never updated by it, so Django's options for that are left out."""
        rows = list(objs)
        editions = {row.edition_id for row in rows} | {
            getattr(row, row.parent_field).edition_id for row in rows if row.parent_field
        }
        if drafts_of(self.model).filter(pk__in=editions).count() != len(editions):
            raise ValidationError(IMMUTABLE)
        return super().bulk_create(rows, batch_size=batch_size)

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotImplementedError("Content is changed row by row, so that its edition is checked.")
