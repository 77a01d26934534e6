"""The members page: everyone inside reads it, leads change it."""

import pytest
from django.urls import reverse

from districts.choices import Role
from districts.models import Invitation, Membership, User
from tests.factories import DistrictFactory, MembershipFactory, UserFactory

MEMBERS = "/districts/lakeview/members/"
ADD = f"{MEMBERS}add/"
NEW = {"email": "New@Lakeview.Example.org", "name": "Noa Reed", "role": Role.COACH}


@pytest.fixture
def lead(sign_in, people):
    return sign_in(people[Role.LEAD])


def membership_of(person):
    return Membership.objects.get(user=person)


def address(verb, person):
    return reverse(f"districts:member_{verb}", args=["lakeview", membership_of(person).pk])


@pytest.mark.parametrize("others", [0, 49])
def test_the_list_takes_four_queries_however_many_members(sign_in, district, others, django_assert_num_queries):
    lead = MembershipFactory(district=district, role=Role.LEAD).user
    MembershipFactory.create_batch(others, district=district)
    client = sign_in(lead)
    with django_assert_num_queries(4):
        response = client.get(MEMBERS)
    assert len(response.context["table"].rows) == others + 1


def test_the_list_shows_the_people_of_this_district_by_name(sign_in, people, outsider):
    rows = sign_in(people[Role.VIEWER]).get(MEMBERS).context["table"].data
    assert [(row.name, row.email, row.role, row.account) for row in rows] == [
        ("A Coach", "coach@lakeview.example.org", "Coach", "Ready"),
        ("A Lead", "lead@lakeview.example.org", "Lead", "Ready"),
        ("A Member", "member@lakeview.example.org", "Member", "Ready"),
        ("A Viewer", "viewer@lakeview.example.org", "Viewer", "Ready"),
    ]


@pytest.mark.parametrize(("role", "offered"), [(Role.LEAD, True), (Role.MEMBER, False), (Role.COACH, False)])
def test_only_leads_are_offered_changes(sign_in, people, role, offered):
    html = sign_in(people[role]).get(MEMBERS).text
    assert ("Add a member" in html) is offered
    assert ("Change role" in html) is offered


def test_a_new_person_gets_an_account_and_a_link_shown_once(lead, district):
    response = lead.post(ADD, NEW)
    person = User.objects.get(email="new@lakeview.example.org")
    assert (response.status_code, response.context["person"]) == (200, person)
    assert "http://testserver/accounts/invitation/" in response.context["url"]
    assert "no-store" in response["Cache-Control"]
    assert (person.name, person.has_usable_password()) == ("Noa Reed", False)
    assert membership_of(person).role == Role.COACH
    assert "/accounts/invitation/" not in lead.get(MEMBERS).text


def test_a_new_person_is_in_the_history_with_who_added_them(lead, people):
    lead.post(ADD, NEW)
    record = Membership.history.get(user__email="new@lakeview.example.org")
    assert (record.history_type, record.history_user) == ("+", people[Role.LEAD])


