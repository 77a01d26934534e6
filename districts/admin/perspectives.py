"""Perspectives in the admin: content, and so for every content administrator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import slugify

from districts.models import Perspective

IN_USE = "Raters or teams have brought this perspective, so it stays. To retire it, stop offering it to new raters."


class PerspectiveForm(forms.ModelForm):
    """A perspective. Its key is made once, from its title unless another is typed, and never changes."""

    class Meta:
        model = Perspective
        fields = ("title", "key", "position", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False
        self.fields["position"].help_text = "Perspectives stand in this order. Empty puts one last."
        if self.instance.pk is None:
            self.initial["position"] = None
            self.fields["key"].required = False
            self.fields["key"].help_text = "Stable name in files. It never changes. Empty takes it from the title."

    def clean_title(self) -> str:
        title = " ".join(self.cleaned_data["title"].split())
        if not title.isprintable():
            raise ValidationError("The title holds a character that cannot be shown.")
        return title

    def clean_position(self) -> int:
        position: int | None = self.cleaned_data["position"]
        return Perspective.objects.next_position() if position is None else position

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "key" in cleaned and "title" in cleaned:
            cleaned["key"] = slugify((cleaned["key"] or cleaned["title"]).replace("_", " "))[:50].strip("-")
            if not cleaned["key"]:
                self.add_error("key", "Type a key of letters a to z, digits and hyphens.")
        return cleaned


@admin.register(Perspective)
class PerspectiveAdmin(admin.ModelAdmin):
    """Perspectives, for every content administrator. One that raters have brought is not deleted, only retired."""

    actions = None
    form = PerspectiveForm
    list_display = ("title", "position", "is_active")
    search_fields = ("title", "key")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_staff)

    def has_view_permission(self, request: HttpRequest, obj: Perspective | None = None) -> bool:
        return self.has_module_permission(request)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission

    def get_readonly_fields(self, request, obj=None):
        return ["key"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"key": ("title",)}

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Refuse before Django's page would list who has brought the perspective: that is the districts' own."""
        perspective = self.get_object(request, object_id)
        if perspective and self.has_delete_permission(request) and self.is_in_use(perspective, request):
            self.message_user(request, IN_USE, messages.WARNING)
            return HttpResponseRedirect(reverse("admin:districts_perspective_change", args=[perspective.pk]))
        return super().delete_view(request, object_id, extra_context)

    def is_in_use(self, perspective: Perspective, request: HttpRequest) -> bool:
        *_, protected = self.get_deleted_objects([perspective], request)
        return bool(protected)
