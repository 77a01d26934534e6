"""A district's data file: whole, valid, and nobody else's."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.admin.utils import NestedObjects
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from jsonschema import Draft202012Validator

from districts.models import District, Membership
from inventories.models import Entry
from rounds.choices import SEALED
from rounds.models import Ballot
from talentsys.district_data.building import DistrictData, starts
from talentsys.district_data.schema import data_schema
from talentsys.district_data.table import KINDS
from tests.factories import MembershipFactory
from tests.talentsys.district_data.two_districts import Two, two_districts

pytestmark = pytest.mark.django_db

HIDDEN = {"inventory_columns", "inventory_prompts", "entries"}
ID = re.compile(r"[a-z]+\.[a-z_]+-[0-9]+")


@pytest.fixture(scope="module")
def two(django_db_setup: None, django_db_blocker: Any) -> Iterator[Two]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield two_districts()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def whole(two: Two) -> dict[str, Any]:
    """Lakeview's file with staff data, as a program reads it."""
    return json.loads(DistrictData(two.lead, with_staff_data=True).content())


@pytest.fixture(scope="module")
def ordinary(two: Two) -> dict[str, Any]:
    """Lakeview's file without staff data."""
    return json.loads(DistrictData(two.lead, with_staff_data=False).content())


@pytest.fixture(scope="module")
def owned(two: Two) -> dict[str, dict[type, set[Any]]]:
    return {district.slug: owned_by(district) for district in (two.lakeview, two.harbor)}


def owned_by(district: District) -> dict[type, set[Any]]:
    """Every row that would go with a district, by its model, as Django finds them when it deletes one."""
    found = NestedObjects(using="default")
    found.collect([district])
    return {model: {row.pk for row in rows} for model, rows in found.model_objs.items()}


def numbers(rows: list[dict[str, Any]]) -> set[int]:
    return {int(row["id"].rpartition("-")[2]) for row in rows}


def test_it_says_what_it_is(two: Two, whole: dict[str, Any]):
    assert list(whole)[:8] == [
        "format", "schema", "exported_at", "exported_by", "with_staff_data", "district", "people", "perspectives",
    ]  # fmt: skip
    assert list(whole)[8:] == [kind.name for kind in KINDS]
    assert (whole["format"], whole["schema"], whole["with_staff_data"]) == ("talentsys-district", 1, True)
    assert abs(datetime.fromisoformat(whole["exported_at"]) - timezone.now()).total_seconds() < 600
    assert whole["district"] == {
        "name": "Lakeview School District",
        "slug": "lakeview",
        "state": "MI",
        "nces_id": "9900420",
        "paper": "Letter",
        "time_zone": "America/New_York",
        "created_at": two.lakeview.created_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
    }


