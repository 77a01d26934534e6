"""Tables of people."""

from __future__ import annotations

import django_tables2 as tables


class MemberTable(tables.Table):
    """The people of a district. Rows are reports.MemberRow."""

    name = tables.Column("Name")
    email = tables.Column("E-mail address")
    role = tables.Column("Role")
    account = tables.Column("Account")
    changes = tables.TemplateColumn(verbose_name="Changes", template_name="districts/member_changes.html")

    caption = "Members of the district"

    class Meta:
        orderable = False
