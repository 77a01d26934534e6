import re
from collections import Counter
from io import BytesIO

import pytest
from django.contrib.messages import get_messages
from pypdf import PdfReader

from districts.choices import Paper, Role
from rounds.choices import UNKNOWN, Answer, Scale, State
from rounds.exports.paper import ballot_context
from rounds.models import Ballot, Rater
from rounds.reports import RoundItem, round_moves
from tests.core.pdf_checks import problems, tags_of, text_of
from tests.factories import PASSWORD
from tests.rounds.factories import cast_all, move

MARKED = {"label": "Paper ballot 1", "5a-aware-value": "2", "5a-aware-note": "Seen it.", "5a-ready-value": "n"}
DETAIL = "/districts/lakeview/readiness/rounds/{}/"


@pytest.fixture
def running(round_of, assessment, people):
    """An open round in which a member, a coach and a viewer have a seat."""
    return round_of(assessment, [people[Role.MEMBER], people[Role.COACH], people[Role.VIEWER]])


@pytest.fixture
def ended(running, people, lead):
    """The round once its ballots are in: a member's say 2 everywhere, for a reason."""
    cast_all(running, people[Role.MEMBER], "222222", why="SEALED WORDS")
    return move(running, State.ENDED, lead)


@pytest.fixture
def marked(perspectives):
    return MARKED | {"perspective": perspectives["teacher"].pk}


def url(round, page=""):
    return DETAIL.format(round.pk) + page


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def keyed(round):
    return {
        rater.label: {
            ballot.item_key: (ballot.value, ballot.unknown, ballot.rationale) for ballot in rater.ballots.all()
        }
        for rater in Rater.objects.filter(round=round, keyed_at__isnull=False).prefetch_related("ballots")
    }


# Printing ---------------------------------------------------------------------------------------


def test_a_printed_ballot_is_accessible_and_asks_everything(ended, lead, sign_in):
    response = sign_in(lead).get(url(ended, "ballots.pdf"))
    text, tags = text_of(response.content), tags_of(response.content)
    assert (response.status_code, problems(response.content)) == (200, [])
    assert response["Content-Disposition"] == 'attachment; filename="paper-ballot-first-look.pdf"'
    assert (tags["Table"], tags["H1"], tags["H3"], tags["TR"]) == (7, 1, 6, 9)
    assert "Talent Management, Autumn 2026. 6 items to rate." in text
    assert re.findall(r"\d+a?, Getting (?:Aware|Ready)", text) == [
        "5a, Getting Aware", "5a, Getting Ready", "6a, Getting Aware", "6a, Getting Ready", "8, Getting Aware",
        "8, Getting Ready",
    ]  # fmt: skip
    assert text.count("Not started Partly in place In place Not enough information Why") == 6
    assert "hidden from team-mates until reveal, except from the person who keys it in" in text
    assert "Family or community" in text


def test_a_printed_ballot_holds_nothing_of_anybody(ended, lead, people, sign_in):
    text = text_of(sign_in(lead).get(url(ended, "ballots.pdf")).content)
    assert [word for word in ("SEALED", *(str(person) for person in people.values())) if word in text] == []


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595, 842))])
def test_a_ballot_is_printed_on_the_district_s_paper(running, district, lead, sign_in, paper, size):
    district.paper = paper
    district.save()
    reader = PdfReader(BytesIO(sign_in(lead).get(url(running, "ballots.pdf")).content))
    assert {tuple(map(round, sheet.mediabox[2:])) for sheet in reader.pages} == {size}
    assert f"Page 1 of {len(reader.pages)}" in reader.pages[0].extract_text()


def test_a_closed_round_has_no_ballots_to_print(running, lead, sign_in):
    move(running, State.CLOSED, lead, "Opened by mistake")
    response = sign_in(lead).get(url(running, "ballots.pdf"))
    assert (response.url, told(response)) == (
        url(running), ["The round is closed, so there is nothing left to rate on paper."],
    )  # fmt: skip


@pytest.mark.parametrize("page", ["ballots.pdf", "paper/", "paper/1/discard/"])
def test_paper_is_for_leads_of_the_district_alone(ended, people, outsider, sign_in, page):
    others = [people[Role.MEMBER], people[Role.COACH], people[Role.VIEWER], outsider]
    assert [sign_in(person).get(url(ended, page)).status_code for person in others] == [403, 403, 403, 404]


