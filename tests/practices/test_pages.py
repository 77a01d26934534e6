"""The content pages: for everyone who is signed in, at a fixed number of queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import User
from practices import content_store
from practices.models import Edition

SignIn = Callable[[User | None], Client]
PAGES = [
    reverse("practices:system_list"),
    reverse("practices:search"),
    reverse("practices:system_detail", args=["talent-management"]),
    reverse("practices:indicator_detail", args=["talent-management", "5a"]),
]


@pytest.fixture
def client(sign_in: SignIn, outsider: User) -> Client:
    """A member of any district, signed in."""
    return sign_in(outsider)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def text_of(html: str) -> str:
    """Return the words between tags, runs of white space as one space."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main") :]).split()))


@pytest.mark.parametrize("address", PAGES)
def test_anonymous_people_are_asked_to_sign_in(published: dict[str, Edition], sign_in: SignIn, address: str) -> None:
    response = sign_in(None).get(address)
    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={address}")


@pytest.mark.parametrize("address", PAGES)
def test_pages_take_three_queries_once_content_is_prepared(
    published: dict[str, Edition], client: Client, django_assert_num_queries: Any, address: str
) -> None:
    """Session, user, and the published editions or one of them."""
    page(client, PAGES[0])
    page(client, address)
    with django_assert_num_queries(2 if address == PAGES[1] else 3):
        page(client, address)


def test_a_search_takes_three_queries_whatever_it_finds(
    published: dict[str, Edition], client: Client, django_assert_num_queries: Any
) -> None:
    page(client, PAGES[1] + "?q=district")
    for query in ("district", "5a", "nothing of the kind"):
        with django_assert_num_queries(3):
            page(client, f"{PAGES[1]}?q={query}")


@pytest.mark.parametrize("address", ["/practices/nope/", "/practices/leadership/99z/", "/practices/nope/5a/"])
def test_unknown_systems_and_indicators_are_not_found(
    published: dict[str, Edition], client: Client, address: str
) -> None:
    assert client.get(address).status_code == 404


def test_the_list_tells_what_each_system_holds(published: dict[str, Edition], client: Client) -> None:
    text = text_of(page(client, PAGES[0]))
    assert "Talent Management 5 focus areas, 15 practices, 24 indicators Operational plan" in text
    assert "Leadership 6 focus areas, 19 practices, 28 indicators Shape the district's identity" in text
    assert text.index("Talent Management") < text.index("Leadership")


def test_without_content_the_list_says_how_it_comes(db: None, client: Client) -> None:
    text = text_of(page(client, PAGES[0]))
    assert "The practices will be here No content is published yet." in text
    assert "Search" not in text


@pytest.mark.parametrize("system", ["talent-management", "leadership"])
def test_a_system_page_says_everything_the_edition_says(
    published: dict[str, Edition], client: Client, system: str
) -> None:
    html = page(client, reverse("practices:system_detail", args=[system]))
    text = text_of(html)
    content = content_store.file_of(published[system])
    for paragraph in content.edition.introduction:
        assert paragraph in text
    for area in content.focus_areas:
        assert html.count(f'href="#a-{area.key}"') == html.count(f'id="a-{area.key}"') == 1
    for practice in content.practices:
        assert f"{practice.code}. {practice.text}" in text
    for consideration in content.considerations:
        started, better, improving = (row.text for row in consideration.stage_descriptions)
        assert f"Getting Started {started} Getting Better {better} Keep Improving {improving}" in text
    for indicator in content.indicators:
        aware, ready = (row.text for row in indicator.stage_descriptions)
        calls = "Calls for choosing: weigh candidates on the Hexagon. " if indicator.choice else ""
        assert f"Indicator {indicator.code} {calls}Getting Aware {aware} Getting Ready {ready}" in text
    assert f"Source: {content.edition.source}. Edition 1." in text


