"""The JSON Schema of a district's data file, made of the same table as the file."""

from __future__ import annotations

import json
import re
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Field

from districts.models import District
from rounds.models import Ballot
from talentsys.district_data.building import DISTRICT_WITHOUT, FORMAT, SCHEMA, starts
from talentsys.district_data.kinds import PERSON, Kind
from talentsys.district_data.references import CONTENT
from talentsys.district_data.table import KINDS

Schema = dict[str, Any]
FILE = settings.BASE_DIR / "docs" / "district-data.schema.json"

DECIMAL: Schema = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
_TYPES: tuple[tuple[type[Field[Any, Any]], Schema], ...] = (
    (models.BooleanField, {"type": "boolean"}),
    (models.DateTimeField, {"type": "string", "format": "date-time"}),
    (models.DateField, {"type": "string", "format": "date"}),
    (models.DecimalField, DECIMAL),
    (models.IntegerField, {"type": "integer"}),
    (models.JSONField, {}),
    (models.TextField, {"type": "string"}),
    (models.CharField, {"type": "string"}),
)


def data_schema() -> Schema:
    """Return the schema of the file, as JSON Schema has it since 2020-12."""
    lists = {kind.name: {"type": "array", "description": _sentence(kind), "items": _row(kind)} for kind in KINDS}
    district = [one for one in District._meta.concrete_fields if one.name not in DISTRICT_WITHOUT]
    return (
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "The data of a district, as talentsys hands it out",
        }
        | _object(
            {
                "format": {"const": FORMAT},
                "schema": {"const": SCHEMA},
                "exported_at": {"type": "string", "format": "date-time"},
                "exported_by": _ref(PERSON),
                "with_staff_data": {"type": "boolean", "description": "Whether staff data was asked for."},
                "district": _object({one.name: _value(one) for one in district}),
                "people": {
                    "type": "array",
                    "description": "Everybody whom a row names. E-mail addresses are those of the district's members.",
                    "items": _object(
                        {"id": _ref(PERSON), "name": {"type": "string"}, "email": {"type": ["string", "null"]}}
                    ),
                },
                "perspectives": {
                    "type": "array",
                    "description": "What people of the district speak for.",
                    "items": _object({"key": {"type": "string"}, "title": {"type": "string"}}),
                },
            }
            | lists
        )
        | {"$defs": _ids() | _contents()}
    )


def schema_text() -> str:
    """Return the schema as its file in the documentation holds it."""
    return json.dumps(data_schema(), indent=2) + "\n"


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _row(kind: Kind) -> Schema:
    several = {one.name: {"type": "array", "items": _target(one)} for one in kind.lists}
    columns = {} if kind.model is Ballot else {one.name: _value(one) for one in kind.columns}
    return _object({"id": _ref(kind.start)} | columns | several | dict(kind.added))


def _sentence(kind: Kind) -> str:
    """What people call the rows, and what their table says of itself: its first paragraph on one line."""
    told = " ".join((kind.model.__doc__ or "").split("\n\n")[0].split())
    return f"{kind.title[0].upper()}{kind.title[1:]}. {told}"


def _value(column: Field[Any, Any]) -> Schema:
    shape = _target(column) if column.related_model else _plain(column)
    told = {"description": str(column.help_text)} if column.help_text else {}
    return told | ({"anyOf": [shape, {"type": "null"}]} if column.null and shape else shape)


def _plain(column: Field[Any, Any]) -> Schema:
    shape = next(shape for kind, shape in _TYPES if isinstance(column, kind))
    if column.choices:
        empty = [""] if column.blank and not column.null else []
        return shape | {"enum": [*empty, *(value for value, _ in column.flatchoices)]}
    return shape


def _target(column: Any) -> Schema:
    target = column.related_model
    return {"$ref": f"#/$defs/{target.__name__}"} if target in CONTENT else _ref(starts()[target])


def _ref(start: str) -> Schema:
    return {"$ref": f"#/$defs/{start}"}


def _ids() -> Schema:
    return {start: {"type": "string", "pattern": f"^{re.escape(start)}-[0-9]+$"} for start in starts().values()}


def _contents() -> Schema:
    return {
        model.__name__: {"type": "string", "description": _named(model.__name__), "examples": [content.example]}
        for model, content in CONTENT.items()
    }


def _named(name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return f"Content, which is the same for every district: {'an' if words[0] in 'aeiou' else 'a'} {words}."
