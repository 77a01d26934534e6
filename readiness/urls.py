"""URLs under /districts/<slug>/readiness/."""

from django.urls import path

from comments.urls import comment_urls
from readiness.models import ConsiderationPlacement, Rating
from readiness.owners import AssessmentRounds, PlacementThreads, RatingThreads
from readiness.views import areas, assessments, exports, rounds, summary, worksheet
from rounds.urls import round_urls

app_name = "readiness"

assessment_urls = [
    path("", assessments.AssessmentListView.as_view(), name="assessment_list"),
    path("open/", assessments.OpenAssessmentView.as_view(), name="assessment_open"),
    path("<int:pk>/rename/", assessments.RenameAssessmentView.as_view(), name="assessment_rename"),
    path("<int:pk>/close/", assessments.CloseAssessmentView.as_view(), name="assessment_close"),
    path("<int:pk>/reopen/", assessments.ReopenAssessmentView.as_view(), name="assessment_reopen"),
    path("<int:pk>/delete/", assessments.DeleteAssessmentView.as_view(), name="assessment_delete"),
    path("<int:pk>/history/", assessments.AssessmentHistoryView.as_view(), name="assessment_history"),
]

# The worksheet's prepared parts hold addresses without a district, relative to the worksheet's own. A page that comes
# back from saving an area resolves them as well, because that address has no slash at its end.
worksheet_urls = [
    path("<int:pk>/", worksheet.WorksheetView.as_view(), name="assessment_rate"),
    path("<int:pk>/save-<slug:area>", areas.SaveAreaView.as_view(), name="area_save"),
    path("<int:pk>/ratings/<slug:key>/", worksheet.SaveItemView.as_view(model=Rating), name="rating_save"),
    path(
        "<int:pk>/placements/<slug:key>/",
        worksheet.SaveItemView.as_view(model=ConsiderationPlacement, kind="placements"),
        name="placement_save",
    ),
    path(
        "<int:pk>/ratings/<slug:key>/changes/", worksheet.ItemHistoryView.as_view(model=Rating), name="rating_history"
    ),
    path(
        "<int:pk>/placements/<slug:key>/changes/",
        worksheet.ItemHistoryView.as_view(model=ConsiderationPlacement),
        name="placement_history",
    ),
]

summary_urls = [
    path("<int:pk>/summary/", summary.SummaryView.as_view(), name="assessment_summary"),
    path("<int:pk>/report.pdf", exports.ReportView.as_view(format=exports.PDF), name="report_pdf"),
    path("<int:pk>/report.xlsx", exports.ReportView.as_view(format=exports.XLSX), name="report_xlsx"),
    path("<int:pk>/report.csv", exports.ReportView.as_view(format=exports.CSV), name="report_csv"),
]

assessment_round_urls = [
    path("<int:pk>/rounds/open/", rounds.OpenRoundView.as_view(), name="round_open"),
    path("<int:pk>/information/", rounds.InformationView.as_view(), name="assessment_information"),
    path("<int:pk>/information.csv", rounds.InformationCsvView.as_view(), name="assessment_information_csv"),
]

thread_urls = [
    *comment_urls(RatingThreads, "<int:pk>/ratings/<slug:key>/"),
    *comment_urls(PlacementThreads, "<int:pk>/placements/<slug:key>/"),
]

urlpatterns = [
    *round_urls(AssessmentRounds),
    *worksheet_urls,
    *summary_urls,
    *assessment_urls,
    *assessment_round_urls,
    *thread_urls,
]
