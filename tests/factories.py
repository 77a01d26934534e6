"""People and places for tests. Each app adds factories of its own in tests/<area>/factories.py."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from districts.choices import Role
from districts.models import District, Membership, User

PASSWORD = "correct horse battery"


class UserFactory(DjangoModelFactory[User]):
    """A person with PASSWORD as password."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        kwargs.setdefault("password", PASSWORD)
        return model_class.objects.create_user(*args, **kwargs)


class DistrictFactory(DjangoModelFactory[District]):
    """A district in Michigan."""

    class Meta:
        model = District

    name = factory.Sequence(lambda n: f"District {n}")
    slug = factory.Sequence(lambda n: f"district-{n}")
    state = "MI"


class MembershipFactory(DjangoModelFactory[Membership]):
    """A member of a district; pass `role`, `user` or `district` for another."""

    class Meta:
        model = Membership

    district = factory.SubFactory(DistrictFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.MEMBER
