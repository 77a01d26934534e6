"""The administration of content: start a draft, edit it, preview it, publish it; as staff without other powers."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

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

SignIn = Callable[[User | None], Client]
ROWS = [FocusArea, Practice, Indicator, Consideration]


@pytest.fixture
def client(sign_in: SignIn, content_administrator: User) -> Client:
    """Someone who is staff, and no superuser."""
    assert not content_administrator.is_superuser
    return sign_in(content_administrator)


@pytest.fixture
def draft(small: Edition) -> Edition:
    return content_store.start_draft(edition=small)


def address(name: str, row: Any = None) -> str:
    return reverse(f"admin:practices_{name}", args=[row.pk] if row else [])


def change_address(row: Any) -> str:
    return address(f"{row._meta.model_name}_change", row)


def form_of(client: Client, row: Any) -> dict[str, Any]:
    """Return what a browser would send back from the row's page if nothing was typed."""
    response = client.get(change_address(row))
    adminform, formsets = response.context["adminform"], response.context["inline_admin_formsets"]
    forms = [adminform.form]
    for inline in formsets:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {bound.html_name: "" if bound.value() is None else bound.value() for form in forms for bound in form}


def save(client: Client, row: Any, **changes: Any) -> HttpResponse:
    return client.post(change_address(row), form_of(client, row) | changes)


def added(prefix: str, number: int, total: int, **values: Any) -> dict[str, Any]:
    """Return what a browser sends for a row that was added to an inline."""
    return {f"{prefix}-TOTAL_FORMS": total} | {f"{prefix}-{number}-{name}": value for name, value in values.items()}


def errors_of(response: HttpResponse) -> list[str]:
    return [
        unescape(text) for text in re.findall(r'<ul class="errorlist[^>]*><li>(.*?)</li>', response.content.decode())
    ]


# Access -----------------------------------------------------------------------------------------


def every_address(edition: Edition) -> list[str]:
    lists = [address(f"{model._meta.model_name}_changelist") for model in (*ROWS, Edition)]
    rows = [change_address(model.objects.filter(edition=edition)[0]) for model in ROWS]
    own = [address(f"edition_{name}", edition) for name in ("change", "preview")]
    return [*lists, *rows, *own, change_address(edition.system), address("system_changelist")]


def test_people_without_staff_status_are_kept_out(draft: Edition, sign_in: SignIn, outsider: User) -> None:
    for client in (sign_in(outsider), sign_in(None)):
        for page in [*every_address(draft), address("edition_publish", draft)]:
            response = client.get(page)
            assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("admin:login"))
        assert client.post(address("edition_publish", draft)).status_code == 302
        assert client.post(address("edition_draft", draft)).status_code == 302
    draft.refresh_from_db()
    assert draft.is_draft


def test_staff_see_every_page_of_drafts_and_of_published_editions(
    draft: Edition, small: Edition, client: Client
) -> None:
    for page in [*every_address(draft), *every_address(small), reverse("admin:index")]:
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("model", [*ROWS, Edition])
def test_what_is_published_is_shown_and_not_changed(small: Edition, client: Client, model: Any) -> None:
    row = small if model is Edition else model.objects.filter(edition=small)[0]
    assert client.get(change_address(row)).context["has_change_permission"] is False
    for page in (change_address(row), address(f"{model._meta.model_name}_delete", row)):
        assert client.post(page, {"post": "yes", "text": "x", "title": "x"}).status_code == 403
    assert content_store.dump_edition(small) == content_store.dump_edition(Edition.objects.get())


@pytest.mark.parametrize("model", [*ROWS, Edition])
def test_rows_are_not_added_apart_from_what_they_belong_to(draft: Edition, client: Client, model: Any) -> None:
    assert client.get(address(f"{model._meta.model_name}_add")).status_code == 403


def test_systems_keep_their_names(small: Edition, client: Client) -> None:
    assert client.post(change_address(small.system), {"title": "Another"}).status_code == 403
    assert client.get(address("system_add")).status_code == 403
    assert client.post(address("system_delete", small.system), {"post": "yes"}).status_code == 403


# Starting a draft -------------------------------------------------------------------------------


