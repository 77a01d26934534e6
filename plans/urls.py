"""URLs under /districts/<slug>/plans/."""

from django.urls import path

from comments.urls import comment_urls
from plans.owners import (
    CycleThreads,
    MeasureThreads,
    MeetingThreads,
    MilestoneThreads,
    PriorityThreads,
    StepThreads,
)
from plans.views import (
    choosing,
    cycles,
    leading,
    measures,
    meetings,
    milestones,
    plans,
    priorities,
    reports,
    snapshots,
    steps,
    timeline,
    values,
)

app_name = "plans"

plan_urls = [
    path("", plans.PlanListView.as_view(), name="plan_list"),
    path("start/", leading.StartPlanView.as_view(), name="plan_start"),
    path("<int:pk>/", plans.PlanDetailView.as_view(), name="plan_detail"),
    path("<int:pk>/owners/", plans.PlanOwnersView.as_view(), name="plan_owners"),
    path("<int:pk>/history/", plans.PlanHistoryView.as_view(), name="plan_history"),
    path("<int:pk>/settings/", leading.PlanSettingsView.as_view(), name="plan_settings"),
    path("<int:pk>/force/", leading.PutInForceView.as_view(), name="plan_force"),
    path("<int:pk>/close/", leading.ClosePlanView.as_view(), name="plan_close"),
    path("<int:pk>/reopen/", leading.ReopenPlanView.as_view(), name="plan_reopen"),
    path("<int:pk>/carry/", leading.CarryOverView.as_view(), name="plan_carry"),
    path("<int:pk>/delete/", leading.DeletePlanView.as_view(), name="plan_delete"),
]

priority_urls = [
    path("<int:pk>/choose/", choosing.CandidatesView.as_view(), name="priority_candidates"),
    path("<int:pk>/choose/add/", choosing.ChoosePriorityView.as_view(), name="priority_choose"),
    path("<int:pk>/priorities/<int:row>/", priorities.PriorityDetailView.as_view(), name="priority_detail"),
    path("<int:pk>/priorities/<int:row>/change/", priorities.ChangePriorityView.as_view(), name="priority_change"),
    path("<int:pk>/priorities/<int:row>/move/", priorities.MovePriorityView.as_view(), name="priority_move"),
    path("<int:pk>/priorities/<int:row>/remove/", priorities.RemovePriorityView.as_view(), name="priority_remove"),
    path("<int:pk>/priorities/<int:row>/take-up/", priorities.TakeUpView.as_view(), name="sentence_take_up"),
    path("<int:pk>/priorities/<int:row>/root-cause/", priorities.RootCauseView.as_view(), name="root_cause"),
]

step_urls = [
    path("<int:pk>/steps/add/", steps.AddStepView.as_view(), name="step_add"),
    path("<int:pk>/steps/status/", steps.StatusOfManyView.as_view(), name="steps_status"),
    path("<int:pk>/steps/<int:row>/", steps.StepDetailView.as_view(), name="step_detail"),
    path("<int:pk>/steps/<int:row>/change/", steps.ChangeStepView.as_view(), name="step_change"),
    path("<int:pk>/steps/<int:row>/status/", steps.StepStatusView.as_view(), name="step_status"),
    path("<int:pk>/steps/<int:row>/remove/", steps.RemoveStepView.as_view(), name="step_remove"),
    path("<int:pk>/milestones/add/", milestones.AddMilestoneView.as_view(), name="milestone_add"),
    path("<int:pk>/milestones/<int:row>/", milestones.MilestoneDetailView.as_view(), name="milestone_detail"),
    path("<int:pk>/milestones/<int:row>/change/", milestones.ChangeMilestoneView.as_view(), name="milestone_change"),
    path("<int:pk>/milestones/<int:row>/remove/", milestones.RemoveMilestoneView.as_view(), name="milestone_remove"),
]

# Measures, improvement cycles and meetings --------------------------------------------------------------------------

