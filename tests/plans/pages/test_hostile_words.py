"""Whatever people type in a plan is shown as they typed it, and is never taken for marks of a page."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from icalendar import Calendar

from comments.models import Discussed
from districts.models import District, User
from plans.choices import Method, Outcome, Phase, StepStatus
from plans.models import Plan, Priority
from plans.services import (
    ReadingDescription,
    RootCauseDescription,
    add_reading,
    close_plan,
    describe_plan,
    issue_calendar_link,
    keep_root_cause,
    reopen_plan,
    set_status,
)
from tests.factories import MembershipFactory
from tests.plans.making import (
    make_cycle,
    make_measure,
    make_meeting,
    make_milestone,
    make_plan,
    make_priority,
    make_step,
    plan_said,
    remark,
)
from tests.plans.pages.asking import url
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched", "today")


def bad(name: str) -> str:
    """A text that ends attributes and begins elements wherever it is not escaped, and holds marks of templates."""
    return f"~{name}\"'><xss onx=1>&lt;{{{{ 1 }}}}"


NAMES = re.compile(r"""~(\w+)"'><xss onx=1>&lt;\{\{ 1 \}\}""")
WHOLE = (
    "plan_detail", "plan_owners", "plan_timeline", "plan_history", "plan_settings", "plan_carry", "plan_close",
    "priority_candidates", "measure_list", "cycle_list", "meeting_list", "meeting_add", "step_add", "calendar",
)  # fmt: skip
# What every page says of where one is; what lists of steps say of them; and what pages say besides.
AROUND = {"district", "plan"}
STEPS = {"step", "first", "over", "dropped", "owner", "role"}
SHOWN = {
    "plan_detail": STEPS
    | {"priority", "why", "strategy", "goals", "sponsor", "milestone", "measure", "unit", "cycle", "closed"},
    "plan_owners": STEPS,
    "plan_timeline": (STEPS - {"dropped"}) | {"priority", "milestone"},
    "plan_history": {"goals", "sponsor", "again", "owner"},
    "measure_list": {"measure", "what", "unit"},
    "cycle_list": {"cycle", "closed", "owner", "head"},
    "meeting_list": {"meeting"},
}
EVERYTHING = {*AROUND, *STEPS}.union(*SHOWN.values()) | {
    "problem", "cause", "strategy_reason", "bone", "because", "resources", "funding", "notes", "source", "payroll",
    "note", "change", "done", "learned", "next", "agenda", "others", "decisions", "comment",
}  # fmt: skip


@pytest.fixture
def hostile(district: District, lead) -> Plan:
    """A plan in force with such a text in every field that takes one."""
    District.objects.filter(pk=district.pk).update(name=bad("district"))
    district.refresh_from_db()
    owner = MembershipFactory(district=district, role="member", user__name=bad("owner")).user
    plan = make_plan(district, lead, title=bad("plan"))
    described = plan_said(title=bad("plan"), goals=bad("goals"), sponsor=bad("sponsor"))
    describe_plan(plan, described=described, version=1, by=owner)
    priority = make_priority(plan, lead, bad("priority"), reason=bad("why"))
    cause = texts("problem", "cause", "strategy", "strategy_reason")
    bones = {"people": [bad("bone")]}
    described = RootCauseDescription(method=Method.FISHBONE, whys=[bad("because")], bones=bones, **cause)
    keep_root_cause(priority, described=described, version=None, by=lead)
    close_plan(plan, by=lead)
    reopen_plan(plan, reason=bad("again"), by=lead)
    for row in (priority, *work(priority, lead, owner), *proof(priority, lead, owner)):
        remark(row, owner, bad("comment"))
    return Plan.objects.get(pk=plan.pk)


def texts(*names: str) -> dict[str, str]:
    return {name: bad(name) for name in names}


def work(priority: Priority, lead: User, owner: User) -> tuple[Discussed, ...]:
    """Steps and what leads to them; return those that are talked about."""
    plan = priority.plan
    meeting = make_meeting(plan, lead, bad("meeting"), present=[owner], **texts("agenda", "others", "decisions"))
    first = make_step(plan, lead, bad("first"), priority=priority, due_on=date(2026, 10, 20), owner_role=bad("role"))
    made = {"priority": priority, "after": first, "owner": owner, "due_on": date(2026, 10, 1)}
    make_step(plan, lead, bad("step"), meeting=meeting, **made, **texts("resources", "funding", "notes"))
    dropped = make_step(plan, lead, bad("over"), priority=priority)
    set_status(dropped, status=StepStatus.DROPPED, because=bad("dropped"), version=1, by=lead)
    milestone = make_milestone(plan, lead, bad("milestone"), priority=priority, due_on=date(2026, 10, 2))
    return meeting, first, milestone


def proof(priority: Priority, lead: User, owner: User) -> tuple[Discussed, ...]:
    """A measure and cycles; return what is talked about."""
    plan, targets = priority.plan, {date(2027, 6, 1): "80"}
    about = texts("what", "unit", "source")
    measure = make_measure(plan, lead, bad("measure"), priority=priority, targets=targets, **about)
    described = ReadingDescription(value=Decimal(60), on=date(2026, 10, 1), source=bad("payroll"), note=bad("note"))
    add_reading(measure, described=described, by=lead)
    phases = texts("change", "done", "learned", "next")
    made = {"owner": owner, "priority": priority, "measures": [measure], "phase": Phase.ACT}
    cycle = make_cycle(plan, lead, bad("cycle"), **made, **phases)
    make_cycle(plan, lead, bad("closed"), owner_role=bad("head"), learned="Pay", outcome=Outcome.ADOPT)
    return measure, cycle


