"""What a kind of row in a district's data file is: one list, made of one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, ForeignKey, ManyToManyField, Model, QuerySet

from districts.models import District, User

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A list of the file.

    `name` is the list's and `title` what people call its rows; `prefix` begins their ids. `path` leads from a row to
    its district. `without` says of each column that is left out why. `staff` leads to the inventory whose staff data a
    row is, `thread` to the thread that says whether it is about staff data. `rows` reads them where more than the
    district decides. `more` names values that `finish` makes the rows of besides their columns, and `added` is the
    JSON Schema of what it adds to them.
    """

    name: str
    title: str
    model: type[Model]
    path: str = "district"
    prefix: str = ""
    without: Mapping[str, str] = field(default_factory=dict)
    staff: str = ""
    thread: str = ""
    rows: Callable[[District], QuerySet[Any]] | None = None
    more: Mapping[str, str] = field(default_factory=dict)
    finish: Callable[[list[Row]], list[Row]] = lambda rows: rows
    added: Mapping[str, Any] = field(default_factory=dict)

    @property
    def start(self) -> str:
        """What ids begin with: "plans.step" of "plans.step-12"."""
        return self.prefix or f"{self.model._meta.app_label}.{self.model._meta.model_name}"

    @property
    def columns(self) -> list[Field[Any, Any]]:
        """The columns that rows have in the file, in the order of the table."""
        left_out = {"id", *self.without}
        found = [one for one in self.model._meta.concrete_fields if one.name not in left_out]
        return [one for one in found if not (isinstance(one, ForeignKey) and one.related_model is District)]

    @property
    def lists(self) -> list[ManyToManyField[Any, Any]]:
        """What rows hold several of; what has a table of its own in the file is not among them."""
        return [one for one in self.model._meta.many_to_many if through_of(one)._meta.auto_created]

    def of(self, district: District) -> QuerySet[Any]:
        """Return the rows of a district, also those that hold staff data."""
        found = self.rows(district) if self.rows else self.model._default_manager.filter(**{self.path: district})
        return found.order_by("pk")


def through_of(column: ManyToManyField[Any, Any]) -> Any:
    """Return the table between a row and what it holds several of."""
    return column.remote_field.through


# People stand for themselves: they are whoever a row of the file names.
PERSON = "people.person"
PEOPLE = User
