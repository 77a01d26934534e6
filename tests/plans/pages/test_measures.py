"""Pages of measures: the list, one with its path, and describing one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from plans.forms.measures import NOT_A_NUMBER
from plans.models import Measure, Reading, Target
from plans.services import ReadingDescription, change_value, close_plan, describe_measure
from plans.views.base import CLOSED_MEANWHILE
from tests.plans.making import make_cycle, make_measure, make_priority, measure_said, remark
from tests.plans.pages.asking import queries, refused, sent, statuses, url, words

SEPTEMBER, OCTOBER, JUNE = date(2025, 9, 1), date(2025, 10, 1), date(2026, 6, 1)


# Who may ---------------------------------------------------------------------------------------------------------


def test_everybody_in_the_district_reads_and_leads_and_members_write(
    running, measure, leading, keeper, coaching, reading, stranger
):
    clients = [leading, keeper, coaching, reading, stranger]
    for page, args in (("measure_list", []), ("measure_detail", [measure.pk])):
        assert statuses(clients, "get", url(running, page, *args)) == [200, 200, 200, 200, 404]
    value = [measure.pk, measure.readings.get().pk]
    for page, args in (("measure_add", []), ("measure_change", value[:1]), ("reading_change", value)):
        assert statuses(clients, "get", url(running, page, *args)) == [200, 200, 403, 403, 404]
    assert statuses(clients, "post", url(running, "reading_add", measure.pk)) == [422, 422, 403, 403, 404]
    assert statuses(clients, "post", url(running, "target_add", measure.pk)) == [422, 422, 403, 403, 404]


def test_forms_stand_only_where_somebody_may_send_them(running, measure, keeper, reading):
    address = url(running, "measure_detail", measure.pk)
    assert "Add a reading" in words(keeper, address)
    assert "Add a reading" not in words(reading, address)
    assert "Add a measure" not in words(reading, url(running, "measure_list"))


def test_nothing_is_written_in_a_closed_plan(running, measure, lead, keeper):
    close_plan(running, by=lead)
    for page, on in (("reading_add", "2025-11-01"), ("target_add", "2026-01-01")):
        address = url(running, page, measure.pk)
        assert refused(keeper, address, {"value": "80", "on": on}) == {"__all__": [CLOSED_MEANWHILE]}
        assert keeper.get(address).url == running.get_absolute_url()
    assert "Add a reading" not in words(keeper, url(running, "measure_detail", measure.pk))
    assert (Reading.objects.count(), Target.objects.count()) == (1, 1)


def test_a_measure_of_another_plan_is_not_found_here(running, theirs, outsider, keeper):
    foreign = make_measure(theirs, outsider, readings={OCTOBER: "60"})
    assert statuses([keeper], "get", url(running, "measure_detail", foreign.pk)) == [404]
    assert statuses([keeper], "post", url(running, "reading_add", foreign.pk)) == [404]


def test_a_value_is_found_only_under_its_own_measure(running, measure, lead, keeper):
    other = make_measure(running, lead, "Another")
    value = measure.readings.get().pk
    assert statuses([keeper], "get", url(running, "reading_change", measure.pk, value)) == [200]
    assert statuses([keeper], "get", url(running, "reading_change", other.pk, value)) == [404]
    assert statuses([keeper], "post", url(running, "reading_remove", other.pk, value)) == [404]
    assert statuses([keeper], "get", url(running, "target_change", measure.pk, measure.targets.get().pk + 1)) == [404]


# The list --------------------------------------------------------------------------------------------------------


def test_the_list_tells_where_each_stands_and_names_first_what_is_off_its_path(running, measure, lead, reading):
    make_measure(running, lead, "Exit interviews", baseline=None, baseline_on=None, kind="leading", unit="")
    text = words(reading, url(running, "measure_list"))
    assert "1 of 2 measures is off its path Teachers who stay 69% on Oct 1, 2025, target 90% by Jun 1, 2026" in text
    assert (
        "Where it stands Exit interviews Leading None yet None yet None yet Not known yet "
        "Teachers who stay Those still here a year on. Lagging 70% Sep 1, 2025 69% Oct 1, 2025 90% Jun 1, 2026 "
        "Off its path" in text
    )


def test_an_empty_list_says_what_will_be_there_and_who_adds_it(running, reading, keeper):
    assert "Leads and members of the district keep them." in words(reading, url(running, "measure_list"))
    assert "Leads and members of the district keep them." not in words(keeper, url(running, "measure_list"))


def test_the_list_takes_as_many_queries_for_forty_measures_as_for_one(running, measure, lead, keeper):
    one = queries(keeper, url(running, "measure_list"))
    for number in range(39):
        days = {OCTOBER + timedelta(days=place): "75" for place in range(10)}
        make_measure(running, lead, f"Measure {number}", baseline_on=SEPTEMBER, targets={JUNE: "90"}, readings=days)
    assert (one, queries(keeper, url(running, "measure_list"))) == (6, 6)


# Adding and changing a measure -----------------------------------------------------------------------------------


def measured(**changes):
    fields = {"title": "Days to offer", "kind": "leading", "direction": "down", "unit": "days", "baseline": "58 days"}
    return fields | {"baseline_on": "2025-09-01"} | changes


def test_a_member_adds_a_measure_for_a_priority(running, lead, keeper):
    priority = make_priority(running, lead)
    address = url(running, "measure_add")
    assert f'value="{priority.pk}" selected' in keeper.get(f"{address}?priority={priority.pk}").content.decode()
    place, told = sent(keeper, address, measured(priority=priority.pk))
    added = Measure.objects.get()
    assert (place, told) == (
        url(running, "measure_detail", added.pk),
        ["Added: Days to offer. Set its targets, and add what you have read so far."],
    )
    assert (added.baseline, added.baseline_on, added.direction, added.priority) == (58, SEPTEMBER, "down", priority)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"title": ""}, {"title": ["This field is required."]}),
        ({"kind": ""}, {"kind": ["This field is required."]}),
        ({"title": "Teachers who stay"}, {"title": ["The plan has a measure of this name."]}),
        ({"baseline": "about 58"}, {"baseline": [NOT_A_NUMBER]}),
        ({"baseline": "58 weeks"}, {"baseline": [f"{NOT_A_NUMBER} It is read as days."]}),
        (
            {"baseline_on": ""},
            {"baseline_on": ["A baseline is a value and the day it was taken: give both, or neither."]},
        ),
        ({"baseline": ""}, {"baseline": ["A baseline is a value and the day it was taken: give both, or neither."]}),
        ({"what": "\0"}, {"what": ["Null characters are not allowed."]}),
    ],
)
def test_what_is_wrong_with_a_measure_stands_beside_its_field(running, measure, keeper, changes, errors):
    assert refused(keeper, url(running, "measure_add"), measured(**changes)) == errors
    assert Measure.objects.get() == measure


def test_two_who_describe_a_measure_at_once_both_see_both(running, measure, lead, keeper):
    address = url(running, "measure_change", measure.pk)
    begins = keeper.get(address).content.decode()
    assert ('name="baseline" value="70"' in begins, 'name="version" value="1"' in begins) == (True, True)
    other = measure_said(baseline=Decimal("72.5"), baseline_on=SEPTEMBER, source="Payroll", what=measure.what)
    assert describe_measure(measure, described=other, version=1, by=lead)
    fields = measured(title="Mine", kind="lagging", direction="up", unit="%", baseline="74", source="Payroll")
    fields |= {"what": measure.what}
    assert refused(keeper, address, fields | {"version": "1"}, 409) == {
        "title": ["Somebody else saved this meanwhile: Teachers who stay"],
        "baseline": ["Somebody else saved this meanwhile: 72.5"],
    }
    assert sent(keeper, address, fields | {"version": "2"})[1] == ["The measure is saved."]
    assert (Measure.objects.get().title, Measure.objects.get().baseline) == ("Mine", 74)
    assert sent(keeper, address, fields | {"version": "3"})[1] == ["Nothing had changed."]


def test_a_baseline_beyond_a_target_is_refused(running, measure, keeper):
    fields = measured(kind="lagging", direction="up", unit="%", baseline="95", version="1")
    told = "The targets would be worse than the baseline, the way this measure should go."
    assert refused(keeper, url(running, "measure_change", measure.pk), fields) == {"baseline": [told]}


# One measure -----------------------------------------------------------------------------------------------------


def test_the_page_tells_all_of_a_measure_beside_its_chart(running, measure, reading):
    response = reading.get(url(running, "measure_detail", measure.pk))
    html = response.content.decode()
    assert html.count(
        "<title>Teachers who stay. Baseline and targets: 70% on Sep 1, 2025; 90% on Jun 1, 2026. "
        "Readings: 69% on Oct 1, 2025.</title>"
    ) == len(["wide", "narrow"])
    text = words(reading, url(running, "measure_detail", measure.pk))
    assert "Off its path 69% on Oct 1, 2025. Target: 90% by Jun 1, 2026." in text
    assert "What it measures Those still here a year on. Kind Lagging. Higher is better." in text
    assert "Path that day Source and note Oct 1, 2025 69% 72.2% Nothing" in text
    assert "By Target Jun 1, 2026 90%" in text


def test_readings_are_told_newest_first_with_source_and_note(running, measure, keeper):
    for on, value in (("2026-01-15", "76"), ("2025-12-15", "75")):
        fields = {"value": value, "on": on, "source": "HR", "note": f"Read as {value}"}
        place = f"{url(running, 'measure_detail', measure.pk)}#readings"
        assert sent(keeper, url(running, "reading_add", measure.pk), fields) == (place, ["The reading is added."])
    text = words(keeper, url(running, "measure_detail", measure.pk))
    days = re.findall(r"(\w+ \d+, \d+) \d+% [\d.]+% (?:HR|Nothing)", text)
    assert days == ["Jan 15, 2026", "Dec 15, 2025", "Oct 1, 2025"]
    assert "HR Read as 76" in text


def test_what_is_missing_to_tell_where_it_stands_is_said(running, lead, reading):
    bare = make_measure(running, lead, baseline=None, baseline_on=None)
    early = make_measure(running, lead, "Early", targets={date(2027, 6, 1): "80"}, readings={date(2026, 8, 1): "60"})
    text = words(reading, url(running, "measure_detail", bare.pk))
    assert (
        "Not known yet No reading yet. To tell where it stands, it needs a baseline, a target, and a reading." in text
    )
    assert "it needs a reading after its baseline." in words(reading, url(running, "measure_detail", early.pk))


def test_the_page_tells_what_happened_to_the_measure_and_its_values(running, measure, member, keeper):
    row = measure.readings.get()
    change_value(row, described=ReadingDescription(value=Decimal("71.5"), on=OCTOBER), version=1, by=member)
    sent(keeper, url(running, "reading_remove", measure.pk, row.pk), {"version": "2"})
    text = words(keeper, url(running, "measure_detail", measure.pk))
    happened = re.findall(r"((?:Reading|Target)[\w .,]+: \w+|Added) by A (\w+)", text[text.index("History") :])
    assert happened == [
        ("Reading 71.5 of Oct 1, 2025: removed", "Member"),
        ("Reading 71.5 of Oct 1, 2025: changed", "Member"),
        ("Reading 69 of Oct 1, 2025: added", "Lead"),
        ("Target 90 for Jun 1, 2026: added", "Lead"),
        ("Added", "Lead"),
    ]


def test_the_page_takes_as_many_queries_for_forty_readings_as_for_one(running, measure, keeper):
    one = queries(keeper, url(running, "measure_detail", measure.pk))
    for place in range(1, 40):
        fields = {"value": "75", "on": str(OCTOBER + timedelta(days=place))}
        sent(keeper, url(running, "reading_add", measure.pk), fields)
    assert (one, queries(keeper, url(running, "measure_detail", measure.pk))) == (10, 10)


# Removing one ----------------------------------------------------------------------------------------------------


def test_a_measure_of_which_nothing_was_read_is_removed(running, measure, lead, keeper):
    kept = "It has readings, a cycle watches it, or somebody has said something about it, so it stays."
    address = url(running, "measure_remove", measure.pk)
    assert kept in words(keeper, address)
    assert sent(keeper, address, {}) == (url(running, "measure_detail", measure.pk), [kept])
    watched, talked, mistaken = (make_measure(running, lead, name) for name in ("Watched", "Talked about", "Mistaken"))
    make_cycle(running, lead, measures=[watched])
    remark(talked, lead)
    assert [sent(keeper, url(running, "measure_remove", one.pk), {})[1] for one in (watched, talked)] == [
        [kept],
        [kept],
    ]
    address = url(running, "measure_remove", mistaken.pk)
    assert "Mistaken. Its targets go with it." in words(keeper, address)
    assert sent(keeper, address, {}) == (url(running, "measure_list"), ["Mistaken is removed."])
    assert not Measure.objects.filter(title="Mistaken").exists()
