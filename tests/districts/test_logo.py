"""The district's logo: who hands it in, who sees it, and what is refused."""

from __future__ import annotations

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.rendering.pictures import DAMAGED, MORE, NEITHER, reencoded
from districts.choices import Role
from districts.models import DistrictLogo
from districts.reports import logo_of
from districts.services import remove_logo, set_logo
from tests.core.picture_samples import declared, drawn
from tests.districts.team_samples import said

SETTINGS = "/districts/lakeview/settings/"
CHANGE, REMOVE, LOGO = f"{SETTINGS}logo/", f"{SETTINGS}logo/remove/", "/districts/lakeview/logo/"


def file(content: bytes, name: str = "logo.png") -> dict[str, SimpleUploadedFile]:
    return {"logo": SimpleUploadedFile(name, content)}


def test_a_lead_hands_in_a_logo_and_sees_it_in_the_settings(leading, lead, district):
    page = leading.get(SETTINGS).text
    assert ("The district has no logo here yet." in page, "Remove the logo" in page) == (True, False)
    response = leading.post(CHANGE, file(drawn(size=(2400, 300))), follow=True)
    assert response.redirect_chain == [(f"{SETTINGS}#logo", 302)]
    assert said(response) == ["The logo is saved."]
    row = DistrictLogo.objects.get()
    assert (row.district, row.media_type, row.width, row.height, row.changed_by) == (
        district, "image/png", 1200, 150, lead,
    )  # fmt: skip
    assert row.sha256 == sha256(bytes(row.content)).hexdigest()
    tag = f'src="{LOGO}?{row.sha256[:12]}" width="1200" height="150" alt="Logo of Lakeview School District"'
    assert tag in response.text
    assert "Replace the logo" in response.text


def test_another_logo_takes_its_place_and_none_is_an_option(leading, lead, district):
    for content in (drawn(), drawn("JPEG", (80, 40))):
        leading.post(CHANGE, file(content))
    assert list(DistrictLogo.objects.values_list("media_type", "width")) == [("image/jpeg", 80)]
    response = leading.post(REMOVE, follow=True)
    assert (said(response)[-1:], response.redirect_chain) == (["The logo is removed."], [(f"{SETTINGS}#logo", 302)])
    assert (DistrictLogo.objects.count(), logo_of(district)) == (0, None)
    assert said(leading.post(REMOVE, follow=True)) == []
    assert leading.get(LOGO).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.png", NEITHER),
        (b"<html><script>alert(1)</script>", "logo.jpg", NEITHER),
        (b"GIF89a\x01\x00\x01\x00", "logo.png", NEITHER),
        (drawn()[:90], "logo.png", DAMAGED),
        (drawn() + b"PK\x03\x04", "logo.png", MORE),
        (b"", "logo.png", "The file is empty. Choose the picture."),
        (
            b"\x89PNG\r\n\x1a\n" * 300_000,
            "logo.png",
            "The file has 2.3 MB; 2 MB are the most. Save the picture smaller.",
        ),
        (
            declared(50_000, 50_000),
            "logo.png",
            "The picture is too large. 4,000 pixels are the most on a side. Save it smaller.",
        ),
    ],
    ids=["SVG", "HTML", "GIF", "cut off", "two files", "empty", "long", "huge"],
)
def test_what_is_refused_is_said_beside_the_field_and_the_logo_stays(leading, lead, district, content, name, message):
    kept = set_logo(district, picture=reencoded(drawn()), by=lead)
    response = leading.post(CHANGE, file(content, name))
    assert (response.status_code, response.context["logo_form"].errors) == (422, {"logo": [message]})
    assert f'value="{district.name}"' in response.text
    assert f'<form method="post" action="{SETTINGS}"' in response.text
    assert DistrictLogo.objects.get().sha256 == kept.sha256
    assert leading.post(CHANGE).context["logo_form"].errors == {"logo": ["Choose a file."]}


def test_a_picture_is_taken_whatever_its_file_is_called(leading):
    leading.post(CHANGE, file(drawn("JPEG"), "logo.svg"))
    assert DistrictLogo.objects.get().media_type == "image/jpeg"


def test_settings_that_are_typed_are_kept_while_the_logo_is_handed_in(leading, district):
    """The browser keeps them, as it keeps every draft, until they are saved."""
    draft = f"district-{district.pk}:settings"
    for response in (leading.get(SETTINGS), leading.post(CHANGE, file(b"x"))):
        assert f'data-draft="{draft}"' in response.text
        assert "js/drafts.js" in response.text
    typed = {"name": "Lakeview", "paper": "A4", "time_zone": "America/New_York"}
    assert f'data-saved="{draft}"' in leading.post(SETTINGS, typed, follow=True).text


@pytest.mark.parametrize("role", Role)
def test_everyone_inside_sees_the_logo_and_nobody_outside(sign_in, people, lead, outsider, district, role):
    set_logo(district, picture=reencoded(drawn()), by=lead)
    response = sign_in(people[role]).get(LOGO)
    assert (response.status_code, response.content) == (200, logo_of(district).content)
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-cache"
    again = sign_in(people[role]).get(LOGO, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", response["ETag"])
    assert response["ETag"] == f'"{DistrictLogo.objects.get().sha256}"'
    assert sign_in(outsider).get(LOGO, headers={"If-None-Match": response["ETag"]}).status_code == 404
    set_logo(district, picture=reencoded(drawn("JPEG")), by=lead)
    newer = sign_in(people[role]).get(LOGO, headers={"If-None-Match": response["ETag"]})
    assert (newer.status_code, newer["Content-Type"]) == (200, "image/jpeg")


def test_a_logo_is_read_back_as_it_was_made(lead, district, django_assert_num_queries):
    assert logo_of(district) is None
    picture = reencoded(drawn(color=(1, 2, 3, 4)))
    set_logo(district, picture=picture, by=lead)
    with django_assert_num_queries(1):
        assert logo_of(district) == picture
    lead.delete()
    assert DistrictLogo.objects.get().changed_by is None
    assert (remove_logo(district), remove_logo(district)) == (True, False)


def test_pages_do_not_load_the_bytes(leading, lead, district, django_assert_num_queries):
    set_logo(district, picture=reencoded(drawn()), by=lead)
    with django_assert_num_queries(4) as asked:
        leading.get(SETTINGS)
    assert [query["sql"] for query in asked.captured_queries if '"content"' in query["sql"]] == []
