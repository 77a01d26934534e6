"""The life of editions of any kind: drafted from a file or another edition, checked, published, retired."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from practices.choices import EditionStatus
from practices.content import ContentError, EditionEntry, FileFormat, Problem, plain
from practices.models import BaseEdition
from practices.querysets import IMMUTABLE, EditionQuerySet


class HoldsEdition(Protocol):
    """A content file as a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def edition(self) -> EditionEntry: ...


EditionT = TypeVar("EditionT", bound=BaseEdition)
FileT = TypeVar("FileT", bound=HoldsEdition)


class DraftExists(Exception):
    """There is one draft at a time; `draft` is the one there is."""

    def __init__(self, draft: BaseEdition) -> None:
        self.draft = draft
        super().__init__(f"There is a draft already: edition {draft.number}.")


class EditionSeries(ABC, Generic[EditionT, FileT]):
    """The editions of one thing that content describes: at most one draft, at most one published."""

    format: FileFormat[FileT]

    @abstractmethod
    def editions(self) -> EditionQuerySet: ...

    @abstractmethod
    def lock(self) -> None:
        """Hold other changes of these editions until the transaction ends."""

    @abstractmethod
    def new_edition(self) -> EditionT:
        """Return an edition of this series that is not stored yet."""

    @abstractmethod
    def file_of(self, edition: EditionT) -> FileT:
        """Return the edition as a file holds it. A draft may lack what a file must have."""

    @abstractmethod
    def write_rows(self, edition: EditionT, content: FileT) -> None:
        """Give a draft the rows of a file, in place of those that it has."""

    # Drafts and publishing ------------------------------------------------------------------------

    @transaction.atomic
    def start_draft(self, edition: EditionT) -> EditionT:
        """Return a new draft with everything that the edition says; raises DraftExists."""
        self.lock()
        if draft := self.editions().drafts().first():
            raise DraftExists(draft)
        return self.create_draft(self.next_number(), self.file_of(edition))

    @transaction.atomic
    def publish(self, edition: EditionT) -> EditionT:
        """Publish a draft and retire what was published; raises ContentError while the draft is not complete."""
        self.lock()
        draft: EditionT = self.editions().get(pk=edition.pk)
        if not draft.is_draft:
            raise ValidationError(IMMUTABLE)
        text = self.format.dump(self._complete_file_of(draft))
        for published in self.editions().published():
            published.status = EditionStatus.RETIRED
            published.save()
        draft.status = EditionStatus.PUBLISHED
        draft.published_at = timezone.now()
        draft.digest = hashlib.sha256(text.encode()).hexdigest()
        draft.save()
        return draft

    def problems(self, draft: EditionT) -> tuple[Problem, ...]:
        """Return what keeps a draft from being published."""
        try:
            self._complete_file_of(draft)
        except ContentError as error:
            return error.problems
        return ()

    def _complete_file_of(self, edition: EditionT) -> FileT:
        return self.format.check(plain(self.file_of(edition)), str(edition))

    def next_number(self) -> int:
        highest: int | None = self.editions().aggregate(highest=Max("number"))["highest"]
        return (highest or 0) + 1

    def create_draft(self, number: int, content: FileT) -> EditionT:
        draft = self.new_edition()
        draft.number = number
        self._write(draft, content)
        return draft

    def _write(self, draft: EditionT, content: FileT) -> None:
        """Make a draft say what the file says."""
        draft.source = content.edition.source
        draft.introduction = "\n\n".join(content.edition.introduction)
        draft.save()
        self.write_rows(draft, content)

    # Files ----------------------------------------------------------------------------------------

    def to_dump(self, *, drafts: bool) -> EditionT | None:
        """Return the draft where there is one and it is wanted, else what is published."""
        draft: EditionT | None = self.editions().drafts().first() if drafts else None
        return draft or self.editions().published().first()

    def number_problems(self, file: str, content: FileT) -> Iterator[Problem]:
        """Yield why an edition number that is new cannot be published."""
        number = content.edition.number
        if self.editions().filter(number=number).exists():
            return
        if published := self.editions().published().filter(number__gt=number).first():
            message = f"{number} is lower than {published.number}, which is published"
            yield Problem(file, "edition", "", "number", message)
        if draft := self.editions().drafts().first():
            message = f"{number} is new, but edition {draft.number} is a draft: publish or delete it"
            yield Problem(file, "edition", "", "number", message)

    def load(self, content: FileT) -> str:
        """Bring a file into the database and return what happened, as the rest of a sentence."""
        number = content.edition.number
        edition: EditionT | None = self.editions().filter(number=number).first()
        if edition is None:
            self.publish(self.create_draft(number, content))
            return f"edition {number} is new and published."
        if self.file_of(edition) == content:
            return f"edition {number} is unchanged."
        changed = "is a draft" if edition.is_draft else f"is {edition.status} and stays as it is; the file differs"
        return f"edition {number} {changed}, {self._load_into_draft(content)}"

    def _load_into_draft(self, content: FileT) -> str:
        """Make the draft say what the file says."""
        draft: EditionT | None = self.editions().drafts().first()
        if draft is None:
            draft = self.create_draft(self.next_number(), content)
            return f"so draft {draft.number} was written."
        if self.file_of(draft) == replace(content, edition=replace(content.edition, number=draft.number)):
            return f"draft {draft.number} says the same already."
        self._write(draft, content)
        return f"so draft {draft.number} was replaced."
