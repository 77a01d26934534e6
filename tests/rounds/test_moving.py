"""Moving a round on and back: what is asked, who is told, and what two leads at once do."""

import pytest
from django.core import mail
from django.test import override_settings

from districts.choices import Role
from districts.models import Membership
from rounds.choices import State
from rounds.models import Ballot, Round, Transition
from tests.readiness.pages import Page
from tests.rounds.factories import cast_all, finish, move, seat_of


@pytest.fixture
def round(round_of, assessment, people, lead):
    """A round of which every item has four ballots."""
    round = round_of(assessment, [lead, people[Role.MEMBER], people[Role.VIEWER], people[Role.COACH]])
    for role in Role:
        cast_all(round, people[role], "001122", "Marker")
    return round


@pytest.fixture
def client(sign_in, lead):
    return sign_in(lead)


def url(round, to):
    return f"/districts/lakeview/readiness/rounds/{round.pk}/move/{to}/"


def notice(response):
    return Page(response).root.one("section", class_="ts-notice").texts("p")


def test_the_reveal_warns_by_name_of_raters_who_have_not_finished_and_of_missing_perspectives(client, round, people):
    finish(round, people[Role.MEMBER])
    assert notice(client.get(url(round, "revealed"))) == [
        "3 raters have not finished: A Coach, A Lead, A Viewer.",
        "No rater for: Non-instructional staff, Education association, Family or community, Student.",
    ]


def test_a_lead_reveals_and_it_is_recorded(client, round, lead):
    response = client.post(url(round, "revealed"), {"version": 1})
    assert (response.status_code, response.url) == (302, f"/districts/lakeview/readiness/rounds/{round.pk}/")
    round.refresh_from_db()
    last = Transition.objects.get(round=round, to_state=State.REVEALED)
    assert (round.state, round.version) == (State.REVEALED, 2)
    assert (last.from_state, last.by, last.reason, last.figures) == (State.OPEN, lead, "", None)


def test_stepping_back_needs_a_reason_beside_the_field(client, round, lead):
    move(round, State.REVEALED, lead)
    response = client.post(url(round, "open"), {"version": 2, "reason": "  "})
    assert response.status_code == 422
    assert Page(response).id("error_1_id_reason").text == "Say why. Every rater reads it."
    assert Round.objects.get(pk=round.pk).state == State.REVEALED


def test_stepping_back_keeps_every_ballot_hides_them_and_records_the_figures(client, round, lead, people, sign_in):
    before = list(Ballot.objects.filter(rater__round=round).values_list("pk", "value", "rationale", "version"))
    move(round, State.REVEALED, lead)
    assert client.post(url(round, "open"), {"version": 2, "reason": "Two misread it."}).status_code == 302
    assert list(Ballot.objects.filter(rater__round=round).values_list("pk", "value", "rationale", "version")) == before
    assert list(Ballot.objects.revealed(round)) == []
    assert Transition.objects.get(round=round, from_state=State.REVEALED).figures[0] == [
        "5a, Getting Aware",
        "4 ballots, median 0, range 0 to 0, 4 of 4 near the median, strong agreement.",
    ]
    for person in people.values():
        for page in ("", "ballot/"):
            response = sign_in(person).get(f"/districts/lakeview/readiness/rounds/{round.pk}/{page}")
            assert notice(response)[0].endswith(": Two misread it.")


def test_stepping_back_mails_every_rater_with_the_reason(client, round, lead, people):
    Membership.objects.get(user=people[Role.COACH]).delete()
    move(round, State.REVEALED, lead)
    response = client.post(url(round, "open"), {"version": 2, "reason": "Two misread it."}, follow=True)
    assert sorted(one.to[0] for one in mail.outbox) == [
        f"{role}@lakeview.example.org" for role in ("lead", "member", "viewer")
    ]
    assert {one.subject for one in mail.outbox} == {"Opened again: First look"}
    body = mail.outbox[0].body
    assert "Two misread it." in body.splitlines()
    assert f"http://testserver/districts/lakeview/readiness/rounds/{round.pk}/ballot/" in body.splitlines()
    assert "Marker" not in body
    told = "The round is open again. Every rater reads your reason on their ballot. 3 of them were told by mail, too."
    assert [str(message) for message in response.context["messages"]] == [told]


@override_settings(MAIL_IS_SET_UP=False)
def test_no_mail_goes_out_where_none_is_set_up(client, round, lead):
    move(round, State.REVEALED, lead)
    client.post(url(round, "open"), {"version": 2, "reason": "Two misread it."})
    assert mail.outbox == []