measure_urls = [
    path("<int:pk>/measures/", measures.MeasureListView.as_view(), name="measure_list"),
    path("<int:pk>/measures/add/", measures.AddMeasureView.as_view(), name="measure_add"),
    path("<int:pk>/measures/<int:row>/", measures.MeasureDetailView.as_view(), name="measure_detail"),
    path("<int:pk>/measures/<int:row>/change/", measures.ChangeMeasureView.as_view(), name="measure_change"),
    path("<int:pk>/measures/<int:row>/remove/", measures.RemoveMeasureView.as_view(), name="measure_remove"),
    path("<int:pk>/measures/<int:row>/readings/", measures.AddReadingView.as_view(), name="reading_add"),
    path(
        "<int:pk>/measures/<int:row>/readings/<int:value>/", values.ChangeReadingView.as_view(), name="reading_change"
    ),
    path(
        "<int:pk>/measures/<int:row>/readings/<int:value>/remove/",
        values.RemoveReadingView.as_view(),
        name="reading_remove",
    ),
    path("<int:pk>/measures/<int:row>/targets/", measures.AddTargetView.as_view(), name="target_add"),
    path("<int:pk>/measures/<int:row>/targets/<int:value>/", values.ChangeTargetView.as_view(), name="target_change"),
    path(
        "<int:pk>/measures/<int:row>/targets/<int:value>/remove/",
        values.RemoveTargetView.as_view(),
        name="target_remove",
    ),
]

cycle_urls = [
    path("<int:pk>/cycles/", cycles.CycleListView.as_view(), name="cycle_list"),
    path("<int:pk>/cycles/start/", cycles.StartCycleView.as_view(), name="cycle_start"),
    path("<int:pk>/cycles/<int:row>/", cycles.CycleDetailView.as_view(), name="cycle_detail"),
    path("<int:pk>/cycles/<int:row>/change/", cycles.ChangeCycleView.as_view(), name="cycle_change"),
    path("<int:pk>/cycles/<int:row>/remove/", cycles.RemoveCycleView.as_view(), name="cycle_remove"),
]

meeting_urls = [
    path("<int:pk>/meetings/", meetings.MeetingListView.as_view(), name="meeting_list"),
    path("<int:pk>/meetings/add/", meetings.AddMeetingView.as_view(), name="meeting_add"),
    path("<int:pk>/meetings/<int:row>/", meetings.MeetingDetailView.as_view(), name="meeting_detail"),
    path("<int:pk>/meetings/<int:row>/change/", meetings.ChangeMeetingView.as_view(), name="meeting_change"),
    path("<int:pk>/meetings/<int:row>/remove/", meetings.RemoveMeetingView.as_view(), name="meeting_remove"),
]

thread_urls = [
    *comment_urls(PriorityThreads, "<int:pk>/priorities/<int:row>/"),
    *comment_urls(StepThreads, "<int:pk>/steps/<int:row>/"),
    *comment_urls(MilestoneThreads, "<int:pk>/milestones/<int:row>/"),
    *comment_urls(MeasureThreads, "<int:pk>/measures/<int:row>/"),
    *comment_urls(CycleThreads, "<int:pk>/cycles/<int:row>/"),
    *comment_urls(MeetingThreads, "<int:pk>/meetings/<int:row>/"),
]

# What leaves the room -----------------------------------------------------------------------------------------------

report_urls = [
    path("<int:pk>/reports/", reports.ReportsView.as_view(), name="plan_reports"),
    path("<int:pk>/reports/<slug:length>.pdf", reports.BoardFileView.as_view(), name="plan_pdf"),
    path("<int:pk>/reports/plan.<slug:extension>", reports.ExportView.as_view(), name="plan_export"),
    path("<int:pk>/reports/finalize/", snapshots.FinalizeView.as_view(), name="plan_finalize"),
    path("<int:pk>/reports/compare/", snapshots.CompareView.as_view(), name="snapshot_compare"),
    path("<int:pk>/snapshots/<int:row>/", snapshots.SnapshotDetailView.as_view(), name="snapshot_detail"),
    path("<int:pk>/snapshots/<int:row>/note/", snapshots.SnapshotNoteView.as_view(), name="snapshot_note"),
    path("<int:pk>/snapshots/<int:row>/<slug:length>.pdf", snapshots.SnapshotFileView.as_view(), name="snapshot_file"),
    path(
        "<int:pk>/snapshots/<int:row>/plan.<slug:extension>",
        snapshots.SnapshotExportView.as_view(),
        name="snapshot_export",
    ),
]

timeline_urls = [
    path("<int:pk>/timeline/", timeline.PlanTimelineView.as_view(), name="plan_timeline"),
    path("<int:pk>/calendar/", timeline.CalendarView.as_view(), name="calendar"),
    path("<int:pk>/calendar/revoke/", timeline.RevokeCalendarView.as_view(), name="calendar_revoke"),
]

urlpatterns = [
    *plan_urls,
    *priority_urls,
    *step_urls,
    *thread_urls,
    *measure_urls,
    *cycle_urls,
    *meeting_urls,
    *timeline_urls,
    *report_urls,
]
