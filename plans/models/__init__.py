"""A plan and what belongs to it: priorities, action steps, milestones, measures, improvement cycles, meetings."""

from plans.models.base import GROUNDS, Grounded, Kept, Owned
from plans.models.cycles import Cycle
from plans.models.measures import Measure, Reading, Target
from plans.models.meetings import Meeting
from plans.models.plans import CalendarLink, Plan
from plans.models.priorities import Priority, RootCause
from plans.models.snapshots import Snapshot, SnapshotError, SnapshotFile
from plans.models.steps import ActionStep, Milestone

__all__ = [
    "GROUNDS",
    "ActionStep",
    "CalendarLink",
    "Cycle",
    "Grounded",
    "Kept",
    "Measure",
    "Meeting",
    "Milestone",
    "Owned",
    "Plan",
    "Priority",
    "Reading",
    "RootCause",
    "Snapshot",
    "SnapshotError",
    "SnapshotFile",
    "Target",
]
