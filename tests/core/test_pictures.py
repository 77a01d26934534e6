"""Pictures that somebody hands in: what is kept of them, and what is refused before it is looked at."""

from __future__ import annotations

import zlib
from base64 import b64decode
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from core.rendering.pictures import AGAIN, DAMAGED, MAX_BYTES, NEITHER, BadPicture, Picture, reencoded
from tests.core.picture_samples import PNG, chunk, declared, drawn, noise, opened, written

RED, GREEN = (200, 10, 20), (10, 200, 20)


def test_a_png_stays_a_png_with_what_is_transparent():
    picture = reencoded(drawn(color=(200, 10, 20, 0)))
    assert (picture.media_type, picture.width, picture.height) == ("image/png", 60, 30)
    image = opened(picture.content)
    assert (image.format, image.mode, image.getpixel((5, 5))) == ("PNG", "RGBA", (200, 10, 20, 0))


def test_a_palette_with_a_transparent_color_keeps_it():
    palette = Image.new("P", (10, 10), 1)
    palette.putpalette([255, 255, 255, *RED])
    palette.paste(0, (0, 0, 5, 10))
    image = opened(reencoded(written(palette, "PNG", transparency=0)).content).convert("RGBA")
    assert (image.getpixel((0, 0))[3], image.getpixel((9, 9))) == (0, (*RED, 255))


@pytest.mark.parametrize(("mode", "color"), [("L", 128), ("1", 1), ("LA", (128, 90)), ("I;16", 128 * 256)])
def test_gray_pictures_keep_their_gray(mode: str, color: int):
    picture = reencoded(written(Image.new(mode, (8, 8), color), "PNG"))
    expected = {"1": (255, 255, 255, 255), "LA": (128, 128, 128, 90)}.get(mode, (128, 128, 128, 255))
    assert opened(picture.content).convert("RGBA").getpixel((3, 3)) == expected


def test_a_jpeg_stays_a_jpeg_also_one_made_for_print():
    for content in (drawn("JPEG"), written(Image.new("CMYK", (60, 30), (0, 255, 255, 0)), "JPEG")):
        picture = reencoded(content)
        assert (picture.media_type, picture.width, picture.height) == ("image/jpeg", 60, 30)
        image = opened(picture.content)
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert image.getpixel((5, 5))[0] > 190 > 60 > image.getpixel((5, 5))[1]


@pytest.mark.parametrize(
    ("size", "fits"),
    [((2400, 300), (1200, 150)), ((4000, 4000), (480, 480)), ((1200, 480), (1200, 480)), ((9, 9),) * 2],
)
def test_a_picture_is_made_to_fit_and_never_larger(size: tuple[int, int], fits: tuple[int, int]):
    picture = reencoded(drawn(size=size))
    assert (picture.width, picture.height) == opened(picture.content).size == fits


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_turned_the_right_way_up_and_says_nothing_else(kind: str):
    image = Image.new("RGB", (40, 20), GREEN)
    image.paste(RED, (0, 0, 40, 10))
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "Taken at home"  # Turned to the right; a description.
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Somebody")
    options = {"pnginfo": texts} if kind == "PNG" else {"comment": b"Somebody", "quality": 95}
    picture = reencoded(written(image, kind, exif=exif, icc_profile=b"x" * 200, **options))
    assert (picture.width, picture.height) == (20, 40)
    shown = opened(picture.content)
    assert shown.convert("RGB").getpixel((17, 20))[0] > 180 > 60 > shown.convert("RGB").getpixel((2, 20))[0]
    assert not {"exif", "icc_profile", "comment", "Author"} & set(shown.info)
    assert b"Somebody" not in picture.content
    assert b"Taken at home" not in picture.content


@pytest.mark.parametrize(
    "content",
    [written(noise("RGB", (900, 420)), "PNG"), written(noise("RGBA", (690, 480)), "PNG")],
    ids=["RGB", "RGBA"],
)
def test_no_picture_takes_more_than_its_room(content: bytes):
    picture = reencoded(content)
    assert len(content) > 1024**2 > MAX_BYTES >= len(picture.content)
    assert picture.width / picture.height == pytest.approx(opened(content).width / opened(content).height, rel=0.01)


def test_a_large_jpeg_loses_before_it_shrinks():
    content = written(noise("RGB", (1200, 480)), "JPEG", quality=95)
    picture = reencoded(content)
    assert len(content) > MAX_BYTES >= len(picture.content)
    assert (picture.width, picture.height) == (1200, 480)