def test_questions_and_answers_are_spelled_out_once():
    scales = [Scale((Answer("1", "None", "Nobody can name any."), Answer("2", "Thin"), UNKNOWN)) for _ in range(2)]
    items = [
        RoundItem(key=name, name=name, heading=name, text="Text.", questions=("Why?",), group="Group", scale=scale)
        for name, scale in (("A", scales[0]), ("B", scales[0]), ("C", scales[1]))
    ]
    context = ballot_context(title="T", about="A", district="D", items=items, perspectives=["1", "2", "3", "4"])
    [(group, printed)] = context["groups"]
    assert [(one.seen_at, one.is_spelled_out) for one in printed] == [("", True), ("A", False), ("", True)]
    assert (group, context["perspectives"]) == ("Group", [["1", "2", "3"], ["4", "", ""]])


# Keying in --------------------------------------------------------------------------------------


def test_a_paper_ballot_is_keyed_in_as_a_seat_of_its_own(ended, lead, sign_in, marked):
    response = sign_in(lead).post(url(ended, "paper/"), marked | {"then": "next"})
    rater = Rater.objects.get(round=ended, label="Paper ballot 1")
    assert (response.url, told(response)) == (url(ended, "paper/"), ["Saved: Paper ballot 1."])
    assert keyed(ended) == {
        "Paper ballot 1": {"5a-aware": (2, False, "Seen it."), "5a-ready": (None, True, "")},
    }
    assert (rater.keyed_by, rater.membership, rater.perspective.key, rater.named) == (lead, None, "teacher", False)
    assert rater.finished_at == rater.keyed_at


def test_after_the_last_ballot_the_page_leads_back_to_the_round(ended, lead, sign_in, marked):
    assert sign_in(lead).post(url(ended, "paper/"), marked | {"then": "done"}).url == url(ended)


def test_the_next_ballot_gets_the_next_free_name_and_those_before_are_listed(ended, lead, sign_in, marked):
    client = sign_in(lead)
    for label in ("Paper ballot 1", "Paper ballot 3"):
        client.post(url(ended, "paper/"), marked | {"label": label})
    html = client.get(url(ended, "paper/")).content.decode()
    assert re.search(r'name="label" value="([^"]*)"', html)[1] == "Paper ballot 2"
    assert re.findall(r"<li><strong>([^<]+)</strong>, ([^<]+) <a", html) == [
        ("Paper ballot 1", "Teacher"), ("Paper ballot 3", "Teacher"),
    ]  # fmt: skip
    assert "You see these ballots before the reveal" in html


def test_the_page_of_keying_shows_nothing_of_any_ballot(ended, lead, sign_in, marked):
    client = sign_in(lead)
    client.post(url(ended, "paper/"), marked)
    html = client.get(url(ended, "paper/")).content.decode()
    assert (html.count("SEALED"), html.count("Seen it"), html.count(" checked")) == (0, 0, 0)


def test_keying_reads_as_much_with_one_ballot_as_with_many(ended, lead, sign_in, marked, django_assert_num_queries):
    client = sign_in(lead)
    for number in range(1, 4):
        client.post(url(ended, "paper/"), marked | {"label": f"Paper ballot {number}"})
        with django_assert_num_queries(6):
            client.get(url(ended, "paper/"))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"perspective": ""}, "Choose the perspective that is marked on the paper."),
        ({"label": ""}, "Give the ballot a name, and write it on the paper."),
        ({"5a-aware-note": "", "5a-aware-value": "", "5a-ready-value": ""}, "Nothing is marked on this ballot yet."),
        ({"5a-ready-value": "7"}, "Select a valid choice. 7 is not one of the available choices."),
        ({"6a-aware-note": "x" * 10_001}, "This note has 10001 characters; 10,000 fit. It is not saved yet."),
    ],
)
def test_what_cannot_be_saved_comes_back_as_it_was_typed(ended, lead, sign_in, marked, changes, error):
    response = sign_in(lead).post(url(ended, "paper/"), marked | changes)
    html = response.content.decode()
    typed = marked | changes
    assert (response.status_code, html.count(error), keyed(ended)) == (422, 1, {})
    assert f'name="label" value="{typed["label"]}"' in html
    notes = dict(re.findall(r'name="([\w-]+)-note"[^>]*>\n(.*?)</textarea>', html))
    assert {key: note for key, note in notes.items() if note} == {
        key: typed[f"{key}-note"] for key in ("5a-aware", "6a-aware") if typed.get(f"{key}-note")
    }
    checked = re.findall(r'name="([\w-]+)-value" value="(\w+)" checked', html)
    assert checked == [
        (key, typed[f"{key}-value"]) for key in ("5a-aware", "5a-ready") if typed[f"{key}-value"] in {"n", "2"}
    ]


