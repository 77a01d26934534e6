"""Charts as SVG, the same for pages and PDF: data in, markup rendered by a template out. No domain.

Every chart states its data in its title. Light colours are presentation attributes, which print and PDF read; the
classes beside them let `look.css` follow the theme. No style attributes, so they pass the content security policy.
"""

from core.charts.bars import Bar, Segment, standing_bars, standing_print
from core.charts.counts import Count, count_bars
from core.charts.dots import DotColumn, dot_distribution
from core.charts.heat_map import HeatRow, heat_map
from core.charts.hexagon import ChartSubject, hexagon_chart, hexagon_key, hexagon_print
from core.charts.path import DayLine, DayValue, Unit, path_chart, path_print
from core.charts.strips import ChartAnswer, ChartColumn, cover_strip, tile_strip
from core.charts.timeline import timeline_chart, timeline_prints
from core.charts.timeline_rows import TimelineRow

__all__ = [
    "Bar",
    "ChartAnswer",
    "ChartColumn",
    "ChartSubject",
    "Count",
    "DayLine",
    "DayValue",
    "DotColumn",
    "HeatRow",
    "Segment",
    "TimelineRow",
    "Unit",
    "count_bars",
    "cover_strip",
    "dot_distribution",
    "heat_map",
    "hexagon_chart",
    "hexagon_key",
    "hexagon_print",
    "path_chart",
    "path_print",
    "standing_bars",
    "standing_print",
    "tile_strip",
    "timeline_chart",
    "timeline_prints",
]
