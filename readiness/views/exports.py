"""The readiness report as a file: PDF, XLSX or CSV."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from core.downloads import CSV_TYPE, PDF_TYPE, XLSX_TYPE, DownloadView, Format
from hexagon.models import Comparison, Review
from hexagon.reports import hexagon_token, subject_report, system_subjects
from readiness.exports import export_name, export_token, readiness_csv, readiness_pdf, readiness_xlsx
from readiness.reports import ReadinessReport, readiness_report, report_token
from readiness.views.base import AssessmentMixin

PDF = Format("pdf", PDF_TYPE, readiness_pdf)
XLSX = Format("xlsx", XLSX_TYPE, readiness_xlsx)
CSV = Format("csv", CSV_TYPE, readiness_csv)


class ReportView(AssessmentMixin, DownloadView):
    """The report of an assessment, made anew only when something that it shows has changed."""

    format = PDF

    @cached_property
    def hexagon(self) -> tuple[Review | Comparison, ...]:
        """The reviews and comparisons that join the PDF when the address asks for them."""
        if self.format is not PDF or self.request.GET.get("hexagon") != "1":
            return ()
        return system_subjects(self.district, self.assessment.edition.system.key)

    def token(self) -> str:
        more = [hexagon_token(subject, "section") for subject in self.hexagon]
        return report_token(self.assessment, " ".join([self.format.extension, export_token(), *more]))

    def report(self) -> ReadinessReport:
        report = readiness_report(self.assessment)
        return replace(report, hexagon=tuple(subject_report(subject) for subject in self.hexagon))

    def name_of(self, report: ReadinessReport) -> str:
        return export_name(report, self.format.extension)
