"""Pages of improvement cycles: the list, starting one, reading it phase by phase, and closing it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone

from plans.models import Cycle
from plans.services import close_plan, describe_cycle
from plans.views.base import CLOSED_MEANWHILE
from tests.plans.making import cycle_said, make_cycle, make_measure, make_priority, remark
from tests.plans.pages.asking import day, queries, refused, said, sent, sent_too_late, statuses, url, words

SEPTEMBER, OCTOBER, NOVEMBER = date(2025, 9, 1), date(2025, 10, 1), date(2025, 11, 1)
DAYS = {"starts_on": OCTOBER, "study_on": NOVEMBER}
LEARNED = "Say what was learned before the cycle is closed."


@pytest.fixture
def measure(running, lead):
    readings = {date(2025, 9, 15): "70", date(2025, 10, 15): "72", NOVEMBER: "74"}
    return make_measure(running, lead, baseline_on=SEPTEMBER, targets={date(2026, 6, 1): "90"}, readings=readings)


@pytest.fixture
def cycle(running, measure, lead, member):
    """In Do, from October 1, 2025; it should have been studied on November 1."""
    said_of_it = DAYS | {"change": "Two visits\neach week.", "measures": [measure], "owner": member, "phase": "do"}
    return make_cycle(running, lead, **said_of_it)


def begun(**changes):
    fields = {"title": "Try exit interviews", "starts_on": "2025-10-01", "study_on": "2025-11-01"}
    return fields | {"change": "Two visits"} | changes


def gone_on(**changes):
    return begun(phase="study", done="As planned", learned="", next="", outcome="", version="1") | changes


# Who may ---------------------------------------------------------------------------------------------------------


def test_everybody_in_the_district_reads_and_leads_and_members_write(
    running, cycle, leading, keeper, coaching, reading, stranger
):
    clients = [leading, keeper, coaching, reading, stranger]
    for page, args in (("cycle_list", []), ("cycle_detail", [cycle.pk])):
        assert statuses(clients, "get", url(running, page, *args)) == [200, 200, 200, 200, 404]
    for page, args in (("cycle_start", []), ("cycle_change", [cycle.pk])):
        assert statuses(clients, "get", url(running, page, *args)) == [200, 200, 403, 403, 404]
        assert statuses(clients, "post", url(running, page, *args)) == [422, 422, 403, 403, 404]


def test_nothing_is_written_in_a_closed_plan(running, cycle, lead, keeper):
    close_plan(running, by=lead)
    for address in (url(running, "cycle_start"), url(running, "cycle_change", cycle.pk)):
        typed = begun(title="Other") if address.endswith("start/") else gone_on(title="Other")
        assert refused(keeper, address, typed) == {"__all__": [CLOSED_MEANWHILE]}
        assert keeper.get(address).url == running.get_absolute_url()
    assert "Write how it goes on" not in words(keeper, url(running, "cycle_detail", cycle.pk))
    assert Cycle.objects.get().title == "Try exit interviews"


def test_a_cycle_of_another_plan_is_not_found_here(running, theirs, outsider, keeper):
    foreign = make_cycle(theirs, outsider)
    assert statuses([keeper], "get", url(running, "cycle_detail", foreign.pk)) == [404]


# Reading ---------------------------------------------------------------------------------------------------------


def test_the_list_names_first_what_waits_to_be_studied_and_puts_closed_ones_last(running, cycle, lead, reading):
    early = {"starts_on": SEPTEMBER, "study_on": OCTOBER, "owner_role": "HR director"}
    closed = make_cycle(running, lead, "Closed one", learned="It works.", outcome="adopt", **early)
    text = words(reading, url(running, "cycle_list"))
    assert "1 cycle waits to be studied Try exit interviews Due since Nov 1, 2025, A Member" in text
    assert (
        "Phase Try exit interviews A Member Oct 1, 2025 Nov 1, 2025 Due Do Closed one HR director Sep 1, 2025 "
        f"Oct 1, 2025 Closed: Adopt, {day(closed.closed_on)}" in text
    )


def test_an_empty_list_says_what_will_be_there(running, reading):
    text = words(reading, url(running, "cycle_list"))
    assert "The improvement cycles will be here" in text
    assert "Leads and members of the district start them." in text


def test_the_page_has_the_four_phases_in_order_with_what_was_written(running, cycle, reading):
    text = words(reading, url(running, "cycle_detail", cycle.pk))
    assert "Now in Do. To be studied since Nov 1, 2025. Began Oct 1, 2025. A Member sees to it." in text
    assert (
        "Plan Two visits each week. Do The cycle is here Nothing is written yet. Study Nothing is written yet." in text
    )
    html = reading.get(url(running, "cycle_detail", cycle.pk)).content.decode()
    assert re.findall(r'<h2 id="h-(plan|do|study|act)">', html) == ["plan", "do", "study", "act"]


def test_the_page_shows_what_its_measures_said_before_and_meanwhile(running, cycle, measure, lead, reading):
    today = timezone.localdate()
    text = words(reading, url(running, "cycle_detail", cycle.pk))
    assert f"Measures it watches, from Oct 1, 2025 to {day(today)}" in text
    assert "Teachers who stay 70% Sep 15, 2025 72% Oct 15, 2025 74% Nov 1, 2025 Near its path Act" in text
    bare = make_measure(running, lead, "Bare", baseline=None, baseline_on=None)
    unread = make_measure(running, lead, "Unread", baseline_on=SEPTEMBER)
    other = make_cycle(running, lead, "Other", measures=[bare, unread], **DAYS)
    text = words(reading, url(running, "cycle_detail", other.pk))
    assert "Bare Not known None yet Not known yet Unread 70% Sep 1, 2025 None yet Not known yet" in text


def test_a_closed_cycle_says_what_became_of_it_and_nothing_later_counts(running, cycle, lead, reading):
    described = cycle_said(**DAYS, phase="study", learned="It works.", next="Everywhere.", outcome="adopt")
    describe_cycle(cycle, described=described, version=1, by=lead)
    Cycle.objects.filter(pk=cycle.pk).update(closed_on=date(2025, 10, 20))
    cycle.measures.add(running.measures.get())
    text = words(reading, url(running, "cycle_detail", cycle.pk))
    assert "Closed Oct 20, 2025: adopt." in text
    assert "The cycle is here" not in text
    assert "Act Adopt Everywhere." in text
    assert "72% Oct 15, 2025" in text
    assert "74% Nov 1, 2025" not in text


def test_pages_take_as_many_queries_for_forty_as_for_one(running, cycle, measure, lead, member, keeper):
    list_page, page = url(running, "cycle_list"), url(running, "cycle_detail", cycle.pk)
    before = (queries(keeper, list_page), queries(keeper, page))
    more = [make_measure(running, lead, f"M{n}", baseline_on=SEPTEMBER, readings={OCTOBER: "75"}) for n in range(39)]
    for number in range(39):
        make_cycle(running, lead, f"Cycle {number}", measures=more, owner=member, **DAYS)
    cycle.measures.add(*more)
    assert before == (queries(keeper, list_page), queries(keeper, page)) == (4, 10)


# Starting --------------------------------------------------------------------------------------------------------


def test_a_member_starts_a_cycle_for_a_priority(running, measure, member, lead, keeper):
    priority = make_priority(running, lead)
    address = url(running, "cycle_start")
    assert f'value="{priority.pk}" selected' in keeper.get(f"{address}?priority={priority.pk}").content.decode()
    fields = begun(priority=str(priority.pk), measures=[str(measure.pk)], person=str(member.pk))
    place, told = sent(keeper, address, fields)
    started = Cycle.objects.get()
    assert (place, told) == (url(running, "cycle_detail", started.pk), ["Started: Try exit interviews."])
    assert (started.priority, started.owner, started.phase, list(started.measures.all())) == (
        *(priority, member, "plan"),
        [measure],
    )


def test_what_is_wrong_stands_beside_its_field(running, theirs, outsider, member, keeper):
    address = url(running, "cycle_start")
    foreign = str(make_measure(theirs, outsider).pk)
    assert refused(keeper, address, begun(title="", starts_on="")) == {
        "title": ["This field is required."],
        "starts_on": ["This field is required."],
    }
    told = "The team studies what happened after the cycle has started."
    assert refused(keeper, address, begun(study_on="2025-09-01")) == {"study_on": [told]}
    told = "Choose a person or name a role, not both."
    both = begun(person=str(member.pk), owner_role="HR director")
    assert refused(keeper, address, both) == {"owner_role": [told]}
    told = f"Select a valid choice. {foreign} is not one of the available choices."
    assert refused(keeper, address, begun(measures=[foreign])) == {"measures": [told]}
    assert not Cycle.objects.filter(plan=running).exists()


def test_without_measures_the_form_says_so(running, keeper):
    assert "The plan has no measures yet." in words(keeper, url(running, "cycle_start"))


# Going on, and closing -------------------------------------------------------------------------------------------


def test_the_form_begins_with_what_is_stored(running, cycle, measure, member, keeper):
    form = keeper.get(url(running, "cycle_change", cycle.pk)).context["form"]
    found = {name: form[name].value() for name in ("title", "phase", "change", "outcome", "measures", "version")}
    assert found == {
        "title": "Try exit interviews",
        "phase": "do",
        "change": "Two visits\neach week.",
        "outcome": "",
        "measures": [measure.pk],
        "version": 1,
    }
    assert form["person"].value() == member.pk


def test_a_cycle_goes_on(running, cycle, keeper):
    address = url(running, "cycle_change", cycle.pk)
    assert sent(keeper, address, gone_on())[1] == ["The cycle is saved."]
    stored = Cycle.objects.get()
    assert (stored.phase, stored.done, stored.outcome, stored.measures.count()) == ("study", "As planned", "", 0)
    assert sent(keeper, address, gone_on(version="2"))[1] == ["Nothing had changed."]


def test_a_cycle_is_closed_with_an_outcome_and_what_was_learned(running, cycle, keeper):
    address = url(running, "cycle_change", cycle.pk)
    for learned in ("", "   "):
        assert refused(keeper, address, gone_on(outcome="adapt", learned=learned)) == {"learned": [LEARNED]}
    assert Cycle.objects.get().outcome == ""
    place, told = sent(keeper, address, gone_on(outcome="adapt", learned="Too many visits."))
    stored = Cycle.objects.get()
    assert (place, told) == (url(running, "cycle_detail", cycle.pk), ["The cycle is saved."])
    assert (stored.outcome, stored.phase, stored.closed_on) == ("adapt", "act", timezone.localdate())
    sent(keeper, address, gone_on(learned="Too many visits.", version="2"))
    assert (Cycle.objects.get().outcome, Cycle.objects.get().closed_on) == ("", None)


def test_an_error_among_folded_fields_unfolds_them(running, cycle, keeper):
    address = url(running, "cycle_change", cycle.pk)
    folded = '<details class="ts-history ts-gap"><summary>Name, days'
    assert folded in keeper.get(address).content.decode()
    html = keeper.post(address, gone_on(title="")).content.decode()
    assert folded not in html
    assert '<details class="ts-history ts-gap" open><summary>Name, days' in html


def test_two_who_change_a_cycle_at_once_both_see_both(running, cycle, measure, lead, member, keeper):
    address = url(running, "cycle_change", cycle.pk)
    described = cycle_said(**DAYS, measures=[measure], owner=lead, phase="act", change="Two visits", done="Theirs")
    assert describe_cycle(cycle, described=described, version=1, by=lead)
    assert refused(keeper, address, gone_on(done="Mine", person=str(member.pk)), 409) == {
        "phase": ["Somebody else saved this meanwhile: Act"],
        "done": ["Somebody else saved this meanwhile: Theirs"],
        "measures": ["Somebody else saved this meanwhile: Teachers who stay"],
        "person": ["Somebody else saved this meanwhile: A Lead"],
    }
    assert sent(keeper, address, gone_on(done="Mine", version="2"))[1] == ["The cycle is saved."]
    assert Cycle.objects.get().done == "Mine"


def test_what_is_sent_after_its_session_ended_is_saved_once_its_writer_is_back(running, cycle, member, keeper):
    address = url(running, "cycle_change", cycle.pk)
    back = sent_too_late(keeper, member, address, gone_on(learned="Written for an hour."))
    assert said(back) == ["The cycle is saved."]
    assert Cycle.objects.get().learned == "Written for an hour."
    again = sent_too_late(keeper, member, address, gone_on(learned="", outcome="adopt", version="2"))
    assert again.context["form"].errors == {"learned": [LEARNED]}


def test_the_page_tells_what_happened(running, cycle, keeper):
    sent(keeper, url(running, "cycle_change", cycle.pk), gone_on())
    text = words(keeper, url(running, "cycle_detail", cycle.pk))
    history = text[text.index("History") :]
    assert re.findall(r"(Added|Changed) by A (\w+)", history) == [("Changed", "Member"), ("Added", "Lead")]
    assert "Phase before Do Phase after Study" in history
    assert "Do before Empty Do after As planned" in history


def test_a_cycle_starts_today_unless_told_otherwise(running, keeper):
    form = keeper.get(url(running, "cycle_start")).context["form"]
    assert form["starts_on"].value() == timezone.localdate()


def test_a_cycle_to_which_nothing_has_happened_is_removed(running, cycle, lead, keeper):
    kept = "It has gone on, or somebody has said something about it, so it stays. Close it as abandoned instead."
    address = url(running, "cycle_remove", cycle.pk)
    assert kept in words(keeper, address)
    assert sent(keeper, address, {}) == (url(running, "cycle_detail", cycle.pk), [kept])
    mistaken = make_cycle(running, lead, "Mistaken")
    address = url(running, "cycle_remove", mistaken.pk)
    assert "Mistaken. Nothing has happened to it since it was started." in words(keeper, address)
    assert sent(keeper, address, {}) == (url(running, "cycle_list"), ["Mistaken is removed."])
    talked = make_cycle(running, lead, "Talked about")
    remark(talked, lead)
    assert sent(keeper, url(running, "cycle_remove", talked.pk), {})[1] == [kept]
    assert {one.title for one in Cycle.objects.all()} == {"Try exit interviews", "Talked about"}
