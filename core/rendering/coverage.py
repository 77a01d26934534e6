"""Asks Fontconfig, the library that chooses fonts for WeasyPrint, which characters any font covers."""

from __future__ import annotations

from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration

# WeasyPrint has opened the libraries and declared what it calls itself; this adds the functions that it has no use for.
ffi.cdef(
    """
    typedef struct _FcCharSet FcCharSet;
    FcConfig *pango_fc_font_map_get_config(PangoFcFontMap *map);
    FcFontSet *FcFontSort(FcConfig *config, FcPattern *pattern, FcBool trim, FcCharSet **covered, FcResult *result);
    void FcFontSetDestroy(FcFontSet *fonts);
    FcBool FcCharSetHasChar(const FcCharSet *covered, uint32_t code);
    void FcCharSetDestroy(FcCharSet *covered);
    """,
    override=True,
)


class FontCoverage:
    """The characters that the installed fonts and those of a font configuration cover together."""

    def __init__(self, fonts: FontConfiguration) -> None:
        # One sort of all fonts by preference yields the union of what they cover, in milliseconds.
        config = pangoft2.pango_fc_font_map_get_config(ffi.cast("PangoFcFontMap *", fonts.font_map))
        pattern = ffi.gc(fontconfig.FcPatternCreate(), fontconfig.FcPatternDestroy)
        fontconfig.FcConfigSubstitute(config, pattern, fontconfig.FcMatchPattern)
        fontconfig.FcDefaultSubstitute(pattern)
        covered = ffi.new("FcCharSet **")
        fonts_by_preference = fontconfig.FcFontSort(config, pattern, True, covered, ffi.new("FcResult *"))
        fontconfig.FcFontSetDestroy(fonts_by_preference)
        self._covered = ffi.gc(covered[0], fontconfig.FcCharSetDestroy)

    def has_glyph(self, char: str) -> bool:
        return bool(fontconfig.FcCharSetHasChar(self._covered, ord(char)))
