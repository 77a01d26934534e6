"""What happened lately, over all apps: one shape for it, and how changes fold into lines.

Each app says where it keeps what happens (`Source`): a query for its newest rows, all of the same columns so that one
statement reads them all, and the words for what a row did. Many changes of one person to one thing on one day are one
line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from core.words import quoted

LEFT = "Somebody who has left"
# So many rows are read of a source in which many are often changed at once (all ratings of a system in a meeting), and
# of others; ten lines are shown.
MANY, FEW = 60, 15


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One line: who, what they did, the thing with its address ("" where it is gone), the rest of the words, and when.

    `who` is empty where nobody is named.
    """

    who: str
    said: str
    about: str
    url: str
    rest: str
    at: datetime

    @property
    def words(self) -> str:
        """The line as text."""
        return " ".join(filter(None, (self.who, self.said, self.about))) + self.rest


class Row(NamedTuple):
    """What a source's query gives of one version: its source, its state, the row, what it belongs to (two keys, as its
    address needs them), what it and its place are called, who did it, when (as it is stored), and the version's own
    key.

    A state begins with "+" (added), "~" (changed), "-" (removed) or "=" (moved, whatever was before), and goes on with
    what the row became; "?" is all that the reader may know of something that changed.
    """

    source: str
    state: str
    item: int
    thing: int
    place: int
    title: str
    about: str
    who: int | None
    name: str
    at: datetime
    version: int


_since = attrgetter("at", "version")
_COLUMNS = tuple(f"told_{name}" for name in Row._fields)


def text(words: str = "") -> Value:
    """Return fixed words as a column."""
    return Value(words, output_field=TextField())


@dataclass(frozen=True, kw_only=True)
class Says:
    """Where a version says what a Row has: names of fields, or expressions. The thing is the place unless said."""

    state: Any
    place: Any
    item: Any = "id"
    thing: Any = None
    title: Any = field(default_factory=text)
    about: Any = field(default_factory=text)


def told(
    rows: Any, source: str, says: Says, *, by: str = "history_user", at: str = "history_date", most: int = FEW
) -> QuerySet[Any]:
    """Return the query of a source for its newest rows, as Row has them, in no order.

    They are found by their keys alone, so that names are looked up for them and no others.
    """
    said = {name: getattr(says, name) for name in ("state", "place", "item", "thing", "title", "about")}
    said["thing"] = said["thing"] or says.place
    named = Coalesce(NullIf(f"{by}__name", Value("")), f"{by}__email", Value(""), output_field=CharField())
    expressions = {
        "source": Value(source, output_field=TextField()),
        **{name: F(one) if isinstance(one, str) else one for name, one in said.items()},
        "who": F(by),
        "name": named,
        "at": F(at),
        "version": F("pk"),
    }
    columns = {f"told_{name}": expressions[name] for name in Row._fields}
    newest = rows.order_by(f"-{at}", "-pk").values("pk")[:most]
    found: QuerySet[Any] = rows.model._default_manager.filter(pk__in=newest).annotate(**columns).order_by()
    return found.values_list(*_COLUMNS)


def all_told(sources: Iterable[Source], *keys: int) -> QuerySet[Any]:
    """Return the one query for the newest rows of all sources, in no order: to sort is less work here than there."""
    first, *others = (source.rows(*keys) for source in sources)
    return first.union(*others, all=True)


@dataclass(frozen=True, slots=True)
class Deed:
    """The words for what somebody did: before the thing and behind it.

    `many` tells of several at once, of the place they belong to ("added {count} entries to"); without words of its own
    for one, `one` does ("added an entry to"). Of several deeds to a thing in a day the weightiest is told.
    """

    said: str
    rest: str = ""
    one: str = ""
    many: str = ""
    weight: int = 1


