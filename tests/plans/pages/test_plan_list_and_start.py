"""The list of a district's plans, and starting one."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from districts.models import Team
from plans.choices import PlanState, StepStatus
from plans.models import Plan
from plans.services import set_status
from tests.plans.making import a_system, make_plan, make_priority, make_step
from tests.plans.pages.asking import queries, refused, said, sent, sent_too_late, statuses, words

LIST, START = "/districts/lakeview/plans/", "/districts/lakeview/plans/start/"
TAKEN = ["The district has a plan of this name for this school year."]
REQUIRED = ["This field is required."]

pytestmark = pytest.mark.usefixtures("theirs", "today")


def told(client):
    """What the list says of each plan."""
    rows = client.get(LIST).context["lines"]
    return [(row.title, row.year_label, row.state_label, row.priorities, row.done, row.steps) for row in rows]


def typed(system, **changes):
    return {"title": "Talent plan", "year": "2026", "systems": [str(system.pk)], "goals": "", "sponsor": ""} | changes


# The list -----------------------------------------------------------------------------------------------------------


def test_an_empty_list_says_what_will_be_there_and_who_starts_it(leading, keeper, coaching, reading, stranger):
    first = "The plans will be listed here A plan takes up a handful of priorities from what the team has rated"
    for client in (leading, keeper, coaching, reading):
        page = words(client, LIST)
        assert first in page
        assert ("A lead of the district starts it." in page) == (client is not leading)
        assert ("Start a plan" in page) == (client is leading)
        assert client.get(LIST).context["lines"] == ()
    assert statuses([stranger], "get", LIST) == [404]


def test_plans_are_listed_by_year_with_their_progress(district, plan, lead, member, reading):
    make_plan(district, lead, title="Next", year=2027)
    old = make_plan(district, lead, title="Last", year=2025, state=PlanState.CLOSED)
    for title in ("One", "Two"):
        make_priority(plan, lead, title)
    late, done, dropped = (make_step(plan, lead, title, due_on=date(2026, 10, 14)) for title in "ABC")
    set_status(done, status=StepStatus.DONE, version=1, by=lead)
    set_status(dropped, status=StepStatus.DROPPED, because="No money", version=1, by=lead)
    assert told(reading) == [
        ("Next", "2027–28", "Draft", 0, 0, 0),
        ("Improvement plan", "2026–27", "Draft", 2, 1, 2),
        ("Last", "2025–26", "Closed", 1, 0, 0),
    ]
    page = words(reading, LIST)
    assert "Improvement plan Talent Management 2026–27 Draft 2 1 of 2 1 Last" in page
    assert "Next Talent Management 2027–28 Draft 0 0 of 0 None" in page
    html = reading.get(LIST).content.decode()
    assert (f'href="{old.get_absolute_url()}"' in html, late.get_absolute_url() in html) == (True, False)


def test_the_list_takes_five_queries_with_1_and_10_plans(district, plan, lead, reading):
    """Session, user, membership with its district, plans with their counts, and their systems."""
    reading.get(LIST)
    one = queries(reading, LIST)
    for number in range(9):
        made = make_plan(district, lead, title=f"Plan {number}", systems=[a_system("leadership", "Leadership")])
        make_step(made, lead, owner=lead)
    assert [one, queries(reading, LIST)] == [5, 5]


# Starting -----------------------------------------------------------------------------------------------------------


def test_only_a_lead_starts_a_plan(system, leading, keeper, coaching, reading, stranger, sign_in):
    clients = [leading, keeper, coaching, reading, stranger]
    assert statuses(clients, "get", START) == [200, 403, 403, 403, 404]
    for client, status in ((keeper, 403), (coaching, 403), (reading, 403), (stranger, 404)):
        assert client.post(START, typed(system)).status_code == status
    assert sign_in(None).get(START).url == f"/accounts/login/?next={START}"
    assert sign_in(None).post(START, typed(system)).url == f"/accounts/login/?next={START}"
    assert Plan.objects.filter(district__slug="lakeview").count() == 0


def test_starting_offers_this_school_year_and_every_system(system, leading, district):
    a_system("leadership", "Leadership")
    form = leading.get(START).context["form"]
    assert (form["title"].value(), form["year"].value()) == ("Plan 2026–27", 2026)
    assert [str(one) for one in form.initial["systems"]] == ["Leadership", "Talent Management"]
    assert [label for _, label in form.fields["year"].choices][:2] == ["2023–24", "2024–25"]
    html = leading.get(START).content.decode()
    assert f'data-draft="{START}"' in html
    assert f'href="{LIST}"' in html


def test_a_started_plan_leads_on_to_what_to_work_on(district, system, leading, lead):
    team = Team.objects.create(district=district, name="Talent team", changed_at=timezone.now())
    said = typed(system, goals="Keep teachers.\r\nGrow leaders.", team=str(team.pk), sponsor="Ann Émile")
    place, messages = sent(leading, START, said)
    made = Plan.objects.get(district=district)
    assert place == f"{LIST}{made.pk}/choose/"
    assert messages == ["Talent plan is started. Choose what to work on."]
    assert (made.title, made.year, made.state, made.team, made.sponsor) == (
        "Talent plan", 2026, "draft", team, "Ann Émile",
    )  # fmt: skip
    assert (made.goals, list(made.systems.all()), made.changed_by) == ("Keep teachers.\nGrow leaders.", [system], lead)


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_started(district, plan, system, harbor, leading):
    other = Team.objects.create(district=harbor, name="Theirs", changed_at=timezone.now())
    choice = "Select a valid choice. {} is not one of the available choices."
    for changes, errors in (
        ({"title": " "}, {"title": REQUIRED}),
        ({"title": "x" * 121}, {"title": ["Ensure this value has at most 120 characters (it has 121)."]}),
        ({"title": "a\0b"}, {"title": ["Null characters are not allowed."]}),
        ({"year": "1850"}, {"year": [choice.format(1850)]}),
        ({"systems": ["9999"]}, {"systems": [choice.format(9999)]}),
        ({"team": str(other.pk)}, {"team": [choice.format("That choice")]}),
        ({"title": "Improvement plan"}, {"title": TAKEN}),
    ):
        assert refused(leading, START, typed(system) | changes) == errors
    without = typed(system)
    del without["systems"]
    assert refused(leading, START, without) == {"systems": ["Choose at least one system."]}
    assert list(Plan.objects.filter(district=district)) == [plan]


def test_the_same_name_in_another_year_or_district_is_free(district, plan, system, leading):
    sent(leading, START, typed(system, title="Improvement plan", year="2027"))
    assert sorted(Plan.objects.filter(district=district).values_list("year", flat=True)) == [2026, 2027]


def test_a_team_that_is_no_longer_in_use_is_not_offered(district, leading):
    for name, is_active in (("Talent team", True), ("Old team", False)):
        Team.objects.create(district=district, name=name, is_active=is_active, changed_at=timezone.now())
    assert [str(one) for one in leading.get(START).context["form"].fields["team"].queryset] == ["Talent team"]


def test_what_was_typed_outlives_the_session(district, system, leading, lead):
    answer = sent_too_late(leading, lead, START, typed(system))
    made = Plan.objects.get(district=district)
    assert (answer.redirect_chain, said(answer)) == (
        [(f"{LIST}{made.pk}/choose/", 302)],
        ["Talent plan is started. Choose what to work on."],
    )
    again = sent_too_late(leading, lead, START, typed(system, goals="Keep teachers."))
    form = again.context["form"]
    assert (again.status_code, dict(form.errors), form["goals"].value()) == (422, {"title": TAKEN}, "Keep teachers.")
    assert Plan.objects.filter(district=district).count() == 1
