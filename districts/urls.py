"""Addresses inside a district, under /districts/<slug>/."""

from django.urls import path

from districts.views.buildings import BuildingAddView, BuildingChangeView, BuildingListView
from districts.views.district import DistrictSettingsView
from districts.views.members import (
    MemberAddView,
    MemberChangeView,
    MemberLinkView,
    MemberListView,
    MemberRemoveView,
)

app_name = "districts"
urlpatterns = [
    path("members/", MemberListView.as_view(), name="member_list"),
    path("members/add/", MemberAddView.as_view(), name="member_add"),
    path("members/<int:pk>/change/", MemberChangeView.as_view(), name="member_change"),
    path("members/<int:pk>/remove/", MemberRemoveView.as_view(), name="member_remove"),
    path("members/<int:pk>/link/", MemberLinkView.as_view(), name="member_link"),
    path("settings/", DistrictSettingsView.as_view(), name="district_settings"),
    path("settings/buildings/", BuildingListView.as_view(), name="building_list"),
    path("settings/buildings/add/", BuildingAddView.as_view(), name="building_add"),
    path("settings/buildings/<int:pk>/change/", BuildingChangeView.as_view(), name="building_change"),
]