def test_a_draft_is_started_from_a_published_edition(small: Edition, client: Client) -> None:
    assert address("edition_draft", small) in client.get(change_address(small)).content.decode()
    response = client.post(address("edition_draft", small), follow=True)
    draft = Edition.objects.drafts().get()
    assert response.redirect_chain == [(change_address(draft), 302)]
    assert "Draft 2 says what edition 1 says. Change it here." in response.content.decode()
    assert LogEntry.objects.get().get_change_message() == "Started as a draft of edition 1."


def test_a_second_draft_leads_to_the_first(draft: Edition, small: Edition, client: Client) -> None:
    response = client.post(address("edition_draft", small), follow=True)
    assert response.redirect_chain == [(change_address(draft), 302)]
    assert "There is a draft already. This is it." in response.content.decode()


def test_looking_does_not_start_a_draft(small: Edition, client: Client) -> None:
    assert client.get(address("edition_draft", small)).status_code == 405
    assert client.post(reverse("admin:practices_edition_draft", args=[small.pk + 9])).status_code == 404
    assert Edition.objects.get() == small


# Editing ----------------------------------------------------------------------------------------


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


# Preview ----------------------------------------------------------------------------------------


def test_a_draft_is_previewed_as_districts_will_see_it(draft: Edition, client: Client) -> None:
    practice = draft.focus_areas.get().practices.get()
    practice.text = "Wording of the draft."
    practice.save()
    response = client.get(address("edition_preview", draft))
    html = response.content.decode()
    assert next(template.name for template in response.templates) == "practices/system_detail.html"
    assert "This is a preview of edition 2 (draft)." in html
    assert "Wording of the draft." in html
    assert "/practices/sample/1a/" not in html


# Publishing -------------------------------------------------------------------------------------


def test_a_complete_draft_is_published_after_a_question(draft: Edition, small: Edition, client: Client) -> None:
    page = address("edition_publish", draft)
    assert page in client.get(change_address(draft)).content.decode()
    html = client.get(page).content.decode()
    assert "New assessments will use this edition instead of edition 1, which is retired." in html
    assert Edition.objects.published().get() == small
    response = client.post(page, follow=True)
    assert response.redirect_chain == [(change_address(draft), 302)]
    assert "Published. New assessments use this edition; existing ones keep theirs." in response.content.decode()
    assert Edition.objects.published().get() == draft
    assert LogEntry.objects.get().get_change_message() == "Published."


def test_what_keeps_a_draft_from_being_published_is_listed_with_links(draft: Edition, client: Client) -> None:
    Practice.objects.filter(edition=draft).update(text="")
    StageDescription.objects.filter(edition=draft, key="1a-ready").delete()
    StageDescription.objects.filter(edition=draft, key="1b-ready").update(text="")
    ConsiderationStage.objects.filter(edition=draft, key="readiness-keep-improving").update(text=" ")
    FocusArea.objects.create(edition=draft, key="empty", title="Empty", position=99)
    Edition.objects.drafts().update(introduction="")
    practice, area = Practice.objects.get(edition=draft), FocusArea.objects.get(key="empty")
    one, other = Indicator.objects.filter(edition=draft)
    expected = [
        ("Edition, introduction: there is none.", change_address(draft)),
        (
            "Stage description readiness-keep-improving, text: is empty.",
            change_address(Consideration.objects.get(edition=draft)),
        ),
        ("Stage description 1b-ready, text: is empty.", change_address(other)),
        ("Practice p1, text: is empty.", change_address(practice)),
        ("Focus area empty, practices: there is none.", change_address(area)),
        ("Indicator 1a, stage descriptions: there is no text for getting-ready.", change_address(one)),
    ]
    for response in (client.get(address("edition_publish", draft)), client.post(address("edition_publish", draft))):
        assert [(problem.sentence, problem.address) for problem in response.context["problems"]] == expected
        html = unescape(response.content.decode())
        assert [f'<a href="{link}">{sentence}</a>' in html for sentence, link in expected] == [True] * 6
        assert "Publish edition 2" not in html
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_published_edition_is_not_published_again(small: Edition, client: Client) -> None:
    page = address("edition_publish", small)
    assert page not in client.get(change_address(small)).content.decode()
    assert client.get(page).status_code == client.post(page).status_code == 403
