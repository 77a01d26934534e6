"""Starting a team, writing its charter, and saying who is on it. Only one person at a time does so in a district."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from core.saving import StaleVersion
from districts.models import District, Membership, Perspective, Team, TeamMember, User
from districts.reports import is_untouched, merge_charter
from districts.services.people import lock

NAME_TAKEN = "The district has a team of this name."
KEPT = "Somebody has written in its charter or been on it, or other work names it, so it is kept. Put it out of use."
GONE = "This person has left the district in the meantime."
ON_TEAM = "This person is on the team already."
NAMED_TWICE = "Somebody of this name is on the team already. If this is somebody else, add what tells them apart."


@dataclass(frozen=True, kw_only=True)
class Charter:
    """A team's name and the texts of its charter."""

    name: str
    functions: str = ""
    expectations: str = ""
    connections: str = ""
    rhythm: str = ""
    norms: str = ""
    protocols: str = ""


@dataclass(frozen=True, kw_only=True)
class OnTeam:
    """Who is on a team, and as what: somebody of the district, or a name alone."""

    membership: Membership | None = None
    name: str = ""
    role: str = ""
    perspective: Perspective | None = None


# Teams --------------------------------------------------------------------------------------------


@transaction.atomic
def start_team(*, district: District, name: str, by: User, at: datetime | None = None) -> Team:
    """Start a team whose charter is yet to be written. Raises ValidationError for a name that is taken."""
    lock(district)
    team = Team(district=district, name=" ".join(name.split()))
    _refuse_taken(team)
    _save(team, by, at)
    return team


@transaction.atomic
def describe_charter(
    team: Team, *, charter: Charter, version: int | None, by: User, at: datetime | None = None
) -> bool:
    """Save the texts that a person changed from the version that they read, and say whether there were any.

    Raises StaleVersion where somebody else changed one of them meanwhile, and saves none then; ValidationError by
    field for a name that is taken.
    """
    current = _hold(team)
    typed = asdict(charter) | {"name": " ".join(charter.name.split())}
    merge = merge_charter(current, typed, version)
    if merge.theirs:
        raise StaleVersion(current)
    if not merge.mine:
        return False
    for key, text in merge.mine.items():
        setattr(current, key, text)
    _refuse_taken(current)
    current.version += 1
    _save(current, by, at)
    return True


def put_out_of_use(team: Team, *, by: User) -> None:
    """Say that a team has ended its work. Its charter stays, and can be read."""
    _set_use(team, is_active=False, by=by)


def put_team_back(team: Team, *, by: User) -> None:
    """Take a team up again."""
    _set_use(team, is_active=True, by=by)


@transaction.atomic
def _set_use(team: Team, *, is_active: bool, by: User) -> None:
    current = _hold(team)
    if current.is_active != is_active:
        current.is_active = is_active
        current.version += 1
        _save(current, by)


@transaction.atomic
def delete_team(team: Team) -> None:
    """Delete a team that nobody has touched. Raises ValidationError for any other."""
    current = _hold(team)
    try:
        if not is_untouched(current):
            raise ValidationError(KEPT, code="kept")
        current.delete()
    except (ProtectedError, RestrictedError) as error:
        raise ValidationError(KEPT, code="kept") from error


def _hold(team: Team) -> Team:
    """Return the team as it is now, with nobody else changing the district's people or teams until the commit."""
    lock(team.district)
    held: Team = Team.objects.select_related("district").get(pk=team.pk)
    return held


def _refuse_taken(team: Team) -> None:
    others = Team.objects.for_district(team.district).exclude(pk=team.pk)
    if others.filter(name__iexact=team.name).exists():
        raise ValidationError({"name": NAME_TAKEN})


def _save(team: Team, by: User, at: datetime | None = None) -> None:
    team.changed_at, team.changed_by = at or timezone.now(), by
    team._history_user, team._history_date = by, team.changed_at
    team.save()


# Members ------------------------------------------------------------------------------------------


@transaction.atomic
def seat_member(team: Team, *, who: OnTeam, by: User, at: datetime | None = None) -> TeamMember:
    """Put somebody on a team, last in its order. Raises ValidationError by field where that cannot be."""
    current = _hold(team)
    member = TeamMember(team=current, position=TeamMember.objects.for_team(current).next_position())
    _describe(member, who)
    _save_member(member, by, at)
    return member


@transaction.atomic
def change_team_member(team: Team, *, pk: int, who: OnTeam, version: int | None, by: User) -> bool:
    """Say anew who somebody on a team is, and whether that changed anything.

    Raises TeamMember.DoesNotExist, StaleVersion, and ValidationError by field.
    """
    current = _hold(team)
    member = TeamMember.objects.for_team(current).with_people().get(pk=pk)
    before = _as_stored(member)
    read_version = member.version
    _describe(member, who)
    if _as_stored(member) == before:
        return False
    if version != read_version:
        raise StaleVersion(TeamMember.objects.with_people().get(pk=pk))
    member.version += 1
    _save_member(member, by)
    return True


@transaction.atomic
def move_team_member(team: Team, *, pk: int, up: bool, by: User) -> TeamMember:
    """Move somebody one place up or down the list; the first stays first and the last last.

    Raises TeamMember.DoesNotExist.
    """
    rows = list(TeamMember.objects.for_team(_hold(team)).with_people())
    place = next((number for number, row in enumerate(rows) if row.pk == pk), None)
    if place is None:
        raise TeamMember.DoesNotExist
    moved: TeamMember = rows.pop(place)
    rows.insert(max(0, place - 1) if up else place + 1, moved)
    _number(rows, by)
    return moved


@transaction.atomic
def unseat_member(team: Team, *, pk: int, by: User) -> TeamMember:
    """Take somebody off a team; the history keeps that they were on it. Raises TeamMember.DoesNotExist."""
    member: TeamMember = TeamMember.objects.for_team(_hold(team)).with_people().get(pk=pk)
    member._history_user, member._history_date = by, timezone.now()
    member.delete()
    return member


def _number(rows: Sequence[TeamMember], by: User) -> None:
    """Give each row its place in the order, and save those for which it is another."""
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            _save_member(row, by)


def _describe(member: TeamMember, who: OnTeam) -> None:
    """Put what is said of somebody on their row. Raises ValidationError by field."""
    others = TeamMember.objects.for_team(member.team).exclude(pk=member.pk)
    member.membership = _membership(member.team, who)
    member.name = str(member.membership.user)[:120] if member.membership else " ".join(who.name.split())
    member.role, member.perspective = who.role, who.perspective
    if not member.name:
        raise ValidationError({"name": "Choose somebody of the district, or type a name."})
    if member.membership and others.filter(membership=member.membership).exists():
        raise ValidationError({"membership": ON_TEAM})
    if not member.membership and others.filter(name__iexact=member.name).exists():
        raise ValidationError({"name": NAMED_TWICE})


def _membership(team: Team, who: OnTeam) -> Membership | None:
    if who.membership is None:
        return None
    people = Membership.objects.for_district(team.district).select_related("user")
    found: Membership | None = people.filter(pk=who.membership.pk).first()
    if found is None:
        raise ValidationError({"membership": GONE})
    return found


def _as_stored(member: TeamMember) -> tuple[object, ...]:
    return member.membership_id, member.name, member.role, member.perspective_id


def _save_member(member: TeamMember, by: User, at: datetime | None = None) -> None:
    member._history_user, member._history_date = by, at or timezone.now()
    member.save()
