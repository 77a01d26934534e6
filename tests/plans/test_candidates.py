"""What a team may make a priority of: what readiness, the Hexagon and inventories leave to be done, and no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from districts.choices import Role
from hexagon.choices import Choice
from hexagon.services import recommend
from inventories.choices import InventoryState
from plans.choices import Origin
from plans.reports import candidates_for, find_candidate, newest_assessments
from practices.models import Consideration, StageDescription
from practices.reports import published_content
from readiness.choices import Standing
from readiness.models import ConsiderationPlacement
from rounds.choices import State
from tests.factories import MembershipFactory
from tests.hexagon.reviews.factories import decision, reviewed, row_of, say
from tests.hexagon.reviews.factories import started as compared
from tests.inventories.factories import load as load_template
from tests.inventories.factories import template_entry
from tests.inventories.keeping import COLUMNS, every_kind, named, started
from tests.plans.making import make_plan, make_priority
from tests.readiness.factories import opened, rate
from tests.rounds.factories import cast, move, open_round, seat

READINESS, RECOMMENDED, UNKNOWN, INVENTORY = (
    Origin.READINESS,
    Origin.RECOMMENDATION,
    Origin.INFORMATION,
    Origin.INVENTORY,
)


@pytest.fixture
def plan(district, lead, talent):
    return make_plan(district, lead, systems=[talent.system])


@pytest.fixture
def assessment(district, talent, lead):
    return opened(district, talent, "Autumn 2026", lead)


@pytest.fixture
def theirs(harbor, outsider, talent):
    """Another district's assessment, in which the same and more is rated."""
    found = opened(harbor, talent, "Theirs", outsider)
    for key in ("1-aware", "8-aware", "10-aware"):
        rate(found, key, "1", "Harbor's note", by=outsider)
    rate(found, "11a-aware", "n", "Harbor's gap", by=outsider)
    return found


def code(edition, key):
    return f"stage_description-{StageDescription.objects.get(edition=edition, key=key).pk}"


def group(plan, origin, place=0):
    return [one for one in candidates_for(plan) if one.origin == origin][place]


def titles(found):
    return [one.title.partition(":")[0] for one in found.candidates]


# Readiness ----------------------------------------------------------------------------------------------------------


def test_what_is_rated_and_not_in_place_comes_most_advanced_first(plan, assessment, theirs, talent, lead):
    ratings = {"1-aware": "2", "1-ready": "2", "3a-aware": "0", "2a-aware": "1", "4-aware": "n"}
    ratings |= {"9-aware": "2", "9-ready": "1", "5a-aware": "2", "6a-aware": "2", "6a-ready": "n", "7a-ready": "1"}
    for key, answer in ratings.items():
        rate(assessment, key, answer, f"Note on {key}", by=lead)
    taken = make_priority(plan, lead, "Find platforms", origin=READINESS, ground=code(talent, "5a-ready"))
    make_priority(plan, lead, "Map it", origin=READINESS, ground=code(talent, "2a-ready"))
    found = group(plan, READINESS)
    assert (found.title, found.url) == ("Talent Management: not in place yet", assessment.get_absolute_url())
    shown = [(one.title.partition(":")[0], one.standing, one.says, one.priority) for one in found.candidates]
    assert shown == [
        ("5a, Getting Ready", Standing.GETTING_READY, "", "Find platforms"),
        ("6a, Getting Ready", Standing.GETTING_READY, "Note on 6a-ready", ""),
        ("9, Getting Ready", Standing.GETTING_READY, "Note on 9-ready", ""),
        # The priority that rests on the other stage of an indicator is about it as well.
        ("2a, Getting Aware", Standing.GETTING_AWARE, "Note on 2a-aware", "Map it"),
        ("7a, Getting Aware", Standing.GETTING_AWARE, "", ""),
        ("3a, Getting Aware", Standing.NOTHING_BEGUN, "Note on 3a-aware", ""),
    ]
    first = found.candidates[0]
    text = StageDescription.objects.get(pk=taken.stage_description_id).text
    assert (first.code, first.origin, first.asks) == (code(talent, "5a-ready"), READINESS, text)
    assert first.title == (
        "5a, Getting Ready: The district uses a selection process (i.e. Hexagon tool or similar review protocol) to"
        " identify the appropriate communication and hiring platforms that will be used for posting and reviewing"
        " information for new jobs."
    )
    assert first.url == f"{assessment.get_absolute_url()}#i-5a-ready"
    assert find_candidate(candidates_for(plan), first.code, READINESS) == first
    assert find_candidate(candidates_for(plan), first.code, INVENTORY) is None


