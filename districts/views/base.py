"""The base of every page inside a district."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import rules
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.views.generic.base import ContextMixin

from core.access import SignedInMixin, check_rule
from core.prepared_queries import PreparedRows
from districts.models import District, Membership


def _membership(slug: str, user: int) -> Any:
    return Membership.objects.filter(district__slug=slug, user=user)


# The query that most pages begin with, and the one of a page that also asks whether somebody is in the district alone.
_MEMBERSHIPS = PreparedRows(_membership, str, int, related=("district",))
MEMBERSHIPS_WITH_ALONE = PreparedRows(
    lambda slug, user: _membership(slug, user).with_alone(), str, int, related=("district",), more=("is_alone",)
)


class DistrictMixin(ContextMixin, SignedInMixin):
    """A view under /districts/<slug>/ for the members whom `rule` allows.

    Sets `membership` and `district` in one query, and renders in the district's time zone.
    """

    rule: ClassVar[rules.Predicate]
    memberships: ClassVar[PreparedRows] = _MEMBERSHIPS
    membership: Membership
    district: District

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            with suppress(ObjectDoesNotExist):
                self.membership = self.find_membership()
                self.district = self.membership.district

    def find_membership(self) -> Membership:
        """Return the person's membership, with its district. Raises ObjectDoesNotExist for an outsider."""
        found: Membership = self.memberships.get(self.kwargs["slug"], self.person.pk)
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.ask_to_sign_in(request)
        check_rule(self.rule, getattr(self, "membership", None))
        with timezone.override(ZoneInfo(self.district.time_zone)):
            self.load()
            response = super().dispatch(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()  # Rendered later, it would be in the server's time zone.
            return response

    def load(self) -> None:
        """Load what else the address names (404 where it is not this district's). Runs once access is checked."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(district=self.district, membership=self.membership, **kwargs)
