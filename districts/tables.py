"""Tables of people and places."""

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


class BuildingTable(tables.Table):
    """The buildings of a district. Rows are reports.BuildingRow."""

    name = tables.Column("Name")
    nces_id = tables.Column("NCES school ID", default="Not entered")
    use = tables.Column("Use")
    changes = tables.TemplateColumn(verbose_name="Changes", template_name="districts/building_changes.html")

    caption = "Buildings of the district"

    class Meta:
        orderable = False
