"""What everyone gets at the addresses of threads: in each the coach has said something."""

from __future__ import annotations

from typing import Any

from hexagon.owners import ComponentThreads, ReviewThreads
from inventories.owners import EntryThreads, InventoryThreads
from plans.owners import (
    CycleThreads,
    MeasureThreads,
    MeetingThreads,
    MilestoneThreads,
    PriorityThreads,
    StepThreads,
)
from readiness.owners import PlacementThreads, RatingThreads
from tests.access_table import Arguments, Row, World, district
from tests.plans.access_rows import cycle, measure, meeting, milestone, priority, step

SAID = "The coach asks."


def rating(world: World) -> tuple[Any, ...]:
    return world.district.slug, world.round.assessment_round.assessment_id, "1b-aware"


def placement(world: World) -> tuple[Any, ...]:
    return *rating(world)[:2], "readiness"


def review(world: World) -> tuple[Any, ...]:
    return world.district.slug, world.review_round.review_round.review_id


def component(world: World) -> tuple[Any, ...]:
    return *review(world), "evidence"


def inventory(world: World) -> tuple[Any, ...]:
    return world.district.slug, world.inventory.pk


def entry(world: World) -> tuple[Any, ...]:
    return *inventory(world), world.inventory.entries.get().pk


RATED = ((RatingThreads, rating), (PlacementThreads, placement), (ReviewThreads, review), (ComponentThreads, component))
KEPT = ((InventoryThreads, inventory), (EntryThreads, entry))
PLANNED = (
    (PriorityThreads, priority),
    (StepThreads, step),
    (MilestoneThreads, milestone),
    (MeasureThreads, measure),
    (CycleThreads, cycle),
    (MeetingThreads, meeting),
)
NAMES = {
    RatingThreads: ("pk", "key"),
    PlacementThreads: ("pk", "key"),
    ReviewThreads: ("pk",),
    ComponentThreads: ("pk", "key"),
    InventoryThreads: ("pk",),
    EntryThreads: ("pk", "entry"),
} | {owner: ("pk", "row") for owner, _ in PLANNED}


def thread_of(owner: Any, arguments: Arguments, world: World, who: str = "coach") -> Any:
    """Return what `owner` finds for a person of the world."""
    slug, *rest = arguments(world)
    return owner.find(world.people[who], slug, **dict(zip(NAMES[owner], rest, strict=True)))


def talk(world: World, *threads: Any) -> None:
    """Let the coach say something of each of these things."""
    coach: Any = world.people["coach"]
    for owner, arguments in threads:
        thread_of(owner, arguments, world).say(words=SAID, mentioned=[], by=coach)


def rows_of(owner: Any, arguments: Arguments) -> list[Row]:
    def comment(world: World) -> tuple[Any, ...]:
        thread = thread_of(owner, arguments, world).thread
        return *arguments(world), thread.comments.get().pk

    name = f"{owner.namespace}:{owner.name}"
    # fmt: off
    return [
        #   address                              arguments  method  anon out view coach member lead content operator
        Row(f"{name}_comments",                  arguments, "get",  "in  404 200 200 200 200 404 404"),
        Row(f"{name}_comments",                  arguments, "post", "in  404 422 422 422 422 404 404"),
        Row(f"{name}_comments_resolve",          arguments, "get",  "in  404 405 405 405 405 404 404"),
        Row(f"{name}_comments_resolve",          arguments, "post", "in  404 302 302 302 302 404 404"),
        Row(f"{name}_comments_reopen",           arguments, "get",  "in  404 405 405 405 405 404 404"),
        Row(f"{name}_comments_reopen",           arguments, "post", "in  404 302 302 302 302 404 404"),
        Row(f"{name}_comment_change",            comment,   "get",  "in  404 403 200 403 403 404 404"),
        Row(f"{name}_comment_change",            comment,   "post", "in  404 403 422 403 403 404 404"),
        Row(f"{name}_comment_take_back",         comment,   "get",  "in  404 403 405 403 403 404 404"),
        Row(f"{name}_comment_take_back",         comment,   "post", "in  404 403 302 403 403 404 404"),
    ]
    # fmt: on


RATED_THREAD_PAGES = [row for owner, arguments in RATED for row in rows_of(owner, arguments)]
THREAD_PAGES = [
    *RATED_THREAD_PAGES,
    *(row for owner, arguments in (*KEPT, *PLANNED) for row in rows_of(owner, arguments)),
    Row("comments:thread_list", district, "get", "in  404 200 200 200 200 404 404"),
    Row("comments:thread_list", district, "post", "in  404 405 405 405 405 404 404"),
]