def test_each_system_has_its_group_of_the_newest_assessment_or_says_that_there_is_none(
    district, assessment, theirs, talent, leadership, lead
):
    plan = make_plan(district, lead, systems=[leadership.system, talent.system])
    rate(assessment, "1-aware", "1", by=lead)
    newer = opened(district, talent, "Winter 2027", lead)
    assert [(str(system), found) for system, found in newest_assessments(plan)] == [
        ("Talent Management", newer),
        ("Leadership", None),
    ]
    found = [one for one in candidates_for(plan) if one.origin == READINESS]
    assert [(one.title, one.candidates, one.without) for one in found] == [
        (
            "Talent Management: not in place yet",
            (),
            "Winter 2027 shows nothing that is rated and not in place.",
        ),
        ("Leadership", (), "Leadership has not been rated yet."),
    ]


# The Hexagon --------------------------------------------------------------------------------------------------------


def test_recommendations_are_there_but_those_not_to_adopt(
    plan, district, harbor, outsider, talent, hexagon_edition, lead
):
    for place, choice in enumerate(Choice):
        review = reviewed(district, lead, title=f"On {choice.label}")
        said = decision(choice=choice, rationale=f"Why {choice}", decided_on=date(2026, 11, 1 + place))
        recommend(review, decision=said, by=lead)
    comparison = compared(district, talent, ["One", "Two"], lead)
    candidate = comparison.candidates.first()
    said = decision(candidate_pk=candidate.pk, decided_on=date(2026, 10, 1))
    row = recommend(comparison, decision=said, by=lead)
    recommend(reviewed(harbor, outsider, title="Theirs"), decision=decision(), by=outsider)
    make_priority(plan, lead, "Hire", origin=RECOMMENDED, ground=f"recommendation-{row.pk}")
    found = group(plan, RECOMMENDED)
    assert [(one.title, one.says, one.priority) for one in found.candidates] == [
        ("On Gather more information: Gather more information", "Why gather", ""),
        ("On Refine: Refine", "Why refine", ""),
        ("On Adopt with supports: Adopt with supports", "Why supports", ""),
        ("On Adopt: Adopt", "Why adopt", ""),
        (f"Hiring platforms: Adopt: {candidate.name}", "It meets our need.", "Hire"),
    ]
    assert (found.candidates[-1].code, found.candidates[-1].url) == (
        f"recommendation-{row.pk}",
        comparison.get_absolute_url(),
    )


# Not enough information ---------------------------------------------------------------------------------------------


def test_what_the_team_does_not_know_is_to_be_found_out(
    plan, assessment, theirs, talent, hexagon_edition, district, harbor, lead, outsider
):
    rate(assessment, "4-aware", "n", "Ask payroll.", by=lead)
    rate(assessment, "readiness", "n", "Nobody counted.", by=lead, model=ConsiderationPlacement)
    review = reviewed(district, lead, title="Mentoring")
    say(review, "capacity", "n", by=lead, note="Hours unknown.")
    say(review, "need", "4", by=lead, note="Not this note.", data_needed="Exit figures.")
    say(review, "fit", "5", by=lead, note="Good")
    say(reviewed(harbor, outsider, title="Theirs"), "need", "n", by=outsider)
    found = group(plan, UNKNOWN)
    consideration = Consideration.objects.get(edition=talent, key="readiness")
    home = assessment.get_absolute_url()
    assert sorted((one.title, one.says, one.code, one.url) for one in found.candidates) == sorted(
        [
            ("Find out: 4, Getting Aware", "Ask payroll.", code(talent, "4-aware"), f"{home}#i-4-aware"),
            ("Find out: Readiness", "Nobody counted.", f"consideration-{consideration.pk}", f"{home}#i-readiness"),
            (
                "Find out: Need of Mentoring",
                "Exit figures.",
                f"component_rating-{row_of(review, 'need').pk}",
                review.get_absolute_url(),
            ),
            (
                "Find out: Capacity of Mentoring",
                "Hours unknown.",
                f"component_rating-{row_of(review, 'capacity').pk}",
                review.get_absolute_url(),
            ),
        ]
    )


