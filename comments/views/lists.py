"""All threads of a district: what waits for the reader, what is open, what is resolved."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.views.generic import TemplateView

from comments.reports import mentions_to, thread_line, threads_of
from comments.rules import can_comment
from districts.views import DistrictMixin


class ThreadListView(DistrictMixin, TemplateView):
    """A district's threads, those about what the reader may read.

    The urls hand in `named_threads`: given a user, the query for closed threads that are open to them besides leads.
    """

    rule = can_comment
    template_name = "comments/list.html"
    page_size: ClassVar[int] = 50
    named_threads: Callable[[Any], Any] | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = self.named_threads(self.person) if self.named_threads else None
        page = Paginator(threads_of(self.membership, named), self.page_size).get_page(self.request.GET.get("page"))
        lines = map(thread_line, page.object_list)
        groups = [(is_open, list(found)) for is_open, found in groupby(lines, key=lambda line: line.count.is_open)]
        return super().get_context_data(
            section="comments",
            mentions=mentions_to(self.person, named, self.membership),
            page=page,
            groups=groups,
            **kwargs,
        )
