"""An inventory's prompts: what to gather and to ask, and what the team answered when it talked the rows over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from inventories.choices import PromptKind
from inventories.models import Inventory, InventoryPrompt
from inventories.reports.entries import GONE
from inventories.reports.templates import PromptSection, prompt_section


@dataclass(frozen=True, slots=True)
class AnsweredPrompt:
    """Something to talk over, and what the team says to it."""

    pk: int
    text: str
    source: str
    part: str
    answer: str
    version: int
    changed_by: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class InventoryPrompts:
    """The prompts of an inventory by what they are for."""

    asked: PromptSection
    questions: PromptSection
    reflections: tuple[AnsweredPrompt, ...]

    @property
    def answered(self) -> int:
        return sum(bool(prompt.answer) for prompt in self.reflections)


def inventory_prompts(inventory: Inventory) -> InventoryPrompts:
    """Return the prompts of an inventory in one query."""
    return prompts_of([inventory])[0]


def prompts_of(inventories: Sequence[Inventory]) -> tuple[InventoryPrompts, ...]:
    """Return the prompts of each of several inventories, in one query."""
    rows = InventoryPrompt.objects.filter(inventory__in=[one.pk for one in inventories]).select_related("changed_by")
    found: dict[int, list[InventoryPrompt]] = {}
    for row in rows:
        found.setdefault(row.inventory_id, []).append(row)
    return tuple(_prompts(found.get(one.pk, [])) for one in inventories)


def _prompts(rows: Sequence[InventoryPrompt]) -> InventoryPrompts:
    return InventoryPrompts(
        asked=prompt_section(rows, PromptKind.WHAT),
        questions=prompt_section(rows, PromptKind.QUESTION),
        reflections=tuple(map(answered_prompt, (row for row in rows if row.kind == PromptKind.REFLECTION))),
    )


def answered_prompt(row: InventoryPrompt) -> AnsweredPrompt:
    who = str(row.changed_by or GONE) if row.changed_at else ""
    return AnsweredPrompt(row.pk, row.text, row.source, row.part, row.answer, row.version, who, row.changed_at)
