"""The Hexagon's content as reports and as a page: for everyone who is signed in, at a fixed number of queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from districts.models import User
from hexagon import content_store
from hexagon.choices import CLOCKWISE, READING_ORDER
from hexagon.models import Component, HexagonEdition
from hexagon.reports import current_hexagon, hexagon_content
from rounds.choices import UNKNOWN, UNRATED
from tests.hexagon.factories import product_file

SignIn = Callable[[User | None], Client]
PAGE = reverse("hexagon_content:hexagon_detail")


def text_of(response: Any) -> str:
    """Return the words between tags, runs of white space as one space."""
    html = response.content.decode()
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main") :]).split()))


# Reports ----------------------------------------------------------------------------------------


def test_the_report_says_what_the_file_says(hexagon_edition: HexagonEdition):
    content, file = hexagon_content(hexagon_edition), product_file()
    assert (content.pk, content.number, content.status) == (hexagon_edition.pk, 1, "published")
    assert (content.source, content.introduction) == (file.edition.source, file.edition.introduction)
    assert content.digest == hexagon_edition.digest
    assert [
        (row.key, row.title, row.side, row.definition, row.questions, [(p.label, p.description) for p in row.points])
        for row in content.components
    ] == [
        (
            row.key,
            row.title,
            row.side,
            row.definition,
            tuple(question.text for question in row.questions),
            [(point.label, point.description) for point in row.points],
        )
        for row in file.components
    ]


def test_components_stand_in_reading_order_by_side(hexagon_edition: HexagonEdition):
    content = hexagon_content(hexagon_edition)
    assert tuple(row.key for row in content.components) == READING_ORDER
    assert [(title, [row.title for row in rows]) for title, rows in content.sides] == [
        ("Program side", ["Evidence", "Supports", "Usability"]),
        ("Site side", ["Need", "Fit", "Capacity"]),
    ]
    assert CLOCKWISE == ("need", "fit", "capacity", "usability", "supports", "evidence")


def test_the_scale_of_a_component_has_its_points_and_not_enough_information_last(hexagon_edition: HexagonEdition):
    need = hexagon_content(hexagon_edition).components[3]
    assert need.scale.near == 1
    assert [(answer.code, answer.label) for answer in need.scale.answers] == [
        ("1", "No match"),
        ("2", "Slight match"),
        ("3", "Partial match"),
        ("4", "Good match"),
        ("5", "Direct match"),
        ("n", "Not enough information"),
    ]
    assert [answer.value for answer in need.scale.points] == [1, 2, 3, 4, 5]
    assert [answer.description for answer in need.scale.points] == [point.description for point in need.points]
    assert need.scale.stored(5, False) is need.scale.answer("5")
    assert (need.scale.stored(None, True), need.scale.stored(None, False)) == (UNKNOWN, UNRATED)


def test_what_is_published_is_prepared_once(hexagon_edition: HexagonEdition, django_assert_num_queries: Any):
    first = current_hexagon()
    with django_assert_num_queries(1):
        assert current_hexagon() is first
    with django_assert_num_queries(0):
        assert hexagon_content(hexagon_edition) is first


def test_a_draft_is_read_anew_and_never_current(hexagon_draft: HexagonEdition, django_assert_num_queries: Any):
    Component.objects.filter(edition=hexagon_draft, key="need").update(title="Our need")
    with django_assert_num_queries(4):
        assert hexagon_content(hexagon_draft).components[3].title == "Our need"
    assert current_hexagon().number == 1


def test_without_an_edition_there_is_no_current_one(db: None):
    assert current_hexagon() is None


# The page ---------------------------------------------------------------------------------------


def test_anonymous_people_are_asked_to_sign_in(hexagon_edition: HexagonEdition, sign_in: SignIn):
    response = sign_in(None).get(PAGE)
    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={PAGE}")


def test_the_page_says_everything_and_cites_its_source(
    hexagon_edition: HexagonEdition, sign_in: SignIn, outsider: User, django_assert_num_queries: Any
):
    """Session, user, and the published edition."""
    client = sign_in(outsider)
    client.get(PAGE)
    with django_assert_num_queries(3):
        response = client.get(PAGE)
    text = text_of(response)
    for paragraph in product_file().edition.introduction:
        assert paragraph in text
    for row in product_file().components:
        side = {"program": "Program side", "site": "Site side"}[row.side]
        questions = " ".join(question.text for question in row.questions)
        points = " ".join(f"{point.value} {point.label} {point.description}" for point in row.points)
        assert f"{row.title} {side} {row.definition} To discuss {questions} What a team sees" in text
        assert points in text
    assert f"Source: {product_file().edition.source}. Edition 1." in text


def test_without_content_the_page_says_how_it_comes(sign_in: SignIn, outsider: User):
    response = sign_in(outsider).get(PAGE)
    assert response.status_code == 200
    assert "The Hexagon will be here Its content is not published yet." in text_of(response)


def test_only_what_is_published_is_shown(hexagon_draft: HexagonEdition, sign_in: SignIn, outsider: User):
    client = sign_in(outsider)
    Component.objects.filter(edition=hexagon_draft, key="need").update(definition="Wording of the draft.")
    assert "Wording of the draft." not in text_of(client.get(PAGE))
    content_store.publish(edition=hexagon_draft)
    assert "Wording of the draft." in text_of(client.get(PAGE))


def test_the_practices_lead_to_the_hexagon(sign_in: SignIn, outsider: User):
    html = sign_in(outsider).get(reverse("practices:system_list")).content.decode()
    assert f'<a href="{PAGE}">The Hexagon</a>' in html
