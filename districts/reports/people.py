"""Members, buildings, a person's districts, and invitations."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from districts.choices import Role
from districts.models import Building, District, Invitation, Membership, User


@dataclass(frozen=True)
class MemberRow:
    """A line of the list of members."""

    pk: int
    name: str
    email: str
    role: str
    account: str
    link_allowed: bool


@dataclass(frozen=True)
class BuildingRow:
    """A line of the list of buildings."""

    pk: int
    name: str
    nces_id: str
    use: str


@dataclass(frozen=True)
class DistrictRow:
    """One of a person's districts, and their role there."""

    name: str
    url: str
    role: str


def member_rows(district: District) -> tuple[MemberRow, ...]:
    """Return the people of a district in one query."""
    memberships = Membership.objects.for_district(district).with_people().with_elsewhere()
    return tuple(member_row(membership, elsewhere=membership.elsewhere) for membership in memberships)


def member_row(membership: Membership, *, elsewhere: bool) -> MemberRow:
    user = membership.user
    return MemberRow(
        pk=membership.pk,
        name=str(user),
        email=user.email,
        role=Role(membership.role).label,
        account=account_state(user),
        link_allowed=is_ours_to_invite(user, elsewhere=elsewhere),
    )


def account_state(user: User) -> str:
    if not user.is_active:
        return "Deactivated"
    return "No password yet" if user.is_dormant else "Ready"


def is_ours_to_invite(user: User, *, elsewhere: bool) -> bool:
    """Whether a lead may hold a link that sets this account's password.

    Only for an account that nobody has used, that no other district relies on, and that administers nothing: with
    the link a lead could become its person.
    """
    return user.is_active and user.is_dormant and not (elsewhere or user.is_staff or user.is_superuser)


def link_allowed(user: User, district: District) -> bool:
    """Like `is_ours_to_invite`, looking up whether another district relies on the account."""
    elsewhere = Membership.objects.for_user(user).exclude(district=district).exists()
    return is_ours_to_invite(user, elsewhere=elsewhere)


def building_rows(district: District) -> tuple[BuildingRow, ...]:
    """Return the buildings of a district in one query, those in use first."""
    buildings = Building.objects.for_district(district).order_by("-is_active", "name", "pk")
    return tuple(
        BuildingRow(row.pk, row.name, row.nces_id, "In use" if row.is_active else "Out of use") for row in buildings
    )


def my_districts(user: User) -> tuple[DistrictRow, ...]:
    """Return a person's districts by name, in one query."""
    memberships = Membership.objects.for_user(user).select_related("district").order_by("district__name")
    return tuple(
        DistrictRow(
            name=membership.district.name,
            url=membership.district.get_absolute_url(),
            role=Role(membership.role).label,
        )
        for membership in memberships
    )


def digest_of(token: str) -> str:
    """Return what is stored of an invitation's token."""
    return sha256(token.encode()).hexdigest()


def find_invitation(token: str, *, lock: bool = False) -> Invitation | None:
    """Return the invitation of a link, with its person and district, whether or not it still works."""
    invitations = Invitation.objects.select_related("user", "district")
    if lock:
        invitations = invitations.select_for_update(of=("self",))
    return invitations.filter(token_digest=digest_of(token)).first()
