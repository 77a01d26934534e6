"""What `test_access_matrix` reads: the pages of the admin, and what those who administer get there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.access_table import Arguments, Row, first, nothing, past


@dataclass(frozen=True)
class Office:
    """An admin page: what a content administrator and an operator get. Everyone else is always refused."""

    name: str
    arguments: Arguments
    get: str
    post: str

    def rows(self) -> Iterator[Row]:
        for method, expected in (("get", self.get), ("post", self.post)):
            yield Row(f"admin:{self.name}", self.arguments, method, f"in 403 403 403 403 403 {expected}")


# fmt: off
OFFICES = [
    #      address                                  arguments                         content and operator: GET, POST
    Office("index",                                nothing,                          "200 200", "200 200"),
    Office("auth_user_password_change",            first("districts.user"),          "403 200", "403 200"),
    Office("districts_user_changelist",            nothing,                          "403 200", "403 200"),
    Office("districts_user_add",                   nothing,                          "403 200", "403 200"),
    Office("districts_user_history",               first("districts.user"),          "403 200", "403 200"),
    Office("districts_user_delete",                first("districts.user"),          "403 403", "403 403"),
    Office("districts_user_change",                first("districts.user"),          "403 200", "403 200"),
    Office("districts_district_simple_history",    past("districts.district"),       "403 200", "403 200"),
    Office("districts_district_changelist",        nothing,                          "403 200", "403 200"),
    Office("districts_district_add",               nothing,                          "403 200", "403 200"),
    Office("districts_district_history",           first("districts.district"),      "403 200", "403 200"),
    Office("districts_district_delete",            first("districts.district"),      "403 403", "403 403"),
    Office("districts_district_change",            first("districts.district"),      "403 200", "403 200"),
    Office("districts_membership_simple_history",  past("districts.membership"),     "403 200", "403 200"),
    Office("districts_membership_changelist",      nothing,                          "403 200", "403 200"),
    Office("districts_membership_add",             nothing,                          "403 200", "403 200"),
    Office("districts_membership_history",         first("districts.membership"),    "403 200", "403 200"),
    Office("districts_membership_delete",          first("districts.membership"),    "403 200", "403 200"),
    Office("districts_membership_change",          first("districts.membership"),    "403 200", "403 200"),
    Office("districts_perspective_changelist",     nothing,                          "200 200", "200 200"),
    Office("districts_perspective_add",            nothing,                          "200 200", "200 200"),
    Office("districts_perspective_history",        first("districts.perspective"),   "200 200", "200 200"),
    Office("districts_perspective_delete",         first("districts.perspective"),   "200 200", "200 200"),
    Office("districts_perspective_change",         first("districts.perspective"),   "200 200", "200 200"),
    Office("practices_system_changelist",          nothing,                          "200 200", "200 200"),
    Office("practices_system_add",                 nothing,                          "403 403", "403 403"),
    Office("practices_system_history",             first("practices.system"),        "200 200", "200 200"),
    Office("practices_system_delete",              first("practices.system"),        "403 403", "403 403"),
    Office("practices_system_change",              first("practices.system"),        "200 200", "403 403"),
    Office("practices_edition_preview",            first("practices.edition"),       "200 200", "200 200"),
    Office("practices_edition_draft",              first("practices.edition"),       "405 405", "302 302"),
    Office("practices_edition_publish",            first("practices.edition"),       "403 403", "403 403"),
    Office("practices_edition_changelist",         nothing,                          "200 200", "200 200"),
    Office("practices_edition_add",                nothing,                          "403 403", "403 403"),
    Office("practices_edition_history",            first("practices.edition"),       "200 200", "200 200"),
    Office("practices_edition_delete",             first("practices.edition"),       "403 403", "403 403"),
    Office("practices_edition_change",             first("practices.edition"),       "200 200", "403 403"),
    Office("practices_focusarea_changelist",       nothing,                          "200 200", "200 200"),
    Office("practices_focusarea_add",              nothing,                          "403 403", "403 403"),
    Office("practices_focusarea_history",          first("practices.focusarea"),     "200 200", "200 200"),
    Office("practices_focusarea_delete",           first("practices.focusarea"),     "403 403", "403 403"),
    Office("practices_focusarea_change",           first("practices.focusarea"),     "200 200", "403 403"),
    Office("practices_practice_changelist",        nothing,                          "200 200", "200 200"),
    Office("practices_practice_add",               nothing,                          "403 403", "403 403"),
    Office("practices_practice_history",           first("practices.practice"),      "200 200", "200 200"),
    Office("practices_practice_delete",            first("practices.practice"),      "403 403", "403 403"),
    Office("practices_practice_change",            first("practices.practice"),      "200 200", "403 403"),
    Office("practices_indicator_changelist",       nothing,                          "200 200", "200 200"),
    Office("practices_indicator_add",              nothing,                          "403 403", "403 403"),
    Office("practices_indicator_history",          first("practices.indicator"),     "200 200", "200 200"),
    Office("practices_indicator_delete",           first("practices.indicator"),     "403 403", "403 403"),
    Office("practices_indicator_change",           first("practices.indicator"),     "200 200", "403 403"),
    Office("practices_consideration_changelist",   nothing,                          "200 200", "200 200"),
    Office("practices_consideration_add",          nothing,                          "403 403", "403 403"),
    Office("practices_consideration_history",      first("practices.consideration"), "200 200", "200 200"),
    Office("practices_consideration_delete",       first("practices.consideration"), "403 403", "403 403"),
    Office("practices_consideration_change",       first("practices.consideration"), "200 200", "403 403"),
    Office("hexagon_hexagonedition_preview",       first("hexagon.hexagonedition"),  "200 200", "200 200"),
    Office("hexagon_hexagonedition_draft",         first("hexagon.hexagonedition"),  "405 405", "302 302"),
    Office("hexagon_hexagonedition_publish",       first("hexagon.hexagonedition"),  "403 403", "403 403"),
    Office("hexagon_hexagonedition_changelist",    nothing,                          "200 200", "200 200"),
    Office("hexagon_hexagonedition_add",           nothing,                          "403 403", "403 403"),
    Office("hexagon_hexagonedition_history",       first("hexagon.hexagonedition"),  "200 200", "200 200"),
    Office("hexagon_hexagonedition_delete",        first("hexagon.hexagonedition"),  "403 403", "403 403"),
    Office("hexagon_hexagonedition_change",        first("hexagon.hexagonedition"),  "200 200", "403 403"),
    Office("hexagon_component_changelist",         nothing,                          "200 200", "200 200"),
    Office("hexagon_component_add",                nothing,                          "403 403", "403 403"),
    Office("hexagon_component_history",            first("hexagon.component"),       "200 200", "200 200"),
    Office("hexagon_component_delete",             first("hexagon.component"),       "403 403", "403 403"),
    Office("hexagon_component_change",             first("hexagon.component"),       "200 200", "403 403"),
    Office("inventories_template_changelist",      nothing,                          "200 200", "200 200"),
    Office("inventories_template_add",             nothing,                          "200 200", "200 200"),
    Office("inventories_template_history",         first("inventories.template"),    "200 200", "200 200"),
    Office("inventories_template_delete",          first("inventories.template"),    "403 403", "403 403"),
    Office("inventories_template_change",          first("inventories.template"),    "200 200", "200 200"),
]
# fmt: on

OFFICE_ROWS = [row for office in OFFICES for row in office.rows()]
