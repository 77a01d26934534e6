"""What an edition of the Hexagon says, as pages need it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from hexagon.choices import READING_ORDER, Side
from hexagon.models import Component, HexagonEdition, Point
from practices.reports import KEPT_EDITIONS, Published
from rounds.choices import UNKNOWN, Answer, Scale


@dataclass(frozen=True)
class ContentPoint:
    """What a component looks like at `value`, from 1 to 5."""

    value: int
    label: str
    description: str


@dataclass(frozen=True)
class ContentComponent:
    """A component; its `scale` has the points in order, from 1 to 5, and not enough information last."""

    pk: int
    key: str
    title: str
    side: str
    side_title: str
    definition: str
    questions: tuple[str, ...]
    points: tuple[ContentPoint, ...]
    scale: Scale


@dataclass(frozen=True)
class HexagonContent:
    """Everything an edition says; the components stand in the order in which people read them."""

    pk: int
    number: int
    status: str
    source: str
    introduction: tuple[str, ...]
    digest: str
    components: tuple[ContentComponent, ...]

    @cached_property
    def sides(self) -> tuple[tuple[str, tuple[ContentComponent, ...]], ...]:
        """The title of each side, and its components."""
        return tuple(
            (side.label, tuple(component for component in self.components if component.side == side)) for side in Side
        )


def edition_content(edition: HexagonEdition) -> HexagonContent:
    """Return what an edition of any status says now, in four queries."""
    return _content(
        HexagonEdition.objects.prefetch_related("components__questions", "components__points").get(pk=edition.pk)
    )


def hexagon_content(edition: HexagonEdition) -> HexagonContent:
    """Return what an edition says; once it is published, this is prepared once per process."""
    if edition.is_draft:
        return edition_content(edition)
    return _prepared_content(Published.of(edition))


def current_hexagon() -> HexagonContent | None:
    """Return what is published, in one query once it is prepared, or None where nothing is."""
    edition = HexagonEdition.objects.published().first()
    return hexagon_content(edition) if edition else None


@lru_cache(maxsize=KEPT_EDITIONS)
def _prepared_content(published: Published) -> HexagonContent:
    return edition_content(HexagonEdition(pk=published.pk))


def _content(edition: HexagonEdition) -> HexagonContent:
    return HexagonContent(
        pk=edition.pk,
        number=edition.number,
        status=edition.status,
        source=edition.source,
        introduction=edition.paragraphs,
        digest=edition.digest,
        components=tuple(map(_component, sorted(edition.components.all(), key=_place))),
    )


def _place(row: Component) -> int:
    """Where people read a component; a draft may hold one of another key, and that comes last."""
    return READING_ORDER.index(row.key) if row.key in READING_ORDER else len(READING_ORDER)


def _component(row: Component) -> ContentComponent:
    points = tuple(map(_point, sorted(row.points.all(), key=lambda point: point.value)))
    return ContentComponent(
        pk=row.pk,
        key=row.key,
        title=row.title,
        side=row.side,
        side_title=Side(row.side).label,
        definition=row.definition,
        questions=tuple(question.text for question in row.questions.all()),
        points=points,
        scale=Scale((*(Answer(str(each.value), each.label, each.description) for each in points), UNKNOWN), near=1),
    )


def _point(row: Point) -> ContentPoint:
    return ContentPoint(row.value, row.label, row.description)
