"""Every page of threads: one about each kind of thing, with something said, and the list of a district's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from comments.models import Comment
from comments.owners import ThreadOwner
from comments.services import resolve, take_back
from hexagon.owners import ComponentThreads, ReviewThreads
from inventories.models import Entry
from inventories.owners import EntryThreads, InventoryThreads
from readiness.owners import PlacementThreads, RatingThreads
from tests.browser.demo import Demo, Together
from tests.browser.inventories import Kept
from tests.browser.own_page import OwnPage

LIST = "comments:thread_list"


def comment_pages(demo: Demo, together: Together, kept: Kept) -> list[OwnPage]:
    empty = OwnPage(LIST, "/districts/harbor/comments/", "harbor")
    pages = [page for owned in threads(demo, together, kept) for page in pages_of(demo, owned)]
    staff = about(demo, InventoryThreads, pk=kept.certifications.pk)
    pages += [
        OwnPage("inventories:inventory_comments", staff.url()),
        OwnPage("inventories:inventory_comments", staff.url(), "viewer", status=403),
        OwnPage("readiness:rating_comments", about(demo, RatingThreads, pk=demo.talent.pk, key="15-ready").url()),
    ]
    return [
        *pages,
        empty,
        OwnPage(LIST, "/districts/lakeview/comments/"),
        OwnPage(LIST, "/districts/lakeview/comments/", "viewer"),
    ]


def about(demo: Demo, owner: type[ThreadOwner], who: str = "lead", **named: Any) -> ThreadOwner:
    return owner.find(demo.people[who], "lakeview", **named)


def threads(demo: Demo, together: Together, kept: Kept) -> Iterator[ThreadOwner]:
    entry = Entry.objects.for_inventory(kept.practices)[0]
    named: list[tuple[type[ThreadOwner], dict[str, Any]]] = [
        (RatingThreads, {"pk": demo.talent.pk, "key": "5a-ready"}),
        (PlacementThreads, {"pk": demo.talent.pk, "key": "readiness"}),
        (ReviewThreads, {"pk": together.review.pk}),
        (ComponentThreads, {"pk": together.review.pk, "key": "need"}),
        (InventoryThreads, {"pk": kept.practices.pk}),
        (EntryThreads, {"pk": kept.practices.pk, "entry": entry.pk}),
    ]
    for owner, what in named:
        yield about(demo, owner, **what)


def pages_of(demo: Demo, owned: ThreadOwner) -> list[OwnPage]:
    """A thread in which two people spoke and one took something back; every other one is resolved."""
    lead, coach, viewer = (demo.people[who] for who in ("lead", "coach", "viewer"))
    first = owned.say(words="Does it still hold?\n\nSee https://www.example.org/a", mentioned=[coach, viewer], by=lead)
    take_back(owned.say(words="No.", mentioned=[], by=coach), by=coach)
    owned.say(words="Anunbrokenwordthatgoesonandonandonandonandonandonandonandon.", mentioned=[lead], by=coach)
    if owned.name in {"placement", "component", "entry"}:
        resolve(first.thread, version=5, by=viewer)
    name, one = f"{owned.namespace}:{owned.name}", Comment.objects.get(pk=first.pk)
    return [
        OwnPage(f"{name}_comments", owned.url()),
        OwnPage(f"{name}_comments", f"{owned.url()}?again", "viewer", submit=True),
        OwnPage(f"{name}_comment_change", owned.url("comment_change", one.pk)),
    ]
