"""The zip file around a workbook, opened without trust in what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from core.reading.damage import DAMAGED, damage_refused
from core.reading.table import UnreadableFile

MAX_PARTS = 2_000
# All parts together that are read, unpacked.
MAX_UNPACKED = 60 * 1024**2
_CHUNK = 256 * 1024

LOCKED = "The file has a password. Save it as .xlsx without a password, and choose that."
MACROS = "The file holds macros. Save it as an Excel workbook without macros (.xlsx), and choose that."
TOO_MANY_PARTS = "The file has too many parts. Copy the table to a new file, save it as .xlsx, and choose that."
TOO_LARGE = (
    f"The file unpacks to more than {MAX_UNPACKED // 1024**2} MB. Delete the empty rows below the table, or copy its "
    "rows to a new file."
)

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1


class Package:
    """The parts of a zip file by name, in any case; reading them all takes a bounded amount of memory."""

    def __init__(self, content: bytes) -> None:
        # Opening lists all entries in memory, so they are counted first.
        if content.count(_ENTRY) > MAX_PARTS:
            raise UnreadableFile(TOO_MANY_PARTS)
        with damage_refused():
            self._zip = ZipFile(BytesIO(content))
        self._parts = {part.filename.lower(): part for part in self._zip.infolist()}
        self._left = MAX_UNPACKED

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def names(self) -> Iterator[str]:
        return iter(self._parts)

    def read(self, name: str) -> bytes:
        """Return a part, unpacked. Raises UnreadableFile where it is missing, broken or too large."""
        part = self._parts.get(name.lower())
        if part is None:
            raise UnreadableFile(DAMAGED)
        if part.flag_bits & _ENCRYPTED:
            raise UnreadableFile(LOCKED)
        # The other methods unpack a small chunk to any size at once.
        if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise UnreadableFile(DAMAGED)
        return b"".join(self._chunks(part))

    def _chunks(self, part: ZipInfo) -> Iterator[bytes]:
        with damage_refused(), self._zip.open(part) as file:
            while chunk := file.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise UnreadableFile(TOO_LARGE)
                yield chunk
