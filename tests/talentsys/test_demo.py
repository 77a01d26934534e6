"""What the demo holds, loaded once for all tests: each is taken back, and in the end the demo is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from comments.models import Comment
from comments.reports import mentions_to
from districts.demo import PEOPLE
from districts.models import Team, User
from districts.reports import charter_report, team_history, team_lines
from inventories.models import Entry, Inventory
from inventories.reports import (
    coverage_of,
    district_inventories,
    entry_history,
    inventory_history,
    inventory_prompts,
    inventory_summary,
    sheet_of,
)
from inventories.services import undo_deletion
from plans.models import Plan
from plans.reports import plan_report
from readiness.models import Assessment, AssessmentRound, ConsiderationPlacement, Rating
from readiness.owners import AssessmentRounds
from tests.inventories.keeping_checks import assert_in_step
from tests.talentsys.test_load_demo import run

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """What is printed when it is loaded without a password in the environment."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.delenv("TALENTSYS_DEMO_PASSWORD", raising=False)
        run("load_content")
        yield run("load_demo")
        transaction.set_rollback(True)


def test_without_a_password_it_makes_one(demo: str):
    made = demo.splitlines()[0].removeprefix("Demo sign-ins, password ").removesuffix(":")
    assert len(made) == 12
    assert User.objects.get(email="lead@lakeview.example.org").check_password(made)


def test_lakeview_has_an_earlier_closed_and_a_half_rated_assessment_of_each_system(demo: str):
    rows = Assessment.objects.order_by("opened_at").with_progress().with_edition()
    assert [(one.edition.system.key, one.is_closed, one.rated, one.total) for one in rows] == [
        ("talent-management", True, 48, 48),
        ("leadership", True, 56, 56),
        ("talent-management", False, 28, 48),
        ("leadership", False, 27, 56),
    ]
    assert Rating.objects.exclude(note="").count() == 36
    assert ConsiderationPlacement.objects.touched().count() == 12
    assert Rating.objects.touched().filter(changed_by=None).count() == 0


def test_lakeview_has_an_agreed_a_revealed_and_an_open_round(demo: str):
    rows = AssessmentRound.objects.select_related("round", "assessment__edition__system").order_by("round__opened_at")
    assert [(str(one.assessment.edition.system), one.round.title[13:], one.round.state) for one in rows] == [
        ("Talent Management", "first round", "agreed"),
        ("Talent Management", "second round", "revealed"),
        ("Leadership", "first round", "open"),
    ]
    agreed, _, still_open = rows
    assert sorted(Rating.objects.filter(round=agreed.round).values_list("stage_description__key", "value")) == [
        ("14-aware", 2),
        ("14-ready", 2),
        ("15-aware", 1),
        ("15-ready", 0),
    ]
    assert Rating.objects.exclude(dissent="").count() == 2
    waiting = still_open.round.raters.filter(finished_at=None).values_list("label", flat=True)
    assert "Amina Warsame" in waiting
    assert still_open.round.raters.exclude(finished_at=None).count() == 3


def test_the_revealed_round_has_spread_agreement_and_a_question(demo: str):
    (one,) = AssessmentRound.objects.filter(round__state="revealed")
    spreads = AssessmentRounds.find(User.objects.get(email=PEOPLE[0].email), "lakeview", one.round_id).spreads()
    assert {each.agreement.ballots for each in spreads} == {7}
    assert (spreads[0].agreement.spread, spreads[0].key) == (2, "11b-aware")
    unanimous = [each.key for each in spreads if each.agreement.unanimous]
    assert unanimous == ["8-aware", "8-ready", "10-ready", "11a-ready"]
    assert sum(each.agreement.unknown for each in spreads) == 4


# The team -----------------------------------------------------------------------------------------------


