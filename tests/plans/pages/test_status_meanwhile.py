"""Saying how far several steps are where somebody else was at work meanwhile, or the page sends what makes no sense."""

from __future__ import annotations

import pytest

from plans.choices import StepStatus
from plans.models import ActionStep
from plans.services import remove_step, set_status
from tests.plans.making import make_step
from tests.plans.pages.asking import sent, url
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched", "today")

MEANWHILE = "Somebody else saved these meanwhile: {}. Look at them, then set the status again."
GONE = "One of the steps is gone."


@pytest.fixture
def steps(plan, lead):
    return [make_step(plan, lead, f"Step {number}") for number in range(3)]


def seen_on(client, plan):
    """The versions of steps, as the plan's page sends them."""
    return Page(client.get(plan.get_absolute_url())).id("chosen").one("input", name="seen")["value"]


def chosen(steps, status="done", **more):
    return {"steps": [str(step.pk) for step in steps], "status": status} | more


def sent_again(response, **changes):
    """What the page sends that a refused form stands on."""
    form = Page(response).root.one("form", class_="ts-form")
    fields = {name: form.one("input", name=name).attributes.get("value", "") for name in ("seen", "undoing")}
    fields["steps"] = [one["value"] for one in form.all("input", name="steps")]
    [fields["status"]] = [one["value"] for one in form.all("input", name="status") if "checked" in one.attributes]
    return fields | {"because": form.one("textarea", name="because").raw.strip()} | changes


def stored(plan):
    rows = ActionStep.objects.for_plan(plan).order_by("pk")
    return list(rows.values_list("status", "dropped_because", "version"))


def test_the_page_says_which_versions_it_shows(plan, steps, lead, keeper, stranger):
    set_status(steps[1], status=StepStatus.UNDER_WAY, version=1, by=lead)
    versions = {f"{step.pk}.{version}" for step, version in zip(steps, (1, 2, 1), strict=True)}
    assert set(seen_on(keeper, plan).split()) == versions
    assert stranger.post(url(plan, "steps_status"), chosen(steps, seen=" ".join(versions))).status_code == 404


def test_what_somebody_else_saved_is_named_and_replaced_only_once_it_was_read(plan, steps, lead, keeper):
    seen = seen_on(keeper, plan)
    set_status(steps[1], status=StepStatus.UNDER_WAY, version=1, by=lead)
    set_status(steps[2], status=StepStatus.DROPPED, because="No money", version=1, by=lead)
    before, address = stored(plan), url(plan, "steps_status")
    response = keeper.post(address, chosen(steps, "dropped", because="No <b>time</b>.", seen=seen))
    assert (response.status_code, stored(plan)) == (409, before)
    page = Page(response)
    # The third is dropped already, as they want it.
    assert response.context["form"].non_field_errors() == [MEANWHILE.format("Step 1 (under way)")]
    assert MEANWHILE.format("Step 1 (under way)") in page.id("main").text
    assert "No <b>time</b>." in page.root.one("textarea", name="because").text
    told = sent(keeper, address, sent_again(response, because="No time."))
    assert told == (plan.get_absolute_url(), ["\u201cStep 0\u201d and 1 more are dropped now."])
    assert stored(plan) == [("dropped", "No time.", 2), ("dropped", "No time.", 3), ("dropped", "No money", 2)]


def test_what_changes_between_the_first_and_the_second_sending_is_told_as_well(plan, steps, lead, keeper):
    seen, address = seen_on(keeper, plan), url(plan, "steps_status")
    set_status(steps[0], status=StepStatus.UNDER_WAY, version=1, by=lead)
    first = keeper.post(address, chosen(steps[:2], seen=seen))
    assert MEANWHILE.format("Step 0 (under way)") in Page(first).id("main").text
    set_status(steps[1], status=StepStatus.DROPPED, because="No money", version=1, by=lead)
    second = keeper.post(address, sent_again(first))
    assert (second.status_code, MEANWHILE.format("Step 1 (dropped)") in Page(second).id("main").text) == (409, True)
    assert stored(plan)[0] == ("under_way", "", 2)
    assert sent(keeper, address, sent_again(second))[1] == ["\u201cStep 0\u201d and 1 more are done now."]
    assert stored(plan) == [("done", "", 3), ("done", "", 3), ("not_begun", "", 1)]


