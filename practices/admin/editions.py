"""Admin pages of systems and editions: start a draft, edit it, preview it, publish it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from practices import content_store
from practices.admin.access import AddedFromAbove, ContentAccess
from practices.admin.addresses import change_address, page_name
from practices.admin.forms import WordingForm
from practices.admin.inlines import ConsiderationInline, FocusAreaInline
from practices.admin.problems import LinkedProblem, linked_problems
from practices.content import ContentError
from practices.content_store import DraftExists
from practices.models import BaseEdition, Edition
from practices.reports import ContentOfEdition, edition_content


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


class BaseEditionAdmin(AddedFromAbove, ContentAccess, admin.ModelAdmin):  # type: ignore[type-arg]
    """An edition: read-only once it is published, and then the start of a draft."""

    form = WordingForm
    fields = ["number", "status", "published_at", "source", "introduction"]
    readonly_fields = ["number", "status", "published_at"]
    list_display = ["__str__", "status", "published_at"]
    list_filter = ["status"]
    search_fields = ["source", "introduction"]
    change_form_template = "admin/practices/edition/change_form.html"

    store: Any  # The module that starts and publishes drafts of these editions.
    rated_as: str  # What districts open on an edition, in the plural.
    preview_template: str

    def content(self, edition: Any) -> Any:
        """Return what the preview shows."""
        raise NotImplementedError

    def linked_problems(self, edition: Any) -> list[LinkedProblem]:
        raise NotImplementedError

    def published_now(self, edition: Any) -> Any:
        """Return the edition that publishing this one would retire, or None."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        views = {"preview": self.preview, "draft": self.start_draft, "publish": self.publish}
        wrap = self.admin_site.admin_view
        return [
            *(path(f"<int:pk>/{name}/", wrap(view), name=page_name(self.model, name)) for name, view in views.items()),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show an edition as districts see it."""
        context = {"content": self.content(self._edition(pk)), "is_preview": True, "section": "practices"}
        return TemplateResponse(request, self.preview_template, context)

    @method_decorator(require_POST)
    def start_draft(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Copy an edition into a new draft, or lead to the draft that there is."""
        edition = self._edition(pk)
        try:
            draft = self.store.start_draft(edition=edition)
        except DraftExists as error:
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
                self.store.publish(edition=edition)
            except ContentError:
                pass  # The page below shows what is missing.
            else:
                self.log_change(request, edition, "Published.")
                self.message_user(
                    request, f"Published. New {self.rated_as} use this edition; existing ones keep theirs."
                )
                return self._to(edition)
        return self._publish_page(request, edition)

    def _publish_page(self, request: HttpRequest, edition: BaseEdition) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": f"Publish {edition}",
            "opts": self.opts,
            "original": edition,
            "problems": self.linked_problems(edition),
            "published": self.published_now(edition),
            "rated_as": self.rated_as,
        }
        return TemplateResponse(request, "admin/practices/edition/publish.html", context)

    def _edition(self, pk: int) -> Any:
        return get_object_or_404(self.model, pk=pk)

    def _to(self, edition: BaseEdition) -> HttpResponseRedirect:
        return HttpResponseRedirect(change_address(edition, edition.pk))


class EditionAdmin(BaseEditionAdmin):
    """An edition of a system."""

    fields = ["system", *BaseEditionAdmin.fields]
    readonly_fields = ["system", *BaseEditionAdmin.readonly_fields]
    inlines = [FocusAreaInline, ConsiderationInline]
    list_filter = ["system", "status"]
    list_select_related = ["system"]
    search_fields = ["system__title", *BaseEditionAdmin.search_fields]
    store = content_store
    rated_as = "assessments"
    preview_template = "practices/system_detail.html"

    def content(self, edition: Edition) -> ContentOfEdition:
        return edition_content(edition)

    def linked_problems(self, edition: Edition) -> list[LinkedProblem]:
        return linked_problems(edition)

    def published_now(self, edition: Edition) -> Edition | None:
        return edition.system.editions.published().first()
