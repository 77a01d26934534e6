"""What charts are drawn with: boxes, dots, words and rules, in the colours of the two scales."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

INK, MUTED, BORDER, HAIRLINE, ACCENT, WHITE = "#182126", "#4d5961", "#6c7880", "#d8dedd", "#0b5a69", "#ffffff"


@dataclass(frozen=True, slots=True)
class Paint:
    """How one point of a scale looks, and the class and colour of words on it."""

    fill: str
    stroke: str
    words_css: str
    words: str
    dash: str = ""


# The light values of tokens.css; tests compare them. r: ratings, s: standings; n: not enough information.
PAINTS = {
    "r0": Paint(WHITE, BORDER, "t0", INK),
    "r1": Paint("#4f95a6", "#4f95a6", "t2", "#0b1418"),
    "r2": Paint("#0a4450", "#0a4450", "t3", WHITE),
    "rn": Paint("#f1f4f3", BORDER, "t", INK, dash="2 1.5"),
    "s0": Paint(WHITE, BORDER, "t0", INK),
    "s1": Paint("#bcdae0", BORDER, "t1", INK),
    "s2": Paint("#4f95a6", "#4f95a6", "t2", "#0b1418"),
    "s3": Paint("#0a4450", "#0a4450", "t3", WHITE),
    "sn": Paint("#f1f4f3", BORDER, "t", INK, dash="2 1.5"),
}
# A state of its own, no point of the scale: a dot, not an empty box.
UNRATED = frozenset({"rx", "sx"})
# look.css has one class each for what is not known and not rated, whichever scale it is on.
CLASSES = {"sn": "rn", "sx": "rx"}


def number(value: float) -> str:
    """Return a coordinate as SVG writes it, whatever the locale."""
    return f"{value:.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Tile:
    """One point of a scale at a place: a box, or a dot where nothing was answered."""

    style: str
    x: float
    y: float
    width: float
    height: float
    radius: float = 1.5
    dot: float = 1.75

    @property
    def path(self) -> str:
        return _dot(self) if self.style in UNRATED else _box(self)


@dataclass(frozen=True, slots=True)
class Tiles:
    """All tiles of one style as one path: far quicker to draw than a shape for each."""

    kind: ClassVar[str] = "tiles"

    css: str
    path: str
    fill: str
    stroke: str
    dash: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `anchor` is where on it `x` lies."""

    kind: ClassVar[str] = "words"

    text: str
    x: str
    y: str
    size: int
    weight: int = 400
    css: str = "t"
    fill: str = INK
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the chart."""

    kind: ClassVar[str] = "rule"

    y: str
    width: str
    css: str = "grid"
    stroke: str = HAIRLINE


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line along a path."""

    kind: ClassVar[str] = "stroke"

    css: str
    path: str
    stroke: str
    width: str = "1"
    dash: str = ""
    cap: str = "butt"


@dataclass(frozen=True, slots=True)
class Area:
    """A filled path, with an edge where it may lie over others."""

    kind: ClassVar[str] = "area"

    css: str
    path: str
    fill: str
    stroke: str = ""


Shape = Tiles | Words | Rule | Stroke | Area


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and the sentence that says the same; without one it is decoration beside words that do."""

    title: str
    width: str
    height: str
    shapes: Sequence[Shape]
    css: str = ""
    fixed: bool = False

    def render(self) -> SafeString:
        """Return the chart as SVG."""
        return render_to_string("core/charts/chart.html", {"chart": self})


def drawn(tiles: Iterable[Tile]) -> list[Shape]:
    """Return tiles as shapes, one per style, in the order in which the styles first come."""
    by_style: dict[str, list[str]] = {}
    for tile in tiles:
        by_style.setdefault(tile.style, []).append(tile.path)
    return [_tiles(style, "".join(paths)) for style, paths in by_style.items()]


def _tiles(style: str, path: str) -> Tiles:
    css = CLASSES.get(style, style)
    if style in UNRATED:
        return Tiles(css, path, BORDER, "none", "")
    paint = PAINTS[style]
    return Tiles(css, path, paint.fill, paint.stroke, paint.dash)


def _box(tile: Tile) -> str:
    corner = number(tile.radius)
    across, down = number(tile.width - 2 * tile.radius), number(tile.height - 2 * tile.radius)
    return (
        f"M{number(tile.x + tile.radius)} {number(tile.y)}"
        f"h{across}q{corner} 0 {corner} {corner}v{down}q0 {corner} -{corner} {corner}"
        f"h-{across}q-{corner} 0 -{corner} -{corner}v-{down}q0 -{corner} {corner} -{corner}z"
    )


def _dot(tile: Tile) -> str:
    radius, double = number(tile.dot), number(2 * tile.dot)
    x, y = number(tile.x + tile.width / 2 - tile.dot), number(tile.y + tile.height / 2)
    return f"M{x} {y}a{radius} {radius} 0 1 0 {double} 0a{radius} {radius} 0 1 0 -{double} 0z"


def words_on(style: str, text: str, x: float, y: float, *, size: int) -> Words:
    """Return words in the middle of a tile, in the colour that its fill asks for."""
    css, fill = ("tm", MUTED) if style in UNRATED else (PAINTS[style].words_css, PAINTS[style].words)
    return Words(text, number(x), number(y), size, weight=600, css=css, fill=fill, anchor="middle")


def in_a_sentence(word: str) -> str:
    """Return a label of a scale as it reads inside a sentence: "in place"."""
    return word[:1].lower() + word[1:]
