"""A form of a plan that a lead closes meanwhile: nothing is saved, and the page that answers has all that was typed."""

from __future__ import annotations

from typing import Any

import pytest

from core.unsent import OWNER, owner_of
from plans.models import Plan
from plans.services import close_plan, reopen_plan
from plans.services.keeping import CLOSED
from plans.views.base import CLOSED_MEANWHILE, KeepView
from plans.views.leading import PlanSettingsView
from tests.plans.checks import rows_of
from tests.plans.making import make_milestone, make_step, remark
from tests.plans.pages.asking import refused, said, sent, sent_too_late, statuses, url
from tests.plans.pages.test_gone import ADDING, CASES, SETTINGS, WORDS, address_of, removed_while_saving
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched", "today")


def settings_of(plan: Plan) -> dict[str, Any]:
    return SETTINGS | {"systems": [str(plan.systems.get().pk)], "version": "1"}


def shown_in(main: Any, fields: dict[str, Any]) -> dict[str, str]:
    """What the fields of a page hold that a text was typed in, by name."""
    named = [one for one in main.walk() if one.tag in ("input", "textarea") and one.attributes.get("name") in fields]
    texts = [one for one in named if one.attributes.get("type") not in ("radio", "checkbox", "hidden")]
    return {one["name"]: one.attributes.get("value", one.raw).strip() for one in texts}


def told(client: Any, address: str, fields: dict[str, Any]) -> dict[str, str]:
    """Send a form of a closed plan; return the texts that the page shows in its fields."""
    assert refused(client, address, fields) == {"__all__": [CLOSED_MEANWHILE]}
    main = Page(client.post(address, fields)).id("main")
    assert (main.text.count(CLOSED_MEANWHILE), main.text.count("This plan is read-only.")) == (1, 1)
    assert [place for place in places_in(main) if client.get(place).status_code != 200] == []
    return shown_in(main, fields)


def places_in(main: Any) -> list[str]:
    return [link["href"].partition("#")[0] for link in main.all("a") if not link["href"].startswith("#")]


def typed_of(fields: dict[str, Any], shown: dict[str, str]) -> dict[str, Any]:
    """Of what was sent, what stands in fields for text."""
    assert shown
    return {name: fields[name] for name in shown}


# What was typed -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_was_typed_of_a_row_is_still_there(plan, lead, leading, reading, stranger, case):
    row = case.make(plan, lead)
    address, fields = address_of(case, row), {"version": "1"} | case.typed
    close_plan(plan, by=lead)
    before = rows_of(plan)
    shown = told(leading, address, fields)
    assert shown == typed_of(fields, shown)
    assert WORDS in shown.values() or case.name.startswith("target")
    assert statuses([reading, stranger], "post", address) == [403, 404]
    answer = leading.get(address, follow=True)
    assert (answer.redirect_chain, said(answer)) == ([(plan.get_absolute_url(), 302)], [CLOSED])
    assert rows_of(plan) == before


@pytest.mark.parametrize(("name", "typed"), ADDING, ids=[name for name, _ in ADDING])
def test_what_was_typed_of_something_new_is_still_there(plan, lead, leading, reading, stranger, name, typed):
    step = make_step(plan, lead)
    fields = typed | ({"steps": [str(step.pk)], "seen": f"{step.pk}.1"} if name == "steps_status" else {})
    address = url(plan, name)
    close_plan(plan, by=lead)
    before = rows_of(plan)
    shown = told(leading, address, fields)
    assert (WORDS in shown.values(), shown) == (True, typed_of(fields, shown))
    assert statuses([reading, stranger], "post", address) == [403, 404]
    answer = leading.get(address, follow=True)
    assert (answer.redirect_chain, said(answer)) == ([(plan.get_absolute_url(), 302)], [CLOSED])
    assert rows_of(plan) == before


def test_what_was_typed_of_the_plan_is_still_there(plan, lead, leading, keeper, stranger):
    address, fields = url(plan, "plan_settings"), settings_of(plan)
    close_plan(plan, by=lead)
    before = rows_of(plan)
    shown = told(leading, address, fields)
    assert (shown["goals"], shown["sponsor"], shown["title"]) == (WORDS, "Ann", "Anew")
    offered = Page(leading.post(address, fields)).id("main").texts("a")
    assert {"Close the plan", "Delete the plan", "Settings"} & set(offered) == set()
    assert statuses([keeper, stranger], "post", address) == [403, 404]
    assert rows_of(plan) == before


def test_what_is_wrong_with_it_is_told_besides(plan, lead, leading):
    close_plan(plan, by=lead)
    fields = {"title": "", "notes": WORDS}
    assert refused(leading, url(plan, "step_add"), fields) == {
        "title": ["This field is required."],
        "__all__": [CLOSED_MEANWHILE],
    }


def test_a_change_offers_no_way_to_remove_what_stays(plan, lead, leading):
    milestone = make_milestone(plan, lead)
    address, fields = url(plan, "milestone_change", milestone.pk), {"title": WORDS, "due_on": "2027-03-01"}
    assert "Remove the milestone" in Page(leading.post(address, fields | {"title": ""})).id("main").text
    close_plan(plan, by=lead)
    assert "Remove the milestone" not in Page(leading.post(address, fields)).id("main").text


