"""Tables of inventories and of their entries."""

from __future__ import annotations

import django_tables2 as tables

from core.tables import PagedTable


class InventoryTable(PagedTable):
    """The inventories of a district. Rows are reports.InventoryLine."""

    page_size = 50

    title = tables.TemplateColumn(template_name="inventories/list/title.html", verbose_name="Inventory")
    state = tables.TemplateColumn(template_name="inventories/list/state.html", verbose_name="State")
    as_of = tables.DateColumn(format="M j, Y", verbose_name="As of", default="No date")
    review_on = tables.TemplateColumn(template_name="inventories/list/review.html", verbose_name="Review on")
    owner = tables.Column(verbose_name="Owner", default="Nobody yet")
    entries = tables.TemplateColumn(template_name="inventories/list/entries.html", verbose_name="Entries")

    caption = "The district's inventories"


class EntryTable(PagedTable):
    """The entries of an inventory, with the columns that were chosen. Rows are reports.EntryRow.

    `inventories/entries/table.html` shows the cells as the report has them: going through a bound column for each cell
    of a large page takes longer than all the rest of it.
    """

    page_size = 50

    class Meta:
        template_name = "inventories/entries/table.html"

    caption = ""
    url = ""
    is_kept = False


def entry_table(rows, *, is_kept):
    """Return entries as a table with a column for each that `rows` shows; `is_kept` lets a reader change them."""
    columns = [(one.key, tables.Column(verbose_name=one.title, orderable=one.is_sortable)) for one in rows.columns]
    table = EntryTable(rows, extra_columns=columns, empty_text="No entry is found.")
    table.caption, table.url = f"Entries of {rows.inventory}", rows.inventory.get_absolute_url()
    table.is_kept = is_kept
    return table
