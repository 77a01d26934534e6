"""A team's charter: writing it, and taking it away as a file."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from core.downloads import PDF_TYPE, DownloadView, Format
from core.saving import StaleVersion
from core.views import CancelMixin, KeptFormMixin, refuse, show_other
from districts import reports, rules, services
from districts.exports import charter_name, charter_pdf, charter_token
from districts.forms import CharterForm
from districts.models import Team
from districts.views.teams import TeamMixin


class CharterEditView(KeptFormMixin, CancelMixin, TeamMixin, FormView):
    """Writes the charter. Two who write different texts both save; where both wrote one, the second chooses.

    What is sent after its session has ended waits behind the sign-in page. 422 where something does not fit, 409 where
    somebody else saved the same text meanwhile.
    """

    rule = rules.can_lead_teams
    form_class = CharterForm
    template_name = "districts/teams/charter_edit.html"
    saved_by = ""

    @property
    def kept(self) -> str:
        """The name under which a browser keeps what is typed and not saved yet."""
        return f"team-{self.team.pk}:charter"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"team": self.team}

    def form_valid(self, form: CharterForm) -> HttpResponse:
        version = form.cleaned_data["version"]
        try:
            written = services.describe_charter(self.team, charter=form.charter, version=version, by=self.person)
        except StaleVersion as stale:
            return self.show_both(form, stale.row)
        except ValidationError as refused:
            return refuse(self, form, refused)
        told = "The charter is saved." if written else "Nothing had changed."
        messages.success(self.request, told, extra_tags=self.kept)
        return redirect(self.get_success_url())

    def show_both(self, form: Any, current: Team) -> HttpResponse:
        """Keep what was typed, with what is saved now beside each text that both wrote.

        Texts that the person left as they had read them show what is saved now: to send them again takes nobody's
        words back.
        """
        self.saved_by = str(current.changed_by or reports.GONE)
        typed = {name: text for name, text in form.cleaned_data.items() if name != "version"}
        merge = reports.merge_charter(current, typed, form.cleaned_data["version"])
        form.data = form.data.copy()
        for name in typed.keys() - merge.mine.keys() - merge.theirs.keys():
            form.data[name] = getattr(current, name)
        return show_other(self, form, SimpleNamespace(version=current.version, **merge.theirs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(saved_by=self.saved_by, name=self.team.name, **kwargs)


class CharterPdfView(TeamMixin, DownloadView):
    """The charter as a page to print, made anew only when something that it shows has changed."""

    format = Format("pdf", PDF_TYPE, charter_pdf)

    def token(self) -> str:
        return charter_token(self.charter)

    def report(self) -> reports.CharterReport:
        return self.charter

    def name_of(self, report: reports.CharterReport) -> str:
        return charter_name(report, self.format.extension)
