"""What our tables have in common."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables


class PagedTable(tables.Table):
    """A table with so many rows on a page, whatever size an address asks for."""

    page_size: ClassVar[int] = 25

    def paginate(self, *args: Any, **kwargs: Any) -> Any:
        return super().paginate(*args, **kwargs | {"per_page": self.page_size})
