"""Admin pages of systems and editions: start a draft, edit it, preview it, publish it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from practices import content_store
from practices.admin.access import AddedFromAbove, ContentAccess
from practices.admin.forms import WordingForm
from practices.admin.inlines import ConsiderationInline, FocusAreaInline
from practices.admin.problems import linked_problems
from practices.content import ContentError
from practices.models import Edition
from practices.reports import edition_content


class EditionInline(ContentAccess, admin.TabularInline):  # type: ignore[type-arg]
    """A system's editions, each with a link to its page."""

    model = Edition
    fields = ["number", "status", "published_at"]
    readonly_fields = ["number", "status", "published_at"]
    show_change_link = True
    can_delete = False
    extra = max_num = 0

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SystemAdmin(ContentAccess, admin.ModelAdmin):  # type: ignore[type-arg]
    """Systems come with their files and keep their names, which published editions show."""

    actions = None
    fields = ["title", "key"]
    readonly_fields = ["title", "key"]
    inlines = [EditionInline]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class EditionAdmin(AddedFromAbove, ContentAccess, admin.ModelAdmin):  # type: ignore[type-arg]
    """An edition: read-only once it is published, and then the start of a draft."""

    form = WordingForm
    fields = ["system", "number", "status", "published_at", "source", "introduction"]
    readonly_fields = ["system", "number", "status", "published_at"]
    inlines = [FocusAreaInline, ConsiderationInline]
    list_display = ["__str__", "status", "published_at"]
    list_filter = ["system", "status"]
    list_select_related = ["system"]
    search_fields = ["system__title", "source", "introduction"]

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", wrap(self.preview), name="practices_edition_preview"),
            path("<int:pk>/draft/", wrap(self.start_draft), name="practices_edition_draft"),
            path("<int:pk>/publish/", wrap(self.publish), name="practices_edition_publish"),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show an edition as districts see it."""
        content = edition_content(self._edition(pk))
        context = {"content": content, "is_preview": True, "section": "practices"}
        return TemplateResponse(request, "practices/system_detail.html", context)

    @method_decorator(require_POST)
    def start_draft(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Copy an edition into a new draft, or lead to the draft that there is."""
        edition = self._edition(pk)
        try:
            draft = content_store.start_draft(edition=edition)
        except content_store.DraftExists as error:
            self.message_user(request, "There is a draft already. This is it.", messages.WARNING)
            return self._to(error.draft)
        self.log_addition(request, draft, f"Started as a draft of edition {edition.number}.")
        self.message_user(request, f"Draft {draft.number} says what edition {edition.number} says. Change it here.")
        return self._to(draft)

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask before publishing a draft, showing what keeps it from that; publish it on POST."""
        edition = self._edition(pk)
        if not edition.is_draft:
            raise PermissionDenied
        if request.method == "POST":
            try:
                content_store.publish(edition=edition)
            except ContentError:
                pass  # The page below shows what is missing.
            else:
                self.log_change(request, edition, "Published.")
                self.message_user(request, "Published. New assessments use this edition; existing ones keep theirs.")
                return self._to(edition)
        return self._publish_page(request, edition)

    def _publish_page(self, request: HttpRequest, edition: Edition) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": f"Publish {edition}",
            "opts": self.opts,
            "original": edition,
            "problems": linked_problems(edition),
            "published": edition.system.editions.published().first(),
        }
        return TemplateResponse(request, "admin/practices/edition/publish.html", context)

    def _edition(self, pk: int) -> Edition:
        return get_object_or_404(Edition.objects.select_related("system"), pk=pk)

    def _to(self, edition: Edition) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:practices_edition_change", args=[edition.pk]))
