"""The life of an edition: drafted from a published one, checked, published, retired."""

from __future__ import annotations

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from practices import content as files
from practices.choices import EditionStatus
from practices.content import ContentError, Problem
from practices.content_store.rows import file_of, write_rows
from practices.models import Edition, System
from practices.querysets import IMMUTABLE


class DraftExists(Exception):
    """A system has one draft at a time; `draft` is the one there is."""

    def __init__(self, draft: Edition) -> None:
        self.draft = draft
        super().__init__(f"There is a draft already: edition {draft.number}.")


@transaction.atomic
def start_draft(*, edition: Edition) -> Edition:
    """Return a new draft with everything that the edition says; raises DraftExists."""
    system = lock_system(edition)
    if draft := system.editions.drafts().first():
        raise DraftExists(draft)
    return create_draft(system, next_number(system), file_of(edition))


@transaction.atomic
def publish(*, edition: Edition) -> Edition:
    """Publish a draft and retire what was published; raises ContentError while the draft is not complete."""
    system = lock_system(edition)
    draft = Edition.objects.get(pk=edition.pk)
    if not draft.is_draft:
        raise ValidationError(IMMUTABLE)
    text = files.dump(_complete_file_of(draft))
    for published in system.editions.published():
        published.status = EditionStatus.RETIRED
        published.save()
    draft.status = EditionStatus.PUBLISHED
    draft.published_at = timezone.now()
    draft.digest = hashlib.sha256(text.encode()).hexdigest()
    draft.save()
    return draft


def draft_problems(edition: Edition) -> tuple[Problem, ...]:
    """Return what keeps a draft from being published."""
    try:
        _complete_file_of(edition)
    except ContentError as error:
        return error.problems
    return ()


def _complete_file_of(edition: Edition) -> files.EditionFile:
    content = file_of(edition)
    return files.check(files.plain(content), f"{content.system.title}, edition {content.edition.number}")


def lock_system(edition: Edition) -> System:
    """Return the edition's system, locked until the transaction ends: one change of its editions at a time."""
    return System.objects.select_for_update().get(pk=edition.system_id)


def next_number(system: System) -> int:
    highest: int | None = system.editions.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def create_draft(system: System, number: int, content: files.EditionFile) -> Edition:
    draft: Edition = system.editions.create(number=number, source=content.edition.source)
    write_rows(draft, content)
    return draft
