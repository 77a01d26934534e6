"""Starting a team and writing its charter: what the services do and refuse, and what reports cost."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from core.saving import StaleVersion
from districts.models import Team
from districts.reports import charter_report, is_untouched, team_history, team_lines
from districts.services import Charter, delete_team, describe_charter, put_out_of_use, put_team_back, unseat_member
from tests.districts.team_samples import TEXTS, named, refusal, started, written
from tests.factories import DistrictFactory


def texts_of(team):
    stored = Team.objects.get(pk=team.pk)
    return {key: getattr(stored, key) for key in TEXTS}


def test_a_team_starts_in_use_with_nothing_written(district, lead):
    team = started(district, lead, "  Talent   management team ")
    assert (str(team), team.is_active, team.version, team.changed_by) == ("Talent management team", True, 1, lead)
    assert texts_of(team) == dict.fromkeys(TEXTS, "")
    assert [record.history_user for record in team.history.all()] == [lead]


def test_names_are_unique_in_a_district_whatever_their_case(district, lead, team):
    taken = {"name": ["The district has a team of this name."]}
    assert refusal(started, district, lead, "talent MANAGEMENT team") == taken
    other = started(district, lead, "Leadership team")
    assert refusal(written, other, lead, name="Talent Management Team") == taken
    assert written(team, lead, name="TALENT management team").name == "TALENT management team"
    assert started(DistrictFactory(), lead).name == "Talent management team"
    with pytest.raises(IntegrityError), transaction.atomic():
        Team.objects.filter(pk=other.pk).update(name="talent management TEAM")


def test_a_charter_is_written_and_its_history_kept(lead, member, team):
    team = written(team, lead)
    assert (texts_of(team), team.version, team.changed_by) == (TEXTS, 2, lead)
    team = written(team, member, 2, norms="We listen, and take turns.")
    assert (team.version, team.changed_by) == (3, member)
    newest, middle, first = team_history(team)
    assert (newest.what, newest.who, [change.name for change in newest.texts]) == (
        "Charter changed", "A Member", ["Norms"],
    )  # fmt: skip
    assert "".join(run.text for run in newest.texts[0].after) == "We listen, and take turns."
    assert [change.name for change in middle.texts][2:4] == [
        "How the work meets other district systems",
        "Meeting rhythm",
    ]
    assert (first.what, first.who, first.texts) == ("Started", "A Lead", ())


def test_what_has_not_changed_is_not_saved(lead, member, team):
    written(team, lead)
    said = Charter(name=team.name, **TEXTS)
    for version in (2, 1, None):
        assert describe_charter(team, charter=said, version=version, by=member) is False
    assert Team.objects.get().version == 2


def test_two_people_who_write_different_texts_both_save(lead, member, team):
    written(team, lead)
    written(team, lead, 2, norms="We take turns.")
    said = Charter(name=team.name, **TEXTS | {"rhythm": "Every second Monday."})
    assert describe_charter(team, charter=said, version=2, by=member) is True
    assert texts_of(team) == TEXTS | {"norms": "We take turns.", "rhythm": "Every second Monday."}


@pytest.mark.parametrize("version", [2, 7, None])
def test_where_both_wrote_one_text_nothing_is_saved_and_nothing_lost(lead, member, team, version):
    written(team, lead)
    written(team, lead, 2, norms="We take turns.")
    said = Charter(name=team.name, **TEXTS | {"norms": "We are brief.", "rhythm": "Every second Monday."})
    with pytest.raises(StaleVersion) as stale:
        describe_charter(team, charter=said, version=version, by=member)
    assert (stale.value.row.norms, stale.value.row.version) == ("We take turns.", 3)
    assert texts_of(team) == TEXTS | {"norms": "We take turns."}


def test_the_same_words_twice_are_no_conflict(lead, member, team):
    written(team, lead)
    written(team, lead, 2, norms="We take turns.")
    said = Charter(name=team.name, **TEXTS | {"norms": "We take turns."})
    assert describe_charter(team, charter=said, version=2, by=member) is False


def test_a_team_is_put_out_of_use_and_back(district, lead, team):
    written(team, lead)
    other = started(district, lead, "Zoning team")
    put_out_of_use(team, by=lead)
    put_out_of_use(team, by=lead)
    assert [(line.name, line.is_active) for line in team_lines(district)] == [
        ("Zoning team", True), ("Talent management team", False),
    ]  # fmt: skip
    put_team_back(team, by=lead)
    assert [event.what for event in team_history(team)] == [
        "Put back in use", "Put out of use", "Charter changed", "Started",
    ]  # fmt: skip
    assert texts_of(team) == TEXTS
    assert other.version == 1


def test_putting_it_out_of_use_disturbs_nobody_who_writes(lead, member, team):
    put_out_of_use(team, by=lead)
    assert describe_charter(team, charter=Charter(name=team.name, norms="We listen."), version=1, by=member) is True
    assert (Team.objects.get().is_active, Team.objects.get().norms) == (False, "We listen.")


def test_only_an_untouched_team_is_deleted(district, lead, team):
    with_text = written(started(district, lead, "One"), lead, norms="We listen.")
    written(with_text, lead, 2, norms="")
    with_past_member = started(district, lead, "Two")
    [somebody] = named(with_past_member, lead, "Tom Albrecht")
    unseat_member(with_past_member, pk=somebody.pk, by=lead)
    renamed = written(started(district, lead, "Three"), lead, name="Drei")
    for kept in (with_text, with_past_member):
        with pytest.raises(ValidationError, match="so it is kept"):
            delete_team(kept)
    delete_team(team)
    delete_team(renamed)
    assert sorted(Team.objects.values_list("name", flat=True)) == ["One", "Two"]


def test_a_team_that_other_work_names_is_kept(team, monkeypatch):
    def refuse(self):
        raise ProtectedError("A plan names it.", {self})

    monkeypatch.setattr(Team, "delete", refuse)
    with pytest.raises(ValidationError, match="so it is kept"):
        delete_team(team)
    assert is_untouched(team)


# Reports ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 40])
def test_reports_take_the_same_queries_for_one_and_many_members(lead, district, team, count, django_assert_num_queries):
    named(team, lead, *(f"Person {number}" for number in range(count)))
    with django_assert_num_queries(1):
        assert [line.members for line in team_lines(district)] == [count]
    with django_assert_num_queries(2):
        assert len(charter_report(team, district=district).members) == count
    with django_assert_num_queries(2):
        assert len(team_history(team)) == count + 1


def test_a_line_says_how_far_the_charter_is(district, lead, team):
    written(team, lead, norms="We listen.", rhythm="Mondays.")
    named(team, lead, "Tom Albrecht", "Ines Farrow")
    [line] = team_lines(district)
    assert (line.members, line.written, line.total) == (2, 2, 6)
    assert line.url == f"/districts/lakeview/teams/{team.pk}/"