def read(response) -> set[str]:
    """Which of the texts a page shows, or holds in a field, exactly as they were typed; none of them makes marks."""
    page = Page(response)
    every = list(page.root.walk())
    assert [one.tag for one in every if one.tag == "xss"] == []
    assert [name for one in every for name in one.attributes if name.startswith(("onx", "<"))] == []
    assert "<xss" not in response.content.decode()
    values = (value for one in every for value in one.attributes.values())
    return set(NAMES.findall(" ".join((page.root.text, *values))))


def pages_of(plan: Plan) -> dict[str, str]:
    """The address of every page of a plan and its rows, by name."""
    rows = {
        "priority": plan.priorities.get(), "step": plan.steps.get(title=bad("step")), "measure": plan.measures.get(),
        "cycle": plan.cycles.get(title=bad("cycle")), "meeting": plan.meetings.get(),
        "milestone": plan.milestones.get(),
    }  # fmt: skip
    ways, measure = ("detail", "change", "remove", "comments"), rows["measure"]
    found = {name: url(plan, name) for name in WHOLE}
    found |= {f"{kind}_{way}": url(plan, f"{kind}_{way}", row.pk) for kind, row in rows.items() for way in ways}
    found["root_cause"] = url(plan, "root_cause", rows["priority"].pk)
    for kind, value in (("reading", measure.readings.get()), ("target", measure.targets.get())):
        for way in ("change", "remove"):
            found[f"{kind}_{way}"] = url(plan, f"{kind}_{way}", measure.pk, value.pk)
    district = f"/districts/{plan.district.slug}/"
    return found | {"list": f"{district}plans/", "district": district, "comments": f"{district}comments/"}


def test_no_page_takes_what_was_typed_for_marks(hostile, leading, stranger):
    seen = {}
    for name, address in pages_of(hostile).items():
        response = leading.get(address)
        assert (name, response.status_code, stranger.get(address).status_code) == (name, 200, 404)
        seen[name] = read(response)
    assert set().union(*seen.values()) == EVERYTHING
    assert {name: seen[name] for name in SHOWN} == {name: AROUND | texts for name, texts in SHOWN.items()}


def test_nor_where_somebody_else_saved_it_meanwhile(hostile, leading):
    plan = hostile
    step, milestone, measure = plan.steps.get(title=bad("step")), plan.milestones.get(), plan.measures.get()
    meeting, other = plan.meetings.get(), plan.steps.get(title=bad("first"))
    for name, row, fields, told in (
        ("step_change", step, {"title": "Mine"}, {"step", "resources", "funding", "notes", "owner"}),
        ("step_change", other, {"title": bad("mine")}, {"mine", "first", "role"}),
        ("milestone_change", milestone, {"title": "Mine", "due_on": "2027-03-01"}, {"milestone"}),
        (
            "measure_change",
            measure,
            {"title": "Mine", "kind": "lagging", "direction": "up"},
            {"what", "unit", "source"},
        ),
        ("meeting_change", meeting, {"title": "Mine", "on": "2026-10-01"}, {"agenda", "others", "decisions", "owner"}),
    ):
        response = leading.post(url(plan, name, row.pk), {"version": "99"} | fields)
        assert (name, response.status_code) == (name, 409)
        assert told <= read(response)
    fields = {"steps": [str(step.pk), str(other.pk)], "status": "done", "seen": "0.0"}
    response = leading.post(url(plan, "steps_status"), fields)
    assert (response.status_code, {"step", "first"} <= read(response)) == (409, True)


def test_nor_where_it_is_refused_or_told_of(hostile, leading):
    plan, measure = hostile, hostile.measures.get()
    refused = leading.post(
        url(plan, "reading_add", measure.pk), {"value": "3 x", "on": bad("on"), "note": bad("typed")}
    )
    assert (refused.status_code, {"typed", "on", "unit"} <= read(refused)) == (422, True)
    told = leading.post(url(plan, "step_add"), {"title": bad("told")}, follow=True)
    assert (told.status_code, [NAMES.findall(str(one)) for one in told.context["messages"]]) == (200, [["told"]])
    assert {"told", "step"} <= read(told)
    for name in ("owner", "status", "due"):
        assert "step" in read(leading.get(plan.get_absolute_url(), {name: bad("asked")}))


def test_a_calendar_tells_it_as_it_was_typed(hostile, lead):
    make_milestone(hostile, lead, "One\r\nEND:VEVENT", due_on=date(2026, 12, 1))
    token = issue_calendar_link(plan=hostile, membership=lead.memberships.get())
    response = Client().get(f"/calendar/{token}.ics")
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    calendar = Calendar.from_ical(response.content)
    # The library that reads it leaves what escapes a semicolon in names that it does not know.
    assert str(calendar["X-WR-CALNAME"]).replace("\\;", ";") == f"{bad('plan')} ({bad('district')})"
    assert sorted(str(event["SUMMARY"]) for event in calendar.events) == sorted(
        [
            f"Due: {bad('first')}", f"Due: {bad('step')}", f"Milestone: {bad('milestone')}",
            "Milestone: One END:VEVENT", f"Study: {bad('cycle')}", bad("meeting"),
        ]
    )  # fmt: skip
    described = {str(event["DESCRIPTION"]) for event in calendar.events}
    owners = {f"Not begun. Owner: {bad(name)}." for name in ("owner", "role")}
    assert owners | {bad("agenda")} <= described
    assert Client().get(f"/calendar/{token[::-1]}.ics").status_code == 404
