"""Every page of a district's inventories, and the pages that tell how they stand."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.browser.demo import Demo
from tests.browser.inventories import RIGHT_FILE, WRONG_FILE, Kept, handed_in
from tests.browser.own_page import OwnPage


def page_of(demo: Demo, name: str, *arguments: Any, query: str = "", **options: Any) -> OwnPage:
    full = f"inventories:{name}"
    return OwnPage(full, reverse(full, args=[demo.district.slug, *arguments]) + query, **options)


def inventory_pages(demo: Demo, kept: Kept) -> list[OwnPage]:
    """Pages as they open; what opens on them is in `test_inventory_axe`."""
    return [
        *pages_of_all(demo),
        *pages_of_entries(demo, kept),
        *pages_of_imports(demo, kept),
        *pages_of_leads(demo, kept),
        *pages_of_staff_data(demo, kept),
    ]


def pages_of_all(demo: Demo) -> list[OwnPage]:
    return [
        page_of(demo, "inventory_list"),
        page_of(demo, "inventory_list", who="viewer"),
        OwnPage("inventories:inventory_list", "/districts/harbor/inventories/", "harbor"),
        page_of(demo, "template_choose"),
        page_of(demo, "template_choose", who="viewer", status=403),
        page_of(demo, "inventory_start", "certifications"),
        page_of(demo, "inventory_start", "sample-inventory"),
        page_of(demo, "inventory_start", "collaboration-time", submit=True),
        OwnPage("district_detail", "/districts/lakeview/"),
    ]


def pages_of_entries(demo: Demo, kept: Kept) -> list[OwnPage]:
    filled, empty = kept.practices.pk, kept.empty.pk
    entry, gone = kept.entry("Mentoring pairs").pk, kept.entry("Calibration walks").pk
    return [
        page_of(demo, "inventory_detail", filled),
        page_of(demo, "inventory_detail", filled, query="?f-state=In+place&sort=-cost"),
        page_of(demo, "inventory_detail", filled, query="?q=zeppelin"),
        page_of(demo, "inventory_detail", filled, query="?f-cost-from=much"),
        page_of(demo, "inventory_detail", filled, who="viewer"),
        page_of(demo, "inventory_detail", filled, who="harbor", status=404),
        page_of(demo, "inventory_detail", empty),
        page_of(demo, "inventory_detail", empty, who="viewer"),
        page_of(demo, "entry_add", filled),
        page_of(demo, "entry_add", filled, query="?again", submit=True),
        page_of(demo, "entry_detail", filled, entry),
        page_of(demo, "entry_detail", filled, gone, who="viewer"),
        page_of(demo, "entry_history", filled, entry),
        page_of(demo, "deletion_undo", filled),
        page_of(demo, "inventory_summary", filled),
        page_of(demo, "inventory_summary", filled, who="viewer"),
        page_of(demo, "inventory_summary", empty),
        page_of(demo, "inventory_summary", kept.positions.pk),
    ]


def pages_of_imports(demo: Demo, kept: Kept) -> list[OwnPage]:
    """The lead's file has wrong rows; the member's can be imported."""
    filled = kept.practices.pk
    wrong = handed_in(kept.practices, demo.people["lead"], WRONG_FILE).pk
    ready = handed_in(kept.practices, demo.people["member"], RIGHT_FILE).pk
    return [
        page_of(demo, "import_upload", filled),
        page_of(demo, "import_upload", kept.empty.pk, submit=True),
        page_of(demo, "import_preview", filled, wrong),
        page_of(demo, "import_preview", filled, wrong, query="?show=all"),
        page_of(demo, "import_preview", filled, ready, who="member"),
    ]


def pages_of_leads(demo: Demo, kept: Kept) -> list[OwnPage]:
    filled, empty = kept.practices.pk, kept.empty.pk
    return [
        page_of(demo, "inventory_settings", filled),
        page_of(demo, "inventory_settings", empty),
        page_of(demo, "inventory_settings", filled, who="member", status=403),
        page_of(demo, "inventory_delete", filled),
        page_of(demo, "inventory_delete", empty),
        page_of(demo, "inventory_history", filled),
        page_of(demo, "column_list", filled),
        page_of(demo, "column_add", filled),
        page_of(demo, "column_add", filled, query="?again", submit=True),
        page_of(demo, "column_change", filled, "state"),
        page_of(demo, "column_change", filled, "name"),
    ]


def pages_of_staff_data(demo: Demo, kept: Kept) -> list[OwnPage]:
    staff = kept.certifications.pk
    return [
        page_of(demo, "inventory_detail", staff),
        page_of(demo, "inventory_detail", staff, who="member"),
        page_of(demo, "inventory_summary", staff),
        page_of(demo, "inventory_summary", staff, who="member", status=403),
        page_of(demo, "import_upload", staff),
        page_of(demo, "reader_list", staff),
        page_of(demo, "reader_list", staff, query="?again", submit=True),
        page_of(demo, "reader_list", kept.practices.pk),
    ]
