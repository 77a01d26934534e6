"""Pictures for tests, drawn by Pillow, and files that only look like pictures."""

from __future__ import annotations

import os
import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n"


def drawn(kind: str = "PNG", size: tuple[int, int] = (60, 30), color: Any = (200, 10, 20), **options: Any) -> bytes:
    """A file of one color; four numbers make it transparent."""
    return written(Image.new("RGB" if len(color) == 3 else "RGBA", size, color), kind, **options)


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def noise(mode: str, size: tuple[int, int]) -> Image.Image:
    """A picture that no format makes smaller."""
    return Image.frombytes(mode, size, os.urandom(size[0] * size[1] * len(mode)))


def opened(content: bytes) -> Image.Image:
    image: Image.Image = Image.open(BytesIO(content))
    image.load()
    return image


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def declared(width: int, height: int, pixels: bytes = b"") -> bytes:
    """A PNG that says it has so many pixels, whatever it holds."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return PNG + head + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")
