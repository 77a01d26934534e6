"""Asking the pages of an inventory, and reading what they answer."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from inventories.models import ImportDraft, Inventory
from tests.hexagon.test_content_page import text_of

LIST = "/districts/lakeview/inventories/"


def url(inventory: Inventory, name: str = "inventory_detail", *args: Any, query: str = "") -> str:
    """Return the address of one of an inventory's pages."""
    slug = inventory.district.slug
    return f"{reverse(f'inventories:{name}', args=[slug, inventory.pk, *args])}{query}"


def words(response: HttpResponse) -> str:
    """Return what a page says, without its marks and without what only goes by it to a screen reader's form."""
    return text_of(response)


def value_of(response: HttpResponse, name: str) -> str:
    """Return the value of an input field of a page."""
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', response.content.decode())
    assert found, name
    return unescape(found[1])


def said(response: HttpResponse) -> list[str]:
    """Return the messages that the page after a redirect shows."""
    return [str(message) for message in response.context["messages"]]


def errors(response: HttpResponse) -> dict[str, list[str]]:
    found: dict[str, list[str]] = response.context["form"].errors
    return dict(found)


def uploaded(client: Client, inventory: Inventory, content: bytes, name: str = "practices.csv") -> HttpResponse:
    """Hand in a spreadsheet."""
    file = SimpleUploadedFile(name, content)
    answer: Any = client.post(url(inventory, "import_upload"), {"file": file})
    return answer


def by_hand(*lines: str) -> bytes:
    return "\n".join(("Name,State,Cost", *lines)).encode()


def preview(inventory: Inventory) -> str:
    return url(inventory, "import_preview", ImportDraft.objects.get(inventory=inventory).pk)


def imported(client: Client, inventory: Inventory, digest: str = "") -> Any:
    address = preview(inventory)
    digest = digest or value_of(client.get(address), "digest")
    return client.post(address, {"act": "import", "digest": digest}, follow=True)
