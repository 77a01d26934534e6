"""Queries per request, session and person included, as numbers that do not grow. Transactions count too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from districts.models import User
from hexagon.models import Comparison
from hexagon.reports import (
    SubjectStanding,
    SystemStanding,
    comparison_report,
    hexagon_content,
    hexagon_token,
    system_standing,
)
from hexagon.services import Described, add_candidate, recommend
from practices.reports import published_content
from rounds.choices import State
from tests.hexagon.reviews.factories import decision, move, opened, owner_of, rate_all, reviewed, say, started, vote

LIST = "/districts/lakeview/hexagon/"


@pytest.fixture
def client(review, comparison, member: User, sign_in: Callable[[User | None], Client]) -> Client:
    """A member's client; what is published is in memory, as it is after the first request of a process."""
    hexagon_content(review.edition)
    published_content(comparison.indicator.edition)
    return sign_in(member)


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def fill(subject, reviews, people, lead) -> None:
    """Everything that a page can show: texts, ballots, agreement, a recommendation, and a round that runs."""
    owner = owner_of(opened(subject, lead, ["need"]), lead)
    vote(owner.round, people, dict.fromkeys(owner.round.item_keys, "1234"))
    move(owner, State.REVEALED, lead)
    move(owner, State.CLOSED, lead, reason="Enough")
    for one in reviews:
        rate_all(one, "4", by=lead)
    candidate = reviews[0].pk if one.comparison_id else None
    recommend(subject, decision=decision(candidate_pk=candidate), by=lead)
    opened(subject, lead, ["fit"])


def test_a_review_takes_five_queries_and_one_more_where_ballots_are_counted(review, client, people, perspectives, lead):
    untouched = queries(client, review.get_absolute_url())
    fill(review, [review], people, lead)
    assert [untouched, *(queries(client, review.get_absolute_url()) for _ in range(2))] == [5, 6, 5]


def test_a_comparison_takes_as_many_with_two_and_with_six_candidates(comparison, client, people, perspectives, lead):
    untouched = queries(client, comparison.get_absolute_url())
    for number in range(4):
        add_candidate(comparison, described=Described(title=f"Candidate {number}"), by=lead)
    six = queries(client, comparison.get_absolute_url())
    fill(comparison, list(comparison.candidates.all()), people, lead)
    full = [queries(client, comparison.get_absolute_url()) for _ in range(2)]
    assert [untouched, six, *full] == [6, 6, 7, 6]


def test_the_list_takes_as_many_with_two_and_with_many(
    client, district, comparison, talent, people, perspectives, lead
):
    two = queries(client, LIST)
    fill(comparison, list(comparison.candidates.all()), people, lead)
    for number in range(8):
        say(reviewed(district, lead, title=f"Program {number}"), "need", "4", by=lead)
        started(district, talent, ["One", "Two", "Three"], lead)
    assert [two, queries(client, LIST)] == [6, 6]


def test_reports_take_as_many_queries_with_two_and_with_six_candidates(client, comparison, people, perspectives):
    lead = people["lead"]
    two = [taken(comparison_report, comparison), taken(token, comparison)]
    for number in range(4):
        add_candidate(comparison, described=Described(title=f"Candidate {number}"), by=lead)
    fill(comparison, list(comparison.candidates.all()), people, lead)
    again = Comparison.objects.select_related("district", "edition", "indicator__edition__system").get()
    full = [taken(comparison_report, again), taken(token, again)]
    assert [two, full] == [[4, 4], [5, 4]]


def token(subject) -> str:
    return hexagon_token(subject, "pdf")


def taken(read: Callable[..., object], subject) -> int:
    with CaptureQueriesContext(connection) as captured:
        read(subject)
    return len(captured)


def test_a_standing_takes_one_query(district, review, comparison, candidates, lead, member, django_assert_num_queries):
    rate_all(candidates[0], "4", by=member)
    say(review, "need", "n", by=member)
    recommend(review, decision=decision(), by=lead)
    recommend(comparison, decision=decision(candidate_pk=candidates[0].pk), by=lead)
    with django_assert_num_queries(1):
        found = system_standing(district, "talent-management")
    assert found.review == SubjectStanding(
        title="Talent Management", url=review.get_absolute_url(), rated=1, total=6, recommendation="Adopt"
    )
    assert found.comparisons == {
        "5a": SubjectStanding(
            title="Hiring platforms",
            url=comparison.get_absolute_url(),
            rated=6,
            total=12,
            recommendation="Adopt: A. Regional consortium",
        )
    }


def test_the_newest_of_a_system_stands_for_it_and_no_other_districts(
    district, talent, review, comparison, outsider, lead
):
    newer = reviewed(district, lead, about=talent.system, title="Again")
    again = started(district, talent, ["One", "Two"], lead)
    reviewed(district, lead, title="Mentoring program")
    found = system_standing(district, "talent-management")
    nothing = SystemStanding(review=None, comparisons={})
    assert (found.review.url, found.review.recommendation) == (newer.get_absolute_url(), "")
    assert {key: one.url for key, one in found.comparisons.items()} == {"5a": again.get_absolute_url()}
    assert system_standing(outsider.memberships.get().district, "talent-management") == nothing
    assert system_standing(district, "leadership") == nothing


def test_a_save_takes_as_many_queries_however_full_the_review_is(review, client, member, lead):
    def save(version: int, text: str) -> int:
        data = {"need-version": version, "need-evidence": text}
        with CaptureQueriesContext(connection) as captured:
            client.post(f"{review.get_absolute_url()}components/need/", data, headers={"HX-Request": "true"})
        return len(captured)

    first = save(1, "One")
    for key in ("fit", "capacity", "evidence"):
        say(review, key, "4", by=lead)
    assert [first, save(2, "Two")] == [11, 11]
