"""Measures on paper: a chart, its values beside it, notes below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.rendering.layout import grouped
from plans.exports.charts import MeasureChart, ValueRow
from plans.exports.layout import WHOLE, Text
from plans.exports.sentences import day
from plans.reports.record import MeasureRecord, PlanRecord

# So many readings of a measure are printed, the newest; a table of its values has so many rows.
READINGS, ROWS = 12, 32


@dataclass(frozen=True, slots=True)
class MeasureLayout:
    """A measure with its chart, the values that are printed beside it, and notes below."""

    measure: MeasureRecord
    chart: MeasureChart
    tables: list[Sequence[ValueRow]]
    left_out: int

    @property
    def facts(self) -> list[Text]:
        """What it measures, and where its numbers come from."""
        one = self.measure
        source = f"Source: {one.source.rstrip('.')}." if one.source else ""
        return [Text("", text) for text in (one.what, source) if text]

    @property
    def notes(self) -> list[Text]:
        """What is said of the readings that are printed."""
        printed = self.measure.readings[-READINGS:]
        said = ((one.on, ". ".join(filter(None, (one.source, one.note)))) for one in printed)
        return [Text(f"Reading of {day(on)}", text) for on, text in said if text]

    @property
    def is_whole(self) -> bool:
        texts = (*self.facts, *self.notes)
        return len(self.tables) == 1 and all(text.is_whole for text in texts) and len(texts) <= WHOLE


def measures_of(record: PlanRecord) -> list[tuple[str, MeasureLayout]]:
    """Return each measure with the name of its priority."""
    return [(record.name_of(one.priority), _layout(one)) for one in record.measures]


def _layout(one: MeasureRecord) -> MeasureLayout:
    chart = MeasureChart(one)
    return MeasureLayout(
        measure=one,
        chart=chart,
        tables=list(grouped(chart.rows(READINGS), ROWS)),
        left_out=max(len(one.readings) - READINGS, 0),
    )
