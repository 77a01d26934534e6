"""Every page of our own, and how to get there: what axe and the narrow windows go through."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from core.rendering.pictures import reencoded
from districts.models import District, Membership, User
from districts.services import add_member, set_logo
from tests.browser.demo import Demo, Together
from tests.browser.inventories import keep
from tests.browser.own_page import OwnPage
from tests.browser.pages_comments import comment_pages
from tests.browser.pages_inventories import inventory_pages
from tests.browser.pages_plans import plan_pages, plan_row_pages, plan_thread_pages
from tests.browser.pages_snapshots import snapshot_pages
from tests.browser.pages_teams import team_pages
from tests.browser.pages_together import hexagon_pages, round_pages
from tests.browser.planned import Planned
from tests.core.picture_samples import drawn


def reset_address(user: User) -> str:
    """The address in the mail that resets a person's password."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


def account_pages(demo: Demo, token: str) -> list[OwnPage]:
    out, member = "nobody", demo.people["member"]
    return [
        OwnPage("account_login", "/accounts/login/", out),
        OwnPage("account_login", "/accounts/login/?next=/", out, submit=True),
        OwnPage("account_reset_password", "/accounts/password/reset/", out),
        OwnPage("account_reset_password_done", "/accounts/password/reset/done/", out),
        OwnPage("account_reset_password_from_key", reset_address(member), out),
        OwnPage("account_reset_password_from_key", reverse("account_reset_password_from_key", args=["1", "x"]), out),
        OwnPage("account_reset_password_from_key_done", "/accounts/password/reset/key/done/", out),
        OwnPage("account_inactive", "/accounts/inactive/", out),
        OwnPage("invitation_accept", reverse("invitation_accept", args=[token]), out),
        OwnPage("invitation_accept", reverse("invitation_accept", args=["none"]), out, status=404),
        OwnPage("account_detail", "/accounts/"),
        OwnPage("account_change_password", "/accounts/password/change/"),
        OwnPage("account_change_password", "/accounts/password/change/?again", submit=True),
        OwnPage("account_logout", "/accounts/logout/"),
    ]


def practice_pages() -> list[OwnPage]:
    return [
        OwnPage("practices:system_list", "/practices/"),
        OwnPage("practices:system_detail", "/practices/talent-management/"),
        OwnPage("practices:indicator_detail", "/practices/leadership/5a/"),
        OwnPage("inventories_content:template_list", "/inventories/"),
        OwnPage("inventories_content:template_detail", "/inventories/district-talent-management/"),
        OwnPage("inventories_content:template_detail", "/inventories/certifications/"),
        OwnPage("practices:search", "/practices/search/"),
        OwnPage("practices:search", "/practices/search/?q=mentor"),
        OwnPage("practices:search", "/practices/search/?q=zeppelin"),
        OwnPage("practices:search", f"/practices/search/?q={'long' * 60}"),
    ]


def district_pages(demo: Demo) -> list[OwnPage]:
    pk = demo.district.memberships.get(user=demo.people["coach"]).pk
    new = Membership.objects.get(user__email="noa@lakeview.example.org").pk
    building = demo.district.buildings.create(name="Lakeview Middle School", nces_id="260000100001").pk
    members = "/districts/lakeview/members/"
    harbor = District.objects.get(slug="harbor")
    set_logo(harbor, picture=reencoded(drawn(size=(900, 300))), by=demo.harbor)
    return [
        OwnPage("home", "/"),
        OwnPage("home", "/", "viewer"),
        OwnPage("home", "/", "content"),
        OwnPage("district_detail", "/districts/lakeview/"),
        OwnPage("district_detail", "/districts/harbor/", "harbor"),
        OwnPage("district_detail", "/districts/lakeview/", "harbor", status=404),
        OwnPage("districts:member_list", members),
        OwnPage("districts:member_list", members, "viewer"),
        OwnPage("districts:member_add", f"{members}add/"),
        OwnPage("districts:member_add", f"{members}add/?again", submit=True),
        OwnPage("districts:member_change", f"{members}{pk}/change/"),
        OwnPage("districts:member_remove", f"{members}{pk}/remove/"),
        OwnPage("districts:member_link", f"{members}{new}/link/"),
        OwnPage("districts:member_link", f"{members}{new}/link/?again", submit=True),
        OwnPage("districts:district_settings", "/districts/lakeview/settings/"),
        OwnPage("districts:district_settings", "/districts/lakeview/settings/", "viewer", status=403),
        OwnPage("districts:district_settings", "/districts/lakeview/settings/?logo", submit=True),
        OwnPage("districts:district_settings", "/districts/harbor/settings/", "harbor"),
        OwnPage("district_data", "/districts/lakeview/data/"),
        OwnPage("district_data", "/districts/lakeview/data/", "viewer", status=403),
        OwnPage("districts:building_list", "/districts/lakeview/settings/buildings/"),
        OwnPage("districts:building_list", "/districts/harbor/settings/buildings/", "harbor"),
        OwnPage("districts:building_add", "/districts/lakeview/settings/buildings/add/"),
        OwnPage("districts:building_add", "/districts/lakeview/settings/buildings/add/?again", submit=True),
        OwnPage("districts:building_change", f"/districts/lakeview/settings/buildings/{building}/change/"),
    ]


