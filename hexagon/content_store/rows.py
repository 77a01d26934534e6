"""The entries of the Hexagon's file as rows, and back."""

from __future__ import annotations

from hexagon import content as files
from hexagon.models import Component, HexagonEdition, Point, Question
from practices.content import EditionEntry, paragraph
from practices.content_store import STEP


def file_of(edition: HexagonEdition) -> files.HexagonFile:
    """Return the edition as a file holds it. A draft may lack what a file must have."""
    stored = HexagonEdition.objects.prefetch_related("components__questions", "components__points").get(pk=edition.pk)
    return files.HexagonFile(
        edition=EditionEntry(stored.number, paragraph(stored.source), stored.paragraphs),
        components=tuple(map(_component_entry, stored.components.all())),
    )


def _component_entry(row: Component) -> files.ComponentEntry:
    questions = (files.QuestionEntry(each.key, paragraph(each.text)) for each in row.questions.all())
    points = (
        files.PointEntry(each.key, each.value, paragraph(each.label), paragraph(each.description))
        for each in row.points.all()
    )
    return files.ComponentEntry(
        row.key, row.side, paragraph(row.title), paragraph(row.definition), tuple(questions), tuple(points)
    )


def write_rows(edition: HexagonEdition, content: files.HexagonFile) -> None:
    """Give a draft the rows of a file, in place of those that it has."""
    edition.components.all().delete()
    components = Component.objects.bulk_create(
        Component(
            edition=edition,
            key=entry.key,
            side=entry.side,
            title=entry.title,
            definition=entry.definition,
            position=number * STEP,
        )
        for number, entry in enumerate(content.components, start=1)
    )
    pairs = list(zip(components, content.components, strict=True))
    Question.objects.bulk_create(
        Question(edition=edition, component=row, key=question.key, text=question.text, position=number * STEP)
        for row, entry in pairs
        for number, question in enumerate(entry.questions, start=1)
    )
    Point.objects.bulk_create(
        Point(
            edition=edition,
            component=row,
            key=point.key,
            value=point.value,
            label=point.label,
            description=point.description,
            position=point.value * STEP,
        )
        for row, entry in pairs
        for point in entry.points
    )
