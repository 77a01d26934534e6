"""Many people at once, on a real database each with a connection of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from districts.choices import Role
from districts.models import User
from readiness.models import Assessment, Rating
from tests.factories import MembershipFactory
from tests.readiness.factories import content_file, opened, published

SESSIONS, SAVES = 10, 20
KEYS = ("5a-aware", "5a-ready", "6a-ready")


@pytest.fixture
def real_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that several connections write to: SQLite's in memory has neither WAL nor a busy timeout.

    The one in memory is set aside as it is, and a copy of it in a file takes its place for the time of the test.
    """
    if connection.vendor != "sqlite":
        yield
        return
    settings, path = connection.settings_dict, str(tmp_path / "test.sqlite3")
    connection.ensure_connection()
    aside, name = connection.connection, settings["NAME"]
    aside.execute("VACUUM INTO ?", [path])
    connection.connection, settings["NAME"] = None, path
    yield
    connection.close()
    connection.connection, settings["NAME"] = aside, name


@pytest.fixture
def lead(real_database: None) -> User:
    return MembershipFactory(role=Role.LEAD, district__slug="lakeview", user__email="lead@lakeview.example.org").user


@pytest.fixture
def assessment(lead: User) -> Assessment:
    edition = published(content_file("talent_management"))
    return opened(lead.memberships.get().district, edition, "Autumn 2026", lead)


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def saving(client: Client, assessment: Assessment, key: str) -> Callable[[], Any]:
    """The first answer to an item, ready to be sent."""
    typed = {f"{key}-value": "1", f"{key}-version": "1"}
    return partial(client.post, f"{assessment.get_absolute_url()}ratings/{key}/", typed, headers={"HX-Request": "true"})


def at_once(actions: list[Callable[[], Any]]) -> list[Any]:
    """Run the actions at the same time, each in a thread with its own connection, and return what they return."""
    barrier = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=20)
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_every_save_of_ten_sessions_is_stored_with_its_history_or_answered_409(assessment, lead):
    district = assessment.district
    people = [MembershipFactory(district=district).user for _ in range(SESSIONS)]
    clients = [signed_in(user) for user in people]

    def save(session, number):
        key, note = KEYS[number % len(KEYS)], f"Note {number} of session {session}"
        version = Rating.objects.for_assessment(assessment).with_key(key).values_list("version", flat=True).get()
        typed = {f"{key}-value": str(number % 3), f"{key}-note": note, f"{key}-version": version}
        url = f"{assessment.get_absolute_url()}ratings/{key}/"
        response = clients[session].post(url, typed, headers={"HX-Request": "true"})
        assert b"Somebody who has left" not in response.content
        return key, note, people[session].pk, response.status_code

    def session(number):
        return lambda: [save(number, one) for one in range(SAVES)]

    answers = [answer for answers in at_once([session(number) for number in range(SESSIONS)]) for answer in answers]
    statuses = Counter(status for *_, status in answers)
    assert (len(answers), set(statuses)) == (200, {200, 409})

    for key in KEYS:
        row = Rating.objects.for_assessment(assessment).with_key(key).get()
        history = row.history.order_by("version")
        stored = [(note, pk) for one, note, pk, status in answers if one == key and status == 200]
        assert row.version == 1 + len(stored)
        assert list(history.values_list("version", flat=True)) == list(range(1, row.version + 1))
        assert sorted(history.exclude(version=1).values_list("note", "history_user")) == sorted(stored)
        last = history.last()
        assert (row.value, row.note, row.changed_by_id) == (last.value, last.note, last.history_user_id)


def test_one_name_opened_by_several_leads_at_once_is_one_assessment(assessment, lead):
    clients = [signed_in(lead) for _ in range(4)]
    typed = {"edition": assessment.edition_id, "label": "Spring 2027"}
    url = "/districts/lakeview/readiness/open/"
    responses = at_once([partial(client.post, url, typed) for client in clients])
    assert sorted(response.status_code for response in responses) == [200, 200, 200, 302]
    assert Assessment.objects.filter(label="Spring 2027").count() == 1


def test_one_name_given_to_two_assessments_at_once_is_given_to_one(assessment, lead):
    other = opened(assessment.district, assessment.edition, "Spring 2027", lead)
    typed = {"label": "Fall 2026", "version": 1}
    urls = [f"{one.get_absolute_url()}rename/" for one in (assessment, other)]
    responses = at_once([partial(signed_in(lead).post, url, typed) for url in urls])
    assert sorted(response.status_code for response in responses) == [200, 302]
    assert Assessment.objects.filter(label="Fall 2026").count() == 1


def test_deleting_and_saving_at_once_do_not_wait_for_each_other(assessment, lead):
    """Whoever comes first wins: the answer is kept and so is the assessment, or both are gone."""
    saver, deleter = signed_in(lead), signed_in(lead)
    for number in range(5):
        one = opened(assessment.district, assessment.edition, f"Round {number}", lead)
        saved, deleted = at_once(
            [saving(saver, one, "5a-ready"), partial(deleter.post, f"{one.get_absolute_url()}delete/")]
        )
        kept = Assessment.objects.filter(pk=one.pk).exists()
        assert (saved.status_code, kept) in {(200, True), (404, False)}
        assert deleted.status_code == 302


def test_closing_and_saving_at_once_store_nothing_in_what_is_closed(assessment, lead):
    keys = ("1-aware", "2a-aware", "3a-aware", "3b-aware", "5a-aware")
    saves = [saving(signed_in(lead), assessment, key) for key in keys]
    *saved, _ = at_once([*saves, partial(signed_in(lead).post, f"{assessment.get_absolute_url()}close/")])
    closed_at = Assessment.objects.get(pk=assessment.pk).closed_at
    changed = Rating.objects.for_assessment(assessment).touched()
    assert {response.status_code for response in saved} <= {200, 423}
    assert sum(response.status_code == 200 for response in saved) == changed.count()
    assert [row.changed_at for row in changed if row.changed_at > closed_at] == []
