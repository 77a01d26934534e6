"""What a lead does with a plan as a whole: settings, put in force, close, open again, delete."""

from __future__ import annotations

import pytest
from django.utils import timezone

from districts.models import Team
from plans.choices import PlanState
from plans.models import Plan
from plans.reports import row_history
from plans.services import close_plan, delete_plan, describe_plan
from plans.views.base import CLOSED_MEANWHILE
from tests.plans.making import a_system, make_plan, make_priority, make_step, plan_said
from tests.plans.pages.asking import refused, said, sent, sent_too_late, statuses, url, words
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched", "today")

PLANS = "/districts/lakeview/plans/"
CLOSED = "This plan is closed. A lead can open it again."
TAKEN = ["The district has a plan of this name for this school year."]
ASKED = ("plan_force", "plan_close", "plan_delete")


def typed(plan, **changes):
    """What the settings hold as they were read, with what somebody types in some of their fields."""
    fields = {"title": plan.title, "year": str(plan.year), "systems": [str(one.pk) for one in plan.systems.all()]}
    return fields | {"goals": plan.goals, "sponsor": plan.sponsor, "version": str(plan.version)} | changes


def state_of(plan):
    plan.refresh_from_db()
    return plan.state


def test_only_a_lead_gets_there(plan, leading, keeper, coaching, reading, stranger, sign_in):
    clients = [leading, keeper, coaching, reading, stranger]
    for page in ("plan_settings", "plan_reopen", *ASKED):
        address = url(plan, page)
        assert statuses(clients, "get", address) == [200, 403, 403, 403, 404]
        assert statuses(clients[1:], "post", address) == [403, 403, 403, 404]
        assert sign_in(None).get(address).url == f"/accounts/login/?next={address}"
    assert state_of(plan) == "draft"


# Settings -----------------------------------------------------------------------------------------------------------


def test_the_settings_are_saved(district, plan, lead, leading):
    other = a_system("leadership", "Leadership")
    team = Team.objects.create(district=district, name="Talent team", changed_at=timezone.now())
    changes = {
        "title": "Talent plan",
        "year": "2027",
        "goals": "Keep teachers.",
        "sponsor": "Ann",
        "team": str(team.pk),
    }
    address = url(plan, "plan_settings")
    answer = sent(leading, address, typed(plan, systems=[str(other.pk)], **changes))
    assert answer == (plan.get_absolute_url(), ["The settings are saved."])
    plan.refresh_from_db()
    assert (plan.title, plan.year, plan.goals, plan.sponsor, plan.team) == (
        "Talent plan", 2027, "Keep teachers.", "Ann", team,
    )  # fmt: skip
    assert (list(plan.systems.all()), plan.version, plan.changed_by) == ([other], 2, lead)
    assert sent(leading, address, typed(plan, team=str(team.pk)))[1] == ["Nothing had changed."]
    assert f'data-draft="{address}"' in leading.get(address).content.decode()


def test_what_is_wrong_stands_beside_its_field(district, plan, lead, leading):
    make_plan(district, lead, title="Taken")
    address = url(plan, "plan_settings")
    assert refused(leading, address, typed(plan, title="Taken", sponsor="Ann")) == {"title": TAKEN}
    assert refused(leading, address, typed(plan, title="", goals="Keep teachers.")) == {
        "title": ["This field is required."]
    }
    plan.refresh_from_db()
    assert (plan.title, plan.version) == ("Improvement plan", 1)


def test_two_leads_who_change_the_settings_at_once_both_see_both(plan, lead, leading):
    read, address = typed(plan), url(plan, "plan_settings")
    other = a_system("leadership", "Leadership")
    theirs = plan_said(title="Theirs", year=2027, systems=[*plan.systems.all(), other], sponsor="Bo")
    describe_plan(plan, described=theirs, version=1, by=lead)
    mine = read | {"title": "Mine", "goals": "Keep teachers.", "sponsor": "Bo"}
    assert refused(leading, address, mine, status=409) == {
        "title": ["Somebody else saved this meanwhile: Theirs"],
        "year": ["Somebody else saved this meanwhile: 2027–28"],
        "systems": ["Somebody else saved this meanwhile: Talent Management, Leadership"],
        "goals": ["Somebody else saved this meanwhile: nothing"],
    }
    plan.refresh_from_db()
    assert (plan.title, plan.version) == ("Theirs", 2)
    # Having read both, the person sends it again.
    assert sent(leading, address, mine | {"version": "2"})[1] == ["The settings are saved."]
    plan.refresh_from_db()
    assert (plan.title, plan.year, plan.version) == ("Mine", 2026, 3)


def test_a_version_is_always_asked_for(plan, leading):
    read = typed(plan, title="Mine")
    for version in ("", "99"):
        assert leading.post(url(plan, "plan_settings"), read | {"version": version}).status_code == 409
    plan.refresh_from_db()
    assert plan.title == "Improvement plan"


def test_the_settings_outlive_the_session(plan, lead, leading):
    answer = sent_too_late(leading, lead, url(plan, "plan_settings"), typed(plan, goals="Keep teachers."))
    assert (answer.redirect_chain, said(answer)) == ([(plan.get_absolute_url(), 302)], ["The settings are saved."])
    plan.refresh_from_db()
    assert plan.goals == "Keep teachers."


