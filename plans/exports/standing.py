"""Where a district and its plan stand, in figures: the same for the brief and for the plan."""

from __future__ import annotations

from dataclasses import dataclass

from core.charts import Bar, Segment
from plans.exports.sentences import PATHS, paths_in
from plans.reports.record import PlanRecord, StandingRecord, SystemRecord

# What is neither rated nor known is one figure where room is scarce.
OPEN, OPEN_LABEL = ("sn", "sx"), "Not rated or known"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its word; `style` is that of its tile, and `more` says how it was before."""

    number: str
    word: str
    style: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class SystemStanding:
    """A system with its standings; the bar has a box for every indicator."""

    system: SystemRecord

    @property
    def bar(self) -> Bar:
        segments = (Segment(one.standing, one.label, one.count) for one in self.system.standings)
        return Bar(f"{self.system.title}, {self.system.label}", tuple(segments))

    @property
    def is_complete(self) -> bool:
        """Whether every rating is made: what is half rated is not compared, or it would read like a loss or a gain."""
        return self.system.rated >= self.system.total

    @property
    def said(self) -> str:
        """The assessment, and what it is compared with, or how far it is."""
        one = self.system
        if not self.is_complete:
            return f"{one.label}, {one.rated} of {one.total} ratings so far"
        return f"{one.label}, compared with {one.before_label}" if one.before_label else one.label

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The four standings, and what is open, where anything is."""
        standings = self.system.standings
        known = tuple(self._figure(one, one.label) for one in standings if one.standing not in OPEN)
        waiting = [one for one in standings if one.standing in OPEN]
        if not sum(one.count for one in waiting):
            return known
        before = [one.before for one in waiting]
        open_ = StandingRecord(
            standing="sx",
            label=OPEN_LABEL,
            count=sum(one.count for one in waiting),
            before=None if None in before else sum(one or 0 for one in before),
        )
        return (*known, self._figure(open_, OPEN_LABEL))

    def _figure(self, one: StandingRecord, word: str) -> Figure:
        return Figure(str(one.count), word, one.standing, _moved(one) if self.is_complete else "")


def _moved(one: StandingRecord) -> str:
    if one.before is None:
        return ""
    difference = one.count - one.before
    if not difference:
        return "as before"
    return f"{abs(difference)} {'more' if difference > 0 else 'fewer'}"


def standings_of(record: PlanRecord) -> list[SystemStanding]:
    """Return the plan's systems that are assessed."""
    return [SystemStanding(system) for system in record.picture if system.label]


def boxes_of(record: PlanRecord) -> int:
    """Return how many indicators the largest system has: a box means as much in every bar."""
    return max((one.bar.total for one in standings_of(record)), default=0)


def unassessed(record: PlanRecord) -> list[str]:
    """Return the titles of systems that have no assessment."""
    return [system.title for system in record.picture if not system.label]


def progress_of(record: PlanRecord) -> list[Figure]:
    """Return how far the steps are, and where the measures stand; nothing of what there is none of."""
    steps = record.counted and [
        Figure(f"{record.done} of {len(record.counted)}", "steps done"),
        Figure(str(record.under_way), "under way"),
        Figure(str(len(record.overdue)), "overdue"),
    ]
    paths = paths_in(record)
    measures = [Figure(str(count), _measures(count, PATHS[path][1])) for path, count in paths.items()]
    return [*steps, *measures]


def _measures(count: int, word: str) -> str:
    return f"measure{'' if count == 1 else 's'} {word}"
