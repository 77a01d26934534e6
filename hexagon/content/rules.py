"""What must hold between the rows of the file, and the one function that applies every rule."""

from __future__ import annotations

from typing import Any

from hexagon.choices import POINTS, SIDES
from hexagon.content.entries import ComponentEntry, HexagonFile
from hexagon.content.reader import read_file
from practices.content.checking import Found, check_file, repeated

# How many questions a team can discuss about a component in one meeting.
FEWEST_QUESTIONS, MOST_QUESTIONS = 4, 7


def check(raw: Any, file: str) -> HexagonFile:
    """Return what `raw`, the mapping that a file holds, says; raises ContentError with every problem."""
    return check_file(raw, file, read_file, _problems_between_rows)


def _problems_between_rows(content: HexagonFile) -> Found:
    """Yield kind, key, field and message of what no row can know by itself."""
    components = content.components
    yield from repeated("component", "key", ((row.key, row.key) for row in components))
    questions = (question.key for row in components for question in row.questions)
    yield from repeated("question", "key", ((key, key) for key in questions))
    points = (point.key for row in components for point in row.points)
    yield from repeated("point", "key", ((key, key) for key in points))
    yield from _component_list_problems([row.key for row in components if row.key])
    for component in components:
        yield from _side_problems(component)
        yield from _question_problems(component)
        yield from _point_problems(component)


def _component_list_problems(keys: list[str]) -> Found:
    """Yield a problem unless the six components are there, in the order in which people read them."""
    for key in keys:
        if key not in SIDES:
            yield "component", key, "key", f"is not one of {', '.join(SIDES)}"
    for key in SIDES:
        if keys and key not in keys:
            yield "", "", "components", f"{key} is missing"
    if sorted(keys) == sorted(SIDES) and keys != list(SIDES):
        yield "", "", "components", f"the order is not {', '.join(SIDES)}"


def _side_problems(component: ComponentEntry) -> Found:
    expected = SIDES.get(component.key)
    if component.side and expected and component.side != expected:
        yield "component", component.key, "side", f'"{component.side}" is not {expected}'


def _question_problems(component: ComponentEntry) -> Found:
    count = len(component.questions)
    if count and not FEWEST_QUESTIONS <= count <= MOST_QUESTIONS:
        message = f"there are {count}, and not {FEWEST_QUESTIONS} to {MOST_QUESTIONS}"
        yield "component", component.key, "questions", message


def _point_problems(component: ComponentEntry) -> Found:
    """Yield a problem unless there is one point of each value, from 1 to 5, with a label of its own."""
    values = tuple(point.value for point in component.points)
    if values and values != POINTS:
        expected, found = (", ".join(map(str, each)) for each in (POINTS, values))
        yield "component", component.key, "points", f"the values are {found}, and not {expected}"
    yield from repeated("point", "label", ((point.key, point.label) for point in component.points))
