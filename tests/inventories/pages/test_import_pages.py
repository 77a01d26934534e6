"""Importing a spreadsheet through its pages: handing it in, what it would do, matching, and carrying it out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from core.reading import ReadTable
from core.rendering.csv import render_csv
from core.rendering.xlsx import Column, Sheet, render_xlsx
from districts.choices import Role
from inventories.models import ImportDraft
from tests.core.spreadsheet_samples import ClaimedFile, workbook
from tests.core.test_reading_hostile import CASES
from tests.inventories.keeping import cells_of, drafted, named
from tests.inventories.keeping_checks import assert_in_step
from tests.inventories.pages.asking import by_hand, errors, imported, preview, said, uploaded, url, words

HEADINGS = ["Name", "State", "Cost"]
ROWS = [["Mentoring", "Missing", 10], ["Coaching", "In place", None]]
STORED = [{"name": "Mentoring", "state": "Missing", "cost": "10"}, {"name": "Coaching", "state": "In place"}]


def rows(response: HttpResponse) -> list[tuple[int, str]]:
    return [(row.number, row.outcome.value) for row, _ in response.context["rows"]]


# Handing in ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("practices.csv", render_csv(HEADINGS, ROWS)),
        (
            "practices.xlsx",
            render_xlsx([Sheet("Entries", [Column(one, 20) for one in HEADINGS], ROWS)], title="P", author="P"),
        ),
        ("practices.csv", b"state;NAME;cost\nmissing;Mentoring;10\nIn place;Coaching;\n"),
        (
            "practices.xlsx",
            workbook(["Name*", "state", "Cost"], ["Mentoring", "Missing", 10], ["Coaching", "In place"]),
        ),
    ],
    ids=["our CSV", "our XLSX", "a CSV by hand", "an XLSX by hand"],
)
def test_a_spreadsheet_is_handed_in_shown_and_imported(inventory, theirs, keeper, name, content):
    response = uploaded(keeper, inventory, content, name)
    assert (response.status_code, response.url) == (302, preview(inventory))
    shown = keeper.get(preview(inventory))
    assert (rows(shown), cells_of(inventory)) == ([(2, "added"), (3, "added")], [])
    told = words(shown)
    assert (f"{name}, handed in" in told, "Of 2 rows: 2 to be added." in told, "2 Added New. " in told) == (
        True,
        True,
        True,
    )
    done = imported(keeper, inventory)
    assert (done.redirect_chain, said(done)) == ([(url(inventory), 302)], ["Imported: 2 added, 0 changed."])
    assert (cells_of(inventory), ImportDraft.objects.count()) == (STORED, 0)
    assert len(cells_of(theirs)) == 1
    assert_in_step(inventory)


REFUSED = {name: case for name, case in CASES.items() if not isinstance(case[1], ReadTable)}


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_hostile_file_is_refused_beside_the_field(inventory, keeper, content, sentence):
    if isinstance(content, ClaimedFile):
        content, sentence = b"x" * (11 * 1024**2), sentence.replace("100 MB", "11 MB")
    response = uploaded(keeper, inventory, content, "entries.xlsx")
    assert (response.status_code, errors(response)) == (422, {"file": [sentence]})
    assert ImportDraft.objects.count() == 0


def test_without_a_file_it_asks_for_one(inventory, keeper):
    for data in ({}, {"file": "text"}):
        response = keeper.post(url(inventory, "import_upload"), data)
        assert (response.status_code, errors(response)) == (422, {"file": ["Choose a file."]})


@pytest.mark.parametrize("name", ["a\0b.csv", "../../x.csv", "x" * 400 + ".csv", "<b>é.csv", "plain"])
def test_a_name_is_kept_as_far_as_it_is_one(inventory, keeper, name):
    file = SimpleUploadedFile("x.csv", by_hand("A,Missing,1"))
    file._name = name
    response = keeper.post(url(inventory, "import_upload"), {"file": file}, follow=True)
    assert response.status_code == 200
    kept = ImportDraft.objects.get().file_name
    assert ("\0" in kept, "/" in kept, len(kept) <= 200, "<b>é" in response.content.decode()) == (
        False,
        False,
        True,
        False,
    )


def test_broken_characters_reach_neither_the_draft_nor_an_entry(inventory, keeper):
    response = uploaded(keeper, inventory, workbook(["Name", "No_x0000_tes"], ["a_x0000_b", "c_xD800_d"]), "x.xlsx")
    assert keeper.get(response.url).status_code == 200
    imported(keeper, inventory)
    assert ["\0" in str(cells) for cells in cells_of(inventory)] == [False]


def test_another_file_takes_the_place_of_the_one_that_waits(inventory, keeper, member):
    uploaded(keeper, inventory, by_hand("A,Missing,1"), "first.csv")
    assert "first.csv , handed in" in words(keeper.get(url(inventory, "import_upload")))
    first = preview(inventory)
    uploaded(keeper, inventory, by_hand("B,Missing,1"), "second.csv")
    assert ([one.file_name for one in ImportDraft.objects.all()], keeper.get(first).status_code) == (
        ["second.csv"],
        404,
    )


def test_what_waited_for_a_week_is_gone_with_the_next_upload(inventory, theirs, lead, outsider, keeper):
    old, young = drafted(inventory, lead, ["Name"], ["Old"]), drafted(theirs, outsider, ["Name"], ["Young"])
    ImportDraft.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=7, minutes=1))
    ImportDraft.objects.filter(pk=young.pk).update(at=timezone.now() - timedelta(days=6, hours=23))
    uploaded(keeper, inventory, by_hand("A,Missing,1"))
    assert [one.file_name for one in ImportDraft.objects.exclude(pk=young.pk)] == ["practices.csv"]
    assert not ImportDraft.objects.filter(pk=old.pk).exists()
    assert ImportDraft.objects.filter(pk=young.pk).exists()


# Who ----------------------------------------------------------------------------------------------


def test_readers_and_outsiders_hand_in_nothing(inventory, people, sign_in, stranger):
    readers = [sign_in(people[role]) for role in (Role.VIEWER, Role.COACH)]
    for client, status in (*((one, 403) for one in readers), (stranger, 404)):
        assert uploaded(client, inventory, by_hand()).status_code == status
    assert ImportDraft.objects.count() == 0


def test_a_draft_is_its_makers_alone(inventory, theirs, keeper, leading, stranger):
    uploaded(keeper, inventory, by_hand("Secretly,Missing,1"))
    address = preview(inventory)
    through_theirs = address.replace("lakeview", theirs.district.slug).replace(f"/{inventory.pk}/", f"/{theirs.pk}/")
    for client, where in ((leading, address), (stranger, address), (stranger, through_theirs)):
        assert client.get(where).status_code == 404
        for act in ("match", "import", "drop"):
            assert client.post(where, {"act": act}).status_code == 404
    assert "Secretly" not in leading.get(url(inventory, "import_upload")).content.decode()
    assert (ImportDraft.objects.count(), cells_of(inventory)) == (1, [])


# What it would do ---------------------------------------------------------------------------------


def test_rows_are_shown_by_what_happens_to_them_wrong_ones_first(inventory, lead, keeper):
    named(inventory, lead, "Mentoring", state="Missing")
    lines = ("New,Missing,1", "Mentoring,Missing,", "Bad,Nowhere,much", "new,Missing,2")
    uploaded(keeper, inventory, by_hand(*lines))
    address = preview(inventory)
    assert rows(keeper.get(address)) == [(4, "wrong"), (5, "wrong")]
    assert rows(keeper.get(f"{address}?show=added")) == [(2, "added")]
    assert rows(keeper.get(f"{address}?show=left")) == [(3, "left")]
    assert [number for number, _ in rows(keeper.get(f"{address}?show=all"))] == [2, 3, 4, 5]
    told = words(keeper.get(f"{address}?show=all"))
    assert "Of 4 rows: 2 wrong, 1 to be added, 1 left as it is." in told
    assert "Nothing is imported while a row is wrong. Correct the file and hand it in again." in told
    assert "Cost: Type a number, such as 1250 or 0.5." in told
    assert "Name: row 2 of the file says the same." in told
    assert "All 4 Wrong: 2 Added: 1 Left as it is: 1" in told
    assert 'value="import"' not in keeper.get(address).content.decode()


def test_many_rows_come_in_pages(inventory, keeper):
    uploaded(keeper, inventory, by_hand(*(f"Practice {number},Missing," for number in range(120))))
    address = preview(inventory)
    last = keeper.get(f"{address}?show=added&page=3")
    assert [number for number, _ in rows(last)] == list(range(102, 122))
    assert ("Page 3 of 3" in words(last), "?show=added&amp;page=2" in last.content.decode()) == (True, True)
    for query in ("page=abc", "page=-1", f"page={'9' * 30}", "show=nothing&page=99", "page=%00"):
        assert keeper.get(f"{address}?{query}").status_code == 200


def test_columns_are_matched_by_hand(inventory, keeper):
    uploaded(keeper, inventory, b"What,How much,Junk\nMentoring,10,x\n")
    address = preview(inventory)
    assert "No column of the file is matched yet." in words(keeper.get(address))
    twice = {"act": "match", "existing": "stop", "match-0": "name", "match-1": "name", "match-2": ""}
    response = keeper.post(address, twice, follow=True)
    assert "Two columns of the file fill the same column: Name. Choose again below." in words(response)
    response = keeper.post(address, twice | {"match-1": "cost"}, follow=True)
    assert response.redirect_chain == [(address, 302)]
    assert "2 of 3 taken; left out: Junk" in words(response)
    imported(keeper, inventory)
    assert cells_of(inventory) == [{"name": "Mentoring", "cost": "10"}]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"existing": "burn"},
        {"existing": "stop", "match-0": "nothing"},
        {"existing": "stop", "match-0": "x" * 9_999},
    ],
)
def test_a_match_that_is_none_is_refused(inventory, keeper, sent):
    uploaded(keeper, inventory, by_hand("A,Missing,1"))
    address = preview(inventory)
    assert keeper.post(address, {"act": "match"} | sent).status_code == 422
    assert ImportDraft.objects.get().matches == ["name", "state", "cost"]


def test_a_column_that_is_put_out_of_use_meanwhile_is_left_out(inventory, keeper):
    uploaded(keeper, inventory, by_hand("A,Missing,1"))
    inventory.columns.filter(key="cost").update(is_active=False)
    assert "2 of 3 taken; left out: Cost" in words(keeper.get(preview(inventory)))
    imported(keeper, inventory)
    assert cells_of(inventory) == [{"name": "A", "state": "Missing"}]


MATCHES = {"act": "match", "match-0": "name", "match-1": "state", "match-2": "cost"}


@pytest.mark.parametrize(
    ("existing", "outcomes", "message", "cost"),
    [
        ("stop", ["wrong", "added"], "", "5"),
        ("skip", ["left", "added"], "Imported: 1 added, 0 changed.", "5"),
        ("update", ["changed", "added"], "Imported: 1 added, 1 changed.", "10"),
    ],
)
def test_entries_that_exist_stop_it_are_skipped_or_updated(inventory, lead, keeper, existing, outcomes, message, cost):
    named(inventory, lead, "mentoring", state="Missing", cost="5")
    uploaded(keeper, inventory, by_hand("Mentoring,Missing,10", "New,Missing,"))
    address = preview(inventory)
    keeper.post(address, MATCHES | {"existing": existing})
    shown = keeper.get(f"{address}?show=all")
    assert [outcome for _, outcome in rows(shown)] == outcomes
    assert ("Cost: 5 to 10" in words(shown)) is (existing == "update")
    if message:
        assert said(imported(keeper, inventory)) == [message]
    else:
        imported(keeper, inventory, digest="0" * 16)
    assert (cells_of(inventory)[0]["cost"], len(cells_of(inventory))) == (cost, 2 if message else 1)
    assert_in_step(inventory)
