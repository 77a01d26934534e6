"""A person's own account page."""

import pytest

from districts.choices import Role
from tests.factories import DistrictFactory, MembershipFactory, UserFactory

ACCOUNT = "/accounts/"


def test_the_page_shows_the_address_and_ones_own_districts_with_roles(sign_in, people, outsider):
    coach = people[Role.COACH]
    MembershipFactory(user=coach, role=Role.VIEWER, district=DistrictFactory(name="Birch Run", slug="birch-run"))
    response = sign_in(coach).get(ACCOUNT)
    assert [(row.name, row.url, row.role) for row in response.context["districts"]] == [
        ("Birch Run", "/districts/birch-run/", "Viewer"),
        ("Lakeview School District", "/districts/lakeview/", "Coach"),
    ]
    assert "You sign in as coach@lakeview.example.org." in response.text
    assert 'href="/accounts/password/change/"' in response.text


def test_somebody_without_a_district_reads_how_to_get_into_one(sign_in, content_administrator):
    response = sign_in(content_administrator).get(ACCOUNT)
    assert "You are in no district. A lead of a district can add you by your e-mail address." in response.text


def test_a_name_is_changed_and_nothing_else(sign_in, people):
    person = people[Role.VIEWER]
    response = sign_in(person).post(
        ACCOUNT, {"name": "Vera Lind", "email": "other@example.org", "is_superuser": "on"}, follow=True
    )
    assert "Your name is saved." in response.text
    person.refresh_from_db()
    assert (person.name, person.email, person.is_superuser) == ("Vera Lind", "viewer@lakeview.example.org", False)


def test_a_name_that_is_too_long_is_refused_and_kept_in_the_field_only(sign_in, people):
    response = sign_in(people[Role.VIEWER]).post(ACCOUNT, {"name": "V" * 121})
    assert response.context["form"].errors == {"name": ["Ensure this value has at most 120 characters (it has 121)."]}
    assert response.context["user"].name == "A Viewer"


@pytest.mark.parametrize("districts", [1, 40])
def test_the_page_takes_three_queries_however_many_districts(sign_in, db, districts, django_assert_num_queries):
    person = UserFactory()
    MembershipFactory.create_batch(districts, user=person)
    client = sign_in(person)
    with django_assert_num_queries(3):
        response = client.get(ACCOUNT)
    assert len(response.context["districts"]) == districts


def test_nobody_sees_an_account_page_without_signing_in(client, db):
    response = client.get(ACCOUNT)
    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/accounts/")
