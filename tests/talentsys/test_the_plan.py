"""The plan on the home page and on a district's page: what is a person's own, and how the plan in force stands."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from comments.services import say
from districts.choices import Role
from plans.choices import PlanState, StepStatus
from plans.models import Snapshot
from plans.services import put_in_force, set_status
from tests.factories import DistrictFactory, MembershipFactory
from tests.plans.making import a_system, filled_plan, make_measure, make_plan, make_step
from tests.readiness.factories import rate, rate_all
from tests.readiness.pages import Page
from tests.readiness.test_query_counts import queries

URL = "/districts/lakeview/"
LATE, LATER, TODAY, SOON = date(2026, 10, 1), date(2026, 10, 14), date(2026, 10, 15), date(2026, 11, 1)

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def today(monkeypatch):
    """It is noon of October 15, 2026, in Michigan."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 10, 15, 16, tzinfo=UTC))


@pytest.fixture
def plan(district, lead, today):
    return make_plan(district, lead, state=PlanState.IN_FORCE)


@pytest.fixture
def read(people, sign_in):
    return lambda role, url=URL: Page(sign_in(people[role]).get(url))


def next_step(page):
    step = page.root.one("div", class_="ts-next")
    return step.one("p").text, step.one("a").text, step.one("a")["href"]


def told(page):
    """What the district's page says of the plan, and where that leads."""
    section = page.root.one("section", aria_labelledby="h-plan")
    return section.texts("li"), [link["href"] for link in section.all("a")]


def waiting(page):
    """What the home page lists under each of its headings, the districts left out."""
    sections = [one for one in page.id("main").all("section") if one["aria-labelledby"] != "h-districts"]
    return {
        section.one("h2").text: [(item.text, item.one("a")["href"]) for item in section.all("li")]
        for section in sections
    }


# Home ---------------------------------------------------------------------------------------------------------------


def test_home_lists_your_steps_soonest_first(plan, theirs, lead, member, people, read, outsider):
    late, due, soon = (make_step(plan, lead, f"Due {on:%b}", owner=member, due_on=on) for on in (LATE, TODAY, SOON))
    make_step(plan, lead, "Without a date", owner=member)
    make_step(plan, lead, "Somebody else's", owner=lead, due_on=LATE)
    done = make_step(plan, lead, "Done", owner=member, due_on=LATE)
    set_status(done, status=StepStatus.DONE, version=1, by=member)
    draft = make_plan(plan.district, lead, title="Next", year=2027)
    make_step(draft, lead, "In a draft", owner=member, due_on=LATE)
    assert waiting(read(Role.MEMBER, "/")) == {
        "Your action steps": [
            ("Due OctOverdue since Oct 1, 2026", late.get_absolute_url()),
            ("Due OctDue Oct 15, 2026", due.get_absolute_url()),
            ("Due NovDue Nov 1, 2026", soon.get_absolute_url()),
        ]
    }
    assert waiting(read(Role.VIEWER, "/")) == {}
    assert next_step(read(Role.MEMBER, "/")) == (
        "Next: say how far “Due Oct” is, which was due on Oct 1, 2026.",
        "See the step",
        late.get_absolute_url(),
    )


def test_home_shows_five_steps_and_the_rest_on_demand(plan, lead, read):
    for number in range(1, 8):
        make_step(plan, lead, f"Step {number}", owner=lead, due_on=date(2026, 10, number))
    page = read(Role.LEAD, "/")
    (found,) = waiting(page).values()
    assert [text.partition("Overdue")[0] for text, _ in found] == [f"Step {number}" for number in range(1, 8)]
    more = page.id("main").one("details")
    assert (more.one("summary").text, len(more.all("li"))) == ("2 more", 2)


def test_what_waits_in_which_district_is_said_where_there_are_several(plan, lead, member, read):
    there = MembershipFactory(district=DistrictFactory(name="Alma", slug="alma"), user=member).district
    make_step(make_plan(there, member, state=PlanState.IN_FORCE), member, "There", owner=member, due_on=SOON)
    make_step(plan, lead, "Here", owner=member, due_on=LATE)
    assert [text for text, _ in waiting(read(Role.MEMBER, "/"))["Your action steps"]] == [
        "HereOverdue since Oct 1, 2026, Lakeview School District",
        "ThereDue Nov 1, 2026, Alma",
    ]


