"""Rows that are edited on the page of what they belong to, each with a link to its own page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from practices.admin.access import ContentAccess
from practices.admin.forms import ContentForm, ContentFormSet
from practices.choices import CONSIDERATION_STAGES, PLANNING_STAGES
from practices.models import Consideration, ConsiderationStage, FocusArea, Indicator, Practice, Stage, StageDescription


class ContentInline(ContentAccess, admin.TabularInline):  # type: ignore[type-arg]
    form = ContentForm
    formset = ContentFormSet
    extra = 1
    show_change_link = True


class FocusAreaInline(ContentInline):
    model = FocusArea
    fields = ["title", "position"]


class ConsiderationInline(ContentInline):
    model = Consideration
    fields = ["title", "position"]


class PracticeInline(ContentInline):
    model = Practice
    fields = ["code", "text", "position"]


class IndicatorInline(ContentInline):
    model = Indicator
    fields = ["code", "position"]


class FixedTextsInline(ContentAccess, admin.StackedInline):  # type: ignore[type-arg]
    """The texts of a row of which there are `max_num`; a missing one waits with its place chosen."""

    form = ContentForm
    formset = ContentFormSet

    def missing(self, obj: Any) -> list[dict[str, Any]]:
        """Return the initial values of the forms for texts that `obj` lacks."""
        raise NotImplementedError

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return len(self.missing(obj))


class StageTextInline(FixedTextsInline):
    """The texts of a row, one for each of `stages`."""

    fields = ["stage", "text"]
    stages: tuple[str, ...]

    def expected_stages(self) -> QuerySet[Stage]:
        return Stage.objects.filter(key__in=self.stages)

    def missing(self, obj: Any) -> list[dict[str, Any]]:
        described = obj.stage_descriptions.values_list("stage") if obj else []
        return [{"stage": stage.pk} for stage in self.expected_stages().exclude(pk__in=described)]

    def get_max_num(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return len(self.stages)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The only foreign key that people choose here is the stage."""
        return super().formfield_for_foreignkey(db_field, request, **kwargs, queryset=self.expected_stages())


class StageDescriptionInline(StageTextInline):
    model = StageDescription
    stages = PLANNING_STAGES


class ConsiderationStageInline(StageTextInline):
    model = ConsiderationStage
    stages = CONSIDERATION_STAGES
