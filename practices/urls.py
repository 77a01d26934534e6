"""Addresses of the content pages. The search comes before the systems, none of which has its name."""

from django.urls import path

from practices import views

app_name = "practices"

urlpatterns = [
    path("", views.SystemListView.as_view(), name="system_list"),
    path("search/", views.SearchView.as_view(), name="search"),
    path("<slug:system>/", views.SystemDetailView.as_view(), name="system_detail"),
    path("<slug:system>/<slug:indicator>/", views.IndicatorDetailView.as_view(), name="indicator_detail"),
]
