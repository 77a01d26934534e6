"""Tables with pages: how many rows are on one, no address decides."""

from __future__ import annotations

import django_tables2 as tables
import pytest
from django.test import RequestFactory
from django_tables2 import RequestConfig

from core.tables import PagedTable


class NumberTable(PagedTable):
    number = tables.Column()


@pytest.mark.parametrize("query", ["", "per_page=-5", "per_page=0", "per_page=100000", "per_page=x"])
def test_an_address_does_not_decide_how_many_rows_are_on_a_page(query: str):
    table = NumberTable([{"number": number} for number in range(60)])
    RequestConfig(RequestFactory().get(f"/?{query}"), paginate={"silent": True}).configure(table)
    assert (len(table.page.object_list), table.paginator.num_pages) == (25, 3)
