"""Tables of the Hexagon."""

from __future__ import annotations

import django_tables2 as tables

from core.tables import PagedTable


class ReviewTable(PagedTable):
    """The reviews and comparisons of a district."""

    title = tables.TemplateColumn('<a href="{{ record.url }}">{{ record.title }}</a>', verbose_name="Name")
    about = tables.Column(verbose_name="About")
    rated = tables.TemplateColumn(
        "{{ record.rated }} of {{ record.total }}"
        "{% if record.unknown %}, {{ record.unknown }} without enough information{% endif %}",
        verbose_name="Rated",
    )
    state = tables.TemplateColumn(
        "{% if record.round_title %}Being rated together: {{ record.round_title }}"
        "{% elif record.recommendation %}{{ record.recommendation }}"
        "{% elif record.rated == record.total %}Waits for a recommendation{% else %}Being rated{% endif %}",
        verbose_name="State",
        orderable=False,
    )
    opened_at = tables.DateColumn(format="M j, Y", verbose_name="Started")

    class Meta:
        attrs = {"class": "ts-table ts-stack"}
