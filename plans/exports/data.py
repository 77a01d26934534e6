"""A plan's record as a JSON file, in the shape that docs/plan-record.md describes."""

from __future__ import annotations

import json

from plans.reports.record import PlanRecord, to_json


def plan_json(record: PlanRecord) -> bytes:
    """Return a record as JSON, in UTF-8."""
    return json.dumps(to_json(record), ensure_ascii=False, indent=1).encode()
