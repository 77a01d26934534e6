"""Districts, their members, invitations and accounts."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from districts.choices import Role, time_zone_of
from districts.models import District, Invitation, Membership, TeamMember, User
from districts.reports import digest_of, find_invitation, link_allowed

logger = logging.getLogger(__name__)

ACCOUNT_EXISTS = (
    "An account with this address exists already. It was set up elsewhere, and whoever set it up there may have "
    "chosen its password. Ask the person whether the account is theirs. If it is not, ask the operator of this site."
)
LAST_LEAD = "A district needs a lead. Make somebody else a lead first."


class InvitationClosed(Exception):
    """The link has been used, replaced or revoked, or its time is over."""


@dataclass(frozen=True)
class Added:
    """A new member, and the token of their link where they have to set a password."""

    membership: Membership
    token: str | None


# Districts --------------------------------------------------------------------------------------


@transaction.atomic
def create_district(
    *,
    name: str,
    lead_email: str,
    lead_name: str = "",
    state: str = "",
    time_zone: str = "",
    nces_id: str = "",
    slug: str = "",
) -> Added:
    """Make a district and its first lead, in the time zone of its state where none is given.

    Raises ValidationError by field, `lead` for the address.
    """
    zone = time_zone or time_zone_of(state)
    district = District(name=name, slug=slug or free_slug(name), state=state, nces_id=nces_id, time_zone=zone)
    district.full_clean()
    try:
        validate_email(lead_email)
    except ValidationError as error:
        raise ValidationError({"lead": error.messages}) from error
    district.save()
    return add_member(district=district, email=lead_email, name=lead_name, role=Role.LEAD, as_operator=True)


def free_slug(name: str) -> str:
    """Return a slug for a district's name that no other district has."""
    slug = base = slugify(name)[:50] or "district"
    number = 1
    while District.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


# Members ----------------------------------------------------------------------------------------


@transaction.atomic
def add_member(
    *,
    district: District,
    email: str,
    name: str,
    role: str,
    added_by: User | None = None,
    confirmed: bool = False,
    as_operator: bool = False,
) -> Added:
    """Add a person to a district, making their account where they have none.

    An account that is in use, or that another district relies on, joins with the password it has, once `confirmed`;
    links to it that somebody may still hold stop working. Raises ValidationError, with the code `account_exists`
    where it waits for the confirmation.
    """
    lock(district)
    user, _ = User.objects.get_or_create(
        email=email.strip().lower(), defaults={"name": name.strip(), "password": make_password(None)}
    )
    refuse_unfit(user, district)
    ours = user.is_dormant if as_operator else link_allowed(user, district)
    if not (ours or confirmed or as_operator):
        raise ValidationError(ACCOUNT_EXISTS, code="account_exists")
    membership = Membership.objects.create(district=district, user=user, role=role)
    revoke_invitations(user=user)
    token = new_invitation(user=user, district=district, invited_by=added_by) if ours else None
    return Added(membership, token)


def refuse_unfit(user: User, district: District) -> None:
    if not user.is_active:
        raise ValidationError("This account is deactivated. Ask the operator of this site.", code="inactive")
    if Membership.objects.for_district(district).for_user(user).exists():
        raise ValidationError("This person is in the district already.", code="member")


@transaction.atomic
def change_role(*, membership: Membership, role: str) -> Membership:
    """Give a member another role. Raises ValidationError for the last lead."""
    current = lock_member(membership, keeps_lead=role == Role.LEAD)
    if current.role != role:
        current.role = role
        current.save()
    return current


@transaction.atomic
def remove_member(*, membership: Membership) -> None:
    """Take a person out of a district, with the links they got from it. Raises ValidationError for the last lead.

    Teams that the person is on keep the name.
    """
    current = lock_member(membership, keeps_lead=False)
    for seat in TeamMember.objects.filter(membership=current):
        seat.name, seat.membership, seat.version = str(current.user)[:120], None, seat.version + 1
        seat.save()
    Invitation.objects.for_user(current.user).filter(district=current.district).unused().update(
        expires_at=timezone.now()
    )
    current.delete()


def lock_member(membership: Membership, *, keeps_lead: bool) -> Membership:
    """Return the membership as it is now, with nobody else changing the district's members until the commit."""
    lock(membership.district)
    current: Membership | None = Membership.objects.select_related("user", "district").filter(pk=membership.pk).first()
    if current is None:
        raise ValidationError("This person has left the district in the meantime.", code="gone")
    if not keeps_lead and is_last_lead(current):
        raise ValidationError(LAST_LEAD, code="last_lead")
    return current


def is_last_lead(membership: Membership) -> bool:
    """Whether the district would have no lead without this one."""
    others = Membership.objects.for_district(membership.district).leads().exclude(pk=membership.pk)
    return membership.role == Role.LEAD and not others.exists()


def lock(district: District) -> None:
    District.objects.select_for_update().only("pk").get(pk=district.pk)


# Invitations ------------------------------------------------------------------------------------


@transaction.atomic
def issue_invitation(
    *, user: User, district: District, invited_by: User | None = None, as_operator: bool = False
) -> str:
    """Return the token of a new link; older ones stop working. Raises ValidationError where a lead may hold none."""
    lock(district)
    allowed = user.is_active and user.is_dormant if as_operator else link_allowed(user, district)
    if not allowed:
        raise ValidationError("This account has a password or is not this district's alone.", code="not_ours")
    revoke_invitations(user=user)
    return new_invitation(user=user, district=district, invited_by=invited_by)


def new_invitation(*, user: User, district: District, invited_by: User | None) -> str:
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        user=user,
        district=district,
        invited_by=invited_by,
        token_digest=digest_of(token),
        expires_at=timezone.now() + timedelta(days=settings.INVITATION_DAYS),
    )
    return token


def revoke_invitations(*, user: User) -> None:
    """End the time of every unused link to an account."""
    Invitation.objects.for_user(user).unused().update(expires_at=timezone.now())


def mail_invitation(*, user: User, district: District, url: str) -> bool:
    """Mail a link to its person and tell whether that worked; the link is shown in any case."""
    if not settings.MAIL_IS_SET_UP:
        return False
    context = {"user": user, "district": district, "url": url, "days": settings.INVITATION_DAYS}
    body = render_to_string("districts/email/invitation.txt", context)
    try:
        send_mail(f"Your account for {district}", body, None, [user.email])
    except (SMTPException, OSError):
        logger.exception("An invitation could not be mailed.")
        return False
    return True


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> Invitation:
    """Set the account's first password and use the link up. Raises InvitationClosed where it works no more."""
    invitation = find_invitation(token, lock=True)
    if invitation is None or not invitation.is_open:
        raise InvitationClosed
    invitation.user.set_password(password)
    invitation.user.save(update_fields=["password"])
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    return invitation


# Accounts ---------------------------------------------------------------------------------------


@transaction.atomic
def change_email(*, user: User, email: str) -> None:
    """Give an account another address; the old one neither signs in nor gets mail about it any more."""
    user.email = email.strip().lower()
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    revoke_invitations(user=user)