def test_home_says_first_what_others_wait_for_then_what_is_late(plan, lead, member, people, read, sign_in):
    step = make_step(plan, lead, "Ask leavers", owner=member, due_on=SOON)
    assert next_step(read(Role.MEMBER, "/"))[0] == "Next: your step “Ask leavers” is due on Nov 1, 2026."
    place = f"{step.get_absolute_url()}comments/"
    said = {"district": plan.district, "about": "Ask leavers (action step)", "place": place}
    comment = say(step, words="Is it enough?", mentioned=[member], by=people[Role.COACH], **said)
    assert next_step(read(Role.MEMBER, "/")) == (
        "Next: read what A Coach wrote to you about Ask leavers (action step).",
        "Read the comment",
        f"{place}#comment-{comment.pk}",
    )
    make_step(plan, lead, "Late", owner=member, due_on=LATE)
    assert next_step(read(Role.MEMBER, "/"))[0] == "Next: say how far “Late” is, which was due on Oct 1, 2026."


def test_home_lists_comments_for_you_until_you_look(plan, lead, member, people, read, sign_in):
    step = make_step(plan, lead, "Ask leavers")
    place = f"{step.get_absolute_url()}comments/"
    said = {"district": plan.district, "about": "Ask leavers (action step)", "place": place}
    comment = say(step, words="Is it enough?", mentioned=[member], by=people[Role.COACH], **said)
    assert waiting(read(Role.MEMBER, "/")) == {
        "Comments for you": [
            ("Ask leavers (action step)A Coach mentioned you, Oct 15, 2026", f"{place}#comment-{comment.pk}")
        ]
    }
    assert waiting(read(Role.LEAD, "/")) == {}
    sign_in(member).get(step.get_absolute_url())
    assert waiting(read(Role.MEMBER, "/")) == {}


def test_each_district_has_its_own(plan, lead, member, read):
    there = MembershipFactory(district=DistrictFactory(slug="alma"), user=member, role=Role.MEMBER).district
    step = make_step(make_plan(there, member, state=PlanState.IN_FORCE), member, "There", owner=member, due_on=SOON)
    make_step(plan, lead, "Here", owner=member, due_on=SOON)
    here, elsewhere = waiting(read(Role.MEMBER, "/"))["Your action steps"][::-1]
    assert elsewhere == (f"ThereDue Nov 1, 2026, {there.name}", step.get_absolute_url())
    assert here[0] == "HereDue Nov 1, 2026, Lakeview School District"
    there.memberships.all().delete()
    assert "There" not in read(Role.MEMBER, "/").id("main").text


# The district's page ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_where_no_plan_is_in_force_the_page_leads_to_the_plans(district, lead, outsider, read, role):
    make_plan(district, lead)
    make_plan(outsider.memberships.get().district, outsider, state=PlanState.IN_FORCE)
    section = read(role).root.one("section", aria_labelledby="h-plan")
    words = "Once a plan is in force, its progress, overdue steps and measures off their path stand here."
    assert section.one("div", class_="ts-empty").one("p").text == (
        words if role == Role.LEAD else f"{words} A lead puts it in force."
    )
    assert [(link.text, link["href"]) for link in section.all("a")] == [
        ("All plans", f"{URL}plans/"),
        ("Start a plan, or put one in force" if role == Role.LEAD else "See the plans", f"{URL}plans/"),
    ]


@pytest.mark.parametrize("role", Role)
def test_the_page_says_how_the_plan_in_force_stands(plan, lead, member, read, role):
    make_plan(plan.district, lead, title="Last", year=2025, state=PlanState.IN_FORCE)
    late = make_step(plan, lead, "Ask leavers", owner=member, due_on=LATE)
    later = make_step(plan, lead, "Draft a handbook", owner_role="Principals", due_on=LATER)
    nobodys = make_step(plan, lead, "Tell the board", due_on=LATER)
    done = make_step(plan, lead, "Visit schools", due_on=LATE)
    set_status(done, status=StepStatus.DONE, version=1, by=lead)
    off = make_measure(plan, lead, targets={date(2027, 6, 1): "90"}, readings={LATER: "60"})
    make_measure(plan, lead, "On its path", targets={date(2027, 6, 1): "90"}, readings={LATER: "90"})
    assert told(read(role)) == (
        [
            "Improvement plan1 of 4 steps done, 3 overdue",
            "Ask leaversOverdue since Oct 1, 2026, A Member",
            "Draft a handbookOverdue since Oct 14, 2026, Principals",
            "Tell the boardOverdue since Oct 14, 2026",
            "Teachers who stayOff its path at 60%",
        ],
        [f"{URL}plans/", *(one.get_absolute_url() for one in (plan, late, later, nobodys, off))],
    )


def test_of_many_overdue_steps_and_measures_off_their_path_three_each_are_named(plan, lead, read):
    for number in range(1, 6):
        make_step(plan, lead, f"Step {number}", due_on=date(2026, 10, number))
        make_measure(plan, lead, f"Measure {number}", targets={date(2027, 6, 1): "90"}, readings={LATER: "60"})
    lines = told(read(Role.VIEWER))[0]
    assert [line for line in lines if line.startswith("See")] == [
        "See all 5 overdue steps",
        "See all 5 measures off their path",
    ]
    assert len(lines) == 9


