"""Every table that belongs to a district: the lists of its data file, and what is left out of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from comments.models import Comment, Mention, Thread
from districts.models import Building, DistrictLogo, Membership, Team, TeamMember
from hexagon.models import Comparison, ComponentRating, Recommendation, Review, ReviewRound
from inventories.models import Entry, Inventory, InventoryColumn, InventoryPrompt, NamedReader, StaffExport
from plans.models import (
    ActionStep,
    Cycle,
    Measure,
    Meeting,
    Milestone,
    Plan,
    Priority,
    Reading,
    RootCause,
    Snapshot,
    SnapshotFile,
    Target,
)
from readiness.models import Assessment, AssessmentRound, ConsiderationPlacement, Rating
from rounds.models import Ballot, Rater, Round, Transition
from talentsys.district_data.finishing import (
    revealed_ballots,
    untraceable,
    with_buildings,
    without_what_was_taken_back,
)
from talentsys.district_data.kinds import Kind

BYTES = "files are taken away as files"
COUNTED = "counted from other rows"
FOUND_BY = "what a search looks through, made of the cells"
STANDS = "entries that were deleted are not in the file"
COVERED = "which running round holds the item; the rounds say it"
SEEN = "what somebody has read is theirs alone"
SEALED_NAME = "whoever chose to be named is named by their ballots"

_BALLOT = {
    "round": {"$ref": "#/$defs/rounds.round"},
    "is_hidden": {"type": "boolean", "description": "Fewer than three ballots on the item: no answer is shown."},
    "value": {"type": ["integer", "null"]},
    "unknown": {"type": ["boolean", "null"]},
    "item_key": {"type": "string"},
    "rationale": {"type": "string"},
    "rater": {"anyOf": [{"$ref": "#/$defs/rounds.rater"}, {"type": "null"}]},
}

GROUPS: Mapping[str, tuple[Kind, ...]] = {
    "People and places": (
        Kind(name="memberships", title="who belongs to the district, with their roles", model=Membership),
        Kind(name="buildings", title="buildings", model=Building),
        Kind(name="logos", title="the logo", model=DistrictLogo, prefix="districts.logo", without={"content": BYTES}),
        Kind(name="teams", title="teams with their charters", model=Team),
        Kind(
            name="team_members", title="who is on a team", model=TeamMember, prefix="districts.team_member",
            path="team__district",
        ),
    ),
    "Readiness": (
        Kind(name="assessments", title="assessments", model=Assessment),
        Kind(
            name="ratings", title="ratings of stage descriptions", model=Rating, path="assessment__district",
            without={"covered_by": COVERED},
        ),
        Kind(
            name="placements", title="where considerations stand", model=ConsiderationPlacement,
            prefix="readiness.placement", path="assessment__district", without={"covered_by": COVERED},
        ),
        Kind(
            name="assessment_rounds", title="rounds over assessments", model=AssessmentRound,
            prefix="readiness.assessment_round", path="assessment__district",
        ),
    ),
    "Rounds": (
        Kind(name="rounds", title="rounds", model=Round),
        Kind(
            name="raters", title="who was seated, and what they speak for", model=Rater, path="round__district",
            without={"named": SEALED_NAME},
        ),
        Kind(
            name="ballots", title="ballots of rounds that were revealed", model=Ballot, path="rater__round__district",
            without={"version": "how often somebody saved a ballot could tell whose it is"}, rows=revealed_ballots,
            more={"key": "pk", "round": "rater__round", "named": "rater__named"}, finish=untraceable, added=_BALLOT,
        ),
        Kind(
            name="transitions", title="how rounds moved on, and why", model=Transition, path="round__district",
        ),
    ),
    "Hexagon": (
        Kind(name="comparisons", title="comparisons of candidates", model=Comparison),
        Kind(name="reviews", title="reviews, candidates among them", model=Review),
        Kind(
            name="component_ratings", title="what was said and agreed on of each component", model=ComponentRating,
            prefix="hexagon.component_rating", path="review__district", without={"covered_by": COVERED},
        ),
        Kind(
            name="recommendations", title="recommendations of reviews and comparisons", model=Recommendation,
            rows=lambda district: Recommendation.objects.filter(
                Q(review__district=district) | Q(comparison__district=district)
            ),
        ),
        Kind(
            name="review_rounds", title="rounds over reviews and comparisons", model=ReviewRound,
            prefix="hexagon.review_round", path="round__district",
        ),
    ),
    "Inventories": (
        Kind(name="inventories", title="inventories", model=Inventory, without={"entry_count": COUNTED}),
        Kind(
            name="inventory_columns", title="their columns", model=InventoryColumn, prefix="inventories.column",
            path="inventory__district", staff="inventory",
        ),
        Kind(
            name="inventory_prompts", title="the questions that a team talks over, with its answers",
            model=InventoryPrompt, prefix="inventories.prompt", path="inventory__district", staff="inventory",
        ),
        Kind(
            name="entries", title="their entries", model=Entry, path="inventory__district", staff="inventory",
            without={"words": FOUND_BY, "deleted_at": STANDS, "deleted_by": STANDS},
            rows=lambda district: Entry.objects.filter(inventory__district=district, deleted_at=None),
            finish=with_buildings,
        ),
        Kind(
            name="named_readers", title="who besides leads reads staff data", model=NamedReader,
            prefix="inventories.named_reader", path="inventory__district",
        ),
        Kind(
            name="staff_exports", title="who took staff data away", model=StaffExport,
            prefix="inventories.staff_export", path="inventory__district",
        ),
    ),
    "Comments": (
        Kind(name="threads", title="threads", model=Thread, thread="pk", without={"comment_count": COUNTED}),
        Kind(
            name="comments", title="comments", model=Comment, path="thread__district", thread="thread",
            finish=without_what_was_taken_back,
        ),
        Kind(
            name="mentions", title="whom a comment is meant for", model=Mention, path="comment__thread__district",
            thread="comment__thread", without={"seen_at": SEEN},
        ),
    ),
    "Plans": (
        Kind(name="plans", title="plans", model=Plan),
        Kind(name="priorities", title="priorities", model=Priority, path="plan__district"),
        Kind(
            name="root_causes", title="root causes", model=RootCause, prefix="plans.root_cause",
            path="priority__plan__district",
        ),
        Kind(name="steps", title="action steps", model=ActionStep, prefix="plans.step", path="plan__district"),
        Kind(name="milestones", title="milestones", model=Milestone, path="plan__district"),
        Kind(name="measures", title="measures", model=Measure, path="plan__district"),
        Kind(name="targets", title="targets of measures", model=Target, path="measure__plan__district"),
        Kind(name="readings", title="readings of measures", model=Reading, path="measure__plan__district"),
        Kind(name="cycles", title="improvement cycles", model=Cycle, path="plan__district"),
        Kind(name="meetings", title="meetings", model=Meeting, path="plan__district"),
        Kind(name="snapshots", title="plans as they were finalized", model=Snapshot, path="plan__district"),
        Kind(
            name="snapshot_files", title="names of their files, with a code that shows whether one was changed",
            model=SnapshotFile, prefix="plans.snapshot_file", path="snapshot__plan__district",
            without={"content": BYTES},
        ),
    ),
}  # fmt: skip
KINDS = tuple(kind for kinds in GROUPS.values() for kind in kinds)

# Tables of a district that are no list of the file, and why. History is left out as a whole.
LEFT_OUT: Mapping[str, str] = {
    "districts.District": "the district itself, which stands before the lists",
    "districts.Invitation": "it opens an account",
    "inventories.CellKey": "what cells are sorted and found by; the cells say it",
    "inventories.ImportDraft": "nothing of it is in the inventory yet",
    "plans.CalendarLink": "it opens the days of a plan",
}
