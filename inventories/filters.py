"""Searching and filtering the entries of an inventory, by the columns that it has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import django_filters
from django import forms
from django.db.models import Min, Q, QuerySet
from django.forms.widgets import DateInput

from inventories.cells import key_of, keys_of
from inventories.choices import ColumnKind
from inventories.models import CellKey
from inventories.reports import Sheet, SheetColumn

EMPTY = "(empty)"
CONTAINED = (ColumnKind.TEXT, ColumnKind.PERSON, ColumnKind.LINK)


def _with(found: QuerySet[Any], keys: QuerySet[CellKey]) -> QuerySet[Any]:
    """Return what is found so far with one of these keys, as entries or as the keys of entries.

    Keys are those of kept entries alone, so where nothing was found by its words, the entries need no reading at all,
    which would take the longest.
    """
    if found.model is CellKey:
        return found.filter(entry__in=keys.values("entry"))
    return found.filter(pk__in=keys.values("entry")) if found.query.where else keys


class ChosenFilter(django_filters.ChoiceFilter):
    """Entries that say one of the column's words, or nothing."""

    def __init__(self, column: SheetColumn, words: list[tuple[str, str]]) -> None:
        super().__init__(choices=[*words, (EMPTY, "Empty")], label=column.title, empty_label="Any")
        self.column = column

    def filter(self, qs: Any, value: Any) -> Any:
        if not value:
            return qs
        keys = CellKey.objects.for_column(self.column.pk)
        return _with(qs, keys.empty() if value == EMPTY else keys.filled().filter(key=value))


class ContainsFilter(django_filters.CharFilter):
    """Entries whose text contains some letters, whatever the capitals."""

    def __init__(self, column: SheetColumn) -> None:
        super().__init__(label=f"{column.title} contains", max_length=100)
        self.column = column

    def filter(self, qs: Any, value: Any) -> Any:
        wanted = key_of(str(value or ""))
        keys = CellKey.objects.for_column(self.column.pk).filled()
        return _with(qs, keys.filter(key__contains=wanted)) if wanted else qs


class EndFilter(django_filters.Filter):
    """Entries whose number or date is not before, or not after, an end of a range."""

    def __init__(self, column: SheetColumn, lookup: str, field: forms.Field, words: str) -> None:
        super().__init__(label=f"{column.title}, {words}")
        self.column, self.lookup, self._field = column, lookup, field
        field.label, field.required = self.label, False

    def filter(self, qs: Any, value: Any) -> Any:
        if value is None:
            return qs
        [key] = keys_of(self.column, str(value))
        keys = CellKey.objects.for_column(self.column.pk).filled()
        return _with(qs, keys.filter(**{f"key__{self.lookup}": key}))


class BaseEntryFilter(django_filters.FilterSet):
    """A search through all columns, and those entries alone that leave a needed cell empty.

    `places` are the buildings, each with its name as a search has it, and `in_places` the columns that hold one.
    """

    q = django_filters.CharFilter(method="search", label="Search", max_length=100)
    gaps = django_filters.BooleanFilter(method="with_gaps", label="Only entries with gaps", widget=forms.CheckboxInput)
    required: tuple[int, ...] = ()
    in_places: tuple[int, ...] = ()
    places: tuple[tuple[int, str], ...] = ()

    def search(self, entries: Any, _name: str, value: str) -> Any:
        """Return those in which every one of the words occurs, in a text or in the name of a building."""
        for word in key_of(value).split():
            found = Q(words__contains=word)
            if places := [str(pk) for pk, name in self.places if word in name]:
                named = CellKey.objects.filter(column__in=self.in_places, key__in=places)
                found |= Q(pk__in=named.values("entry"))
            entries = entries.filter(found)
        return entries

    def with_gaps(self, entries: Any, _name: str, value: bool) -> Any:
        if not value:
            return entries
        missing = CellKey.objects.filter(column__in=self.required).empty()
        return _with(
            entries, CellKey.objects.filter(pk__in=missing.values("entry").annotate(first=Min("pk")).values("first"))
        )

    def found(self) -> QuerySet[Any] | None:
        """Return the numbers of the entries that are found, each once; None where nothing was asked for."""
        if not self.asked:
            return None
        found: QuerySet[Any] = self.qs
        return found.order_by().values_list("entry" if found.model is CellKey else "pk", flat=True)

    @property
    def asked(self) -> set[str]:
        """The names of the filters in which something valid was asked for."""
        said = getattr(self.form, "cleaned_data", {}) if self.form.is_bound and self.form.is_valid() else {}
        return {name for name, value in said.items() if value is not False and value not in (None, "")}

    @property
    def is_open(self) -> bool:
        """Whether more was asked for than a search, or something that cannot be understood."""
        return bool(self.asked - {"q"}) or bool(self.form.errors)


def entry_filter(sheet: Sheet) -> type[BaseEntryFilter]:
    """Return the filters of an inventory's columns; putting the class together takes longer than using it."""
    return _filter_class(sheet.in_use, tuple(sorted(sheet.buildings.items(), key=lambda place: place[1].casefold())))


@lru_cache(maxsize=256)
def _filter_class(columns: tuple[SheetColumn, ...], buildings: tuple[tuple[int, str], ...]) -> type[BaseEntryFilter]:
    made = {name: one for column in columns for name, one in _filters(column, buildings)}
    more = {
        "required": tuple(column.pk for column in columns if column.required),
        "in_places": tuple(column.pk for column in columns if column.kind == ColumnKind.BUILDING),
        "places": tuple((pk, key_of(name)) for pk, name in buildings),
    }
    return type("EntryFilter", (BaseEntryFilter,), made | more)


def _filters(column: SheetColumn, buildings: tuple[tuple[int, str], ...]) -> Iterator[tuple[str, Any]]:
    name = f"f-{column.key}"
    if column.is_counted:
        yield name, ChosenFilter(column, _words(column, buildings))
    elif column.kind in CONTAINED:
        yield name, ContainsFilter(column)
    elif column.kind != ColumnKind.LONG_TEXT:
        for end, lookup, words in (("from", "gte", "from"), ("to", "lte", "up to")):
            yield f"{name}-{end}", EndFilter(column, lookup, _end_field(column), words)


def _words(column: SheetColumn, buildings: tuple[tuple[int, str], ...]) -> list[tuple[str, str]]:
    if column.kind == ColumnKind.BUILDING:
        return [(str(pk), name) for pk, name in buildings]
    words = ("Yes", "No") if column.kind == ColumnKind.YES_NO else column.choices
    return [(word, word) for word in words]


def _end_field(column: SheetColumn) -> forms.Field:
    if column.is_date:
        return forms.DateField(widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    return forms.DecimalField(max_digits=15, decimal_places=6)
