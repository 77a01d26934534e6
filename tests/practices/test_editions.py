"""Editions: what is published never changes, whatever way someone tries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from practices import content_store
from practices.choices import EditionStatus
from practices.content import ContentError
from practices.models import (
    Consideration,
    ConsiderationStage,
    Edition,
    EditionContent,
    FocusArea,
    Indicator,
    Practice,
    Stage,
    StageDescription,
)
from practices.querysets import IMMUTABLE

CONTENT_MODELS = [FocusArea, Practice, Indicator, StageDescription, Consideration, ConsiderationStage]


@pytest.fixture(params=CONTENT_MODELS, ids=lambda model: model.__name__)
def row(request: pytest.FixtureRequest, small: Edition) -> EditionContent:
    """A row of a published edition, of every kind in turn."""
    found: EditionContent = request.param.objects.filter(edition=small)[0]
    return found


def refuse(attempt: Callable[[], Any]) -> None:
    with pytest.raises(ValidationError) as caught, transaction.atomic():
        attempt()
    assert caught.value.messages == [IMMUTABLE]


# Rows of a published edition --------------------------------------------------------------------


def test_a_published_row_is_not_saved(row: EditionContent) -> None:
    row.position = 99
    refuse(row.save)
    assert type(row).objects.get(pk=row.pk).position == 10


def test_a_published_row_is_not_deleted(row: EditionContent) -> None:
    refuse(row.delete)
    assert type(row).objects.filter(pk=row.pk).exists()


def test_published_rows_are_not_updated_or_deleted_in_bulk(row: EditionContent) -> None:
    rows = type(row).objects.filter(pk=row.pk)
    refuse(lambda: rows.update(position=99))
    refuse(rows.delete)
    assert rows.get().position == 10


def test_rows_are_not_created_in_bulk_in_a_published_edition(row: EditionContent) -> None:
    row.pk, row.key = None, "another"
    refuse(lambda: type(row).objects.bulk_create([row]))
    assert not type(row).objects.filter(key="another").exists()


def test_rows_are_never_updated_in_bulk(row: EditionContent) -> None:
    with pytest.raises(NotImplementedError, match="row by row"):
        type(row).objects.bulk_update([row], ["position"])


def test_a_new_row_is_not_added_to_a_published_edition(small: Edition) -> None:
    refuse(lambda: FocusArea.objects.create(edition=small, key="new", title="New"))
    refuse(lambda: small.focus_areas.get().practices.create(key="new", code="9", text="New"))


def test_a_published_row_does_not_leave_its_edition(small: Edition) -> None:
    draft = content_store.start_draft(edition=small)
    practice = Practice.objects.get(edition=small)
    practice.focus_area = draft.focus_areas.get()
    refuse(practice.save)
    assert Practice.objects.get(edition=small).pk == practice.pk


def test_a_draft_row_does_not_enter_a_published_edition(small: Edition) -> None:
    draft = content_store.start_draft(edition=small)
    practice = Practice.objects.get(edition=draft)
    practice.focus_area = small.focus_areas.get()
    refuse(practice.save)
    smuggled = Practice(edition=draft, focus_area=small.focus_areas.get(), key="new", code="9", text="New")
    refuse(lambda: Practice.objects.bulk_create([smuggled]))


@pytest.mark.parametrize("name", ["edition", "edition_id", "focus_area", "focus_area_id"])
def test_rows_are_not_moved_in_bulk(small: Edition, name: str) -> None:
    draft = content_store.start_draft(edition=small)
    with pytest.raises(NotImplementedError, match="not moved in bulk"):
        Practice.objects.filter(edition=draft).update(**{name: 1})


def test_rows_of_a_draft_are_changed_and_deleted(small: Edition) -> None:
    draft = content_store.start_draft(edition=small)
    assert Practice.objects.filter(edition=draft).update(text="New wording.") == 1
    assert draft.focus_areas.get().practices.get().text == "New wording."
    indicator = Indicator.objects.get(edition=draft, key="1a")
    indicator.delete()
    assert FocusArea.objects.filter(edition=draft).delete()[1] == {
        "practices.FocusArea": 1,
        "practices.Practice": 1,
        "practices.Indicator": 1,
        "practices.StageDescription": 2,
    }
    assert Indicator.objects.filter(edition=small).count() == 2


def test_a_row_takes_its_edition_from_what_it_belongs_to(small: Edition) -> None:
    draft = content_store.start_draft(edition=small)
    practice = Practice.objects.create(focus_area=draft.focus_areas.get(), key="new", code="2", text="New")
    assert practice.edition == draft


def test_a_stage_that_is_described_is_not_deleted(small: Edition) -> None:
    with pytest.raises(ProtectedError):
        Stage.objects.get(key="getting-aware").delete()


# Published editions -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", 7),
        ("source", "Another"),
        ("introduction", "Another"),
        ("digest", "0" * 64),
        ("published_at", timezone.now()),
        ("status", EditionStatus.DRAFT),
    ],
)
def test_a_published_edition_is_not_saved_with_a_change(small: Edition, field: str, value: object) -> None:
    setattr(small, field, value)
    refuse(small.save)


def test_a_published_edition_is_saved_without_a_change(small: Edition) -> None:
    small.save()
    assert Edition.objects.get().status == EditionStatus.PUBLISHED


def test_a_published_edition_is_retired_but_not_with_other_changes(small: Edition) -> None:
    small.status, small.source = EditionStatus.RETIRED, "Another"
    refuse(small.save)
    small.source = Edition.objects.get().source
    small.save()
    assert Edition.objects.get().status == EditionStatus.RETIRED
    small.status = EditionStatus.PUBLISHED
    refuse(small.save)


def test_a_published_edition_is_not_overwritten_by_its_id(small: Edition) -> None:
    refuse(Edition(pk=small.pk, system=small.system, number=9, source="New", introduction="New").save)


def test_a_published_edition_is_not_deleted(small: Edition) -> None:
    refuse(small.delete)
    refuse(Edition.objects.all().delete)
    small.status = EditionStatus.DRAFT
    refuse(small.delete)
    with pytest.raises(ProtectedError):
        small.system.delete()


def test_editions_are_not_changed_in_bulk(small: Edition) -> None:
    refuse(lambda: Edition.objects.update(source="Another"))
    with pytest.raises(NotImplementedError, match="one by one"):
        Edition.objects.bulk_update([small], ["source"])
    with pytest.raises(NotImplementedError, match="one by one"):
        Edition.objects.bulk_create([small])


def test_a_draft_is_deleted_with_its_rows(small: Edition) -> None:
    content_store.start_draft(edition=small).delete()
    content_store.start_draft(edition=small)
    Edition.objects.drafts().delete()
    assert list(Edition.objects.all()) == [small]
    assert Indicator.objects.count() == 2


# Drafts -----------------------------------------------------------------------------------------


def test_a_draft_says_what_its_edition_says(small: Edition) -> None:
    draft = content_store.start_draft(edition=small)
    assert str(draft) == "Sample, edition 2"
    assert content_store.dump_edition(draft) == content_store.dump_edition(small).replace("number: 1", "number: 2")


def test_a_system_has_one_draft(small: Edition) -> None:
    draft = content_store.start_draft(edition=small)
    with pytest.raises(content_store.DraftExists, match=r"^There is a draft already: edition 2\.$") as caught:
        content_store.start_draft(edition=small)
    assert caught.value.draft == draft
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(system=small.system, number=3)


def test_publishing_a_draft_retires_the_edition_before(small: Edition) -> None:
    draft = content_store.start_draft(edition=small)
    published = content_store.publish(edition=draft)
    small.refresh_from_db()
    assert (published.status, small.status) == (EditionStatus.PUBLISHED, EditionStatus.RETIRED)
    assert len(published.digest) == 64
    assert published.digest != small.digest
    refuse(lambda: content_store.publish(edition=published))
    refuse(lambda: content_store.publish(edition=small))


def test_a_draft_that_is_not_complete_is_not_published(small: Edition) -> None:
    draft = content_store.start_draft(edition=small)
    Practice.objects.filter(edition=draft).update(text=" ")
    StageDescription.objects.filter(edition=draft, key="1a-ready").delete()
    Edition.objects.drafts().update(introduction="")
    with pytest.raises(ContentError) as caught:
        content_store.publish(edition=draft)
    assert str(caught.value).splitlines() == [
        "Sample, edition 2: edition: introduction: there is none",
        "Sample, edition 2: practice p1: text: is empty",
        "Sample, edition 2: indicator 1a: stage_descriptions: there is no text for getting-ready",
    ]
    assert caught.value.problems == content_store.draft_problems(draft)
    assert Edition.objects.published().get() == small