def test_a_name_that_is_taken_is_said_beside_the_field(ended, lead, sign_in, marked):
    client = sign_in(lead)
    client.post(url(ended, "paper/"), marked)
    response = client.post(url(ended, "paper/"), marked | {"5a-aware-note": "Another"})
    assert response.status_code == 422
    assert '<p class="invalid-feedback" id="wrong-label">A paper ballot with this name is keyed in already.</p>' in (
        response.content.decode()
    )
    assert Counter(Ballot.objects.filter(rater__keyed_by=lead).values_list("rationale", flat=True)) == {
        "Seen it.": 1, "": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        ((), "Paper ballots are keyed in once voting has ended and before the reveal. The round is still open."),
        ((State.ENDED, State.REVEALED), "The ballots are revealed, so no more are keyed in."),
        ((State.CLOSED,), "The round is closed, so no ballots are keyed in."),
    ],
)
def test_before_and_after_the_page_says_when_ballots_are_keyed_in(
    running, lead, people, sign_in, marked, states, sentence
):
    cast_all(running, people[Role.MEMBER], "222222")
    for state in states:
        move(running, state, lead, "For a reason")
    client = sign_in(lead)
    page = client.get(url(running, "paper/"))
    html = page.content.decode()
    assert (page.status_code, html.count(sentence), html.count("<fieldset")) == (200, 1, 0)
    refused = client.post(url(running, "paper/"), marked)
    assert (refused.status_code, keyed(running)) == (422, {})
    assert "Paper ballots are keyed in after voting has ended and before the reveal." in refused.content.decode()
    assert "Seen it." in refused.content.decode()


def test_a_ballot_that_is_sent_after_the_session_ended_is_saved_after_signing_in(ended, lead, sign_in, marked):
    client = sign_in(lead)
    owner = re.search(r'name="owner" value="([^"]+)"', client.get(url(ended, "paper/")).content.decode())[1]
    client.cookies.pop("sessionid")
    sent = client.post(url(ended, "paper/"), marked | {"owner": owner, "then": "done"})
    assert (sent.url, keyed(ended)) == (f"/accounts/login/?next={url(ended, 'paper/')}", {})
    client.post("/accounts/login/", {"login": lead.email, "password": PASSWORD})
    assert client.get(url(ended, "paper/")).url == url(ended)
    assert keyed(ended)["Paper ballot 1"]["5a-aware"] == (2, False, "Seen it.")


def test_whoever_is_no_lead_keys_nothing_in(ended, people, outsider, sign_in, marked):
    others = [people[Role.MEMBER], people[Role.COACH], people[Role.VIEWER], outsider]
    statuses = [sign_in(person).post(url(ended, "paper/"), marked).status_code for person in others]
    assert (statuses, keyed(ended)) == ([403, 403, 403, 404], {})


# Taking out -------------------------------------------------------------------------------------


def test_a_keyed_ballot_is_taken_out_after_asking(ended, lead, sign_in, marked):
    client = sign_in(lead)
    client.post(url(ended, "paper/"), marked)
    rater = Rater.objects.get(label="Paper ballot 1")
    page = client.get(url(ended, f"paper/{rater.pk}/discard/"))
    assert ("Take out Paper ballot 1" in page.content.decode(), len(keyed(ended))) == (True, 1)
    response = client.post(url(ended, f"paper/{rater.pk}/discard/"))
    assert (response.url, told(response), keyed(ended)) == (
        url(ended, "paper/"), ["Paper ballot 1 is taken out."], {},
    )  # fmt: skip
    move = round_moves(ended)[0]
    assert (move.what, move.who, move.reason) == ("Paper ballot taken out", str(lead), "Paper ballot 1")


def test_nobody_s_own_ballot_is_ever_taken_out(ended, lead, people, sign_in):
    own = Rater.objects.get(membership__user=people[Role.MEMBER])
    assert sign_in(lead).post(url(ended, f"paper/{own.pk}/discard/")).status_code == 404
    assert own.ballots.count() == 6


def test_a_ballot_stays_once_it_is_revealed(ended, lead, sign_in, marked):
    client = sign_in(lead)
    client.post(url(ended, "paper/"), marked)
    rater = Rater.objects.get(label="Paper ballot 1")
    move(ended, State.REVEALED, lead)
    answers = [getattr(client, method)(url(ended, f"paper/{rater.pk}/discard/")) for method in ("get", "post")]
    assert [answer.url for answer in answers] == [url(ended)] * 2
    assert len(keyed(ended)) == 1
