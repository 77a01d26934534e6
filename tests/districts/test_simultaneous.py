"""Two people doing at once what only one of them can. Needs a database with row locks, so SQLite runs it in turns."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from districts import services
from districts.choices import Role
from districts.models import Membership, User
from tests.factories import MembershipFactory

PASSWORDS = ("seven lakes and a mill", "nine hills and a river")


def together(*actions):
    """Run the actions at once where the database has row locks, otherwise in turns; return what they raised."""
    at_once = connection.features.has_select_for_update
    barrier = Barrier(len(actions) if at_once else 1)

    def run(action):
        barrier.wait(timeout=10)
        try:
            action()
        except (ValidationError, services.InvitationClosed) as refusal:
            return type(refusal)
        finally:
            if at_once:
                connection.close()

    if not at_once:
        return [run(action) for action in actions]
    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_demote_each_other_leave_one_lead():
    one = MembershipFactory(role=Role.LEAD)
    other = MembershipFactory(role=Role.LEAD, district=one.district)
    refusals = together(
        lambda: services.change_role(membership=other, role=Role.VIEWER),
        lambda: services.change_role(membership=one, role=Role.VIEWER),
    )
    assert sorted(refusals, key=str) == sorted([None, ValidationError], key=str)
    assert Membership.objects.leads().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_remove_each_other_leave_one_lead():
    one = MembershipFactory(role=Role.LEAD)
    other = MembershipFactory(role=Role.LEAD, district=one.district)
    refusals = together(
        lambda: services.remove_member(membership=other), lambda: services.remove_member(membership=one)
    )
    assert sorted(refusals, key=str) == sorted([None, ValidationError], key=str)
    assert Membership.objects.leads().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_uses_of_one_link_set_one_password():
    district = MembershipFactory(role=Role.LEAD).district
    added = services.add_member(district=district, email="noa@example.org", name="Noa", role=Role.MEMBER)
    refusals = together(
        *(lambda word=word: services.accept_invitation(token=added.token, password=word) for word in PASSWORDS)
    )
    assert sorted(refusals, key=str) == sorted([None, services.InvitationClosed], key=str)
    winner = PASSWORDS[refusals.index(None)]
    assert User.objects.get(email="noa@example.org").check_password(winner)


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_add_the_same_person_make_one_membership():
    district = MembershipFactory(role=Role.LEAD).district
    refusals = together(
        *(
            lambda: services.add_member(district=district, email="noa@example.org", name="Noa", role=Role.MEMBER)
            for _ in range(2)
        )
    )
    assert sorted(refusals, key=str) == sorted([None, ValidationError], key=str)
    assert Membership.objects.filter(user__email="noa@example.org").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_member_who_was_removed_in_the_meantime_cannot_be_changed():
    lead = MembershipFactory(role=Role.LEAD)
    member = MembershipFactory(district=lead.district)
    services.remove_member(membership=Membership.objects.get(pk=member.pk))
    with pytest.raises(ValidationError) as refusal:
        services.change_role(membership=member, role=Role.LEAD)
    assert refusal.value.messages == ["This person has left the district in the meantime."]
