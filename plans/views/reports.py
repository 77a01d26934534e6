"""A plan's reports: the files of the plan as it stands now, and the page that lists them beside its snapshots."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import Any, ClassVar

from django.http import Http404
from django.views.generic import TemplateView

from core.downloads import CSV_TYPE, DOCX_TYPE, JSON_TYPE, PDF_TYPE, XLSX_TYPE, DownloadView, Format
from districts.reports import logo_of
from plans.choices import Length
from plans.exports import board_pdf, export_name, export_token
from plans.exports.data import plan_json
from plans.exports.document import plan_docx
from plans.exports.tables import plan_csv, plan_xlsx
from plans.models import Plan
from plans.reports import Changes, PlanRecord, changes_since_newest, digest_of, plan_record, snapshot_lines
from plans.views.base import PlanMixin

FORMATS = {
    "docx": Format("docx", DOCX_TYPE, plan_docx),
    "xlsx": Format("xlsx", XLSX_TYPE, plan_xlsx),
    "csv": Format("csv", CSV_TYPE, plan_csv),
    "json": Format("json", JSON_TYPE, plan_json),
}


class ReportsView(PlanMixin, TemplateView):
    """What can be taken out of the plan, and its snapshots."""

    template_name = "plans/snapshot/list.html"
    page = "reports"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(snapshots=snapshot_lines(self.plan), **kwargs)


class BoardFiles:
    """The PDFs of a record of a plan, in their three lengths."""

    def __init__(self, plan: Plan, record: PlanRecord, changes: Changes | None) -> None:
        self.plan, self.record, self.changes = plan, record, changes
        self.logo = logo_of(plan.district)

    def token(self, length: Length) -> str:
        """Return a digest of all that a file shows, and of what it is made with."""
        logo = sha256(self.logo.content).hexdigest() if self.logo else ""
        known = (export_token(), digest_of(self.record), length.value, repr(self.changes), logo)
        return sha256(" ".join(known).encode()).hexdigest()

    def make(self, length: Length) -> tuple[str, bytes]:
        """Return a file's name and content. Raises PdfUnavailableError."""
        name = export_name(self.record, length, "pdf")
        return name, board_pdf(self.record, length, changes=self.changes, logo=self.logo)


class ExportView(PlanMixin, DownloadView):
    """A file of the plan as it stands now, or of what derives from it."""

    @cached_property
    def record(self) -> PlanRecord:
        return plan_record(self.plan)

    @cached_property
    def format(self) -> Format:  # type: ignore[override]
        found = FORMATS.get(self.kwargs["extension"])
        if found is None:
            raise Http404
        return found

    def token(self) -> str:
        return sha256(f"{export_token()} {digest_of(self.record)} {self.format.extension}".encode()).hexdigest()

    def report(self) -> PlanRecord:
        return self.record

    def name_of(self, report: PlanRecord) -> str:
        return export_name(report, "plan", self.format.extension)


class BoardFileView(PlanMixin, DownloadView):
    """One of the three PDFs of the plan as it stands now."""

    format: ClassVar[Format] = Format("pdf", PDF_TYPE, lambda made: made[1])

    @cached_property
    def length(self) -> Length:
        if self.kwargs["length"] not in Length:
            raise Http404
        return Length(self.kwargs["length"])

    @cached_property
    def files(self) -> BoardFiles:
        record = plan_record(self.plan)
        return BoardFiles(self.plan, record, changes_since_newest(self.plan, record))

    def token(self) -> str:
        return self.files.token(self.length)

    def report(self) -> tuple[str, bytes]:
        return self.files.make(self.length)

    def name_of(self, report: tuple[str, bytes]) -> str:
        return report[0]
