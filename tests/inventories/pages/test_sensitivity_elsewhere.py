"""No word and no count of staff data reaches the unnamed by way of any other page or file; downloads are recorded."""

from __future__ import annotations

from typing import Any

import pytest

from inventories.models import StaffExport
from tests.inventories.pages.staff_words import leaks, text_in
from tests.inventories.pages.staff_world import COUNT, READERS, UNNAMED, StaffWorld

pytestmark = pytest.mark.django_db

DISTRICT = "/districts/lakeview/"
LIST = f"{DISTRICT}inventories/"
CLOSED = "Staff data: its entries open to leads and the people they name."


def clients(world: StaffWorld, sign_in: Any, *who: str) -> list[Any]:
    return [sign_in(world.people[one]) for one in who or UNNAMED]


# Pages --------------------------------------------------------------------------------------------


def places(world: StaffWorld) -> list[str]:
    rate = world.assessment.get_absolute_url()
    positions = world.positions.get_absolute_url()
    return [
        "/",
        DISTRICT,
        LIST,
        f"{LIST}?sort=-entries",
        rate,
        f"{rate}summary/",
        f"{rate}report.csv",
        f"{rate}report.xlsx",
        positions,
        f"{positions}summary/",
        f"{positions}history/",
        f"{positions}inventory.csv",
        f"{positions}inventory.json",
        f"{positions}inventory.xlsx",
        f"{LIST}all.csv",
        f"{LIST}all.csv?staff=1",
        f"{LIST}all.json?staff=1",
        f"{LIST}all.xlsx",
        f"{LIST}all.xlsx?staff=1",
        f"{LIST}{world.staff.pk}/nothing/",
        f"{LIST}{world.staff.pk}/entries/999999/",
        f"{DISTRICT}members/",
        f"{DISTRICT}comments/",
    ]


def test_no_place_tells_the_unnamed_a_word_or_a_count(world: StaffWorld, sign_in: Any) -> None:
    told, statuses = [], {}
    for client in clients(world, sign_in):
        for place in places(world):
            answer = client.get(place)
            statuses[place] = answer.status_code
            told += [(place, leak) for leak in leaks(answer)]
    assert told == []
    refused = {place: status for place, status in statuses.items() if status != 200}
    assert refused == {f"{LIST}{world.staff.pk}/nothing/": 404, f"{LIST}{world.staff.pk}/entries/999999/": 403}


def test_what_a_reader_is_told_in_these_places(world: StaffWorld, sign_in: Any) -> None:
    """So that the test above looks for the words and figures that these places would tell."""
    client = sign_in(world.people["named viewer"])
    told = {place: set(leaks(client.get(place))) for place in places(world)}
    counted = {f"{COUNT}"}
    both = {f"{COUNT} entries", f"{COUNT}"}
    positions, rate = world.positions.get_absolute_url(), world.assessment.get_absolute_url()
    words = {"Zebulon", "Tightrope"}
    answered = {"Only two of us"}
    assert {place: found for place, found in told.items() if found} == {
        LIST: counted,
        f"{LIST}?sort=-entries": counted,
        rate: both,
        f"{positions}summary/": {"Nobody holds it"},
        f"{LIST}all.csv?staff=1": words | counted,
        f"{LIST}all.json?staff=1": words | answered,
        f"{LIST}all.xlsx?staff=1": words | counted,
    }


def test_the_list_the_worksheet_and_the_district_say_that_it_exists_and_how_current_it_is(
    world: StaffWorld, sign_in: Any
) -> None:
    [client] = clients(world, sign_in, "member")
    html = client.get(LIST).content.decode()
    assert ("For leads and whom they name" in html, "with staff data" in html) == (True, False)
    [line] = [one for one in client.get(LIST).context["table"].data if one.is_staff_data]
    assert (line.title, line.entries, line.is_overdue) == ("Licenses", None, True)
    assert CLOSED in client.get(world.assessment.get_absolute_url()).content.decode()
    assert "Review due since Nov 2, 2026, A coach" in client.get(DISTRICT).content.decode()


def test_its_owner_who_is_not_named_is_asked_for_the_review_and_reads_nothing(world: StaffWorld, sign_in: Any) -> None:
    [client] = clients(world, sign_in, "coach")
    answer = client.get(world.staff.get_absolute_url())
    assert (leaks(answer), leaks(client.get(DISTRICT)), answer.status_code) == ([], [], 200)


def test_the_positions_tell_what_they_lack_to_those_alone_who_read_the_certifications(
    world: StaffWorld, sign_in: Any
) -> None:
    path = f"{world.positions.get_absolute_url()}summary/"
    told = {who: "Latin 7-12" in sign_in(world.people[who]).get(path).text for who in (*UNNAMED, *READERS)}
    assert told == dict.fromkeys(UNNAMED, False) | dict.fromkeys(READERS, True)


