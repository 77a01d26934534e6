"""The read side of readiness: frozen pictures of assessments, each built in a fixed number of queries."""

from readiness.reports.changes import (
    AssessmentEvent,
    Change,
    Conflict,
    Words,
    assessment_history,
    compare_words,
    item_history,
)
from readiness.reports.items import (
    Given,
    RatedArea,
    RatedConsideration,
    RatedIndicator,
    RatedItem,
    RatedPractice,
    StageCounts,
)
from readiness.reports.overviews import (
    AssessmentLine,
    DistrictReadiness,
    SystemStanding,
    assessment_lines,
    district_readiness,
    open_assessments,
)
from readiness.reports.progress import CONSIDERATIONS, Progress, progress_after
from readiness.reports.report import ReadinessReport, StandingGroup, readiness_report, report_token, summary_report
from readiness.reports.sheet import RatedSheet, item_name, rated_sheet

__all__ = [
    "CONSIDERATIONS",
    "AssessmentEvent",
    "AssessmentLine",
    "Change",
    "Conflict",
    "DistrictReadiness",
    "Given",
    "Progress",
    "RatedArea",
    "RatedConsideration",
    "RatedIndicator",
    "RatedItem",
    "RatedPractice",
    "RatedSheet",
    "ReadinessReport",
    "StageCounts",
    "StandingGroup",
    "SystemStanding",
    "Words",
    "assessment_history",
    "assessment_lines",
    "compare_words",
    "district_readiness",
    "item_history",
    "item_name",
    "open_assessments",
    "progress_after",
    "rated_sheet",
    "readiness_report",
    "report_token",
    "summary_report",
]