def test_a_closed_plan_has_no_settings(plan, lead, leading, keeper):
    close_plan(plan, by=lead)
    address = url(plan, "plan_settings")
    assert refused(leading, address, typed(plan, title="Mine", version="2")) == {"__all__": [CLOSED_MEANWHILE]}
    answer = leading.get(address, follow=True)
    assert (answer.redirect_chain, said(answer)) == ([(plan.get_absolute_url(), 302)], [CLOSED])
    assert "Settings" not in Page(answer).id("main").texts("a")
    assert statuses([keeper], "get", url(plan, "plan_settings")) == [403]
    plan.refresh_from_db()
    assert plan.title == "Improvement plan"


def test_the_settings_offer_what_may_become_of_the_plan(plan, running_title, leading):
    address = url(plan, "plan_settings")
    ways = "Put the plan in force Close the plan Carry it over to a new school year Delete the plan"
    assert f"State of the plan Draft {ways}" in words(leading, address)
    page = words(leading, url(running_title, "plan_settings"))
    assert "State of the plan In force Close the plan Carry it over to a new school year" in page
    assert ("Put the plan in force" in page, "Delete the plan" in page) == (False, False)


@pytest.fixture
def running_title(district, lead, system):
    return make_plan(district, lead, title="In force", state=PlanState.IN_FORCE)


# Put in force, close, open again ------------------------------------------------------------------------------------


def test_a_plan_comes_into_force_once_it_has_a_priority(plan, lead, leading):
    address = url(plan, "plan_force")
    assert "From then on the district works by it" in words(leading, address)
    empty = "Choose at least one priority before the plan comes into force."
    assert sent(leading, address, {}) == (plan.get_absolute_url(), [empty])
    assert state_of(plan) == "draft"
    make_priority(plan, lead)
    assert sent(leading, address, {}) == (plan.get_absolute_url(), ["Improvement plan is in force."])
    assert state_of(plan) == "in_force"
    assert sent(leading, address, {})[1] == ["Only a draft comes into force."]


def test_closing_tells_what_is_unfinished(plan, lead, leading):
    address = url(plan, "plan_close")
    assert "A closed plan is read-only until a lead opens it again." in words(leading, address)
    assert "not finished" not in words(leading, address)
    make_step(plan, lead)
    assert "1 step is not finished. Carry the plan over first" in words(leading, address)
    make_step(plan, lead)
    assert "2 steps are not finished. Carry the plan over first" in words(leading, address)
    told = "Improvement plan is closed. It is read-only until a lead opens it again."
    assert sent(leading, address, {}) == (plan.get_absolute_url(), [told])
    assert state_of(plan) == "closed"


def test_a_closed_plan_is_opened_again_for_a_reason(plan, lead, leading, reading):
    make_priority(plan, lead)
    close_plan(plan, by=lead)
    address = url(plan, "plan_reopen")
    for reason in ("", " \r\n "):
        assert refused(leading, address, {"reason": reason}) == {"reason": ["This field is required."]}
    assert state_of(plan) == "closed"
    told = sent(leading, address, {"reason": "Two steps <b>were</b> left."})
    assert told == (plan.get_absolute_url(), ["Improvement plan is open again."])
    assert state_of(plan) == "in_force"
    assert "Two steps <b>were</b> left." in words(reading, url(plan, "plan_history"))


def test_who_opens_it_second_keeps_the_reason(plan, lead, leading, keeper, stranger):
    close_plan(plan, by=lead)
    address = url(plan, "plan_reopen")
    sent(leading, address, {"reason": "Two steps were left."})
    plan.refresh_from_db()
    for state, version in (("draft", 3), ("in_force", 4)):
        mine = {"reason": "Three <b>steps</b> were left."}
        assert refused(leading, address, mine) == {"__all__": ["This plan is open already."]}
        page = Page(leading.post(address, mine)).id("main")
        assert page.one("textarea", name="reason").raw.strip() == mine["reason"]
        assert "This plan is open already." in page.text
        assert [client.post(address, mine).status_code for client in (keeper, stranger)] == [403, 404]
        assert (state_of(plan), plan.version) == (state, version)
        if state == "draft":
            make_priority(plan, lead)
            sent(leading, url(plan, "plan_force"), {})
    assert [event.reason for event in row_history(plan)] == ["", "Two steps were left.", "", ""]


# Deleting -----------------------------------------------------------------------------------------------------------


def test_an_untouched_draft_is_deleted(plan, leading, district):
    address = url(plan, "plan_delete")
    assert "Nothing is planned in it yet, so nothing is lost." in words(leading, address)
    assert sent(leading, address, {}) == (PLANS, ["Improvement plan is deleted."])
    assert not Plan.objects.filter(district=district).exists()
    assert statuses([leading], "get", address) == [404]


def test_what_something_was_planned_in_is_kept(plan, lead, leading):
    make_step(plan, lead)
    address = url(plan, "plan_delete")
    kept = "Something has been planned in it, so it is kept. Close it instead."
    page = words(leading, address)
    assert (kept in page, "Back to Improvement plan" in page, "Delete it" in page) == (True, True, False)
    assert sent(leading, address, {}) == (plan.get_absolute_url(), [kept])
    assert Plan.objects.filter(pk=plan.pk).exists()


def test_a_plan_that_is_gone_is_not_found(plan, leading):
    delete_plan(plan)
    for page in ("plan_detail", "plan_settings", *ASKED):
        assert statuses([leading], "get", url(plan, page)) == [404]
