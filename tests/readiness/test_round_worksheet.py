"""The worksheet while a round covers items, and once its team has agreed on them."""

import pytest

from districts.choices import Role
from readiness.models import ConsiderationPlacement, Rating
from rounds.choices import State
from rounds.reports import item_history
from rounds.services import Draft
from tests.readiness.factories import rate
from tests.readiness.pages import Page
from tests.readiness.test_query_counts import queries
from tests.readiness.test_saving import stored
from tests.rounds.factories import cast, move, open_round, owned, seat

KEYS = ["5a-aware", "5a-ready"]


@pytest.fixture
def url(assessment):
    return assessment.get_absolute_url()


@pytest.fixture
def agreed(assessment, perspectives, people, lead):
    """A closed round in which the team agreed on 5a, Getting Ready, with a dissent."""
    round = open_round(assessment, ["5a-ready"])
    raters = [people[Role.LEAD], people[Role.MEMBER], people[Role.VIEWER]]
    seat(round, raters)
    for person, code in zip(raters, "112", strict=True):
        cast(round, person, "5a-ready", code)
    move(round, State.REVEALED, lead)
    draft = Draft(version=1, answer=Rating.scale.answer("1"), note="One of two.", dissent="The viewer saw both.")
    owned(round, lead).agree(key="5a-ready", draft=draft, by=lead)
    move(round, State.AGREED, lead)
    return round


def test_a_covered_item_shows_rating_and_note_without_a_control(assessment, url, save, people, sign_in, lead):
    rate(assessment, "5a-ready", "1", "Half of it.", by=lead)
    round = open_round(assessment, KEYS)
    for role in Role:
        item = Page(sign_in(people[role]).get(url)).id("i-5a-ready")
        assert item.all("input") + item.all("textarea") == []
        assert item.one("p", class_="ts-given").text == "Partly in place"
        assert item.one("div", class_="ts-given__note").text == "Half of it."
        state = item.one(id="st-5a-ready")
        assert (state.text, state.one("a")["href"]) == (
            "Being rated together in First look",
            f"/districts/lakeview/readiness/rounds/{round.pk}/",
        )


def test_items_that_no_round_covers_keep_their_controls(assessment, url, people, sign_in):
    open_round(assessment, [*KEYS, "readiness"])
    page = Page(sign_in(people[Role.MEMBER]).get(url))
    controls = {one["data-item"] for one in page.root.walk() if "data-item" in one.attributes}
    assert (len(controls), controls & {*KEYS, "readiness"}) == (48, set())
    assert page.id("st-readiness").text == "Being rated together in First look"


def test_the_next_unrated_is_one_that_waits_here(assessment, url, people, sign_in):
    open_round(assessment, ["readiness", "resources", "protocols"])
    (link,) = [
        one for one in Page(sign_in(people[Role.MEMBER]).get(url)).root.all("a") if "data-next" in one.attributes
    ]
    assert link["href"] == "#i-1-aware"


@pytest.mark.parametrize(
    ("kind", "key", "model"), [("ratings", "5a-ready", Rating), ("placements", "readiness", ConsiderationPlacement)]
)
@pytest.mark.parametrize("version", [1, None, 7])
def test_a_covered_item_is_not_saved_and_says_why(assessment, save, kind, key, model, version):
    round = open_round(assessment, [key])
    response = save(key, "1", "Typed meanwhile.", version, kind=kind)
    state = Page(response).id(f"st-{key}")
    assert (response.status_code, state.one("span").text, state.one("a").text, state.one("a")["href"]) == (
        423,
        "Not saved: this is being rated together now. What you typed is kept on this computer.",
        "First look",
        f"/districts/lakeview/readiness/rounds/{round.pk}/",
    )
    assert stored(assessment, key, model) == (None, False, "", 1)


def test_an_item_is_saved_again_once_its_round_is_closed(assessment, save, lead):
    round = open_round(assessment, KEYS)
    move(round, State.CLOSED, lead, "Not needed.")
    assert save("5a-ready", "1").status_code == 200


def test_a_round_of_another_district_covers_nothing_here(assessment, theirs, save, outsider):
    open_round(theirs, KEYS)
    assert save("5a-ready", "1").status_code == 200
    assert save("5a-ready", "1", by=outsider).status_code == 404


