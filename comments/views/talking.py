"""What a page shows of a thread: on the thread's own, or in line on the page of the thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from comments.forms import CommentForm
from comments.owners import ThreadOwner
from comments.reports import ThreadReport, thread_report
from comments.services import mark_seen
from core.unsent import owner_of

# The form may stand below another one.
AUTO_ID = "id_comment_%s"


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A thread with its form, as `comments/thread.html` shows it; `back` is where one comes out after sending."""

    owned: ThreadOwner
    thread: ThreadReport
    form: CommentForm
    boxes: tuple[Any, ...]
    me: int
    back: str
    is_inline: bool
    owner: str
    kept: str

    @property
    def url(self) -> str:
        return self.owned.url()

    @property
    def resolve_url(self) -> str:
        return self.owned.url("comments_resolve")

    @property
    def reopen_url(self) -> str:
        return self.owned.url("comments_reopen")

    @property
    def lines(self) -> list[tuple[Any, str]]:
        """The comments, each with the address where its writer changes it, empty for everybody else."""
        return [(one, self._change_url(one)) for one in self.thread.lines]

    def _change_url(self, line: Any) -> str:
        return self.owned.url("comment_change", line.pk) if line.is_mine and not line.is_taken_back else ""


def talk_about(
    owned: ThreadOwner, request: HttpRequest, form: CommentForm | None = None, *, inline: bool = True
) -> Talk:
    """Return what a page shows of a thread, in three queries (one where nothing was said yet).

    Where the reader was mentioned and has not looked since, looking now is noted.
    """
    person: Any = request.user
    thread = thread_report(owned.thread, person)
    form = form or CommentForm(readers=mentionable(owned, person), auto_id=AUTO_ID)
    if request.method == "GET" and owned.thread is not None and thread.is_new_for_me:
        mark_seen(owned.thread, by=person)
    return Talk(
        owned=owned,
        thread=thread,
        form=form,
        boxes=tuple(form["mentioned"].subwidgets),
        me=person.pk,
        back=owned.place if inline else owned.url(),
        is_inline=inline,
        owner=owner_of(person),
        kept=kept_as(owned, "new"),
    )


def mentionable(owned: ThreadOwner, person: Any) -> Any:
    """Return whom this person may mention: everybody else who may read the thing."""
    return owned.readers().exclude(pk=person.pk)


def kept_as(owned: ThreadOwner, comment: object) -> str:
    """Return the name under which a browser keeps what is typed; empty for staff data, never kept."""
    return "" if owned.is_staff_data else f"comments:{owned.url()}:{comment}"
