"""What happens at once or by mistake to reviews and comparisons with rounds: one comes first, and nothing is lost."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from districts.choices import Role
from districts.models import Perspective
from hexagon.content_store import publish, start_draft
from hexagon.models import Comparison, Component, ComponentRating, HexagonEdition, Review, ReviewRound
from hexagon.reports import comparison_report, component_history, review_report
from hexagon.services import Described, add_candidate, delete_comparison, delete_review, remove_candidate, take_over
from rounds.choices import State
from rounds.models import Ballot, Round
from rounds.services import Draft, ItemCovered
from tests.factories import MembershipFactory
from tests.hexagon.factories import published_hexagon
from tests.hexagon.reviews.conftest import candidates, comparison, lead, member, review, talent, theirs
from tests.hexagon.reviews.factories import KEYS, move, opened, owner_of, rate_all, reviewed, row_of, say, started, vote
from tests.readiness.factories import content_file, published
from tests.readiness.test_concurrency import at_once, real_database, signed_in

__all__ = ["candidates", "comparison", "lead", "member", "real_database", "review", "talent", "theirs"]

HTMX = {"HX-Request": "true"}


def agree(owner, by, key, code, note="", dissent=""):
    draft = Draft(
        version=owner.agreed_row(key).version, answer=owner.scales[key].answer(code), note=note, dissent=dissent
    )
    return owner.agree(key=key, draft=draft, by=by)


# By mistake ---------------------------------------------------------------------------------------------


def test_what_ballots_no_longer_bear_after_a_step_back_is_agreed_on_anew(review, people, lead, perspectives):
    owner = owner_of(opened(review, lead, ["need"]), lead)
    vote(owner.round, people, {"need": "222"})
    move(owner, State.REVEALED, lead)
    agree(owner, lead, "need", "2")
    move(owner, State.OPEN, lead, "Two misread it.")
    Ballot.objects.filter(rater__round=owner.round).update(value=4)
    move(owner, State.REVEALED, lead)
    assert (owner.agreed_keys(), owner.unagreed()) == (frozenset(), ["need"])
    with pytest.raises(ValidationError):
        move(owner, State.AGREED, lead)
    agree(owner, lead, "need", "2", "The building says 2.")
    assert owner.unagreed() == []


def test_a_round_closed_by_mistake_leaves_its_components_to_a_new_one(review, people, lead, perspectives):
    owner = owner_of(opened(review, lead, ["need"]), lead)
    vote(owner.round, people, {"need": "234"}, ["Sealed one", "Sealed two", "Sealed three"])
    move(owner, State.CLOSED, lead, "By mistake.")
    assert say(review, "need", "3", by=lead, note="We rate live.").written
    assert review_report(review).reviews[0].components[3].agreement is None
    again = opened(review, lead, ["need"])
    assert row_of(review, "need").covered_by == again.round
    assert Ballot.objects.filter(rater__round=owner.round).count() == 3


def test_a_rating_changed_after_its_round_forgets_round_and_dissent_and_the_history_tells(
    review, people, lead, member, perspectives
):
    owner = owner_of(opened(review, lead, ["need"]), lead)
    vote(owner.round, people, {"need": "223"})
    move(owner, State.REVEALED, lead)
    agree(owner, lead, "need", "2", "Most of us.", "Jo disagrees.")
    with pytest.raises(ItemCovered):
        say(review, "need", "5", by=member)
    assert say(review, "need", by=member, discussion="We talked.").written
    move(owner, State.CLOSED, lead, "Enough.")
    say(review, "need", "5", by=member, note="We heard more.")
    row = row_of(review, "need")
    assert (row.value, row.round, row.dissent, row.discussion) == (5, None, "", "We talked.")
    told = [(one.round_title, one.after.code) for one in component_history(row, owner.scales["need"])]
    assert told == [("", "5"), ("", "2"), ("First look", "2")]


def test_what_a_round_was_about_is_not_deleted_and_no_candidate_goes(comparison, candidates, review, lead):
    for one in (comparison, review):
        owner = owner_of(opened(one, lead, ["need"]), lead)
        move(owner, State.CLOSED, lead, "Not now.")
    for refused in (
        partial(delete_comparison, comparison),
        partial(delete_review, review),
        partial(remove_candidate, comparison, review_pk=candidates[1].pk),
    ):
        with pytest.raises(ValidationError):
            refused()


def test_a_district_goes_with_its_reviews_and_rounds(comparison, review, people, lead, perspectives, theirs):
    source = reviewed(comparison.district, lead, title="Earlier")
    rate_all(source, "3", by=lead)
    take_over(review, source=source, by=lead)
    for one in (comparison, reviewed(comparison.district, lead)):
        owner = owner_of(opened(one, lead, ["need"]), lead)
        vote(owner.round, people, dict.fromkeys(owner.round.item_keys, "222"))
        move(owner, State.REVEALED, lead)
        agree(owner, lead, owner.round.item_keys[0], "2")
    comparison.district.delete()
    assert (list(Review.objects.all()), Comparison.objects.count(), Round.objects.count()) == ([theirs], 0, 0)


def test_a_new_edition_changes_nothing_under_a_comparison_in_a_round(
    comparison, people, lead, perspectives, hexagon_edition
):
    found = owner_of(opened(comparison, lead, ["need"]), lead)
    before = (found.items, [one.components for one in comparison_report(comparison).reviews])
    draft = start_draft(edition=hexagon_edition)
    Component.objects.filter(edition=draft).update(definition="Other words altogether.")
    publish(edition=HexagonEdition.objects.get(pk=draft.pk))
    again = owner_of(ReviewRound.objects.get(), lead)
    fresh = Comparison.objects.get(pk=comparison.pk)
    assert (again.items, [one.components for one in comparison_report(fresh).reviews]) == before
    vote(again.round, people, dict.fromkeys(again.round.item_keys, "234"))
    move(again, State.REVEALED, lead)
    assert [one.agreement.ballots for one in again.spreads()] == [3, 3]


# At once ------------------------------------------------------------------------------------------------


@pytest.fixture
def first_lead(real_database):
    return MembershipFactory(role=Role.LEAD, district__slug="lakeview", user__email="lead@lakeview.example.org").user


@pytest.fixture
def place(first_lead):
    """The district of a lead, with the Hexagon's content."""
    published_hexagon()
    Perspective.objects.create(key="teacher", title="Teacher")
    return first_lead.memberships.get().district