def test_a_file_that_was_made_for_a_reader_is_not_handed_to_the_unnamed(world: StaffWorld, sign_in: Any) -> None:
    reader, other = clients(world, sign_in, "named viewer", "viewer")
    path = f"{world.positions.get_absolute_url()}inventory.xlsx"
    theirs, ours = reader.get(path), other.get(path)
    assert ("Holders" in text_in(theirs), "Holders" in text_in(ours)) == (True, False)
    assert theirs["ETag"] != ours["ETag"]
    assert other.get(path, headers={"If-None-Match": theirs["ETag"]}).status_code == 200


@pytest.mark.parametrize("query", ["", "?staff=1"])
def test_the_pdf_of_all_tells_the_unnamed_nothing(world: StaffWorld, sign_in: Any, query: str) -> None:
    [client] = clients(world, sign_in, "member")
    answer = client.get(f"{LIST}all.pdf{query}")
    assert (answer.status_code, leaks(answer)) == (200, [])
    assert "Licenses" in text_in(answer)


def test_a_spreadsheet_that_somebody_else_handed_in_is_not_found(world: StaffWorld, sign_in: Any) -> None:
    """Nor is what its rows say told where the lead looks for one of their own."""
    lead = sign_in(world.people["lead"])
    answers = [
        lead.get(f"{LIST}{world.staff.pk}/import/{world.draft.pk}/"),
        lead.get(f"{LIST}{world.positions.pk}/import/{world.draft.pk}/"),
        lead.get(f"{LIST}{world.staff.pk}/import/"),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 200]
    assert ["Lutherie" in answer.text for answer in answers] == [False] * 3


def test_an_entry_is_not_reached_through_an_inventory_that_one_may_read(world: StaffWorld, sign_in: Any) -> None:
    [client] = clients(world, sign_in, "member")
    base = f"{world.positions.get_absolute_url()}entries/{world.entry.pk}/"
    paths = (base, f"{base}changes/", f"{base}cells/title/")
    assert [client.get(path).status_code for path in paths] == [404] * 3
    chosen = f"{world.positions.get_absolute_url()}entries/chosen/"
    answer = client.post(chosen, {"act": "delete", "entry": world.entry.pk}, follow=True)
    assert ("No entry was chosen." in answer.text, leaks(answer)) == (True, [])


# What is recorded ---------------------------------------------------------------------------------


def recorded() -> list[tuple[str, str, str]]:
    rows = StaffExport.objects.order_by("pk").values_list("inventory__title", "by__name", "file")
    return [*rows]


@pytest.mark.parametrize("extension", ["csv", "json", "xlsx"])
def test_every_download_is_recorded_once_also_from_the_cache(world: StaffWorld, sign_in: Any, extension: str) -> None:
    client = sign_in(world.people["named viewer"])
    path = f"{world.staff.get_absolute_url()}inventory.{extension}"
    first = client.get(path)
    one = ("Licenses", "A named viewer", f"lakeview-school-district-inventory-licenses.{extension}")
    assert (first.status_code, recorded()) == (200, [one])
    again = client.get(path)
    assert (again.content == first.content, recorded()) == (True, [one, one])
    unchanged = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (unchanged.status_code, unchanged.content, recorded()) == (304, b"", [one, one])


def test_refused_downloads_are_not_recorded(world: StaffWorld, sign_in: Any) -> None:
    for client in (*clients(world, sign_in), *clients(world, sign_in, "anonymous", "outsider")):
        client.get(f"{world.staff.get_absolute_url()}inventory.csv")
        client.get(f"{LIST}all.csv?staff=1")
        client.get(f"{world.positions.get_absolute_url()}inventory.xlsx")
    assert recorded() == []


def test_files_of_all_are_recorded_where_staff_data_is_in_them(world: StaffWorld, sign_in: Any) -> None:
    client = sign_in(world.people["lead"])
    for path in ("all.csv", "all.xlsx", "all.csv?staff=1", "all.json?staff=1", "all.json?staff=yes"):
        assert client.get(f"{LIST}{path}").status_code == 200
    name = "lakeview-school-district-inventories"
    assert recorded() == [("Licenses", "A lead", f"{name}.csv"), ("Licenses", "A lead", f"{name}.json")]


def test_a_file_of_positions_that_tells_what_they_lack_is_recorded_of_the_certifications(
    world: StaffWorld, sign_in: Any
) -> None:
    client = sign_in(world.people["lead"])
    base = world.positions.get_absolute_url()
    assert [client.get(f"{base}inventory.{one}").status_code for one in ("csv", "json", "xlsx")] == [200] * 3
    assert recorded() == [("Licenses", "A lead", "lakeview-school-district-inventory-staffing-list.xlsx")]


def test_the_page_of_its_readers_tells_who_took_which_file(world: StaffWorld, sign_in: Any) -> None:
    sign_in(world.people["named member"]).get(f"{world.staff.get_absolute_url()}inventory.csv")
    html = sign_in(world.people["lead"]).get(f"{world.staff.get_absolute_url()}readers/").content.decode()
    assert "<strong>lakeview-school-district-inventory-licenses.csv</strong>" in html
    assert html.count("A named member, ") == 1
