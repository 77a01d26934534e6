"""Who may do what in a district. Predicates take a Membership, or None for somebody from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from districts.choices import Role

if TYPE_CHECKING:
    from districts.models import Membership


@rules.predicate
def is_insider(membership: Membership | None) -> bool:
    """Any role in the district."""
    return membership is not None


def has_role(role: Role) -> rules.Predicate:
    """Return the predicate that a membership has exactly `role`."""

    @rules.predicate(f"is_{role}")
    def predicate(membership: Membership | None) -> bool:
        return membership is not None and membership.role == role

    return predicate


is_lead = has_role(Role.LEAD)
is_member = has_role(Role.MEMBER)

can_read = is_insider
can_manage_district = is_lead
can_lead_teams = is_lead
