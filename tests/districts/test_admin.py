"""People and places in the admin: operators only, and through the same services as the pages."""

import re

import pytest

from districts.choices import Role
from districts.models import District, Invitation, Membership, User
from districts.services import LAST_LEAD
from tests.factories import PASSWORD, DistrictFactory, MembershipFactory, UserFactory

USERS = "/admin/districts/user/"
DISTRICTS = "/admin/districts/district/"
MEMBERSHIPS = "/admin/districts/membership/"


@pytest.fixture
def client(sign_in, operator):
    return sign_in(operator)


def link_in(response) -> str:
    return re.search(r'value="http://testserver(/accounts/invitation/[^"]+)"', response.text).group(1)


def test_content_administrators_see_nothing_of_people_and_places(sign_in, content_administrator):
    client = sign_in(content_administrator)
    index = client.get("/admin/")
    assert set(re.findall("/admin/districts/([a-z]+)/", index.text)) == {"perspective"}
    for where in (USERS, DISTRICTS, MEMBERSHIPS):
        assert (client.get(where).status_code, client.get(f"{where}add/").status_code) == (403, 403)


def test_not_even_with_a_permission_of_djangos_own(sign_in, content_administrator):
    from django.contrib.auth.models import Permission

    content_administrator.user_permissions.set(Permission.objects.filter(content_type__app_label="districts"))
    assert sign_in(content_administrator).get(MEMBERSHIPS).status_code == 403


def test_an_operator_makes_a_district_and_then_its_first_lead_with_a_link(client, sign_in):
    settings = {"paper": "Letter", "time_zone": "America/Chicago"}
    client.post(f"{DISTRICTS}add/", {"name": "Lakeview", "slug": "lakeview", "state": "IL", **settings})
    district = District.objects.get()
    typed = {"district": district.pk, "email": "Lead@Lakeview.example.org", "name": "Rosa Lind", "role": Role.LEAD}
    response = client.post(f"{MEMBERSHIPS}add/", typed)
    membership = Membership.objects.get()
    assert (membership.user.email, membership.role) == ("lead@lakeview.example.org", Role.LEAD)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert sign_in(None).get(link_in(response)).status_code == 200


def test_a_person_with_a_password_is_added_without_a_link(client, outsider):
    district = DistrictFactory()
    typed = {"district": district.pk, "email": outsider.email, "name": "", "role": Role.COACH}
    response = client.post(f"{MEMBERSHIPS}add/", typed)
    assert (response.status_code, response.url) == (302, MEMBERSHIPS)
    assert not Invitation.objects.exists()


def test_adding_somebody_twice_is_refused_beside_the_field(client, people, district):
    typed = {"district": district.pk, "email": people[Role.COACH].email, "name": "", "role": Role.VIEWER}
    form = client.post(f"{MEMBERSHIPS}add/", typed).context["adminform"].form
    assert form.errors == {"email": ["This person is in the district already."]}


def test_a_role_is_changed_with_history_but_not_of_the_last_lead(client, operator, people):
    member = Membership.objects.get(user=people[Role.MEMBER])
    client.post(f"{MEMBERSHIPS}{member.pk}/change/", {"role": Role.COACH})
    assert [(record.role, record.history_user) for record in member.history.all()] == [
        (Role.COACH, operator),
        (Role.MEMBER, None),
    ]
    assert client.get(f"{MEMBERSHIPS}{member.pk}/history/").status_code == 200
    lead = Membership.objects.get(user=people[Role.LEAD])
    form = client.post(f"{MEMBERSHIPS}{lead.pk}/change/", {"role": Role.COACH}).context["adminform"].form
    assert form.errors == {"role": [LAST_LEAD]}


