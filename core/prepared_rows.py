"""Rows of long tables and lists: what is around a row's words is rendered by its template once per process.

A page with sixty rows of ten values spends most of its time in looking them up one by one. Here the template of a row
is rendered with holes where its words go, once for each shape that a row can take, and the words are put in, escaped,
by one join. The template stays the one place that says how a row looks. Parts that stay as they are from page to page
are kept whole.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString

# Stands around the name of a word while the rest is prepared; no form takes it as part of a text.
HOLE = "\0"


def drawn(template: str, **values: Hashable) -> SafeString:
    """Return a part of a page that these values decide wholly: rendered once per process for as long as they are the
    same."""
    return _drawn(template, get_script_prefix(), tuple(values.items()))


@lru_cache(maxsize=1024)
def _drawn(template: str, prefix: str, values: tuple[tuple[str, Hashable], ...]) -> SafeString:  # noqa: ARG001  in links
    return render_to_string(template, dict(values))


def filled(template: str, words: Mapping[str, str], **flags: object) -> SafeString:
    """Return a row: its template, in which `row` has `words` and `flags`.

    A template may ask whether a word is there and show it, as often as it likes; it may not filter it. Flags are
    hashable and few: each of their combinations, with each set of words that are there, is prepared once.
    """
    known = tuple(name for name, value in words.items() if value)
    first, rest = _around(template, known, tuple(words), tuple(flags.items()))
    said = {name: _escaped(words[name]) for name in known}
    return SafeString(first + "".join([said[name] + after for name, after in rest]))


def _escaped(words: str) -> str:
    """Escape words as templates do; Django's own function takes lazy ones too, and four times as long."""
    return str.__str__(words) if isinstance(words, SafeString) else escape(words)


@lru_cache(maxsize=1024)
def _around(
    template: str, known: tuple[str, ...], names: tuple[str, ...], flags: tuple[tuple[str, object], ...]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Render a row without its words: the text before the first, then the name of each with the text behind it."""
    holes = {name: f"{HOLE}{name}{HOLE}" if name in known else "" for name in names}
    first, *parts = render_to_string(template, {"row": holes | dict(flags)}).strip("\n").split(HOLE)
    return first, tuple(zip(parts[::2], parts[1::2], strict=True))