def test_a_whole_area_saves_what_no_round_covers_and_keeps_what_was_typed(assessment, url, people, sign_in):
    open_round(assessment, ["5a-ready"])
    client = sign_in(people[Role.MEMBER])
    typed = {"5a-ready-value": "2", "5a-ready-note": "Typed before.", "5a-ready-version": "1"}
    typed |= {"6a-ready-value": "1", "6a-ready-note": "Saved.", "6a-ready-version": "1"}
    response = client.post(f"{url}save-recruiting", typed)
    page = Page(response)
    assert (response.status_code, stored(assessment, "6a-ready")) == (422, (1, False, "Saved.", 2))
    assert stored(assessment, "5a-ready") == (None, False, "", 1)
    item = page.id("i-5a-ready")
    assert item.one("div", class_="ts-given__note").text == "Typed before."
    assert item.all("input") + item.all("textarea") == []
    assert page.id("st-5a-ready").text == (
        "Not saved: this is being rated together now. What you typed stands here; copy it to your ballot."
    )


# What a team has agreed on ----------------------------------------------------------------------


def test_an_agreed_item_says_in_which_round_and_who_dissents(assessment, url, agreed, people, sign_in, lead):
    client = sign_in(people[Role.MEMBER])
    state = Page(client.get(url)).id("st-5a-ready")
    assert state.text == "Agreed in First look Dissent: The viewer saw both."
    move(agreed, State.CLOSED, lead)
    texts = Page(client.get(url)).id("st-5a-ready").texts("p")
    assert texts == ["Agreed in First look", "Dissent: The viewer saw both."]


def test_another_note_leaves_the_round_and_another_answer_forgets_it(assessment, url, agreed, save, lead):
    move(agreed, State.CLOSED, lead)
    page = Page(save("5a-ready", "1", "One of two, in May.", 2))
    assert page.id("st-5a-ready").texts("p") == ["Agreed in First look", "Dissent: The viewer saw both."]
    page = Page(save("5a-ready", "2", "Two of two.", 3))
    assert page.id("st-5a-ready").texts("p") == []
    row = Rating.objects.for_assessment(assessment).with_key("5a-ready").get()
    assert (row.round, row.dissent, row.version) == (None, "", 4)


def test_the_history_tells_the_round_and_the_dissent(assessment, url, agreed, save, people, sign_in, lead):
    move(agreed, State.CLOSED, lead)
    save("5a-ready", "1", "One of two, in May.", 2)
    save("5a-ready", "2", "One of two, in May.", 3)
    row = Rating.objects.for_assessment(assessment).with_key("5a-ready").get()
    changes = item_history(row, Rating.scale)
    assert [(one.version, one.agreed_in, [text.name for text in one.texts]) for one in changes] == [
        (4, "", ["Dissent"]),
        (3, "", ["Note"]),
        (2, "First look", ["Note", "Dissent"]),
    ]
    page = Page(sign_in(people[Role.VIEWER]).get(f"{url}ratings/5a-ready/changes/"))
    assert page.root.texts("p", class_="ts-meta") == ["Agreed in First look"]


def test_markup_in_a_title_and_a_dissent_stays_text(assessment, url, agreed, people, sign_in):
    agreed.title = "<b>First</b> look"
    agreed.save()
    Rating.objects.with_key("5a-ready").update(dissent="<i>No</i>")
    client = sign_in(people[Role.MEMBER])
    for address in (url, f"{url}summary/", "/districts/lakeview/"):
        main = Page(client.get(address)).id("main")
        assert (main.all("b"), main.all("i")) == ([], [])


def test_the_worksheet_takes_the_same_queries_with_1_and_5_rounds(assessment, url, people, sign_in):
    client = sign_in(people[Role.MEMBER])
    client.get(url)
    counts = []
    for number, key in enumerate(("1-aware", "1-ready", "2a-aware", "2a-ready", "readiness")):
        open_round(assessment, [key], f"Round {number}")
        counts.append([queries(client, url), queries(client, f"{url}summary/")])
    assert counts == [[7, 7]] * 5