def test_a_membership_is_deleted_but_not_of_the_last_lead(client, people):
    member = Membership.objects.get(user=people[Role.MEMBER])
    lead = Membership.objects.get(user=people[Role.LEAD])
    for membership in (member, lead):
        client.post(f"{MEMBERSHIPS}{membership.pk}/delete/", {"post": "yes"})
    assert not Membership.objects.filter(pk=member.pk).exists()
    assert Membership.objects.filter(pk=lead.pk).exists()
    assert LAST_LEAD in client.get(f"{MEMBERSHIPS}{lead.pk}/delete/").text


def test_memberships_are_not_deleted_in_bulk(client, people):
    assert "delete_selected" not in client.get(MEMBERSHIPS).text


def test_an_operator_makes_a_link_for_an_unused_account(client, sign_in):
    membership = MembershipFactory(user__password=None)
    choice = {"action": "make_link", "_selected_action": [membership.pk]}
    response = client.post(MEMBERSHIPS, choice)
    assert sign_in(None).get(link_in(response)).status_code == 200


def test_an_account_with_a_password_gets_no_link(client, people):
    membership = Membership.objects.get(user=people[Role.COACH])
    choice = {"action": "make_link", "_selected_action": [membership.pk]}
    response = client.post(MEMBERSHIPS, choice, follow=True)
    assert "This account has a password or is not this district&#x27;s alone." in response.text
    assert not Invitation.objects.exists()


def test_links_are_made_one_at_a_time(client):
    pair = MembershipFactory.create_batch(2, user__password=None)
    choice = {"action": "make_link", "_selected_action": [membership.pk for membership in pair]}
    assert "Choose one person." in client.post(MEMBERSHIPS, choice, follow=True).text
    assert not Invitation.objects.exists()


def test_an_operator_makes_a_content_administrator(client):
    typed = {
        "email": "Content@Talentsys.example.org",
        "name": "Kim Vale",
        "usable_password": "true",
        "password1": "seven lakes and a mill",
        "password2": "seven lakes and a mill",
    }
    client.post(f"{USERS}add/", typed)
    person = User.objects.get(email="content@talentsys.example.org")
    assert (person.name, person.check_password(typed["password1"]), person.is_staff) == ("Kim Vale", True, False)
    changes = {"email": person.email, "name": "Kim Vale", "is_active": "on", "is_staff": "on"}
    client.post(f"{USERS}{person.pk}/change/", changes)
    person.refresh_from_db()
    assert (person.is_staff, person.is_superuser) == (True, False)


def test_the_same_address_in_capitals_is_the_same_address(client, people):
    typed = {"email": "LEAD@lakeview.example.org", "name": "", "usable_password": "false"}
    form = client.post(f"{USERS}add/", typed).context["adminform"].form
    assert form.errors == {"email": ["User with this E-mail address already exists."]}


def test_a_changed_address_takes_the_old_one_out_of_use(client, sign_in, mailoutbox):
    person = UserFactory(email="old@example.org")
    sign_in(None).post("/accounts/password/reset/", {"email": "old@example.org"})
    client.post(f"{USERS}{person.pk}/change/", {"email": "new@example.org", "name": "", "is_active": "on"})
    visitor = sign_in(None)
    visitor.post("/accounts/password/reset/", {"email": "old@example.org"})
    assert len(mailoutbox) == 1
    old, new = (
        visitor.post("/accounts/login/", {"login": email, "password": PASSWORD}).status_code
        for email in ("old@example.org", "new@example.org")
    )
    assert (old, new) == (200, 302)


def test_accounts_and_districts_are_not_deleted_in_the_admin(client, people, district):
    assert client.get(f"{USERS}{people[Role.LEAD].pk}/delete/").status_code == 403
    assert client.get(f"{DISTRICTS}{district.pk}/delete/").status_code == 403


def test_lists_and_histories_open(client, people, district):
    for where in (USERS, f"{USERS}{people[Role.LEAD].pk}/change/", DISTRICTS, f"{DISTRICTS}{district.pk}/history/"):
        assert client.get(where).status_code == 200
    assert client.get(MEMBERSHIPS, {"q": "lead@lakeview"}).context["cl"].result_count == 1
