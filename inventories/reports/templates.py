"""Inventory templates as pages need them: frozen dataclasses, built in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from core.links import address
from inventories.choices import ColumnKind, PromptKind, Scope
from inventories.models import BasePrompt, Template, TemplateColumn, TemplateUse
from practices.reports import ContentOfEdition, published_contents

# Where templates stand that no practice calls for.
OTHER_SOURCES = "Called for by other documents"

# What is said of a column by whether it is required and unique.
RULES = {
    (False, False): "Optional",
    (True, False): "Required",
    (False, True): "Differs in every row",
    (True, True): "Required, differs in every row",
}


@dataclass(frozen=True)
class Served:
    """What a template serves: an indicator by its code, or a consideration by its title."""

    system_key: str
    system_title: str
    key: str
    name: str
    url: str
    is_indicator: bool


@dataclass(frozen=True)
class TemplateLine:
    """A template in a list, and what it serves in the order of the documents."""

    key: str
    title: str
    purpose: str
    url: str
    scope: str
    is_staff_data: bool
    serves: tuple[Served, ...]


@dataclass(frozen=True)
class TemplateGroup:
    """The templates that one system calls for, each with what it serves there."""

    key: str
    title: str
    url: str
    lines: tuple[TemplateLine, ...]


@dataclass(frozen=True)
class ColumnLine:
    """A column as people read about it."""

    title: str
    kind: str
    help: str
    choices: tuple[str, ...]
    rule: str


@dataclass(frozen=True)
class PromptLine:
    """A prompt; `source` is empty where the words are ours, and `cite` where the section names the source."""

    text: str
    source: str
    cite: str


@dataclass(frozen=True)
class PromptPart:
    """The prompts of one part of an inventory, or of the whole of it where `title` is empty."""

    title: str
    prompts: tuple[PromptLine, ...]


@dataclass(frozen=True)
class PromptSection:
    """The prompts of a kind in their parts, and the source where it is one for all of them."""

    source: str
    parts: tuple[PromptPart, ...]


@dataclass(frozen=True)
class TemplateReport:
    """Everything that a template says."""

    title: str
    purpose: str
    instructions: str
    scope: str
    is_staff_data: bool
    source: str
    serves: tuple[Served, ...]
    columns: tuple[ColumnLine, ...]
    asked: PromptSection
    questions: PromptSection
    reflections: PromptSection

    @cached_property
    def systems(self) -> tuple[tuple[str, tuple[Served, ...]], ...]:
        """The title of each system that it serves, and what it serves there."""
        titles = dict.fromkeys(each.system_title for each in self.serves)
        return tuple((title, tuple(each for each in self.serves if each.system_title == title)) for title in titles)


# What is served ---------------------------------------------------------------------------------


def servable(contents: Iterable[ContentOfEdition]) -> tuple[Served, ...]:
    """Return what templates can serve in these editions, in the order of the documents; no queries."""
    return tuple(served for content in contents for served in _servable(content))


def _servable(content: ContentOfEdition) -> Iterator[Served]:
    system = content.system_key
    of_system = (system, content.system_title)
    for row in content.considerations:
        yield Served(*of_system, row.key, row.title, f"{address('practices:system_detail', system)}#c-{row.key}", False)
    for indicator in content.indicators:
        url = address("practices:indicator_detail", system, indicator.key)
        yield Served(*of_system, indicator.key, f"Indicator {indicator.code}", url, True)


def served_by(uses: Iterable[TemplateUse], order: Iterable[Served]) -> tuple[Served, ...]:
    """Return what the uses name, in order; what no published edition has is left out."""
    named = {(use.system_key, use.item_key) for use in uses}
    return tuple(each for each in order if (each.system_key, each.key) in named)


# The list ---------------------------------------------------------------------------------------


def template_groups() -> tuple[TemplateGroup, ...]:
    """Return the offered templates by what calls for them, in three queries once the practices are prepared."""
    contents = published_contents()
    order = servable(contents)
    lines = tuple(_line(template, order) for template in Template.objects.offered().with_uses())
    systems = (_system_group(content, lines) for content in contents)
    other = TemplateGroup("other", OTHER_SOURCES, "", tuple(line for line in lines if not line.serves))
    return tuple(group for group in (*systems, other) if group.lines)


def _line(template: Template, order: Iterable[Served]) -> TemplateLine:
    return TemplateLine(
        key=template.key,
        title=template.title,
        purpose=template.purpose,
        url=template.get_absolute_url(),
        scope=Scope(template.scope).label,
        is_staff_data=template.is_staff_data,
        serves=served_by(template.uses.all(), order),
    )


def _system_group(content: ContentOfEdition, lines: Iterable[TemplateLine]) -> TemplateGroup:
    here = (
        replace(line, serves=serves)
        for line in lines
        if (serves := tuple(each for each in line.serves if each.system_key == content.system_key))
    )
    url = address("practices:system_detail", content.system_key)
    return TemplateGroup(content.system_key, content.system_title, url, tuple(here))


# One template -----------------------------------------------------------------------------------


def template_report(key: str) -> TemplateReport | None:
    """Return the offered template with this key, or None, in five queries once the practices are prepared."""
    template = Template.objects.offered().with_content().filter(key=key).first()
    if template is None:
        return None
    prompts = list(template.prompts.all())
    return TemplateReport(
        title=template.title,
        purpose=template.purpose,
        instructions=template.instructions,
        scope=Scope(template.scope).label,
        is_staff_data=template.is_staff_data,
        source=template.source,
        serves=served_by(template.uses.all(), servable(published_contents())),
        columns=tuple(map(_column, template.columns.all())),
        asked=prompt_section(prompts, PromptKind.WHAT),
        questions=prompt_section(prompts, PromptKind.QUESTION),
        reflections=prompt_section(prompts, PromptKind.REFLECTION),
    )


def _column(row: TemplateColumn) -> ColumnLine:
    return ColumnLine(
        row.title, ColumnKind(row.kind).label, row.help, tuple(row.choices), RULES[row.required, row.unique]
    )


def prompt_section(prompts: Iterable[BasePrompt], kind: PromptKind) -> PromptSection:
    """Return the prompts of a kind by their parts, in the order in which the parts first come."""
    rows = [prompt for prompt in prompts if prompt.kind == kind]
    sources = {prompt.source for prompt in rows}
    source = rows[0].source if len(sources) == 1 else ""
    parts: dict[str, list[PromptLine]] = {}
    for row in rows:
        line = PromptLine(row.text, row.source, "" if source else row.source)
        parts.setdefault(row.part, []).append(line)
    return PromptSection(source, tuple(PromptPart(title, tuple(lines)) for title, lines in parts.items()))
