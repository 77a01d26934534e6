"""What an inventory shows a meeting: figures whose links find those entries, and what the team answers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from districts.choices import Role
from inventories.models import Inventory, InventoryPrompt, Template
from inventories.services import answer_prompt
from tests.factories import PASSWORD
from tests.inventories.keeping import built, entered, started
from tests.inventories.pages.asking import said, url, value_of, words

WEEK = timedelta(days=7)


def day(distance: int) -> str:
    return (timezone.localdate() + timedelta(days=distance)).isoformat()


@pytest.fixture
def full(inventory, district, lead, theirs):
    place = built(district, "Mill School")
    entered(
        inventory,
        lead,
        {"name": "One", "state": "In place", "expires": day(-1), "model": True, "place": place.pk},
        {"name": "Two", "state": "In place", "expires": day(0), "for-whom": ["Teachers", "Leaders"]},
        {"name": "Three", "state": "Missing", "expires": day(90), "for-whom": ["Teachers"], "model": False},
        {"name": "Four", "expires": day(91)},
        {"name": "Five", "expires": day(-30)},
        {"state": "Missing"},
    )
    return inventory


def prompt_of(inventory: Inventory) -> InventoryPrompt:
    found: InventoryPrompt = inventory.prompts.get(kind="reflection")
    return found


# Figures ------------------------------------------------------------------------------------------


def test_the_figures_are_those_of_the_entries(full, reading):
    told = words(reading.get(url(full, "inventory_summary")))
    assert "Practices: 6 entries." in told
    assert "2 expired “Expires on” is before" in told
    assert "2 expire soon “Expires on” is by" in told
    assert "1 without Name A cell that is needed is empty. 2 without State" in told
    assert re.search(r"State Entries In place 2 Being built 0 Missing 2", told)
    assert re.search(r"For whom Entries Teachers 2 Leaders 1 Support staff 0", told)
    assert re.search(r"Building Entries Mill School 1", told)


def test_every_figure_leads_to_just_so_many_entries(full, reading):
    html = reading.get(url(full, "inventory_summary")).content.decode()
    base = re.escape(url(full))
    attention = re.findall(rf'<a href="({base}\?[^"]+)">([\d,]+) ', html)
    counted = re.findall(rf'<a href="({base}\?[^"]+)">[^<]+</a></th><td class="n">(\d+)<', html)
    assert (len(attention), len(counted)) == (4, 7)
    found = {}
    for address, count in (*attention, *counted):
        table = reading.get(unescape(address)).context["table"]
        found[address] = (len(table.rows), int(count))
    assert {address: pair for address, pair in found.items() if pair[0] != pair[1] and "gaps" not in address} == {}
    gaps = [pair for address, pair in found.items() if "gaps=on" in address]
    assert gaps == [(3, 1)], "those that lack a name are among all with gaps"


def test_an_overdue_review_is_said_with_its_owner(full, reading, lead):
    Inventory.objects.filter(pk=full.pk).update(review_on=date(2026, 1, 2), owner=lead)
    told = words(reading.get(url(full, "inventory_summary")))
    assert "The review is overdue. It was due on Jan 2, 2026; A Lead owns the inventory." in told


def test_who_may_is_led_from_an_overdue_review_to_where_the_next_one_is_set(full, leading, keeper, reading):
    there = f'href="{url(full, "inventory_settings")}#id_review_on"'
    for review_on, counts in ((date(2026, 1, 2), (1, 2)), (date(2999, 1, 2), (0, 0))):
        Inventory.objects.filter(pk=full.pk).update(review_on=review_on)
        pages = [url(full), url(full, "inventory_summary")]
        assert tuple(leading.get(page).content.decode().count(there) for page in pages) == counts
        for client in (keeper, reading):
            assert [there in client.get(page).content.decode() for page in pages] == [False, False]
    assert 'id="id_review_on"' in leading.get(url(full, "inventory_settings")).content.decode()


def test_an_empty_inventory_has_no_figures(inventory, reading, stranger, theirs):
    told = words(reading.get(url(inventory, "inventory_summary")))
    assert ("There are no entries yet." in told, "As a table" in told) == (True, False)
    assert stranger.get(url(inventory, "inventory_summary")).status_code == 404


def test_what_it_serves_is_named(full, reading):
    html = reading.get(url(full, "inventory_summary")).content.decode()
    assert 'href="/practices/sample/1a/">Indicator 1a</a>' in html


def test_the_summary_takes_the_same_queries_however_many_entries(many, reading, django_assert_num_queries):
    """Session, user, inventory with membership, columns, buildings, three for figures, uses, prompts."""
    for more in (10, 500):
        address = url(many(more), "inventory_summary")
        reading.get(address)
        with django_assert_num_queries(11):
            assert reading.get(address).status_code == 200


def test_positions_and_certifications_say_together_what_is_lacking(product, district, lead, leading, sign_in, people):
    positions, held = (
        started(district, Template.objects.get(key=key), lead, key) for key in ("positions", "certifications")
    )
    group = {"group": "Secondary teacher"}
    wanted = ("Latin", "Art", "Math")
    entered(positions, lead, *({"number": name, "certification": name} | group for name in wanted))
    people_held = (("Ann", "Art"), ("Ann", "Math"), ("Bo", "Math"))
    entered(held, lead, *({"person": person, "name": name, "state": "Valid"} | group for person, name in people_held))
    for one in (positions, held):
        told = words(leading.get(url(one, "inventory_summary")))
        assert "Secondary teacher Latin 1 Nobody holds it Secondary teacher Art 1 Hangs on one person" in told
    told = words(sign_in(people[Role.MEMBER]).get(url(positions, "inventory_summary")))
    assert ("Nobody holds it" in told, "against" in told) == (False, False)


# What the team answers ----------------------------------------------------------------------------


def answer(client: Client, inventory: Inventory, text: str, version: Any = 1, **more: Any) -> Any:
    address = url(inventory, "prompt_answer", prompt_of(inventory).pk)
    return client.post(address, {"answer": text, "version": version} | more)


def test_an_answer_is_saved_and_read_by_everyone(full, keeper, reading):
    response = answer(keeper, full, "  We lack\r\ntwo.  ")
    pk = prompt_of(full).pk
    assert (response.status_code, response.url) == (302, f"{url(full, 'inventory_summary')}#prompt-{pk}")
    assert (prompt_of(full).answer, prompt_of(full).version) == ("We lack\ntwo.", 2)
    page = reading.get(url(full, "inventory_summary"))
    assert ("1 of 1 answered" in words(page), "We lack<br>two." in page.content.decode()) == (True, True)
    assert "<textarea" not in page.content.decode()
    assert "A Member, " in words(page)


def test_readers_and_outsiders_answer_nothing(full, people, sign_in, stranger):
    readers = [sign_in(people[role]) for role in (Role.VIEWER, Role.COACH)]
    assert [answer(client, full, "Mine").status_code for client in (*readers, stranger)] == [403, 403, 404]
    assert prompt_of(full).answer == ""


def test_two_who_answer_at_once_both_see_both(full, keeper, lead):
    answer_prompt(full, pk=prompt_of(full).pk, answer="Theirs is time.", version=1, by=lead)
    response = answer(keeper, full, "Mine is money.")
    told = words(response)
    assert response.status_code == 409
    assert "Two versions of the answer A Lead saved while you were writing." in told
    assert re.search(r"Saved \w+ \d+, [\d:]+ [AP]M Theirs is time. You, not saved yet Mine is money", told)
    html = response.content.decode()
    assert (">Mine is money.</textarea>" in html, 'name="version" value="2"' in html) == (True, True)
    assert prompt_of(full).answer == "Theirs is time."
    assert answer(keeper, full, "Mine is money.", 2).status_code == 302
    assert prompt_of(full).answer == "Mine is money."


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("x" * 10_001, "Ensure this value has at most 10000 characters (it has 10001)."),
        ("a\0b", "Null characters are not allowed."),
    ],
    ids=["too long", "a null character"],
)
def test_an_answer_that_does_not_fit_comes_back_as_typed(full, keeper, lead, text, error):
    """Over the version that was read: who shortens it is still told of what somebody else saved meanwhile."""
    answer_prompt(full, pk=prompt_of(full).pk, answer="Theirs", version=1, by=lead)
    response = answer(keeper, full, text)
    html = response.content.decode()
    assert (response.status_code, error in words(response)) == (422, True)
    assert 'name="version" value="1"' in html
    assert answer(keeper, full, "Shorter", value_of(response, "version")).status_code == 409
    assert prompt_of(full).answer == "Theirs"


@pytest.mark.parametrize("version", ["", "7", "99999999999999999999"])
def test_without_the_version_that_is_there_both_are_shown(full, keeper, version):
    assert (answer(keeper, full, "Mine", version).status_code, prompt_of(full).answer) == (409, "")


def test_a_prompt_of_another_inventory_is_not_found(full, theirs, keeper):
    for pk in (prompt_of(theirs).pk, 10**30):
        address = url(full, "prompt_answer", pk)
        assert keeper.post(address, {"answer": "Mine", "version": 1}).status_code == 404
    assert prompt_of(theirs).answer == ""


def test_what_is_to_be_inventoried_takes_no_answer(full, keeper):
    asked = full.prompts.get(kind="what")
    response = keeper.post(url(full, "prompt_answer", asked.pk), {"answer": "Mine", "version": 1})
    assert (response.status_code, full.prompts.get(pk=asked.pk).answer) == (404, "")


def signed_in(client: Client, user: Any) -> None:
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


@pytest.mark.parametrize(("role", "kept"), [(Role.MEMBER, "Over lunch"), (Role.LEAD, "")])
def test_an_answer_that_is_sent_after_the_session_ended_is_saved_for_its_writer(full, member, people, role, kept):
    client = Client()
    signed_in(client, member)
    owner = value_of(client.get(url(full, "inventory_summary")), "owner")
    client.cookies.pop("sessionid")
    response = answer(client, full, "Over lunch", owner=owner)
    address = url(full, "prompt_answer", prompt_of(full).pk)
    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={address}")
    signed_in(client, people[role])
    page = client.get(address, follow=True)
    assert (page.status_code, prompt_of(full).answer, said(page)) == (
        200,
        kept,
        ["The answer is saved."] if kept else [],
    )
    assert ("Over lunch" in page.content.decode()) is bool(kept)