@pytest.mark.usefixtures("perspectives")
def test_nothing_of_a_sealed_round_is_to_be_found_out_until_it_is_revealed(plan, assessment, theirs, people, lead):
    round = open_round(assessment, ["6a-aware", "6a-ready"])
    raters = [people[role] for role in Role]
    seat(round, raters)
    for person in raters[:3]:
        cast(round, person, "6a-aware", "n", "Nobody asked.")
    cast(round, raters[3], "6a-aware", "1")
    # Too few ballots to show.
    cast(round, raters[0], "6a-ready", "n", "A single voice.")

    def found():
        return [(one.title, one.says) for one in group(plan, UNKNOWN).candidates]

    assert found() == []
    move(round, State.ENDED, lead)
    assert found() == []
    move(round, State.REVEALED, lead)
    assert found() == [("Find out: 6a, Getting Aware", "Nobody asked. Nobody asked. Nobody asked.")]
    assert "voice" not in str(candidates_for(plan))


# Inventories --------------------------------------------------------------------------------------------------------


def test_inventories_say_what_they_lack_and_of_staff_data_no_figure(plan, district, harbor, outsider, lead, tmp_path):
    template = every_kind(tmp_path, serves=())
    yesterday = timezone.localdate() - timedelta(days=1)
    open_one = started(district, template, lead, "Practices", review_on=yesterday)
    named(open_one, lead, "One", "Two", expires="2020-01-01")
    named(open_one, lead, "Three", state="Missing", expires=str(timezone.localdate() + timedelta(days=5)))
    started(district, template, lead, "Empty")
    started(district, template, lead, "Old", state=InventoryState.OUTDATED)
    whole = started(district, template, lead, "Whole")
    named(whole, lead, "One", state="Missing")
    secret = template_entry("staff", sensitivity="staff", serves=(), columns=COLUMNS)
    staff = started(district, load_template(tmp_path, secret), lead, "Certifications", review_on=yesterday)
    named(staff, lead, "Zebulon", "Quillfeather", expires="2020-01-01")
    started(district, load_template(tmp_path, secret), lead, "Staff in order")
    started(harbor, template, outsider, "Theirs")
    row = make_priority(plan, lead, "Complete it", origin=INVENTORY, ground=f"inventory-{staff.pk}")
    since = f"{yesterday:%b} {yesterday.day}, {yesterday.year}"
    overdue = f"Its review has been overdue since {since}."
    found = {one.title.removeprefix("Inventory to complete: "): one for one in group(plan, INVENTORY).candidates}
    assert {title: (one.says, one.priority) for title, one in found.items()} == {
        "Practices": (f"{overdue} 2 of 3 entries without State. Expires on: 2 expired and 1 soon to expire.", ""),
        "Empty": ("It has no entries yet.", ""),
        "Old": ("It is out of date.", ""),
        "Certifications": (overdue, "Complete it"),
    }
    assert row.inventory == staff
    assert (found["Practices"].code, found["Practices"].url) == (
        f"inventory-{open_one.pk}",
        open_one.get_absolute_url(),
    )
    assert "Zebulon" not in str(found)


# All of them --------------------------------------------------------------------------------------------------------


def test_a_district_that_has_done_nothing_yet_reads_why_each_list_is_empty(plan, theirs, harbor, outsider, tmp_path):
    started(harbor, every_kind(tmp_path, serves=()), outsider, "Theirs")
    assert [(one.title, one.candidates, one.without) for one in candidates_for(plan)] == [
        ("Talent Management", (), "Talent Management has not been rated yet."),
        ("Recommended on the Hexagon", (), "No review or comparison has a recommendation to take up yet."),
        ("Not enough information", (), "Nobody has answered \u201cnot enough information\u201d."),
        ("Gaps in inventories", (), "No inventory lacks anything."),
    ]


def test_they_take_as_many_queries_with_one_and_with_many(
    plan, assessment, district, talent, hexagon_edition, lead, tmp_path
):
    template = every_kind(tmp_path, serves=())
    published_content(talent)

    def count():
        with CaptureQueriesContext(connection) as captured:
            candidates_for(plan)
        return len(captured)

    def more(number):
        rate(assessment, f"{number}-aware", "1", by=lead)
        rate(assessment, f"{number}-ready", "n", by=lead)
        review = reviewed(district, lead, title=f"Review {number}")
        say(review, "need", "n", by=lead)
        recommend(review, decision=decision(), by=lead)
        named(started(district, template, lead, f"Practices {number}"), lead, "One")
        make_priority(plan, lead, f"Priority {number}", ground=code(talent, f"{number}-aware"))

    more(1)
    one = count()
    for number in (4, 8, 9, 10, 12, 14, 15):
        more(number)
    MembershipFactory.create_batch(5, district=district)
    assert [one, count()] == [19, 19]