def test_of_an_animated_png_the_first_frame_stays():
    frames = [Image.new("RGB", (20, 10), color) for color in (RED, GREEN)]
    image = opened(reencoded(written(frames[0], "PNG", save_all=True, append_images=frames[1:])).content)
    assert (getattr(image, "n_frames", 1), image.getpixel((1, 1))) == (1, RED)


def test_a_picture_is_its_own_address():
    picture = Picture(b"\x89PNG", "image/png", 1, 1)
    assert picture.data_uri == "data:image/png;base64,iVBORw=="
    assert b64decode(picture.data_uri.split(",")[1]) == b"\x89PNG"


# What is refused ----------------------------------------------------------------------------------

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF = written(Image.new("P", (4, 4)), "GIF")
WEBP = written(Image.new("RGB", (4, 4)), "WEBP")


@pytest.mark.parametrize(
    "content",
    [SVG, b"<!doctype html><p>Logo</p>", GIF, WEBP, b"%PDF-1.7", b"PK\x03\x04", b"not a picture", b"\xff\xd8", PNG[:6]],
    ids=["SVG", "HTML", "GIF", "WebP", "PDF", "zip", "text", "start of a JPEG", "start of a PNG"],
)
def test_what_is_neither_png_nor_jpeg_is_refused_whatever_it_is_called(content: bytes):
    with pytest.raises(BadPicture, match="neither a PNG nor a JPEG") as refused:
        reencoded(content)
    assert str(refused.value) == NEITHER


def test_an_empty_and_a_long_file_are_refused_unread():
    with pytest.raises(BadPicture, match=r"^The file is empty"):
        reencoded(b"")
    with pytest.raises(BadPicture, match=r"^The file has 2\.1 MB; 2 MB are the most"):
        reencoded(PNG + b"x" * 2 * 1024**2)


@pytest.mark.parametrize("size", [(4001, 1), (1, 4001), (9000, 9000), (60_000, 60_000)])
def test_a_picture_that_says_it_is_huge_is_not_decoded(size: tuple[int, int]):
    with pytest.raises(BadPicture, match="4,000 pixels are the most on a side"):
        reencoded(declared(*size))


@pytest.fixture(params=[False, True], ids=["strict", "lenient"])
def lenient(request: Any, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether somebody told Pillow to read broken files all the same, as WeasyPrint does when it is imported."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", request.param)
    told: bool = request.param
    return told


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_file_that_ends_too_early_is_refused(kind: str, part: float, lenient: bool):
    content = written(noise("RGB", (200, 100)), kind)
    with pytest.raises(BadPicture) as refused:
        reencoded(content[: int(len(content) * part)])
    assert str(refused.value) == DAMAGED
    assert lenient == ImageFile.LOAD_TRUNCATED_IMAGES


def test_broken_pictures_are_refused(lenient: bool):
    broken = bytearray(drawn())
    broken[40:60] = b"\0" * 20
    bomb = PNG + chunk(b"IHDR", declared(2, 2)[16:29]) + chunk(b"iCCP", b"x\0\0" + zlib.compress(b"0" * 50_000_000))
    for content in (
        bytes(broken),
        declared(100, 100, b"\0" * 10),
        bomb + chunk(b"IEND", b""),
        PNG,
        b"\xff\xd8\xff\xd9",
    ):
        with pytest.raises(BadPicture, match=r"^The picture is damaged"):
            reencoded(content)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_with_another_file_behind_it_is_refused(kind: str, tmp_path):
    with ZipFile(tmp_path / "x.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("x.html", "<script>" * 1000)
    for more in ((tmp_path / "x.zip").read_bytes(), b"<script>alert(1)</script>", SVG):
        with pytest.raises(BadPicture, match="something else behind the picture") as refused:
            reencoded(drawn(kind) + more)
        assert str(refused.value).endswith(AGAIN)
    assert reencoded(drawn(kind) + b"\0\0\r\n").width == 60  # What some programs end a file with.


def test_words_inside_a_picture_do_not_get_out_of_it():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "<script>alert(1)</script>")
    for content in (drawn(pnginfo=texts), drawn("JPEG", comment=b"<script>alert(1)</script>")):
        assert b"<script>" in content
        assert b"<script>" not in reencoded(content).content