def test_the_list_says_who_has_no_password_yet_and_who_is_deactivated(lead, people):
    lead.post(ADD, NEW)
    User.objects.filter(pk=people[Role.COACH].pk).update(is_active=False)
    rows = {row.name: (row.account, row.link_allowed) for row in lead.get(MEMBERS).context["table"].data}
    assert rows == {
        "A Coach": ("Deactivated", False),
        "A Lead": ("Ready", False),
        "A Member": ("Ready", False),
        "A Viewer": ("Ready", False),
        "Noa Reed": ("No password yet", True),
    }


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("email", "nobody", "Enter a valid email address."),
        ("email", "", "This field is required."),
        ("name", "", "This field is required."),
        ("role", "owner", "Select a valid choice. owner is not one of the available choices."),
        ("email", "COACH@lakeview.example.org", "This person is in the district already."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(lead, field, value, message):
    form = lead.post(ADD, {**NEW, field: value}).context["form"]
    assert form.errors == {field: [message]}
    assert form["name"].value() == ("" if field == "name" else "Noa Reed")
    assert Membership.objects.filter(district__slug="lakeview").count() == 4


def test_a_deactivated_account_cannot_be_added(lead):
    UserFactory(email=NEW["email"].lower(), is_active=False)
    form = lead.post(ADD, NEW).context["form"]
    assert form.errors == {"email": ["This account is deactivated. Ask the operator of this site."]}


def test_a_role_is_changed_and_recorded(lead, people):
    response = lead.post(address("change", people[Role.VIEWER]), {"role": Role.MEMBER}, follow=True)
    assert "A Viewer is a member now." in response.text
    history = membership_of(people[Role.VIEWER]).history.all()
    assert [(record.role, record.history_user) for record in history] == [
        (Role.MEMBER, people[Role.LEAD]),
        (Role.VIEWER, None),
    ]


def test_a_role_that_stays_leaves_no_trace(lead, people):
    lead.post(address("change", people[Role.VIEWER]), {"role": Role.VIEWER})
    assert membership_of(people[Role.VIEWER]).history.count() == 1


def test_removing_asks_first_and_closes_the_access_at_once(lead, sign_in, people):
    person = people[Role.MEMBER]
    theirs = sign_in(person)
    assert theirs.get(MEMBERS).status_code == 200
    where = address("remove", person)
    assert "A Member sees nothing of Lakeview School District from then on." in lead.get(where).text
    assert theirs.get(MEMBERS).status_code == 200
    response = lead.post(where, follow=True)
    assert "A Member is no longer in the district." in response.text
    assert theirs.get(MEMBERS).status_code == 404


def test_the_last_lead_can_neither_leave_nor_step_down(lead, people):
    message = "A district needs a lead. Make somebody else a lead first."
    removal = lead.post(address("remove", people[Role.LEAD]))
    assert removal.context["form"].errors == {"__all__": [message]}
    change = lead.post(address("change", people[Role.LEAD]), {"role": Role.VIEWER})
    assert change.context["form"].errors == {"role": [message]}
    assert membership_of(people[Role.LEAD]).role == Role.LEAD


def test_a_lead_may_leave_when_another_stays(lead, people):
    lead.post(address("change", people[Role.MEMBER]), {"role": Role.LEAD})
    response = lead.post(address("remove", people[Role.LEAD]))
    assert (response.status_code, response.url) == (302, "/")
    assert lead.get(MEMBERS).status_code == 404


@pytest.mark.parametrize("verb", ["change", "remove", "link"])
def test_a_member_of_another_district_is_not_found(lead, outsider, verb):
    where = address(verb, outsider)
    assert (lead.get(where).status_code, lead.post(where, {"role": Role.VIEWER}).status_code) == (404, 404)
    assert membership_of(outsider).role == Role.LEAD


def test_the_lead_of_one_district_leads_nothing_in_another_where_they_are_a_viewer(sign_in, people, outsider):
    elsewhere = DistrictFactory(slug="elsewhere")
    MembershipFactory(district=elsewhere, user=people[Role.LEAD], role=Role.VIEWER)
    assert sign_in(people[Role.LEAD]).get("/districts/elsewhere/members/add/").status_code == 403


def test_a_new_link_replaces_the_earlier_one(lead, client):
    first = lead.post(ADD, NEW).context["url"]
    person = User.objects.get(email="new@lakeview.example.org")
    assert "An earlier link stops working." in lead.get(address("link", person)).text
    second = lead.post(address("link", person)).context["url"]
    assert first != second
    assert (client.get(first).status_code, client.get(second).status_code) == (410, 200)
    assert Invitation.objects.count() == 2


def test_an_account_with_a_password_gets_no_link(lead, people):
    response = lead.post(address("link", people[Role.COACH]))
    assert response.context["form"].errors == {
        "__all__": ["This account has a password or is not this district's alone."]
    }
    assert not Invitation.objects.exists()


def test_the_link_is_mailed_where_mail_is_set_up(lead, mailoutbox):
    response = lead.post(ADD, NEW)
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["new@lakeview.example.org"], "Your account for Lakeview School District")
    assert response.context["url"] in mail.body
    assert "It is on its way to new@lakeview.example.org." in response.text


def test_without_mail_the_link_is_only_shown(lead, mailoutbox, settings):
    settings.MAIL_IS_SET_UP = False
    response = lead.post(ADD, NEW)
    assert mailoutbox == []
    assert "Give it to Noa Reed yourself: it was not mailed." in response.text


def test_a_mail_server_that_does_not_answer_costs_nothing_but_the_mail(lead, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = lead.post(ADD, NEW)
    assert "Give it to Noa Reed yourself: it was not mailed." in response.text
    assert [record.getMessage() for record in caplog.records] == ["An invitation could not be mailed."]
