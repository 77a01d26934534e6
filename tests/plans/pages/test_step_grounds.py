"""What an action step is for: an indicator, a consideration, a component or an inventory of the district's."""

from __future__ import annotations

from datetime import date

import pytest

from plans.models import ActionStep
from plans.services import StepDescription, describe_step
from tests.plans.making import make_priority, make_step
from tests.plans.pages.asking import refused, sent, url, words
from tests.plans.pages.test_keeping_steps import MEANWHILE, typed


@pytest.mark.parametrize("who", ["member", "lead"])
def test_a_step_is_added_with_all_that_is_known(ours, who):
    client, person = ours.client(who), ours.people["member"]
    priority = make_priority(ours.plan, ours.people["lead"])
    other = make_step(ours.plan, ours.people["lead"], "First")
    known = {"priority": str(priority.pk), "ground": ours.codes["readiness"], "person": str(person.pk)}
    days = {"starts_on": "2026-10-01", "due_on": "2027-01-31", "after": str(other.pk)}
    texts = {"resources": "A day\r\na room", "funding": "Title II", "notes": "Two schools first."}
    address = url(ours.plan, "step_add")
    told = sent(client, address, typed(title=" Ask \r\n leavers ", **known, **days, **texts))
    assert told == (ours.plan.get_absolute_url(), ["Added: Ask leavers."])
    made = ActionStep.objects.get(plan=ours.plan, title="Ask leavers")
    assert (made.priority, made.stage_description, made.owner, made.after) == (
        priority, ours.stage("5a-ready"), person, other,
    )  # fmt: skip
    assert (made.starts_on, made.due_on, made.resources, made.funding, made.notes) == (
        date(2026, 10, 1), date(2027, 1, 31), "A day\na room", "Title II", "Two schools first.",
    )  # fmt: skip
    assert (made.status, made.version, made.changed_by) == ("not_begun", 1, ours.people[who])
    assert "Fulfills Talent Management 5a, Getting Ready" in words(client, made.get_absolute_url())


def test_a_step_fulfils_what_the_district_and_its_systems_have(ours, elsewhere):
    client, address = ours.client("member"), url(ours.plan, "step_add")
    groups = dict(client.get(address).context["form"].fields["ground"].choices)
    assert [title for title in groups if title] == [
        *(f"Talent Management: {area}" for area in ours.edition.focus_areas.values_list("title", flat=True)),
        "Talent Management: considerations", "Hexagon", "Inventories",
    ]  # fmt: skip
    assert [label for _, label in groups["Inventories"]] == ["Career paths"]
    for code in (elsewhere.codes["inventory"], elsewhere.codes["unknown"], "stage_description-0", "x"):
        choice = f"Select a valid choice. {code} is not one of the available choices."
        assert refused(client, address, typed(ground=code)) == {"ground": [choice]}
    assert not ours.plan.steps.exists()


def test_two_who_describe_it_at_once_both_see_both(ours):
    lead, client = ours.people["lead"], ours.client("member")
    step = make_step(ours.plan, lead, "Ask leavers", ground=ours.codes["inventory"])
    theirs = {"owner": lead, "due_on": date(2027, 1, 31), "ground": ours.codes["readiness"]}
    describe_step(step, described=StepDescription(title="Theirs", **theirs), version=1, by=lead)
    address = url(ours.plan, "step_change", step.pk)
    mine = typed(ground=ours.codes["inventory"], version="1")
    assert refused(client, address, mine, status=409) == {
        "title": [MEANWHILE.format("Theirs")],
        "ground": [MEANWHILE.format("5a, Getting Ready")],
        "person": [MEANWHILE.format("A Lead")],
        "due_on": [MEANWHILE.format("Jan 31, 2027")],
    }
    sent(client, address, mine | {"version": "2"})
    step.refresh_from_db()
    assert (step.title, step.inventory, step.owner, step.version) == ("Ask leavers", ours.inventory, None, 3)


def test_a_step_keeps_what_it_fulfils_where_the_list_has_it_no_longer(ours):
    step = make_step(ours.plan, ours.people["lead"], ground=ours.codes["hexagon"])
    client, address = ours.client("member"), url(ours.plan, "step_change", step.pk)
    form = client.get(address).context["form"]
    assert (form["ground"].value(), form.fields["ground"].choices[-1]) == (
        ours.codes["hexagon"], (ours.codes["hexagon"], "Mentoring"),
    )  # fmt: skip
    sent(client, address, typed(ground=ours.codes["hexagon"], version="1"))
    step.refresh_from_db()
    assert (step.title, step.recommendation) == ("Ask leavers", ours.recommendation)
