"""Who is on a team: seating, changing, moving and taking off, and what becomes of those who leave the district."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from core.saving import StaleVersion
from districts.models import Membership, TeamMember
from districts.reports import charter_report, team_history
from districts.services import (
    OnTeam,
    change_team_member,
    move_team_member,
    remove_member,
    seat_member,
    unseat_member,
)
from tests.districts.team_samples import named, refusal, seated, started


def names_of(team):
    return list(team.members.values_list("name", flat=True))


def test_people_and_names_are_seated_in_order(lead, member, team, perspectives):
    seated(team, lead, member, "Facilitator", perspectives["teacher"])
    named(team, lead, "  Tom   Albrecht ", perspective=perspectives["student"])
    report = charter_report(team, district=team.district)
    assert [(one.name, one.role, one.perspective, one.has_account) for one in report.members] == [
        ("A Member", "Facilitator", "Teacher", True),
        ("Tom Albrecht", "", "Student", False),
    ]
    assert report.missing == (
        "District leader", "Human resources", "Building leader", "Non-instructional staff", "Education association",
        "Family or community",
    )  # fmt: skip


def test_a_perspective_that_is_no_longer_offered_is_not_missing(team, perspectives):
    perspectives["student"].is_active = False
    perspectives["student"].save()
    assert "Student" not in charter_report(team, district=team.district).missing


def test_nobody_is_on_a_team_twice(lead, member, team, outsider):
    seated(team, lead, member)
    named(team, lead, "Tom Albrecht")
    assert refusal(seated, team, lead, member) == {"membership": ["This person is on the team already."]}
    twice = "Somebody of this name is on the team already. If this is somebody else, add what tells them apart."
    for name in ("tom ALBRECHT", "a member"):
        assert refusal(named, team, lead, name) == {"name": [twice]}
    assert refusal(named, team, lead, " ") == {"name": ["Choose somebody of the district, or type a name."]}
    assert names_of(team) == ["A Member", "Tom Albrecht"]
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.create(team=team, membership=Membership.objects.get(user=member), name="Again")
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.create(team=team, name="")


def test_nobody_of_another_district_is_seated(lead, team, outsider):
    theirs = OnTeam(membership=outsider.memberships.get())
    told = {"membership": ["This person has left the district in the meantime."]}
    assert refusal(seat_member, team, who=theirs, by=lead) == told


def test_a_person_is_on_several_teams(district, lead, member, team):
    other = started(district, lead, "Leadership team")
    assert [seated(one, lead, member).name for one in (team, other)] == ["A Member", "A Member"]


def test_who_somebody_is_is_said_anew_over_the_version_that_was_read(lead, member, team, perspectives):
    [tom] = named(team, lead, "Tom Albrecht")
    anew = OnTeam(name="Tom Albrecht", role="Watches the time", perspective=perspectives["teacher"])
    assert change_team_member(team, pk=tom.pk, who=anew, version=1, by=member) is True
    assert change_team_member(team, pk=tom.pk, who=anew, version=1, by=lead) is False
    with pytest.raises(StaleVersion) as stale:
        change_team_member(team, pk=tom.pk, who=OnTeam(name="Thomas Albrecht"), version=1, by=lead)
    assert (stale.value.row.role, stale.value.row.version) == ("Watches the time", 2)
    event = team_history(team)[0]
    assert (event.what, event.who, [change.name for change in event.texts]) == (
        "Tom Albrecht changed", "A Member", ["Role", "Perspective"],
    )  # fmt: skip


def test_a_name_becomes_a_person_once_there_is_an_account(lead, member, team):
    [tom] = named(team, lead, "Tom Albrecht")
    membership = team.district.memberships.get(user=member)
    assert change_team_member(team, pk=tom.pk, who=OnTeam(membership=membership), version=1, by=lead) is True
    assert [(one.name, one.has_account) for one in charter_report(team, district=team.district).members] == [
        ("A Member", True)
    ]


def test_who_leaves_the_district_stays_on_the_team_by_name(lead, member, team):
    seat = seated(team, lead, member, "Facilitator")
    member.name = "Mara Member"
    member.save()
    assert charter_report(team, district=team.district).members[0].name == "Mara Member"
    remove_member(membership=team.district.memberships.get(user=member))
    seat.refresh_from_db()
    assert (seat.name, seat.membership, seat.role, seat.version) == ("Mara Member", None, "Facilitator", 2)
    [line] = charter_report(team, district=team.district).members
    assert (line.name, line.has_account) == ("Mara Member", False)


def test_an_account_that_is_deleted_leaves_its_name(lead, member, team):
    seated(team, lead, member)
    member.delete()
    assert names_of(team) == ["A Member"]


def test_the_history_tells_that_a_name_stays(lead, member, team):
    seated(team, lead, member)
    remove_member(membership=team.district.memberships.get(user=member))
    assert [event.what for event in team_history(team)][:2] == [
        "A Member stays on the team by name alone", "A Member joined",
    ]  # fmt: skip


def test_members_move_one_place_and_the_ends_stay(lead, team):
    one, _, three = named(team, lead, "One", "Two", "Three")
    before = len(team_history(team))
    for pk, up, expected in [
        (three.pk, True, ["One", "Three", "Two"]),
        (three.pk, True, ["Three", "One", "Two"]),
        (three.pk, True, ["Three", "One", "Two"]),
        (one.pk, False, ["Three", "Two", "One"]),
        (one.pk, False, ["Three", "Two", "One"]),
    ]:
        move_team_member(team, pk=pk, up=up, by=lead)
        assert names_of(team) == expected
    assert len(team_history(team)) == before
    assert list(team.members.values_list("version", flat=True)) == [1, 1, 1]
    with pytest.raises(TeamMember.DoesNotExist):
        move_team_member(started(team.district, lead, "Other"), pk=one.pk, up=True, by=lead)


def test_who_is_taken_off_the_team_stays_in_its_history(lead, member, team):
    seat = seated(team, lead, member, "Facilitator")
    named(team, lead, "Tom Albrecht")
    unseat_member(team, pk=seat.pk, by=member)
    assert names_of(team) == ["Tom Albrecht"]
    assert [(event.what, event.who) for event in team_history(team)] == [
        ("A Member taken off the team", "A Member"),
        ("Tom Albrecht joined", "A Lead"),
        ("A Member joined: Facilitator", "A Lead"),
        ("Started", "A Lead"),
    ]
    assert seated(team, lead, member).position == 3


def test_a_perspective_that_a_team_brings_is_protected(lead, team, perspectives):
    named(team, lead, "Tom Albrecht", perspective=perspectives["student"])
    with pytest.raises(ProtectedError):
        perspectives["student"].delete()
