"""Indicators that call for choosing among candidates: marked in a file or in a draft, and said on the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from districts.models import User
from practices import content as files
from practices import content_store
from practices.content import ContentError
from practices.models import Edition, Indicator
from practices.reports import edition_content
from tests.practices.admin_pages import form_of, save
from tests.practices.factories import load, small_file, write

SignIn = Callable[[User | None], Client]
LINE = "Calls for choosing: weigh candidates on the Hexagon."


def marked_file(number: int = 1) -> files.EditionFile:
    """The small file, whose indicator 1a calls for choosing."""
    content = small_file(number=number)
    (area,), (practice,) = content.focus_areas, content.practices
    first, second = practice.indicators
    practice = replace(practice, indicators=(replace(first, choice=True), second))
    return replace(content, focus_areas=(replace(area, practices=(practice,)),))


def choices_of(edition: Edition) -> list[str]:
    return [indicator.code for indicator in edition_content(edition).indicators if indicator.is_choice]


# Files ------------------------------------------------------------------------------------------


def test_the_product_marks_what_its_sources_ask_the_hexagon_for(published: dict[str, Edition]) -> None:
    assert {key: choices_of(edition) for key, edition in published.items()} == {
        "talent-management": ["5a", "8", "11b", "13a"],
        "leadership": ["19a"],
    }


def test_a_mark_is_written_only_where_it_is_true() -> None:
    text = files.dump(marked_file())
    assert "      code: 1a\n      choice: true\n      stage_descriptions:\n" in text
    assert text.replace("      choice: true\n", "") == files.dump(small_file())
    assert files.parse(text, "sample.yaml") == marked_file()


@pytest.mark.parametrize(("written", "choice"), [("true", True), ("True", True), ("false", False)])
def test_a_mark_is_true_or_false(written: str, choice: bool) -> None:
    text = files.dump(marked_file()).replace("choice: true", f"choice: {written}")
    first, second = files.parse(text, "sample.yaml").indicators
    assert (first.choice, second.choice) == (choice, False)


@pytest.mark.parametrize("written", ["yes", "1", "''", "[true]"])
def test_any_other_mark_is_refused(written: str) -> None:
    text = files.dump(marked_file()).replace("choice: true", f"choice: {written}")
    with pytest.raises(ContentError) as caught:
        files.parse(text, "sample.yaml")
    assert str(caught.value) == "sample.yaml: indicator 1a: choice: is neither true nor false"


# Rows -------------------------------------------------------------------------------------------


def test_a_marked_file_is_loaded_dumped_and_drafted_with_its_mark(db: None, tmp_path: Path) -> None:
    edition = load(tmp_path, marked_file())
    assert choices_of(edition) == ["1a"]
    assert content_store.dump_edition(edition) == files.dump(marked_file())
    assert choices_of(content_store.start_draft(edition=edition)) == ["1a"]


def test_what_was_published_without_marks_stays_and_gets_a_draft_with_them(small: Edition, tmp_path: Path) -> None:
    assert content_store.load([write(tmp_path, marked_file())]) == [
        "Sample: edition 1 is published and stays as it is; the file differs, so draft 2 was written."
    ]
    draft = Edition.objects.drafts().get()
    assert (choices_of(small), choices_of(draft)) == ([], ["1a"])
    content_store.publish(edition=draft)
    assert content_store.file_of(draft) == marked_file(number=2)


# Pages ------------------------------------------------------------------------------------------


def test_a_content_administrator_marks_an_indicator_of_a_draft(
    draft: Edition, sign_in: SignIn, content_administrator: User
) -> None:
    client = sign_in(content_administrator)
    indicator = Indicator.objects.get(edition=draft, code="1a")
    assert form_of(client, indicator)["is_choice"] is False
    assert save(client, indicator, is_choice="on").status_code == 302
    assert choices_of(draft) == ["1a"]


def test_a_published_indicator_keeps_its_mark(small: Edition, sign_in: SignIn, content_administrator: User) -> None:
    client = sign_in(content_administrator)
    indicator = Indicator.objects.get(edition=small, code="1a")
    assert client.post(f"/admin/practices/indicator/{indicator.pk}/change/", {"is_choice": "on"}).status_code == 403
    assert choices_of(small) == []


def test_pages_say_which_indicators_call_for_choosing(
    db: None, tmp_path: Path, sign_in: SignIn, outsider: User
) -> None:
    load(tmp_path, marked_file())
    client = sign_in(outsider)
    addresses = ("/practices/sample/", "/practices/sample/1a/", "/practices/sample/1b/")
    assert [client.get(address).text.count(LINE) for address in addresses] == [1, 1, 0]