Url = Callable[[str, Row], str]


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where an app keeps what happens. `states` has the deed that brings a row into a state; `quoted` says whether
    people give the things their names, which then stand in quotation marks."""

    name: str
    rows: Callable[..., QuerySet[Any]]
    url: Url
    added: Deed | None
    changed: Deed | None
    removed: Deed | None = None
    states: Mapping[Any, Deed] = field(default_factory=dict)
    place_url: Url | None = None
    most: int = FEW
    quoted: bool = True
    place_quoted: bool = True

    def deed(self, before: Row | None, row: Row) -> Deed | None:
        """Return what made of one version the next."""
        kind, state = row.state[:1], row.state[1:]
        if kind == "?":
            return HIDDEN
        if kind == "+":
            return self.added
        if kind == "-":
            return self.removed
        if kind == "=":
            return self.states.get(state)
        moved = before is not None and before.state[1:] != state
        return self.states.get(state, self.changed) if moved else self.changed


HIDDEN = Deed("", rest=" was changed")


# Folding ------------------------------------------------------------------------------------------------------------


class _Days:
    """The days of a time zone. Most moments are of the day of the one before, which a comparison tells ten times as
    fast as the rules of the zone."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._day = date.min
        self._spans: tuple[datetime, datetime] | None = None

    def day_of(self, at: datetime) -> date:
        """Return the day of a moment, which came as it is stored."""
        if self._spans is None or not self._spans[0] <= at < self._spans[1]:
            self._day = _aware(at).astimezone(self._zone).date()
            begins, ends = (
                datetime.combine(day, time.min, self._zone).astimezone(UTC).replace(tzinfo=at.tzinfo and UTC)
                for day in (self._day, self._day + timedelta(days=1))
            )
            self._spans = begins, ends
        return self._day


class _Done(NamedTuple):
    """What one person did to one thing on one day."""

    row: Row
    deed: Deed


def fold(
    sources: Iterable[Source], rows: Iterable[Sequence[Any]], *, slug: str, zone: tzinfo, limit: int
) -> tuple[Happening, ...]:
    """Return the newest happenings of a district, `zone` its time zone; `rows` are those that `all_told` finds."""
    by_source: defaultdict[str, list[Row]] = defaultdict(list)
    for row in sorted(map(Row._make, rows), key=_since):
        by_source[row.source].append(row)
    days = _Days(zone)
    found: list[tuple[datetime, Callable[[], Happening]]] = []
    for source in sources:
        if source.name in by_source:
            found += _lines(source, by_source[source.name], slug, days)
    found.sort(key=lambda one: one[0], reverse=True)
    return tuple(tell() for _, tell in found[:limit])


def _lines(
    source: Source, rows: list[Row], slug: str, days: _Days
) -> Iterator[tuple[datetime, Callable[[], Happening]]]:
    """Yield when each line happened, and what tells it: only the newest are ever told."""
    cut = days.day_of(rows[0].at) if len(rows) == source.most else None
    for (_, day, *_), done in _groups(source, rows, days).items():

        def tell(done: list[_Done] = done, day: date = day) -> Happening:
            several = len({one.row.item for one in done})
            is_gone = any(row.state[:1] == "-" and row.item == done[-1].row.item for row in rows)
            return _told(source, done[-1], several, slug, is_gone=is_gone, at_least=day == cut)

        yield done[-1].row.at, tell


def _groups(source: Source, rows: list[Row], days: _Days) -> dict[tuple[Any, ...], list[_Done]]:
    """Return what belongs in one line, the newest last: first what one person did to one thing on one day, then what
    they did alike."""
    done: dict[tuple[Any, date, int], _Done] = {}
    before: dict[int, Row] = {}
    for row in rows:
        item = row.item
        deed = source.deed(before.get(item), row)
        before[item] = row
        if deed is None:
            continue
        day = days.day_of(row.at)
        key = (None, day, row.place) if deed is HIDDEN else (row.who, day, item)
        known = done.pop(key, None)
        done[key] = _Done(row, known.deed if known and known.deed.weight > deed.weight else deed)
    groups: defaultdict[tuple[Any, ...], list[_Done]] = defaultdict(list)
    for (who, day, item), one in done.items():
        many = one.deed.many
        groups[who, day, many or item, one.row.place if many else None].append(one)
    return groups


def _told(source: Source, done: _Done, several: int, slug: str, *, is_gone: bool, at_least: bool) -> Happening:
    row, deed = done.row, done.deed
    of_place = source.place_url is not None and (several > 1 or bool(deed.one) or deed is HIDDEN)
    if of_place and source.place_url is not None:
        count = f"at least {several - several % 10 or several}" if at_least else str(several)
        said = deed.many.format(count=count) if several > 1 else deed.one
        url, about, in_quotes = source.place_url(slug, row), row.about, source.place_quoted
    else:
        said, about, in_quotes = deed.said, row.title, source.quoted
        url = "" if is_gone else source.url(slug, row)
    return Happening(
        who="" if deed is HIDDEN else row.name or LEFT,
        said=said,
        about=quoted(about) if in_quotes else about,
        url=url,
        rest=deed.rest,
        at=_aware(row.at),
    )


def _aware(at: datetime) -> datetime:
    """Return a moment that came as it is stored: SQLite keeps it in UTC without saying so."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)
