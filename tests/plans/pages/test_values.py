"""Adding, changing and removing readings and targets of a measure."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from core.unsent import OWNER, owner_of
from plans.forms.measures import NOT_A_NUMBER
from plans.models import Reading, Target
from plans.services import ReadingDescription, change_value
from tests.plans.pages.asking import refused, said, sent, sent_too_late, url, words

OCTOBER = date(2025, 10, 1)


# Adding a reading or a target ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"value": ""}, {"value": ["This field is required."]}),
        ({"value": "seventy"}, {"value": [NOT_A_NUMBER]}),
        ({"on": ""}, {"on": ["This field is required."]}),
        ({"on": "yesterday"}, {"on": ["Enter a valid date."]}),
        ({"on": "2025-10-01"}, {"on": ["There is one for this day already."]}),
        ({"note": "x" * 10_001}, {"note": ["Ensure this value has at most 10000 characters (it has 10001)."]}),
    ],
)
def test_what_is_wrong_with_a_reading_stands_beside_its_field(running, measure, keeper, changes, errors):
    fields = {"value": "75%", "on": "2025-11-01", "source": "HR", "note": "As typed"} | changes
    assert refused(keeper, url(running, "reading_add", measure.pk), fields) == errors
    assert Reading.objects.count() == 1


def test_a_reading_is_not_of_a_day_ahead(running, measure, keeper):
    tomorrow = str(timezone.localdate() + timedelta(days=2))
    told = "A reading is of a day that has come. For a day ahead, set a target."
    fields = {"value": "75", "on": tomorrow}
    assert refused(keeper, url(running, "reading_add", measure.pk), fields) == {"on": [told]}


def test_a_refused_reading_leaves_the_form_for_targets_as_it_was(running, measure, keeper):
    response = keeper.post(url(running, "reading_add", measure.pk), {"value": "seventy", "on": "2025-11-01"})
    html = response.content.decode()
    assert html.count("Not saved yet.") == 1
    assert re.findall(r'name="value" value="([^"]*)"', html) == ["seventy"]
    assert re.findall(r'id="(id_\w+_value)"', html) == ["id_reading_value", "id_target_value"]


def test_a_target_is_set_and_one_that_leads_astray_is_refused(running, measure, keeper):
    address, page = url(running, "target_add", measure.pk), url(running, "measure_detail", measure.pk)
    assert sent(keeper, address, {"value": "80", "on": "2026-01-01"}) == (f"{page}#targets", ["The target is set."])
    told = "The targets would be worse than the baseline, the way this measure should go."
    assert refused(keeper, address, {"value": "60", "on": "2026-02-01"}) == {"value": [told]}
    told = "A target comes after the day of the baseline."
    assert refused(keeper, address, {"value": "80", "on": "2025-09-01"}) == {"on": [told]}
    assert [one.value for one in Target.objects.all()] == [80, 90]


def test_a_reading_that_is_sent_after_its_session_ended_is_added_once_its_writer_is_back(
    running, measure, member, keeper
):
    address = url(running, "reading_add", measure.pk)
    fields = {"value": "75", "on": "2025-11-01", "note": "Written for an hour."}
    back = sent_too_late(keeper, member, address, fields)
    assert (back.redirect_chain[-1][0], said(back)) == (
        f"{url(running, 'measure_detail', measure.pk)}#readings",
        ["The reading is added."],
    )
    again = sent_too_late(keeper, member, address, fields | {"value": "76"})
    assert again.context["form"].errors == {"on": ["There is one for this day already."]}
    assert again.context["reading_form"]["value"].value() == "76"
    assert [(one.value, one.note) for one in Reading.objects.filter(on="2025-11-01")] == [(75, "Written for an hour.")]


def test_what_one_person_sent_too_late_is_nobody_elses(running, measure, member, lead, keeper):
    address = url(running, "reading_add", measure.pk)
    keeper.logout()
    keeper.post(address, {"value": "75", "on": "2025-11-01", OWNER: owner_of(member)})
    keeper.force_login(lead)
    assert keeper.get(address).context["reading_form"]["value"].value() is None
    assert Reading.objects.count() == 1


# Changing and removing them --------------------------------------------------------------------------------------


def test_two_who_change_a_reading_at_once_both_see_both(running, measure, lead, keeper):
    row = measure.readings.get()
    address = url(running, "reading_change", measure.pk, row.pk)
    described = ReadingDescription(value=Decimal("72.5"), on=OCTOBER, note="Theirs")
    assert change_value(row, described=described, version=1, by=lead)
    fields = {"value": "73", "on": "2025-10-01", "source": "", "note": "Mine"}
    assert refused(keeper, address, fields | {"version": "1"}, 409) == {
        "value": ["Somebody else saved this meanwhile: 72.5"],
        "note": ["Somebody else saved this meanwhile: Theirs"],
    }
    assert Reading.objects.get().value == Decimal("72.5")
    place = f"{url(running, 'measure_detail', measure.pk)}#readings"
    assert sent(keeper, address, fields | {"version": "2"}) == (place, ["The reading is saved."])
    assert (Reading.objects.get().value, Reading.objects.get().note) == (73, "Mine")


def test_a_target_is_changed(running, measure, keeper):
    address = url(running, "target_change", measure.pk, measure.targets.get().pk)
    assert 'name="value" value="90"' in keeper.get(address).content.decode()
    fields = {"value": "85%", "on": "2026-06-01", "version": "1"}
    assert sent(keeper, address, fields)[1] == ["The target is saved."]
    assert sent(keeper, address, fields | {"version": "2"})[1] == ["Nothing had changed."]


def test_removing_asks_first_and_spares_what_was_changed_meanwhile(running, measure, lead, keeper):
    row = measure.readings.get()
    address = url(running, "reading_remove", measure.pk, row.pk)
    assert "Teachers who stay: 69% on Oct 1, 2025. It stays in the measure's history." in words(keeper, address)
    change_value(row, described=ReadingDescription(value=Decimal(72), on=OCTOBER), version=1, by=lead)
    told = "Somebody changed this meanwhile, so it was not removed. Look at it again."
    for version in ("1", "", "x"):
        assert sent(keeper, address, {"version": version})[1] == [told]
    place = f"{url(running, 'measure_detail', measure.pk)}#readings"
    assert sent(keeper, address, {"version": "2"}) == (place, ["The reading is removed."])
    assert not Reading.objects.exists()
    target = url(running, "target_remove", measure.pk, measure.targets.get().pk)
    assert sent(keeper, target, {"version": "1"})[1] == ["The target is removed."]
