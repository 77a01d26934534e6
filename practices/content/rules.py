"""What must hold between the rows of a file, and the one function that applies every rule."""

from __future__ import annotations

from typing import Any

from practices.choices import CONSIDERATION_STAGES, PLANNING_STAGES
from practices.content.checking import Found, check_file, repeated
from practices.content.entries import EditionFile, StageTextEntry
from practices.content.reader import read_file

# The address of the search stands where a system of this key would.
RESERVED_SYSTEM_KEYS = ("search",)


def check(raw: Any, file: str) -> EditionFile:
    """Return what `raw`, the mapping that a file holds, says; raises ContentError with every problem."""
    return check_file(raw, file, read_file, _problems_between_rows)


def _problems_between_rows(content: EditionFile) -> Found:
    """Yield kind, key, field and message of what no row can know by itself."""
    if content.system.key in RESERVED_SYSTEM_KEYS:
        yield "system", content.system.key, "key", "is a name that the product needs itself"
    yield from _stage_list_problems(content)
    yield from _repeated_keys(content)
    yield from repeated("practice", "code", ((row.key, row.code) for row in content.practices))
    yield from repeated("indicator", "code", ((row.key, row.code) for row in content.indicators))
    for consideration in content.considerations:
        texts = consideration.stage_descriptions
        yield from _stage_problems("consideration", consideration.key, texts, CONSIDERATION_STAGES)
    for indicator in content.indicators:
        yield from _stage_problems("indicator", indicator.key, indicator.stage_descriptions, PLANNING_STAGES)


def _stage_list_problems(content: EditionFile) -> Found:
    declared = [stage.key for stage in content.stages]
    known = (*PLANNING_STAGES, *CONSIDERATION_STAGES)
    for key in declared:
        if key and key not in known:
            yield "stage", key, "key", f"is not one of {', '.join(known)}"
    for key in known:
        if declared and key not in declared:
            yield "", "", "stages", f"{key} is missing"


def _repeated_keys(content: EditionFile) -> Found:
    texts = [text.key for row in content.indicators for text in row.stage_descriptions]
    consideration_texts = [text.key for row in content.considerations for text in row.stage_descriptions]
    kinds = {
        "stage": [row.key for row in content.stages],
        "consideration": [row.key for row in content.considerations],
        "focus area": [row.key for row in content.focus_areas],
        "practice": [row.key for row in content.practices],
        "indicator": [row.key for row in content.indicators],
    }
    for kind, keys in (*kinds.items(), ("stage description", texts), ("stage description", consideration_texts)):
        yield from repeated(kind, "key", ((key, key) for key in keys))


def _stage_problems(kind: str, key: str, texts: tuple[StageTextEntry, ...], expected: tuple[str, ...]) -> Found:
    """Yield a problem unless there is one text for each expected stage, in their order."""
    stages = [text.stage for text in texts]
    if not texts or not all(stages) or stages == list(expected):
        return
    for text in texts:
        if text.stage and text.stage not in expected:
            yield "stage description", text.key, "stage", f'"{text.stage}" is not one of {", ".join(expected)}'
    for stage in expected:
        if stages.count(stage) != 1:
            count = "no text" if stage not in stages else "more than one text"
            yield kind, key, "stage_descriptions", f"there is {count} for {stage}"
    if sorted(stages) == sorted(expected):
        yield kind, key, "stage_descriptions", f"the order is not {', '.join(expected)}"
