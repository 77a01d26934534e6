"""What happened lately, as the page tells it, and what of it is open to whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from comments.services import say, take_back
from districts.choices import Role
from districts.models import Membership
from inventories.services import delete_entries, name_reader
from plans.choices import PlanState
from tests.factories import DistrictFactory, MembershipFactory
from tests.inventories.keeping import every_kind, named, started
from tests.plans.making import make_measure, make_plan, make_step
from tests.readiness.factories import opened, rate
from tests.readiness.pages import Page
from tests.readiness.test_query_counts import queries

URL = "/districts/lakeview/"

pytestmark = pytest.mark.usefixtures("clock")


# Inventories --------------------------------------------------------------------------------------------------------


@pytest.fixture
def staff(district, lead, tmp_path):
    return started(district, every_kind(tmp_path, sensitivity="staff", serves=()), lead, "Licenses")


def test_entries_are_counted(district, lead, member, told, tmp_path):
    kept = started(district, every_kind(tmp_path, serves=()), lead, "Positions, 2026")
    entries = named(kept, member, *(f"Entry {number}" for number in range(12)))
    assert told() == [
        ("A Member added 12 entries to Positions, 2026", kept.get_absolute_url()),
        ("A Lead started the inventory Positions, 2026", kept.get_absolute_url()),
    ]
    delete_entries(kept, pks=[entries[0].pk], by=lead)
    assert told()[0] == ("A Lead deleted an entry of Positions, 2026", kept.get_absolute_url())


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COACH, Role.VIEWER])
def test_of_staff_data_others_learn_no_more_than_that_it_changed(staff, lead, people, told, words, role):
    first, _ = named(staff, lead, "Secret one", "Secret two")
    delete_entries(staff, pks=[first.pk], by=lead)
    assert told(role)[0] == ("Licenses was changed", staff.get_absolute_url())
    assert len(told(role)) == 2
    name_reader(staff, membership=Membership.objects.get(user=people[role]), by=lead)
    assert words(role)[:2] == ["A Lead deleted an entry of Licenses", "A Lead added an entry to Licenses"]


def test_a_lead_is_told_who_changed_staff_data(staff, lead, words):
    named(staff, lead, "Secret one")
    assert words(Role.LEAD)[0] == "A Lead added an entry to Licenses"


# Comments -----------------------------------------------------------------------------------------------------------


def said(row, by, about="5a, Getting Ready", **more):
    district = row.plan.district if hasattr(row, "plan") else row.district
    return say(row, district=district, about=about, place=f"{URL}there/", words="Is it enough?", by=by, **more)


def test_a_comment_that_stands_is_told_without_its_words(talent_plan, lead, people, told):
    step = make_step(talent_plan, lead, "Ask leavers")
    said(step, people[Role.COACH])
    second = said(step, people[Role.COACH])
    assert told()[0] == ("A Coach commented on 5a, Getting Ready", f"{URL}there/#comment-{second.pk}")
    assert sum("commented" in words for words, _ in told()) == 1
    third = said(step, people[Role.MEMBER])
    take_back(third, by=people[Role.MEMBER])
    assert told()[0][0] == "A Coach commented on 5a, Getting Ready"


def test_what_is_said_of_staff_data_is_told_to_leads_and_named_readers(staff, lead, people, words):
    said(staff, lead, "Licenses", is_closed=True)
    comment = "A Lead commented on Licenses"
    assert [comment in words(role) for role in Role] == [role == Role.LEAD for role in Role]
    name_reader(staff, membership=Membership.objects.get(user=people[Role.VIEWER]), by=lead)
    assert (comment in words(Role.VIEWER), comment in words(Role.MEMBER)) == (True, False)


# The page -----------------------------------------------------------------------------------------------------------


def lines(page):
    return page.root.one("section", aria_labelledby="h-lately").texts("li")


def test_the_page_says_when_and_shows_ten(talent_plan, lead, sign_in, clock):
    for number in range(12):
        make_step(talent_plan, lead, f"Step {number}")
        clock["is"] += timedelta(days=1)
    found = lines(Page(sign_in(lead).get(URL)))
    assert len(found) == 10
    assert found[0] == "A Lead added the action step “Step 11”Yesterday, 12:00 PM"
    assert found[2] == "A Lead added the action step “Step 9”Oct 24, 2026"


def test_who_has_left_is_said_to_have_left(talent_plan, member, sign_in, lead):
    make_step(talent_plan, member, "Ask leavers")
    member.delete()
    (found, *_) = lines(Page(sign_in(lead).get(URL)))
    assert found == "Somebody who has left added the action step “Ask leavers”Today, 12:00 PM"


@pytest.mark.parametrize("role", Role)
def test_an_empty_district_says_what_will_stand_here(district, people, sign_in, role):
    section = Page(sign_in(people[role]).get(URL)).root.one("section", aria_labelledby="h-lately")
    assert section.texts("p") == [
        "Nothing has happened yet. Who rated, planned, counted or said something will stand here, and when."
    ]


def test_nothing_of_another_district_is_told(theirs, outsider, words, talent):
    there = outsider.memberships.get().district
    plan = make_plan(there, outsider, title="Theirs", state=PlanState.IN_FORCE)
    step = make_step(plan, outsider, "Their step")
    said(step, outsider)
    rate(theirs, "5a-aware", "1", by=outsider)
    assert words() == []


def test_names_and_titles_are_shown_as_they_were_typed(talent_plan, lead, sign_in):
    make_step(talent_plan, lead, "<b>Ask & tell</b>")
    assert lines(Page(sign_in(lead).get(URL)))[0].startswith("A Lead added the action step “<b>Ask & tell</b>”")


@pytest.mark.parametrize("many", [1, 200])
def test_the_page_takes_as_many_queries_with_1_and_200_happenings(
    assessment, leadership, talent_plan, lead, sign_in, many
):
    opened(talent_plan.district, leadership, "Autumn 2026", lead)
    make_measure(talent_plan, lead)
    for number in range(many):
        make_step(talent_plan, lead, f"Step {number}", owner=lead, due_on=date(2026, 10, 1))
    client = sign_in(lead)
    client.get(URL)
    assert queries(client, URL) == 14


@pytest.mark.parametrize("members", [1, 40])
def test_1_and_40_members_take_14_queries(assessment, talent_plan, lead, sign_in, members):
    for number in range(members):
        other = MembershipFactory(district=talent_plan.district, role=Role.MEMBER).user
        make_step(talent_plan, other, f"Step {number}", owner=other, due_on=date(2026, 10, 1))
    DistrictFactory()
    client = sign_in(lead)
    client.get(URL)
    assert queries(client, URL) == 14
