"""Inventories as a PDF for a board: what they show first, then the entries; one, or all of a district's."""

from __future__ import annotations

from typing import Any

from core.rendering.layout import TABLE_LINES, grouped
from core.rendering.pdf import render_pdf
from inventories.exports.files import STYLESHEETS
from inventories.exports.layout import MOST, MOST_IN_ALL, LackingRow, OverviewRow, counts_layout, entries_layout
from inventories.exports.sentences import (
    all_lead_sentences,
    answered_sentence,
    coverage_sentence,
    entries_of,
    lead_sentences,
    left_out_sentence,
    serves_line,
    standing_sentences,
    unsaid_sentence,
)
from inventories.reports import Coverage
from inventories.reports.files import InventoriesReport, InventoryReport


def inventory_pdf(report: InventoryReport) -> bytes:
    """Return an inventory as PDF/UA-1 on the district's paper. Raises PdfUnavailableError where the libraries lack."""
    context = report_context(report)
    return render_pdf("inventories/report/report.html", context, stylesheets=STYLESHEETS, paper=report.paper)


def inventories_pdf(report: InventoriesReport) -> bytes:
    """Return all inventories as one PDF/UA-1, each as a section. Raises PdfUnavailableError."""
    context = inventories_context(report)
    return render_pdf("inventories/report/all.html", context, stylesheets=STYLESHEETS, paper=report.paper)


def report_context(report: InventoryReport) -> dict[str, Any]:
    """Return what the template of one shows."""
    return {"report": report, "one": inventory_context(report), "entries": entries_of(report.summary.total)}


def inventories_context(report: InventoriesReport) -> dict[str, Any]:
    """Return what the template of all shows."""
    most = min(MOST, MOST_IN_ALL // max(len(report.inventories), 1))
    return {
        "report": report,
        "lead": all_lead_sentences(report),
        "left_out": left_out_sentence(report),
        "overview": list(grouped([_overview(one) for one in report.inventories], TABLE_LINES)),
        "sections": [inventory_context(one, most) for one in report.inventories],
        "has_staff_data": any(one.is_staff_data for one in report.inventories),
    }


def inventory_context(report: InventoryReport, most: int = MOST) -> dict[str, Any]:
    """Return what the template shows of one inventory, alone or as a section among others."""
    summary = report.summary
    return {
        "report": report,
        "standing": standing_sentences(report),
        "serves": serves_line(report),
        "lead": lead_sentences(report),
        "counts": [counts_layout(counts) for counts in summary.counts if counts.filled],
        "unsaid": unsaid_sentence(report),
        "coverage": _coverage(report.coverage) if report.coverage else None,
        "answered": answered_sentence(report) if report.prompts.reflections else "",
        "answers": [prompt for prompt in report.prompts.reflections if prompt.answer],
        "entries": entries_layout(report, most) if report.entries else None,
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "sentence": coverage_sentence(coverage),
        "tables": LackingRow.tables(coverage),
        "titles": (coverage.positions.title, coverage.certifications.title),
    }


def _overview(report: InventoryReport) -> OverviewRow:
    summary = report.summary
    return OverviewRow(
        report,
        {
            "gaps": sum(gap.empty for gap in summary.gaps),
            "expired": sum(one.expired for one in summary.expiries),
            "soon": sum(one.soon for one in summary.expiries),
        },
    )
