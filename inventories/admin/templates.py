"""Inventory templates in the admin: content, and so for every content administrator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from inventories.admin.forms import ColumnForm, ColumnFormSet, PromptForm, TemplateForm, UseForm, UseFormSet
from inventories.models import Template, TemplateColumn, TemplatePrompt, TemplateUse
from practices.admin.access import is_content_administrator

SHORT_TEXTS: Any = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 80})}}


class ForContentAdministrators:
    """Everyone who is staff may see, add and change; `obj` is the template for inlines, too."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_content_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_content_administrator(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_content_administrator(request)

    has_change_permission = has_delete_permission = has_view_permission


class ColumnInline(ForContentAdministrators, admin.StackedInline):
    """The columns. Inventories that districts have started keep theirs, whatever happens here."""

    model = TemplateColumn
    form = ColumnForm
    formset = ColumnFormSet
    fields = [("title", "kind"), "help", "choices", ("required", "unique", "position")]
    extra = 0
    min_num = 1

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, validate_min=True, **kwargs)


class PromptInline(ForContentAdministrators, admin.StackedInline):
    model = TemplatePrompt
    form = PromptForm
    formfield_overrides = SHORT_TEXTS
    fields = ["kind", "text", "source", ("part", "position")]
    extra = 0


class UseInline(ForContentAdministrators, admin.TabularInline):
    model = TemplateUse
    form = UseForm
    formset = UseFormSet
    fields = ["item"]
    extra = 1


class TemplateAdmin(ForContentAdministrators, admin.ModelAdmin):
    """Inventory templates. One that is no longer wanted is not deleted, only offered no more."""

    actions = None
    form = TemplateForm
    formfield_overrides = SHORT_TEXTS
    inlines = [UseInline, PromptInline, ColumnInline]
    list_display = ("title", "scope", "sensitivity", "position", "is_active")
    list_filter = ("is_active", "scope", "sensitivity")
    search_fields = ("title", "key", "purpose", "columns__title", "prompts__text")

    def has_delete_permission(self, request: HttpRequest, obj: Template | None = None) -> bool:
        return False

    def get_readonly_fields(self, request, obj=None):
        return ["key"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"key": ("title",)}
