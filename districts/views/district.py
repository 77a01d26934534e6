"""A district's settings, and its logo, which stands among them."""

from __future__ import annotations

from copy import copy
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.views.generic import UpdateView, View
from django.views.generic.base import TemplateResponseMixin

from districts import reports, rules, services
from districts.forms import DistrictForm, LogoForm
from districts.models import District
from districts.views.base import DistrictMixin


class SettingsMixin(DistrictMixin):
    """The page of the settings, with a form for what the district says of itself and one for its logo."""

    rule = rules.can_manage_district
    template_name = "districts/district_settings.html"
    extra_context = {"section": "settings"}

    @property
    def draft(self) -> str:
        """The name under which a browser keeps settings that are typed and not saved yet."""
        return f"district-{self.district.pk}:settings"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        logo = reports.shown_logo(self.district)
        return super().get_context_data(**{"logo_form": LogoForm(), "logo": logo, "draft": self.draft} | kwargs)


class DistrictSettingsView(SettingsMixin, UpdateView):
    """Name, state, NCES LEA ID, paper size and time zone."""

    form_class = DistrictForm

    def get_object(self, queryset: Any = None) -> District:
        return copy(self.district)  # The form writes what was typed into it, right or wrong.

    def form_valid(self, form: DistrictForm) -> HttpResponse:
        form.save()
        messages.success(self.request, "The settings are saved.", extra_tags=self.draft)
        return redirect("districts:district_settings", self.district.slug)


class LogoChangeView(SettingsMixin, TemplateResponseMixin, View):
    """Takes the district's logo, in place of the one that it has. 422 for what is no picture."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = LogoForm(request.POST, request.FILES)
        if not form.is_valid():
            context = self.get_context_data(form=DistrictForm(instance=copy(self.district)), logo_form=form)
            return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        services.set_logo(self.district, picture=form.picture, by=self.person)
        messages.success(request, "The logo is saved.")
        return back_to_logo(self.district)


class LogoRemoveView(DistrictMixin):
    """Takes the district's logo away."""

    rule = rules.can_manage_district

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if services.remove_logo(self.district):
            messages.success(request, "The logo is removed.")
        return back_to_logo(self.district)


def back_to_logo(district: District) -> HttpResponse:
    return redirect(f"{reverse('districts:district_settings', args=[district.slug])}#logo")


class LogoView(DistrictMixin):
    """The logo itself, for the members of the district. 404 where it has none."""

    rule = rules.can_read

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        etag = f'"{reports.logo_digest(self.district)}"'
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": etag})
        picture = reports.logo_of(self.district)
        if picture is None:
            raise Http404
        response = HttpResponse(picture.content, content_type=picture.media_type, headers={"ETag": etag})
        patch_cache_control(response, private=True, no_cache=True)
        return response
