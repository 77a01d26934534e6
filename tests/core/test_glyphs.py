import pytest

from core.rendering.glyphs import drawable

LATIN = {chr(code) for code in range(0x20, 0x250)} | {"\u2019", "\u200d", "\ufffd", "\ufeff"}


def has_glyph(char):
    return char in LATIN


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("plain text\n\tand lines\r\n", "plain text\n\tand lines\r\n"),
        ("a\x00b\x07c\x7fd", "abcd"),
        ("Größe don\u2019t", "Größe don\u2019t"),
        ("e\u0301", "é"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("a\ufeffb\u2066c\u200dd", "abc\u200dd"),
    ],
)
def test_what_fonts_can_draw_stays(text, drawn):
    assert drawable(text, has_glyph) == (drawn, False)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("\u4e2d\u6587", "\ufffd\ufffd"),
        ("\ue000 private", "\ufffd private"),
        ("half \ud83d", "half \ufffd"),
        ("no\uffffne \ufdd0", "no\ufffdne \ufffd"),
        ("x\u030e", "x\ufffd"),
    ],
)
def test_what_no_font_can_draw_is_visibly_replaced(text, drawn):
    assert drawable(text, has_glyph) == (drawn, True)


def test_a_question_mark_stands_in_where_no_font_has_the_replacement_character():
    assert drawable("\u4e2d", lambda char: False) == ("?", True)
