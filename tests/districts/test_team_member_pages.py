"""The pages on which a lead says who is on a team."""

import pytest

from districts.choices import Role
from tests.districts.team_samples import address, said

TWICE = "Somebody of this name is on the team already. If this is somebody else, add what tells them apart."


def test_somebody_of_the_district_and_a_name_are_added(leading, people, team, perspectives):
    page = address("team_member_list", team)
    coach = people[Role.COACH].memberships.get().pk
    added = leading.post(page, {"membership": coach, "perspective": perspectives["teacher"].pk}, follow=True)
    assert said(added) == ["A Coach is on the team now."]
    leading.post(page, {"name": "Tom Albrecht", "role": "Watches the time"})
    rows = [(row.name, row.role, row.perspective) for row in leading.get(page).context["charter"].members]
    assert rows == [("A Coach", "", "Teacher"), ("Tom Albrecht", "Watches the time", "")]
    offered = [label for _, label in leading.get(page).context["form"]["membership"].field.choices]
    assert offered == ["Somebody without an account", "A Lead", "A Member", "A Viewer"]


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({}, {"name": ["Choose somebody of the district, or type a name."]}),
        ({"name": "TOM albrecht"}, {"name": [TWICE]}),
        (
            {"membership": "0"},
            {"membership": ["Select a valid choice. That choice is not one of the available choices."]},
        ),
        ({"name": "x" * 121}, {"name": ["Ensure this value has at most 120 characters (it has 121)."]}),
    ],
)
def test_what_is_wrong_about_somebody_is_said(leading, whole, sent, errors):
    response = leading.post(address("team_member_list", whole), sent)
    assert response.status_code == 422
    assert response.context["form"].errors == errors
    assert whole.members.count() == 2


def test_a_person_and_another_name_are_not_both_taken(leading, people, whole):
    coach = people[Role.COACH].memberships.get().pk
    response = leading.post(address("team_member_list", whole), {"membership": coach, "name": "Noa Reed"})
    assert response.context["form"].errors == {
        "name": ["Somebody is chosen above. Leave this empty, or choose nobody there."]
    }


def test_a_name_gets_its_account(leading, people, whole):
    tom = whole.members.get(name="Tom Albrecht")
    change = address("team_member_change", whole, tom.pk)
    form = leading.get(change).context["form"]
    assert (form["name"].value(), form["version"].value()) == ("Tom Albrecht", 1)
    coach = people[Role.COACH].memberships.get()
    response = leading.post(change, {"membership": coach.pk, "name": "Tom Albrecht", "version": 1}, follow=True)
    assert response.redirect_chain == [(address("team_member_list", whole), 302)]
    tom.refresh_from_db()
    assert (tom.membership, tom.name, tom.version) == (coach, "A Coach", 2)


def test_two_who_change_one_person_see_what_the_other_saved(leading, whole, perspectives):
    tom = whole.members.get(name="Tom Albrecht")
    change = address("team_member_change", whole, tom.pk)
    leading.post(change, {"name": "Tom Albrecht", "role": "Watches the time", "version": 1})
    sent = {"name": "Tom Albrecht", "role": "Takes notes", "perspective": perspectives["student"].pk, "version": 1}
    response = leading.post(change, sent)
    assert (response.status_code, response.context["form"].errors) == (
        409,
        {
            "role": ["Somebody else saved this meanwhile: Watches the time"],
            "perspective": ["Somebody else saved this meanwhile: nothing"],
        },
    )
    leading.post(change, sent | {"version": response.context["form"]["version"].value()})
    tom.refresh_from_db()
    assert (tom.role, tom.perspective) == ("Takes notes", perspectives["student"])


def test_a_perspective_that_is_no_longer_offered_stays_with_who_brings_it(leading, whole, perspectives):
    perspectives["teacher"].is_active = False
    perspectives["teacher"].save()
    brings = whole.members.get(role="Facilitator")
    offered = leading.get(address("team_member_change", whole, brings.pk)).context["form"]["perspective"].field.queryset
    assert perspectives["teacher"] in offered
    new = leading.get(address("team_member_list", whole)).context["form"]["perspective"].field.queryset
    assert perspectives["teacher"] not in new


def test_somebody_moves_and_is_removed_after_a_question(leading, whole):
    tom = whole.members.get(name="Tom Albrecht")
    moved = leading.post(address("team_member_move", whole, tom.pk), {"to": "up"}, follow=True)
    assert said(moved) == ["Tom Albrecht is one place further up."]
    assert list(whole.members.values_list("name", flat=True)) == ["Tom Albrecht", "A Member"]
    remove = address("team_member_remove", whole, tom.pk)
    assert "Tom Albrecht is no longer listed in the charter." in leading.get(remove).text
    assert whole.members.count() == 2
    assert said(leading.post(remove, follow=True)) == ["Tom Albrecht is no longer on the team."]
    assert leading.post(remove).status_code == 404
