"""Where the worksheet meets inventories: what an indicator or a consideration asks a district to take stock of."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from districts.choices import Role
from districts.models import Membership
from inventories.choices import InventoryState
from inventories.models import Template
from inventories.services import name_reader
from readiness.models import ConsiderationPlacement
from readiness.services import close_assessment
from tests.inventories.factories import product_templates
from tests.inventories.keeping import entered, started
from tests.readiness.factories import opened, rate
from tests.readiness.pages import Page
from tests.readiness.test_query_counts import queries

INVENTORIES = "/districts/lakeview/inventories/"
OCTOBER = date(2026, 10, 3)
STAFF = "Staff data: its entries open to leads and the people they name."


@pytest.fixture(autouse=True)
def templates(talent, leadership) -> dict[str, Template]:
    return product_templates()


@pytest.fixture
def url(assessment):
    return assessment.get_absolute_url()


@pytest.fixture
def certifications(district, templates, lead):
    """Staff data, current, with one entry; it serves 3c."""
    template = templates["certifications"]
    inventory = started(district, template, lead, "Licenses", state=InventoryState.CURRENT, as_of=OCTOBER)
    entered(inventory, lead, {"person": "Somebody"})
    return inventory


def asked(client, url) -> dict[str, list[str]]:
    """The lines on inventories of a worksheet, by the heading that they stand under."""
    found = {}
    for tag, class_ in (("article", "ts-ind"), ("section", "ts-practice ts-consideration")):
        for part in Page(client.get(url)).root.all(tag, class_=class_):
            for lines in part.all("ul", class_="ts-meta ts-asked"):
                found[part.all("h4" if tag == "article" else "h3")[0].text.removeprefix("Indicator ")] = lines
    return {name: lines.texts("li") for name, lines in found.items()}


def links(client, url, code: str) -> list[tuple[str, str]]:
    article = Page(client.get(url)).root.one("article", aria_labelledby=f"h-{code}")
    return [(link.text, link["href"]) for link in article.all("a") if link["href"].startswith(INVENTORIES)]


def test_every_item_that_asks_for_one_says_so(url, people, sign_in):
    found = asked(sign_in(people[Role.LEAD]), url)
    assert list(found) == [
        *("1", "2a", "3b", "3c", "4", "5a", "5b", "6a", "6b", "7a", "7b", "8", "10", "11a", "11c", "12", "13b"),
        *("Resources", "Protocols"),
    ]
    assert found["6b"] == [
        "Start the inventory Positions and position groups",
        "Start the inventory Perception and survey data",
    ]
    assert found["Resources"] == ["Start the inventory Educator competencies and skills"]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COACH, Role.VIEWER])
def test_others_read_that_a_lead_starts_it(url, people, sign_in, role):
    client = sign_in(people[role])
    found = asked(client, url)
    assert found["3c"] == ["Asks for an inventory: Certifications and endorsements. A lead starts it."]
    assert found["Protocols"] == ["Asks for an inventory: Selection and hiring process map. A lead starts it."]
    assert (len(found), links(client, url, "3c")) == (19, [])


def test_a_lead_starts_one_in_one_click(url, people, sign_in):
    client = sign_in(people[Role.LEAD])
    [(words, start)] = links(client, url, "3c")
    assert (words, start) == ("Certifications and endorsements", f"{INVENTORIES}start/certifications/")
    assert client.get(start).status_code == 200


def test_staff_data_is_counted_for_leads_and_the_named_alone(url, certifications, people, sign_in, lead):
    counted = ["Inventory Licenses: 1 entry, current, as of Oct 3, 2026"]
    closed = [f"Inventory Licenses: current, as of Oct 3, 2026. {STAFF}"]

    def read(role):
        return asked(sign_in(people[role]), url)["3c"]

    assert {role: read(role) for role in Role} == {
        Role.LEAD: counted,
        Role.MEMBER: closed,
        Role.COACH: closed,
        Role.VIEWER: closed,
    }
    name_reader(certifications, membership=Membership.objects.get(user=people[Role.VIEWER]), by=lead)
    assert [read(Role.VIEWER), read(Role.MEMBER)] == [counted, closed]
    assert links(sign_in(people[Role.MEMBER]), url, "3c") == [("Licenses", certifications.get_absolute_url())]


def test_one_inventory_stands_under_every_item_that_it_serves(url, district, templates, people, sign_in, lead):
    inventory = started(district, templates["perception-data"], lead, "Surveys")
    client = sign_in(people[Role.VIEWER])
    line = "Inventory Surveys: being gathered, 0 entries"
    found = [code for code, lines in asked(client, url).items() if line in lines]
    assert found == ["5b", "6b", "7a", "7b", "8", "11a", "13b"]
    assert links(client, url, "7a") == [("Surveys", inventory.get_absolute_url())]


def test_the_line_follows_what_is_entered_and_said(url, district, templates, people, sign_in, lead):
    client, template = sign_in(people[Role.MEMBER]), templates["talent-data"]
    since = timezone.localdate() - timedelta(days=2)
    inventory = started(district, template, lead, "Our data", review_on=since)
    day = date_format(since, "M j, Y")
    assert asked(client, url)["4"] == [f"Inventory Our data: being gathered, 0 entries, review overdue since {day}"]
    column = template.columns.filter(kind="text")[0].key
    entered(inventory, lead, {column: "One"}, {column: "Two"})
    assert asked(client, url)["4"] == [f"Inventory Our data: being gathered, 2 entries, review overdue since {day}"]


def test_of_many_three_are_named_and_the_list_is_linked(district, leadership, templates, people, sign_in, lead):
    for number in range(5):
        started(district, templates["collaboration-time"], lead, f"School {number}")
    url = opened(district, leadership, "Autumn 2026", lead).get_absolute_url()
    client = sign_in(people[Role.VIEWER])
    assert asked(client, url)["12a"] == [
        *(f"Inventory School {number}: being gathered, 0 entries" for number in (4, 3, 2)),
        "2 more inventories of Scheduled collaboration and monitoring",
    ]
    assert links(client, url, "12a")[-1] == ("2 more inventories", INVENTORIES)


def test_titles_are_escaped(url, district, templates, people, sign_in, lead):
    started(district, templates["talent-data"], lead, "<b>Ours</b>")
    page = Page(sign_in(people[Role.VIEWER]).get(url))
    assert page.root.one("article", aria_labelledby="h-4").all("b") == []


def test_nothing_is_said_where_nothing_serves_the_item(url, templates, people, sign_in):
    Template.objects.update(is_active=False)
    assert asked(sign_in(people[Role.LEAD]), url) == {}


def test_a_closed_assessment_and_one_that_is_refused_say_the_same(assessment, url, people, sign_in, lead, member):
    line = ["Start the inventory Certifications and endorsements"]
    rate(assessment, "1-aware", "1", "Theirs", by=member)
    typed = {"1-aware-value": "2", "1-aware-note": "Mine", "1-aware-version": "1"}
    area = assessment.edition.focus_areas.order_by("position")[0].key
    answer = sign_in(people[Role.LEAD]).post(f"{url}save-{area}", typed)
    assert (answer.status_code, Page(answer).root.texts("li").count(line[0])) == (409, 1)
    close_assessment(assessment, by=lead)
    assert asked(sign_in(people[Role.LEAD]), url)["3c"] == line


def test_another_districts_inventories_are_never_shown(url, theirs, certifications, outsider, people, sign_in):
    client = sign_in(outsider)
    assert asked(client, theirs.get_absolute_url())["3c"] == ["Start the inventory Certifications and endorsements"]
    assert client.get(url).status_code == 404


def test_ratings_and_placements_come_with_who_gave_them_and_when(assessment, url, people, sign_in, member):
    rate(assessment, "1-aware", "n", "Nobody knows", by=member)
    rate(assessment, "readiness", "2", "Budget is agreed", by=member, model=ConsiderationPlacement)
    page = Page(sign_in(people[Role.VIEWER]).get(url))
    day = date_format(timezone.localdate(timezone=ZoneInfo(assessment.district.time_zone)), "M j")
    for key, given in (("1-aware", "Not enough information Nobody knows"), ("readiness", "Budget is agreed")):
        text = page.id(f"i-{key}").text
        assert [given in text, f"A Member, {day}" in text] == [True, True], text


def test_the_worksheet_takes_seven_queries_with_none_and_many(
    url, district, templates, certifications, people, sign_in, lead
):
    client = sign_in(people[Role.MEMBER])
    client.get(url)
    one = queries(client, url)
    for template in templates.values():
        for number in range(4):
            started(district, template, lead, f"{template.key} {number}")
    assert [one, queries(client, url)] == [7, 7]
