"""A district's settings, which only its leads reach."""

import pytest

from districts.choices import Paper, Role, TimeZone
from districts.models import District
from tests.factories import DistrictFactory

SETTINGS = "/districts/lakeview/settings/"
CHANGED = {
    "name": "Lakeview Schools",
    "state": "HI",
    "nces_id": "0100005",
    "paper": Paper.A4,
    "time_zone": TimeZone.HAWAII,
}


def test_a_lead_changes_the_settings_and_the_history_says_so(sign_in, people, outsider):
    response = sign_in(people[Role.LEAD]).post(SETTINGS, CHANGED, follow=True)
    assert response.redirect_chain == [(SETTINGS, 302)]
    assert "The settings are saved." in response.text
    district = District.objects.get(slug="lakeview")
    assert {field: getattr(district, field) for field in CHANGED} == CHANGED
    assert [record.history_user for record in district.history.all()] == [people[Role.LEAD], None]
    assert sign_in(outsider).get(SETTINGS).status_code == 404


def test_zones_and_states_have_plain_names(sign_in, people):
    form = sign_in(people[Role.LEAD]).get(SETTINGS).context["form"]
    assert form.fields["time_zone"].choices[:3] == [
        ("America/New_York", "Eastern"),
        ("America/Chicago", "Central"),
        ("America/Denver", "Mountain"),
    ]
    states = dict(form.fields["state"].choices)
    assert (states["MI"], states["DC"], len(states)) == ("Michigan", "District of Columbia", 57)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "This field is required."),
        ("nces_id", "12345", "Seven digits, leading zeros included."),
        ("nces_id", "2600001", "Another district has this NCES LEA ID."),
        ("time_zone", "Europe/Berlin", "Select a valid choice. Europe/Berlin is not one of the available choices."),
        ("state", "ZZ", "Select a valid choice. ZZ is not one of the available choices."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(sign_in, people, field, value, message):
    DistrictFactory(nces_id="2600001")
    typed = {**CHANGED, field: value}
    response = sign_in(people[Role.LEAD]).post(SETTINGS, typed)
    form = response.context["form"]
    assert form.errors == {field: [message]}
    assert {name: form[name].value() for name in typed} == typed
    assert response.context["district"].name == "Lakeview School District"
    assert District.objects.get(slug="lakeview").paper == Paper.LETTER


def test_districts_without_an_nces_id_do_not_clash(sign_in, people):
    DistrictFactory(nces_id="")
    response = sign_in(people[Role.LEAD]).post(SETTINGS, {**CHANGED, "nces_id": ""})
    assert response.status_code == 302
