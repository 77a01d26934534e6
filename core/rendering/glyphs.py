"""Which characters can be drawn with the fonts at hand, and text made of those alone.

A PDF that shows a character without a glyph breaks PDF/UA-1, so such a character is replaced before rendering.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from core.rendering.characters import REPLACEMENT, without_broken_characters

_NOT_ASCII = re.compile("[^\x00-\x7f]")
_LINE_ENDS = re.compile("[\u2028\u2029]")
# Invisible characters that shape or order their neighbours: joiners, direction marks, soft hyphen, the signs that
# Arabic and Syriac draw around numbers, and the tags that spell flags. Other invisible ones are left out: some fonts
# claim a glyph for them and have none.
_SHAPING = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\U000e0020-\U000e007f]"
)


def drawable(text: str, has_glyph: Callable[[str], bool]) -> tuple[str, bool]:
    """Return `text` with U+FFFD, or a question mark, for each character that no font can draw; and whether any such is.

    Letters and accents that have a common character become that one, line separators become line ends, and invisible
    characters without effect are left out.
    """
    if text.isascii():
        return without_broken_characters(text), False
    composed = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", without_broken_characters(text)))
    substitute = REPLACEMENT if has_glyph(REPLACEMENT) else "?"
    choices = {char: _choice(char, has_glyph, substitute) for char in set(_NOT_ASCII.findall(composed))}
    return _NOT_ASCII.sub(lambda match: choices[match[0]], composed), substitute in choices.values()


def _choice(char: str, has_glyph: Callable[[str], bool], substitute: str) -> str:
    if unicodedata.category(char) == "Cf":
        return char if _SHAPING.match(char) and has_glyph(char) else ""
    return char if has_glyph(char) else substitute
