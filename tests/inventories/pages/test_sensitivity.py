"""Staff data opens to leads and the people they name: at every address of an inventory, whatever is asked.

An address that takes an inventory fails `test_every_address_is_classed` until it has a row here.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.urls.resolvers import URLPattern

from inventories.urls import urlpatterns
from tests.inventories.pages.staff_words import leaks
from tests.inventories.pages.staff_world import READERS, SECRETS, STRANGERS, UNNAMED, WHO, StaffWorld

pytestmark = pytest.mark.django_db

READ, KEEP, LEAD, MINE, WROTE = "read", "keep", "lead", "mine", "wrote"
# Who is let in by each class; the others of the district get 403. A draft is its maker's alone, not found by others.
OPEN_TO = {
    READ: READERS,
    KEEP: ("named member", "lead"),
    LEAD: ("lead",),
    MINE: ("named member",),
    WROTE: ("named member",),
}


class Page(NamedTuple):
    """What an address answers to those whom its class lets in, for GET and for POST."""

    name: str
    get: tuple[str, int]
    post: tuple[str, int]
    argument: str = ""


PAGES = (
    Page("inventory_summary", (READ, 200), (READ, 405)),
    Page("prompt_answer", (KEEP, 302), (KEEP, 409), "prompt"),
    Page("inventory_settings", (LEAD, 200), (LEAD, 200)),
    Page("inventory_delete", (LEAD, 200), (LEAD, 302)),
    Page("inventory_history", (READ, 200), (READ, 405)),
    Page("column_list", (LEAD, 200), (LEAD, 405)),
    Page("column_add", (LEAD, 200), (LEAD, 200)),
    Page("column_change", (LEAD, 200), (LEAD, 200), "column"),
    Page("reader_list", (LEAD, 200), (LEAD, 200)),
    Page("reader_remove", (LEAD, 405), (LEAD, 302), "reader"),
    Page("entry_add", (KEEP, 200), (KEEP, 422)),
    Page("entries_chosen", (KEEP, 405), (KEEP, 302)),
    Page("deletion_undo", (KEEP, 200), (KEEP, 302)),
    Page("entry_detail", (READ, 200), (KEEP, 409), "entry"),
    Page("entry_cell", (KEEP, 200), (KEEP, 409), "cell"),
    Page("entry_history", (READ, 200), (READ, 405), "entry"),
    Page("import_upload", (KEEP, 200), (KEEP, 422)),
    Page("import_preview", (MINE, 200), (MINE, 422), "draft"),
    Page("template_workbook", (READ, 200), (READ, 405)),
    Page("inventory_pdf", (READ, 200), (READ, 405)),
    Page("inventory_xlsx", (READ, 200), (READ, 405)),
    Page("inventory_csv", (READ, 200), (READ, 405)),
    Page("inventory_json", (READ, 200), (READ, 405)),
    Page("inventory_comments", (READ, 200), (READ, 422)),
    Page("inventory_comments_resolve", (READ, 405), (READ, 302)),
    Page("inventory_comments_reopen", (READ, 405), (READ, 302)),
    Page("inventory_comment_change", (WROTE, 200), (WROTE, 422), "comment"),
    Page("inventory_comment_take_back", (WROTE, 405), (WROTE, 302), "comment"),
    Page("entry_comments", (READ, 200), (READ, 422), "entry"),
    Page("entry_comments_resolve", (READ, 405), (READ, 302), "entry"),
    Page("entry_comments_reopen", (READ, 405), (READ, 302), "entry"),
    Page("entry_comment_change", (WROTE, 200), (WROTE, 422), "entry comment"),
    Page("entry_comment_take_back", (WROTE, 405), (WROTE, 302), "entry comment"),
)
# Its own page says to everybody inside that it exists and how current it is.
OWN = "inventory_detail"


def test_every_address_is_classed() -> None:
    with_inventory = {one.name for one in urlpatterns if isinstance(one, URLPattern) and "<int:pk>" in str(one.pattern)}
    assert with_inventory == {page.name for page in PAGES} | {OWN}
    assert len(PAGES) == 33


def arguments(page: Page, world: StaffWorld) -> list[Any]:
    more = {
        "": list,
        "prompt": lambda: [world.prompt.pk],
        "column": lambda: ["person"],
        "reader": lambda: [world.reader.pk],
        "entry": lambda: [world.entry.pk],
        "cell": lambda: [world.entry.pk, "person"],
        "draft": lambda: [world.draft.pk],
        "comment": lambda: [world.comment_on(world.staff).pk],
        "entry comment": lambda: [world.entry.pk, world.comment_on(world.entry).pk],
    }
    return [world.district.slug, world.staff.pk, *more[page.argument]()]


def expected(kind: str, status: int) -> dict[str, int]:
    found = {"anonymous": 302} | dict.fromkeys(STRANGERS, 404) | dict.fromkeys((*UNNAMED, *READERS), 403)
    if kind == MINE:
        found["lead"] = 404
    return found | dict.fromkeys(OPEN_TO[kind], status)


def ask(world: StaffWorld, who: str, address: str, method: str = "get", **more: Any) -> Any:
    """Return an answer, and take back what the request did."""
    client = Client()
    with transaction.atomic():
        if world.people[who] is not None:
            client.force_login(world.people[who])
        response = getattr(client, method)(address, **more)
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("asked", PAGES, ids=[page.name for page in PAGES])
def test_it_opens_to_the_named_and_the_leads_alone(asked: Page, method: str, world: StaffWorld) -> None:
    address = reverse(f"inventories:{asked.name}", args=arguments(asked, world))
    kind, status = getattr(asked, method)
    answers = {who: ask(world, who, address, method) for who in WHO}
    wanted = expected(kind, status)
    assert {who: answer.status_code for who, answer in answers.items()} == wanted
    refused = [answers[who] for who in WHO if who not in OPEN_TO[kind] and wanted[who] != status]
    assert [leak for answer in refused for leak in leaks(answer)] == []


def test_an_htmx_request_of_the_unnamed_is_refused_and_of_nobody_is_asked_to_sign_in(world: StaffWorld) -> None:
    address = reverse("inventories:entry_cell", args=[world.district.slug, world.staff.pk, world.entry.pk, "person"])
    answers = {who: ask(world, who, address, "post", headers={"HX-Request": "true"}) for who in WHO}
    wanted = expected(KEEP, 409) | {"anonymous": 401}
    assert {who: answer.status_code for who, answer in answers.items()} == wanted
    assert [leak for who, answer in answers.items() if wanted[who] != 409 for leak in leaks(answer)] == []


def test_its_own_page_tells_everyone_inside_that_it_exists_and_nothing_of_what_it_holds(world: StaffWorld) -> None:
    address = world.staff.get_absolute_url()
    queries = ("", "?q=Zebulon", "?sort=person&f-state=Valid&gaps=on", "?f-name=Tightrope", "?page=2")
    answers = {who: [ask(world, who, f"{address}{query}") for query in queries] for who in WHO}
    statuses = {who: {answer.status_code for answer in found} for who, found in answers.items()}
    inside = {who: {200} for who in (*UNNAMED, *READERS)}
    assert statuses == {"anonymous": {302}} | {who: {404} for who in STRANGERS} | inside
    assert [leak for who in UNNAMED for answer in answers[who] for leak in leaks(answer)] == []
    for who in UNNAMED:
        html = answers[who][0].content.decode()
        assert "Current, as of Oct 3, 2026." in html
        assert "Its review has been due since Nov 2, 2026." in html
        assert "Kept by A coach." in html
        assert "Its entries open to leads and the people they name" in html
        assert (html.count("<table"), "Download" in html, 'name="q"' in html) == (0, False, False)
    assert set(leaks(answers["named viewer"][0])) == {"Zebulon", "Tightrope", "137 entries", "137"}


def test_its_own_page_takes_no_post(world: StaffWorld) -> None:
    address = world.staff.get_absolute_url()
    assert {ask(world, who, address, "post").status_code for who in (*UNNAMED, *READERS)} == {405}


def test_choosing_columns_tells_the_unnamed_nothing(world: StaffWorld) -> None:
    address = world.staff.get_absolute_url()
    answer = ask(world, "member", f"{address}?columns=person&columns=name&f-name=Tightrope", follow=True)
    assert (answer.redirect_chain, leaks(answer)) == ([(f"{address}?f-name=Tightrope", 302)], [])


def test_a_named_viewer_reads_and_has_nothing_to_change_with(world: StaffWorld) -> None:
    page = ask(world, "named viewer", world.staff.get_absolute_url()).content.decode()
    entry = ask(world, "named viewer", f"{world.staff.get_absolute_url()}entries/{world.entry.pk}/").content.decode()
    summary = ask(world, "named viewer", f"{world.staff.get_absolute_url()}summary/").content.decode()
    # To sign out; of an entry, also to comment and to resolve what is said of it.
    for html, forms, fields in ((page, 1, 0), (entry, 3, 1), (summary, 1, 0)):
        assert ('name="entry"' in html, 'name="cell-' in html, "/import/" in html, "/settings/" in html) == (False,) * 4
        assert (html.count('method="post"'), html.count("<textarea")) == (forms, fields)
    assert ("Only two of us hold it." in summary, SECRETS[0] in entry) == (True, True)


def test_a_named_member_keeps_it_and_does_not_lead(world: StaffWorld) -> None:
    html = ask(world, "named member", world.staff.get_absolute_url()).content.decode()
    found = [f"/{part}/" in html for part in ("entries/add", "import", "columns", "readers", "settings")]
    assert found == [True, True, False, False, False]


def test_whoever_is_no_longer_named_reads_nothing_again(world: StaffWorld, sign_in: Any) -> None:
    lead, reader = sign_in(world.people["lead"]), sign_in(world.people["named viewer"])
    address = world.staff.get_absolute_url()
    paths = [f"{address}{path}" for path in ("summary/", "history/", "inventory.csv", f"entries/{world.entry.pk}/")]
    assert [reader.get(path).status_code for path in paths] == [200] * 4
    removed = lead.post(f"{address}readers/{world.reader.pk}/remove/", follow=True)
    assert "A named viewer no longer reads this inventory." in removed.content.decode()
    answers = [reader.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert [leak for answer in (*answers, reader.get(address)) for leak in leaks(answer)] == []


def test_a_lead_who_becomes_a_member_reads_nothing(world: StaffWorld, sign_in: Any) -> None:
    client = sign_in(world.people["lead"])
    world.people["lead"].memberships.update(role="member")
    address = world.staff.get_absolute_url()
    assert (client.get(f"{address}summary/").status_code, leaks(client.get(address))) == (403, [])
