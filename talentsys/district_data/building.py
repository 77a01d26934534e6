"""The district's data as one file: what its rows say, read in as many queries as there are kinds of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import Any

from django.db.models import Field, ManyToManyField, Q, QuerySet
from django.utils import timezone

from comments.models import Thread
from core.rendering.files import file_name
from districts.models import District, Membership, Perspective
from inventories.choices import Sensitivity
from inventories.models import Inventory
from inventories.reports import named_threads
from inventories.reports.tokens import staff_data_of
from talentsys.district_data.kinds import PEOPLE, PERSON, Kind, Row, through_of
from talentsys.district_data.moment import at_one_moment
from talentsys.district_data.references import CONTENT, Ref, ref
from talentsys.district_data.table import KINDS

FORMAT, SCHEMA = "talentsys-district", 1
DISTRICT_WITHOUT = frozenset({"id", "is_demo"})


@cache
def starts() -> dict[Any, str]:
    """Return what the ids of each table's rows begin with."""
    return {kind.model: kind.start for kind in KINDS} | {PEOPLE: PERSON}


class DistrictData:
    """A district's data as a person may take it away, with the staff data that they may read where they ask for it.

    `staff_data` are the inventories whose staff data is in it.
    """

    def __init__(self, membership: Membership, *, with_staff_data: bool) -> None:
        self.membership, self.district = membership, membership.district
        self.with_staff_data = with_staff_data
        self.staff_data: list[Inventory] = staff_data_of(membership) if with_staff_data else []
        self.exported_at = timezone.now()

    @property
    def name(self) -> str:
        """The file's name, such as `lakeview-school-district-data-2026-11-28.json`."""
        day = timezone.localdate(self.exported_at).isoformat()
        return file_name(self.district.name, f"data-{day}", extension="json", otherwise=f"data-{day}")

    def content(self) -> bytes:
        """Return the file, indented, in UTF-8."""
        with at_one_moment():
            found = self.as_json()
        return json.dumps(found, ensure_ascii=False, indent=1).encode()

    def as_json(self) -> dict[str, Any]:
        """Return what the file holds, in a number of queries that does not grow with the district.

        A row that names one which is not in the file, because it holds staff data, names nothing instead.
        """
        lists = {kind.name: self.rows(kind) for kind in KINDS}
        everything = list(chain.from_iterable(lists.values()))
        people = _people(everything, inside={row["user"] for row in lists["memberships"]})
        known = {row["id"] for row in chain(people, everything)}
        return {
            "format": FORMAT,
            "schema": SCHEMA,
            "exported_at": said(self.exported_at),
            "exported_by": ref(PERSON, self.membership.user_id),
            "with_staff_data": self.with_staff_data,
            "district": district_row(self.district),
            "people": people,
            "perspectives": _perspectives(lists["raters"] + lists["team_members"]),
        } | {name: [_without_dangling(row, known) for row in rows] for name, rows in lists.items()}

    def rows(self, kind: Kind) -> list[Row]:
        """Return the rows of a kind, in one query, and one more for each column that holds several."""
        found = self.readable(kind.of(self.district), kind)
        readers = [(one.name, *_reader(one)) for one in kind.columns]
        lookups = ["pk", *chain.from_iterable(names for _, names, _ in readers), *kind.more.values()]
        rows = [_row(kind, readers, iter(values)) for values in found.values_list(*lookups)]
        for column in kind.lists:
            several = self.several(kind, column)
            rows = [row | {column.name: several.get(row["id"], [])} for row in rows]
        return kind.finish(rows)

    def readable(self, rows: QuerySet[Any], kind: Kind) -> QuerySet[Any]:
        """Leave out staff data that was not asked for or may not be read, and what is said of it."""
        if kind.staff:
            ordinary = ~Q(**{f"{kind.staff}__sensitivity": Sensitivity.STAFF})
            return rows.filter(ordinary | Q(**{f"{kind.staff}__in": self.staff_data}))
        if kind.thread and self.with_staff_data:
            shown = Thread.objects.shown_to(self.membership, named_threads(self.membership.user_id))
            return rows.filter(**{f"{kind.thread}__in": shown.values("pk")})
        if kind.thread:
            closed = "is_closed" if kind.thread == "pk" else f"{kind.thread}__is_closed"
            return rows.filter(**{closed: False})
        return rows

    def several(self, kind: Kind, column: ManyToManyField[Any, Any]) -> dict[Any, list[str]]:
        """Return what the rows of a kind hold several of, by their ids, in one query."""
        own, other = column.m2m_field_name(), column.m2m_reverse_field_name()
        through = through_of(column)
        lookups, say = _reader(through._meta.get_field(other))
        rows = through.objects.filter(**{f"{own}__{kind.path}": self.district})
        found: dict[Any, list[str]] = {}
        for pk, *values in rows.order_by(own, other).values_list(own, *lookups):
            found.setdefault(ref(kind.start, pk), []).append(say(values))
        return found


# Rows -----------------------------------------------------------------------------------------------

Say = Callable[[list[Any]], Any]


def _row(kind: Kind, readers: Iterable[tuple[str, list[str], Say]], values: Iterator[Any]) -> Row:
    row: Row = {"id": ref(kind.start, next(values))}
    for name, lookups, say in readers:
        row[name] = say([next(values) for _ in lookups])
    return row | dict(zip(kind.more, values, strict=True))


def _reader(column: Field[Any, Any]) -> tuple[list[str], Say]:
    """Return what to look up for a column, and how the file says what was found."""
    target = column.related_model
    if target is None:
        return [column.name], lambda values: said(values[0])
    if target in CONTENT:
        content = CONTENT[target]
        return [f"{column.name}__{one}" for one in content.lookups], content.named
    start = starts()[target]
    return [column.attname], lambda values: ref(start, values[0])


def said(value: Any) -> Any:
    """Return a value as JSON has it: days and times by ISO 8601, times in UTC, decimals as strings."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def district_row(district: District) -> Row:
    """Return what the file says of the district itself."""
    columns = (one.name for one in district._meta.concrete_fields if one.name not in DISTRICT_WITHOUT)
    return {name: said(getattr(district, name)) for name in columns}


def _without_dangling(row: Row, known: set[str]) -> Row:
    return {name: _known(value, known) for name, value in row.items()}


def _known(value: Any, known: set[str]) -> Any:
    if isinstance(value, Ref):
        return value if value in known else None
    if isinstance(value, list):
        return [one for one in value if not isinstance(one, Ref) or one in known]
    return value


# Whom and what rows name ------------------------------------------------------------------------------


def _people(rows: Iterable[Row], *, inside: set[Ref]) -> list[Row]:
    """Return everybody whom a row names, in one query: by name, and with an e-mail address who is in the district."""
    start = f"{PERSON}-"
    named = chain.from_iterable(_refs(value) for row in rows for value in row.values())
    keys = {int(one.removeprefix(start)) for one in named if one.startswith(start)}
    found = [(ref(PERSON, one.pk), one) for one in PEOPLE.objects.filter(pk__in=keys).order_by("pk")]
    return [{"id": key, "name": str(one), "email": one.email if key in inside else None} for key, one in found]


def _refs(value: Any) -> list[Ref]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, Ref)]


def _perspectives(rows: Iterable[Row]) -> list[Row]:
    """Return the perspectives that people brought, in one query."""
    keys = {row["perspective"] for row in rows} - {None}
    found = Perspective.objects.filter(key__in=keys).values_list("key", "title")
    return [{"key": key, "title": title} for key, title in found]
