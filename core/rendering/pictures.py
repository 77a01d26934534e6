"""A picture that somebody hands in, made anew: what it shows is kept, and nothing else that its file may hold."""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from threading import Lock

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

MAX_UPLOAD = 2 * 1024**2
MAX_SIDE = 4000
MAX_BYTES = 400 * 1024
FITS = (1200, 480)

AGAIN = "Open it in a program for pictures, save it as PNG or JPEG again, and choose that."
EMPTY = "The file is empty. Choose the picture."
NEITHER = "The file is neither a PNG nor a JPEG picture. Save the picture as one of them, and choose that."
DAMAGED = f"The picture is damaged: a part of it is missing or broken. {AGAIN}"
MORE = f"The file holds something else behind the picture. {AGAIN}"

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_JPEG_END = b"\xff\xd9"
# How a picture is written, best first: of a JPEG the quality, of a PNG the number of colors, 0 for all.
_JPEG_STEPS, _PNG_STEPS = (90, 80, 70, 60), (0, 256)
_STRICT = Lock()
_SCALES = (1.0, 0.75, 0.5, 0.25)


class BadPicture(ValueError):
    """The file is no picture that is taken; the message is a sentence for whoever chose it."""


@dataclass(frozen=True)
class Picture:
    """A PNG or JPEG picture, its sides in pixels."""

    content: bytes
    media_type: str
    width: int
    height: int

    @property
    def data_uri(self) -> str:
        """The picture as an address that holds it, for pages and files that must not load anything."""
        return f"data:{self.media_type};base64,{b64encode(self.content).decode()}"


def reencoded(content: bytes) -> Picture:
    """Return the picture of a PNG or JPEG file, the right way up, without metadata, within FITS and MAX_BYTES.

    A PNG stays one, with what is transparent, and an animated one keeps its first frame. Raises BadPicture.
    """
    check_size(len(content))
    is_png = _is_png(content)
    try:
        image = _read(content, "PNG" if is_png else "JPEG")
    except BadPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadPicture(_too_large()) from None
    except Exception as error:  # Pillow raises anything over a broken file.
        raise BadPicture(DAMAGED) from error
    if is_png:
        return _fitted(image, "image/png", _as_png, _PNG_STEPS)
    return _fitted(image, "image/jpeg", _as_jpeg, _JPEG_STEPS)


def check_size(size: int) -> None:
    """Raise BadPicture for a file of so many bytes that it need not be read."""
    if size == 0:
        raise BadPicture(EMPTY)
    if size > MAX_UPLOAD:
        megabytes = math.ceil(size * 10 / 1024**2) / 10
        msg = f"The file has {megabytes:g} MB; {MAX_UPLOAD // 1024**2} MB are the most. Save the picture smaller."
        raise BadPicture(msg)


def _is_png(content: bytes) -> bool:
    """Tell PNG from JPEG by content; refuse what is neither, or goes on behind its end."""
    if content.startswith(PNG):
        end = _end_of_png(content)
    elif content.startswith(JPEG):
        end = _end_of_jpeg(content)
    else:
        raise BadPicture(NEITHER)
    if content[end:].strip(b"\0\r\n\t "):
        raise BadPicture(MORE)
    return content.startswith(PNG)


def _end_of_png(content: bytes) -> int:
    """Return where the last chunk ends. Raises BadPicture where the file ends before it."""
    place = len(PNG)
    while place + 12 <= len(content):
        length, kind = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        place += 12 + length
        if kind == b"IEND":
            return place
    raise BadPicture(DAMAGED)


def _end_of_jpeg(content: bytes) -> int:
    """Return where the last picture of the file ends. Raises BadPicture where none does."""
    place = content.rfind(_JPEG_END)
    if place < 0:
        raise BadPicture(DAMAGED)
    return place + len(_JPEG_END)


def _read(content: bytes, kind: str) -> Image.Image:
    """Return what a file shows, in colors that both formats have, within FITS. Sizes are read before pixels."""
    try:
        image: Image.Image = Image.open(BytesIO(content), formats=[kind])
    except UnidentifiedImageError:
        raise BadPicture(DAMAGED) from None
    if max(image.size) > MAX_SIDE:
        raise BadPicture(_too_large(*image.size))
    with _strictly():
        image.load()
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I;16"):
        upright = upright.point(lambda value: value / 256).convert("L")  # Pillow itself would make it all white.
    shown = upright.convert("RGBA" if kind == "PNG" and upright.has_transparency_data else "RGB")
    shown.thumbnail(FITS, Image.Resampling.LANCZOS)
    return Image.frombytes(shown.mode, shown.size, shown.tobytes())  # Pixels alone: no profile, text or frames.


@contextmanager
def _strictly() -> Iterator[None]:
    """Let Pillow refuse what ends too early: once WeasyPrint is imported it fills the rest with gray, everywhere."""
    with _STRICT:
        was, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = was


def _too_large(*size: int) -> str:
    counted = f" It is {size[0]:,} \N{MULTIPLICATION SIGN} {size[1]:,} pixels." if size else ""
    return f"The picture is too large.{counted} {MAX_SIDE:,} pixels are the most on a side. Save it smaller."


def _fitted(
    image: Image.Image, media_type: str, written: Callable[[Image.Image, int], bytes], steps: tuple[int, ...]
) -> Picture:
    """Write a picture as well as MAX_BYTES allow: with more loss or fewer colors first, and smaller then."""
    for scale, step in product(_SCALES, steps):
        sides = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        shown = image if scale == 1 else image.resize(sides, Image.Resampling.LANCZOS)
        content = written(shown, step)
        if len(content) <= MAX_BYTES:
            break
    return Picture(content, media_type, *shown.size)  # At the last scale no picture needs as much.


def _as_jpeg(image: Image.Image, quality: int) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()


def _as_png(image: Image.Image, colors: int) -> bytes:
    file = BytesIO()
    shown = image.quantize(colors, method=Image.Quantize.FASTOCTREE) if colors else image
    shown.save(file, "PNG", optimize=True)
    return file.getvalue()
