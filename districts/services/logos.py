"""The logo of a district: handing it in, and taking it away."""

from __future__ import annotations

from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from core.rendering.pictures import Picture
from districts.models import District, DistrictLogo, User
from districts.services.people import lock


@transaction.atomic
def set_logo(district: District, *, picture: Picture, by: User) -> DistrictLogo:
    """Give a district its logo, in place of the one that it may have."""
    lock(district)
    values = {
        "content": picture.content,
        "media_type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "sha256": sha256(picture.content).hexdigest(),
        "changed_at": timezone.now(),
        "changed_by": by,
    }
    logo, _ = DistrictLogo.objects.update_or_create(district=district, defaults=values)
    return logo


def remove_logo(district: District) -> bool:
    """Take a district's logo away, and say whether there was one."""
    count, _ = DistrictLogo.objects.filter(district=district).delete()
    return count > 0
