"""One's own comment is worded anew or taken back, and a thread is resolved by whoever has read it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from comments.reports import NO_COMMENTS, CommentCount, count_of, thread_report
from comments.services import NOT_YOURS, TAKEN_BACK, reopen, resolve, reword, take_back
from core.saving import StaleVersion

pytestmark = pytest.mark.django_db


def test_words_are_changed_over_the_version_that_was_read(say, coach):
    comment = say(coach, "Frist.")
    assert reword(comment, words=" First. ", version=1, by=coach) is True
    comment.refresh_from_db()
    assert (comment.words, comment.version, comment.changed_at > comment.at) == ("First.", 2, True)
    assert [(one.words, one.history_user) for one in comment.history.all()] == [("First.", coach), ("Frist.", coach)]


def test_the_same_words_change_nothing_whatever_version_was_read(say, coach):
    comment = say(coach, "First.")
    assert reword(comment, words="First.", version=9, by=coach) is False
    comment.refresh_from_db()
    assert (comment.version, comment.changed_at, comment.history.count()) == (1, None, 1)


@pytest.mark.parametrize("version", [None, 1, 3])
def test_another_version_is_refused_and_told(say, coach, version):
    comment = say(coach, "One.")
    reword(comment, words="Two.", version=1, by=coach)
    with pytest.raises(StaleVersion) as stale:
        reword(comment, words="Three.", version=version, by=coach)
    assert (stale.value.row.words, stale.value.row.version) == ("Two.", 2)


def test_nobody_changes_or_takes_back_what_somebody_else_said(say, coach, lead):
    comment = say(coach)
    for act in (lambda: reword(comment, words="Mine.", version=1, by=lead), lambda: take_back(comment, by=lead)):
        with pytest.raises(ValidationError) as refused:
            act()
        assert refused.value.messages == [NOT_YOURS]
    comment.refresh_from_db()
    assert (comment.words, comment.taken_back_at) == ("Does it still hold?", None)


def test_what_is_taken_back_is_not_shown_nor_counted_and_stays_in_its_place(say, coach, lead):
    comment, other = say(coach, "Secret.", lead), say(lead, "Why?")
    take_back(comment, by=coach)
    take_back(comment, by=coach)
    comment.thread.refresh_from_db()
    report = thread_report(comment.thread, coach)
    assert [(one.words, one.is_taken_back, one.for_whom) for one in report.lines] == [
        ("", True, ()),
        ("Why?", False, ()),
    ]
    assert (report.count, report.lines[1].pk) == (CommentCount(1, True), other.pk)
    assert comment.history.count() == 2
    with pytest.raises(ValidationError) as refused:
        reword(comment, words="Again.", version=2, by=coach)
    assert refused.value.messages == [TAKEN_BACK]


def test_a_thread_of_which_everything_is_taken_back_counts_as_none(say, coach):
    comment = say(coach)
    take_back(comment, by=coach)
    comment.thread.refresh_from_db()
    assert (count_of(comment.thread), comment.thread.is_open) == (NO_COMMENTS, False)


def test_a_thread_is_resolved_and_opened_again(say, coach, lead):
    thread = say(coach).thread
    resolve(thread, version=2, by=lead)
    thread.refresh_from_db()
    assert (thread.is_resolved, thread.resolved_by, thread.version) == (True, lead, 3)
    resolve(thread, version=1, by=coach)
    thread.refresh_from_db()
    assert (thread.resolved_by, thread.version) == (lead, 3)
    reopen(thread)
    reopen(thread)
    thread.refresh_from_db()
    assert (thread.is_open, thread.resolved_by, thread.version) == (True, None, 4)


@pytest.mark.parametrize("version", [None, 2, 4])
def test_nobody_resolves_what_they_have_not_read(say, coach, lead, version):
    say(coach)
    thread = say(coach, "And this?").thread
    with pytest.raises(StaleVersion):
        resolve(thread, version=version, by=lead)
    thread.refresh_from_db()
    assert thread.is_open
