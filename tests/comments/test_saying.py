"""Saying something: threads begin with the first comment, and open again with each."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from comments.models import Comment, Mention, Thread
from comments.reports import CommentCount, thread_report
from comments.services import EMPTY, GONE, MOST, TOO_LONG, resolve
from readiness.models import Rating
from readiness.owners import RatingThreads
from readiness.services import delete_assessment
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def row(assessment, key="1a-aware"):
    return Rating.objects.for_assessment(assessment).with_key(key).select_related("thread").get()


def test_the_first_comment_begins_a_thread_and_the_second_joins_it(say, assessment, district, coach, lead):
    first, second = say(coach, " Does it still hold? \n"), say(lead, "It does.")
    thread = row(assessment).thread
    assert [first.thread, second.thread] == [thread, thread]
    assert (thread.district, thread.comment_count, thread.last_at, thread.version) == (district, 2, second.at, 3)
    assert (thread.about, thread.is_closed) == ("1a, Getting Aware (Sample, Autumn 2026)", False)
    assert thread.place == f"/districts/lakeview/readiness/{assessment.pk}/ratings/1a-aware/comments/"
    assert [(one.words, one.by) for one in thread.comments.all()] == [
        ("Does it still hold?", coach),
        ("It does.", lead),
    ]


def test_each_thing_has_a_thread_of_its_own(say, coach, assessment):
    assert say(coach).thread != say(coach, key="1a-ready").thread
    assert row(assessment, "1b-aware").thread is None


def test_saying_something_writes_no_version_of_the_rating(say, coach, assessment):
    say(coach)
    rating = row(assessment)
    assert (rating.version, rating.history.count()) == (1, 1)
    assert "thread" not in {field.name for field in Rating.history.model._meta.get_fields()}


def test_a_comment_has_its_history(say, coach):
    [record] = say(coach, "Once.").history.all()
    assert (record.words, record.history_user, record.history_type) == ("Once.", coach, "+")


def test_a_new_comment_opens_a_resolved_thread(say, coach, lead, assessment):
    thread = say(coach).thread
    resolve(thread, version=2, by=lead)
    say(coach, "One more thing.")
    thread.refresh_from_db()
    assert (thread.is_open, thread.resolved_by) == (True, None)


@pytest.mark.parametrize(
    ("words", "told"), [("", EMPTY), (" \n ", EMPTY), ("x" * (MOST + 1), TOO_LONG)], ids=["none", "blank", "too much"]
)
def test_nothing_and_too_much_are_refused(say, coach, assessment, words, told):
    with pytest.raises(ValidationError) as refused:
        say(coach, words)
    assert refused.value.message_dict == {"words": [told]}
    assert (Comment.objects.count(), Thread.objects.count(), row(assessment).thread) == (0, 0, None)


def test_as_much_as_fits_is_kept_whole(say, coach):
    assert Comment.objects.get(pk=say(coach, "x" * MOST).pk).words == "x" * MOST


def test_those_mentioned_are_noted_once_each(say, coach, lead, member):
    comment = say(coach, "Look.", lead, member, lead)
    assert set(comment.mentions.values_list("user", "seen_at")) == {(lead.pk, None), (member.pk, None)}


def test_nobody_of_another_district_is_mentioned(say, coach, outsider):
    with pytest.raises(ValidationError) as refused:
        say(coach, "Look.", outsider)
    assert refused.value.message_dict == {"mentioned": ["Mention people of this district only."]}
    assert (Comment.objects.count(), Mention.objects.count()) == (0, 0)


def test_what_is_deleted_meanwhile_takes_no_comment(assessment, coach, say):
    thread = RatingThreads.find(coach, "lakeview", pk=assessment.pk, key="1a-aware")
    delete_assessment(assessment)
    with pytest.raises(ValidationError) as refused:
        thread.say(words="Too late.", mentioned=[], by=coach)
    assert (refused.value.messages, Thread.objects.count()) == ([GONE], 0)


def test_a_long_name_is_cut_where_a_list_shows_it(say, coach, assessment, monkeypatch):
    monkeypatch.setattr(RatingThreads, "about", "n" * 201)
    assert say(coach).thread.about == "n" * 199 + "…"


def test_the_report_tells_who_said_what_when_and_for_whom(say, coach, lead, member):
    first, second = say(coach, "Look.", member, lead), say(lead, "I see.")
    report = thread_report(first.thread, lead)
    assert [(one.pk, one.who, one.words, one.at) for one in report.lines] == [
        (first.pk, "A Coach", "Look.", first.at),
        (second.pk, "You", "I see.", second.at),
    ]
    assert [one.for_whom for one in report.lines] == [("you", "A Member"), ()]
    assert [(one.is_mine, one.is_new_for_me) for one in report.lines] == [(False, True), (True, False)]


def test_who_has_left_altogether_stays_as_somebody(say, assessment, district, lead):
    gone = MembershipFactory(district=district).user
    comment = say(gone, "I leave.")
    gone.delete()
    assert thread_report(comment.thread, lead).lines[0].who == "Somebody who has left"


def test_what_a_link_says():
    counts = (CommentCount(), CommentCount(1, True), CommentCount(2, True), CommentCount(2, False))
    assert [one.words for one in counts] == ["Comment", "1 comment, open", "2 comments, open", "2 comments, resolved"]
