"""The list of a district's inventories, choosing a template, and starting an inventory, also as a copy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from districts.choices import Role
from inventories.choices import InventoryState, Scope, Sensitivity
from inventories.models import Inventory, Template
from inventories.services import name_reader
from tests.inventories.factories import load, template_entry
from tests.inventories.keeping import COLUMNS, built, cells_of, named, started
from tests.inventories.keeping_checks import assert_in_step
from tests.inventories.pages.asking import LIST, errors, said, words

CHOOSE, START = f"{LIST}start/", f"{LIST}start/sample-inventory/"


def lines(client: Any, query: str = "") -> list[tuple[Any, ...]]:
    rows = client.get(f"{LIST}{query}").context["table"].rows
    return [(row.record.title, row.record.state_label, row.record.is_overdue, row.record.entries) for row in rows]


# The list -----------------------------------------------------------------------------------------


def test_an_empty_list_says_what_will_be_there_and_who_starts_it(leading, reading, theirs):
    html = leading.get(LIST).content.decode()
    assert ("The inventories will be listed here" in html, f'href="{CHOOSE}"' in html) == (True, True)
    html = reading.get(LIST).content.decode()
    assert ("A lead of the district starts them." in html, f'href="{CHOOSE}"' in html) == (True, False)
    assert theirs.get_absolute_url() not in html


def test_the_list_tells_how_each_stands(district, kinds, lead, inventory, theirs, reading, stranger):
    yesterday = timezone.localdate() - timedelta(days=1)
    named(inventory, lead, "Mentoring", "Coaching")
    described = {"state": InventoryState.CURRENT, "as_of": date(2026, 10, 3), "owner": lead}
    started(district, kinds, lead, "Older", review_on=yesterday, **described)
    started(district, kinds, lead, "Oldest", state=InventoryState.OUTDATED, review_on=timezone.localdate())
    assert lines(reading) == [
        ("Older", "Current", True, 0),
        ("Oldest", "Out of date", False, 0),
        ("Practices", "Being gathered", False, 2),
    ]
    told = words(reading.get(LIST))
    assert f"Older Current Oct 3, 2026 Overdue since {yesterday:%b} {yesterday.day}, {yesterday.year} A Lead 0" in told
    assert told.partition("Practices Being gathered ")[2].split(" All inventories")[0] == "No date No date Nobody yet 2"
    assert lines(reading, "?sort=-title")[0][0] == "Practices"
    assert lines(reading, "?sort=-entries")[0][0] == "Practices"
    assert stranger.get(LIST).status_code == 404


def test_staff_data_is_counted_for_those_alone_who_read_it(inventory, lead, people, sign_in):
    named(inventory, lead, "Mentoring")
    Inventory.objects.update(sensitivity=Sensitivity.STAFF)
    name_reader(inventory, membership=people[Role.VIEWER].memberships.get(), by=lead)
    counts = {role: lines(sign_in(people[role]))[0][3] for role in Role}
    assert counts == {Role.LEAD: 1, Role.VIEWER: 1, Role.MEMBER: None, Role.COACH: None}
    offered = {role: "PDF with staff data" in sign_in(people[role]).get(LIST).text for role in Role}
    assert offered == {Role.LEAD: True, Role.VIEWER: True, Role.MEMBER: False, Role.COACH: False}


@pytest.mark.parametrize("others", [0, 19])
def test_the_list_takes_four_queries_however_many(
    inventory, district, kinds, lead, reading, others, django_assert_num_queries
):
    """Session, user, membership with its district, inventories."""
    for number in range(others):
        started(district, kinds, lead, f"Practices {number}", owner=lead)
    with django_assert_num_queries(4):
        assert len(lines(reading)) == others + 1


@pytest.mark.parametrize("query", ["?page=abc", "?page=99", "?sort=nothing", "?sort=", "?per_page=-5", "?per_page=0"])
def test_nonsense_in_the_address_of_the_list_is_passed_over(inventory, reading, query):
    assert lines(reading, query) == [("Practices", "Being gathered", False, 0)]


# Choosing a template ------------------------------------------------------------------------------


def test_a_lead_chooses_among_what_is_offered(inventory, tmp_path, leading, keeper):
    load(tmp_path, template_entry("other", sensitivity="staff", serves=()), template_entry("retired"))
    Template.objects.filter(key="retired").update(is_active=False)
    told = words(leading.get(CHOOSE))
    assert "Sample inventory What is where. Serves Readiness, Indicator 1a. You keep one already" in told
    assert "Other What is where. Staff data." in told
    assert "Retired" not in told
    assert keeper.get(CHOOSE).status_code == 403


def test_the_choice_takes_the_same_queries_for_one_template_and_many(
    kinds, tmp_path, leading, django_assert_num_queries
):
    """Session, user, membership, inventories, templates, what they serve, and published editions."""
    leading.get(CHOOSE)
    for more in (0, 20):
        load(tmp_path, *(template_entry(f"t{number}") for number in range(more))) if more else None
        with django_assert_num_queries(7):
            assert leading.get(CHOOSE).status_code == 200


# Starting -----------------------------------------------------------------------------------------


def described(**changes: Any) -> dict[str, Any]:
    return {"title": "Practices, 2026", "as_of": "2026-10-03", "review_on": "2027-10-03"} | changes


def test_starting_offers_a_name_with_the_year_and_the_lead_as_owner(kinds, leading, lead):
    form = leading.get(START).context["form"]
    assert list(form.fields) == ["title", "owner", "as_of", "review_on", "version"]
    assert (form["title"].value(), form["owner"].value()) == (f"Sample inventory, {timezone.localdate().year}", lead.pk)


def test_a_lead_starts_an_inventory_and_nobody_else(kinds, leading, lead, district, keeper, reading, stranger):
    assert [one.post(START, described()).status_code for one in (keeper, reading, stranger)] == [403, 403, 404]
    assert Inventory.objects.count() == 0
    response = leading.post(START, described(owner=lead.pk))
    made = Inventory.objects.get()
    assert (response.status_code, response.url) == (302, made.get_absolute_url())
    assert (made.title, made.district, made.owner, made.opened_by) == ("Practices, 2026", district, lead, lead)
    assert (made.state, made.as_of, made.review_on) == ("gathering", date(2026, 10, 3), date(2027, 10, 3))
    assert [one.key for one in made.columns.all()] == [one.key for one in COLUMNS]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"title": " "}, {"title": ["This field is required."]}),
        ({"title": "x" * 121}, {"title": ["Ensure this value has at most 120 characters (it has 121)."]}),
        ({"title": "a\0b"}, {"title": ["Null characters are not allowed."]}),
        ({"as_of": "soon"}, {"as_of": ["Enter a valid date."]}),
        ({"review_on": "2026-10-02"}, {"review_on": ["The review comes after the day that the entries describe."]}),
        ({"owner": "99999999999999999999"}, {"owner": [
            "Select a valid choice. That choice is not one of the available choices."
        ]}),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(kinds, leading, changes, refused):
    typed = described(**changes)
    response = leading.post(START, typed)
    form = response.context["form"]
    assert errors(response) == refused
    assert {name: form[name].value() for name in typed} == typed
    assert Inventory.objects.count() == 0


def test_somebody_of_another_district_cannot_own_it(kinds, leading, outsider):
    assert "owner" in errors(leading.post(START, described(owner=outsider.pk)))
    assert Inventory.objects.count() == 0


@pytest.mark.parametrize("key", ["nothing", "retired"])
def test_what_is_not_offered_cannot_be_started(kinds, tmp_path, leading, key):
    load(tmp_path, template_entry("retired"))
    Template.objects.filter(key="retired").update(is_active=False)
    path = f"{LIST}start/{key}/"
    assert (leading.get(path).status_code, leading.post(path, described()).status_code) == (404, 404)


def test_an_inventory_of_a_building_names_one_in_use_of_the_district(sample, tmp_path, district, leading, outsider):
    load(tmp_path, template_entry(scope=Scope.BUILDING.value))
    place = built(district, "Mill School")
    others = built(district, "Annex", is_active=False), built(outsider.memberships.get().district, "Harbor High")
    form = leading.get(START).context["form"]
    assert [str(one) for one in form.fields["building"].queryset] == ["Mill School"]
    invalid = "Select a valid choice. That choice is not one of the available choices."
    refused = [errors(leading.post(START, described(building=one.pk))) for one in others]
    assert refused == [{"building": [invalid]}] * 2
    assert errors(leading.post(START, described())) == {"building": ["This field is required."]}
    assert leading.post(START, described(building=place.pk)).status_code == 302
    assert Inventory.objects.get().building == place
    assert "Practices, 2026 Mill School" in words(leading.get(LIST))


# As a copy ----------------------------------------------------------------------------------------


@pytest.fixture
def last_year(inventory, lead):
    named(inventory, lead, "Mentoring", "Coaching", state="Missing")
    return inventory


def test_a_copy_is_offered_where_there_is_an_earlier_one_of_the_same_template(
    last_year, theirs, leading, lead, district, tmp_path
):
    other = started(district, load(tmp_path, template_entry("other")), lead, "Another")
    form = leading.get(f"{START}?copy={last_year.pk}").context["form"]
    assert list(form.fields)[-2:] == ["copy", "with_entries"]
    labels = [label for _, label in form.fields["copy"].choices]
    assert labels == ["The template's columns, and no entries", "A copy of Practices (2 entries)"]
    assert str(form["copy"].value()) == str(last_year.pk)
    for one in (theirs, other):
        assert "copy" in errors(leading.post(START, described(copy=one.pk)))
    assert f'href="{START}?copy={last_year.pk}"' in leading.get(last_year.get_absolute_url()).content.decode()


@pytest.mark.parametrize("query", ["?copy=abc", "?copy=", "?copy=0", f"?copy={'9' * 5000}", "?copy=%00", "?copy=٣"])
def test_nonsense_in_the_address_chooses_no_copy(last_year, leading, query):
    response = leading.get(f"{START}{query}")
    assert (response.status_code, " selected>A copy of" in response.content.decode()) == (200, False)


@pytest.mark.parametrize(("with_entries", "count"), [("on", 2), (None, 0)])
def test_a_copy_begins_with_the_columns_and_the_entries_where_they_are_wanted(
    last_year, leading, with_entries, count, theirs
):
    typed = described(copy=last_year.pk) | ({"with_entries": with_entries} if with_entries else {})
    response = leading.post(START, typed, follow=True)
    copy = Inventory.objects.get(copied_from=last_year)
    assert response.redirect_chain == [(copy.get_absolute_url(), 302)]
    assert cells_of(copy) == cells_of(last_year)[:count]
    assert_in_step(copy)
    assert (said(response), last_year.entry_count) == ([], 2)


def test_a_copy_that_is_refused_keeps_what_was_chosen(last_year, leading):
    response = leading.post(START, described(copy=last_year.pk, title=""))
    form = response.context["form"]
    assert (form["copy"].value(), form["with_entries"].value()) == (str(last_year.pk), False)
    assert Inventory.objects.filter(copied_from=last_year).count() == 0
