"""Snapshots: finalizing a plan, reading a snapshot and its files, and comparing two."""

from __future__ import annotations

import logging
from functools import cached_property
from hashlib import sha256
from http import HTTPStatus
from typing import Any, ClassVar

import rules
from django.contrib import messages
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import FormView, TemplateView, View

from core.downloads import PDF_TYPE, download, made_once
from core.rendering.pdf import PdfUnavailableError
from core.saving import StaleVersion
from core.turns import turn
from core.views import CancelMixin, KeptFormMixin, refuse, show_other
from plans.choices import Length
from plans.forms.snapshots import FinalizeForm, SnapshotNoteForm
from plans.models import Snapshot, SnapshotFile
from plans.reports import (
    PlanRecord,
    changes_since_newest,
    compare_records,
    digest_of,
    from_json,
    plan_record,
    plan_revision,
    snapshot_lines,
    snapshot_report,
    to_json,
)
from plans.rules import can_lead_plans
from plans.services import finalize_plan, note_snapshot
from plans.views.base import PlanMixin, RowMixin, whole_number
from plans.views.reports import BoardFiles, ExportView

CHANGED = "Somebody changed the plan since you looked at it. Look at what is below, then finalize it."
# How long somebody may look at a plan before it is read anew, in seconds.
LOOKED_AT = 60 * 60 * 8
NOW = "now"

logger = logging.getLogger(__name__)


# Finalizing -----------------------------------------------------------------------------------------------------


class FinalizeView(KeptFormMixin, CancelMixin, PlanMixin, FormView):
    """Shows what a snapshot would keep, then makes it of just that."""

    rule: ClassVar[rules.Predicate] = can_lead_plans
    form_class = FinalizeForm
    template_name = "plans/snapshot/finalize.html"
    page = "reports"

    @property
    def kept(self) -> str:
        return self.request.path

    def get_cancel_url(self) -> str:
        return self.url("plan_reports")

    @cached_property
    def looked_at(self) -> PlanRecord:
        """The plan as this page shows it, kept for when the page is sent, with what tells whether it has changed."""
        revision, record = plan_revision(self.plan), plan_record(self.plan)
        looked = (revision, to_json(record), changes_since_newest(self.plan, record))
        caches["reports"].set(self._key(digest_of(record)), looked, LOOKED_AT)
        return record

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"plan": self.plan}

    def get_initial(self) -> dict[str, Any]:
        return {"seen": digest_of(self.looked_at)} if self.request.method == "GET" else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = self.looked_at
        form = kwargs.get("form")
        if form is not None and form.is_bound:  # What the page shows now is what is sent with it next.
            form.data = form.data.copy()
            form.data["seen"] = digest_of(record)
        return super().get_context_data(record=record, snapshots=snapshot_lines(self.plan), lengths=Length, **kwargs)

    def _key(self, digest: str) -> str:
        return f"record-{self.plan.pk}-{digest}"

    def _seen(self, digest: str) -> BoardFiles | None:
        """Return the files of the record that was looked at, or None where the plan has changed since."""
        found = caches["reports"].get(self._key(digest))
        if found is not None and found[0] == plan_revision(self.plan):
            return BoardFiles(self.plan, from_json(found[1]), found[2])
        record = plan_record(self.plan)
        if digest_of(record) != digest:
            return None
        return BoardFiles(self.plan, record, changes_since_newest(self.plan, record))

    def form_valid(self, form: FinalizeForm) -> HttpResponse:
        with turn("finalize", str(self.plan.pk)):
            board = self._seen(form.cleaned_data["seen"])
            if board is None:
                form.add_error(None, CHANGED)
                answer = self.form_invalid(form)
                answer.status_code = HTTPStatus.CONFLICT
                return answer
            try:
                snapshot = self._finalize(board, form)
            except PdfUnavailableError as error:
                return refuse(self, form, ValidationError(str(error)))
            except ValidationError as refused:
                return refuse(self, form, refused)
        messages.success(self.request, f"{self.plan} is finalized as snapshot {snapshot.number}.", extra_tags=self.kept)
        return redirect(self.url("snapshot_detail", snapshot.pk))

    def _finalize(self, board: BoardFiles, form: FinalizeForm) -> Snapshot:
        files = {
            length: made_once(board.token(length), lambda length=length: board.make(length))  # type: ignore[misc]
            for length in Length
        }
        return finalize_plan(self.plan, record=board.record, files=files, said=form.said, by=self.person)


