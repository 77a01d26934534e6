"""Inventory templates between their file and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import transaction

from inventories import content as files
from inventories.content import ColumnEntry, PromptEntry, TemplateEntry, TemplatesFile, UseEntry
from inventories.models import Template, TemplateColumn, TemplatePrompt, TemplateUse
from inventories.reports import servable
from practices.content import ContentError, Problem, paragraph
from practices.content_store import STEP
from practices.reports import published_contents


@transaction.atomic
def load(path: Path) -> str:
    """Add the templates of a file that are new here, behind the others; return a sentence on what happened.

    Those that exist stay as administrators have worded, placed and retired them. Raises ContentError.
    """
    entries = files.read(path).templates
    here = dict(Template.objects.values_list("key", "title"))
    new = [entry for entry in entries if entry.key not in here]
    if problems := [*_taken_titles(path.name, new, here), *_unknown_uses(path.name, new)]:
        raise ContentError(problems)
    for entry in new:
        _write(entry)
    return f"Inventory templates: added {len(new)}, kept the wording of {len(entries) - len(new)}."


def _taken_titles(file: str, new: Iterable[TemplateEntry], here: dict[str, str]) -> Iterator[Problem]:
    taken = {title: key for key, title in here.items()}
    for entry in new:
        if entry.title in taken:
            message = f'"{entry.title}" is what {taken[entry.title]} is called here'
            yield Problem(file, "template", entry.key, "title", message)


def _unknown_uses(file: str, new: Iterable[TemplateEntry]) -> Iterator[Problem]:
    """Yield uses that name what no published edition has."""
    known = {(each.system_key, each.key) for each in servable(published_contents())}
    for entry in new:
        for use in entry.serves:
            if (use.system, use.item) not in known:
                message = f"no published edition of {use.system} has {use.item}"
                yield Problem(file, "template", entry.key, "serves", message)


def _write(entry: TemplateEntry) -> None:
    template = Template.objects.create(
        key=entry.key,
        title=entry.title,
        purpose=entry.purpose,
        instructions=entry.instructions,
        scope=entry.scope,
        sensitivity=entry.sensitivity,
        source=entry.source,
        position=Template.objects.next_position(),
    )
    TemplateColumn.objects.bulk_create(
        TemplateColumn(
            template=template,
            key=column.key,
            title=column.title,
            kind=column.kind,
            help=column.help,
            required=column.required,
            unique=column.unique,
            choices=list(column.choices),
            position=number * STEP,
        )
        for number, column in enumerate(entry.columns, start=1)
    )
    TemplatePrompt.objects.bulk_create(
        TemplatePrompt(
            template=template,
            kind=prompt.kind,
            text=prompt.text,
            source=prompt.source,
            part=prompt.part,
            position=number * STEP,
        )
        for number, prompt in enumerate(entry.prompts, start=1)
    )
    TemplateUse.objects.bulk_create(
        TemplateUse(template=template, system_key=use.system, item_key=use.item) for use in entry.serves
    )


def file_of_templates() -> TemplatesFile:
    """Return the offered templates as a file holds them."""
    return TemplatesFile(tuple(map(_entry, Template.objects.offered().with_content())))


def dump(directory: Path) -> Path:
    """Write the templates that districts are offered, and return the path."""
    path = directory / files.FILE_NAME
    path.write_text(files.dump(file_of_templates()), encoding="utf-8")
    return path


def _entry(row: Template) -> TemplateEntry:
    return TemplateEntry(
        key=row.key,
        title=paragraph(row.title),
        scope=row.scope,
        sensitivity=row.sensitivity,
        source=paragraph(row.source),
        purpose=paragraph(row.purpose),
        instructions=paragraph(row.instructions),
        columns=tuple(map(_column_entry, row.columns.all())),
        serves=tuple(UseEntry(use.system_key, use.item_key) for use in row.uses.all()),
        prompts=tuple(map(_prompt_entry, row.prompts.all())),
    )


def _column_entry(row: TemplateColumn) -> ColumnEntry:
    return ColumnEntry(
        key=row.key,
        title=paragraph(row.title),
        kind=row.kind,
        help=paragraph(row.help),
        required=row.required,
        unique=row.unique,
        choices=tuple(row.choices),
    )


def _prompt_entry(row: TemplatePrompt) -> PromptEntry:
    return PromptEntry(row.kind, paragraph(row.text), paragraph(row.source), paragraph(row.part))
