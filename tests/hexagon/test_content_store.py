"""Loading, dumping, drafting and publishing the Hexagon: nothing published ever changes."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from hexagon import content as files
from hexagon import content_store
from hexagon.models import Component, HexagonEdition, Point, Question
from practices.content import ContentError
from practices.models import Edition
from practices.querysets import IMMUTABLE
from tests.hexagon.factories import HEXAGON_FILE, numbered, product_file, write
from tests.practices.factories import small_file
from tests.practices.factories import write as write_system

OTHER = "Another definition."
ROWS = [Component, Question, Point]


def run(command: str, *args: object) -> str:
    out = StringIO()
    call_command(command, *map(str, args), stdout=out)
    return out.getvalue()


def editions() -> list[tuple[int, str]]:
    return list(HexagonEdition.objects.order_by("number").values_list("number", "status"))


# Loading and dumping ----------------------------------------------------------------------------


def test_the_product_file_is_published_and_loading_it_again_changes_nothing(db: None):
    assert content_store.load(HEXAGON_FILE) == "The Hexagon: edition 1 is new and published."
    before = [list(model.objects.values()) for model in (HexagonEdition, *ROWS)]
    assert content_store.load(HEXAGON_FILE) == "The Hexagon: edition 1 is unchanged."
    assert [list(model.objects.values()) for model in (HexagonEdition, *ROWS)] == before
    assert [len(rows) for rows in before] == [1, 6, 36, 30]


def test_an_edition_has_its_name_and_the_digest_of_its_file(hexagon_edition: HexagonEdition):
    assert str(hexagon_edition) == "The Hexagon, edition 1"
    assert hexagon_edition.digest == sha256(HEXAGON_FILE.read_bytes()).hexdigest()
    assert str(Component.objects.get(key="need")) == "Need"
    assert str(Point.objects.get(key="need-5")) == "Need, 5: Direct match"


def test_what_was_loaded_is_dumped_to_the_byte(hexagon_edition: HexagonEdition, tmp_path: Path):
    assert run("dump_content", "--output", tmp_path) == f"Wrote {tmp_path / 'hexagon.yaml'}\n"
    assert (tmp_path / "hexagon.yaml").read_bytes() == HEXAGON_FILE.read_bytes()
    assert run("dump_content", "hexagon", "--output", tmp_path) == f"Wrote {tmp_path / 'hexagon.yaml'}\n"


def test_without_an_edition_nothing_is_dumped(db: None, tmp_path: Path):
    assert run("dump_content", "--output", tmp_path) == ""
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_dumped_before_what_is_published(hexagon_edition: HexagonEdition, tmp_path: Path):
    content_store.load(write(tmp_path, numbered(1, OTHER)))
    assert files.read(content_store.dump(tmp_path)) == numbered(2, OTHER)
    assert files.read(content_store.dump(tmp_path, drafts=False)) == product_file()


def test_a_file_that_differs_becomes_a_draft(hexagon_edition: HexagonEdition, tmp_path: Path):
    path = write(tmp_path, numbered(1, OTHER))
    start = "The Hexagon: edition 1 is published and stays as it is; the file differs,"
    assert content_store.load(path) == f"{start} so draft 2 was written."
    assert content_store.load(path) == f"{start} draft 2 says the same already."
    assert content_store.load(write(tmp_path, numbered(1, "Again."))) == f"{start} so draft 2 was replaced."
    assert editions() == [(1, "published"), (2, "draft")]
    assert hexagon_edition.components.get(key="evidence").definition == product_file().components[0].definition


def test_a_new_number_is_published_and_retires_the_one_before(hexagon_edition: HexagonEdition, tmp_path: Path):
    assert content_store.load(write(tmp_path, numbered(2))) == "The Hexagon: edition 2 is new and published."
    assert editions() == [(1, "retired"), (2, "published")]


def test_a_number_out_of_order_is_refused(hexagon_edition: HexagonEdition, tmp_path: Path):
    content_store.load(write(tmp_path, numbered(5)))
    with pytest.raises(ContentError) as caught:
        content_store.load(write(tmp_path, numbered(4)))
    assert str(caught.value) == "hexagon.yaml: edition: number: 4 is lower than 5, which is published"
    content_store.start_draft(edition=hexagon_edition)
    with pytest.raises(ContentError) as caught:
        content_store.load(write(tmp_path, numbered(9)))
    assert str(caught.value) == (
        "hexagon.yaml: edition: number: 9 is new, but edition 6 is a draft: publish or delete it"
    )


def test_the_command_tells_a_file_by_what_it_holds(db: None, tmp_path: Path):
    other = tmp_path / "next.yaml"
    other.write_bytes(HEXAGON_FILE.read_bytes())
    assert run("load_content", other) == "The Hexagon: edition 1 is new and published.\n"


def test_one_wrong_file_keeps_all_kinds_out_and_every_problem_is_told(db: None, tmp_path: Path):
    system = write_system(tmp_path, small_file())
    hexagon, perspectives = tmp_path / "hexagon.yaml", tmp_path / "perspectives.yaml"
    hexagon.write_text(files.dump(product_file()).replace("side: program", "side: both", 1), encoding="utf-8")
    perspectives.write_text("perspectives: none\n", encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        run("load_content", perspectives, hexagon, system)
    nothing, wrong_side, *wrong_list = str(caught.value).splitlines()
    assert nothing == "Nothing was loaded."
    assert wrong_side == 'hexagon.yaml: component evidence: side: "both" is not program'
    assert {line.split(":")[0] for line in wrong_list} == {"perspectives.yaml"}
    assert (editions(), list(Edition.objects.all())) == ([], [])


# Drafts and publishing --------------------------------------------------------------------------


def test_a_draft_says_what_the_edition_says_and_is_published(
    hexagon_edition: HexagonEdition, hexagon_draft: HexagonEdition
):
    assert content_store.file_of(hexagon_draft) == numbered(2)
    Component.objects.filter(edition=hexagon_draft, key="evidence").update(definition=OTHER)
    published = content_store.publish(edition=hexagon_draft)
    assert content_store.file_of(published) == numbered(2, OTHER)
    assert published.digest == sha256(files.dump(numbered(2, OTHER)).encode()).hexdigest()
    assert editions() == [(1, "retired"), (2, "published")]
    with pytest.raises(ValidationError):
        content_store.publish(edition=published)


def test_there_is_one_draft_at_a_time(hexagon_edition: HexagonEdition, hexagon_draft: HexagonEdition):
    with pytest.raises(content_store.DraftExists) as caught:
        content_store.start_draft(edition=hexagon_edition)
    assert caught.value.draft == hexagon_draft
    for status in ("draft", "published"):
        with pytest.raises(IntegrityError), transaction.atomic():
            HexagonEdition.objects.create(
                number=9, source="A", introduction="B", status=status, **dates_of(hexagon_edition, status)
            )


def dates_of(edition: HexagonEdition, status: str) -> dict[str, Any]:
    return {} if status == "draft" else {"digest": "x", "published_at": edition.published_at}


def test_an_incomplete_draft_is_not_published(hexagon_draft: HexagonEdition):
    Question.objects.filter(edition=hexagon_draft, key__in=["need-problem", "need-groups", "need-voices"]).delete()
    assert [problem.sentence() for problem in content_store.draft_problems(hexagon_draft)] == [
        "Component need, questions: there are 3, and not 4 to 7."
    ]
    with pytest.raises(ContentError):
        content_store.publish(edition=hexagon_draft)


# What is published never changes ----------------------------------------------------------------


def refuse(attempt: Callable[[], Any]) -> None:
    with pytest.raises(ValidationError) as caught, transaction.atomic():
        attempt()
    assert caught.value.messages == [IMMUTABLE]


@pytest.mark.parametrize("model", ROWS)
def test_a_published_row_refuses_every_change(hexagon_edition: HexagonEdition, model: Any):
    row = model.objects.filter(edition=hexagon_edition)[0]
    row.position = 99
    refuse(row.save)
    refuse(row.delete)
    refuse(lambda: model.objects.filter(pk=row.pk).update(position=99))
    refuse(lambda: model.objects.filter(pk=row.pk).delete())
    row.pk, row.key = None, "another"
    refuse(row.save)
    refuse(lambda: model.objects.bulk_create([row]))
    with pytest.raises(NotImplementedError):
        model.objects.bulk_update([row], ["position"])
    assert content_store.file_of(hexagon_edition) == product_file()


def test_a_published_edition_refuses_every_change(hexagon_edition: HexagonEdition):
    hexagon_edition.source = "Another"
    refuse(hexagon_edition.save)
    refuse(hexagon_edition.delete)
    refuse(lambda: HexagonEdition.objects.update(source="Another"))
    refuse(lambda: HexagonEdition.objects.all().delete())


def test_a_row_of_a_draft_does_not_enter_a_published_edition(
    hexagon_edition: HexagonEdition, hexagon_draft: HexagonEdition
):
    question = Question.objects.get(edition=hexagon_draft, key="need-voices")
    question.component = hexagon_edition.components.get(key="need")
    refuse(question.save)


@pytest.mark.parametrize(
    ("key", "changes"),
    [("need-1", {"value": 6}), ("need-1", {"value": 0}), ("need-1", {"value": 2}), ("need-1", {"key": "need-2"})],
)
def test_the_database_keeps_values_and_keys(hexagon_draft: HexagonEdition, key: str, changes: dict[str, Any]):
    with pytest.raises(IntegrityError), transaction.atomic():
        Point.objects.filter(edition=hexagon_draft, key=key).update(**changes)


def test_the_database_knows_the_sides(hexagon_draft: HexagonEdition):
    with pytest.raises(IntegrityError), transaction.atomic():
        Component.objects.filter(edition=hexagon_draft, key="need").update(side="both")
