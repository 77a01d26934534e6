"""Parts of pages that are rendered once: what one district, person or day sees is never shown to another."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from hexagon.models import Review
from hexagon.services import recommend
from rounds.choices import State
from rounds.models import Round
from tests.hexagon.reviews.factories import decision, move, opened, owner_of, reviewed, row_of, say


@pytest.fixture
def twin(outsider, theirs) -> Review:
    """A review in the outsider's district of which the same is said as of the team's own."""
    return reviewed(theirs.district, outsider)


def links(client: Client, review: Review) -> set[str]:
    """The districts that a review's page leads to."""
    html = client.get(review.get_absolute_url()).content.decode()
    return set(re.findall(r'href="/districts/([\w-]+)/', html))


def line(client: Client, review: Review, key: str = "need") -> str:
    """What stands below a component: who changed it last, and when."""
    html = client.get(review.get_absolute_url()).content.decode()
    (found,) = re.findall(rf'id="st-{key}">.*?Saved\. (.*?)</span>', html, re.DOTALL)
    return found


def test_the_same_words_in_two_districts_lead_to_their_own_pages(district, lead, outsider, twin, sign_in):
    review = reviewed(district, lead)
    for one, by in ((review, lead), (twin, outsider)):
        say(one, "need", "4", by=by, note="Because.", evidence="A survey.")
        opened(one, by, ["fit"])
        recommend(one, decision=decision(), by=by)
    assert links(sign_in(lead), review) == {"lakeview"}
    assert links(sign_in(outsider), twin) == {twin.district.slug}


def test_one_change_is_yours_and_anothers(review, lead, member, sign_in):
    say(review, "need", "4", by=member)
    row = row_of(review, "need")
    row.changed_at = datetime(2026, 11, 12, 15, tzinfo=UTC)
    row.save_without_historical_record()
    assert [line(sign_in(one), review) for one in (member, lead, member)] == [
        "You, Nov 12",
        "A Member, Nov 12",
        "You, Nov 12",
    ]


def test_days_are_those_of_the_districts_time_zone(district, review, lead, sign_in):
    client = sign_in(lead)
    owner = owner_of(opened(review, lead, ["fit"]), lead)
    move(owner, State.CLOSED, lead, reason="Enough")
    night = datetime(2026, 11, 13, 7, tzinfo=UTC)
    Round.objects.update(revealed_at=night)
    say(review, "need", "4", by=lead)
    row = row_of(review, "need")
    row.changed_at = night
    row.save_without_historical_record()
    found = []
    for zone in ("Pacific/Honolulu", "America/New_York"):
        type(district).objects.update(time_zone=zone)
        html = client.get(review.get_absolute_url()).content.decode()
        found.append([line(client, review), *re.findall(r"revealed (\w+ \d+, \d+)\.", html)])
    assert found == [["You, Nov 12", "November 12, 2026"], ["You, Nov 13", "November 13, 2026"]]
