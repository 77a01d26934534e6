"""The links on top of every page, which are drawn once for each district and section."""

from __future__ import annotations

import pytest
from django.urls import set_script_prefix

from districts.choices import Role
from districts.models import District
from tests.readiness.pages import Page

LAKEVIEW = "/districts/lakeview/"
DISTRICT = [
    ("Overview", LAKEVIEW),
    ("Readiness", f"{LAKEVIEW}readiness/"),
    ("Hexagon", f"{LAKEVIEW}hexagon/"),
    ("Inventories", f"{LAKEVIEW}inventories/"),
    ("Plans", f"{LAKEVIEW}plans/"),
    ("Members", f"{LAKEVIEW}members/"),
    ("Practices", "/practices/"),
]


def navigation(client, url, status=200):
    """What the navigation is called, its links, and the ones of the present section."""
    response = client.get(url)
    assert response.status_code == status
    navs = Page(response).root.one("header").all("nav")
    links = [link for nav in navs for link in nav.all("a")]
    return (
        [nav["aria-label"] for nav in navs],
        [(link.text, link["href"]) for link in links],
        [link.text for link in links if "aria-current" in link.attributes],
    )


@pytest.mark.parametrize(("path", "section"), [("", "Overview"), ("readiness/", "Readiness"), ("plans/", "Plans")])
def test_a_page_of_a_district_leads_to_all_of_it(people, sign_in, path, section):
    client = sign_in(people[Role.VIEWER])
    for _ in range(2):
        assert navigation(client, LAKEVIEW + path) == (["Lakeview School District"], DISTRICT, [section])


def test_a_new_name_is_on_the_next_page(people, sign_in):
    client = sign_in(people[Role.VIEWER])
    navigation(client, LAKEVIEW)
    District.objects.update(name="<b>Lakeview & Harbor</b>")
    assert navigation(client, LAKEVIEW)[0] == ["<b>Lakeview & Harbor</b>"]


def test_a_page_of_no_district_leads_home_and_staff_to_administration(people, content_administrator, sign_in):
    pages = [("Home", "/"), ("Practices", "/practices/")]
    assert navigation(sign_in(people[Role.LEAD]), "/") == (["Pages"], pages, ["Home"])
    assert navigation(sign_in(content_administrator), "/practices/") == (
        ["Pages"],
        [*pages, ("Administration", "/admin/")],
        ["Practices"],
    )


def test_whoever_is_not_signed_in_sees_none(client, db):
    assert navigation(client, "/accounts/login/") == ([], [], [])


def test_the_place_of_the_site_is_part_of_the_links(people, sign_in):
    client = sign_in(people[Role.VIEWER])
    navigation(client, LAKEVIEW)
    set_script_prefix("/talent/")
    try:
        response = client.get(LAKEVIEW)
    finally:
        set_script_prefix("/")
    links = [link["href"] for nav in Page(response).root.one("header").all("nav") for link in nav.all("a")]
    assert links == [f"/talent{url}" for _, url in DISTRICT]
