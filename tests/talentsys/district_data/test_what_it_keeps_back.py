"""What a district's data file does not tell: sealed ballots, whose a ballot is, staff data, and what was taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from comments.models import Comment
from comments.services import take_back
from districts.choices import Role
from districts.models import District, Membership, User
from districts.services import remove_member
from inventories.models import Entry, StaffExport
from inventories.owners import EntryThreads
from inventories.services import delete_entries, name_reader
from rounds.choices import State
from rounds.models import Ballot, Rater
from rounds.services import describe_seat
from talentsys.district_data.building import DistrictData
from tests.inventories.keeping import entered
from tests.rounds.factories import cast, cast_all, move, seat_of


def file_of(user: User, *, staff: bool = False) -> dict[str, Any]:
    """The file as a program reads it."""
    member = Membership.objects.select_related("district", "user").get(user=user)
    found: dict[str, Any] = json.loads(DistrictData(member, with_staff_data=staff).content())
    return found


def words_of(user: User, **options: Any) -> str:
    return json.dumps(file_of(user, **options))


# Ballots --------------------------------------------------------------------------------------------


@pytest.fixture
def raters(people: dict[Role, User]) -> list[User]:
    return [people[role] for role in (Role.MEMBER, Role.COACH, Role.VIEWER)]


@pytest.fixture
def round(assessment, round_of, raters):
    """An open round over two items, in which three have cast their ballots."""
    round = round_of(assessment, raters, ("5a-aware", "5a-ready"))
    for rater, codes in zip(raters, ("01", "12", "21"), strict=True):
        cast_all(round, rater, codes, why=f"Said by {rater.name}")
    return round


def test_no_ballot_of_a_sealed_round_is_in_it(round, lead, raters):
    def nothing_is_told() -> bool:
        file = file_of(lead)
        return file["ballots"] == [] and "Said by" not in json.dumps(file)

    assert nothing_is_told()
    move(round, State.ENDED, lead)
    assert nothing_is_told()
    move(round, State.REVEALED, lead)
    assert not nothing_is_told()
    move(round, State.OPEN, lead, "Once more")
    assert nothing_is_told()
    move(round, State.CLOSED, lead, "Never mind")  # Before its reveal: sealed for ever.
    assert nothing_is_told()
    assert Ballot.objects.count() == 6


def test_ballots_of_a_revealed_and_of_a_closed_round_are_in_it(round, lead, raters):
    move(round, State.REVEALED, lead)
    revealed = file_of(lead)["ballots"]
    assert sorted((row["item_key"], row["value"]) for row in revealed) == [
        ("5a-aware", 0), ("5a-aware", 1), ("5a-aware", 2), ("5a-ready", 1), ("5a-ready", 1), ("5a-ready", 2),
    ]  # fmt: skip
    assert {row["rater"] for row in revealed} == {None}
    move(round, State.CLOSED, lead, "That will do")
    assert file_of(lead)["ballots"] == revealed


def test_nothing_tells_whose_a_ballot_is(round, lead, raters):
    """Neither a name nor a version nor an order: ids count an order of chance that belongs to no rater."""
    move(round, State.REVEALED, lead)
    file = file_of(lead)
    fields = {"id", "round", "rater", "item_key", "is_hidden", "value", "unknown", "rationale"}
    assert [set(row) for row in file["ballots"]] == [fields] * 6
    assert [row["id"] for row in file["ballots"]] == [f"rounds.ballot-{number}" for number in range(1, 7)]
    assert "named" not in file["raters"][0]
    told = {row["rationale"]: row["value"] for row in file["ballots"]}
    written = Ballot.objects.order_by("pk").values_list("rationale", "value")
    assert told == dict(written)
    assert list(told) != [text for text, _ in written]
    assert list(told) == [row["rationale"] for row in file_of(lead)["ballots"]]


def test_who_chose_to_be_named_is_named_beside_their_words_alone(round, lead, raters):
    chosen = raters[0]
    perspective = seat_of(round, chosen).perspective
    describe_seat(round_pk=round.pk, perspective=perspective, named=True, by=chosen)
    cast(round, chosen, "5a-ready", "1", "")
    move(round, State.REVEALED, lead)
    named = [row for row in file_of(lead)["ballots"] if row["rater"]]
    seat = f"rounds.rater-{Rater.objects.get(membership__user=chosen).pk}"
    assert [(row["rater"], row["rationale"]) for row in named] == [(seat, f"Said by {chosen.name} 5a-aware")]


def test_too_few_ballots_show_no_answer(assessment, round_of, lead, raters):
    round = round_of(assessment, raters, ("5a-aware", "5a-ready"))
    for rater, codes in zip(raters, ("0 ", "1n", "2n"), strict=True):
        cast_all(round, rater, codes)
    move(round, State.REVEALED, lead)
    rows = file_of(lead)["ballots"]
    assert {(row["item_key"], row["is_hidden"], row["value"], row["unknown"]) for row in rows} == {
        ("5a-aware", False, 0, False),
        ("5a-aware", False, 1, False),
        ("5a-aware", False, 2, False),
        ("5a-ready", True, None, None),
    }


# Staff data -----------------------------------------------------------------------------------------


def test_staff_data_is_in_it_where_it_is_asked_for_and_may_be_read(secret, people, district):
    lead, member, coach = (people[role] for role in (Role.LEAD, Role.MEMBER, Role.COACH))
    name_reader(secret, membership=district.memberships.get(user=member), by=lead)
    found = {
        (user.name, staff): "Zebulon" in words_of(user, staff=staff)
        for user in (lead, member, coach)
        for staff in (True, False)
    }
    assert [key for key, told in found.items() if told] == [(lead.name, True), (member.name, True)]
    file = file_of(lead)
    assert [row["title"] for row in file["inventories"]] == ["Licenses"]
    assert (file["inventory_columns"], file["inventory_prompts"], file["entries"]) == ([], [], [])


def test_what_is_said_of_staff_data_goes_with_it(secret, people, lead):
    [entry] = Entry.objects.for_inventory(secret)
    thread = EntryThreads.find(lead, "lakeview", pk=secret.pk, entry=entry.pk)
    thread.say(words="Renewed in June?", mentioned=[people[Role.COACH]], by=lead)
    plain, whole = file_of(lead), file_of(lead, staff=True)
    assert [len(plain[name]) for name in ("threads", "comments", "mentions")] == [0, 0, 0]
    assert [len(whole[name]) for name in ("threads", "comments", "mentions")] == [1, 1, 1]
    assert whole["entries"][0]["thread"] == whole["comments"][0]["thread"] == whole["threads"][0]["id"]
    assert "seen_at" not in whole["mentions"][0]
    assert file_of(people[Role.COACH], staff=True)["comments"] == []


def test_only_files_with_staff_data_are_recorded(sign_in, secret, lead, people, outsider):
    address = "/districts/lakeview/data/"
    assert sign_in(people[Role.MEMBER]).post(address, {"staff": "on"}).status_code == 403
    assert sign_in(outsider).post(address, {"staff": "on"}).status_code == 404
    assert sign_in(lead).post(address).json()["entries"] == []
    assert StaffExport.objects.count() == 0
    answer = sign_in(lead).post(address, {"staff": "on"})
    assert [row["cells"] for row in answer.json()["entries"]] == [{"thing": "Zebulon"}]
    [record] = StaffExport.objects.all()
    assert (record.inventory, record.by) == (secret, lead)
    assert f'filename="{record.file}"' in answer["Content-Disposition"]


# What is gone ---------------------------------------------------------------------------------------


def test_deleted_entries_and_words_that_were_taken_back_are_not_in_it(secret, lead, district):
    [gone] = entered(secret, lead, {"thing": "Gone for good"})
    delete_entries(secret, pks=[gone.pk], by=lead)
    [entry] = Entry.objects.for_inventory(secret)
    thread = EntryThreads.find(lead, "lakeview", pk=secret.pk, entry=entry.pk)
    thread.say(words="Better unsaid", mentioned=[], by=lead)
    take_back(Comment.objects.get(), by=lead)
    file = file_of(lead, staff=True)
    assert [word for word in ("Gone for good", "Better unsaid") if word in json.dumps(file)] == []
    [comment] = file["comments"]
    assert (comment["words"], comment["taken_back_at"] is None) == ("", False)


def test_who_has_left_is_named_without_an_address(district: District, lead, member, round):
    email = member.email
    remove_member(membership=district.memberships.get(user=member))
    file = file_of(lead)
    [person] = [one for one in file["people"] if one["name"] == member.name]
    assert person == {"id": f"people.person-{member.pk}", "name": "A Member", "email": None}
    assert email not in json.dumps(file)
    assert {row["membership"] for row in file["raters"] if row["person"] == person["id"]} == {None}


# The page -------------------------------------------------------------------------------------------


def test_the_page_says_what_is_in_the_file_and_staff_data_is_off(sign_in, lead, django_assert_num_queries):
    client = sign_in(lead)
    assert "/districts/lakeview/data/" in client.get("/districts/lakeview/settings/").text
    with django_assert_num_queries(3):
        page = client.get("/districts/lakeview/data/")
    assert not page.context["form"]["staff"].value()
    assert 'name="staff"' in page.text
    assert "checked" not in page.text
    for words in ("Action steps", "Ballots of rounds that were revealed", "Passwords, sign-ins", "Download the data"):
        assert words in page.text
    assert page.text.count("btn-primary") == 1
