"""Addresses of the inventory templates, which belong to no district."""

from django.urls import path

from inventories.views.content import TemplateDetailView, TemplateListView

app_name = "inventories_content"

urlpatterns = [
    path("", TemplateListView.as_view(), name="template_list"),
    path("<slug:key>/", TemplateDetailView.as_view(), name="template_detail"),
]
