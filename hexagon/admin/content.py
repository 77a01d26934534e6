"""Admin pages of the Hexagon's editions and components, as those of the practices are."""

from __future__ import annotations

from typing import Any

from hexagon import content_store
from hexagon.admin.problems import linked_problems
from hexagon.choices import POINTS, READING_ORDER
from hexagon.models import Component, HexagonEdition, Point, Question
from hexagon.reports import HexagonContent, edition_content
from practices.admin.content import BaseEditionContentAdmin
from practices.admin.editions import BaseEditionAdmin
from practices.admin.inlines import ContentInline, FixedTextsInline
from practices.admin.problems import LinkedProblem


class ComponentInline(ContentInline):
    """The six components, of which a draft has those that it was started with."""

    model = Component
    fields = ["title", "side", "position"]
    extra = 0
    max_num = len(READING_ORDER)
    can_delete = False


class QuestionInline(ContentInline):
    model = Question
    fields = ["text", "position"]
    show_change_link = False


class PointInline(FixedTextsInline):
    """The five points of a component; a missing one waits with its value filled in."""

    model = Point
    fields = ["value", "label", "description"]
    max_num = len(POINTS)

    def missing(self, obj: Any) -> list[dict[str, Any]]:
        described = set(obj.points.values_list("value", flat=True)) if obj else set()
        return [{"value": value} for value in POINTS if value not in described]


class HexagonEditionAdmin(BaseEditionAdmin):
    """An edition of the Hexagon."""

    inlines = [ComponentInline]
    store = content_store
    rated_as = "reviews"
    preview_template = "hexagon/hexagon_detail.html"

    def content(self, edition: HexagonEdition) -> HexagonContent:
        return edition_content(edition)

    def linked_problems(self, edition: HexagonEdition) -> list[LinkedProblem]:
        return linked_problems(edition)

    def published_now(self, edition: HexagonEdition) -> HexagonEdition | None:
        return HexagonEdition.objects.published().first()


class ComponentAdmin(BaseEditionContentAdmin):
    fields = ["part_of", "title", "side", "definition", "position", "key"]
    inlines = [QuestionInline, PointInline]
    list_display = ["title", "edition", "side", "position"]
    search_fields = ["title", "definition", "questions__text", "points__description"]
