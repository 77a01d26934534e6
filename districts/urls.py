"""Addresses inside a district, under /districts/<slug>/."""

from django.urls import path

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
]
