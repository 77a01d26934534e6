"""A plan as it leaves the room: read once, stored in snapshots, shown by every file."""

from plans.reports.record.building import plan_record
from plans.reports.record.comparing import Changes, RowChange, compare_records
from plans.reports.record.picture import (
    AreaRecord,
    ComponentRecord,
    IndicatorRecord,
    InventoryRecord,
    PracticeRecord,
    RatingRecord,
    RecommendationRecord,
    ReviewRecord,
    StandingRecord,
    SystemRecord,
)
from plans.reports.record.picturing import system_record
from plans.reports.record.planned import (
    CauseRecord,
    CharterRecord,
    CycleRecord,
    MeasureRecord,
    MeetingRecord,
    MemberRecord,
    MilestoneRecord,
    PriorityRecord,
    StepRecord,
    ValueRecord,
)
from plans.reports.record.record import DecisionRecord, PlanRecord, Section
from plans.reports.record.storing import SCHEMA, UnreadableRecord, digest_of, from_json, to_json

__all__ = [
    "SCHEMA",
    "AreaRecord",
    "CauseRecord",
    "Changes",
    "CharterRecord",
    "ComponentRecord",
    "CycleRecord",
    "DecisionRecord",
    "IndicatorRecord",
    "InventoryRecord",
    "MeasureRecord",
    "MeetingRecord",
    "MemberRecord",
    "MilestoneRecord",
    "PlanRecord",
    "PracticeRecord",
    "PriorityRecord",
    "RatingRecord",
    "RecommendationRecord",
    "ReviewRecord",
    "RowChange",
    "Section",
    "StandingRecord",
    "StepRecord",
    "SystemRecord",
    "UnreadableRecord",
    "ValueRecord",
    "compare_records",
    "digest_of",
    "from_json",
    "plan_record",
    "system_record",
    "to_json",
]
