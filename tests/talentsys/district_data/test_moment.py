"""Many queries see one moment, and nobody is kept from writing longer than that."""

from __future__ import annotations

import pytest
from django.db import connection

from districts.models import District
from talentsys.district_data.moment import at_one_moment
from tests.factories import DistrictFactory


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_it_is_one_of_its_own_and_ends_also_with_an_error():
    DistrictFactory(name="First")
    with at_one_moment():
        assert list(District.objects.values_list("name", flat=True)) == ["First"]
    with pytest.raises(ZeroDivisionError), at_one_moment():
        raise ZeroDivisionError
    assert not connection.in_atomic_block
    DistrictFactory(name="Second", slug="second")
    assert sorted(District.objects.values_list("name", flat=True)) == ["First", "Second"]


@pytest.mark.django_db
def test_within_a_transaction_it_changes_nothing():
    with at_one_moment():
        DistrictFactory(name="First")
    assert District.objects.get().name == "First"
