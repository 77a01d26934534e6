"""Tags for the charts of `core.charts`, on pages and in PDFs alike."""

from __future__ import annotations

from django.template import Library

from core import charts

register = Library()
register.simple_tag(charts.tile_strip)
register.simple_tag(charts.count_bars)
register.simple_tag(charts.cover_strip)
register.simple_tag(charts.dot_distribution)
register.simple_tag(charts.heat_map)
register.simple_tag(charts.standing_bars)
register.simple_tag(charts.hexagon_chart)
register.simple_tag(charts.hexagon_print)
register.simple_tag(charts.hexagon_key)
register.simple_tag(charts.path_chart)
register.simple_tag(charts.path_print)
register.simple_tag(charts.standing_print)
register.simple_tag(charts.timeline_chart)
