"""What the file of inventory templates holds. Field names are those of the file, in its order."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class UseEntry:
    """An indicator or a consideration that a template serves: the keys of its system and its own."""

    system: str
    item: str


@dataclass(frozen=True)
class PromptEntry:
    """What people read while they gather and discuss; a quotation where there is a `source`."""

    kind: str
    text: str
    source: str = ""
    part: str = ""


@dataclass(frozen=True)
class ColumnEntry:
    """A column; `choices` are the words of a kind that is chosen."""

    key: str
    title: str
    kind: str
    help: str = ""
    required: bool = False
    unique: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class TemplateEntry:
    key: str
    title: str
    scope: str
    sensitivity: str
    source: str
    purpose: str
    instructions: str
    serves: tuple[UseEntry, ...] = field(default=(), kw_only=True)
    prompts: tuple[PromptEntry, ...] = field(default=(), kw_only=True)
    columns: tuple[ColumnEntry, ...]


@dataclass(frozen=True)
class TemplatesFile:
    """A whole file: the templates in their order."""

    templates: tuple[TemplateEntry, ...]