def test_only_what_is_published_is_shown(small: Edition, client: Client) -> None:
    draft = content_store.start_draft(edition=small)
    practice = draft.focus_areas.get().practices.get()
    practice.text = "Wording of the draft."
    practice.save()
    address = reverse("practices:system_detail", args=["sample"])
    assert "A practice of the sample." in page(client, address)
    content_store.publish(edition=draft)
    assert "Wording of the draft." in page(client, address)


def test_an_indicator_page_shows_its_place_and_neighbors(published: dict[str, Edition], client: Client) -> None:
    html = page(client, PAGES[3])
    text = text_of(html)
    assert "Talent Management Recruiting, selecting, and placing staff Indicator 5a Practice 5: The talent" in text
    assert "Previous: 4 Next: 5b" in text
    assert 'href="/practices/talent-management/4/"' in html
    assert 'href="/practices/talent-management/5b/"' in html
    assert 'href="/practices/talent-management/#p-p5"' in html


@pytest.mark.parametrize(("key", "turn"), [("1", "Next: 2a"), ("15", "Previous: 14")])
def test_the_ends_have_one_neighbor(published: dict[str, Edition], client: Client, key: str, turn: str) -> None:
    text = text_of(page(client, reverse("practices:indicator_detail", args=["talent-management", key])))
    assert (text.count("Previous:") + text.count("Next:"), turn in text) == (1, True)


def test_addresses_of_systems_and_of_the_search_are_apart(small: Edition) -> None:
    assert small.system.get_absolute_url() == "/practices/sample/"
    assert reverse("practices:search") == "/practices/search/"


# Search -----------------------------------------------------------------------------------------


def test_a_search_marks_what_was_found_by_practice(published: dict[str, Edition], client: Client) -> None:
    html = page(client, PAGES[1] + "?q=Mentorship+structures")
    assert (
        "The talent management team provides multiple <mark>mentorship structures</mark> and learning opportunities "
        "to support staff." in html
    )
    assert 'href="/practices/talent-management/#p-p9"' in html
    text = text_of(html)
    assert "1 text with “Mentorship structures”, by practice." in text
    assert "Talent Management, Practice 9 The talent management team" in text


def test_a_search_leads_to_the_indicator(published: dict[str, Edition], client: Client) -> None:
    html = page(client, PAGES[1] + "?q=12b")
    assert 'href="/practices/leadership/12b/">12b, Getting Aware</a>' in html
    assert "2 texts with “12b”, by practice." in text_of(html)


def test_markup_in_a_query_is_shown_as_text(small: Edition, client: Client) -> None:
    html = page(client, PAGES[1] + "?q=%3Cscript%3Ealert(1)%3C/script%3E%22")
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;&quot;") == 3


def test_markup_in_content_is_shown_and_marked_as_text(small: Edition, client: Client) -> None:
    draft = content_store.start_draft(edition=small)
    practice = draft.focus_areas.get().practices.get()
    practice.text = "Use <b>bold</b> & more."
    practice.save()
    content_store.publish(edition=draft)
    html = page(client, PAGES[1] + "?q=%3Cb%3E")
    assert "Use <mark>&lt;b&gt;</mark>bold&lt;/b&gt; &amp; more." in html


def test_an_empty_search_teaches_what_to_type(small: Edition, client: Client) -> None:
    assert "What was found will be here Type a word, such as mentor" in text_of(page(client, PAGES[1]))


def test_a_search_without_result_teaches_what_to_try(small: Edition, client: Client) -> None:
    text = text_of(page(client, PAGES[1] + "?q=unobtainium"))
    assert "Nothing holds “unobtainium” Try one word, or the beginning of one" in text


def test_a_search_that_is_too_long_is_told_beside_the_field_and_kept(small: Edition, client: Client) -> None:
    html = page(client, f"{PAGES[1]}?q={'x' * 101}")
    assert "Search for at most 100 characters." in html
    assert f'value="{"x" * 101}"' in html
