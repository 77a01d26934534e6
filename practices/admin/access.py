"""Who may do what in the administration of content: staff may, and only drafts change."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from practices.models import BaseEdition


def is_content_administrator(request: HttpRequest) -> bool:
    return request.user.is_active and getattr(request.user, "is_staff", False)


class ContentAccess:
    """Permissions of admin pages and inlines; `obj` is an edition or a row of one, for inlines the row above."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_content_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_content_administrator(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        edition = obj if obj is None or isinstance(obj, BaseEdition) else obj.edition
        return is_content_administrator(request) and (edition is None or edition.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class AddedFromAbove:
    """Rows are added on the page of what they belong to, and deleted one by one."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
