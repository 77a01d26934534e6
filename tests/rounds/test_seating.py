"""Seating a team: who is ticked, which perspective is chosen, and what two leads or a missing choice do."""

import pytest

from districts.choices import Role
from districts.models import Membership, Perspective
from rounds.choices import State
from rounds.models import Rater
from rounds.services import set_finished
from tests.factories import MembershipFactory
from tests.readiness.pages import Page
from tests.rounds.conftest import KEYS
from tests.rounds.factories import cast, move, open_round


@pytest.fixture
def round(assessment, perspectives):
    """An open round with nobody seated."""
    return open_round(assessment, KEYS)


@pytest.fixture
def client(sign_in, lead):
    return sign_in(lead)


def url(round):
    return f"/districts/lakeview/readiness/rounds/{round.pk}/seats/"


def pk_of(person):
    return Membership.objects.get(user=person).pk


def ticked(response):
    boxes = Page(response).root.all("input", type="checkbox")
    return {box["id"] for box in boxes if "checked" in box.attributes}


def chosen(response, person):
    options = Page(response).id(f"perspective-{pk_of(person)}").all("option")
    return [option.text for option in options if "selected" in option.attributes]


def sent(response, **changes):
    """The form as a browser sends it, with changes by name; None unticks."""
    root = Page(response).root
    data = {one["name"]: one["value"] for one in root.all("input", type="hidden") if one["name"].startswith("was-")}
    data |= dict.fromkeys(ticked(response), "on")
    for select in root.all("select"):
        (value,) = [one["value"] for one in select.all("option") if "selected" in one.attributes] or [""]
        data[select["name"]] = value
    return {name: value for name, value in (data | changes).items() if value is not None}


def seats(round):
    return {str(seat.membership.user): seat.perspective.key for seat in Rater.objects.for_round(round).with_people()}


def test_leads_and_members_are_ticked_first_and_nobody_brings_anything(client, round, people):
    response = client.get(url(round))
    assert ticked(response) == {f"seat-{pk_of(people[role])}" for role in (Role.LEAD, Role.MEMBER)}
    assert [chosen(response, person) for person in people.values()] == [[], [], [], []]


def test_whoever_is_ticked_is_seated_with_their_perspective(client, round, people, perspectives):
    lead, viewer = pk_of(people[Role.LEAD]), pk_of(people[Role.VIEWER])
    changes = {
        f"seat-{pk_of(people[Role.MEMBER])}": None,
        f"seat-{viewer}": "on",
        f"perspective-{viewer}": str(perspectives["student"].pk),
        f"perspective-{lead}": str(perspectives["district-leader"].pk),
    }
    response = client.post(url(round), sent(client.get(url(round)), **changes), follow=True)
    assert response.redirect_chain == [(url(round).removesuffix("seats/"), 302)]
    assert [str(message) for message in response.context["messages"]] == ["2 seated."]
    assert seats(round) == {"A Lead": "district-leader", "A Viewer": "student"}


def test_a_ticked_person_without_a_perspective_is_an_error_beside_them_and_nothing_is_lost(
    client, round, people, perspectives
):
    lead, member = people[Role.LEAD], people[Role.MEMBER]
    changes = {f"perspective-{pk_of(lead)}": str(perspectives["teacher"].pk)}
    response = client.post(url(round), sent(client.get(url(round)), **changes))
    page = Page(response)
    assert response.status_code == 422
    assert page.root.texts("p", class_="invalid-feedback") == ["Choose what A Member speaks for."]
    assert page.id(f"perspective-{pk_of(member)}")["aria-describedby"] == f"perspective-{pk_of(member)}-error"
    assert (chosen(response, lead), ticked(response)) == (["Teacher"], {f"seat-{pk_of(one)}" for one in (lead, member)})
    assert seats(round) == {}


def test_a_perspective_that_is_not_offered_is_refused(client, round, people):
    changes = {f"perspective-{pk_of(person)}": "999" for person in people.values()}
    response = client.post(url(round), sent(client.get(url(round)), **changes))
    assert response.status_code == 422
    assert seats(round) == {}


def test_the_newest_seat_of_the_district_is_preselected_even_where_its_perspective_is_retired(
    client, assessment, round_of, people, perspectives
):
    round_of(assessment, [people[Role.LEAD], people[Role.COACH]], ("1-aware",))
    newest = round_of(assessment, [people[Role.COACH]], ("1-ready",))
    perspectives["district-leader"].is_active = False
    perspectives["district-leader"].save()
    round = open_round(assessment, KEYS)
    response = client.get(url(round))
    assert chosen(response, people[Role.COACH]) == ["District leader"]
    assert chosen(response, people[Role.MEMBER]) == []
    options = Page(response).id(f"perspective-{pk_of(people[Role.MEMBER])}").texts("option")
    assert "District leader" not in options
    assert seats(newest) == {"A Coach": "district-leader"}


