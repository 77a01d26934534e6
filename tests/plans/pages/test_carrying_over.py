"""The page that carries a plan over to a later school year."""

from __future__ import annotations

import pytest

from plans.models import Plan
from plans.services import close_plan
from tests.plans.making import make_plan, make_priority, make_step
from tests.plans.pages.asking import refused, said, sent, sent_too_late, statuses, url, words
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched", "today")

TAKEN = ["The district has a plan of this name for this school year."]


@pytest.fixture
def plan(district, lead, system):
    """A plan whose name tells its school year, with one step for its one priority."""
    made = make_plan(district, lead, title="Talent plan 2026–27", goals="Keep teachers.", sponsor="Ann")
    make_step(made, lead, "Ask leavers", priority=make_priority(made, lead, "Keep them"))
    return made


def typed(plan, **changes):
    fields = {"title": "Talent plan 2027–28", "year": "2027", "systems": [str(one.pk) for one in plan.systems.all()]}
    return fields | {"goals": "Keep teachers.", "sponsor": "Ann"} | changes


def carried(plan):
    return list(Plan.objects.filter(carried_from=plan))


def test_only_a_lead_carries_over(plan, leading, keeper, coaching, reading, stranger, sign_in):
    clients, address = [leading, keeper, coaching, reading, stranger], url(plan, "plan_carry")
    assert statuses(clients, "get", address) == [200, 403, 403, 403, 404]
    assert [client.post(address, typed(plan)).status_code for client in clients[1:]] == [403, 403, 403, 404]
    assert sign_in(None).post(address, typed(plan)).url == f"/accounts/login/?next={address}"
    assert carried(plan) == []


def test_the_form_begins_with_the_next_year(plan, leading, district, lead):
    address = url(plan, "plan_carry")
    form = leading.get(address).context["form"]
    begun = {name: form[name].value() for name in ("title", "year", "goals", "sponsor")}
    assert begun == {"title": "Talent plan 2027–28", "year": 2027, "goals": "Keep teachers.", "sponsor": "Ann"}
    assert f'data-draft="{address}"' in leading.get(address).content.decode()
    other = make_plan(district, lead, title="Without a year", year=2025)
    assert leading.get(url(other, "plan_carry")).context["form"]["title"].value() == "Plan 2026–27"


@pytest.mark.parametrize("closed", [False, True])
def test_what_is_unfinished_is_carried_to_a_draft(plan, lead, leading, closed):
    if closed:
        close_plan(plan, by=lead)
    place, messages = sent(leading, url(plan, "plan_carry"), typed(plan))
    (new,) = carried(plan)
    assert place == new.get_absolute_url()
    assert messages == ["Talent plan 2027–28 is started with what Talent plan 2026–27 leaves unfinished."]
    assert (new.state, [str(one) for one in new.steps.all()], [str(one) for one in new.priorities.all()]) == (
        "draft", ["Ask leavers"], ["Keep them"],
    )  # fmt: skip
    step = new.steps.get()
    assert "Carried over from Talent plan 2026–27" in words(leading, step.get_absolute_url())


def test_what_is_refused_stands_beside_its_field(plan, district, lead, leading):
    make_plan(district, lead, title="Taken", year=2027)
    address = url(plan, "plan_carry")
    assert refused(leading, address, typed(plan, title="Taken", goals="Other")) == {"title": TAKEN}
    later = {"year": ["Choose a later school year than that of this plan."]}
    for year in ("2026", "2025"):
        assert refused(leading, address, typed(plan, year=year)) == later
    assert carried(plan) == []


def test_it_is_carried_over_once(plan, leading):
    address = url(plan, "plan_carry")
    sent(leading, address, typed(plan))
    answer = leading.post(address, typed(plan, title="Again"))
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (
        422, ["This plan has been carried over already."],
    )  # fmt: skip
    (new,) = carried(plan)
    for shown in (leading.get(address), answer):
        notice = Page(shown).id("main").one("p", class_="ts-notice", role="note")
        assert notice.text == f"It was carried over already, to {new}."
        assert notice.one("a")["href"] == new.get_absolute_url()
    # Nothing more is asked then, but what somebody typed who came second is still there.
    assert Page(leading.get(address)).id("main").all("form") == []
    assert Page(answer).id("main").one("input", name="title")["value"] == "Again"


def test_what_was_typed_outlives_the_session(plan, lead, leading):
    answer = sent_too_late(leading, lead, url(plan, "plan_carry"), typed(plan))
    (new,) = carried(plan)
    assert answer.redirect_chain == [(new.get_absolute_url(), 302)]
    assert said(answer) == ["Talent plan 2027–28 is started with what Talent plan 2026–27 leaves unfinished."]
