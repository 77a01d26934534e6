"""The pages of a district's teams: who sees and changes what, starting one, and putting it out of use."""

import pytest

from districts.choices import Role
from districts.models import Team
from tests.districts.team_samples import address, named, said, started, written

TEAMS = "/districts/lakeview/teams/"
START = f"{TEAMS}start/"


# Reading ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_everyone_inside_reads_the_charter_and_leads_alone_change_it(sign_in, people, whole, role):
    client = sign_in(people[role])
    html = client.get(whole.get_absolute_url()).text
    for words in ("The budget meeting hears of it first.", "Facilitator", "Tom Albrecht", "Not said yet", "A Lead"):
        assert words in html
    offered = [words in html for words in ("Edit the charter", "Change who is on the team", "Put out of use")]
    assert offered == [role == Role.LEAD] * 3
    pages = [START, *(address(name, whole) for name in ("charter_edit", "team_member_list", "team_use", "team_delete"))]
    assert {client.get(page).status_code for page in pages} == {200 if role == Role.LEAD else 403}
    before = Team.objects.get().version
    client.post(address("charter_edit", whole), {"name": "Theirs", "version": before})
    assert Team.objects.get().name == ("Theirs" if role == Role.LEAD else "Talent management team")


def test_the_charter_says_which_perspectives_nobody_brings(leading, whole):
    html = leading.get(whole.get_absolute_url()).text
    assert "Nobody brings: District leader, Human resources, Building leader, Non-instructional staff" in html
    assert "Nobody brings" in leading.get(address("team_member_list", whole)).text


def test_outsiders_find_nothing_and_leads_nothing_of_others(sign_in, outsider, leading, whole):
    theirs = sign_in(outsider)
    names = ("team_detail", "charter_edit", "charter_pdf", "team_history", "team_use", "team_member_list")
    assert {theirs.get(address(name, whole)).status_code for name in names} == {404}
    elsewhere = started(outsider.memberships.get().district, outsider, "Harbor team")
    assert {leading.get(address(name, elsewhere)).status_code for name in names} == {404}
    assert leading.post(address("team_delete", elsewhere)).status_code == 404
    other = started(whole.district, whole.changed_by, "Other team")
    tom = whole.members.get(name="Tom Albrecht").pk
    assert leading.get(address("team_member_change", other, tom)).status_code == 404
    assert "Harbor team" not in leading.get(TEAMS).text


def test_empty_pages_teach_the_next_step(sign_in, people, leading, district, lead):
    assert "Start with the name." in leading.get(TEAMS).text
    assert "Leads of the district start them." in sign_in(people[Role.VIEWER]).get(TEAMS).text
    team = started(district, lead)
    html = leading.get(team.get_absolute_url()).text
    assert ("Write the charter" in html, "Begin with the functions" in html, html.count("btn-primary")) == (
        True,
        True,
        1,
    )
    assert "Leads of the district write it." in sign_in(people[Role.VIEWER]).get(team.get_absolute_url()).text
    assert "Nobody brings" not in html
    html = leading.get(written(team, lead).get_absolute_url()).text
    assert html.count("btn-primary") == 1
    assert ">Add members</a>" in html


def test_the_members_page_leads_to_the_teams(sign_in, people):
    assert f'href="{TEAMS}"' in sign_in(people[Role.VIEWER]).get("/districts/lakeview/members/").text


@pytest.mark.parametrize("count", [1, 40])
def test_pages_take_the_same_queries_for_one_and_many_members(leading, lead, team, count, django_assert_num_queries):
    """Session, user, membership with its district; then teams, or the team, members and perspectives."""
    named(team, lead, *(f"Person {number}" for number in range(count)))
    for page, queries in [
        (TEAMS, 4),
        (team.get_absolute_url(), 6),
        (address("charter_edit", team), 4),
        (address("team_history", team), 6),
        (address("team_member_list", team), 8),
    ]:
        with django_assert_num_queries(queries):
            assert leading.get(page).status_code == 200


# Starting, and putting out of use -----------------------------------------------------------------


def test_a_team_is_started_and_its_charter_comes_next(leading, district):
    response = leading.post(START, {"name": " Talent  management team"}, follow=True)
    team = Team.objects.get()
    assert response.redirect_chain == [(address("charter_edit", team), 302)]
    assert said(response) == [
        "Talent management team is started. Write what you know of its charter; the rest can wait."
    ]
    again = leading.post(START, {"name": "talent management TEAM"})
    assert again.context["form"].errors == {"name": ["The district has a team of this name."]}
    assert again.context["form"]["name"].value() == "talent management TEAM"


def test_a_team_is_put_out_of_use_and_back(leading, whole):
    use = address("team_use", whole)
    page = leading.get(use).text
    assert ("Put it out of use" in page, "Delete the team" in page) == (True, False)
    assert said(leading.post(use, {"use": "no"}, follow=True)) == ["Talent management team is out of use."]
    assert "Out of use." in leading.get(whole.get_absolute_url()).text
    assert "Out of use" in leading.get(TEAMS).text
    assert said(leading.post(use, {"use": "yes"}, follow=True)) == ["Talent management team is in use again."]


def test_an_untouched_team_is_deleted_and_any_other_kept(leading, whole, district, lead):
    kept = leading.post(address("team_delete", whole), follow=True)
    assert said(kept)[0].startswith("Somebody has written in its charter")
    assert "Back to Talent management team" in leading.get(address("team_delete", whole)).text
    other = started(district, lead, "Other team")
    assert "Delete the team" in leading.get(address("team_use", other)).text
    assert said(leading.post(address("team_delete", other), follow=True)) == ["Other team is deleted."]
    assert Team.objects.get() == whole


def test_what_goes_meanwhile_is_not_found(leading, whole, monkeypatch):
    def gone(*args, **kwargs):
        raise Team.DoesNotExist

    monkeypatch.setattr("districts.services.put_out_of_use", gone)
    assert leading.post(address("team_use", whole), {"use": "no"}).status_code == 404


def test_the_history_is_for_everyone_inside(sign_in, people, whole):
    html = sign_in(people[Role.VIEWER]).get(address("team_history", whole)).text
    for words in (
        "Charter changed",
        "A Member joined: Facilitator, Teacher",
        "Tom Albrecht joined",
        "Started",
        "How the work meets other district systems after",
    ):
        assert words in html
