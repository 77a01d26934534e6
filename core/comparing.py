"""Two versions of a text, side by side, with what differs marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Words:
    """A run of a text; `differs` where the other text has none of it."""

    text: str
    differs: bool


def compare_words(old: str, new: str) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Return both texts as runs of words, each marked where it differs from the other."""
    before, after = (re.findall(r"\S+\s*|\s+", text) for text in (old, new))
    left, right = [], []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after).get_opcodes():
        left.append(Words("".join(before[i1:i2]), kind != "equal"))
        right.append(Words("".join(after[j1:j2]), kind != "equal"))
    return tuple(run for run in left if run.text), tuple(run for run in right if run.text)


@dataclass(frozen=True, kw_only=True)
class TwoTexts:
    """One text as it is stored now and as a person typed it."""

    theirs: str
    mine: str

    @property
    def their_words(self) -> tuple[Words, ...]:
        return compare_words(self.theirs, self.mine)[0]

    @property
    def my_words(self) -> tuple[Words, ...]:
        return compare_words(self.theirs, self.mine)[1]


@dataclass(frozen=True, kw_only=True)
class TextChange:
    """A text of an item before and after a change; `name` is what people call it."""

    name: str
    before: tuple[Words, ...]
    after: tuple[Words, ...]