def test_it_is_what_its_schema_says(whole: dict[str, Any], ordinary: dict[str, Any]):
    validator = Draft202012Validator(data_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    for file in (whole, ordinary):
        assert [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(file)] == []
    broken = whole | {"plans": [whole["plans"][0] | {"secret": 1}]}
    assert not validator.is_valid(broken)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_row_of_the_district_is_in_it_and_none_of_another(owned: Any, whole: dict[str, Any], kind: Any):
    ours, theirs = (owned[slug][kind.model] for slug in ("lakeview", "harbor"))
    assert ours
    assert theirs
    if kind.name == "ballots":  # Their ids count an order of chance.
        sealed = set(Ballot.objects.filter(rater__round__state__in=SEALED).values_list("pk", flat=True))
        assert ours & sealed
        assert len(whole["ballots"]) == len(ours - sealed) > 200
    elif kind.name == "entries":
        deleted = set(Entry.objects.exclude(deleted_at=None).values_list("pk", flat=True))
        assert ours & deleted
        assert numbers(whole["entries"]) == ours - deleted
    else:
        assert numbers(whole[kind.name]) == ours


def test_without_staff_data_only_that_is_missing(whole: dict[str, Any], ordinary: dict[str, Any]):
    [secret] = [row["id"] for row in whole["inventories"] if row["sensitivity"] == "staff"]
    assert secret in {row["id"] for row in ordinary["inventories"]}
    for kind in KINDS:
        rows = whole[kind.name]
        if kind.name in HIDDEN:
            rows = [row for row in rows if row["inventory"] != secret]
            assert len(rows) < len(whole[kind.name]), kind.name
        assert [row for row in ordinary[kind.name] if row not in rows] == [], kind.name
        assert len(ordinary[kind.name]) == len(rows), kind.name
    assert ["LV-3001" in json.dumps(file) for file in (whole, ordinary)] == [True, False]


def test_ids_are_used_once_and_every_reference_is_in_the_file(whole: dict[str, Any], ordinary: dict[str, Any]):
    for file in (whole, ordinary):
        rows = [row for name in ("people", *(kind.name for kind in KINDS)) for row in file[name]]
        ids = Counter(row["id"] for row in rows)
        assert set(ids.values()) == {1}
        named = {one for row in rows for value in row.values() for one in strings(value)}
        assert {one for one in named if ID.fullmatch(one) and one.rpartition("-")[0] in starts().values()} <= set(ids)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def test_it_holds_no_secret_and_nobody_of_another_district(two: Two, whole: dict[str, Any]):
    text = json.dumps(whole)
    assert [secret for secret in two.secrets if secret in text] == []
    assert re.findall(r"@harbor|districts/harbor|password|token", text) == []
    emails = {person["email"] for person in whole["people"]}
    assert emails == set(two.lakeview.memberships.values_list("user__email", flat=True))


def test_content_is_named_by_edition_and_key(whole: dict[str, Any]):
    assert {row["edition"] for row in whole["assessments"]} == {"talent-management/1", "leadership/1"}
    assert "talent-management/1/5a-ready" in {row["stage_description"] for row in whole["ratings"]}
    assert "leadership/1/protocols" in {row["consideration"] for row in whole["placements"]}
    assert {row["component"] for row in whole["component_ratings"]} >= {"hexagon/1/need", "hexagon/1/fit"}
    assert {row["template"] for row in whole["inventories"]} >= {"recruiting", "certifications"}
    assert sorted(whole["plans"][0]["systems"]) == ["leadership", "talent-management"]
    assert {"key": "teacher", "title": "Teacher"} in whole["perspectives"]


def test_values_are_days_times_and_decimals_as_text(whole: dict[str, Any]):
    reading, step = whole["readings"][0], whole["steps"][0]
    assert re.fullmatch(r"\d+(\.\d*[1-9])?", reading["value"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", step["due_on"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", step["changed_at"])
    assert step["changed_by"] in {person["id"] for person in whole["people"]}
    cells = [row["cells"] for row in whole["entries"]]
    places = {value for row in cells for value in row.values() if str(value).startswith("districts.building-")}
    assert places <= {row["id"] for row in whole["buildings"]}
    assert len(places) > 1
    assert all(isinstance(value, str | bool | list) for row in cells for value in row.values())


def test_several_things_are_a_list(whole: dict[str, Any]):
    assert any(len(row["present"]) > 1 for row in whole["meetings"])
    assert any(row["measures"] for row in whole["cycles"])
    [ninth] = [row for row in whole["snapshots"] if row["number"] == 9]
    assert (ninth["record"], ninth["digest"]) == ({"schema": 1}, "d" * 64)
    [file] = [row for row in whole["snapshot_files"] if row["snapshot"] == ninth["id"]]
    assert (file["name"], file["size"], file["sha256"]) == ("brief.pdf", 3, "e" * 64)


def test_the_number_of_queries_does_not_grow(two: Two):
    """One for each of 39 kinds and of three columns that hold several; revealed rounds, people and perspectives.

    Where no round was revealed nothing is asked about ballots, and nothing about perspectives that nobody brought.
    """
    counted = {}
    for name, membership in (("much", two.lead), ("little", little_district())):
        for staff in (False, True):
            with CaptureQueriesContext(connection) as queries:
                DistrictData(membership, with_staff_data=staff).content()
            counted[name, staff] = len(queries)
    assert counted == {("much", False): 45, ("much", True): 46, ("little", False): 43, ("little", True): 44}


def little_district() -> Membership:
    """A district with nothing but its lead."""
    made = MembershipFactory(role="lead")
    return Membership.objects.select_related("district", "user").get(pk=made.pk)


def test_a_lead_downloads_it_and_staff_data_is_recorded(two: Two, client: Client):
    client.force_login(two.lead.user)
    address = "/districts/lakeview/data/"
    exports = two.lakeview.inventories.get(sensitivity="staff").staff_exports
    before = exports.count()
    plain = client.post(address)
    assert plain["Content-Type"] == "application/json"
    assert re.fullmatch(
        r'attachment; filename="lakeview-school-district-data-\d{4}-\d\d-\d\d\.json"', plain["Content-Disposition"]
    )
    assert plain["Cache-Control"] == "private, no-cache"
    assert (plain.json()["with_staff_data"], exports.count()) == (False, before)
    with_staff = client.post(address, {"staff": "on"})
    assert (with_staff.json()["with_staff_data"], exports.count()) == (True, before + 1)
    newest = exports.first()
    assert (newest.by, newest.file) == (two.lead.user, with_staff["Content-Disposition"].split('"')[1])
    client.force_login(two.harbor_lead.user)
    assert client.post(address, {"staff": "on"}).status_code == 404
