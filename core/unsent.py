"""A form that was sent after its session had ended: kept until the same person has signed in again.

The form carries who it was made for, signed, in a field named OWNER. So nothing is kept for strangers, and what one
person typed is never shown to, or saved as, another.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest, QueryDict

OWNER = "owner"
_KEY, _SALT, _DAYS = "unsent", "core.unsent", 14


def owner_of(user: AbstractBaseUser) -> str:
    """Return the value of the OWNER field in a form that is made for `user`."""
    return signing.dumps(user.pk, salt=_SALT)


def keep_unsent(request: HttpRequest) -> None:
    """Keep a form that somebody sent without being signed in, if it was made here for anybody."""
    try:
        owner = signing.loads(request.POST.get(OWNER, ""), salt=_SALT, max_age=_DAYS * 86400)
    except signing.BadSignature:
        return
    request.session[_KEY] = {"owner": owner, "path": request.path, "fields": request.POST.urlencode()}


def has_unsent(request: HttpRequest) -> bool:
    """Whether something was kept for this person and address."""
    kept = request.session.get(_KEY, {})
    return (kept.get("path"), kept.get("owner")) == (request.path, request.user.pk)


def take_unsent(request: HttpRequest) -> QueryDict | None:
    """Return what was kept for this person and address, once; what was kept for anybody else is dropped."""
    kept = request.session.get(_KEY)
    if kept is None or kept["path"] != request.path:
        return None
    del request.session[_KEY]
    return QueryDict(kept["fields"]) if kept["owner"] == request.user.pk else None
