"""Signing in and out, within limits, and nothing of django-allauth that the product does not offer."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from districts.choices import Role
from tests.factories import PASSWORD

LOGIN = "/accounts/login/"


def test_signing_in_leads_where_one_wanted_to_go(client, people):
    response = client.post(
        f"{LOGIN}?next=/districts/lakeview/members/", {"login": people[Role.LEAD].email, "password": PASSWORD}
    )
    assert (response.status_code, response.url) == (302, "/districts/lakeview/members/")
    assert client.get(response.url).status_code == 200


def test_signing_in_never_leads_to_another_site(client, people):
    response = client.post(
        f"{LOGIN}?next=https://elsewhere.example.org/", {"login": people[Role.LEAD].email, "password": PASSWORD}
    )
    assert response.url == "/"


def test_the_address_may_be_typed_in_any_case(client, people):
    response = client.post(LOGIN, {"login": "  Lead@Lakeview.Example.org ", "password": PASSWORD})
    assert response.status_code == 302


@pytest.mark.parametrize("address", ["lead@lakeview.example.org", "nobody@lakeview.example.org"])
def test_a_wrong_password_and_an_unknown_address_read_the_same(client, people, address):
    response = client.post(LOGIN, {"login": address, "password": "wrong"})
    assert response.status_code == 200
    assert response.context["form"].errors == {"password": ["The address and the password do not match."]}
    assert response.context["form"]["login"].value() == address


def test_a_deactivated_account_is_told_so(client, people):
    person = people[Role.MEMBER]
    person.is_active = False
    person.save()
    response = client.post(LOGIN, {"login": person.email, "password": PASSWORD}, follow=True)
    assert response.redirect_chain == [("/accounts/inactive/", 302)]
    assert "The operator of this site can open it again." in response.text
    assert "_auth_user_id" not in client.session


def test_the_sixth_wrong_try_for_one_account_answers_429_and_keeps_the_address(client, people):
    tries = [client.post(LOGIN, {"login": "lead@lakeview.example.org", "password": "wrong"}) for _ in range(6)]
    assert [response.status_code for response in tries] == [200, 200, 200, 200, 200, 429]
    form = tries[-1].context["form"]
    assert form.errors == {"password": ["Too many tries with this address. Wait five minutes, then try again."]}
    assert form["login"].value() == "lead@lakeview.example.org"


def test_the_right_password_does_not_help_once_the_limit_is_reached(client, people):
    for _ in range(5):
        client.post(LOGIN, {"login": "lead@lakeview.example.org", "password": "wrong"})
    response = client.post(LOGIN, {"login": "lead@lakeview.example.org", "password": PASSWORD})
    assert response.status_code == 429
    assert client.post(LOGIN, {"login": "coach@lakeview.example.org", "password": PASSWORD}).status_code == 302


def test_too_many_tries_from_one_address_answer_with_our_page(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    tries = [client.post(LOGIN, {"login": f"p{n}@example.org", "password": "wrong"}) for n in range(3)]
    assert [response.status_code for response in tries] == [200, 200, 429]
    assert "<h1>Too many tries</h1>" in tries[-1].text


def test_a_team_of_forty_signs_in_from_one_network_at_once(db):
    codes = {Client().post(LOGIN, {"login": f"p{n}@example.org", "password": "wrong"}).status_code for n in range(40)}
    assert codes == {200}


def test_signing_out_takes_a_form(sign_in, people):
    client = sign_in(people[Role.VIEWER])
    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    response = client.post("/accounts/logout/")
    assert (response.status_code, response.url) == (302, LOGIN)
    assert "_auth_user_id" not in client.session
    assert "You are signed out." in client.get(LOGIN).text


def test_signing_in_says_nothing_that_the_page_does_not_show(client, people):
    client.post(LOGIN, {"login": people[Role.LEAD].email, "password": PASSWORD})
    response = client.get("/accounts/")
    assert [str(message) for message in response.context["messages"]] == []


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reauthenticate", "account_email_verification_sent"]
)
def test_what_the_product_does_not_offer_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_admin_signs_in_through_the_one_page(client, content_administrator, people):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain == [
        ("/admin/login/?next=/admin/", 302),
        ("/accounts/login/?next=%2Fadmin%2F", 302),
    ]
    client.force_login(people[Role.LEAD])
    assert client.get("/admin/login/?next=/admin/").status_code == 403
