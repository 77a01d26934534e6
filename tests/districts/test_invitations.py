"""Links to set a first password: single-use, expiring, and never a way into somebody else's account."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from districts import services
from districts.choices import Role
from districts.models import Invitation, Membership, User
from tests.factories import DistrictFactory, MembershipFactory, UserFactory

PASSWORD = "seven lakes and a mill"
BOTH = {"password1": PASSWORD, "password2": PASSWORD}
EMAIL = "noa@lakeview.example.org"


def add(district, **fields):
    return services.add_member(district=district, **{"email": EMAIL, "name": "Noa Reed", "role": Role.MEMBER, **fields})


def link(token):
    return f"/accounts/invitation/{token}/"


@pytest.fixture
def token(district):
    return add(district).token


def test_only_the_digest_of_a_token_is_stored(token):
    invitation = Invitation.objects.get()
    assert invitation.token_digest == sha256(token.encode()).hexdigest()
    assert token not in str(vars(invitation))


def test_accepting_sets_the_password_signs_in_and_leads_to_the_district(client, token):
    page = client.get(link(token))
    assert "Welcome to Lakeview School District" in page.text
    assert "no-store" in page["Cache-Control"]
    response = client.post(link(token), BOTH)
    assert (response.status_code, response.url) == (302, "/districts/lakeview/")
    person = User.objects.get(email=EMAIL)
    assert person.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.get("/districts/lakeview/members/").status_code == 200


def test_looking_at_a_link_does_not_use_it_up(client, token):
    assert [client.get(link(token)).status_code for _ in range(3)] == [200, 200, 200]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"password1": "millpond", "password2": "millpond"},
            {"password1": ["This password is too short. It must contain at least 10 characters."]},
        ),
        (
            {"password1": EMAIL, "password2": EMAIL},
            {"password1": ["The password is too similar to the e-mail address."]},
        ),
        (
            {"password1": PASSWORD, "password2": "another"},
            {"password2": ["You must type the same password each time."]},
        ),
    ],
)
def test_a_password_that_will_not_do_is_refused_beside_its_field(client, token, typed, errors):
    response = client.post(link(token), typed)
    assert response.context["form"].errors == errors
    assert Invitation.objects.get().used_at is None


def test_a_used_link_is_gone_and_says_whom_to_ask(client, token):
    client.post(link(token), BOTH)
    client.logout()
    for response in (client.get(link(token)), client.post(link(token), BOTH)):
        assert response.status_code == 410
        assert "<h1>This link works no more</h1>" in response.text
        assert "ask a lead of Lakeview School District for a new link" in response.text


def test_an_expired_link_is_gone(client, token, settings):
    expires_at = Invitation.objects.get().expires_at
    assert expires_at - timezone.now() > timedelta(days=settings.INVITATION_DAYS, minutes=-1)
    Invitation.objects.update(expires_at=timezone.now())
    assert client.get(link(token)).status_code == 410


def test_an_unknown_link_is_not_found(client, db):
    response = client.get(link("nonsense"))
    assert response.status_code == 404
    assert "<h1>There is no such link</h1>" in response.text
    assert "ask a lead of your district for a new link" in response.text


def test_a_link_used_in_the_meantime_is_gone_for_whoever_had_the_page_open(client, token, monkeypatch):
    """Between this request's first look and its saving, somebody else uses the link."""

    def refuse(**kwargs):
        raise services.InvitationClosed

    monkeypatch.setattr(services, "accept_invitation", refuse)
    response = client.post(link(token), BOTH)
    assert response.status_code == 410
    assert "_auth_user_id" not in client.session


def test_accepting_twice_works_once(token):
    services.accept_invitation(token=token, password=PASSWORD)
    with pytest.raises(services.InvitationClosed):
        services.accept_invitation(token=token, password="another mill and lakes")
    assert User.objects.get(email=EMAIL).check_password(PASSWORD)


def test_a_link_cannot_replace_a_password_that_was_set_in_another_way(client, token):
    person = User.objects.get(email=EMAIL)
    person.set_password("set through a mailed reset")
    person.save()
    assert client.get(link(token)).status_code == 410