# When it is closed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["step_add", "steps_status", "reading_add", "plan_settings"])
def test_a_plan_that_is_closed_while_it_is_saved_says_the_same(plan, lead, leading, monkeypatch, name):
    step = make_step(plan, lead)
    if name == "reading_add":
        [case] = [one for one in CASES if one.name == name]
        address, fields = address_of(case, case.make(plan, lead)), case.typed
    else:
        more = {"steps_status": {"steps": [str(step.pk)]}, "plan_settings": settings_of(plan)}
        address, fields = url(plan, name), dict(ADDING).get(name, {}) | more.get(name, {})
    view = PlanSettingsView if name == "plan_settings" else KeepView
    with monkeypatch.context() as patched:
        removed_while_saving(patched, view, lambda: close_plan(plan, by=lead))
        response = leading.post(address, fields)
    main = Page(response).id("main")
    assert (response.status_code, response.context["form"].errors) == (422, {"__all__": [CLOSED_MEANWHILE]})
    assert WORDS in shown_in(main, fields).values()
    assert (main.text.count("This plan is read-only."), "Settings" in main.texts("a")) == (1, False)
    step.refresh_from_db()
    assert (plan.steps.count(), plan.measures.filter(readings__note=WORDS).count()) == (1, 0)
    assert (step.status, Plan.objects.get(pk=plan.pk).title) == ("not_begun", "Improvement plan")


def test_once_it_is_open_again_the_same_is_sent_again(plan, lead, leading):
    step = make_step(plan, lead)
    address, fields = url(plan, "step_change", step.pk), {"title": "Anew", "notes": WORDS, "version": "1"}
    close_plan(plan, by=lead)
    told(leading, address, fields)
    reopen_plan(plan, reason="Two words were left.", by=lead)
    assert sent(leading, address, fields) == (step.get_absolute_url(), ["The step is saved."])
    step.refresh_from_db()
    assert (step.notes, step.version) == (WORDS, 2)


# A session that ended -----------------------------------------------------------------------------------------------


def test_words_that_waited_for_their_writer_find_it_closed(plan, lead, member, keeper):
    close_plan(plan, by=lead)
    answer = sent_too_late(keeper, member, url(plan, "meeting_add"), {"title": "Ask", "decisions": WORDS})
    assert (answer.redirect_chain, answer.status_code) == ([], 422)
    assert answer.context["form"].non_field_errors() == [CLOSED_MEANWHILE]
    assert Page(answer).id("main").one("textarea", name="decisions").raw.strip() == WORDS
    assert plan.meetings.count() == 0
    again = keeper.get(url(plan, "meeting_add"), follow=True)
    assert (again.redirect_chain, said(again)) == ([(plan.get_absolute_url(), 302)], [CLOSED])


def test_what_waits_for_somebody_else_is_not_shown(plan, lead, member, keeper):
    close_plan(plan, by=lead)
    address = url(plan, "step_add")
    keeper.logout()
    keeper.post(address, {"title": WORDS, OWNER: owner_of(lead)})
    keeper.force_login(member)
    answer = keeper.get(address, follow=True)
    assert (answer.redirect_chain, said(answer)) == ([(plan.get_absolute_url(), 302)], [CLOSED])
    assert "Two schools" not in answer.content.decode()


# Without words ------------------------------------------------------------------------------------------------------


def test_what_carries_no_words_leads_to_the_plan(plan, lead, leading, stranger, priority):
    step, milestone = make_step(plan, lead), make_milestone(plan, lead)
    close_plan(plan, by=lead)
    before = rows_of(plan)
    for name, args, fields in (
        ("step_remove", [step.pk], {}),
        ("milestone_remove", [milestone.pk], {"version": "1"}),
        ("priority_move", [priority.pk], {"to": "up"}),
        ("sentence_take_up", [priority.pk], {"sentence": "0-0"}),
        ("steps_status", [], {"steps": [str(step.pk)], "status": "done"}),
        ("steps_status", [], {"steps": [str(step.pk)], "status": "dropped", "because": " \r\n"}),
    ):
        address = url(plan, name, *args)
        assert stranger.post(address, fields).status_code == 404
        assert sent(leading, address, fields) == (plan.get_absolute_url(), [CLOSED])
    assert rows_of(plan) == before


# What is said -------------------------------------------------------------------------------------------------------


def test_comments_are_added_and_worded_anew_all_the_same(plan, lead, leading, stranger):
    step = make_step(plan, lead)
    comment = remark(step, lead)
    close_plan(plan, by=lead)
    thread = f"{step.get_absolute_url()}comments/"
    assert stranger.post(thread, {"words": WORDS}).status_code == 404
    told_of = [
        sent(leading, thread, {"words": WORDS})[1],
        sent(leading, f"{thread}{comment.pk}/", {"words": "Anew.", "version": str(comment.version)})[1],
    ]
    assert told_of == [["The comment is saved."]] * 2
    assert list(comment.thread.comments.order_by("pk").values_list("words", flat=True)) == ["Anew.", WORDS]