def test_what_somebody_finished_meanwhile_is_told_and_asked_about_at_once(plan, steps, lead, keeper):
    seen, address = seen_on(keeper, plan), url(plan, "steps_status")
    set_status(steps[0], status=StepStatus.DONE, version=1, by=lead)
    response = keeper.post(address, chosen(steps[:2], "under_way", seen=seen))
    assert response.context["form"].errors == {"__all__": [MEANWHILE.format("Step 0 (done)")]}
    assert sent(keeper, address, sent_again(response))[1] == ["\u201cStep 0\u201d and 1 more are under way now."]


@pytest.mark.parametrize(
    "seen",
    ["abc", "1", ".", "1.1.1", "-1.-1", "\u0661.\u0661", "1 1", "9" * 5000, f"{'9' * 5000}.1", f"1.{'9' * 5000}", "\0"],
    ids=lambda seen: repr(seen[:12]),
)
def test_versions_that_make_no_sense_are_as_good_as_none_read(plan, steps, keeper, seen):
    response = keeper.post(url(plan, "steps_status"), chosen(steps, seen=seen))
    assert response.status_code in (409, 422)
    assert stored(plan) == [("not_begun", "", 1)] * 3
    assert len(Page(response).root.one("form", class_="ts-form").all("input", name="steps")) == 3


def test_versions_that_are_sent_twice_count_once_and_the_later_of_two_is_what_was_read(plan, steps, lead, keeper):
    set_status(steps[0], status=StepStatus.UNDER_WAY, version=1, by=lead)
    address, pk = url(plan, "steps_status"), steps[0].pk
    for seen in (f"{pk}.2 {pk}.1", f"{pk}.1 {pk}.1", f"{pk}.{'9' * 9}", f"{'9' * 18}.1"):
        assert keeper.post(address, chosen(steps[:1], seen=seen)).status_code == 409
    fields = chosen([steps[0], steps[0]], seen=f"{pk}.1 {pk}.1 {pk}.2")
    assert sent(keeper, address, fields)[1] == ["\u201cStep 0\u201d is done now."]
    assert stored(plan)[0] == ("done", "", 3)


def test_a_step_that_was_removed_meanwhile_takes_no_reason_with_it(plan, steps, lead, keeper):
    seen, address = seen_on(keeper, plan), url(plan, "steps_status")
    remove_step(steps[0], by=lead)
    response = keeper.post(address, chosen(steps, "dropped", because="No money", seen=seen))
    assert response.status_code == 422
    assert response.context["form"].errors == {"steps": [GONE]}
    page = Page(response)
    assert (GONE in page.id("main").text, page.id("main").one("h1").text) == (True, "Set the status of 2 steps")
    again = sent_again(response)
    assert (again["steps"], again["because"]) == ([str(step.pk) for step in steps[1:]], "No money")
    assert sent(keeper, address, again)[1] == ["\u201cStep 1\u201d and 1 more are dropped now."]
    assert stored(plan) == [("dropped", "No money", 2)] * 2
    # Without a reason there is nothing to keep: it is said on the plan's page.
    assert sent(keeper, address, chosen(steps, seen=seen)) == (plan.get_absolute_url(), [GONE])


def test_a_step_that_is_removed_while_it_is_saved_is_passed_over(plan, steps, lead, keeper, monkeypatch):
    from plans.services import set_status_of
    from plans.views import steps as views

    def removed_first(*args, **said):
        remove_step(ActionStep.objects.get(pk=steps[0].pk), by=lead)
        return set_status_of(*args, **said)

    monkeypatch.setattr(views, "set_status_of", removed_first)
    seen = seen_on(keeper, plan)
    assert sent(keeper, url(plan, "steps_status"), chosen(steps[:2], seen=seen))[1] == [
        "\u201cStep 1\u201d is done now."
    ]
    assert stored(plan) == [("done", "", 2), ("not_begun", "", 1)]
