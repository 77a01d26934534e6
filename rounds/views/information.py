"""What the team has to find out: everything rated "not enough information", as a list and as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from core.rendering.csv import render_csv
from rounds.reports import Gap, information_gaps
from rounds.views.agree import RevealedMixin

COLUMNS = ("Item", "Who needs it", "What is missing")


class InformationView(RevealedMixin):
    """The data-gathering list of a round."""

    template_name = "rounds/agree/information.html"

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return information_gaps(self.round, self.owned.items, self.owned.agreed_rows())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = [(gap, self.owned.url("agree_item", gap.item.key)) for gap in self.gaps]
        return super().get_context_data(found=found, file_url=self.owned.url("information_csv"), **kwargs)


class InformationFileView(InformationView):
    """The same list as CSV."""

    def show(self, request: HttpRequest) -> HttpResponse:
        rows = ((gap.item.name, gap.who, "\n".join(gap.missing)) for gap in self.gaps)
        name = content_disposition_header(True, f"{slugify(self.round.title) or 'round'}-information.csv")
        headers = {"Content-Disposition": name or "attachment", "Cache-Control": "private, no-cache"}
        return HttpResponse(render_csv(COLUMNS, rows), content_type="text/csv; charset=utf-8", headers=headers)