def url(subject, page):
    kind = "comparisons" if isinstance(subject, Comparison) else "reviews"
    return f"/districts/lakeview/hexagon/{kind}/{subject.pk}/{page}"


def opening(subject, by):
    return partial(signed_in(by).post, url(subject, "rounds/open/"), {"title": "New", "keys": list(KEYS)})


def test_taking_over_and_saying_something_at_once_keep_both(place, first_lead):
    source, review = (reviewed(place, first_lead, title=title) for title in ("Earlier", "Now"))
    rate_all(source, "3", by=first_lead)
    typed = {"evidence-value": "5", "evidence-note": "Typed", "evidence-version": "1"}
    save = partial(signed_in(first_lead).post, url(review, "components/evidence/"), typed, headers=HTMX)
    saved, count = at_once([save, partial(take_over, review, source=source, by=first_lead)])
    row = row_of(review, "evidence")
    assert (saved.status_code, count, row.value, row.note) in {(200, 2, 5, "Typed"), (409, 3, 3, "Why evidence")}
    assert (row.version, row.history.count()) == (2, 2)


def test_taking_over_and_opening_a_round_at_once(place, first_lead):
    source, review = (reviewed(place, first_lead, title=title) for title in ("Earlier", "Now"))
    rate_all(source, "3", by=first_lead)
    take = partial(signed_in(first_lead).post, url(review, "take-over/"), {"source": source.pk})
    taken, made = at_once([take, opening(review, first_lead)])
    rows = ComponentRating.objects.for_review(review)
    assert (made.status_code, rows.filter(covered_by=Round.objects.get()).count()) == (302, 6)
    assert (taken.status_code, rows.touched().count()) in {(302, 3), (200, 0)}


def test_saving_and_opening_a_round_at_once_store_no_rating_behind_its_back(place, first_lead):
    review = reviewed(place, first_lead)
    saves = [
        partial(
            signed_in(first_lead).post,
            url(review, f"components/{key}/"),
            {f"{key}-value": "4", f"{key}-note": "Typed", f"{key}-version": "1"},
            headers=HTMX,
        )
        for key in KEYS[:4]
    ]
    *saved, made = at_once([*saves, opening(review, first_lead)])
    opened_at = Round.objects.get().opened_at
    assert ({one.status_code for one in saved} <= {200, 423}, made.status_code) == (True, 302)
    changed = ComponentRating.objects.for_review(review).touched()
    assert sum(one.status_code == 200 for one in saved) == changed.count()
    assert [row for row in changed if row.changed_at > opened_at] == []


def test_two_rounds_over_one_review_at_once_are_one(place, first_lead):
    review = reviewed(place, first_lead)
    assert sorted(one.status_code for one in at_once([opening(review, first_lead) for _ in range(2)])) == [200, 302]
    assert Round.objects.count() == 1


def test_deleting_a_review_and_opening_a_round_at_once(place, first_lead):
    for _ in range(3):
        review = reviewed(place, first_lead)
        delete = partial(signed_in(first_lead).post, url(review, "delete/"))
        made, deleted = at_once([opening(review, first_lead), delete])
        kept = Review.objects.filter(pk=review.pk).exists()
        assert (made.status_code, deleted.status_code, kept) in {(302, 302, True), (200, 302, False)}


def test_candidates_that_come_or_go_while_a_round_opens_are_all_in_it_or_not_there(place, first_lead):
    edition = published(content_file("talent_management"))
    comparison = started(place, edition, ["One", "Two", "Three"], first_lead)
    last = comparison.candidates.get(position=3)

    def refused(action):
        try:
            action()
        except ValidationError as error:
            return error.code

    add = partial(add_candidate, comparison, described=Described(title="Four"), by=first_lead)
    remove = partial(remove_candidate, comparison, review_pk=last.pk)
    added, removed, made = at_once([partial(refused, add), partial(refused, remove), opening(comparison, first_lead)])
    assert ({added, removed} <= {None, "round"}, made.status_code) == (True, 302)
    there = {f"{one.pk}-{key}" for one in comparison.candidates.all() for key in KEYS}
    round = Round.objects.get()
    assert set(round.item_keys) == there
    assert ComponentRating.objects.filter(covered_by=round).count() == len(there)
