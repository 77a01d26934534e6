"""Characters that no file may carry, whatever its format."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

# Tab and line ends stay. The rest of the control characters show nothing anywhere and are illegal in XML.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_PLANE_ENDS = "".join(chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
# Halves of characters, and code points that Unicode promises never to assign: something was meant to be there.
_BROKEN = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]")


def without_broken_characters(text: str) -> str:
    """Return `text` without control characters, and with U+FFFD for lone surrogates and noncharacters."""
    return _BROKEN.sub(REPLACEMENT, _CONTROLS.sub("", text))
