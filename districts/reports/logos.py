"""The logo of a district, with its bytes or without."""

from __future__ import annotations

from dataclasses import dataclass

from core.links import address
from core.rendering.pictures import Picture
from districts.models import District, DistrictLogo


@dataclass(frozen=True)
class ShownLogo:
    """What a page says of a logo: its address, its sides in pixels, and its words for those who do not see it."""

    url: str
    width: int
    height: int
    words: str


def logo_of(district: District) -> Picture | None:
    """Return the district's logo, or None where it has none, in one query."""
    found = DistrictLogo.objects.filter(district=district).first()
    if found is None:
        return None
    return Picture(bytes(found.content), found.media_type, found.width, found.height)


def logo_words(district: District) -> str:
    """Return what stands for the logo where nobody sees it."""
    return f"Logo of {district}"


def shown_logo(district: District) -> ShownLogo | None:
    """Return what a page says of the logo, without loading its bytes, or None, in one query."""
    found = DistrictLogo.objects.filter(district=district).values_list("sha256", "width", "height").first()
    if found is None:
        return None
    sha256, width, height = found
    url = f"{address('districts:district_logo', district.slug)}?{sha256[:12]}"  # Another picture, another address.
    return ShownLogo(url, width, height, logo_words(district))


def logo_digest(district: District) -> str | None:
    """Return the SHA-256 of the logo, without loading its bytes, or None where there is none."""
    return DistrictLogo.objects.filter(district=district).values_list("sha256", flat=True).first()
