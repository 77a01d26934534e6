"""manage.py create_district."""

import re

import pytest
from django.core.management import CommandError, call_command

from districts.choices import Role, State, TimeZone, time_zone_of
from districts.models import District, Membership, User
from tests.factories import DistrictFactory, UserFactory

LEAD = "--lead=lead@lakeview.example.org"


@pytest.fixture
def create(db, capsys):
    def run(*arguments):
        call_command("create_district", *arguments)
        return capsys.readouterr().out

    return run


def test_it_makes_the_district_and_its_lead_and_prints_a_link_that_works(create, client):
    out = create("Lakeview Schools", LEAD, "--lead-name=Rosa Lind", "--state=mi", "--nces-id=0100005")
    district = District.objects.get()
    assert (district.name, district.slug, district.state, district.nces_id) == (
        "Lakeview Schools",
        "lakeview-schools",
        "MI",
        "0100005",
    )
    lead = Membership.objects.get()
    assert (lead.user.email, lead.user.name, lead.role) == ("lead@lakeview.example.org", "Rosa Lind", Role.LEAD)
    made, link = out.splitlines()
    assert made == (
        "Lakeview Schools is at http://127.0.0.1:8000/districts/lakeview-schools/ "
        "with lead@lakeview.example.org as its lead."
    )
    path = re.fullmatch(r"Link to set the password, once: http://127\.0\.0\.1:8000(/accounts/invitation/.+/)", link)
    assert client.get(path.group(1)).status_code == 200


# Every state and territory, by the time zone in which most of its people live.
ZONES = {
    TimeZone.EASTERN: "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
    TimeZone.CENTRAL: "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    TimeZone.MOUNTAIN: "CO ID MT NM UT WY",
    TimeZone.ARIZONA: "AZ",
    TimeZone.PACIFIC: "CA NV OR WA",
    TimeZone.ALASKA: "AK",
    TimeZone.HAWAII: "HI",
    TimeZone.ATLANTIC: "PR VI",
    TimeZone.CHAMORRO: "GU MP",
    TimeZone.SAMOA: "AS",
}


def test_every_state_has_the_time_zone_of_most_of_its_people():
    found = {zone: " ".join(sorted(one for one in State.values if time_zone_of(one) == zone)) for zone in TimeZone}
    assert found == {**ZONES, TimeZone.ALEUTIAN: ""}
    assert time_zone_of("") == TimeZone.EASTERN


@pytest.mark.parametrize(
    ("arguments", "zone"),
    [
        (["--state=ia"], "America/Chicago"),
        (["--state=ID", "--time-zone=America/Los_Angeles"], "America/Los_Angeles"),
        (["--time-zone=America/Adak"], "America/Adak"),
        ([], "America/New_York"),
    ],
)
def test_a_district_is_in_the_time_zone_of_its_state_unless_another_is_given(create, arguments, zone):
    create("Lakeview", LEAD, *arguments)
    assert District.objects.get().time_zone == zone


def test_the_link_starts_with_where_people_reach_the_site(create):
    out = create("Lakeview", LEAD, "--base-url=https://talent.example.org/")
    assert "https://talent.example.org/accounts/invitation/" in out


def test_somebody_with_a_password_gets_no_link(create):
    UserFactory(email="lead@lakeview.example.org")
    assert create("Lakeview", LEAD).splitlines()[1] == (
        "lead@lakeview.example.org has an account already and signs in as before."
    )


def test_a_second_district_of_the_same_name_gets_an_address_of_its_own(create):
    for _ in range(3):
        create("Lakeview", LEAD)
    assert sorted(District.objects.values_list("slug", flat=True)) == ["lakeview", "lakeview-2", "lakeview-3"]


def test_a_name_without_latin_letters_gets_an_address_all_the_same(create):
    create("湖", LEAD)
    assert District.objects.get().slug == "district"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Lakeview", "--lead=nobody"], "lead: Enter a valid email address."),
        (["", LEAD], "name: This field cannot be blank."),
        (["Lakeview", LEAD, "--state=ZZ"], "state: Value 'ZZ' is not a valid choice."),
        (["Lakeview", LEAD, "--time-zone=UTC"], "time_zone: Value 'UTC' is not a valid choice."),
        (["Lakeview", LEAD, "--nces-id=12"], "nces_id: Seven digits, leading zeros included."),
        (["Lakeview", LEAD, "--nces-id=2600001"], "Another district has this NCES LEA ID."),
        (["Lakeview", LEAD, "--slug=taken"], "slug: District with this Slug already exists."),
        (["Lakeview", "--lead=gone@example.org"], "lead: This account is deactivated. Ask the operator of this site."),
    ],
)
def test_an_error_is_one_line_and_leaves_nothing_behind(create, arguments, message):
    DistrictFactory(slug="taken", nces_id="2600001")
    UserFactory(email="gone@example.org", is_active=False)
    with pytest.raises(CommandError) as error:
        create(*arguments)
    assert str(error.value) == message
    assert (District.objects.count(), User.objects.count()) == (1, 1)