def readiness_pages(demo: Demo) -> list[OwnPage]:
    district = demo.district
    sheet, earlier = demo.talent.get_absolute_url(), demo.earlier.get_absolute_url()
    readiness = f"/districts/{district.slug}/readiness/"
    return [
        OwnPage("readiness:assessment_list", readiness),
        OwnPage("readiness:assessment_list", "/districts/harbor/readiness/", "harbor"),
        OwnPage("readiness:assessment_open", f"{readiness}open/"),
        OwnPage("readiness:assessment_open", f"{readiness}open/?again", submit=True),
        OwnPage("readiness:assessment_rename", f"{sheet}rename/"),
        OwnPage("readiness:assessment_close", f"{sheet}close/"),
        OwnPage("readiness:assessment_reopen", f"{earlier}reopen/"),
        OwnPage("readiness:assessment_reopen", f"{earlier}reopen/?again", submit=True),
        OwnPage("readiness:assessment_delete", f"{sheet}delete/"),
        OwnPage("readiness:assessment_history", f"{earlier}history/"),
        OwnPage("readiness:rating_history", f"{sheet}ratings/5a-ready/changes/"),
        OwnPage("readiness:placement_history", f"{sheet}placements/readiness/changes/"),
        OwnPage("readiness:assessment_summary", f"{sheet}summary/"),
        OwnPage("readiness:assessment_summary", f"{earlier}summary/", "viewer"),
    ]


def worksheets(demo: Demo) -> list[OwnPage]:
    """The largest pages; the worksheet is the same for leads and members, and for coaches and viewers."""
    return [
        OwnPage("readiness:assessment_rate", demo.talent.get_absolute_url()),
        OwnPage("readiness:assessment_rate", demo.leadership.get_absolute_url(), "viewer"),
        OwnPage("readiness:assessment_rate", demo.earlier.get_absolute_url()),
    ]


def own_pages(demo: Demo, together: Together, planned: Planned) -> dict[str, list[OwnPage]]:
    """Every page but the worksheets, by where it belongs; with somebody in Lakeview who has not set a password yet."""
    district = District.objects.get(slug="lakeview")
    added = add_member(district=district, email="noa@lakeview.example.org", name="Noa Reed", role="viewer")
    kept = keep(demo)
    return {
        "accounts": account_pages(demo, str(added.token)),
        "practices": practice_pages(),
        "districts": district_pages(demo),
        "teams": team_pages(demo),
        "readiness": readiness_pages(demo),
        "rounds": round_pages(demo, together),
        "hexagon": hexagon_pages(demo, together),
        "inventories": inventory_pages(demo, kept),
        "comments": comment_pages(demo, together, kept),
        "plans": plan_pages(demo, planned),
        "snapshots": snapshot_pages(demo, planned),
        "plan rows": plan_row_pages(demo, planned),
        "plan talk": plan_thread_pages(demo, planned),
    }


# What `own_pages` returns, for tests of one part each.
PARTS = (
    "accounts",
    "practices",
    "districts",
    "teams",
    "readiness",
    "rounds",
    "hexagon",
    "inventories",
    "comments",
    "plans",
    "snapshots",
    "plan rows",
    "plan talk",
)
