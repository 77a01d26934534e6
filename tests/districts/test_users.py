"""Accounts and districts as rows: what the database itself refuses, and how accounts are found."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from districts.adapters import AccountAdapter
from districts.models import Invitation, User
from districts.services import add_member
from tests.factories import DistrictFactory, UserFactory


def test_an_operator_is_made_on_the_command_line(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "seven lakes and a mill")
    call_command("createsuperuser", email="Operator@Example.org", interactive=False, verbosity=0)
    operator = User.objects.get_by_natural_key(" OPERATOR@example.org ")
    assert (operator.email, operator.is_staff, operator.is_superuser) == ("operator@example.org", True, True)
    assert operator.check_password("seven lakes and a mill")


def test_an_address_in_capitals_cannot_be_stored(db):
    with pytest.raises(IntegrityError):
        User.objects.create(email="Lead@example.org")


def test_a_time_zone_that_no_page_could_use_cannot_be_stored(db):
    with pytest.raises(IntegrityError):
        DistrictFactory(time_zone="Mars/Olympus")


def test_somebody_without_a_name_goes_by_the_address(db):
    person = UserFactory(email="noa@example.org", name="")
    assert (str(person), person.get_full_name()) == ("noa@example.org", "noa@example.org")


def test_an_invitation_names_its_person_and_district(db):
    add_member(district=DistrictFactory(name="Lakeview"), email="noa@example.org", name="Noa Reed", role="coach")
    assert str(Invitation.objects.get()) == "Invitation of Noa Reed to Lakeview"


def test_nobody_signs_up(rf):
    assert AccountAdapter().is_open_for_signup(rf.get("/")) is False
