"""Addresses inside a district, under /districts/<slug>/."""

from django.urls import include, path

from districts.views.buildings import BuildingAddView, BuildingChangeView, BuildingListView
from districts.views.charters import CharterEditView, CharterPdfView
from districts.views.district import DistrictSettingsView, LogoChangeView, LogoRemoveView, LogoView
from districts.views.members import (
    MemberAddView,
    MemberChangeView,
    MemberLinkView,
    MemberListView,
    MemberRemoveView,
)
from districts.views.teams import (
    TeamDeleteView,
    TeamDetailView,
    TeamHistoryView,
    TeamListView,
    TeamMemberChangeView,
    TeamMemberListView,
    TeamMemberMoveView,
    TeamMemberRemoveView,
    TeamStartView,
    TeamUseView,
)

team_urls = [
    path("", TeamListView.as_view(), name="team_list"),
    path("start/", TeamStartView.as_view(), name="team_start"),
    path("<int:pk>/", TeamDetailView.as_view(), name="team_detail"),
    path("<int:pk>/charter/", CharterEditView.as_view(), name="charter_edit"),
    path("<int:pk>/charter.pdf", CharterPdfView.as_view(), name="charter_pdf"),
    path("<int:pk>/history/", TeamHistoryView.as_view(), name="team_history"),
    path("<int:pk>/use/", TeamUseView.as_view(), name="team_use"),
    path("<int:pk>/delete/", TeamDeleteView.as_view(), name="team_delete"),
    path("<int:pk>/members/", TeamMemberListView.as_view(), name="team_member_list"),
    path("<int:pk>/members/<int:member>/change/", TeamMemberChangeView.as_view(), name="team_member_change"),
    path("<int:pk>/members/<int:member>/move/", TeamMemberMoveView.as_view(), name="team_member_move"),
    path("<int:pk>/members/<int:member>/remove/", TeamMemberRemoveView.as_view(), name="team_member_remove"),
]

app_name = "districts"
urlpatterns = [
    path("members/", MemberListView.as_view(), name="member_list"),
    path("members/add/", MemberAddView.as_view(), name="member_add"),
    path("members/<int:pk>/change/", MemberChangeView.as_view(), name="member_change"),
    path("members/<int:pk>/remove/", MemberRemoveView.as_view(), name="member_remove"),
    path("members/<int:pk>/link/", MemberLinkView.as_view(), name="member_link"),
    path("settings/", DistrictSettingsView.as_view(), name="district_settings"),
    path("settings/logo/", LogoChangeView.as_view(), name="district_logo_change"),
    path("settings/logo/remove/", LogoRemoveView.as_view(), name="district_logo_remove"),
    path("logo/", LogoView.as_view(), name="district_logo"),
    path("settings/buildings/", BuildingListView.as_view(), name="building_list"),
    path("settings/buildings/add/", BuildingAddView.as_view(), name="building_add"),
    path("settings/buildings/<int:pk>/change/", BuildingChangeView.as_view(), name="building_change"),
    path("teams/", include(team_urls)),
]