def test_lakeview_has_a_team_with_a_charter_and_eight_members(demo: str):
    (team,) = Team.objects.select_related("district", "changed_by")
    [line] = team_lines(team.district)
    assert (team.district.slug, line.name, line.members, line.written, line.is_active) == (
        "lakeview", "Talent management team", 8, 6, True,
    )  # fmt: skip
    report = charter_report(team, district=team.district)
    assert [(one.name, one.role, one.perspective, one.has_account) for one in report.members] == [
        ("Rosa Delgado", "Facilitator", "District leader", True),
        ("Petra Novak", "Keeps the notes", "Human resources", True),
        ("Amina Warsame", "", "Building leader", True),
        ("Hana Sorensen", "", "Teacher", True),
        ("Marisol Quint", "", "Teacher", True),
        ("Curtis Blake", "", "Education association", True),
        ("Tom Albrecht", "Watches the time", "Non-instructional staff", False),
        ("Ines Farrow", "", "Family or community", False),
    ]
    assert (report.missing, report.changed_by) == (("Student",), "Rosa Delgado")


def test_the_charter_was_written_and_then_changed(demo: str):
    events = team_history(Team.objects.get())
    assert [(event.what, len(event.texts)) for event in events if "joined" not in event.what] == [
        ("Charter changed", 2),
        ("Charter changed", 6),
        ("Started", 0),
    ]
    assert sum("joined" in event.what for event in events) == 8
    assert {event.who for event in events} == {"Rosa Delgado"}


# Inventories --------------------------------------------------------------------------------------------


def kept(key: str) -> Inventory:
    return Inventory.objects.get(template__key=key)


