"""What is planned as lists show it: frozen lines, each kind in a fixed number of queries."""

from plans.reports.lines.cycles import CycleLine, MilestoneLine, cycle_lines, milestone_lines
from plans.reports.lines.measures import MeasureLine, ValueOnDay, brief_measure_lines, measure_lines
from plans.reports.lines.steps import StepLine, brief_step_lines, step_lines

__all__ = [
    "CycleLine",
    "MeasureLine",
    "MilestoneLine",
    "StepLine",
    "ValueOnDay",
    "brief_measure_lines",
    "brief_step_lines",
    "cycle_lines",
    "measure_lines",
    "milestone_lines",
    "step_lines",
]
