"""The list of a district's assessments."""

import pytest

from districts.choices import Role
from readiness.services import close_assessment
from tests.readiness.factories import many, opened, rate
from tests.readiness.pages import Element, Page

URL = "/districts/lakeview/readiness/"


@pytest.fixture
def read(people, sign_in):
    return lambda role=Role.MEMBER, url=URL: Page(sign_in(people[role]).get(url))


def cells(page):
    rows = page.root.one("tbody").all("tr")
    return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in rows]


def test_assessments_are_listed_newest_first_with_progress(assessment, theirs, district, leadership, lead, read):
    newer = opened(district, leadership, "Autumn 2026", lead)
    rate(assessment, "5a-ready", "n", by=lead)
    close_assessment(assessment, by=lead)
    rows = cells(read())
    assert [(row[0], row[1], row[3].split()[0], row[4]) for row in rows] == [
        ("Leadership, Autumn 2026", "0 of 56", "Open", "Worksheet of Leadership, Autumn 2026"),
        ("Talent Management, Autumn 2026", "1 of 48", "Closed", "Worksheet of Talent Management, Autumn 2026"),
    ]
    assert newer.get_absolute_url() in [link["href"] for link in read().root.one("tbody").all("a")]


@pytest.mark.parametrize(
    ("role", "words", "link"),
    [
        (Role.LEAD, "Open one, and your team can begin to rate.", f"{URL}open/"),
        (Role.MEMBER, "A lead of the district opens the first one. Until then, read what it will ask.", "/practices/"),
        (Role.VIEWER, "A lead of the district opens the first one. Until then, read what it will ask.", "/practices/"),
    ],
)
def test_an_empty_list_says_what_to_do(district, read, role, words, link):
    page = read(role)
    assert page.root.one("section", class_="ts-empty").texts("p") == [words]
    main = page.id("main")
    assert link in [one["href"] for one in main.all("a", class_="btn btn-primary")]


@pytest.mark.parametrize(
    "query", ["", "?page=2", "?page=99", "?page=x", "?sort=label", "?sort=-rated", "?sort=x", "?per_page=-5"]
)
def test_a_long_list_has_pages_and_an_order(district, talent, read, query):
    many(district, talent, 30)
    rows = cells(read(url=URL + query))
    assert len(rows) == (5 if query in {"?page=2", "?page=99"} else 25)


def test_an_outsider_finds_no_list(assessment, outsider, sign_in):
    assert sign_in(outsider).get(URL).status_code == 404
