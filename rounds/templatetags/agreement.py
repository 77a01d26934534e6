"""The parts of the agreement screen that many lines make up: rendered by their templates once per process.

What a line looks like depends only on what it is called with, so nothing is ever invalidated.
"""

from __future__ import annotations

from functools import lru_cache

from django.template import Library
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from rounds.choices import Answer, Scale
from rounds.reports import Agreement, AgreeScreen

register = Library()

ROOM = 8192


@register.simple_tag
def screen_lines(screen: AgreeScreen) -> SafeString:
    """The list of all items."""
    lines = (_line(line.url, line.item.name, line.is_agreed, line.is_here) for line in screen.lines)
    return mark_safe("".join(lines))  # noqa: S308  each line is a template's


@register.simple_tag
def written_lines(screen: AgreeScreen) -> SafeString:
    """What people wrote."""
    lines = (_written(one.answer, one.text, one.who, screen.has_points) for one in screen.ballots.written)
    return mark_safe("".join(lines))  # noqa: S308  each line is a template's


@register.simple_tag
def ballot_tables(screen: AgreeScreen) -> SafeString:
    """The ballots as tables: counted by answer and, where that tells nobody's, by perspective."""
    splits = tuple((split.title, _counts(split.agreement)) for split in screen.ballots.splits)
    return _tables(screen.item.scale, _counts(screen.agreement), splits)


@register.simple_tag
def agreed_radios(screen: AgreeScreen, chosen: Answer) -> SafeString:
    """The answers of the item's scale as radios, with the one that stands in the form."""
    return _radios(screen.item.key, screen.item.scale, chosen, screen.has_points)


def _counts(agreement: Agreement) -> tuple[tuple[Answer, int], ...]:
    return tuple(agreement.by_answer)


@lru_cache(maxsize=ROOM)
def _line(url: str, name: str, is_agreed: bool, is_here: bool) -> SafeString:
    return _rendered("line", url=url, name=name, is_agreed=is_agreed, is_here=is_here)


@lru_cache(maxsize=ROOM)
def _written(answer: Answer | None, text: str, who: str, has_points: bool) -> SafeString:
    return _rendered("written", answer=answer, text=text, who=who, has_points=has_points)


@lru_cache(maxsize=ROOM)
def _radios(key: str, scale: Scale, chosen: Answer, has_points: bool) -> SafeString:
    return _rendered("radios", key=key, scale=scale, chosen=chosen, has_points=has_points)


@lru_cache(maxsize=512)
def _tables(
    scale: Scale,
    counts: tuple[tuple[Answer, int], ...],
    splits: tuple[tuple[str, tuple[tuple[Answer, int], ...]], ...],
) -> SafeString:
    return _rendered("tables", scale=scale, counts=counts, splits=splits)


def _rendered(template_name: str, **shown: object) -> SafeString:
    return SafeString(get_template(f"rounds/agree/{template_name}.html").render(shown))