def test_whoever_has_cast_a_ballot_cannot_be_unticked(client, assessment, round_of, people):
    member = people[Role.MEMBER]
    round = round_of(assessment, [member, people[Role.COACH]])
    cast(round, member, "5a-aware", "2")
    page = Page(client.get(url(round)))
    box = page.id(f"seat-{pk_of(member)}")
    assert "disabled" in box.attributes
    assert page.id(box["aria-describedby"]).text == "Has cast a ballot, which is never lost, so the seat stays."
    data = sent(client.get(url(round)), **{f"seat-{pk_of(one)}": None for one in people.values()})
    response = client.post(url(round), data)
    assert response.status_code == 422
    assert Page(response).root.texts("p", class_="invalid-feedback") == [
        "A Member has cast a ballot, and a ballot is never lost."
    ]
    assert seats(round) == {"A Member": "district-leader", "A Coach": "human-resources"}


def test_what_another_lead_seated_meanwhile_stays(client, assessment, round_of, people, perspectives):
    round = round_of(assessment, [people[Role.LEAD]])
    read = client.get(url(round))
    other = MembershipFactory(district=round.district, role=Role.LEAD, user__name="Bea Wood").user
    member = pk_of(people[Role.MEMBER])
    meanwhile = {f"seat-{member}": "on", f"perspective-{member}": str(perspectives["teacher"].pk)}
    client.post(url(round), sent(client.get(url(round)), **meanwhile))
    viewer = pk_of(people[Role.VIEWER])
    changes = {f"seat-{viewer}": "on", f"perspective-{viewer}": str(perspectives["student"].pk)}
    assert client.post(url(round), sent(read, **changes)).status_code == 302
    assert seats(round) == {"A Lead": "district-leader", "A Member": "teacher", "A Viewer": "student"}
    assert not Rater.objects.filter(membership__user=other).exists()


def test_raters_are_seated_only_while_the_round_is_open(client, assessment, round_of, people, lead):
    round = round_of(assessment, [lead, people[Role.MEMBER]])
    read = client.get(url(round))
    move(round, State.ENDED, lead)
    assert client.get(url(round)).status_code == 302
    response = client.post(url(round), sent(read, **{f"seat-{pk_of(people[Role.MEMBER])}": None}))
    assert response.status_code == 422
    assert Page(response).root.one("div", class_="ts-notice").text == "Raters are seated while the round is open."
    assert seats(round) == {"A Lead": "district-leader", "A Member": "human-resources"}


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COACH, Role.VIEWER])
def test_nobody_but_a_lead_seats_anybody(round, people, sign_in, role):
    assert sign_in(people[role]).get(url(round)).status_code == 403
    assert sign_in(people[role]).post(url(round), {}).status_code == 403


def test_an_outsider_finds_nothing_to_seat(round, outsider, sign_in):
    assert sign_in(outsider).get(url(round)).status_code == 404


# A rater's own seat -----------------------------------------------------------------------------------------------


def own(round):
    return f"/districts/lakeview/readiness/rounds/{round.pk}/ballot/seat/"


def test_a_rater_says_what_they_bring_and_whether_their_name_shows(assessment, round_of, people, sign_in, perspectives):
    viewer = people[Role.VIEWER]
    round = round_of(assessment, [viewer, people[Role.COACH]])
    client = sign_in(viewer)
    response = client.post(own(round), {"perspective": perspectives["student"].pk, "named": "on"})
    assert (response.status_code, response.url) == (302, own(round).removesuffix("seat/"))
    seat = Rater.objects.get(round=round, membership__user=viewer)
    assert (seat.perspective.key, seat.named) == ("student", True)
    assert [one.named for one in Rater.objects.filter(membership__user=people[Role.COACH])] == [False]


def test_a_retired_perspective_stays_with_who_brings_it(assessment, round_of, people, sign_in, perspectives):
    round = round_of(assessment, [people[Role.VIEWER]])
    Perspective.objects.filter(key__in=("district-leader", "teacher")).update(is_active=False)
    options = Page(sign_in(people[Role.VIEWER]).get(own(round))).id("id_perspective").texts("option")
    assert (options[0], len(options), "Teacher" in options) == ("District leader", 7, False)


def test_a_seat_is_described_only_while_the_round_is_open(assessment, round_of, people, sign_in, lead, perspectives):
    round = round_of(assessment, [people[Role.VIEWER]])
    set_finished(round_pk=round.pk, finished=True, by=people[Role.VIEWER])
    move(round, State.ENDED, lead)
    client = sign_in(people[Role.VIEWER])
    assert client.get(own(round)).status_code == 302
    assert client.post(own(round), {"perspective": perspectives["student"].pk}).status_code == 302
    assert seats(round) == {"A Viewer": "district-leader"}
