"""Loading and dumping content: all or nothing, twice the same, and nothing published ever changes."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from practices import content as files
from practices import content_store
from practices.choices import EditionStatus
from practices.models import Edition, FocusArea, Indicator, Stage, StageDescription, System
from tests.practices.factories import load, numbered, small_file, write
from tests.practices.strategies import edition_files

OTHER = "Other wording."


def run(command: str, *args: str) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


def editions() -> list[tuple[str, int, str]]:
    return list(Edition.objects.order_by("system__key", "number").values_list("system__key", "number", "status"))


# New editions -----------------------------------------------------------------------------------


def test_the_product_content_is_published_and_loading_it_again_changes_nothing(db: None) -> None:
    assert run("load_content") == (
        "Leadership: edition 1 is new and published.\nTalent Management: edition 1 is new and published.\n"
        "The Hexagon: edition 1 is new and published.\nPerspectives: added 8, kept the wording of 0.\n"
        "Inventory templates: added 22, kept the wording of 0.\n"
    )
    before = list(Edition.objects.values()), list(StageDescription.objects.values())
    assert run("load_content") == (
        "Leadership: edition 1 is unchanged.\nTalent Management: edition 1 is unchanged.\n"
        "The Hexagon: edition 1 is unchanged.\nPerspectives: added 0, kept the wording of 8.\n"
        "Inventory templates: added 0, kept the wording of 22.\n"
    )
    assert (list(Edition.objects.values()), list(StageDescription.objects.values())) == before
    assert StageDescription.objects.count() == 104


def test_stages_and_systems_stand_in_the_order_of_the_files(published: dict[str, Edition]) -> None:
    assert [str(stage) for stage in Stage.objects.all()] == [
        "Getting Aware",
        "Getting Ready",
        "Getting Started",
        "Getting Better",
        "Keep Improving",
    ]
    assert [str(system) for system in System.objects.all()] == ["Talent Management", "Leadership"]
    assert [area.key for area in published["talent-management"].focus_areas.all()] == [
        "plan",
        "recruiting",
        "developing",
        "retaining",
        "evaluating",
    ]


def test_a_new_number_is_published_and_retires_the_one_before(small: Edition, tmp_path: Path) -> None:
    path = write(tmp_path, small_file(number=2, wording=OTHER))
    assert content_store.load([path]) == ["Sample: edition 2 is new and published."]
    assert editions() == [("sample", 1, "retired"), ("sample", 2, "published")]


def test_a_retired_edition_that_is_loaded_again_stays_as_it_is(small: Edition, tmp_path: Path) -> None:
    load(tmp_path, small_file(number=2, wording=OTHER))
    assert content_store.load([write(tmp_path, small_file())]) == ["Sample: edition 1 is unchanged."]
    assert editions() == [("sample", 1, "retired"), ("sample", 2, "published")]


def test_the_digest_of_a_published_edition_is_that_of_its_file(small: Edition) -> None:
    assert small.status == EditionStatus.PUBLISHED
    assert small.published_at is not None
    assert small.digest == sha256(files.dump(small_file()).encode()).hexdigest()


# Files that differ from what is published -------------------------------------------------------


def test_a_file_that_differs_from_a_published_edition_becomes_a_draft(small: Edition, tmp_path: Path) -> None:
    path = write(tmp_path, small_file(wording=OTHER))
    assert content_store.load([path]) == [
        "Sample: edition 1 is published and stays as it is; the file differs, so draft 2 was written."
    ]
    assert editions() == [("sample", 1, "published"), ("sample", 2, "draft")]
    assert small.focus_areas.get().practices.get().text == "A practice of the sample."
    draft = Edition.objects.drafts().get()
    assert draft.focus_areas.get().practices.get().text == OTHER
    assert content_store.load([path]) == [
        "Sample: edition 1 is published and stays as it is; the file differs, draft 2 says the same already."
    ]


def test_a_draft_that_differs_from_the_file_is_replaced(small: Edition, tmp_path: Path) -> None:
    load(tmp_path, small_file(wording=OTHER))
    draft = load(tmp_path, small_file(wording="Wording again."))
    assert editions() == [("sample", 1, "published"), ("sample", 2, "draft")]
    assert draft.focus_areas.get().practices.get().text == "Wording again."


def test_a_file_of_the_draft_itself_changes_the_draft(small: Edition, tmp_path: Path) -> None:
    content_store.start_draft(edition=small)
    same = write(tmp_path, small_file(number=2))
    assert content_store.load([same]) == ["Sample: edition 2 is unchanged."]
    other = write(tmp_path, small_file(number=2, wording=OTHER))
    assert content_store.load([other]) == ["Sample: edition 2 is a draft, so draft 2 was replaced."]
    assert Edition.objects.drafts().get().focus_areas.get().practices.get().text == OTHER


def test_an_unchanged_file_leaves_the_draft_of_an_administrator_alone(small: Edition, tmp_path: Path) -> None:
    draft = content_store.start_draft(edition=small)
    practice = draft.focus_areas.get().practices.get()
    practice.text = OTHER
    practice.save()
    assert content_store.load([write(tmp_path, small_file())]) == ["Sample: edition 1 is unchanged."]
    assert draft.focus_areas.get().practices.get().text == OTHER


# Refused ----------------------------------------------------------------------------------------


def refused(*paths: Path) -> list[str]:
    """Load, expect a refusal that leaves the database as it is, and return what it says."""
    before = editions(), Indicator.objects.count(), FocusArea.objects.count(), Stage.objects.count()
    with pytest.raises(CommandError) as caught:
        run("load_content", *map(str, paths))
    assert (editions(), Indicator.objects.count(), FocusArea.objects.count(), Stage.objects.count()) == before
    first, *lines = str(caught.value).splitlines()
    assert first == "Nothing was loaded."
    return lines


def test_one_wrong_file_keeps_all_out_and_all_problems_are_told(db: None, tmp_path: Path) -> None:
    good = write(tmp_path, small_file("good"))
    bad, worse = tmp_path / "bad.yaml", tmp_path / "worse.yaml"
    bad.write_text(files.dump(small_file("bad")).replace("title: First area", "title:"))
    worse.write_text("system: [")
    assert refused(good, bad, worse) == [
        "bad.yaml: focus area first: title: is empty",
        "worse.yaml: is not YAML: expected the node content, but found '<stream end>' (line 1)",
    ]


def test_a_system_in_two_files_is_refused(db: None, tmp_path: Path) -> None:
    one, two = write(tmp_path, small_file()), tmp_path / "two.yaml"
    two.write_text(one.read_text())
    assert refused(one, two) == ["two.yaml: system sample: key: is in sample.yaml too"]


def test_files_that_disagree_on_stages_are_refused(db: None, tmp_path: Path) -> None:
    content = small_file("other")
    renamed = replace(content.stages[0], title="Getting Going")
    one = write(tmp_path, small_file())
    two = write(tmp_path, replace(content, stages=(renamed, *content.stages[1:])))
    assert refused(one, two) == ["other.yaml: stages: are not the same as in sample.yaml"]


def test_names_that_published_editions_show_cannot_change(small: Edition, tmp_path: Path) -> None:
    content = small_file()
    first, second, *others = content.stages
    path = write(
        tmp_path,
        replace(
            content,
            system=replace(content.system, title="Renamed", position=7),
            stages=(second, replace(first, title="Aware"), *others),
        ),
    )
    assert refused(path) == [
        'sample.yaml: stage getting-ready: position: is "2" in published editions and cannot change',
        'sample.yaml: stage getting-aware: title: is "Getting Aware" in published editions and cannot change',
        'sample.yaml: stage getting-aware: position: is "1" in published editions and cannot change',
        'sample.yaml: system sample: title: is "Sample" in published editions and cannot change',
        'sample.yaml: system sample: position: is "1" in published editions and cannot change',
    ]


def test_a_new_number_below_the_published_one_is_refused(db: None, tmp_path: Path) -> None:
    load(tmp_path, small_file(number=5))
    assert refused(write(tmp_path, small_file(number=4))) == [
        "sample.yaml: edition: number: 4 is lower than 5, which is published"
    ]


def test_a_new_number_is_refused_while_there_is_a_draft(small: Edition, tmp_path: Path) -> None:
    content_store.start_draft(edition=small)
    assert refused(write(tmp_path, small_file(number=3))) == [
        "sample.yaml: edition: number: 3 is new, but edition 2 is a draft: publish or delete it"
    ]


# Dumping ----------------------------------------------------------------------------------------


def test_dumped_product_content_is_the_same_to_the_byte(
    published: dict[str, Edition], content_files: list[Path], tmp_path: Path
) -> None:
    talent, leadership = tmp_path / "talent_management.yaml", tmp_path / "leadership.yaml"
    assert run("dump_content", "--output", str(tmp_path)) == f"Wrote {talent}\nWrote {leadership}\n"
    assert [path.read_bytes() for path in (talent, leadership)] == [path.read_bytes() for path in content_files]


def test_only_the_systems_asked_for_are_dumped(published: dict[str, Edition], tmp_path: Path) -> None:
    assert run("dump_content", "leadership", "--output", str(tmp_path)) == f"Wrote {tmp_path / 'leadership.yaml'}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["leadership.yaml"]


def test_a_draft_is_dumped_before_what_is_published(small: Edition, tmp_path: Path) -> None:
    load(tmp_path, small_file(wording=OTHER))
    run("dump_content", "--output", str(tmp_path))
    assert files.read(tmp_path / "sample.yaml") == small_file(number=2, wording=OTHER)
    run("dump_content", "--published", "--output", str(tmp_path))
    assert files.read(tmp_path / "sample.yaml") == small_file()


def test_an_unknown_system_is_not_dumped(small: Edition, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^nope\.yaml: system nope: is not known$"):
        run("dump_content", "sample", "nope", "--output", str(tmp_path))
    assert list(tmp_path.glob("nope*")) == []


def test_a_folder_that_is_not_there_is_told(small: Edition, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    with pytest.raises(CommandError) as caught:
        run("dump_content", "--output", str(gone))
    assert str(caught.value) == f"{gone / 'sample.yaml'} cannot be written: No such file or directory."


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=edition_files())
def test_any_content_is_dumped_as_it_was_loaded(content: files.EditionFile, tmp_path: Path) -> None:
    """What hypothesis finds is loaded, dumped, and as another edition loaded and dumped again."""
    with transaction.atomic():
        text = files.dump(content)
        first = load(tmp_path, content)
        assert content_store.dump_edition(first) == text
        second = load(tmp_path, numbered(files.parse(text, "any.yaml"), first.number + 1))
        assert content_store.dump_edition(second) == files.dump(numbered(content, first.number + 1))
        transaction.set_rollback(True)
