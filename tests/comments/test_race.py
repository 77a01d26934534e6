"""Several people at one thread at once, each over a connection of their own."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from comments.models import Comment, Thread
from comments.services import resolve, reword
from core.saving import StaleVersion
from districts.choices import Role
from readiness.models import Assessment, Rating
from readiness.owners import RatingThreads
from readiness.services import delete_assessment
from tests.factories import MembershipFactory
from tests.practices.factories import load, small_file
from tests.readiness.factories import opened, rate
from tests.readiness.test_concurrency import at_once, real_database

__all__ = ["real_database"]


@pytest.fixture
def lead(real_database):
    return MembershipFactory(role=Role.LEAD, district__slug="lakeview").user


@pytest.fixture
def people(lead):
    return [one.user for one in MembershipFactory.create_batch(8, district=lead.memberships.get().district)]


@pytest.fixture
def assessment(lead, tmp_path):
    return opened(lead.memberships.get().district, load(tmp_path, small_file()), "Autumn 2026", lead)


def found(assessment, by):
    return RatingThreads.find(by, "lakeview", pk=assessment.pk, key="1a-aware")


def told(act, *refusals):
    try:
        return act()
    except refusals as refused:
        return type(refused)


def test_eight_first_comments_end_up_in_one_thread_and_all_are_counted(assessment, people):
    threads = [found(assessment, by) for by in people]
    says = [
        partial(one.say, words=f"By {by.pk}.", mentioned=[], by=by) for one, by in zip(threads, people, strict=True)
    ]
    said = at_once(says)
    thread = Thread.objects.get()
    assert {one.thread_id for one in said} == {thread.pk}
    assert (thread.comment_count, thread.version, thread.comments.count()) == (8, 9, 8)
    assert found(assessment, people[0]).row.thread == thread


def test_a_rating_that_is_saved_meanwhile_keeps_its_thread_and_its_answer(assessment, people, lead):
    threads = [found(assessment, by) for by in people[:4]]
    says = [partial(one.say, words="Said.", mentioned=[], by=people[0]) for one in threads]
    at_once([*says, partial(rate, assessment, "1a-aware", "2", "Saved.", by=lead)])
    row = Rating.objects.for_assessment(assessment).with_key("1a-aware").get()
    assert (row.value, row.note, row.version, row.thread.comment_count) == (2, "Saved.", 2, 4)
    assert row.history.count() == 2


def test_an_assessment_is_deleted_or_keeps_what_was_said(assessment, people, lead):
    thread = found(assessment, people[0])
    say = partial(told, partial(thread.say, words="Wait.", mentioned=[], by=people[0]), ValidationError)
    outcome = at_once([say, partial(told, partial(delete_assessment, assessment), ValidationError)])
    stays = Assessment.objects.filter(pk=assessment.pk).exists()
    assert stays is isinstance(outcome[0], Comment)
    assert (Thread.objects.count(), Comment.objects.count()) == ((1, 1) if stays else (0, 0))


def test_of_two_windows_one_wins_and_the_other_is_told(assessment, people):
    by = people[0]
    comment = found(assessment, by).say(words="One.", mentioned=[], by=by)
    changes = [partial(told, partial(reword, comment, words=words, version=1, by=by), StaleVersion) for words in "ab"]
    assert sorted(map(str, at_once(changes))) == sorted([str(StaleVersion), "True"])
    comment.refresh_from_db()
    assert (comment.version, comment.history.count()) == (2, 2)


def test_a_thread_is_never_resolved_over_a_comment_that_was_not_read(assessment, people):
    by, other = people[:2]
    thread = found(assessment, by).say(words="One.", mentioned=[], by=by).thread
    settle = partial(told, partial(resolve, thread, version=2, by=by), StaleVersion)
    at_once([settle, partial(found(assessment, other).say, words="Two.", mentioned=[], by=other)])
    thread.refresh_from_db()
    assert (thread.is_open, thread.comment_count) == (True, 2)
