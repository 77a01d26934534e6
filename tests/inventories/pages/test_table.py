"""The table of an inventory's entries: sorted, filtered, searched, a page at a time, with the columns one chooses."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest

from districts.choices import Role
from tests.inventories.pages.asking import url, words


def names(client: Any, inventory: Any, query: str = "") -> list[str]:
    response = client.get(url(inventory, query=query))
    assert response.status_code == 200
    return [row.record.name for row in response.context["table"].paginated_rows]


def counted(client: Any, inventory: Any, query: str = "") -> str:
    told = words(client.get(url(inventory, query=query)))
    found = re.search(r"[\d,]+ of [\d,]+ entr(?:y|ies) Show all|[\d,]+ entr(?:y|ies)", told)
    return found[0] if found else ""


# Asking -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "MciU"),
        ("?sort=name", "UciM"),
        ("?sort=-name", "MicU"),
        ("?sort=state", "ciMU"),
        ("?sort=-state", "MicU"),
        ("?sort=cost", "ciMU"),
        ("?sort=-cost", "MicU"),
        ("?sort=begun", "cMiU"),
        ("?sort=-expires", "MicU"),
        ("?sort=model", "cMiU"),
        ("?sort=place", "cMiU"),
        ("?sort=contact", "iMcU"),
        ("?sort=notes", "MciU"),
        ("?sort=for-whom", "MciU"),
        ("?sort=nothing", "MciU"),
        ("?sort=--name", "MciU"),
        ("?sort=cost&sort=name", "ciMU"),
    ],
)
def test_sorting_puts_empty_cells_last(various, lead, sign_in, query, found):
    """By the first letters of names; a column of several choices, or of long texts, sorts nothing."""
    client = sign_in(lead)
    keys = "&".join(f"columns={one.key}" for one in various.columns.all())
    client.get(url(various, query=f"?{keys}"))
    letters = {"Mentoring": "M", "coaching": "c", "Induction": "i", "50% off_site": "U"}
    assert "".join(letters[name] for name in names(client, various, query)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("f-name=IN", ["Mentoring", "coaching", "Induction"]),
        ("f-state=Missing", ["Mentoring"]),
        ("f-state=(empty)", ["50% off_site"]),
        ("f-for-whom=Teachers", ["Mentoring", "coaching"]),
        ("f-for-whom=(empty)", ["Induction", "50% off_site"]),
        ("f-cost-from=0", ["Mentoring", "Induction"]),
        ("f-cost-to=300", ["coaching", "Induction"]),
        ("f-cost-from=-20&f-cost-to=300.0", ["coaching", "Induction"]),
        ("f-begun-from=2026-01-01", ["Mentoring"]),
        ("f-begun-to=8/15/2025", ["coaching"]),
        ("f-expires-from=2026-01-31&f-expires-to=2026-01-31", ["Induction"]),
        ("f-model=Yes", ["Mentoring"]),
        ("f-model=No", ["coaching"]),
        ("f-page=EXAMPLE.org", ["coaching"]),
        ("f-contact=émile", ["Induction"]),
        ("f-place=(empty)", ["Induction", "50% off_site"]),
        ("gaps=on", ["50% off_site"]),
        ("gaps=", ["Mentoring", "coaching", "Induction", "50% off_site"]),
        ("q=week", ["coaching"]),
        ("q=rosa mill", ["Mentoring"]),
        ("q=%25", ["50% off_site"]),
        ("q=_", ["50% off_site"]),
        ("q=teachers&f-state=Missing", ["Mentoring"]),
        ("q=annex&f-model=Yes", []),
        ("f-for-whom=Teachers&f-cost-from=0&f-name=ment&sort=-name", ["Mentoring"]),
        ("q=n&f-cost-from=-100&sort=-cost", ["Mentoring", "Induction", "coaching"]),
        ("gaps=on&sort=name&q=off", ["50% off_site"]),
    ],
)
def test_filters_search_and_gaps_find_what_they_ask_for(various, reading, query, found):
    assert names(reading, various, f"?{quote(query, '=&%/')}") == found
    wanted = "4 entries" if query == "gaps=" else f"{len(found)} of 4 entries Show all"
    assert counted(reading, various, f"?{quote(query, '=&%/')}") == wanted


def test_a_building_is_found_by_its_number_also_out_of_use(various, reading, district):
    pk = district.buildings.get(name="Annex").pk
    assert names(reading, various, f"?f-place={pk}") == ["coaching"]
    html = reading.get(url(various, query=f"?f-place={pk}")).content.decode()
    assert f'<option value="{pk}" selected>Annex</option>' in html


def test_what_is_asked_for_stays_in_the_form_and_the_links(various, reading):
    html = reading.get(url(various, query="?q=n&f-cost-from=0&sort=-cost")).content.decode()
    assert 'name="q" id="id_q" value="n"' in html
    assert '<input type="hidden" name="sort" value="-cost">' in html
    assert re.search(r'name="f-cost-from" value="0"', html)
    assert 'aria-sort="descending"' in html
    assert 'href="?q=n&amp;f-cost-from=0&amp;sort=name"' in html
    assert 'href="?q=n&amp;f-cost-from=0&amp;sort=cost"' in html


def test_pages_keep_what_is_asked_for(many, reading):
    inventory = many(120)
    query = "?f-state=Missing&sort=-cost"
    assert names(reading, inventory, query)[:2] == ["Practice 119", "Practice 117"]
    second = reading.get(url(inventory, query=f"{query}&page=2"))
    rows = [row.record.name for row in second.context["table"].paginated_rows]
    assert (len(rows), rows[0], rows[-1]) == (10, "Practice 19", "Practice 1")
    html = second.content.decode()
    assert "Page 2 of 2" in html
    assert 'href="?f-state=Missing&amp;sort=-cost&amp;page=1">Previous' in html
    assert 'href="?f-state=Missing&amp;sort=name"' in html


# Nonsense -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "page=abc", "page=-1", "page=0", "page=99999999999999999999999", "page=%00", "per_page=-5", "per_page=0",
        "per_page=100000", f"sort={'x' * 10_000}", "sort=%00", "sort=-", "f-nothing=1", "f-state=", "f-=", "q=",
        "gaps=", "f-notes=x", "f-name-from=1", f"page={'9' * 5_000}",
    ],
    ids=lambda query: query[:24],
)  # fmt: skip
def test_nonsense_shows_the_entries_as_they_are(various, reading, query):
    response = reading.get(url(various, query=f"?{query}"))
    assert response.status_code == 200
    assert len(response.context["table"].paginated_rows) == 4


def test_an_address_cannot_ask_for_more_on_a_page(many, reading):
    inventory = many(60)
    assert {len(names(reading, inventory, f"?per_page={size}")) for size in (1, 60, 10_000)} == {50}


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("f-cost-from=abc", "Enter a number."),
        ("f-cost-to=1e99", "Ensure that there are no more than"),
        ("f-cost-to=NaN", "Enter a number."),
        ("f-cost-from=99999999999999999999", "Ensure that there are no more than"),
        ("f-begun-from=soon", "Enter a valid date."),
        ("f-expires-to=2026-13-40", "Enter a valid date."),
        ("f-state=Elsewhere", "Select a valid choice. Elsewhere is not one of the available choices."),
        ("f-place=999999", "Select a valid choice. 999999 is not one of the available choices."),
        ("f-model=%00", "Select a valid choice."),
        ("f-name=a%00b", "Null characters are not allowed."),
        (f"f-name={'x' * 10_000}", "Ensure this value has at most 100 characters (it has 10000)."),
        (f"q={'x' * 10_000}", "Ensure this value has at most 100 characters (it has 10000)."),
        ("q=a%00b", "Null characters are not allowed."),
    ],
    ids=lambda text: text[:24],
)
def test_what_cannot_be_understood_is_said_and_everything_is_shown(various, keeper, query, error):
    response = keeper.get(url(various, query=f"?{query}"))
    html = response.content.decode()
    assert response.status_code == 200
    assert error in words(response)
    assert '<details class="ts-find__more" open><summary>Filters' in html
    assert len(response.context["table"].paginated_rows) == 4
    assert ("Show all" in html, "Choose all 4</span>" in html) == (False, True)


# Who sees what ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.VIEWER, Role.COACH])
def test_who_may_not_keep_sees_no_boxes_and_no_forms(various, people, sign_in, role):
    html = sign_in(people[role]).get(url(various)).content.decode()
    assert (html.count('method="post"'), 'name="entry"' in html, "data-grid" in html) == (1, False, False)
    assert ("Add an entry" in html, 'id="chosen"' in html, "Undo the last deletion" in html) == (False, False, False)


def test_who_keeps_has_a_box_for_each_entry_and_what_to_do_with_them(various, keeper):
    html = keeper.get(url(various, query="?f-state=Missing")).content.decode()
    assert (html.count('name="entry"'), "inventory.js" in html, "Choose all 1 that are found" in html) == (
        1,
        True,
        True,
    )
    assert f'action="{url(various, "entries_chosen")}?f-state=Missing"' in html


def test_cells_read_as_people_write_them(various, reading):
    reading.get(
        url(various, query="".join(f"&columns={one.key}" for one in various.columns.all()).replace("&", "?", 1))
    )
    told = words(reading.get(url(various, query="?f-state=Missing")))
    assert "Mentoring Missing Leaders, Teachers 1,250.5" in told
    assert "1,250.5 Aug 15, 2026 Jan 31, 2027 Yes Rosa Delgado Mill School" in told
    html = reading.get(url(various, query="?gaps=on")).content.decode()
    assert html.count('class="ts-gapcell">Missing</td>') == 1


def test_an_empty_inventory_says_how_to_begin(inventory, keeper, reading, stranger, theirs):
    assert "Import a spreadsheet where there is one already" in words(keeper.get(url(inventory)))
    assert "Leads and members of the district keep them." in words(reading.get(url(inventory)))
    assert (stranger.get(url(inventory)).status_code, stranger.get(url(theirs)).status_code) == (404, 200)
    through_own = url(theirs).replace(f"/{theirs.pk}/", f"/{inventory.pk}/")
    assert stranger.get(through_own).status_code == 404


@pytest.mark.parametrize("pk", [0, 10**6, 10**30])
def test_an_inventory_that_is_not_there_is_not_found(various, keeper, pk):
    assert keeper.get(url(various).replace(f"/{various.pk}/", f"/{pk}/")).status_code == 404


# Queries ------------------------------------------------------------------------------------------


QUERIES = {
    "": 6,
    "?page=2": 6,
    "?sort=-cost": 7,
    "?sort=state": 7,
    "?f-state=Missing": 7,
    "?f-state=Missing&sort=name": 8,
    "?q=practice": 7,
    "?q=practice&f-cost-from=1&f-cost-to=8&f-state=Missing&sort=-name": 8,
}


def test_the_table_takes_the_same_queries_for_ten_entries_and_ten_thousand(many, keeper, django_assert_num_queries):
    """Session, user, inventory with membership, columns, buildings, entries; what is found, counted; the order."""
    for more in (10, 9_990):
        inventory = many(more)
        address = url(inventory)
        keeper.get(address)
        for query, count in QUERIES.items():
            with django_assert_num_queries(count, info=f"{query} with {inventory.entry_count}"):
                assert keeper.get(f"{address}{query}").status_code == 200
    assert (inventory.entry_count, max(QUERIES.values()) <= 9) == (10_000, True)
