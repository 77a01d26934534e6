"""What everyone gets at the addresses of a district's teams."""

from __future__ import annotations

from typing import Any

from tests.access_table import Row, World, district


def team(world: World) -> tuple[Any, ...]:
    return world.district.slug, world.district.teams.get().pk


def somebody(world: World) -> tuple[Any, ...]:
    """The one person on the team."""
    return *team(world), world.district.teams.get().members.get().pk


# fmt: off
TEAM_PAGES = [
    #   address                                   arguments   method  anon out view coach member lead content operator
    Row("districts:team_list",                    district,   "get",  "in  404 200 200 200 200 404 404"),
    Row("districts:team_list",                    district,   "post", "in  404 405 405 405 405 404 404"),
    Row("districts:team_start",                   district,   "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:team_start",                   district,   "post", "in  404 403 403 403 200 404 404"),
    Row("districts:team_detail",                  team,       "get",  "in  404 200 200 200 200 404 404"),
    Row("districts:team_detail",                  team,       "post", "in  404 405 405 405 405 404 404"),
    Row("districts:charter_edit",                 team,       "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:charter_edit",                 team,       "post", "in  404 403 403 403 422 404 404"),
    Row("districts:charter_pdf",                  team,       "get",  "in  404 200 200 200 200 404 404"),
    Row("districts:charter_pdf",                  team,       "post", "in  404 405 405 405 405 404 404"),
    Row("districts:team_history",                 team,       "get",  "in  404 200 200 200 200 404 404"),
    Row("districts:team_history",                 team,       "post", "in  404 405 405 405 405 404 404"),
    Row("districts:team_use",                     team,       "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:team_use",                     team,       "post", "in  404 403 403 403 302 404 404"),
    Row("districts:team_delete",                  team,       "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:team_delete",                  team,       "post", "in  404 403 403 403 302 404 404"),
    Row("districts:team_member_list",             team,       "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:team_member_list",             team,       "post", "in  404 403 403 403 422 404 404"),
    Row("districts:team_member_change",           somebody,   "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:team_member_change",           somebody,   "post", "in  404 403 403 403 422 404 404"),
    Row("districts:team_member_move",             somebody,   "get",  "in  404 403 403 403 405 404 404"),
    Row("districts:team_member_move",             somebody,   "post", "in  404 403 403 403 302 404 404"),
    Row("districts:team_member_remove",           somebody,   "get",  "in  404 403 403 403 200 404 404"),
    Row("districts:team_member_remove",           somebody,   "post", "in  404 403 403 403 302 404 404"),
]
# fmt: on