def after(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_lakeview_keeps_six_inventories_one_of_them_out_of_date(demo: str):
    rows = Inventory.objects.order_by("-opened_at").select_related("template", "owner", "district")
    assert [
        (one.template.key, one.state, one.owner.email.split("@")[0], one.entry_count, one.as_of, one.review_on)
        for one in rows
    ] == [
        ("district-talent-management", "gathering", "lead", 10, None, None),
        ("norms-and-protocols", "current", "principal", 9, after(-22), after(95)),
        ("recruiting", "current", "hr", 12, after(-8), after(150)),
        ("certifications", "current", "lead", 32, after(-31), after(120)),
        ("positions", "current", "lead", 30, after(-24), after(210)),
        ("perception-data", "outdated", "member", 8, after(-365), after(-35)),
    ]
    assert {one.district.slug for one in rows} == {"lakeview"}
    assert [one.title for one in district_inventories(rows[0].district).overdue] == ["Perception and survey data"]
    assert Entry.objects.filter(changed_by=None).count() == 0
    for one in rows:
        assert_in_step(one)


def test_the_inventories_have_gaps_answers_and_dates_that_expire(demo: str):
    found = {one.template.key: one for one in Inventory.objects.select_related("template")}
    figures = {key: inventory_summary(one, sheet_of(one)) for key, one in found.items()}
    gaps = {key: [(gap.column.key, gap.empty) for gap in one.open_gaps] for key, one in figures.items()}
    assert {key: of for key, of in gaps.items() if of} == {"district-talent-management": [("works", 2)]}
    due = {key: [(one.expired, one.soon) for one in figure.due] for key, figure in figures.items()}
    assert {key: of for key, of in due.items() if of} == {"certifications": [(3, 6)]}
    assert {key: inventory_prompts(one).answered for key, one in found.items()} == {
        "positions": 1,
        "certifications": 0,
        "recruiting": 1,
        "district-talent-management": 3,
        "perception-data": 0,
        "norms-and-protocols": 1,
    }


def test_one_group_lacks_a_certification_and_one_hangs_on_a_person(demo: str):
    lead = User.objects.get(email="lead@lakeview.example.org")
    positions = Inventory.objects.with_membership_of(lead).get(template__key="positions")
    coverage = coverage_of(positions, lead, timezone.localdate())
    assert len(coverage.requirements) == 11
    assert [(one.group, one.certification, one.words) for one in coverage.lacking] == [
        ("Special education teacher", "Autism spectrum disorder K-12", "Nobody holds it"),
        ("Teacher of English learners", "English as a second language K-12", "Hangs on one person"),
    ]


def test_staff_data_opens_to_the_lead_and_the_named_member_alone(demo: str, client: Client):
    pages = [kept(key).get_absolute_url() for key in ("certifications", "positions")]
    seen = {}
    for who in ("lead", "member", "hr", "viewer", "coach"):
        client.force_login(User.objects.get(email=f"{who}@lakeview.example.org"))
        seen[who] = ["LV-3001" in client.get(pages[0]).text, "P-101" in client.get(pages[1]).text]
    assert seen == {
        "lead": [True, True],
        "member": [True, True],
        "hr": [False, True],
        "viewer": [False, True],
        "coach": [False, True],
    }
    client.force_login(User.objects.get(email="lead@harbor.example.org"))
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_norms_have_a_column_of_their_own_a_history_and_a_deletion_to_undo(demo: str):
    norms = kept("norms-and-protocols")
    assert [one.title for one in norms.columns.filter(is_own=True)] == ["Somebody sat in"]
    assert [(event.what, event.who) for event in inventory_history(norms)] == [
        ("Column added: Somebody sat in", "Rosa Delgado"),
        ("Started", "Rosa Delgado"),
    ]
    changed = norms.entries.get(cells__name="Four questions to the data")
    assert [
        (one.what, one.who, [text.name for text in one.texts][-2:]) for one in entry_history(changed, sheet_of(norms))
    ] == [
        ("Changed", "Jonas Berg", ["Somebody sat in"]),
        ("Changed", "Jonas Berg", ["Kept to", "What to improve"]),
        ("Added", "Jonas Berg", ["Who looks after it", "Could serve the whole district"]),
    ]
    assert undo_deletion(norms, by=User.objects.get(email="lead@lakeview.example.org")) == 1
    assert kept("norms-and-protocols").entry_count == 10


def test_lakeview_has_a_plan_in_force_with_visible_progress(demo: str):
    plan = Plan.objects.select_related("district", "team").get()
    report = plan_report(plan)
    assert (plan.district.slug, plan.state, str(plan.team)) == ("lakeview", "in_force", "Talent management team")
    assert [system.key for system in plan.systems.all()] == ["talent-management", "leadership"]
    assert [(one.head.origin, one.counted.done, one.counted.total) for one in report.priorities] == [
        ("hexagon", 2, 6),
        ("readiness", 1, 4),
        ("unknown", 1, 4),
        ("inventory", 0, 2),
    ]
    assert [one.head.rests_on for one in report.priorities] == [
        "Communication and hiring platforms",
        "Talent Management 6a, Getting Ready",
        "Talent Management 4, Getting Ready",
        "Perception and survey data",
    ]
    assert (report.counted.done, report.counted.under_way, report.counted.total) == (4, 6, 17)
    assert [step.title for step in report.overdue] == [
        "Collect the performance tasks that schools use now",
        "Get three years of reason codes from payroll",
    ]


def test_one_measure_is_off_its_path_and_one_of_two_cycles_is_closed(demo: str):
    report = plan_report(Plan.objects.select_related("district").get())
    assert Counter(one.path_label for one in report.measures) == {
        "On its path": 1,
        "Near its path": 3,
        "Off its path": 1,
    }
    assert [one.title for one in report.off_path] == ["People who left and were asked why"]
    assert [one.standing for one in report.cycles] == ["Phase: Do", "Closed: Adapt"]


def test_its_coach_comments_and_those_whom_it_concerns_find_it(demo: str):
    said = Comment.objects.filter(by__email="coach@lakeview.example.org").select_related("thread")
    assert sorted((one.thread.about, one.thread.is_open) for one in said) == [
        ("Get three years of reason codes from payroll (action step)", True),
        ("Hard posts confirmed by the board in January (milestone)", True),
        ("Hear from staff every year, not every third (priority)", True),
        ("People who left and were asked why (measure)", True),
        ("Try the screening guide at two schools (improvement cycle)", False),
    ]
    waiting = mentions_to(User.objects.get(email="hr@lakeview.example.org"))
    assert [one.about for one in waiting] == [
        "People who left and were asked why (measure)",
        "Get three years of reason codes from payroll (action step)",
    ]
