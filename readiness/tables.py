"""Tables of readiness."""

from __future__ import annotations

import django_tables2 as tables

from core.tables import PagedTable


class AssessmentTable(PagedTable):
    """The assessments of a district."""

    label = tables.TemplateColumn(
        '<a href="{{ record.summary_url }}">{{ record.system }}, {{ record.label }}</a>',
        verbose_name="Assessment",
        order_by=("system", "label"),
    )
    rated = tables.TemplateColumn("{{ record.rated }} of {{ record.total }}", verbose_name="Rated")
    opened_at = tables.DateColumn(format="M j, Y", verbose_name="Opened")
    state = tables.TemplateColumn(
        "{% if record.closed_at %}Closed {{ record.closed_at|date:'M j, Y' }}{% else %}Open{% endif %}",
        verbose_name="State",
        order_by=("closed_at",),
        orderable=False,
    )
    worksheet = tables.TemplateColumn(
        "<a href='{{ record.rate_url }}'>Worksheet"
        "<span class='visually-hidden'> of {{ record.system }}, {{ record.label }}</span></a>",
        orderable=False,
    )

    class Meta:
        attrs = {"class": "ts-table ts-stack"}
