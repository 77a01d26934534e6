"""A revealed round of four items, and what browsers send to and read from its agreement screen."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from districts.models import User
from readiness.models import Rating
from rounds.choices import State
from rounds.models import Round
from tests.factories import MembershipFactory
from tests.rounds.factories import cast_all, move, open_round, seat

KEYS = ("5a-aware", "5a-ready", "6a-aware", "6a-ready")
# Ballots of four raters on the four items: wide, everyone agrees, narrow, nobody knows.
CODES = ("020n", "021n", "121n", "221n")
MARKER = "Only I could have written this"


@pytest.fixture
def raters(district) -> list[User]:
    return [one.user for one in MembershipFactory.create_batch(4, district=district)]


@pytest.fixture
def sealed(assessment, perspectives, raters) -> Round:
    """An open round in which four people have cast all their ballots."""
    round = open_round(assessment, KEYS)
    seat(round, raters)
    for rater, codes in zip(raters, CODES, strict=True):
        cast_all(round, rater, codes, MARKER)
    return round


@pytest.fixture
def revealed(sealed, lead) -> Round:
    return move(sealed, State.REVEALED, lead)


@pytest.fixture
def same(assessment, perspectives, raters, lead) -> Round:
    """A revealed round in which everyone agrees on three items of four."""
    round = open_round(assessment, KEYS)
    seat(round, raters)
    for rater, codes in zip(raters, ("0120", "0121", "0122", "0120"), strict=True):
        cast_all(round, rater, codes)
    return move(round, State.REVEALED, lead)


def url(round: Round, rest: str = "") -> str:
    return f"/districts/{round.district.slug}/readiness/rounds/{round.pk}/{rest}"


def item(round: Round, key: str) -> str:
    return url(round, f"agree/{key}/")


def typed(
    key: str, value: str = "", note: str = "", dissent: str = "", version: Any = 1, **more: Any
) -> dict[str, Any]:
    """What a browser sends of one item."""
    fields = {"value": value, "note": note, "dissent": dissent, "version": version} | more
    return {f"{key}-{name}": text for name, text in fields.items()}


def stored(key: str) -> tuple[Any, ...]:
    row = Rating.objects.get(stage_description__key=key)
    return row.value, row.unknown, row.note, row.dissent, row.round_id, row.version


def told(client: Client, address: str) -> list[str]:
    """The messages on the page that an address leads to."""
    return [str(message) for message in client.get(address, follow=True).context["messages"]]


def words(html: str) -> str:
    """The text of a page on one line."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))
