"""Meetings of the team: the list, adding one, reading it with its follow-ups, and changing it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.views.generic import TemplateView

from comments.views import talk_about
from plans.forms.meetings import MeetingForm, NewMeetingForm
from plans.models import Meeting
from plans.owners import MeetingThreads
from plans.reports import meeting_agenda, meeting_lines, meeting_report, row_history
from plans.services import add_meeting, describe_meeting, is_without_result, remove_meeting
from plans.services.meetings import KEPT
from plans.views.base import ChangeRowView, KeepView, PlanMixin, RemoveRowView, RowMixin


class MeetingListView(PlanMixin, TemplateView):
    """The meetings about a plan, newest first."""

    template_name = "plans/meeting/list.html"
    page = "meetings"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lines=meeting_lines(self.plan), today=timezone.localdate(), **kwargs)


class AddMeetingView(KeepView):
    """Adds a meeting. Its agenda begins with what the plan asks for today."""

    form_class = NewMeetingForm
    template_name = "plans/row_form.html"
    page = "meetings"

    def get_initial(self) -> dict[str, Any]:
        first = {"title": "Team meeting", "on": timezone.localdate()}
        return first | {"agenda": meeting_agenda(self.plan)} if self.request.method == "GET" else first

    def get_cancel_url(self) -> str:
        return self.url("meeting_list")

    def get_success_url(self) -> str:
        return self.added.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Add a meeting",
            sub="The agenda begins with what is overdue, due, off its path or to be studied. Change it as you like.",
            parent=("Meetings", self.url("meeting_list")),
            is_below=True,
            **kwargs,
        )

    def keep(self, form: NewMeetingForm) -> str:
        self.added = add_meeting(self.plan, described=form.described, by=self.person)
        return f"Added: {self.added}."


class MeetingMixin(RowMixin):
    """A page of one meeting."""

    row_model = Meeting
    page = "meetings"


class MeetingDetailView(MeetingMixin, TemplateView):
    """A meeting: its agenda, who was there, what was decided, what follows, and what is said about it."""

    template_name = "plans/meeting/page.html"
    shown = ("thread__resolved_by",)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            report=meeting_report(self.row),
            today=timezone.localdate(),
            talk=talk_about(MeetingThreads(self.row, self.membership), self.request),
            events=row_history(self.row),
            **kwargs,
        )


class ChangeMeetingView(MeetingMixin, ChangeRowView):
    """Describes a meeting anew: mostly, who came and what was decided."""

    form_class = MeetingForm
    template_name = "plans/row_form.html"
    initial_fields = ("title", "on", "agenda", "others", "decisions")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"known": self.row}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"present": list(self.row.present.values_list("pk", flat=True))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Change the meeting",
            sub="Follow-ups are added on its page. Earlier versions stay in its history.",
            parent=(str(self.row), self.row.get_absolute_url()),
            remove_url=self.url("meeting_remove", self.row.pk),
            remove_label="Remove the meeting",
            **kwargs,
        )

    def keep(self, form: MeetingForm) -> str:
        version = form.cleaned_data["version"]
        written = describe_meeting(self.row, described=form.described, version=version, by=self.person)
        return "The meeting is saved." if written else "Nothing had changed."


class RemoveMeetingView(MeetingMixin, RemoveRowView, TemplateView):
    """Takes a meeting away that was added by mistake, or never held."""

    template_name = "plans/remove.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        goes = is_without_result(self.row)
        return super().get_context_data(
            heading="Remove the meeting" if goes else "The meeting stays",
            sub=f"{self.row}, {date_format(self.row.on, 'M j, Y')}. Nothing came of it." if goes else KEPT,
            may_remove=goes,
            button="Remove the meeting",
            back_url=self.row.get_absolute_url(),
            **kwargs,
        )

    def get_gone_url(self) -> str:
        return self.url("meeting_list")

    def remove(self) -> None:
        remove_meeting(self.row)