# One snapshot ---------------------------------------------------------------------------------------------------


class SnapshotMixin(RowMixin):
    """A page of one snapshot."""

    row_model = Snapshot
    page = "reports"


class SnapshotDetailView(SnapshotMixin, TemplateView):
    """A plan as it was finalized, with its files."""

    template_name = "plans/snapshot/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(report=snapshot_report(self.row), **kwargs)


class SnapshotNoteView(KeptFormMixin, CancelMixin, SnapshotMixin, FormView):
    """Says when the board adopted a snapshot, and what else is worth keeping."""

    rule: ClassVar[rules.Predicate] = can_lead_plans
    form_class = SnapshotNoteForm
    template_name = "plans/snapshot/note.html"

    @property
    def kept(self) -> str:
        return self.request.path

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"plan": self.plan, "known": self.row.adopted_on}

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in ("note", "adopted_on", "version")}

    def get_success_url(self) -> str:
        return self.row.get_absolute_url()

    def form_valid(self, form: SnapshotNoteForm) -> HttpResponse:
        try:
            written = note_snapshot(self.row, said=form.said, version=form.cleaned_data["version"], by=self.person)
        except StaleVersion as stale:
            return show_other(self, form, stale.row)
        except ValidationError as refused:
            return refuse(self, form, refused)
        messages.success(
            self.request, "The note is saved." if written else "Nothing had changed.", extra_tags=self.kept
        )
        return redirect(self.get_success_url())


class SnapshotFileView(SnapshotMixin, View):
    """A file of a snapshot, as it was made then."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = get_object_or_404(SnapshotFile, snapshot=self.row, length=self.kwargs["length"])
        content = bytes(file.content)
        if sha256(content).hexdigest() != file.sha256:
            logger.error("File %s of snapshot %s is damaged.", file.pk, self.row.pk)
            context = {"file": file, "snapshot": self.row, "district": self.district}
            return render(request, "plans/snapshot/damaged.html", context, status=HTTPStatus.INTERNAL_SERVER_ERROR)
        return download(file.name, content, PDF_TYPE)


class SnapshotExportView(SnapshotMixin, ExportView):
    """A snapshot's record in another format."""

    @cached_property
    def record(self) -> PlanRecord:
        return from_json(self.row.record)


# Comparing ------------------------------------------------------------------------------------------------------


class CompareView(PlanMixin, TemplateView):
    """What was added, done, moved and dropped between two snapshots, or between one and the plan as it stands now.

    The address names them by number: `?from=1&to=2`, or `?from=1&to=now`.
    """

    template_name = "plans/snapshot/compare.html"
    page = "reports"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = snapshot_lines(self.plan)
        if not lines:
            raise Http404
        numbers = {line.number for line in lines}
        before = self._number("from", numbers) or lines[0].number
        after = self._number("to", numbers) or NOW
        return super().get_context_data(
            snapshots=lines,
            before=before,
            after=after,
            changes=compare_records(self._record(before), self._record(after)),
            **kwargs,
        )

    def _number(self, name: str, numbers: set[int]) -> int | None:
        """Return a number of the address; None where it is `now` or missing. A number of no snapshot is not found."""
        said = self.request.GET.get(name, "")
        number = whole_number(said)
        if said not in ("", NOW) and number not in numbers:
            raise Http404
        return number

    def _record(self, number: int | str) -> PlanRecord:
        if number == NOW:
            return plan_record(self.plan)
        return from_json(Snapshot.objects.for_plan(self.plan).values_list("record", flat=True).get(number=number))
