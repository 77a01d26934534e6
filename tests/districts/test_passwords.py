"""Forgotten and changed passwords."""

import re

import pytest
from django.test import override_settings

from districts.choices import Role
from districts.models import User
from tests.factories import PASSWORD, UserFactory

RESET = "/accounts/password/reset/"
CHANGE = "/accounts/password/change/"
NEW = "seven lakes and a mill"


def reset_link(mailoutbox) -> str:
    [mail] = mailoutbox
    return re.search(r"http://testserver(\S+)", mail.body).group(1)


def test_a_forgotten_password_is_set_anew_through_a_mailed_link(client, people, mailoutbox):
    person = people[Role.MEMBER]
    assert client.post(RESET, {"email": person.email}).url == "/accounts/password/reset/done/"
    assert (mailoutbox[0].subject, mailoutbox[0].to) == ("Set a new password for talentsys", [person.email])
    form_page = client.get(reset_link(mailoutbox), follow=True)
    action = form_page.redirect_chain[-1][0]
    assert action.endswith("-set-password/")
    done = client.post(action, {"password1": NEW, "password2": NEW}, follow=True)
    assert done.redirect_chain[-1][0] == "/accounts/password/reset/key/done/"
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_a_reset_link_works_once(client, people, mailoutbox):
    client.post(RESET, {"email": people[Role.MEMBER].email})
    action = client.get(reset_link(mailoutbox), follow=True).redirect_chain[-1][0]
    client.post(action, {"password1": NEW, "password2": NEW})
    again = client.get(reset_link(mailoutbox))
    assert "It has been used already, or it is older than a day." in again.text


def test_a_weak_new_password_is_refused_beside_its_field(client, people, mailoutbox):
    client.post(RESET, {"email": people[Role.MEMBER].email})
    action = client.get(reset_link(mailoutbox), follow=True).redirect_chain[-1][0]
    response = client.post(action, {"password1": "password", "password2": "password"})
    assert response.context["form"].errors["password1"] == [
        "This password is too short. It must contain at least 10 characters.",
        "This password is too common.",
    ]


def test_an_unknown_address_reads_the_same_and_gets_no_mail(client, db, mailoutbox):
    assert client.post(RESET, {"email": "nobody@example.org"}).url == "/accounts/password/reset/done/"
    assert mailoutbox == []


@override_settings(MAIL_IS_SET_UP=False)
def test_without_mail_the_page_says_whom_to_ask_and_sends_nothing(client, people, mailoutbox):
    for response in (client.get(RESET), client.post(RESET, {"email": people[Role.LEAD].email})):
        assert response.status_code == 200
        assert "This site sends no mail, so it cannot send you a link." in response.text
        assert "ask a lead of your district" in response.text
        assert "ask the operator of this site" in response.text
        assert 'name="email"' not in response.text
    assert mailoutbox == []


def test_a_changed_password_works_and_keeps_this_session_only(sign_in, people):
    person = people[Role.COACH]
    here, there = sign_in(person), sign_in(person)
    response = here.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}, follow=True)
    assert response.redirect_chain == [("/accounts/", 302)]
    assert "Your new password is set." in response.text
    assert there.get("/accounts/").status_code == 302
    assert User.objects.get(pk=person.pk).check_password(NEW)


def test_changing_needs_the_current_password(sign_in, people):
    client = sign_in(people[Role.COACH])
    response = client.post(CHANGE, {"oldpassword": "wrong", "password1": NEW, "password2": NEW})
    assert response.context["form"].errors == {"oldpassword": ["This is not your current password."]}


def test_an_account_without_a_password_is_sent_to_the_reset(db, sign_in):
    client = sign_in(UserFactory(password=None))
    response = client.get(CHANGE, follow=True)
    assert response.redirect_chain == [("/accounts/password/set/", 302), (RESET, 302)]


@pytest.mark.parametrize("page", [RESET, "/accounts/login/"])
def test_fields_have_labels_of_their_own_and_no_placeholders(client, db, page):
    html = client.get(page).text
    assert "E-mail address" in html
    assert "placeholder" not in html
