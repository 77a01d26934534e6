"""What a record says of the picture that a plan rests on: ratings, Hexagon reviews, inventories.

No entry of staff data and no sealed ballot is in it: ratings are those that the team agreed on, and of an inventory
with staff data it says only that it is there and how current it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class StandingRecord:
    """How many indicators stand here, and stood here in the assessment before. `standing` is the value of a
    Standing; `before` is None where there is none to compare with."""

    standing: str
    label: str
    count: int
    before: int | None


@dataclass(frozen=True, kw_only=True)
class RatingRecord:
    """A stage description or consideration with the team's answer; `code` is that of the answer, empty for none."""

    name: str
    stage: str
    text: str
    code: str
    label: str
    note: str
    dissent: str


@dataclass(frozen=True, kw_only=True)
class IndicatorRecord:
    """An indicator with its ratings, stage by stage, and the standing that they give."""

    code: str
    standing: str
    standing_label: str
    movement: str
    ratings: tuple[RatingRecord, ...]


@dataclass(frozen=True, kw_only=True)
class PracticeRecord:
    """A practice with its indicators."""

    code: str
    text: str
    indicators: tuple[IndicatorRecord, ...]


@dataclass(frozen=True, kw_only=True)
class AreaRecord:
    """A focus area with its practices."""

    title: str
    practices: tuple[PracticeRecord, ...]


@dataclass(frozen=True, kw_only=True)
class SystemRecord:
    """A system as the newest assessment has it. `label` is empty, and everything after it, where there is none."""

    title: str
    label: str = ""
    edition: int = 0
    source: str = ""
    as_of: date | None = None
    closed_on: date | None = None
    rated: int = 0
    total: int = 0
    before_label: str = ""
    standings: tuple[StandingRecord, ...] = ()
    considerations: tuple[RatingRecord, ...] = ()
    areas: tuple[AreaRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ComponentRecord:
    """A component of the Hexagon with the answer for each subject and its reason; `code` is 1 to 5, "n" or empty."""

    title: str
    answers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class RecommendationRecord:
    """What was decided on a review or a comparison, by whom, and why; `supports` are components with what they need."""

    sentence: str
    rationale: str
    supports: tuple[tuple[str, str], ...]
    dissent: str
    decided_by: str
    decided_on: date


@dataclass(frozen=True, kw_only=True)
class ReviewRecord:
    """A review or a comparison; `subjects` are the names of what is weighed, in the order of the answers."""

    title: str
    about: str
    as_of: date
    subjects: tuple[str, ...]
    components: tuple[ComponentRecord, ...]
    recommendation: RecommendationRecord | None


@dataclass(frozen=True, kw_only=True)
class InventoryRecord:
    """An inventory with what it holds and lacks; `entries` is None and the rest empty for staff data.

    `counts` are the columns to choose in, each with its choices and how many entries have them.
    """

    title: str
    state: str
    as_of: date | None
    review_on: date | None
    is_staff_data: bool
    entries: int | None
    lacks: tuple[str, ...]
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
