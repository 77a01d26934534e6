"""Editing a draft in the admin, from its introduction to a stage description; as staff without other powers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from districts.models import User
from practices import content_store
from practices.content_store.rows import STEP
from practices.models import (
    Consideration,
    ConsiderationStage,
    Edition,
    FocusArea,
    Indicator,
    Practice,
    Stage,
    StageDescription,
)
from tests.practices.admin_pages import ROWS, added, address, change_address, errors_of, form_of, save

SignIn = Callable[[User | None], Client]


@pytest.fixture
def client(sign_in: SignIn, content_administrator: User) -> Client:
    """Someone who is staff, and no superuser."""
    assert not content_administrator.is_superuser
    return sign_in(content_administrator)


def test_a_draft_is_edited_from_area_to_stage_description(draft: Edition, client: Client) -> None:
    area = draft.focus_areas.get()
    practice = area.practices.get()
    indicator = practice.indicators.get(code="1a")
    assert save(client, draft, source=" Another  source ", introduction="One.\r\n\r\nTwo.").status_code == 302
    assert save(client, area, title="Another  area").status_code == 302
    assert save(client, practice, text="Another\r\n practice.").status_code == 302
    assert save(client, indicator, **{"stage_descriptions-0-text": "Another text."}).status_code == 302
    content = content_store.file_of(Edition.objects.get(pk=draft.pk))
    assert content.edition.source == "Another source"
    assert content.edition.introduction == ("One.", "Two.")
    assert content.focus_areas[0].title == "Another area"
    assert content.focus_areas[0].practices[0].text == "Another practice."
    assert [row.stage_descriptions[0].text for row in content.indicators] == [
        "Another text.",
        "What 1b is at getting-aware.",
    ]
    assert [row.key for row in content.indicators] == ["1a", "1b"]


def test_pages_lead_down_and_up(draft: Edition, client: Client) -> None:
    area = draft.focus_areas.get()
    practice = area.practices.get()
    indicator = practice.indicators.get(code="1a")
    consideration = draft.considerations.get()
    for above, below in [(draft, area), (area, practice), (practice, indicator), (draft, consideration)]:
        assert f'href="{change_address(below)}' in client.get(change_address(above)).content.decode()
        assert f'href="{change_address(above)}' in client.get(change_address(below)).content.decode()
    assert f'href="{change_address(draft)}' in client.get(change_address(draft.system)).content.decode()


def test_a_new_row_comes_last_and_gets_its_key_from_its_title_or_code(draft: Edition, client: Client) -> None:
    area = draft.focus_areas.get()
    practice = area.practices.get()
    save(client, draft, **added("focus_areas", 1, 2, title="People & Places_2", position=""))
    save(client, area, **added("practices", 1, 2, code="2", text="New.", position=""))
    save(client, practice, **added("indicators", 2, 3, code="1C", position="5"))
    new_area, new_practice = FocusArea.objects.get(title="People & Places_2"), Practice.objects.get(code="2")
    new_indicator = Indicator.objects.get(code="1C")
    assert (new_area.key, new_area.position) == ("people-places-2", 2 * STEP)
    assert (new_practice.key, new_practice.position, new_practice.edition) == ("p2", 2 * STEP, draft)
    assert (new_indicator.key, new_indicator.position) == ("1c", 5)
    assert [row.code for row in practice.indicators.all()] == ["1C", "1a", "1b"]


def test_a_key_that_is_taken_gets_a_number(draft: Edition, client: Client) -> None:
    save(client, draft, **added("focus_areas", 1, 2, title="First", position=""))
    save(client, draft, **added("focus_areas", 2, 3, title="日本", position=""))
    assert list(draft.focus_areas.values_list("key", flat=True)) == ["first", "first-2", "row"]


def test_missing_texts_wait_with_their_stage_chosen(draft: Edition, client: Client) -> None:
    practice = draft.focus_areas.get().practices.get()
    indicator = Indicator.objects.create(practice=practice, key="2", code="2")
    values = form_of(client, indicator)
    stages = [Stage.objects.get(key=key).pk for key in ("getting-aware", "getting-ready")]
    assert [values[f"stage_descriptions-{number}-stage"] for number in range(2)] == stages
    texts = {f"stage_descriptions-{number}-text": f"Text {number}." for number in range(2)}
    assert save(client, indicator, **texts).status_code == 302
    assert list(indicator.stage_descriptions.values_list("key", "text")) == [
        ("2-aware", "Text 0."),
        ("2-ready", "Text 1."),
    ]


def test_a_text_that_is_left_empty_is_not_saved(draft: Edition, client: Client) -> None:
    StageDescription.objects.filter(edition=draft, key="1a-ready").delete()
    indicator = Indicator.objects.get(edition=draft, key="1a")
    assert save(client, indicator, code="1x").status_code == 302
    assert [row.key for row in indicator.stage_descriptions.all()] == ["1a-aware"]


def test_a_text_keeps_its_stage(draft: Edition, client: Client) -> None:
    indicator = Indicator.objects.get(edition=draft, key="1a")
    other = Stage.objects.get(key="getting-ready").pk
    assert save(client, indicator, **{"stage_descriptions-0-stage": other}).status_code == 302
    assert list(indicator.stage_descriptions.values_list("key", "stage__key")) == [
        ("1a-aware", "getting-aware"),
        ("1a-ready", "getting-ready"),
    ]


def test_a_new_consideration_gets_its_three_texts(draft: Edition, client: Client) -> None:
    save(client, draft, **added("considerations", 1, 2, title="Resources", position=""))
    consideration = Consideration.objects.get(edition=draft, key="resources")
    texts = {f"stage_descriptions-{number}-text": f"Text {number}." for number in range(3)}
    assert save(client, consideration, **texts).status_code == 302
    assert list(ConsiderationStage.objects.filter(consideration=consideration).values_list("key", flat=True)) == [
        "resources-getting-started",
        "resources-getting-better",
        "resources-keep-improving",
    ]


def test_a_code_is_used_once_in_an_edition(draft: Edition, client: Client) -> None:
    practice = draft.focus_areas.get().practices.get()
    first = practice.indicators.get(code="1a")
    assert errors_of(save(client, first, code="1b")) == ["Another indicator has the code 1b."]
    response = save(client, practice, **added("indicators", 2, 3, code="1a", position=""))
    assert errors_of(response) == ["Another indicator has the code 1a."]
    both = added("indicators", 2, 4, code="7", position="") | added("indicators", 3, 4, code="7", position="")
    assert errors_of(save(client, practice, **both)) == ["Another row here has the code 7."]


def test_a_code_is_made_of_letters_and_digits(draft: Edition, client: Client) -> None:
    practice = draft.focus_areas.get().practices.get()
    assert errors_of(save(client, practice, code="3\u0441")) == ["Use letters a to z, digits and full stops only."]


def test_empty_wording_is_told_and_the_rest_is_kept(draft: Edition, client: Client) -> None:
    practice = draft.focus_areas.get().practices.get()
    response = save(client, practice, code="9", text="  ")
    assert errors_of(response) == ["This field is required."]
    assert 'value="9"' in response.content.decode()


def test_rows_and_drafts_are_deleted_one_by_one(draft: Edition, small: Edition, client: Client) -> None:
    indicator = Indicator.objects.get(edition=draft, key="1a")
    assert client.post(address("indicator_delete", indicator), {"post": "yes"}).status_code == 302
    practice = draft.focus_areas.get().practices.get()
    assert save(client, practice, **{"indicators-0-DELETE": "on"}).status_code == 302
    assert Indicator.objects.filter(edition=draft).count() == 0
    assert client.post(address("edition_delete", draft), {"post": "yes"}).status_code == 302
    assert list(Edition.objects.all()) == [small]
    assert b"delete_selected" not in client.get(address("edition_changelist")).content


def test_rows_are_found_by_their_words(published: dict[str, Edition], client: Client) -> None:
    response = client.get(address("indicator_changelist"), {"q": '"Hexagon Tool"'})
    assert [row.code for row in response.context["cl"].result_list] == ["5a", "8", "11b", "13a", "19a"]
    response = client.get(address("practice_changelist"), {"q": "mentorship structures"})
    assert [row.code for row in response.context["cl"].result_list] == ["9"]


@pytest.mark.parametrize("model", [*ROWS, Edition])
def test_lists_take_the_same_queries_for_few_rows_and_many(
    small: Edition, client: Client, django_assert_num_queries: Any, request: pytest.FixtureRequest, model: Any
) -> None:
    page = address(f"{model._meta.model_name}_changelist")
    count = 8 if model is Edition else 9
    with django_assert_num_queries(count):
        client.get(page)
    request.getfixturevalue("published")
    with django_assert_num_queries(count):
        client.get(page)
