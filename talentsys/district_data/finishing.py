"""Rows that are not as their table has them: what would tell too much, or what only a database understands."""

from __future__ import annotations

from collections import Counter
from typing import Any

from districts.models import Building, District
from rounds.choices import SHOWN_FROM
from rounds.models import Ballot, Round
from rounds.reports.spread import shuffle_key
from talentsys.district_data.kinds import Row
from talentsys.district_data.references import Ref, ref


def revealed_ballots(district: District) -> Any:
    """Return the ballots of a district that its team has revealed. None of a sealed round is ever read."""
    return Ballot.objects.revealed(*Round.objects.for_district(district).revealed())


def untraceable(rows: list[Row]) -> list[Row]:
    """Return ballots so that nobody is told whose they are, as the pages of the round show them.

    They come in an order of chance, and their ids count that order. A rater is named beside what they wrote, where
    they chose to be; of an item with fewer than three ballots no answer is shown.
    """
    cast = Counter(_place(row) for row in rows if _is_cast(row))
    return [
        {
            "id": Ref(f"rounds.ballot-{number}"),
            "round": ref("rounds.round", row["round"]),
            "rater": row["rater"] if row["named"] and row["rationale"] else None,
            "item_key": row["item_key"],
            "is_hidden": cast[_place(row)] < SHOWN_FROM,
            "value": row["value"] if cast[_place(row)] >= SHOWN_FROM else None,
            "unknown": row["unknown"] if cast[_place(row)] >= SHOWN_FROM else None,
            "rationale": row["rationale"],
        }
        for number, row in enumerate(sorted(rows, key=lambda row: shuffle_key(row["key"])), start=1)
    ]


def _place(row: Row) -> tuple[int, str]:
    return row["round"], row["item_key"]


def _is_cast(row: Row) -> bool:
    return row["value"] is not None or row["unknown"]


def without_what_was_taken_back(rows: list[Row]) -> list[Row]:
    """Return comments of which those that were taken back say nothing."""
    return [row | {"words": ""} if row["taken_back_at"] else row for row in rows]


def with_buildings(rows: list[Row]) -> list[Row]:
    """Return entries whose cells name buildings by their ids in the file: a cell holds no other whole number."""
    start = f"districts.{Building._meta.model_name}"

    def named(value: Any) -> Any:
        return ref(start, value) if type(value) is int else value

    return [row | {"cells": {key: named(value) for key, value in row["cells"].items()}} for row in rows]
