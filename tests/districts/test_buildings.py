"""A district's buildings, which its leads add, rename and put out of use."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from districts.choices import Role
from districts.models import Building
from tests.factories import DistrictFactory

BUILDINGS = "/districts/lakeview/settings/buildings/"
ADD = f"{BUILDINGS}add/"
NEW = {"name": "Lakeview Middle School", "nces_id": "260000100001"}


@pytest.fixture
def lead(sign_in, people):
    return sign_in(people[Role.LEAD])


@pytest.fixture
def building(district):
    return Building.objects.create(district=district, name="Mill School", nces_id="260000100009")


@pytest.fixture
def elsewhere(outsider):
    """A building of the outsider's district."""
    return Building.objects.create(district=outsider.memberships.get().district, name="Harbor High", nces_id="1" * 12)


def address(building):
    return reverse("districts:building_change", args=["lakeview", building.pk])


def rows(client):
    return [(row.name, row.nces_id, row.use) for row in client.get(BUILDINGS).context["table"].data]


def test_a_lead_adds_a_building_and_the_history_says_who(lead, people, district):
    response = lead.post(ADD, {**NEW, "name": "  Lakeview   Middle School "}, follow=True)
    assert response.redirect_chain == [(BUILDINGS, 302)]
    assert "Lakeview Middle School is added." in response.text
    building = Building.objects.get()
    assert (str(building), building.district, building.is_active) == (NEW["name"], district, True)
    assert [record.history_user for record in building.history.all()] == [people[Role.LEAD]]


def test_the_list_shows_those_of_this_district_and_those_in_use_first(lead, building, elsewhere, district):
    assert rows(lead) == [("Mill School", "260000100009", "In use")]
    Building.objects.create(district=district, name="Bay School")
    Building.objects.create(district=district, name="Annex", is_active=False)
    assert rows(lead) == [
        ("Bay School", "", "In use"),
        ("Mill School", "260000100009", "In use"),
        ("Annex", "", "Out of use"),
    ]


def test_an_empty_list_says_what_will_be_there(lead, elsewhere):
    assert "The buildings will be here" in lead.get(BUILDINGS).text


@pytest.mark.parametrize("others", [0, 49])
def test_the_list_takes_four_queries_however_many_buildings(lead, building, others, django_assert_num_queries):
    """Session, user, membership with its district, buildings."""
    for number in range(others):
        Building.objects.create(district=building.district, name=f"School {number}")
    with django_assert_num_queries(4):
        response = lead.get(BUILDINGS)
    assert len(response.context["table"].rows) == others + 1


def test_a_building_is_renamed_and_put_out_of_use_and_back(lead, building):
    response = lead.post(address(building), {"name": "Old Mill", "nces_id": ""}, follow=True)
    assert "Old Mill is saved." in response.text
    assert rows(lead) == [("Old Mill", "", "Out of use")]
    lead.post(address(building), {"name": "Old Mill", "nces_id": "", "is_active": "on"})
    assert rows(lead) == [("Old Mill", "", "In use")]
    assert building.history.count() == 3


def test_a_building_keeps_its_own_name_and_number(lead, building):
    typed = {"name": "MILL school", "nces_id": "260000100009", "is_active": "on"}
    assert lead.post(address(building), typed).status_code == 302
    assert rows(lead) == [("MILL school", "260000100009", "In use")]


def test_another_district_may_have_the_same(lead, elsewhere):
    assert lead.post(ADD, {"name": elsewhere.name, "nces_id": elsewhere.nces_id}).status_code == 302
    assert Building.objects.filter(name="Harbor High").count() == 2


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", " ", "This field is required."),
        ("name", "x" * 121, "Ensure this value has at most 120 characters (it has 121)."),
        ("name", "mill  SCHOOL", "The district has a building of this name."),
        ("nces_id", "2600001", "Twelve digits, leading zeros included."),
        ("nces_id", "260000100009", "Another building of the district has this NCES school ID."),
    ],
)
@pytest.mark.parametrize("verb", ["add", "change"])
def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(
    lead, building, district, verb, field, value, message
):
    other = Building.objects.create(district=district, name="Bay School")
    typed = {**NEW, field: value}
    response = lead.post(ADD if verb == "add" else address(other), typed)
    form = response.context["form"]
    assert form.errors == {field: [message]}
    assert {name: form[name].value() for name in typed} == typed
    if verb == "change":
        assert response.context["name"] == "Bay School"
    assert sorted(Building.objects.values_list("name", flat=True)) == ["Bay School", "Mill School"]


def test_the_database_keeps_names_and_numbers_apart(building):
    for fields in ({"name": "mill school"}, {"name": "Other", "nces_id": "260000100009"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Building.objects.create(district=building.district, **fields)
    Building.objects.create(district=DistrictFactory(), name="Mill School", nces_id="260000100009")


@pytest.mark.parametrize(
    ("role", "status"), [(Role.LEAD, 200), (Role.MEMBER, 403), (Role.COACH, 403), (Role.VIEWER, 403)]
)
def test_only_leads_reach_the_pages(sign_in, people, building, role, status):
    client = sign_in(people[role])
    assert {client.get(page).status_code for page in (BUILDINGS, ADD, address(building))} == {status}


def test_outsiders_find_nothing_and_leads_nothing_of_others(sign_in, outsider, lead, building, elsewhere):
    theirs = sign_in(outsider)
    assert {theirs.get(page).status_code for page in (BUILDINGS, ADD, address(building))} == {404}
    assert theirs.post(address(building), NEW).status_code == 404
    assert lead.get(address(elsewhere)).status_code == 404
    assert lead.post(address(elsewhere), NEW).status_code == 404
    assert sorted(Building.objects.values_list("name", flat=True)) == ["Harbor High", "Mill School"]


def test_the_settings_lead_to_the_buildings(lead):
    assert f'href="{BUILDINGS}"' in lead.get("/districts/lakeview/settings/").text
