"""People: users, who belongs where, invitations, and what people speak for."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from simple_history.models import HistoricalRecords

from districts.choices import Role
from districts.models.places import District
from districts.querysets import InvitationQuerySet, MembershipQuerySet, PerspectiveQuerySet


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address, which is always kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """One account per person; the e-mail address is the user name."""

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField("active", default=True)
    is_staff = models.BooleanField(
        "content administrator", default=False, help_text="May edit practice content. Sees no district's data by it."
    )
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    @property
    def is_dormant(self) -> bool:
        """Nobody has ever set a password for this account, or signed in with it."""
        return self.last_login is None and not self.has_usable_password()


class Membership(models.Model):
    """A person's role in a district; the only thing that opens a district's data to anyone."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()
    is_alone: bool  # What `MembershipQuerySet.with_alone` adds.

    class Meta:
        ordering = ["district", "user"]
        constraints = [
            models.UniqueConstraint(fields=["district", "user"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()} of {self.district}"


class Invitation(models.Model):
    """A single-use, expiring link with which a new person sets a password. Only the token's SHA-256 is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"Invitation of {self.user} to {self.district}"

    @property
    def is_open(self) -> bool:
        """The link still works: in time, not used, and its account still waits for a first password."""
        in_time = self.used_at is None and self.expires_at > timezone.now()
        return in_time and self.user.is_active and self.user.is_dormant


class Perspective(models.Model):
    """What a rater speaks for, such as "Teacher". It is content: the same list for every district."""

    key = models.SlugField(unique=True, help_text="Stable name in files. It never changes.")
    title = models.CharField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(
        "offered to new raters", default=True, help_text="Raters who have brought it keep it either way."
    )

    objects = PerspectiveQuerySet.as_manager()

    class Meta:
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.title
