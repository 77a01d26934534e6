"""URLs under /districts/<slug>/hexagon/."""

from django.urls import path

from comments.urls import comment_urls
from hexagon.owners import ComponentThreads, ReviewRounds, ReviewThreads
from hexagon.views import comparisons, components, exports, recommending, reviews, starting
from rounds.urls import round_urls

app_name = "hexagon"

# The prepared parts of a review's page hold addresses relative to its own. A page that comes back from saving
# everything at once resolves them as well, because that address has no slash at its end.
review_urls = [
    path("", starting.ReviewListView.as_view(), name="review_list"),
    path("reviews/start/", starting.StartReviewView.as_view(), name="review_start"),
    path("reviews/<int:pk>/", reviews.ReviewDetailView.as_view(), name="review_detail"),
    path("reviews/<int:pk>/edit/", reviews.EditReviewView.as_view(), name="review_edit"),
    path("reviews/<int:pk>/history/", reviews.ReviewHistoryView.as_view(), name="review_history"),
    path("reviews/<int:pk>/delete/", reviews.DeleteReviewView.as_view(), name="review_delete"),
    path("reviews/<int:pk>/take-over/", reviews.TakeOverView.as_view(), name="review_take_over"),
    path("reviews/<int:pk>/recommendation/", recommending.RecommendReviewView.as_view(), name="review_recommend"),
    path("reviews/<int:pk>/rounds/open/", recommending.OpenReviewRoundView.as_view(), name="review_round_open"),
]

component_urls = [
    path("reviews/<int:pk>/save-components", components.SaveComponentsView.as_view(), name="components_save"),
    path("reviews/<int:pk>/components/<slug:key>/", components.SaveComponentView.as_view(), name="component_save"),
    path(
        "reviews/<int:pk>/components/<slug:key>/changes/",
        components.ComponentHistoryView.as_view(),
        name="component_history",
    ),
]

comparison_urls = [
    path("comparisons/start/", starting.StartComparisonView.as_view(), name="comparison_start"),
    path("comparisons/<int:pk>/", comparisons.ComparisonDetailView.as_view(), name="comparison_detail"),
    path("comparisons/<int:pk>/edit/", comparisons.EditComparisonView.as_view(), name="comparison_edit"),
    path("comparisons/<int:pk>/history/", comparisons.ComparisonHistoryView.as_view(), name="comparison_history"),
    path("comparisons/<int:pk>/delete/", comparisons.DeleteComparisonView.as_view(), name="comparison_delete"),
    path("comparisons/<int:pk>/candidates/add/", starting.AddCandidateView.as_view(), name="candidate_add"),
    path(
        "comparisons/<int:pk>/candidates/<int:review>/remove/",
        comparisons.RemoveCandidateView.as_view(),
        name="candidate_remove",
    ),
    path(
        "comparisons/<int:pk>/recommendation/",
        recommending.RecommendComparisonView.as_view(),
        name="comparison_recommend",
    ),
    path(
        "comparisons/<int:pk>/rounds/open/",
        recommending.OpenComparisonRoundView.as_view(),
        name="comparison_round_open",
    ),
]

export_urls = [
    path("reviews/<int:pk>/report.pdf", exports.ReviewReportView.as_view(format=exports.PDF), name="review_pdf"),
    path("reviews/<int:pk>/report.xlsx", exports.ReviewReportView.as_view(format=exports.XLSX), name="review_xlsx"),
    path("reviews/<int:pk>/report.csv", exports.ReviewReportView.as_view(format=exports.CSV), name="review_csv"),
    path(
        "comparisons/<int:pk>/report.pdf",
        exports.ComparisonReportView.as_view(format=exports.PDF),
        name="comparison_pdf",
    ),
    path(
        "comparisons/<int:pk>/report.xlsx",
        exports.ComparisonReportView.as_view(format=exports.XLSX),
        name="comparison_xlsx",
    ),
    path(
        "comparisons/<int:pk>/report.csv",
        exports.ComparisonReportView.as_view(format=exports.CSV),
        name="comparison_csv",
    ),
]

thread_urls = [
    *comment_urls(ReviewThreads, "reviews/<int:pk>/"),
    *comment_urls(ComponentThreads, "reviews/<int:pk>/components/<slug:key>/"),
]

urlpatterns = [
    *review_urls,
    *component_urls,
    *comparison_urls,
    *export_urls,
    *round_urls(ReviewRounds),
    *thread_urls,
]
