"""The Hexagon report as a file: PDF, XLSX or CSV, of a review or of a comparison."""

from __future__ import annotations

from core.downloads import CSV_TYPE, PDF_TYPE, XLSX_TYPE, DownloadView, Format
from hexagon.exports import export_name, export_token, hexagon_csv, hexagon_pdf, hexagon_xlsx
from hexagon.reports import HexagonReport, comparison_report, hexagon_token, review_report
from hexagon.views.base import ComparisonMixin, ReviewMixin, SubjectMixin

PDF = Format("pdf", PDF_TYPE, hexagon_pdf)
XLSX = Format("xlsx", XLSX_TYPE, hexagon_xlsx)
CSV = Format("csv", CSV_TYPE, hexagon_csv)


class HexagonDownload(SubjectMixin, DownloadView):
    """A Hexagon report, made anew only when something that it shows has changed."""

    format = PDF

    def token(self) -> str:
        return hexagon_token(self.subject, f"{self.format.extension} {export_token()}")

    def name_of(self, report: HexagonReport) -> str:
        return export_name(report, self.format.extension)


class ReviewReportView(ReviewMixin, HexagonDownload):
    """The report of a review."""

    def report(self) -> HexagonReport:
        return review_report(self.subject)


class ComparisonReportView(ComparisonMixin, HexagonDownload):
    """The report of a comparison with all its candidates."""

    def report(self) -> HexagonReport:
        return comparison_report(self.subject)
