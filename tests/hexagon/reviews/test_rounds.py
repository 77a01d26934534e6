"""Rounds over reviews and comparisons: what they ask, what nobody sees before the reveal, and what they leave."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.test import Client

from districts.choices import Role
from districts.models import User
from hexagon.models import ReviewRound
from hexagon.owners import ReviewRounds
from hexagon.reports import comparison_report, review_report
from rounds.choices import State
from rounds.services import Draft
from tests.hexagon.reviews.factories import KEYS, move, opened, owner_of, reviewed, row_of, say, vote

LEAKED = "Only I would say this"


@pytest.fixture
def everyone(outsider, people) -> list[User]:
    return list(people.values())


def test_a_review_asks_its_components_by_side(review, lead):
    owner = owner_of(opened(review, lead, ["need", "evidence"]), lead)
    assert [(one.key, one.name, one.heading, one.of, one.group) for one in owner.items] == [
        ("evidence", "Evidence", "Evidence", "of Talent Management", "Program side"),
        ("need", "Need", "Need", "of Talent Management", "Site side"),
    ]
    assert owner.parent == ("Talent Management", f"/districts/lakeview/hexagon/reviews/{review.pk}/")
    assert owner.items[0].scale.near == 1


def test_a_comparison_asks_every_component_of_every_candidate(comparison, candidates, lead):
    owner = owner_of(opened(comparison, lead, ["capacity"]), lead)
    first, second = candidates
    assert [(one.key, one.name, one.of, one.group) for one in owner.items] == [
        (
            f"{first.pk}-capacity",
            "Capacity, A. Regional consortium",
            "of the Regional consortium",
            "A. Regional consortium",
        ),
        (f"{second.pk}-capacity", "Capacity, B. State job board", "of the State job board", "B. State job board"),
    ]
    assert owner.parent == ("Hiring platforms", f"/districts/lakeview/hexagon/comparisons/{comparison.pk}/")


def test_an_outsider_finds_no_round(review, lead, outsider):
    round = opened(review, lead).round
    for slug in ("lakeview", outsider.memberships.get().district.slug):
        with pytest.raises(ObjectDoesNotExist):
            ReviewRounds.find(outsider, slug, round.pk)


def test_two_rounds_do_not_cover_one_component(review, candidates, lead):
    opened(review, lead, ["need"])
    opened(review, lead, ["fit"])
    with pytest.raises(ValidationError, match="Another round covers some of these"):
        opened(review, lead, KEYS)
    with pytest.raises(ValidationError, match="rated with its comparison"):
        opened(candidates[0], lead)
    assert ReviewRound.objects.count() == 2


def test_nothing_is_opened_over_no_component(review, lead):
    with pytest.raises(ValidationError, match="needs something to rate"):
        opened(review, lead, [])


def test_what_the_team_agrees_on_is_shown_with_its_round_and_agreement(
    comparison, candidates, people, perspectives, lead
):
    owner = owner_of(opened(comparison, lead, ["need"]), lead)
    keys = owner.round.item_keys
    vote(owner.round, people, {keys[0]: "4455", keys[1]: "12n5"})
    move(owner, State.REVEALED, lead)
    for key, code in zip(keys, "53", strict=True):
        answer = owner.scales[key].answer(code)
        owner.agree(key=key, draft=Draft(version=1, answer=answer, note="Agreed", dissent="One waits"), by=lead)
    move(owner, State.AGREED, lead)
    move(owner, State.CLOSED, lead)
    first, second = (review.components[3] for review in comparison_report(comparison).reviews)
    assert (first.answer.code, first.note, first.dissent, first.round_title) == (
        "5",
        "Agreed",
        "One waits",
        "First look",
    )
    assert (first.agreement_short, first.covered_by) == ("Strong agreement, 4 of 4", None)
    assert second.agreement_short == "2 of 3 within one, 1 without information"
    assert comparison_report(comparison).furthest_apart == ("Need",)
    alone = review_report(candidates[0]).reviews[0].components[3]
    assert alone.agreement_words == "4 ballots, median 4.5, range 4 to 5, 4 of 4 near the median, strong agreement."


def test_the_newest_reveal_is_the_one_that_counts(review, people, perspectives, lead):
    for codes in ("1111", "5555"):
        owner = owner_of(opened(review, lead, ["need"]), lead)
        vote(owner.round, people, {"need": codes})
        move(owner, State.REVEALED, lead)
        move(owner, State.CLOSED, lead, reason="Enough")
    latest = owner_of(opened(review, lead, ["need"]), lead)
    vote(latest.round, people, {"need": "2222"})
    assert review_report(review).reviews[0].components[3].agreement.median == 5


def test_stepping_back_hides_what_was_revealed(review, people, perspectives, lead):
    owner = owner_of(opened(review, lead, ["need"]), lead)
    vote(owner.round, people, {"need": "1111"})
    move(owner, State.REVEALED, lead)
    assert review_report(review).reviews[0].components[3].agreement.median == 1
    move(owner, State.OPEN, lead, reason="Two were away")
    assert review_report(review).reviews[0].components[3].agreement is None


def test_two_ballots_show_only_how_many_there_are(review, people, perspectives, lead):
    owner = owner_of(opened(review, lead, ["need"]), lead)
    vote(owner.round, people, {"need": "15"})
    move(owner, State.REVEALED, lead)
    found = review_report(review).reviews[0].components[3]
    assert found.agreement_short == "2 ballots. The spread shows from 3 on."


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed before its reveal"])
def test_ballots_are_hidden_on_every_page_until_the_reveal(
    review, comparison, candidates, people, perspectives, lead, sign_in: Callable[[User | None], Client], closed
):
    say(review, "need", "3", by=lead)
    pages = []
    for subject in (review, comparison):
        owner = owner_of(opened(subject, lead, ["need", "fit"]), lead)
        before = shown(sign_in(people[Role.VIEWER]), pages_of(subject, candidates))
        vote(owner.round, people, dict.fromkeys(owner.round.item_keys, "1551"), [LEAKED] * 4)
        if closed:
            move(owner, State.CLOSED, lead, reason="Not now")
        else:
            assert shown(sign_in(people[Role.VIEWER]), pages_of(subject, candidates)) == [
                page.replace("0 raters", "4 raters") for page in before
            ]
        pages += pages_of(subject, candidates)
    for person in people.values():
        for page in shown(sign_in(person), pages):
            assert [sign for sign in (LEAKED, "Before the team talked", "median", "within one") if sign in page] == []


def pages_of(subject, candidates) -> list[str]:
    own = subject.get_absolute_url()
    others = [one.get_absolute_url() for one in candidates] if subject == candidates[0].comparison else []
    components = [f"{own}components/need/changes/"] if not others else [f"{others[0]}components/need/changes/"]
    return [own, f"{own}history/", *others, *components, "/districts/lakeview/hexagon/"]


def shown(client: Client, urls: list[str]) -> list[str]:
    """The pages without the tokens that differ from one time to the next."""
    return [re.sub(r'value="[\w:-]{30,}"', "", client.get(url).content.decode()) for url in urls]


def test_a_component_in_a_round_leads_there_instead_of_being_rated(review, lead, member, sign_in):
    round = opened(review, lead, ["need"]).round
    page = sign_in(member).get(review.get_absolute_url()).content.decode()
    assert (page.count('name="need-value"'), page.count('name="need-note"')) == (0, 0)
    assert (page.count('name="fit-value"'), page.count('name="need-evidence"')) == (7, 1)
    assert f'<a href="/districts/lakeview/hexagon/rounds/{round.pk}/">First look</a>. The rating is set there.' in page


def test_a_lead_opens_a_round_and_goes_on_to_seat_raters(review, candidates, lead, member, outsider, sign_in):
    url = f"{review.get_absolute_url()}rounds/open/"
    data = {"title": "First look", "keys": ["need", "fit"]}
    assert [sign_in(one).post(url, data).status_code for one in (outsider, member)] == [404, 403]
    response = sign_in(lead).post(url, data)
    round = ReviewRound.objects.get().round
    assert (response.status_code, response.url) == (302, f"/districts/lakeview/hexagon/rounds/{round.pk}/seats/")
    assert round.item_keys == ["need", "fit"]
    again = sign_in(lead).post(url, data)
    assert "Another round covers some of these already." in again.content.decode()
    of_candidate = sign_in(lead).get(f"{candidates[0].get_absolute_url()}rounds/open/")
    assert of_candidate.url == f"{candidates[0].comparison.get_absolute_url()}rounds/open/"


def test_a_review_elsewhere_is_not_touched_by_a_round(district, review, lead, member):
    other = reviewed(district, lead)
    opened(review, lead)
    say(other, "need", "4", by=member)
    assert row_of(other, "need").value == 4
