"""What `test_access_matrix` reads: every address of the product, and what everyone gets there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from districts.models import District, Membership, User
from readiness.models import Assessment

WHO = ("anonymous", "outsider", "viewer", "coach", "member", "lead", "content", "operator")


@dataclass(frozen=True)
class World:
    """A district with one person per role, an invitation, and an assessment of a small edition."""

    people: dict[str, User | None]
    district: District
    member: Membership
    token: str
    assessment: Assessment


Arguments = Callable[[World], tuple[Any, ...]]


@dataclass(frozen=True)
class Row:
    """What each of WHO gets for one method of one address; "in" is the way to the sign-in page."""

    name: str
    arguments: Arguments
    method: str
    expected: str

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def nothing(world: World) -> tuple[Any, ...]:
    return ()


def district(world: World) -> tuple[Any, ...]:
    return (world.district.slug,)


def member(world: World) -> tuple[Any, ...]:
    return world.district.slug, world.member.pk


def invitation(world: World) -> tuple[Any, ...]:
    return (world.token,)


def reset_key(world: World) -> tuple[Any, ...]:
    return "1", "unknown"


def system(world: World) -> tuple[Any, ...]:
    return ("sample",)


def indicator(world: World) -> tuple[Any, ...]:
    return "sample", "1a"


def assessment(world: World) -> tuple[Any, ...]:
    return world.district.slug, world.assessment.pk


def area(world: World) -> tuple[Any, ...]:
    return *assessment(world), "first"


def rating(world: World) -> tuple[Any, ...]:
    return *assessment(world), "1a-aware"


def placement(world: World) -> tuple[Any, ...]:
    return *assessment(world), "readiness"


def first(*labels: str) -> Arguments:
    """The first row of each model, for admin pages."""
    return lambda world: tuple(apps.get_model(label)._base_manager.order_by("pk")[0].pk for label in labels)


def past(label: str) -> Arguments:
    """The first row of a model and the first record of its history."""
    app, model = label.split(".")
    return first(label, f"{app}.historical{model}")


# fmt: off
PAGES = [
    #   address                                   arguments   method  anon out view coach member lead content operator
    Row("home",                                   nothing,    "get",  "in  200 200 200 200 200 200 200"),
    Row("home",                                   nothing,    "post", "in  405 405 405 405 405 405 405"),
    Row("practices:system_list",                  nothing,    "get",  "in  200 200 200 200 200 200 200"),
    Row("practices:system_list",                  nothing,    "post", "in  405 405 405 405 405 405 405"),
    Row("practices:search",                       nothing,    "get",  "in  200 200 200 200 200 200 200"),
    Row("practices:search",                       nothing,    "post", "in  405 405 405 405 405 405 405"),
    Row("practices:system_detail",                system,     "get",  "in  200 200 200 200 200 200 200"),
    Row("practices:system_detail",                system,     "post", "in  405 405 405 405 405 405 405"),
    Row("practices:indicator_detail",             indicator,  "get",  "in  200 200 200 200 200 200 200"),
    Row("practices:indicator_detail",             indicator,  "post", "in  405 405 405 405 405 405 405"),
    Row("district_detail",                        district,   "get",  "in  404 200 200 200 200 404 404"),
    Row("district_detail",                        district,   "post", "in  404 405 405 405 405 404 404"),
    Row("districts:member_list",                  district,   "get",  "in  404 200 200 200 200 404 404"),
    Row("districts:member_list",                  district,   "post", "in  404 405 405 405 405 404 404"),
    Row("districts:member_add",                   district,   "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:member_add",                   district,   "post", "in  404 403 403 403 200 404 404"),
    Row("districts:member_change",                member,     "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:member_change",                member,     "post", "in  404 403 403 403 200 404 404"),
    Row("districts:member_remove",                member,     "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:member_remove",                member,     "post", "in  404 403 403 403 302 404 404"),
    Row("districts:member_link",                  member,     "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:member_link",                  member,     "post", "in  404 403 403 403 200 404 404"),
    Row("districts:district_settings",            district,   "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:district_settings",            district,   "post", "in  404 403 403 403 200 404 404"),
    Row("readiness:assessment_list",              district,   "get",  "in  404 200 200 200 200 404 404"),
    Row("readiness:assessment_list",              district,   "post", "in  404 405 405 405 405 404 404"),
    Row("readiness:assessment_open",              district,   "get",  "in  404 403 403 403 200 404 404"),
    Row("readiness:assessment_open",              district,   "post", "in  404 403 403 403 200 404 404"),
    Row("readiness:assessment_rename",            assessment, "get",  "in  404 403 403 403 200 404 404"),
    Row("readiness:assessment_rename",            assessment, "post", "in  404 403 403 403 200 404 404"),
    Row("readiness:assessment_close",             assessment, "get",  "in  404 403 403 403 200 404 404"),
    Row("readiness:assessment_close",             assessment, "post", "in  404 403 403 403 302 404 404"),
    Row("readiness:assessment_reopen",            assessment, "get",  "in  404 403 403 403 200 404 404"),
    Row("readiness:assessment_reopen",            assessment, "post", "in  404 403 403 403 200 404 404"),
    Row("readiness:assessment_delete",            assessment, "get",  "in  404 403 403 403 200 404 404"),
    Row("readiness:assessment_delete",            assessment, "post", "in  404 403 403 403 302 404 404"),
    Row("readiness:assessment_history",           assessment, "get",  "in  404 200 200 200 200 404 404"),
    Row("readiness:assessment_history",           assessment, "post", "in  404 405 405 405 405 404 404"),
    Row("readiness:assessment_rate",              assessment, "get",  "in  404 200 200 200 200 404 404"),
    Row("readiness:assessment_rate",              assessment, "post", "in  404 405 405 405 405 404 404"),
    Row("readiness:area_save",                    area,       "get",  "in  404 403 403 302 302 404 404"),
    Row("readiness:area_save",                    area,       "post", "in  404 403 403 302 302 404 404"),
    Row("readiness:rating_save",                  rating,     "get",  "in  404 403 403 405 405 404 404"),
    Row("readiness:rating_save",                  rating,     "post", "in  404 403 403 200 200 404 404"),
    Row("readiness:placement_save",               placement,  "get",  "in  404 403 403 405 405 404 404"),
    Row("readiness:placement_save",               placement,  "post", "in  404 403 403 200 200 404 404"),
    Row("readiness:rating_history",               rating,     "get",  "in  404 200 200 200 200 404 404"),
    Row("readiness:rating_history",               rating,     "post", "in  404 405 405 405 405 404 404"),
    Row("readiness:placement_history",            placement,  "get",  "in  404 200 200 200 200 404 404"),
    Row("readiness:placement_history",            placement,  "post", "in  404 405 405 405 405 404 404"),
    Row("readiness:assessment_summary",           assessment, "get",  "in  404 200 200 200 200 404 404"),
    Row("readiness:assessment_summary",           assessment, "post", "in  404 405 405 405 405 404 404"),
    Row("readiness:report_pdf",                   assessment, "get",  "in  404 200 200 200 200 404 404"),
    Row("readiness:report_pdf",                   assessment, "post", "in  404 405 405 405 405 404 404"),
    Row("readiness:report_xlsx",                  assessment, "get",  "in  404 200 200 200 200 404 404"),
    Row("readiness:report_xlsx",                  assessment, "post", "in  404 405 405 405 405 404 404"),
    Row("readiness:report_csv",                   assessment, "get",  "in  404 200 200 200 200 404 404"),
    Row("readiness:report_csv",                   assessment, "post", "in  404 405 405 405 405 404 404"),
    Row("account_detail",                         nothing,    "get",  "in  200 200 200 200 200 200 200"),
    Row("account_detail",                         nothing,    "post", "in  302 302 302 302 302 302 302"),
    Row("invitation_accept",                      invitation, "get",  "200 200 200 200 200 200 200 200"),
    Row("invitation_accept",                      invitation, "post", "200 200 200 200 200 200 200 200"),
    Row("account_login",                          nothing,    "get",  "200 302 302 302 302 302 302 302"),
    Row("account_login",                          nothing,    "post", "200 302 302 302 302 302 302 302"),
    Row("account_logout",                         nothing,    "get",  "in  200 200 200 200 200 200 200"),
    Row("account_logout",                         nothing,    "post", "in  in  in  in  in  in  in  in"),
    Row("account_inactive",                       nothing,    "get",  "200 200 200 200 200 200 200 200"),
    Row("account_inactive",                       nothing,    "post", "405 405 405 405 405 405 405 405"),
    Row("account_change_password",                nothing,    "get",  "in  200 200 200 200 200 200 200"),
    Row("account_change_password",                nothing,    "post", "in  200 200 200 200 200 200 200"),
    Row("account_set_password",                   nothing,    "get",  "302 302 302 302 302 302 302 302"),
    Row("account_set_password",                   nothing,    "post", "302 302 302 302 302 302 302 302"),
    Row("account_reset_password",                 nothing,    "get",  "200 200 200 200 200 200 200 200"),
    Row("account_reset_password",                 nothing,    "post", "200 200 200 200 200 200 200 200"),
    Row("account_reset_password_done",            nothing,    "get",  "200 200 200 200 200 200 200 200"),
    Row("account_reset_password_done",            nothing,    "post", "405 405 405 405 405 405 405 405"),
    Row("account_reset_password_from_key",        reset_key,  "get",  "200 200 200 200 200 200 200 200"),
    Row("account_reset_password_from_key",        reset_key,  "post", "200 200 200 200 200 200 200 200"),
    Row("account_reset_password_from_key_done",   nothing,    "get",  "200 200 200 200 200 200 200 200"),
    Row("account_reset_password_from_key_done",   nothing,    "post", "405 405 405 405 405 405 405 405"),
    Row("healthz",                                nothing,    "get",  "200 200 200 200 200 200 200 200"),
    Row("healthz",                                nothing,    "post", "405 405 405 405 405 405 405 405"),
    Row("favicon",                                nothing,    "get",  "302 302 302 302 302 302 302 302"),
    Row("favicon",                                nothing,    "post", "302 302 302 302 302 302 302 302"),
]
# fmt: on


@dataclass(frozen=True)
class Office:
    """An admin page: what a content administrator and an operator get. Everyone else is always refused."""

    name: str
    arguments: Arguments
    get: str
    post: str

    def rows(self) -> Iterator[Row]:
        for method, expected in (("get", self.get), ("post", self.post)):
            yield Row(f"admin:{self.name}", self.arguments, method, f"in 403 403 403 403 403 {expected}")


# fmt: off
OFFICES = [
    #      address                                  arguments                         content and operator: GET, POST
    Office("index",                                nothing,                          "200 200", "200 200"),
    Office("auth_user_password_change",            first("districts.user"),          "403 200", "403 200"),
    Office("districts_user_changelist",            nothing,                          "403 200", "403 200"),
    Office("districts_user_add",                   nothing,                          "403 200", "403 200"),
    Office("districts_user_history",               first("districts.user"),          "403 200", "403 200"),
    Office("districts_user_delete",                first("districts.user"),          "403 403", "403 403"),
    Office("districts_user_change",                first("districts.user"),          "403 200", "403 200"),
    Office("districts_district_simple_history",    past("districts.district"),       "403 200", "403 200"),
    Office("districts_district_changelist",        nothing,                          "403 200", "403 200"),
    Office("districts_district_add",               nothing,                          "403 200", "403 200"),
    Office("districts_district_history",           first("districts.district"),      "403 200", "403 200"),
    Office("districts_district_delete",            first("districts.district"),      "403 403", "403 403"),
    Office("districts_district_change",            first("districts.district"),      "403 200", "403 200"),
    Office("districts_membership_simple_history",  past("districts.membership"),     "403 200", "403 200"),
    Office("districts_membership_changelist",      nothing,                          "403 200", "403 200"),
    Office("districts_membership_add",             nothing,                          "403 200", "403 200"),
    Office("districts_membership_history",         first("districts.membership"),    "403 200", "403 200"),
    Office("districts_membership_delete",          first("districts.membership"),    "403 200", "403 200"),
    Office("districts_membership_change",          first("districts.membership"),    "403 200", "403 200"),
    Office("practices_system_changelist",          nothing,                          "200 200", "200 200"),
    Office("practices_system_add",                 nothing,                          "403 403", "403 403"),
    Office("practices_system_history",             first("practices.system"),        "200 200", "200 200"),
    Office("practices_system_delete",              first("practices.system"),        "403 403", "403 403"),
    Office("practices_system_change",              first("practices.system"),        "200 200", "403 403"),
    Office("practices_edition_preview",            first("practices.edition"),       "200 200", "200 200"),
    Office("practices_edition_draft",              first("practices.edition"),       "405 405", "302 302"),
    Office("practices_edition_publish",            first("practices.edition"),       "403 403", "403 403"),
    Office("practices_edition_changelist",         nothing,                          "200 200", "200 200"),
    Office("practices_edition_add",                nothing,                          "403 403", "403 403"),
    Office("practices_edition_history",            first("practices.edition"),       "200 200", "200 200"),
    Office("practices_edition_delete",             first("practices.edition"),       "403 403", "403 403"),
    Office("practices_edition_change",             first("practices.edition"),       "200 200", "403 403"),
    Office("practices_focusarea_changelist",       nothing,                          "200 200", "200 200"),
    Office("practices_focusarea_add",              nothing,                          "403 403", "403 403"),
    Office("practices_focusarea_history",          first("practices.focusarea"),     "200 200", "200 200"),
    Office("practices_focusarea_delete",           first("practices.focusarea"),     "403 403", "403 403"),
    Office("practices_focusarea_change",           first("practices.focusarea"),     "200 200", "403 403"),
    Office("practices_practice_changelist",        nothing,                          "200 200", "200 200"),
    Office("practices_practice_add",               nothing,                          "403 403", "403 403"),
    Office("practices_practice_history",           first("practices.practice"),      "200 200", "200 200"),
    Office("practices_practice_delete",            first("practices.practice"),      "403 403", "403 403"),
    Office("practices_practice_change",            first("practices.practice"),      "200 200", "403 403"),
    Office("practices_indicator_changelist",       nothing,                          "200 200", "200 200"),
    Office("practices_indicator_add",              nothing,                          "403 403", "403 403"),
    Office("practices_indicator_history",          first("practices.indicator"),     "200 200", "200 200"),
    Office("practices_indicator_delete",           first("practices.indicator"),     "403 403", "403 403"),
    Office("practices_indicator_change",           first("practices.indicator"),     "200 200", "403 403"),
    Office("practices_consideration_changelist",   nothing,                          "200 200", "200 200"),
    Office("practices_consideration_add",          nothing,                          "403 403", "403 403"),
    Office("practices_consideration_history",      first("practices.consideration"), "200 200", "200 200"),
    Office("practices_consideration_delete",       first("practices.consideration"), "403 403", "403 403"),
    Office("practices_consideration_change",       first("practices.consideration"), "200 200", "403 403"),
]
# fmt: on

ROWS = [*PAGES, *(row for office in OFFICES for row in office.rows())]
