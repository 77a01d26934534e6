"""Records as JSON, and back: what is stored of a snapshot stays readable, whatever a record holds later.

Each stored record says in which shape it is (`schema`). A record of an earlier shape is raised to the next one by one
upgrader a step, over its JSON alone; tests keep one file per shape.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from typing import Any

from cattrs.preconf.json import make_converter

from plans.reports.record.record import PlanRecord

SCHEMA = 1
# What raises a record to the next shape, by the shape that it has.
UPGRADERS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}

_CONVERTER = make_converter(forbid_extra_keys=True)
_CONVERTER.register_unstructure_hook(Decimal, lambda value: format(value.normalize(), "f"))
_CONVERTER.register_structure_hook(Decimal, lambda said, _: Decimal(said))


class UnreadableRecord(ValueError):
    """What is stored is of a shape that this version does not know, or is no record at all."""


def to_json(record: PlanRecord) -> dict[str, Any]:
    """Return a record as JSON types, with its `schema`."""
    found: dict[str, Any] = {"schema": SCHEMA, **_CONVERTER.unstructure(record)}
    return found


def from_json(stored: dict[str, Any]) -> PlanRecord:
    """Return the record that is stored. Raises UnreadableRecord."""
    said = dict(stored)
    schema = said.pop("schema", None)
    while schema != SCHEMA:
        if schema not in UPGRADERS:
            raise UnreadableRecord(f"No shape of a plan's record is called {schema!r}.")
        said, schema = UPGRADERS[schema](said), schema + 1
    try:
        return _CONVERTER.structure(said, PlanRecord)
    except Exception as error:  # cattrs gathers what is wrong in groups of many kinds
        raise UnreadableRecord("What is stored is no record of a plan.") from error


def digest_of(record: PlanRecord) -> str:
    """Return a digest of what a record says, whenever it was read."""
    said = to_json(record)
    del said["read_at"]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
