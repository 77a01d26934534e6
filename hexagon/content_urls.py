"""The address of the Hexagon's content, which belongs to no district."""

from django.urls import path

from hexagon.views.content import HexagonDetailView

app_name = "hexagon_content"

urlpatterns = [path("", HexagonDetailView.as_view(), name="hexagon_detail")]
