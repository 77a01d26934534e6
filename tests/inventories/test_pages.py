"""The pages of the templates: for everyone who is signed in, at a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import User
from inventories import content as files
from inventories.models import Template, TemplateUse
from inventories.reports import PromptLine, template_groups, template_report
from practices.models import Edition
from practices.reports import published_contents
from tests.hexagon.test_content_page import text_of
from tests.inventories.factories import load, template_entry

SignIn = Callable[[User | None], Client]
LIST = reverse("inventories_content:template_list")
PAGE = reverse("inventories_content:template_detail", args=["sample-inventory"])


@pytest.fixture
def client(sign_in: SignIn, outsider: User) -> Client:
    """Someone who is signed in, whatever their district."""
    return sign_in(outsider)


# Reports ----------------------------------------------------------------------------------------


def test_templates_stand_under_every_system_that_calls_for_them(product: None):
    groups = {group.key: group for group in template_groups()}
    assert {key: (group.title, len(group.lines)) for key, group in groups.items()} == {
        "talent-management": ("Talent Management", 13),
        "leadership": ("Leadership", 8),
        "other": ("Called for by other documents", 2),
    }
    [line] = [line for line in groups["leadership"].lines if line.title == "Perception and survey data"]
    assert [(each.name, each.url) for each in line.serves] == [
        ("Indicator 1", "/practices/leadership/1/"),
        ("Indicator 3a", "/practices/leadership/3a/"),
    ]
    assert [line.title for line in groups["other"].lines] == [
        "District Talent Management Inventory",
        "Talent pipeline data",
    ]


def test_what_is_served_stands_in_the_order_of_the_document_and_leads_there(template: Template):
    report = template_report("sample-inventory")
    assert report is not None
    assert [(each.system_key, each.key, each.name, each.url, each.is_indicator) for each in report.serves] == [
        ("sample", "readiness", "Readiness", "/practices/sample/#c-readiness", False),
        ("sample", "1a", "Indicator 1a", "/practices/sample/1a/", True),
    ]
    assert report.systems == (("Sample", report.serves),)


def test_what_no_published_edition_has_any_more_is_left_out(template: Template):
    TemplateUse.objects.create(template=template, system_key="sample", item_key="9z")
    TemplateUse.objects.filter(item_key="1a").delete()
    report = template_report("sample-inventory")
    assert report is not None
    assert [each.key for each in report.serves] == ["readiness"]
    TemplateUse.objects.filter(item_key="readiness").delete()
    assert [(group.key, len(group.lines)) for group in template_groups()] == [("other", 1)]


def test_columns_say_what_they_hold_and_what_rules_them(template: Template):
    report = template_report("sample-inventory")
    assert report is not None
    assert [(row.title, row.kind, row.help, row.choices, row.rule) for row in report.columns] == [
        ("Thing", "Text", "Its name.", (), "Required, differs in every row"),
        ("State", "Choice", "", ("In place", "Missing"), "Optional"),
    ]


def test_a_source_is_named_once_where_it_is_one_for_all(sample: Edition, tmp_path: Path):
    prompts = (
        files.PromptEntry("question", "Who?", "One"),
        files.PromptEntry("question", "What?", "One", "Part"),
        files.PromptEntry("reflection", "Where?", "One"),
        files.PromptEntry("reflection", "Ours?"),
    )
    load(tmp_path, template_entry(prompts=prompts))
    report = template_report("sample-inventory")
    assert report is not None
    assert (report.asked.source, report.asked.parts) == ("", ())
    assert report.questions.source == "One"
    assert [(part.title, part.prompts) for part in report.questions.parts] == [
        ("", (PromptLine("Who?", "One", ""),)),
        ("Part", (PromptLine("What?", "One", ""),)),
    ]
    assert report.reflections.source == ""
    assert report.reflections.parts[0].prompts == (PromptLine("Where?", "One", "One"), PromptLine("Ours?", "", ""))


# Pages ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", [LIST, PAGE])
def test_anonymous_people_are_asked_to_sign_in(template: Template, sign_in: SignIn, where: str):
    response = sign_in(None).get(where)
    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={where}")


def test_the_list_takes_the_same_queries_for_one_template_and_many(
    template: Template, client: Client, tmp_path: Path, django_assert_num_queries: Any
):
    """Session, user, published editions, templates, and what they serve."""
    client.get(LIST)
    with django_assert_num_queries(5):
        client.get(LIST)
    load(tmp_path, *(template_entry(f"t{number}") for number in range(30)))
    with django_assert_num_queries(5):
        response = client.get(LIST)
    assert len(response.context["groups"][0].lines) == 31


def test_a_template_takes_the_same_queries_whatever_it_holds(
    template: Template, client: Client, tmp_path: Path, django_assert_num_queries: Any
):
    """Session, user, the template, its columns, prompts and uses, and published editions."""
    columns = tuple(files.ColumnEntry(f"c{number}", f"C {number}", "text") for number in range(40))
    load(tmp_path, template_entry("large", columns=columns))
    published_contents()
    for address in (PAGE, "/inventories/large/"):
        with django_assert_num_queries(7):
            assert client.get(address).status_code == 200


def test_the_page_says_everything(template: Template, client: Client):
    text = text_of(client.get(PAGE))
    for part in (
        "Sample inventory What is where.",
        "How to keep it Covers: the whole district One thing a row.",
        "What it serves Sample Readiness Indicator 1a",
        "What to inventory A sample document The district inventories things.",
        "Thing Its name. Text Required, differs in every row State In place, Missing Choice Optional",
        "To talk over, with the rows in front of you Afterwards What is missing?",
        "Called for by: A sample document, 1a.",
    ):
        assert part in text
    assert "Questions" not in text
    assert "Staff data." not in text


def test_staff_data_is_named_as_such(product: None, client: Client):
    text = text_of(client.get("/inventories/certifications/"))
    assert "Staff data. Leads read it, and the people whom a lead names." in text
    assert "Individual evaluations do not belong here." in text
    lines = client.get(LIST).context["groups"][0].lines
    assert [line.title for line in lines if line.is_staff_data] == [
        "Educator competencies and skills",
        "Certifications and endorsements",
    ]


def test_one_that_is_no_longer_offered_is_gone(template: Template, client: Client):
    Template.objects.update(is_active=False)
    assert client.get(PAGE).status_code == 404
    assert "The inventories will be here No template is offered yet." in text_of(client.get(LIST))


def test_the_practices_lead_to_the_inventories(client: Client):
    html = client.get(reverse("practices:system_list")).text
    assert f'<a href="{LIST}">Inventories</a>' in html
