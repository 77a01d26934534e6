"""URLs of threads: of a thing under its app's own prefix and in its namespace, and of a district."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, include, path

from comments.owners import ThreadOwner
from comments.views import lists, threads

Owner = type[ThreadOwner]


def comment_urls(owner: Owner, prefix: str) -> list[URLPattern]:
    """Return the pages of threads about what `owner` finds; `prefix` ends with a slash and names what `find` takes."""
    base, name = f"{prefix}comments/", owner.name
    one = f"{base}<int:comment>/"
    return [
        path(base, threads.ThreadView.as_view(owner=owner), name=f"{name}_comments"),
        path(f"{base}resolve/", threads.ResolveView.as_view(owner=owner), name=f"{name}_comments_resolve"),
        path(f"{base}reopen/", threads.ReopenView.as_view(owner=owner), name=f"{name}_comments_reopen"),
        path(one, threads.ChangeCommentView.as_view(owner=owner), name=f"{name}_comment_change"),
        path(f"{one}take-back/", threads.TakeBackView.as_view(owner=owner), name=f"{name}_comment_take_back"),
    ]


def thread_list_urls(named_threads: Callable[[Any], Any]) -> Any:
    """Return a district's threads; `named_threads` says which closed ones are open to a user besides leads."""
    view = lists.ThreadListView.as_view(named_threads=named_threads)
    return include(([path("", view, name="thread_list")], "comments"))
