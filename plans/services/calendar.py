"""Secret links to a plan's calendar: asked for, revoked, and found by what their address says."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from districts.models import Membership
from plans.models import CalendarLink, Plan

# A calendar program asks every few minutes; when it last did is kept to the hour.
NOTED_EVERY = timedelta(hours=1)


@transaction.atomic
def issue_calendar_link(*, plan: Plan, membership: Membership, at: datetime | None = None) -> str:
    """Return the token of a new link, which is shown once; the person's earlier link to this plan stops working."""
    now = at or timezone.now()
    revoke_calendar_links(plan=plan, membership=membership, at=now)
    token = secrets.token_urlsafe(32)
    CalendarLink.objects.create(plan=plan, membership=membership, token_digest=_digest(token), created_at=now)
    return token


def revoke_calendar_links(*, plan: Plan, membership: Membership, at: datetime | None = None) -> int:
    """Let the person's links to this plan work no more; return how many did until now."""
    links = CalendarLink.objects.working().filter(plan=plan, membership=membership)
    revoked: int = links.update(revoked_at=at or timezone.now())
    return revoked


def find_calendar_link(token: str, *, at: datetime | None = None) -> CalendarLink | None:
    """Return the working link with this token, its plan and district with it, and note that it was read."""
    links = CalendarLink.objects.working().select_related("plan__district")
    link: CalendarLink | None = links.filter(token_digest=_digest(token)).first()
    now = at or timezone.now()
    if link is not None and (link.read_at is None or link.read_at < now - NOTED_EVERY):
        CalendarLink.objects.filter(pk=link.pk).update(read_at=now)
    return link


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
