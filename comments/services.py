"""Saying something, wording it anew, taking it back; calling a thread settled, and opening it again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from comments.models import Comment, Discussed, Mention, Thread
from core.saving import StaleVersion
from districts.models import District, Membership, User

MOST = 10_000
EMPTY = "Write something first."
TOO_LONG = f"At most {MOST:,} characters fit here."
GONE = "What this is about was deleted meanwhile, so the comment has no place anymore. Copy it before you leave."
ELSEWHERE = "Mention people of this district only."
NOT_YOURS = "Only its writer changes a comment."
TAKEN_BACK = "You took this comment back already."


@transaction.atomic
def say(
    owner_row: Discussed,
    *,
    district: District,
    about: str,
    place: str,
    words: str,
    mentioned: Iterable[User] = (),
    by: User,
    is_closed: bool = False,
    at: datetime | None = None,
) -> Comment:
    """Add a comment to the thread of `owner_row`, which begins with it where there is none, and opens it again.

    Raises ValidationError for words that are empty or too long, for somebody mentioned who is not of the district, and
    where `owner_row` is gone.
    """
    now, people = at or timezone.now(), _of_district(district, mentioned)
    thread = _thread_of(owner_row, district)
    comment = _save(Comment(thread=thread, by=by, words=_worded(words), at=now), by, now)
    Mention.objects.bulk_create(Mention(comment=comment, user=one) for one in people)
    thread.about, thread.place, thread.is_closed, thread.last_at = _cut(about, 200), place, is_closed, now
    thread.resolved_at = thread.resolved_by = None
    _store(thread)
    return comment


def _worded(words: str) -> str:
    words = words.strip()
    if not words or len(words) > MOST:
        raise ValidationError({"words": TOO_LONG if words else EMPTY})
    return words


def _of_district(district: District, mentioned: Iterable[User]) -> list[User]:
    people = list({one.pk: one for one in mentioned}.values())
    if people and Membership.objects.for_district(district).filter(user__in=people).count() < len(people):
        raise ValidationError({"mentioned": ELSEWHERE})
    return people


def _thread_of(owner_row: Discussed, district: District) -> Thread:
    """Return the thread of a thing, locked until the transaction ends. The thing is held first, so that two people who
    write the first comments at once get one thread; its history takes no notice."""
    rows: Any = type(owner_row)._default_manager
    part_of = owner_row.part_of
    held = rows.select_for_update(of=(part_of, "self") if part_of else ("self",)).filter(pk=owner_row.pk)
    found = (held.select_related(part_of) if part_of else held).first()
    if found is None:
        raise ValidationError(GONE, code="gone")
    if found.thread_id is not None:
        return _locked(found.thread_id)
    thread = Thread.objects.create(district=district)
    rows.filter(pk=owner_row.pk).update(thread=thread)
    owner_row.thread = thread
    return thread


def _locked(pk: int) -> Thread:
    thread: Thread = Thread.objects.select_for_update(of=("self",)).get(pk=pk)
    return thread


def _store(thread: Thread) -> None:
    """Write what a thread says of itself; its version tells whoever read it that something happened since."""
    thread.comment_count = Comment.objects.for_thread(thread).standing().count()
    thread.version += 1
    thread.save()


def _save(comment: Comment, by: User, at: datetime) -> Comment:
    comment._history_user, comment._history_date = by, at
    comment.save()
    return comment


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


# One's own comment --------------------------------------------------------------------------------


@transaction.atomic
def reword(comment: Comment, *, words: str, version: int | None, by: User, at: datetime | None = None) -> bool:
    """Word one's own comment anew, and say whether that changed anything. Raises StaleVersion, and ValidationError for
    somebody else's, for one that was taken back, and for words that are empty or too long."""
    current, words = _own(comment, by), _worded(words)
    if current.taken_back_at is not None:
        raise ValidationError(TAKEN_BACK, code="taken-back")
    if current.words == words:
        return False
    if version != current.version:
        raise StaleVersion(current)
    current.words, current.changed_at, current.version = words, at or timezone.now(), current.version + 1
    _save(current, by, current.changed_at)
    return True


@transaction.atomic
def take_back(comment: Comment, *, by: User, at: datetime | None = None) -> None:
    """Take one's own comment back: its words are no longer shown, nor is it counted. Once more changes nothing.

    Raises ValidationError for somebody else's.
    """
    thread, current = _locked(comment.thread_id), _own(comment, by)
    if current.taken_back_at is None:
        current.taken_back_at, current.version = at or timezone.now(), current.version + 1
        _save(current, by, current.taken_back_at)
        _store(thread)


def _own(comment: Comment, by: User) -> Comment:
    current: Comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if current.by_id != by.pk:
        raise ValidationError(NOT_YOURS, code="not-yours")
    return current


# A thread as a whole ------------------------------------------------------------------------------


@transaction.atomic
def resolve(thread: Thread, *, version: int | None, by: User, at: datetime | None = None) -> None:
    """Call a thread settled; a settled one stays as it is. Raises StaleVersion where something was said since it was
    read, so that nobody settles what they have not read."""
    current = _locked(thread.pk)
    if current.is_resolved:
        return
    if version != current.version:
        raise StaleVersion(current)
    current.resolved_at, current.resolved_by = at or timezone.now(), by
    _store(current)


@transaction.atomic
def reopen(thread: Thread) -> None:
    """Open a settled thread again; an open one stays as it is."""
    current = _locked(thread.pk)
    if current.is_resolved:
        current.resolved_at = current.resolved_by = None
        _store(current)


def mark_seen(thread: Thread, *, by: User, at: datetime | None = None) -> None:
    """Note that a person has opened a thread in which they were mentioned."""
    Mention.objects.unseen_by(by).filter(comment__thread=thread).update(seen_at=at or timezone.now())
