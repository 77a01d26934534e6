"""What was said of a thing, whom it waits for, and which threads a district has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Exists, Q

from comments.models import Comment, Mention, Thread
from core.happenings import Deed, Row, Says, Source, text, told
from core.links import address
from core.prepared_queries import PreparedQuery
from districts.choices import Role
from districts.models import Membership, User

LEFT = "Somebody who has left"


@dataclass(frozen=True, slots=True)
class CommentCount:
    """How many comments a thing has, and whether they wait for an answer: what stands beside it on pages."""

    count: int = 0
    is_open: bool = False

    @property
    def words(self) -> str:
        """What a link to the thread says: "Comment", "1 comment, open", "2 comments, resolved"."""
        if not self.count:
            return "Comment"
        return f"{self.count} comment{'s' if self.count > 1 else ''}, {'open' if self.is_open else 'resolved'}"


NO_COMMENTS = CommentCount()


@lru_cache(maxsize=512)
def counted(count: int | None, resolved_at: object = None) -> CommentCount:
    """Return the count from what a join brings of a thread; None where a thing has none."""
    return CommentCount(count, resolved_at is None) if count else NO_COMMENTS


def count_of(thread: Thread | None) -> CommentCount:
    """Return the count of a thread, or of a thing that has none."""
    return CommentCount(thread.comment_count, thread.is_open) if thread else NO_COMMENTS


# One thread ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class CommentLine:
    """A comment as its readers see it. Of one that was taken back `words` is empty."""

    pk: int
    who: str
    at: datetime
    words: str
    changed_at: datetime | None
    is_taken_back: bool
    for_whom: tuple[str, ...]
    is_mine: bool
    is_new_for_me: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class ThreadReport:
    """What was said of a thing, oldest first; empty with version 0 where nobody has said anything."""

    lines: tuple[CommentLine, ...] = ()
    count: CommentCount = NO_COMMENTS
    resolved_at: datetime | None = None
    resolved_by: str = ""
    version: int = 0

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None

    @property
    def is_new_for_me(self) -> bool:
        """Whether a comment waits for this reader."""
        return any(one.is_new_for_me for one in self.lines)


def thread_report(thread: Thread | None, reader: User) -> ThreadReport:
    """Return what was said in a thread, which comes with `resolved_by`, in two queries; none where there is none."""
    if thread is None:
        return ThreadReport()
    rows = Comment.objects.for_thread(thread).select_related("by").order_by("at", "pk")
    for_whom = _for_whom(thread)
    return ThreadReport(
        lines=tuple(_line(row, for_whom.get(row.pk, ()), reader) for row in rows),
        count=count_of(thread),
        resolved_at=thread.resolved_at,
        resolved_by=str(thread.resolved_by or LEFT) if thread.is_resolved else "",
        version=thread.version,
    )


def _for_whom(thread: Thread) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    mentions = Mention.objects.filter(comment__thread=thread).select_related("user")
    for mention in mentions.order_by("user__name", "user__email"):
        found.setdefault(mention.comment_id, []).append(mention)
    return found


def _line(row: Comment, mentions: Iterable[Mention], reader: User) -> CommentLine:
    is_taken_back = row.taken_back_at is not None
    return CommentLine(
        pk=row.pk,
        who="You" if row.by_id == reader.pk else str(row.by or LEFT),
        at=row.at,
        words="" if is_taken_back else row.words,
        changed_at=row.changed_at,
        is_taken_back=is_taken_back,
        for_whom=()
        if is_taken_back
        else tuple("you" if one.user_id == reader.pk else str(one.user) for one in mentions),
        is_mine=row.by_id == reader.pk,
        is_new_for_me=any(one.user_id == reader.pk and one.seen_at is None for one in mentions),
        version=row.version,
    )


# Many threads -------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class MentionLine:
    """A comment that is meant for a reader who has not opened its thread since."""

    about: str
    url: str
    who: str
    at: datetime
    district: str
    district_url: str
    time_zone: str


def mentions_to(user: User, named: Any = None, membership: Membership | None = None) -> tuple[MentionLine, ...]:
    """Return the comments that wait for a person in districts they belong to now, newest first, in one query.

    What is said of staff data is told to leads; of others, to those for whom `named` (a query for threads, as
    `inventories.reports.named_threads` returns it) holds its thread. With `membership`, of its district alone.
    """
    rows = _mentions(user, Thread.objects.none() if named is None else named)
    if membership is not None:
        rows = rows.filter(comment__thread__district=membership.district)
    return tuple(_mention_line(row) for row in rows)


def prepared_mentions(named: Callable[[Any], Any]) -> PreparedQuery:
    """Return the query that `mention_lines` reads; `named` returns a query for threads, for a person."""
    return PreparedQuery(lambda user: _mentions(user, named(user)))


def mention_lines(query: PreparedQuery, user: User) -> tuple[MentionLine, ...]:
    """Return what `mentions_to` returns for a person, from a query put together before."""
    return tuple(_mention_line(row) for row in query.rows(user.pk))


def _mentions(user: Any, named: Any) -> Any:
    thread = "comment__thread"
    district = (f"{thread}__district__name", f"{thread}__district__slug", f"{thread}__district__time_zone")
    who = ("comment__by__name", "comment__by__email")
    rows = Mention.objects.waiting_for(user, named).order_by("-comment__at", "-pk")
    return rows.values_list(f"{thread}__about", f"{thread}__place", "comment", "comment__at", *who, *district)


def _mention_line(row: Sequence[Any]) -> MentionLine:
    about, place, comment, at, name, email, district, slug, time_zone = row
    return MentionLine(
        about=about,
        url=f"{place}#comment-{comment}",
        who=name or email or LEFT,
        at=at,
        district=district,
        district_url=address("district_detail", slug),
        time_zone=time_zone,
    )


@dataclass(frozen=True, kw_only=True)
class ThreadLine:
    """A thread in a list; its place is where it is read."""

    about: str
    url: str
    count: CommentCount
    last_at: datetime | None
    last_by: str


def district_threads(membership: Membership, named: Any = None) -> tuple[ThreadLine, ...]:
    """Return the open threads of a district that one of its people may read, the latest first, in one query."""
    return tuple(map(thread_line, threads_of(membership, named).still_open()))


def threads_of(membership: Membership, named: Any = None) -> Any:
    """Return the query for all threads of a district that one of its people may read, open ones first."""
    shown = Thread.objects.shown_to(membership, Thread.objects.none() if named is None else named)
    return shown.begun().with_last_writer().open_first()


def thread_line(row: Any) -> ThreadLine:
    return ThreadLine(
        about=row.about, url=row.place, count=count_of(row), last_at=row.last_at, last_by=row.last_by or LEFT
    )


def said_lately(named: Callable[[Any], Any]) -> Source:
    """Return the source of comments that stand; those on staff data are told to leads, and where `named` (which
    returns a query for threads, for a person) holds their thread."""

    def rows(district: int, membership: int, user: int) -> Any:
        is_lead = Exists(Membership.objects.filter(pk=membership, role=Role.LEAD))
        shown = Q(thread__is_closed=False) | Q(thread__in=named(user)) | is_lead
        kept = Comment.objects.standing().filter(shown, thread__district=district)
        says = Says(state=text("+"), place="thread", title="thread__place", about="thread__about")
        return told(kept, "comments", says, by="by", at="at")

    return Source(
        name="comments",
        rows=rows,
        url=_comment_url,
        place_url=_comment_url,
        added=Deed("", one="commented on", many="commented on"),
        changed=None,
        place_quoted=False,
    )


def _comment_url(_: str, row: Row) -> str:
    return f"{row.title}#comment-{row.item}"
