"""The read side of readiness: frozen pictures of assessments, each built in a fixed number of queries."""

from readiness.reports.changes import AssessmentEvent, assessment_history
from readiness.reports.items import (
    CONSIDERATIONS,
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
    most_left,
    open_assessments,
)
from readiness.reports.progress import Progress, progress_after
from readiness.reports.report import ReadinessReport, StandingGroup, readiness_report, report_token, summary_report
from readiness.reports.rounds import (
    AreaChoice,
    area_choices,
    assessment_rounds,
    items_of,
    line_of,
    running_rounds,
    waiting_rounds,
)
from readiness.reports.sheet import RatedSheet, item_name, item_text, rated_sheet
from readiness.reports.together import TeamRound, information_gaps_of, team_rounds

__all__ = [
    "CONSIDERATIONS",
    "AreaChoice",
    "AssessmentEvent",
    "AssessmentLine",
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
    "TeamRound",
    "area_choices",
    "assessment_history",
    "assessment_lines",
    "assessment_rounds",
    "district_readiness",
    "information_gaps_of",
    "item_name",
    "item_text",
    "items_of",
    "line_of",
    "most_left",
    "open_assessments",
    "progress_after",
    "rated_sheet",
    "readiness_report",
    "report_token",
    "running_rounds",
    "summary_report",
    "team_rounds",
    "waiting_rounds",
]
