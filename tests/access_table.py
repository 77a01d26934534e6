"""What `test_access_matrix` reads: every address of the product, and what everyone gets there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from districts.models import District, Membership, User
from hexagon.models import Comparison, Review
from inventories.models import Inventory
from plans.models import Plan
from readiness.models import Assessment
from rounds.models import Round

WHO = ("anonymous", "outsider", "viewer", "coach", "member", "lead", "content", "operator")


@dataclass(frozen=True)
class World:
    """A district with one person per role, an invitation, and an assessment of a small edition.

    In a round over another assessment the member and the viewer are seated, and nobody else. So they are in one over
    another review; of `review` and of the three candidates of `comparison` nobody has said anything. `inventory` holds
    one entry, no staff data, and a spreadsheet that the member has handed in; the coach is named as its reader. `plan`
    is in force, with one of everything in it; `calendar` is the secret of its lead's calendar link.
    """

    people: dict[str, User | None]
    district: District
    member: Membership
    token: str
    assessment: Assessment
    round: Round
    review: Review
    comparison: Comparison
    review_round: Round
    inventory: Inventory
    plan: Plan
    calendar: str


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


def building(world: World) -> tuple[Any, ...]:
    return world.district.slug, world.district.buildings.get().pk


def template(world: World) -> tuple[Any, ...]:
    return ("sample-inventory",)


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


def round_of(world: World) -> tuple[Any, ...]:
    return world.district.slug, world.round.pk


def round_item(world: World) -> tuple[Any, ...]:
    return *round_of(world), "1a-ready"


def round_move(world: World) -> tuple[Any, ...]:
    return *round_of(world), "ended"


def round_paper(world: World) -> tuple[Any, ...]:
    """A paper ballot that nobody keyed in."""
    return *round_of(world), 0


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
    Row("hexagon_content:hexagon_detail",         nothing,    "get",  "in  200 200 200 200 200 200 200"),
    Row("hexagon_content:hexagon_detail",         nothing,    "post", "in  405 405 405 405 405 405 405"),
    Row("inventories_content:template_list",      nothing,    "get",  "in  200 200 200 200 200 200 200"),
    Row("inventories_content:template_list",      nothing,    "post", "in  405 405 405 405 405 405 405"),
    Row("inventories_content:template_detail",    template,   "get",  "in  200 200 200 200 200 200 200"),
    Row("inventories_content:template_detail",    template,   "post", "in  405 405 405 405 405 405 405"),
    Row("district_detail",                        district,   "get",  "in  404 200 200 200 200 404 404"),
    Row("district_detail",                        district,   "post", "in  404 405 405 405 405 404 404"),
    Row("district_data",                          district,   "get",  "in  404 403 403 403 200 404 404"),
    Row("district_data",                          district,   "post", "in  404 403 403 403 200 404 404"),
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
    Row("districts:district_logo",                district,   "get",  "in  404 404 404 404 404 404 404"),
    Row("districts:district_logo",                district,   "post", "in  404 405 405 405 405 404 404"),
    Row("districts:district_logo_change",         district,   "get",  "in  404 403 403 403 405 404 404"),
    Row("districts:district_logo_change",         district,   "post", "in  404 403 403 403 422 404 404"),
    Row("districts:district_logo_remove",         district,   "get",  "in  404 403 403 403 405 404 404"),
    Row("districts:district_logo_remove",         district,   "post", "in  404 403 403 403 302 404 404"),
    Row("districts:building_list",                district,   "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:building_list",                district,   "post", "in  404 403 403 403 405 404 404"),
    Row("districts:building_add",                 district,   "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:building_add",                 district,   "post", "in  404 403 403 403 200 404 404"),
    Row("districts:building_change",              building,   "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:building_change",              building,   "post", "in  404 403 403 403 200 404 404"),
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
    Row("readiness:round_detail",                 round_of,   "get",  "in  404 200 200 200 200 404 404"),
    Row("readiness:round_detail",                 round_of,   "post", "in  404 405 405 405 405 404 404"),
    Row("readiness:round_seats",                  round_of,   "get",  "in  404 403 403 403 200 404 404"),
    Row("readiness:round_seats",                  round_of,   "post", "in  404 403 403 403 302 404 404"),
    Row("readiness:round_move",                   round_move, "get",  "in  404 403 403 403 200 404 404"),
    Row("readiness:round_move",                   round_move, "post", "in  404 403 403 403 409 404 404"),
    Row("readiness:round_ballot",                 round_of,   "get",  "in  404 200 403 200 403 404 404"),
    Row("readiness:round_ballot",                 round_of,   "post", "in  404 405 403 405 403 404 404"),
    Row("readiness:round_ballot_save_all",        round_of,   "get",  "in  404 302 403 302 403 404 404"),
    Row("readiness:round_ballot_save_all",        round_of,   "post", "in  404 302 403 302 403 404 404"),
    Row("readiness:round_finish",                 round_of,   "get",  "in  404 302 403 302 403 404 404"),
    Row("readiness:round_finish",                 round_of,   "post", "in  404 302 403 302 403 404 404"),
    Row("readiness:round_seat",                   round_of,   "get",  "in  404 200 403 200 403 404 404"),
    Row("readiness:round_seat",                   round_of,   "post", "in  404 422 403 422 403 404 404"),
    Row("readiness:round_ballot_save",            round_item, "get",  "in  404 405 405 405 405 404 404"),
    Row("readiness:round_ballot_save",            round_item, "post", "in  404 200 403 200 403 404 404"),
    Row("readiness:round_paper",                  round_of,   "get",  "in  404 403 403 403 200 404 404"),
    Row("readiness:round_paper",                  round_of,   "post", "in  404 403 403 403 405 404 404"),
    Row("readiness:round_paper_key",              round_of,   "get",  "in  404 403 403 403 200 404 404"),
    Row("readiness:round_paper_key",              round_of,   "post", "in  404 403 403 403 422 404 404"),
    Row("readiness:round_paper_discard",          round_paper, "get", "in  404 403 403 403 404 404 404"),
    Row("readiness:round_paper_discard",          round_paper, "post", "in 404 403 403 403 404 404 404"),
    Row("readiness:round_agree",                  round_of,   "get",  "in  404 303 303 303 303 404 404"),
    Row("readiness:round_agree",                  round_of,   "post", "in  404 405 405 405 405 404 404"),
    Row("readiness:round_agree_item",             round_item, "get",  "in  404 303 303 303 303 404 404"),
    Row("readiness:round_agree_item",             round_item, "post", "in  404 403 403 403 303 404 404"),
    Row("readiness:round_agree_all",              round_of,   "get",  "in  404 403 403 403 303 404 404"),
    Row("readiness:round_agree_all",              round_of,   "post", "in  404 403 403 403 303 404 404"),
    Row("readiness:round_information",            round_of,   "get",  "in  404 303 303 303 303 404 404"),
    Row("readiness:round_information",            round_of,   "post", "in  404 405 405 405 405 404 404"),
    Row("readiness:round_information_csv",        round_of,   "get",  "in  404 303 303 303 303 404 404"),
    Row("readiness:round_information_csv",        round_of,   "post", "in  404 405 405 405 405 404 404"),
    Row("readiness:round_open",                   assessment, "get",  "in  404 403 403 403 200 404 404"),
    Row("readiness:round_open",                   assessment, "post", "in  404 403 403 403 200 404 404"),
    Row("readiness:assessment_information",       assessment, "get",  "in  404 200 200 200 200 404 404"),
    Row("readiness:assessment_information",       assessment, "post", "in  404 405 405 405 405 404 404"),
    Row("readiness:assessment_information_csv",   assessment, "get",  "in  404 200 200 200 200 404 404"),
    Row("readiness:assessment_information_csv",   assessment, "post", "in  404 405 405 405 405 404 404"),
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