def finalized(plan, number, adopted_on=None):
    return Snapshot.objects.create(
        plan=plan,
        number=number,
        record={},
        digest="",
        finalized_at=datetime(2026, 9, 21, 2, tzinfo=UTC),
        finalized_name="A Lead",
        adopted_on=adopted_on,
        changed_at=timezone.now(),
    )


def test_the_newest_snapshot_of_the_plan_is_named_with_the_day_on_which_the_board_adopted_it(plan, lead, read):
    finalized(plan, 1, date(2026, 9, 28))
    first = finalized(make_plan(plan.district, lead, title="Last", year=2025, state=PlanState.IN_FORCE), 7)
    head, links = (part[0:3] for part in told(read(Role.VIEWER)))
    assert head[0] == "Improvement plan0 of 0 steps doneSnapshot 1, adopted by the board on September 28, 2026"
    newest = finalized(plan, 2)
    head, links = told(read(Role.VIEWER))
    assert head[0] == "Improvement plan0 of 0 steps doneSnapshot 2, finalized on September 20, 2026"
    assert newest.get_absolute_url() in links
    assert first.get_absolute_url() not in links


# The next step ------------------------------------------------------------------------------------------------------


def test_a_lead_makes_a_plan_once_all_is_rated(assessment, theirs, read, lead):
    rate(assessment, "5a-aware", "1", by=lead)
    assert next_step(read(Role.LEAD))[1] == "Go on rating"
    rate_all(assessment, "1", by=lead)
    make = ("Next: make a plan of what the team has rated.", "Go to the plans", f"{URL}plans/")
    assert next_step(read(Role.LEAD)) == make
    assert {next_step(read(role))[1] for role in (Role.MEMBER, Role.COACH, Role.VIEWER)} == {"See the summary"}
    draft = make_plan(assessment.district, lead, systems=[assessment.edition.system])
    assert next_step(read(Role.LEAD)) == make
    draft.priorities.create(title="One", reason="Why not.", changed_at=timezone.now())
    put_in_force(draft, by=lead)
    assert next_step(read(Role.LEAD))[1] == "See the summary"


@pytest.mark.parametrize("role", Role)
def test_whoever_owns_what_is_overdue_says_how_far_it_is(assessment, people, read, lead, role):
    rate_all(assessment, "1", by=lead)
    plan = make_plan(assessment.district, lead, systems=[a_system()], state=PlanState.IN_FORCE)
    make_step(plan, lead, "Later", owner=people[role], due_on=LATER)
    step = make_step(plan, lead, "Ask leavers", owner=people[role], due_on=LATE)
    other = next(one for one in Role if one != role)
    assert next_step(read(other))[1] == "See the summary"
    assert next_step(read(role)) == (
        "Next: say how far “Ask leavers” is, which was due on Oct 1, 2026.",
        "See the step",
        step.get_absolute_url(),
    )
    set_status(step, status=StepStatus.DROPPED, because="No money", version=1, by=lead)
    assert next_step(read(role))[0] == "Next: say how far “Later” is, which was due on Oct 14, 2026."


def test_what_is_late_comes_before_rating_at_home_and_in_the_district_alike(assessment, read, lead):
    plan = make_plan(assessment.district, lead, systems=[a_system()], state=PlanState.IN_FORCE)
    make_step(plan, lead, "Ask leavers", owner=lead, due_on=LATE)
    assert next_step(read(Role.LEAD))[1] == "See the step"
    assert next_step(read(Role.LEAD, "/")) == next_step(read(Role.LEAD))
    assert [next_step(read(Role.MEMBER, url))[1] for url in ("/", URL)] == ["Go on rating", "Go on rating"]


# Queries ------------------------------------------------------------------------------------------------------------


def test_home_and_district_take_the_same_queries_with_a_small_plan_and_a_full_one(plan, lead, sign_in):
    client = sign_in(lead)
    make_step(plan, lead, owner=lead, due_on=LATE)
    make_measure(plan, lead, targets={date(2027, 6, 1): "90"}, readings={LATER: "60"})
    client.get(URL)
    small = [queries(client, "/"), queries(client, URL)]
    place = DistrictFactory()
    MembershipFactory(district=place, user=lead, role=Role.LEAD)
    filled_plan(place, lead)
    full = filled_plan(plan.district, lead, title="Full")
    assert queries(client, full.district.get_absolute_url()) == small[1]
    assert [small, [queries(client, "/"), queries(client, URL)]] == [[8, 13], [8, 13]]
