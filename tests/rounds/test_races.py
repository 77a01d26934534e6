"""Two things at once, each over a connection of its own: one comes first, the other is told, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from districts.choices import Role
from districts.models import Perspective
from districts.services import remove_member
from readiness.models import Assessment, AssessmentRound, Rating
from rounds.choices import State
from rounds.models import Ballot, Round
from rounds.services import MovedMeanwhile, seat_raters
from tests.factories import MembershipFactory
from tests.readiness.factories import content_file, opened, published
from tests.readiness.test_concurrency import at_once, real_database, saving, signed_in
from tests.rounds.factories import cast_all, move, open_round, seat, seat_of

__all__ = ["real_database"]

KEYS = ("14-aware", "14-ready", "15-aware", "15-ready")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def lead(real_database):
    return MembershipFactory(role=Role.LEAD, district__slug="lakeview", user__email="lead@lakeview.example.org").user


@pytest.fixture
def raters(lead):
    district = lead.memberships.get().district
    return [one.user for one in MembershipFactory.create_batch(4, district=district, role=Role.VIEWER)]


@pytest.fixture
def assessment(lead):
    Perspective.objects.create(key="teacher", title="Teacher")
    return opened(lead.memberships.get().district, published(content_file("talent_management")), "Autumn 2026", lead)


@pytest.fixture
def round(assessment, raters):
    """An open round over the area "evaluating" in which three of four raters have cast everything, the same."""
    round = open_round(assessment, KEYS)
    seat(round, raters)
    for rater in raters[:3]:
        cast_all(round, rater, "0120")
    return round


@pytest.fixture
def revealed(round, lead):
    return move(round, State.REVEALED, lead)


def url(round, page):
    return f"/districts/lakeview/readiness/rounds/{round.pk}/{page}"


def sending(user, address, data, **more):
    return partial(signed_in(user).post, address, data, **more)


def moving(round, to, lead, reason="Why"):
    sent = {"version": Round.objects.get(pk=round.pk).version, "reason": reason}
    return sending(lead, url(round, f"move/{to}/"), sent)


def casting(round, rater, key="14-aware"):
    typed = {f"{key}-value": "1", f"{key}-note": "Mine", f"{key}-version": ""}
    return sending(rater, url(round, f"ballot/{key}/"), typed, headers=HTMX)


def agreeing(round, lead, key, value, note="Why we agree"):
    version = row_of(key).version
    typed = {f"{key}-value": value, f"{key}-note": note, f"{key}-dissent": "", f"{key}-version": version}
    return sending(lead, url(round, f"agree/{key}/"), typed)


def row_of(key):
    return Rating.objects.get(stage_description__key=key)


def test_voting_ends_among_casts_and_each_is_stored_or_told(round, raters, lead):
    keys = [(raters[3], key) for key in KEYS]
    *casts, moved = at_once([*(casting(round, *one) for one in keys), moving(round, State.ENDED, lead)])
    assert ({one.status_code for one in casts} <= {200, 423}, moved.status_code) == (True, 302)
    stored = [key for (_, key), one in zip(keys, casts, strict=True) if one.status_code == 200]
    mine = Ballot.objects.filter(rater=seat_of(round, raters[3])).values_list("item_key", flat=True)
    assert sorted(mine) == sorted(stored)


def test_finishing_and_the_reveal_at_once(round, raters, lead):
    finished, moved = at_once(
        [sending(raters[0], url(round, "ballot/finish/"), {"finished": "yes"}), moving(round, State.REVEALED, lead)]
    )
    assert (finished.status_code, moved.status_code) == (302, 302)
    is_noted = seat_of(round, raters[0]).finished_at is not None
    assert finished.url == url(round, "" if is_noted else "ballot/")


def test_unseating_and_describing_a_seat_at_once(round, raters):
    """The seat goes with what its rater says of it, or the rater is told that there is none; never an error."""
    kept = {one.memberships.get(): Perspective.objects.get() for one in raters[:3]}
    for _ in range(5):
        seat(round, raters)
        described, finished, _ = at_once(
            [
                sending(raters[3], url(round, "ballot/seat/"), {"perspective": Perspective.objects.get().pk}),
                sending(raters[3], url(round, "ballot/finish/"), {"finished": "yes"}),
                partial(seat_raters, round=round, seats=kept),
            ]
        )
        assert {described.status_code, finished.status_code} <= {302, 403}
        assert round.raters.count() == 3


def test_leaving_the_district_and_casting_at_once_keep_the_ballot(round, raters):
    membership = raters[3].memberships.get()
    cast, _ = at_once([casting(round, raters[3]), partial(remove_member, membership=membership)])
    stored = Ballot.objects.filter(rater__round=round, rationale="Mine").count()
    assert (cast.status_code, stored) in {(200, 1), (403, 0), (404, 0)}
    assert round.raters.filter(membership=None, person=raters[3]).count() == 1


def test_keying_in_and_the_reveal_at_once(round, lead):
    move(round, State.ENDED, lead)
    sent = {"label": "P1", "perspective": Perspective.objects.get().pk, "14-aware-value": "1", "14-aware-note": "Seen"}
    keyed, moved = at_once([sending(lead, url(round, "paper/"), sent), moving(round, State.REVEALED, lead)])
    assert ((keyed.status_code, moved.status_code)) in {(302, 302), (422, 302)}
    assert Ballot.objects.revealed(round).filter(rationale="Seen").count() == (keyed.status_code == 302)


def test_one_paper_ballot_keyed_twice_at_once_is_one(round, lead):
    move(round, State.ENDED, lead)
    sent = {"label": "P1", "perspective": Perspective.objects.get().pk, "14-aware-value": "1", "14-aware-note": "Seen"}
    keyed = at_once([sending(lead, url(round, "paper/"), sent) for _ in range(3)])
    assert sorted(one.status_code for one in keyed) == [302, 422, 422]
    assert round.raters.filter(label="P1").count() == 1


def test_agreeing_on_everything_and_on_one_item_at_once(revealed, lead):
    """Everyone says 0; one lead agrees on 2. One of them is first, and the other does not overwrite it."""
    one, everything = at_once(
        [
            agreeing(revealed, lead, "14-aware", "2"),
            sending(lead, url(revealed, "agree-all/"), {"keys": list(KEYS)}),
        ]
    )
    row = row_of("14-aware")
    assert (one.status_code, row.value, row.note) in {(303, 2, "Why we agree"), (409, 0, "")}
    assert (everything.status_code, row.version, row.history.count()) == (303, 2, 2)
    assert [row_of(key).version for key in KEYS] == [2, 2, 2, 2]


@pytest.mark.parametrize("to", [State.CLOSED, State.OPEN])
def test_agreeing_and_moving_on_or_back_at_once(revealed, lead, to):
    agreed, moved = at_once([agreeing(revealed, lead, "14-aware", "2"), moving(revealed, to, lead)])
    row = row_of("14-aware")
    stored = (row.value, row.note, row.round_id) == (2, "Why we agree", revealed.pk)
    assert (agreed.status_code, moved.status_code) == (303, 302)
    assert (stored, row.version) in {(True, 2), (False, 1)}
    assert agreed.url == url(revealed, "agree/14-ready/" if stored else "")
    assert (row.covered_by_id is None) is (to == State.CLOSED)
    if not stored:
        told = signed_in(lead)
        told.cookies.update(agreed.cookies)
        assert told.get(url(revealed, "")).content.decode().count("Note: Why we agree.") == 1


def test_the_last_agreement_and_its_record_at_once(revealed, lead):
    signed_in(lead).post(url(revealed, "agree-all/"), {"keys": list(KEYS[1:])})
    agreed, moved = at_once([agreeing(revealed, lead, "14-aware", "0"), moving(revealed, State.AGREED, lead)])
    assert (agreed.status_code, moved.status_code) in {(303, 302), (303, 422)}
    revealed.refresh_from_db()
    assert revealed.state == (State.AGREED if moved.status_code == 302 else State.REVEALED)
    assert row_of("14-aware").value == 0


# The worksheet and its assessment ----------------------------------------------------------------------


def opening(assessment: Assessment, lead) -> Callable[[], object]:
    return sending(lead, f"{assessment.get_absolute_url()}rounds/open/", {"title": "New", "areas": ["evaluating"]})


def test_the_worksheet_saves_before_a_round_covers_the_item_or_not_at_all(assessment, lead):
    saves = [saving(signed_in(lead), assessment, key) for key in KEYS]
    *saved, made = at_once([*saves, opening(assessment, lead)])
    opened_at = Round.objects.get().opened_at
    assert ({one.status_code for one in saved} <= {200, 423}, made.status_code) == (True, 302)
    for key, one in zip(KEYS, saved, strict=True):
        row = row_of(key)
        assert row.covered_by == Round.objects.get()
        assert (row.version, row.changed_at is not None and row.changed_at <= opened_at) == (
            (2, True) if one.status_code == 200 else (1, False)
        )


def test_two_rounds_opened_over_one_area_at_once_are_one(assessment, lead):
    assert sorted(one.status_code for one in at_once([opening(assessment, lead) for _ in range(3)])) == [200, 200, 302]
    assert Round.objects.count() == 1
    assert Rating.objects.filter(covered_by=Round.objects.get()).count() == 4


def test_a_round_is_not_opened_in_an_assessment_that_is_closed_meanwhile(assessment, lead):
    closing = sending(lead, f"{assessment.get_absolute_url()}close/", {})
    at_once([opening(assessment, lead), closing])
    is_closed = Assessment.objects.get(pk=assessment.pk).is_closed
    assert (is_closed, AssessmentRound.objects.count()) in {(True, 0), (False, 1)}


def test_a_round_and_the_deletion_of_its_assessment_at_once(assessment, lead):
    for number in range(3):
        one = opened(assessment.district, assessment.edition, f"Another {number}", lead)
        made, deleted = at_once([opening(one, lead), sending(lead, f"{one.get_absolute_url()}delete/", {})])
        kept = Assessment.objects.filter(pk=one.pk).exists()
        assert (made.status_code, deleted.status_code, kept) in {(302, 302, True), (200, 302, False)}


def test_closing_and_opening_rounds_over_one_area_at_once(round, assessment, lead):
    _, made = at_once([moving(round, State.CLOSED, lead), opening(assessment, lead)])
    running = Round.objects.running()
    assert (made.status_code, running.count()) in {(302, 1), (200, 0)}
    covering = set(Rating.objects.filter(stage_description__key__in=KEYS).values_list("covered_by", flat=True))
    assert covering == ({running.get().pk} if made.status_code == 302 else {None})


def test_of_two_moves_at_once_one_is_made(round, lead):
    def once():
        try:
            return move(Round.objects.get(pk=round.pk), State.ENDED, lead).state
        except (MovedMeanwhile, ValidationError) as refused:
            return type(refused)

    assert State.ENDED in at_once([once, once])
    assert Round.objects.get(pk=round.pk).version == 2
