"""The page of the Hexagon's content, for everyone who is signed in."""

from __future__ import annotations

from typing import Any

from hexagon.reports import current_hexagon
from practices.views import PracticesPage


class HexagonDetailView(PracticesPage):
    """Everything that the published edition says."""

    template_name = "hexagon/hexagon_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(content=current_hexagon(), **kwargs)
