"""Every page of a district's teams: one whose charter is written, and one that is only started."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from districts.models import Perspective
from districts.services import put_out_of_use
from tests.browser.demo import Demo
from tests.browser.own_page import OwnPage
from tests.districts.team_samples import named, seated, started, written


def page_of(demo: Demo, name: str, *arguments: Any, query: str = "", **options: Any) -> OwnPage:
    full = f"districts:{name}"
    return OwnPage(full, reverse(full, args=[demo.district.slug, *arguments]) + query, **options)


def team_pages(demo: Demo) -> list[OwnPage]:
    lead = demo.people["lead"]
    team, empty = started(demo.district, lead), started(demo.district, lead, "Leadership team")
    written(team, lead)
    seated(team, lead, demo.people["hr"], "Keeps the notes", Perspective.objects.get(key="human-resources"))
    tom, _ = named(team, lead, "Tom Albrecht", "Ines Farrow")
    put_out_of_use(empty, by=lead)
    return [
        page_of(demo, "team_list"),
        page_of(demo, "team_list", who="viewer"),
        OwnPage("districts:team_list", "/districts/harbor/teams/", "harbor"),
        page_of(demo, "team_start"),
        page_of(demo, "team_start", query="?again", submit=True),
        page_of(demo, "team_detail", team.pk),
        page_of(demo, "team_detail", team.pk, who="viewer"),
        page_of(demo, "team_detail", team.pk, who="harbor", status=404),
        page_of(demo, "team_detail", empty.pk),
        page_of(demo, "charter_edit", team.pk),
        page_of(demo, "charter_edit", team.pk, who="member", status=403),
        page_of(demo, "team_history", team.pk),
        page_of(demo, "team_use", team.pk),
        page_of(demo, "team_use", empty.pk),
        page_of(demo, "team_delete", team.pk),
        page_of(demo, "team_delete", empty.pk),
        page_of(demo, "team_member_list", team.pk),
        page_of(demo, "team_member_list", empty.pk, submit=True),
        page_of(demo, "team_member_change", team.pk, tom.pk),
        page_of(demo, "team_member_remove", team.pk, tom.pk),
    ]
