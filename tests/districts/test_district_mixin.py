"""What every page inside a district does first."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.generic import TemplateView, View

from districts import rules
from districts.choices import Role, TimeZone
from districts.views import DistrictMixin

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)


class ClockView(DistrictMixin, TemplateView):
    rule = rules.can_manage_district

    def render_to_response(self, context, **kwargs):
        template = engines["django"].from_string("{{ district }}, {{ membership.role }}: {{ noon|date:'H:i' }}")
        return TemplateResponse(self.request, template, {**context, "noon": NOON})


class SaveView(DistrictMixin, View):
    rule = rules.can_read

    def post(self, request, slug):
        return HttpResponse("saved")


@pytest.fixture
def ask(rf):
    def answer(user, view=ClockView, method="get", **headers):
        request = getattr(rf, method)("/districts/lakeview/clock/?at=noon", headers=headers)
        request.user, request.htmx = user, headers.get("HX-Request") == "true"
        return view.as_view()(request, slug="lakeview")

    return answer


def test_a_page_knows_the_district_and_the_role_in_one_query(ask, people, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = ask(people[Role.LEAD])
    assert response.content.decode() == "Lakeview School District, lead: 07:00"


def test_a_page_is_rendered_in_the_time_zone_of_the_district_and_only_that(ask, people, district):
    district.time_zone = TimeZone.HAWAII
    district.save()
    assert ask(people[Role.LEAD]).content.decode() == "Lakeview School District, lead: 02:00"
    assert timezone.get_current_timezone_name() == "America/New_York"


def test_an_outsider_finds_nothing(ask, district, outsider):
    with pytest.raises(Http404):
        ask(outsider)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COACH, Role.VIEWER])
def test_another_role_is_refused(ask, people, role):
    with pytest.raises(PermissionDenied):
        ask(people[role])


def test_operators_and_content_administrators_are_outsiders(ask, district, operator, content_administrator):
    for person in (operator, content_administrator):
        with pytest.raises(Http404):
            ask(person)


def test_an_anonymous_visitor_signs_in_and_comes_back(ask, district):
    response = ask(AnonymousUser())
    assert (response.status_code, response.url) == (
        302,
        "/accounts/login/?next=/districts/lakeview/clock/%3Fat%3Dnoon",
    )


def test_an_anonymous_visitor_learns_nothing_about_which_districts_exist(ask, db):
    assert ask(AnonymousUser()).status_code == 302


def test_an_address_that_only_takes_forms_is_not_come_back_to(ask, district):
    response = ask(AnonymousUser(), SaveView, "post")
    assert (response.status_code, response.url) == (302, "/accounts/login/")


def test_an_htmx_request_without_a_session_gets_401_so_that_the_page_stays(ask, district):
    response = ask(AnonymousUser(), SaveView, "post", **{"HX-Request": "true"})
    assert (response.status_code, response.content) == (401, b"Signed out. Sign in to save.")
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_everyone_inside_may_do_what_the_rule_allows(ask, people):
    assert [ask(people[role], SaveView, "post").content for role in Role] == [b"saved"] * 4


def test_a_method_the_page_does_not_have_is_405_for_those_inside_only(ask, people, outsider):
    assert ask(people[Role.VIEWER], SaveView, "get").status_code == 405
    with pytest.raises(Http404):
        ask(outsider, SaveView, "get")
