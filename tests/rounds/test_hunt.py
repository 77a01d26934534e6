"""What people do by mistake, at once, or after things around a round have changed: nothing leaks, is lost or stuck."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from districts.choices import Role
from districts.models import Perspective
from districts.services import add_member, remove_member
from readiness.models import Rating
from readiness.reports import information_gaps_of
from rounds.choices import State
from rounds.models import Ballot, Round, Transition
from rounds.reports import item_ballots, item_history
from rounds.services import Draft, Marks, describe_seat, key_ballots
from tests.factories import MembershipFactory
from tests.readiness.factories import rate
from tests.readiness.pages import Page
from tests.rounds.factories import cast, cast_all, move, open_round, owned, seat, seat_of

KEYS = ("5a-aware", "5a-ready", "6a-aware")


@pytest.fixture
def raters(district):
    return [one.user for one in MembershipFactory.create_batch(4, district=district)]


@pytest.fixture
def round(round_of, assessment, raters):
    return round_of(assessment, raters, KEYS)


def url(round, rest=""):
    return f"/districts/{round.district.slug}/readiness/rounds/{round.pk}/{rest}"


def row_of(key):
    return Rating.objects.get(stage_description__key=key)


def agree(round, by, key, code, note="", dissent=""):
    found = owned(round, by)
    draft = Draft(
        version=found.agreed_row(key).version, answer=found.scales[key].answer(code), note=note, dissent=dissent
    )
    return found.agree(key=key, draft=draft, by=by)


def links(response):
    return {link["href"]: link.text for link in Page(response).root.one("main").all("a")}


# Small rounds ---------------------------------------------------------------------------------------


def test_what_few_raters_lack_is_not_told_because_a_larger_round_lacks_it_too(assessment, perspectives, raters, lead):
    """Beside the texts of a round of three, that of a round of two would say that its rater lacked information."""
    for title, people, codes in (("Small", raters[:2], "n0"), ("Large", raters[:3], "n00")):
        round = open_round(assessment, ["5a-aware"], title)
        seat(round, people)
        for person, code in zip(people, codes, strict=True):
            cast(round, person, "5a-aware", code, f"{title} {code}")
        move(round, State.REVEALED, lead)
        move(round, State.CLOSED, lead, "Enough.")
    assert [(gap.who, gap.missing) for gap in information_gaps_of(assessment)] == [
        ("1 of 3 raters in Large", ("Large n",))
    ]


@pytest.mark.parametrize("codes", ["0", "12", "nn", "2n"])
def test_one_or_two_ballots_tell_nothing_but_how_many_they_are(round, raters, lead, sign_in, codes):
    other = codes.translate(str.maketrans("012n", "2n01"))
    shown = []
    for given in (codes, other):
        for person, code in zip(raters, given, strict=False):
            cast(round, person, "5a-aware", code)
        move(round, State.REVEALED, lead)
        pages = [sign_in(lead).get(url(round, page)) for page in ("", "agree/5a-aware/", "information/")]
        shown.append([Page(page).root.one("main").text for page in pages])
        move(round, State.OPEN, lead, "Once more.")
    figures = Transition.objects.filter(round=round, from_state=State.REVEALED).values_list("figures", flat=True)
    assert [one[0][1] for one in figures] == [
        f"{len(codes)} ballot{'s' if len(codes) > 1 else ''}. The spread shows from 3 on."
    ] * 2
    assert shown[0][1:] == shown[1][1:]


# People who leave, come back, or change their seat ----------------------------------------------------


def test_whoever_leaves_and_comes_back_has_one_seat_and_the_ballots_in_it(round, raters, sign_in):
    person, others = raters[0], raters[1:]
    cast_all(round, person, "012", "Mine")
    before = list(Ballot.objects.filter(rater__round=round).values_list("pk", "value", "rationale", "version"))
    remove_member(membership=person.memberships.get())
    assert sign_in(person).get(url(round, "ballot/")).status_code == 404
    added = add_member(district=round.district, email=person.email, name="", role=Role.VIEWER, confirmed=True)
    assert sign_in(person).get(url(round, "ballot/")).status_code == 403
    seat(round, [person, *others])
    assert (round.raters.count(), seat_of(round, person).membership) == (4, added.membership)
    assert list(Ballot.objects.filter(rater__round=round).values_list("pk", "value", "rationale", "version")) == before
    assert sign_in(person).get(url(round, "ballot/")).content.decode().count("Mine 5a-aware") == 1


def test_whoever_comes_back_without_having_rated_takes_the_empty_seat_again(round, raters, lead):
    person = raters[0]
    remove_member(membership=person.memberships.get())
    add_member(district=round.district, email=person.email, name="", role=Role.VIEWER, confirmed=True)
    seat(round, raters)
    assert (round.raters.count(), seat_of(round, person).label) == (4, str(person))


def test_the_ballots_of_somebody_who_left_are_counted_and_their_empty_seat_goes(round, raters, lead):
    cast_all(round, raters[0], "012")
    for person in raters[:2]:
        remove_member(membership=person.memberships.get())
    seat(round, raters[2:])
    assert sorted(round.raters.values_list("label", flat=True)) == sorted(str(raters[place]) for place in (0, 2, 3))
    move(round, State.REVEALED, lead)
    assert [one.agreement.ballots for one in owned(round, lead).spreads()] == [1, 1, 1]


def test_a_name_goes_from_what_was_written_when_its_rater_takes_it_back(round, raters, lead, perspectives):
    teacher = perspectives["teacher"]
    for person in raters[:3]:
        cast(round, person, "5a-aware", "1", f"By {person}")
        describe_seat(round_pk=round.pk, perspective=teacher, named=person == raters[0], by=person)
    who = []
    for _ in range(2):
        move(round, State.REVEALED, lead)
        written = item_ballots(round, owned(round, lead).item("5a-aware")).written
        who.append(sorted(one.who for one in written))
        move(round, State.OPEN, lead, "Once more.")
        describe_seat(round_pk=round.pk, perspective=teacher, named=False, by=raters[0])
    assert who == [sorted([str(raters[0]), "Teacher", "Teacher"]), ["Teacher"] * 3]


def test_a_perspective_that_is_renamed_or_retired_stays_with_its_raters(round, raters, lead, sign_in):
    brought = seat_of(round, raters[0]).perspective
    Perspective.objects.filter(pk=brought.pk).update(title="Superintendent", is_active=False)
    cast_all(round, raters[0], "012")
    page = Page(sign_in(raters[0]).get(url(round, "ballot/seat/")))
    chosen = [one.text for one in page.id("id_perspective").all("option") if "selected" in one.attributes]
    assert chosen == ["Superintendent"]
    sent = {"perspective": brought.pk, "named": "on"}
    assert sign_in(raters[0]).post(url(round, "ballot/seat/"), sent).status_code == 302
    assert seat_of(round, raters[0]).named is True
    seats = Page(sign_in(lead).get(url(round))).root.one("table").texts("td")
    assert seats.count("Superintendent") == 1


# A lead who errs --------------------------------------------------------------------------------------


def test_a_round_closed_by_mistake_leaves_its_items_to_a_new_one_and_its_ballots_sealed(
    round, raters, lead, assessment
):
    cast_all(round, raters[0], "012", "Sealed")
    move(round, State.CLOSED, lead, "By mistake.")
    for to in State:
        with pytest.raises(ValidationError):
            move(round, to, lead, "Open it again.")
    assert rate(assessment, "5a-aware", "1", by=lead).written
    again = open_round(assessment, KEYS, "Again")
    seat(again, raters)
    cast_all(again, raters[0], "210")
    assert (list(Ballot.objects.revealed(round)), Ballot.objects.filter(rater__round=round).count()) == ([], 3)


def test_voting_that_ended_with_no_ballot_is_taken_up_again_or_filled_from_paper(round, raters, lead, sign_in):
    client = sign_in(lead)
    move(round, State.ENDED, lead)
    refused = client.post(url(round, "move/revealed/"), {"version": 2})
    assert (refused.status_code, Round.objects.get(pk=round.pk).state) == (422, State.ENDED)
    found = links(client.get(url(round)))
    assert {name: found.get(url(round, name)) for name in ("move/open/", "paper/", "move/closed/")} == {
        "move/open/": "Take voting up again",
        "paper/": "Key in paper ballots",
        "move/closed/": "Close the round without a reveal",
    }


def test_a_round_of_paper_ballots_alone_is_led_from_page_to_page(assessment, perspectives, lead, sign_in):
    round, client = open_round(assessment, KEYS), sign_in(lead)
    assert links(client.get(url(round)))[url(round, "move/ended/")] == "End voting"
    move(round, State.ENDED, lead)
    found = links(client.get(url(round)))
    assert (found[url(round, "paper/")], url(round, "move/revealed/") in found) == ("Key in paper ballots", False)
    assert found[url(round, "move/open/")] == "Take voting up again"


def test_a_paper_ballot_is_not_keyed_twice_under_one_name(round, lead, perspectives):
    move(round, State.ENDED, lead)
    marks = {KEYS[0]: Marks(answer=owned(round, lead).scales[KEYS[0]].answer("1"), rationale="")}
    for _ in range(2):
        try:
            key_ballots(round=round, label="P1", perspective=perspectives["teacher"], marks=marks, by=lead)
        except ValidationError as refused:
            told = refused.message_dict
    assert (told, round.raters.filter(label="P1").count()) == (
        {"label": ["A paper ballot with this name is keyed in already."]}, 1,
    )  # fmt: skip


def test_what_ballots_no_longer_bear_after_a_step_back_is_agreed_on_anew(round, raters, lead, sign_in):
    """Everyone said 1 and the team agreed so, without a note. Then everyone says 2."""
    for person in raters[:3]:
        cast_all(round, person, "111")
    move(round, State.REVEALED, lead)
    for key in KEYS:
        agree(round, lead, key, "1", "It is written down." if key == "6a-aware" else "")
    assert owned(round, lead).unagreed() == []
    move(round, State.OPEN, lead, "Two misread it.")
    for person in raters[:3]:
        cast_all(round, person, "212")
    move(round, State.REVEALED, lead)
    found = owned(round, lead)
    assert (found.agreed_keys(), found.unagreed()) == ({"5a-ready", "6a-aware"}, ["5a-aware"])
    table = Page(sign_in(lead).get(url(round))).root.one("table", class_="ts-table ts-stack ts-agreement")
    shown = [[cell.text for cell in (*row.all("th"), *row.all("td"))] for row in table.one("tbody").all("tr")]
    assert {name: agreed for name, *_, agreed in shown} == {
        "5a, Getting Aware": "Not yet", "5a, Getting Ready": "Partly in place", "6a, Getting Aware": "Partly in place",
    }  # fmt: skip
    with pytest.raises(ValidationError):
        move(round, State.AGREED, lead)
    with pytest.raises(ValidationError):
        agree(round, lead, "5a-aware", "1")
    assert found.agree_unanimous(keys=KEYS, by=lead) == 1
    assert (row_of("5a-aware").value, owned(round, lead).unagreed()) == (2, [])
    assert move(round, State.AGREED, lead).state == State.AGREED


def test_what_rests_on_too_few_ballots_after_a_step_back_is_agreed_on_anew(round, raters, lead):
    for person in raters[:3]:
        cast_all(round, person, "1  ")
    move(round, State.REVEALED, lead)
    agree(round, lead, "5a-aware", "1")
    move(round, State.OPEN, lead, "Two misread it.")
    cast(round, raters[0], "5a-aware", "")
    move(round, State.REVEALED, lead)
    assert owned(round, lead).agreed_keys() == set()
    agree(round, lead, "5a-aware", "1", "Two of us know it.")
    assert owned(round, lead).agreed_keys() == {"5a-aware"}


def test_the_worksheet_forgets_round_and_dissent_of_what_it_changes_and_the_history_tells(
    round, raters, lead, member, assessment
):
    for person in raters[:3]:
        cast_all(round, person, "11n")
    move(round, State.REVEALED, lead)
    agree(round, lead, "5a-aware", "2", "We heard more.", "Jo disagrees.")
    agree(round, lead, "6a-aware", "n", "", "Jo knows.")
    move(round, State.CLOSED, lead, "Enough.")
    rate(assessment, "5a-aware", "0", "We heard less.", by=member)
    rate(assessment, "6a-aware", "n", "Ask the office.", by=member)
    changed, noted = row_of("5a-aware"), row_of("6a-aware")
    assert (changed.value, changed.round, changed.dissent, changed.changed_by) == (0, None, "", member)
    assert (noted.unknown, noted.round, noted.dissent, noted.note) == (True, round, "Jo knows.", "Ask the office.")
    told = [
        (one.who, one.agreed_in, one.after.code, [text.name for text in one.texts])
        for one in item_history(changed, changed.scale)
    ]
    assert told == [("A Member", "", "0", ["Note", "Dissent"]), ("A Lead", "First look", "2", ["Note", "Dissent"])]


def test_an_agreed_round_is_taken_up_again_changed_and_agreed_on_once_more(round, raters, lead):
    for person in raters[:3]:
        cast_all(round, person, "121")
    move(round, State.REVEALED, lead)
    for key, code in zip(KEYS, "121", strict=True):
        agree(round, lead, key, code)
    move(round, State.AGREED, lead)
    with pytest.raises(ValidationError):
        move(round, State.REVEALED, lead)
    move(round, State.REVEALED, lead, "One more thought.")
    agree(round, lead, "5a-aware", "0", "One more thought.")
    move(round, State.AGREED, lead)
    assert move(round, State.CLOSED, lead).state == State.CLOSED
    assert [row_of(key).value for key in KEYS] == [0, 2, 1]
    assert {row_of(key).round for key in KEYS} == {round}


def test_an_answer_that_the_scale_does_not_have_is_refused_and_what_was_typed_stays(round, raters, lead, sign_in):
    cast_all(round, raters[0], "012")
    move(round, State.REVEALED, lead)
    data = {"5a-aware-value": "3", "5a-aware-note": "Typed note", "5a-aware-dissent": "Typed dissent"}
    response = sign_in(lead).post(url(round, "agree/5a-aware/"), data | {"5a-aware-version": "1"})
    page = Page(response)
    assert (response.status_code, row_of("5a-aware").version) == (422, 1)
    assert (page.id("a-note").raw.strip(), page.id("a-dissent").raw.strip()) == ("Typed note", "Typed dissent")
