"""Any sequence of calls that people may make: no sealed ballot leaks, none is lost, what is agreed says who and why."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.saving import StaleVersion
from districts.choices import Role
from districts.models import User
from readiness.choices import RATING_SCALE
from readiness.models import Rating
from rounds.choices import State
from rounds.models import Ballot, Rater
from rounds.reports import agreement_on, agreements, information_gaps, item_ballots, own_ballots, revealed_figures
from rounds.services import (
    Draft,
    Marks,
    NotRevealed,
    VotingEnded,
    cast_ballot,
    key_ballots,
    move_round,
    seat_raters,
    set_finished,
)
from tests.factories import MembershipFactory
from tests.rounds.factories import open_round, owned, seat_of

KEYS = ("5a-aware", "5a-ready", "6a-aware")
PAGES = ("", "agree/", *(f"agree/{key}/" for key in KEYS), "agree-all/", "information/", "information.csv", "ballot/")
LEADS, RATERS = 2, 4  # of the raters, the first two are the leads
leads, raters = st.integers(0, LEADS - 1), st.integers(0, RATERS - 1)
# Closing is for ever, so it is what leads rarely do.
MOSTLY = [State.OPEN, State.OPEN, State.ENDED, State.REVEALED, State.REVEALED, State.AGREED, State.CLOSED]
keys, codes = st.sampled_from(KEYS), st.sampled_from(["0", "1", "2", "n"])


class RoundMachine(RuleBasedStateMachine):
    """One round with two leads among four raters; every example is taken back at its end."""

    people: list[User]
    assessment: Any
    perspectives: list[Any]
    clients: list[Client]  # one for each of `people`

    @initialize(seated=st.sets(raters, min_size=1))
    def open(self, seated):
        self.taken_back = transaction.atomic()
        self.taken_back.__enter__()
        self.round = open_round(self.assessment, KEYS)
        self.cast: dict[tuple[str, str], tuple[str, str]] = {}  # by seat and item: the answer and the text
        self.number = 0
        self.seat(seated)

    def teardown(self):
        if hasattr(self, "taken_back"):
            transaction.set_rollback(True)
            self.taken_back.__exit__(None, None, None)

    def text(self, who: str) -> str:
        self.number += 1
        return f"{who} wrote this as number {self.number}."

    # What people do ----------------------------------------------------------------------------------------------

    @rule(seated=st.sets(raters))
    def seat(self, seated):
        members = [self.people[place].memberships.get() for place in seated]
        with suppress(ValidationError):
            seat_raters(round=self.round, seats=dict(zip(members, self.perspectives, strict=False)))

    @rule(who=raters, key=keys, code=codes)
    def cast_one(self, who, key, code):
        person = self.people[who]
        stored = Ballot.objects.filter(rater__round=self.round, rater__membership__user=person, item_key=key).first()
        marks = Marks(
            answer=RATING_SCALE.answer(code), rationale=self.text(person.name), version=stored and stored.version
        )
        try:
            cast_ballot(round_pk=self.round.pk, key=key, marks=marks, by=person)
        except (Rater.DoesNotExist, VotingEnded):
            return
        assert self.round.state == State.OPEN
        self.cast[seat_of(self.round, person).label, key] = (code, marks.rationale)

    @rule(who=raters, finished=st.booleans())
    def finish(self, who, finished):
        with suppress(Rater.DoesNotExist, VotingEnded):
            set_finished(round_pk=self.round.pk, finished=finished, by=self.people[who])

    @rule(who=leads, key=keys, code=codes)
    def key_in(self, who, key, code):
        label, text = self.text("Paper"), self.text("Paper")
        marks = {key: Marks(answer=RATING_SCALE.answer(code), rationale=text)}
        with suppress(ValidationError):
            key_ballots(
                round=self.round, label=label, perspective=self.perspectives[0], marks=marks, by=self.people[who]
            )
            assert self.round.state == State.ENDED
            self.cast[label, key] = (code, text)

    @rule(who=raters, answers=st.tuples(codes, codes, codes))
    def cast_all(self, who, answers):
        for key, code in zip(KEYS, answers, strict=True):
            self.cast_one(who, key, code)

    @precondition(lambda self: self.number > 5 or self.round.state != State.OPEN)
    @rule(who=leads, to=st.sampled_from(MOSTLY), reason=st.sampled_from(["", "Somebody was missing"]))
    def move(self, who, to, reason):
        found = owned(self.round, self.people[who])
        with suppress(ValidationError):
            move_round(
                round=self.round,
                keeper=found,
                to=to,
                version=found.round.version,
                by=self.people[who],
                reason=reason,
            )
        self.round.refresh_from_db()

    @rule(who=leads)
    def go_through_to_the_reveal(self, who):
        if self.round.state == State.OPEN:
            self.move(who, State.REVEALED, "")

    @rule(who=leads, key=keys, code=codes, note=st.sampled_from(["", "We heard more"]), back=st.integers(0, 1))
    def agree(self, who, key, code, note, back):
        person = self.people[who]
        found, was = owned(self.round, person), Rating.objects.get(stage_description__key=key)
        draft = Draft(version=was.version - back, answer=RATING_SCALE.answer(code), note=note, dissent="")
        given = {code for (_, one), (code, _) in self.cast.items() if one == key}
        numbers = {int(code) for code in given - {"n"}}
        inside = "n" in given if code == "n" else bool(numbers) and min(numbers) <= int(code) <= max(numbers)
        try:
            saved = found.agree(key=key, draft=draft, by=person)
        except NotRevealed:
            assert self.round.state != State.REVEALED
            return
        except StaleVersion:
            assert was.version > draft.version
            return
        except ValidationError:
            assert note == ""
            return
        assert self.round.state == State.REVEALED
        row = saved.row
        assert inside or row.note
        if saved.written:
            assert (row.value, row.unknown, row.changed_by, row.version) == (
                draft.answer.value, draft.answer.is_unknown, person, was.version + 1,
            )  # fmt: skip

    @rule(who=leads, chosen=st.sets(keys))
    def agree_at_once(self, who, chosen):
        found = owned(self.round, self.people[who])
        before = found.agreed_keys()
        try:
            count = found.agree_unanimous(keys=list(chosen), by=self.people[who])
        except NotRevealed:
            assert self.round.state != State.REVEALED
            return
        after = found.agreed_keys()
        assert (len(after - before), after - before <= chosen) == (count, True)
        for key in after - before:
            given = [code for (_, one), (code, _) in self.cast.items() if one == key]
            row = Rating.objects.get(stage_description__key=key)
            assert (len(given) >= 3, set(given)) == (True, {str(row.value)})

    @rule(who=raters, page=st.sampled_from(PAGES))
    def look(self, who, page):
        """Whatever page somebody opens while ballots are sealed, it shows nobody else's."""
        person = self.people[who]
        address = f"/districts/lakeview/readiness/rounds/{self.round.pk}/{page}"
        shown = self.clients[who].get(address, follow=True).content.decode()
        others = [text for (seat, _), (_, text) in self.cast.items() if seat != str(person) and text in shown]
        assert others == [] or not self.round.is_sealed

    # What always holds -------------------------------------------------------------------------------------------

    @invariant()
    def no_ballot_is_lost(self):
        rows = Ballot.objects.filter(rater__round=self.round).select_related("rater")
        stored = {
            (row.rater.label, row.item_key): (RATING_SCALE.stored(row.value, row.unknown).code, row.rationale)
            for row in rows
        }
        assert stored == self.cast

    @invariant()
    def nothing_sealed_is_read(self):
        found = owned(self.round, self.people[0])
        counted = [one.ballots for one in agreements(self.round, found.scales).values()]
        counted += [agreement_on(self.round, key, RATING_SCALE).ballots for key in KEYS]
        counted += [one.agreement.ballots for one in found.spreads()]
        texts = [one.text for key in KEYS for one in item_ballots(self.round, found.item(key)).written]
        missing = [text for gap in information_gaps(self.round, found.items, {}) for text in gap.missing]
        if self.round.is_sealed:
            assert (set(counted), texts, missing) == ({0}, [], [])
            assert {words for _, words in revealed_figures(self.round, found.items)} == {
                "0 ballots. The spread shows from 3 on."
            }
        else:
            assert sorted(texts) == sorted(text for _, text in self.cast.values())
            assert sum(counted) == 3 * len(self.cast)

    @invariant()
    def a_rater_reads_their_own(self):
        for rater in Rater.objects.filter(round=self.round, membership__isnull=False):
            mine = {key: text for (seat, key), (_, text) in self.cast.items() if seat == rater.label}
            assert {key: ballot.rationale for key, ballot in own_ballots(rater).items()} == mine

    @invariant()
    def what_is_agreed_has_an_author_a_time_and_a_round(self):
        for row in Rating.objects.filter(stage_description__key__in=KEYS):
            is_rated = row.value is not None or row.unknown
            assert is_rated == (row.round_id is not None)
            assert not is_rated or (row.changed_by in self.people[:LEADS] and row.changed_at is not None)
            assert row.history.count() == row.version
            assert (row.covered_by_id == self.round.pk) is (self.round.state != State.CLOSED)


@pytest.mark.django_db
def test_no_sequence_of_calls_leaks_or_loses_a_ballot(assessment, perspectives, district, lead, sign_in):
    second = MembershipFactory(district=district, role=Role.LEAD, user__name="Second lead").user
    others = [MembershipFactory(district=district, user__name=name).user for name in ("Jo", "Noa")]

    class Machine(RoundMachine):
        pass

    Machine.people = [lead, second, *others]
    Machine.assessment, Machine.perspectives = assessment, list(perspectives.values())
    Machine.clients = [sign_in(person) for person in Machine.people]
    steps = settings(
        max_examples=30,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    run_state_machine_as_test(Machine, settings=steps)
