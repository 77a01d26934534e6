"""The read side of plans: frozen pictures, each built in a fixed number of queries."""

from plans.reports.amounts import amount, number
from plans.reports.calendar import calendar_link_of
from plans.reports.choosing import Candidate, CandidateGroup, candidates_for, find_candidate, newest_assessments
from plans.reports.cycles import CycleReport, PhaseText, Watched, cycle_report
from plans.reports.grounds import Ground, ground_choices, ground_of
from plans.reports.history import Event, events_of, row_history
from plans.reports.lines import (
    CycleLine,
    MeasureLine,
    MilestoneLine,
    StepLine,
    ValueOnDay,
    cycle_lines,
    measure_lines,
    milestone_lines,
    step_lines,
)
from plans.reports.measures import MeasureReport, ValueLine, measure_history, measure_report
from plans.reports.meetings import (
    MeetingLine,
    MeetingReport,
    meeting_agenda,
    meeting_lines,
    meeting_report,
    people_at,
    people_for,
)
from plans.reports.overviews import (
    CalendarDay,
    DistrictPlan,
    DueLine,
    PlanLine,
    calendar_days,
    district_plan,
    plan_lines,
    steps_of,
)
from plans.reports.paths import expected_at, is_reached, path_of, path_points
from plans.reports.plan import Counted, OwnerGroup, PlanReport, PriorityLine, StepFilter, plan_report
from plans.reports.priority import Asked, CauseReport, PriorityReport, as_step, asked_by, priority_report
from plans.reports.timeline import TimelineReport, timeline_report

__all__ = [
    "Asked",
    "CalendarDay",
    "Candidate",
    "CandidateGroup",
    "CauseReport",
    "Counted",
    "CycleLine",
    "CycleReport",
    "DistrictPlan",
    "DueLine",
    "Event",
    "Ground",
    "MeasureLine",
    "MeasureReport",
    "MeetingLine",
    "MeetingReport",
    "MilestoneLine",
    "OwnerGroup",
    "PhaseText",
    "PlanLine",
    "PlanReport",
    "PriorityLine",
    "PriorityReport",
    "StepFilter",
    "StepLine",
    "TimelineReport",
    "ValueLine",
    "ValueOnDay",
    "Watched",
    "amount",
    "as_step",
    "asked_by",
    "calendar_days",
    "calendar_link_of",
    "candidates_for",
    "cycle_lines",
    "cycle_report",
    "district_plan",
    "events_of",
    "expected_at",
    "find_candidate",
    "ground_choices",
    "ground_of",
    "is_reached",
    "measure_history",
    "measure_lines",
    "measure_report",
    "meeting_agenda",
    "meeting_lines",
    "meeting_report",
    "milestone_lines",
    "newest_assessments",
    "number",
    "path_of",
    "path_points",
    "people_at",
    "people_for",
    "plan_lines",
    "plan_report",
    "priority_report",
    "row_history",
    "step_lines",
    "steps_of",
    "timeline_report",
]