def test_a_link_does_not_open_a_deactivated_account(client, token):
    User.objects.filter(email=EMAIL).update(is_active=False)
    assert client.get(link(token)).status_code == 410


def test_removing_a_member_revokes_their_link(client, token):
    services.remove_member(membership=Membership.objects.get(user__email=EMAIL))
    assert client.get(link(token)).status_code == 410


def test_accepting_in_somebody_elses_browser_says_so_and_signs_them_out(sign_in, token, outsider):
    client = sign_in(outsider)
    assert f"You are signed in here as {outsider.email}." in client.get(link(token)).text
    client.post(link(token), BOTH)
    assert client.session["_auth_user_id"] == str(User.objects.get(email=EMAIL).pk)


# A lead must not get hold of an account that another district relies on.


def test_an_account_in_use_joins_only_after_a_confirmation(sign_in, people, outsider):
    client = sign_in(people[Role.LEAD])
    typed = {"email": outsider.email, "name": "Somebody", "role": Role.COACH}
    first = client.post("/districts/lakeview/members/add/", typed)
    assert first.context["form"].errors == {"email": [services.ACCOUNT_EXISTS]}
    assert "I have asked the person: the account is theirs" in first.text
    assert not Membership.objects.filter(district__slug="lakeview", user=outsider).exists()
    second = client.post("/districts/lakeview/members/add/", {**typed, "confirmed": "on"}, follow=True)
    assert f"{outsider} is in the district now and signs in as before." in second.text
    assert not Invitation.objects.exists()


def test_the_confirmation_is_not_asked_for_without_need(sign_in, people):
    client = sign_in(people[Role.LEAD])
    assert "I have asked the person" not in client.get("/districts/lakeview/members/add/").text


def test_a_link_that_another_district_made_dies_when_this_district_relies_on_the_account(client, token):
    harbor = DistrictFactory(slug="harbor")
    with pytest.raises(ValidationError) as refusal:
        add(harbor)
    assert refusal.value.code == "account_exists"
    assert client.get(link(token)).status_code == 200
    assert add(harbor, confirmed=True).token is None
    assert client.get(link(token)).status_code == 410


def test_no_lead_gets_a_new_link_to_an_account_in_two_districts(district, token):
    harbor = DistrictFactory(slug="harbor")
    add(harbor, confirmed=True)
    person = User.objects.get(email=EMAIL)
    for place in (district, harbor):
        with pytest.raises(ValidationError) as refusal:
            services.issue_invitation(user=person, district=place)
        assert refusal.value.code == "not_ours"


def test_the_operator_can_make_a_link_to_an_unused_account_in_two_districts(client, district, token):
    add(DistrictFactory(slug="harbor"), confirmed=True)
    person = User.objects.get(email=EMAIL)
    made = services.issue_invitation(user=person, district=district, as_operator=True)
    assert client.get(link(made)).status_code == 200


@pytest.mark.parametrize("power", ["is_staff", "is_superuser"])
def test_no_lead_gets_a_link_to_an_account_that_administers_the_site(district, power):
    UserFactory(email=EMAIL, password=None, **{power: True})
    with pytest.raises(ValidationError) as refusal:
        add(district)
    assert refusal.value.code == "account_exists"
    assert add(district, confirmed=True).token is None


def test_an_account_that_was_signed_in_with_gets_no_link_even_if_its_password_was_taken_away(district):
    UserFactory(email=EMAIL, password=None, last_login=timezone.now())
    assert add(district, confirmed=True).token is None


def test_a_member_who_left_before_setting_a_password_can_be_added_elsewhere_with_a_link(client, token):
    services.remove_member(membership=Membership.objects.get(user__email=EMAIL))
    made = add(DistrictFactory(slug="harbor")).token
    assert (client.get(link(token)).status_code, client.get(link(made)).status_code) == (410, 200)


def test_an_account_keeps_its_own_name(district):
    MembershipFactory(user__email=EMAIL, user__name="Noa Adler")
    assert add(district, confirmed=True).membership.user.name == "Noa Adler"