@override_settings(EMAIL_BACKEND="tests.rounds.factories.Refusing")
def test_mail_that_fails_is_logged_and_the_round_is_open_all_the_same(client, round, lead, caplog):
    move(round, State.REVEALED, lead)
    assert client.post(url(round, "open"), {"version": 2, "reason": "Two misread it."}).status_code == 302
    assert Round.objects.get(pk=round.pk).state == State.OPEN
    assert {record.message for record in caplog.records if record.name == "rounds.services.mail"} == {
        "A rater could not be told by mail that a round was opened again."
    }


def test_only_the_step_back_is_told_by_mail(client, round):
    client.post(url(round, "ended"), {"version": 1})
    client.post(url(round, "open"), {"version": 2, "reason": "One more day."})
    assert (mail.outbox, Round.objects.get(pk=round.pk).state) == ([], State.OPEN)


def test_two_leads_at_once_move_it_once_and_the_second_reads_where_it_is_now(client, round, lead):
    move(round, State.ENDED, lead)
    response = client.post(url(round, "closed"), {"version": 1, "reason": "We stop here."})
    page = Page(response)
    assert response.status_code == 409
    assert page.id("id_reason").raw.strip() == "We stop here."
    assert page.root.one("input", name="version")["value"] == "2"
    assert page.root.one("div", class_="alert alert-block alert-danger").text == (
        "Nothing was changed: another lead moved the round meanwhile. Voting has ended. Ballots are hidden from "
        "team-mates until reveal."
    )
    assert client.post(url(round, "closed"), {"version": 2, "reason": "We stop here."}).status_code == 302
    assert Round.objects.get(pk=round.pk).state == State.CLOSED


def test_a_reason_for_a_move_that_no_longer_follows_is_there_to_copy(client, round, lead):
    move(round, State.ENDED, lead)
    move(round, State.REVEALED, lead)
    response = client.post(url(round, "ended"), {"version": 1, "reason": "We stop here."})
    page = Page(response)
    assert response.status_code == 409
    assert page.id("id_reason").raw.strip() == "We stop here."
    assert [button.text for button in page.root.one("main").all("button")] == []


def test_a_step_that_does_not_follow_leads_back_to_the_round(client, round):
    response = client.get(url(round, "agreed"), follow=True)
    assert response.redirect_chain == [(f"/districts/lakeview/readiness/rounds/{round.pk}/", 302)]
    assert [str(message) for message in response.context["messages"]] == [
        (
            "This step does not follow from where the round is. Open: everyone rates alone first. Ballots are hidden "
            "from team-mates until reveal."
        )
    ]


def test_nothing_is_revealed_where_nobody_has_cast_a_ballot(client, round_of, assessment, lead):
    empty = round_of(assessment, [lead], ("1-aware",))
    response = client.post(url(empty, "revealed"), {"version": 1})
    assert response.status_code == 422
    assert Page(response).root.one("div", class_="alert alert-block alert-danger").text == (
        "Nobody has cast a ballot yet, so there is nothing to reveal."
    )


def test_agreement_is_recorded_once_every_item_is_agreed_on(client, round, lead):
    move(round, State.REVEALED, lead)
    response = client.post(url(round, "agreed"), {"version": 2})
    assert response.status_code == 422
    assert Page(response).root.one("div", class_="alert alert-block alert-danger").text == (
        "6 items are not agreed on yet."
    )


def test_a_state_that_there_is_not_is_not_found(client, round):
    assert client.get(url(round, "elsewhere")).status_code == 404


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COACH, Role.VIEWER])
def test_nobody_but_a_lead_moves_a_round(round, people, sign_in, role):
    for to in State:
        assert sign_in(people[role]).get(url(round, to)).status_code == 403
        assert sign_in(people[role]).post(url(round, to), {"version": 1, "reason": "Mine."}).status_code == 403
    assert Round.objects.get(pk=round.pk).version == 1


def test_an_outsider_finds_no_round_to_move(round, outsider, sign_in):
    assert sign_in(outsider).post(url(round, "revealed"), {"version": 1}).status_code == 404


def test_a_closed_round_lets_its_items_be_rated_elsewhere_again(client, round, lead, assessment):
    covered = assessment.ratings.filter(covered_by=round).count()
    client.post(url(round, "closed"), {"version": 1, "reason": "We rate live instead."})
    assert (covered, assessment.ratings.filter(covered_by=round).count()) == (6, 0)
    assert seat_of(round, lead).ballots.count() == 6
