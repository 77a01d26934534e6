"""Meetings of the team about its plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import User
from plans.models import Meeting, Plan
from plans.services.keeping import change, fill, hold_open, hold_row, linked_keys, refuse_strangers, said_in

KEPT = "Something was decided at it, follows from it, or was said about it, so it stays."


@dataclass(frozen=True, kw_only=True)
class MeetingDescription:
    """What a team says of a meeting; `others` are names of people without an account, one a line."""

    title: str
    on: date
    agenda: str = ""
    present: Sequence[User] = ()
    others: str = ""
    decisions: str = ""


@transaction.atomic
def add_meeting(plan: Plan, *, described: MeetingDescription, by: User, at: datetime | None = None) -> Meeting:
    """Add a meeting to an open plan. Raises ValidationError where somebody present is not of the district."""
    current = hold_open(plan)
    refuse_strangers(current, described.present, field="present")
    meeting = Meeting(plan=current)
    said = said_in(described)
    present = said.pop("present")
    fill(meeting, said, linked={"present": present}, by=by, at=at)
    return meeting


@transaction.atomic
def describe_meeting(
    meeting: Meeting, *, described: MeetingDescription, version: int | None, by: User, at: datetime | None = None
) -> bool:
    """Describe a meeting anew, and say whether that changed anything. Raises StaleVersion and ValidationError."""
    current = hold_row(meeting)
    said = said_in(described)
    present = said.pop("present")
    # Somebody who has left since was there all the same.
    refuse_strangers(current.plan, present, known=linked_keys(current, "present"), field="present")
    return change(current, said, linked={"present": present}, version=version, by=by, at=at)


@transaction.atomic
def remove_meeting(meeting: Meeting) -> None:
    """Take a meeting away that was added by mistake, or never held. Raises ValidationError once anything came of it."""
    current = hold_row(meeting)
    if not is_without_result(current):
        raise ValidationError(KEPT, code="kept")
    current.delete()


def is_without_result(meeting: Meeting) -> bool:
    """Whether nothing was decided at a meeting, nothing follows from it, and nobody said anything about it."""
    return not meeting.decisions.strip() and meeting.thread_id is None and not meeting.follow_ups.exists()
