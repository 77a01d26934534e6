"""Admin pages of the rows of an edition: from focus area to stage description, and considerations."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from practices.admin.access import AddedFromAbove, ContentAccess
from practices.admin.addresses import change_address
from practices.admin.forms import ContentForm
from practices.admin.inlines import (
    ConsiderationStageInline,
    FixedTextsInline,
    IndicatorInline,
    PracticeInline,
    StageDescriptionInline,
)
from practices.models import BaseEditionContent


class BaseEditionContentAdmin(AddedFromAbove, ContentAccess, admin.ModelAdmin):  # type: ignore[type-arg]
    """A row of an edition, with a link up to what it belongs to and links down to its own rows."""

    form = ContentForm
    readonly_fields = ["part_of", "key"]
    list_filter = ["edition__status", "edition__number"]
    list_select_related = ["edition"]
    ordering = ["edition", "position"]

    @admin.display(description="Part of")
    def part_of(self, row: BaseEditionContent) -> SafeString:
        above = getattr(row, row.parent_field) if row.parent_field else row.edition
        return format_html('<a href="{}">{}</a>', change_address(above, above.pk), above)

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, FixedTextsInline):
            kwargs["initial"] = inline.missing(obj)
        return kwargs


class EditionContentAdmin(BaseEditionContentAdmin):
    """A row of an edition of one system."""

    list_filter = ["edition__system", "edition__status", "edition__number"]
    list_select_related = ["edition__system"]


class FocusAreaAdmin(EditionContentAdmin):
    fields = ["part_of", "title", "position", "key"]
    inlines = [PracticeInline]
    list_display = ["title", "edition", "position"]
    search_fields = ["title", "practices__text"]


class PracticeAdmin(EditionContentAdmin):
    fields = ["part_of", "code", "text", "position", "key"]
    inlines = [IndicatorInline]
    list_display = ["__str__", "focus_area", "edition", "position"]
    list_select_related = ["edition__system", "focus_area"]
    ordering = ["edition", "focus_area__position", "position"]
    search_fields = ["code", "text", "indicators__stage_descriptions__text"]


class IndicatorAdmin(EditionContentAdmin):
    fields = ["part_of", "code", "is_choice", "position", "key"]
    inlines = [StageDescriptionInline]
    list_display = ["code", "practice", "is_choice", "edition", "position"]
    list_select_related = ["edition__system", "practice"]
    ordering = ["edition", "practice__focus_area__position", "practice__position", "position"]
    search_fields = ["code", "practice__text", "stage_descriptions__text"]


class ConsiderationAdmin(EditionContentAdmin):
    fields = ["part_of", "title", "position", "key"]
    inlines = [ConsiderationStageInline]
    list_display = ["title", "edition", "position"]
    search_fields = ["title", "stage_descriptions__text"]
