"""One priority: its page, changing and moving it, taking a sentence of the practice up, and its root cause."""

from __future__ import annotations

import pytest

from core.words import sentences
from plans.choices import Origin
from plans.models import ActionStep, Priority, RootCause
from plans.services import PriorityDescription, close_plan, describe_priority
from plans.views.base import CLOSED_MEANWHILE
from tests.factories import MembershipFactory
from tests.plans.making import make_cause, make_measure, make_priority, make_step, remark
from tests.plans.pages.asking import queries, refused, said, sent, sent_too_late, statuses, url, words
from tests.readiness.pages import Page

WHO = ("lead", "member", "coach", "viewer")
CLOSED = "This plan is closed. A lead can open it again."


@pytest.fixture
def chosen(ours):
    """A priority that rests on 5a, Getting Ready."""
    return ours.chosen(ours.codes["readiness"], origin=Origin.READINESS)


@pytest.fixture
def clients(ours, elsewhere):
    return [ours.client(who) for who in WHO] + [elsewhere.client("lead")]


def page_of(priority, name):
    return url(priority.plan, name, priority.pk)


def typed(**changes):
    return {"title": "Grow our own", "reason": "The board asked for it.", "version": "1"} | changes


# Reading it ---------------------------------------------------------------------------------------------------------


def test_everybody_inside_reads_it_and_nobody_else(ours, elsewhere, chosen, clients, sign_in):
    address = chosen.get_absolute_url()
    assert statuses(clients, "get", address) == [200, 200, 200, 200, 404]
    assert sign_in(None).get(address).url == f"/accounts/login/?next={address}"
    foreign = elsewhere.chosen(elsewhere.codes["inventory"])
    for name in ("priority_detail", "priority_change", "priority_remove", "root_cause"):
        assert statuses(clients[:1], "get", url(ours.plan, name, foreign.pk)) == [404]


def test_the_page_says_what_it_rests_on_and_what_is_planned(ours, chosen):
    make_step(ours.plan, ours.people["lead"], "Ask leavers", priority=chosen)
    page = words(ours.client("viewer"), chosen.get_absolute_url())
    assert "Grow our own The board asked for it." in page
    assert "Readiness: Talent Management 5a, Getting Ready" in page
    assert "What the practice asks for next 5a, Getting Ready The district uses a selection process" in page
    assert "What is planned 0 of 1 steps done" in page
    assert "Root cause and strategy Nobody has written down yet why the problem is there." in page
    for offer in ("Add a step", "Make it a step", "Look for the root cause", "Move the priority up", "Add a milestone"):
        assert [offer in words(ours.client(who), chosen.get_absolute_url()) for who in WHO] == [
            True, offer != "Move the priority up", False, False,
        ]  # fmt: skip
    own = make_priority(ours.plan, ours.people["lead"], "Housing")
    page = words(ours.client("viewer"), own.get_absolute_url())
    assert ("Chosen by the team." in page, "What the practice asks" in page, "No step yet." in page) == (
        True, False, True,
    )  # fmt: skip


def test_a_consideration_asks_for_each_of_its_stages(ours):
    priority = ours.chosen(f"consideration-{ours.consideration('readiness').pk}", origin=Origin.INFORMATION)
    root = Page(ours.client("member").get(priority.get_absolute_url())).root
    asked = root.one("section", aria_labelledby="h-asked")
    assert asked.texts("h3") == [
        "Readiness, Getting Started",
        "Readiness, Getting Better",
        "Readiness, Keep Improving",
    ]
    values = [button["value"] for button in asked.all("button")]
    assert (values[0], {value.partition("-")[0] for value in values}) == ("0-0", {"0", "1", "2"})


# Changing, moving, removing -----------------------------------------------------------------------------------------


def test_only_a_lead_words_moves_and_removes_it(ours, chosen, clients):
    for name, alone in (("priority_change", 200), ("priority_remove", 200), ("priority_move", 405)):
        assert statuses(clients, "get", page_of(chosen, name)) == [alone, 403, 403, 403, 404]
        assert statuses(clients[1:], "post", page_of(chosen, name)) == [403, 403, 403, 404]
    assert list(ours.plan.priorities.all()) == [chosen]


def test_a_priority_is_worded_anew(ours, chosen):
    client, address = ours.client("lead"), page_of(chosen, "priority_change")
    html = client.get(address).content.decode()
    assert (f'data-draft="{address}"' in html, page_of(chosen, "priority_remove") in html) == (True, True)
    told = sent(client, address, typed(title="Keep them", reason="Many <b>leave</b>."))
    assert told == (chosen.get_absolute_url(), ["The priority is saved."])
    chosen.refresh_from_db()
    assert (chosen.title, chosen.reason, chosen.version) == ("Keep them", "Many <b>leave</b>.", 2)
    page = words(client, chosen.get_absolute_url())
    assert "Keep them Many <b>leave</b>." in page
    assert "Title before Grow our own Title after Keep them" in page
    assert sent(client, address, typed(title="Keep them", reason="Many <b>leave</b>."))[1] == ["Nothing had changed."]
    assert refused(client, address, typed(title="Mine", reason=" ", version="2")) == {
        "reason": ["This field is required."]
    }


def test_two_leads_who_word_it_at_once_both_see_both(ours, chosen):
    lead, address = ours.people["lead"], page_of(chosen, "priority_change")
    theirs = PriorityDescription(title="Theirs", reason="The board asked for it.")
    describe_priority(chosen, described=theirs, version=1, by=lead)
    client = ours.client("lead")
    assert refused(client, address, typed(title="Mine", reason="Many leave."), status=409) == {
        "title": ["Somebody else saved this meanwhile: Theirs"],
        "reason": ["Somebody else saved this meanwhile: The board asked for it."],
    }
    assert Page(client.post(address, typed(title="Mine"))).root.one("input", name="version")["value"] == "2"
    sent(client, address, typed(title="Mine", reason="Many leave.", version="2"))
    chosen.refresh_from_db()
    assert (chosen.title, chosen.version) == ("Mine", 3)


