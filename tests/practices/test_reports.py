"""What pages get: everything an edition says, in order, in a fixed number of queries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from practices import content_store
from practices.models import Edition
from practices.reports import edition_content, indicator_report, published_content, search_report
from tests.practices.factories import load, small_file


@pytest.mark.parametrize("system", ["talent-management", "leadership", "sample"])
def test_an_edition_takes_seven_queries_whatever_its_size(
    published: dict[str, Edition], small: Edition, django_assert_num_queries: Any, system: str
) -> None:
    edition = Edition.objects.get(system__key=system)
    with django_assert_num_queries(7):
        content = edition_content(edition)
        assert content.items[0].name == f"{content.indicators[0].code}, Getting Aware"


def test_counts_and_flat_views(published: dict[str, Edition]) -> None:
    talent, leadership = (edition_content(published[key]) for key in ("talent-management", "leadership"))
    assert [len(content.areas) for content in (talent, leadership)] == [5, 6]
    assert [len(content.practices) for content in (talent, leadership)] == [15, 19]
    assert [len(content.indicators) for content in (talent, leadership)] == [24, 28]
    assert [len(content.items) for content in (talent, leadership)] == [48, 56]
    assert [len(content.considerations) for content in (talent, leadership)] == [3, 3]
    assert [len(content.introduction) for content in (talent, leadership)] == [2, 2]
    assert [item.key for item in talent.areas[1].items][:4] == ["5a-aware", "5a-ready", "5b-aware", "5b-ready"]
    assert [item.stage_key for item in talent.items[:2]] == ["getting-aware", "getting-ready"]


def test_a_consideration_is_told_by_stage(small: Edition) -> None:
    (readiness,) = edition_content(small).considerations
    assert [(stage.name, stage.text) for stage in readiness.stages] == [
        ("Readiness, Getting Started", "What Readiness is at getting-started."),
        ("Readiness, Getting Better", "What Readiness is at getting-better."),
        ("Readiness, Keep Improving", "What Readiness is at keep-improving."),
    ]


def test_published_content_is_prepared_once(small: Edition, django_assert_num_queries: Any) -> None:
    first = published_content(small)
    with django_assert_num_queries(0):
        assert published_content(Edition.objects.model(**vars_of(small))) is first


def vars_of(edition: Edition) -> dict[str, Any]:
    return {field.attname: getattr(edition, field.attname) for field in edition._meta.concrete_fields}


def test_a_retired_edition_is_prepared_too_but_a_draft_is_always_read(small: Edition, tmp_path: Path) -> None:
    draft = content_store.start_draft(edition=small)
    before = published_content(draft)
    draft.focus_areas.all().delete()
    assert (len(before.areas), len(published_content(draft).areas)) == (1, 0)
    draft.delete()
    load(tmp_path, small_file(number=2))
    small.refresh_from_db()
    assert published_content(small) is published_content(small)
    assert published_content(small).number == 1


def test_the_introduction_is_paragraphs_however_it_was_typed(small: Edition) -> None:
    draft = content_store.start_draft(edition=small)
    draft.introduction = "\r\n One\r\nline.\r\n \r\n\r\nTwo.\n"
    draft.save()
    assert edition_content(draft).introduction == ("One line.", "Two.")


# One indicator ----------------------------------------------------------------------------------


def test_an_indicator_knows_its_place(published: dict[str, Edition]) -> None:
    report = indicator_report(edition_content(published["talent-management"]), "5a")
    assert report is not None
    assert (report.area.title, report.practice.code, report.indicator.code) == (
        "Recruiting, selecting, and placing staff",
        "5",
        "5a",
    )
    assert report.previous is not None
    assert report.next is not None
    assert (report.previous.code, report.next.code) == ("4", "5b")


def test_the_first_and_the_last_indicator_have_one_neighbor(small: Edition) -> None:
    content = edition_content(small)
    first, last = indicator_report(content, "1a"), indicator_report(content, "1b")
    assert first is not None
    assert last is not None
    assert (first.previous, first.next) == (None, content.indicators[1])
    assert (last.previous, last.next) == (content.indicators[0], None)


def test_an_unknown_indicator_is_none(small: Edition) -> None:
    assert indicator_report(edition_content(small), "9z") is None


# Search -----------------------------------------------------------------------------------------


def found(query: str) -> list[tuple[str, str, list[str]]]:
    """Return the kind, heading and hits of every group."""
    return [
        (group.kind, "".join(piece.text for piece in group.heading), [hit.name for hit in group.hits])
        for group in search_report(query).groups
    ]


def test_every_kind_of_text_is_searched(small: Edition) -> None:
    assert found("second PARAGRAPH") == [("Introduction", "Sample", ["Paragraph 2"])]
    assert found("readiness is at keep") == [("Consideration", "Readiness", ["Readiness, Keep Improving"])]
    assert found("practice of") == [("Practice 1", "A practice of the sample.", [])]
    assert found("what 1b is at  getting-ready") == [("Practice 1", "A practice of the sample.", ["1b, Getting Ready"])]


def test_hits_are_grouped_by_practice_and_counted(small: Edition) -> None:
    report = search_report("getting")
    assert found("getting") == [
        ("Consideration", "Readiness", ["Readiness, Getting Started", "Readiness, Getting Better"]),
        (
            "Practice 1",
            "A practice of the sample.",
            ["1a, Getting Aware", "1a, Getting Ready", "1b, Getting Aware", "1b, Getting Ready"],
        ),
    ]
    assert report.count == 6
    assert search_report("practice of").count == 1


def test_a_code_finds_its_indicator(small: Edition) -> None:
    assert found("1A") == [("Practice 1", "A practice of the sample.", ["1a, Getting Aware", "1a, Getting Ready"])]


def test_matches_are_marked_within_their_text(small: Edition) -> None:
    (group,) = search_report("IS AT getting-aware").groups
    assert [(piece.text, piece.is_match) for piece in group.hits[0].pieces] == [
        ("What 1a ", False),
        ("is at getting-aware", True),
        (".", False),
    ]


def test_apostrophes_are_found_straight_or_curly(published: dict[str, Edition]) -> None:
    assert found("district\u2019s mission") == found("district's mission") != []


def test_signs_are_found_as_they_are(small: Edition) -> None:
    assert found("p.actice") == found("(") == found("%") == []


def test_nothing_typed_finds_nothing(small: Edition) -> None:
    report = search_report("  ")
    assert (report.query, report.groups, report.count) == ("", (), 0)


def test_drafts_and_retired_editions_are_not_searched(small: Edition, tmp_path: Path) -> None:
    load(tmp_path, small_file(number=2, wording="Practice of another edition."))
    load(tmp_path, small_file(number=2, wording="Practice of a draft."))
    assert found("practice of") == [("Practice 1", "Practice of another edition.", [])]