def test_what_was_typed_outlives_the_session(ours, chosen):
    client, address = ours.client("lead"), page_of(chosen, "priority_change")
    answer = sent_too_late(client, ours.people["lead"], address, typed(reason="Many leave."))
    assert (answer.redirect_chain, said(answer)) == ([(chosen.get_absolute_url(), 302)], ["The priority is saved."])
    assert Priority.objects.get(pk=chosen.pk).reason == "Many leave."


def test_it_moves_up_and_down(ours, chosen):
    other = make_priority(ours.plan, ours.people["lead"], "Other")
    client = ours.client("lead")
    answer = client.post(page_of(other, "priority_move"), {"to": "up"})
    assert answer.url == f"{ours.plan.get_absolute_url()}#priority-{other.pk}"
    assert list(Priority.objects.for_plan(ours.plan)) == [other, chosen]
    client.post(page_of(other, "priority_move"), {"to": "up"})
    client.post(page_of(chosen, "priority_move"), {"to": "up"})
    client.post(page_of(chosen, "priority_move"), {})
    assert list(Priority.objects.for_plan(ours.plan)) == [other, chosen]


def test_it_is_removed_while_nothing_hangs_on_it(ours, chosen):
    client, address = ours.client("lead"), page_of(chosen, "priority_remove")
    kept = make_priority(ours.plan, ours.people["lead"], "Kept")
    remark(kept, ours.people["coach"])
    page = words(client, page_of(kept, "priority_remove"))
    why = "Something is planned for it, or was said about it, so it stays. Move that to another priority first."
    assert ("Kept stays" in page, why in page, "Remove the priority" in page) == (True, True, False)
    told = "Something is planned for it or said about it, so it stays. Move that to another priority first."
    assert sent(client, page_of(kept, "priority_remove"), {}) == (kept.get_absolute_url(), [told])
    assert "Nothing is planned for it yet, and nobody has said anything about it." in words(client, address)
    assert sent(client, address, {}) == (ours.plan.get_absolute_url(), ["Grow our own is removed."])
    assert list(Priority.objects.for_plan(ours.plan)) == [kept]


def test_a_closed_plan_lets_nothing_be_changed(ours, chosen):
    close_plan(ours.plan, by=ours.people["lead"])
    client = ours.client("lead")
    for name, typed in (
        ("priority_change", {"title": "Mine", "reason": "Why not."}),
        ("root_cause", {"method": "whys", "problem": "Why not."}),
    ):
        assert refused(client, page_of(chosen, name), typed | {"version": "1"}) == {"__all__": [CLOSED_MEANWHILE]}
    for name, sending in (
        ("priority_remove", {}),
        ("priority_move", {"to": "up"}),
        ("sentence_take_up", {"sentence": "0-0"}),
    ):
        assert sent(client, page_of(chosen, name), sending) == (ours.plan.get_absolute_url(), [CLOSED])
    chosen.refresh_from_db()
    assert (chosen.title, ours.plan.steps.count(), RootCause.objects.count()) == ("Grow our own", 0, 0)
    page = words(client, chosen.get_absolute_url())
    assert [offer in page for offer in ("Change", "Make it a step", "Look for the root cause")] == [False] * 3


# Taking a sentence up -----------------------------------------------------------------------------------------------


def test_one_click_makes_a_sentence_a_step_to_be_worded(ours, chosen):
    client, address = ours.client("member"), page_of(chosen, "sentence_take_up")
    stage = ours.stage("5a-ready")
    place, messages = sent(client, address, {"sentence": "0-1"})
    step = ActionStep.objects.get(plan=ours.plan)
    assert place == url(ours.plan, "step_change", step.pk)
    assert messages == ["It is a step now. Word it your way, and say who does it by when."]
    assert step.title == sentences(stage.text)[1].rstrip(".")
    assert (step.priority, step.stage_description, step.changed_by) == (chosen, stage, ours.people["member"])
    page = words(client, chosen.get_absolute_url())
    assert (page.count("It is a step"), page.count("Make it a step")) == (1, 1)


@pytest.mark.parametrize(
    "value", ["", "0", "0-", "-0", "1-0", "0-2", "0--1", "-1-0", "0-0-0", "x-y", "0-\u00b2", "0-" + "9" * 5000]
)
def test_a_forged_sentence_is_not_found(ours, chosen, value):
    assert ours.client("member").post(page_of(chosen, "sentence_take_up"), {"sentence": value}).status_code == 404
    assert not ours.plan.steps.exists()


def test_who_reads_takes_nothing_up(ours, chosen, clients):
    answers = [client.post(page_of(chosen, "sentence_take_up"), {"sentence": "0-0"}) for client in clients[2:]]
    assert [answer.status_code for answer in answers] == [403, 403, 404]
    assert not ours.plan.steps.exists()


# Queries ------------------------------------------------------------------------------------------------------------


def test_the_page_takes_the_same_queries_with_much_planned_and_40_members(ours, chosen):
    lead, client = ours.people["lead"], ours.client("lead")
    make_step(ours.plan, lead, priority=chosen, owner=lead)
    make_cause(chosen, lead)
    make_measure(ours.plan, lead, priority=chosen)
    few = [queries(client, chosen.get_absolute_url()) for _ in range(2)][1]
    for number in range(40):
        member = MembershipFactory(district=ours.district).user
        make_step(ours.plan, lead, f"Step {number}", priority=chosen, owner=member)
    assert [few, queries(client, chosen.get_absolute_url())] == [16, 16]
