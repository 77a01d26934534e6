"""The worksheet as its readers see it: who has controls, and whose words and answers are shown."""

import pytest

from districts.choices import Role
from readiness.models import Assessment, ConsiderationPlacement
from readiness.services import close_assessment
from tests.readiness.factories import content_file, numbered, opened, rate, rate_all, reworded
from tests.readiness.factories import published as publish_file
from tests.readiness.pages import Page


@pytest.fixture
def read(assessment, people, sign_in):
    """The worksheet as somebody with a role reads it."""

    def page(role=Role.MEMBER, of=assessment):
        return Page(sign_in(people[role]).get(of.get_absolute_url()))

    return page


@pytest.mark.parametrize("role", [Role.LEAD, Role.MEMBER])
def test_who_may_rate_has_a_control_and_a_note_for_every_item(read, role):
    page = read(role)
    sheet = page.root.one("div", class_="ts-sheet")
    assert len(sheet.all("fieldset")) == len(sheet.all("textarea")) == 51
    assert [len(page.root.all("input", name=f"{key}-value")) for key in ("5a-ready", "readiness")] == [5, 6]
    assert page.chosen("5a-ready") == []
    assert page.id("st-5a-ready").text == "Not rated yet"
    assert page.id("i-5a-ready").all("label")[0].text == "Not started"


@pytest.mark.parametrize("role", [Role.COACH, Role.VIEWER])
def test_readers_have_no_controls_but_tiles_and_words(assessment, read, member, role):
    rate(assessment, "5a-ready", "1", "Two of nine.\n\nMore in May.", by=member)
    rate(assessment, "readiness", "3", by=member, model=ConsiderationPlacement)
    page = read(role)
    sheet = page.root.one("div", class_="ts-sheet")
    assert sheet.all("input") + sheet.all("textarea") + sheet.all("form") + sheet.all("button") == []
    given = page.id("i-5a-ready").one("p", class_="ts-given")
    assert (given.text, given.one("span")["class"]) == ("Partly in place", "ts-tile ts-tile--key v1")
    assert page.id("i-5a-ready").one("div", class_="ts-given__note").texts("p") == ["Two of nine.", "More in May."]
    assert page.id("i-readiness").one("p", class_="ts-given").text == "Keep Improving"
    assert page.id("i-5a-aware").one("p", class_="ts-given").text == "Not rated yet"
    assert page.root.texts("p", class_="ts-head__sub") == [
        "You can read what the team has rated. Leads and members rate."
    ]


@pytest.mark.parametrize("role", Role)
def test_a_closed_assessment_is_read_only_for_everyone(assessment, read, lead, role):
    close_assessment(assessment, by=lead)
    page = read(role)
    assert page.root.one("div", class_="ts-sheet").all("input") == []
    assert "data-may-rate" not in page.root.one("div", class_="ts-sheet").attributes
    assert "so it is read-only. A lead can open it again." in page.root.one("p", class_="ts-head__sub").text


def test_an_answer_is_shown_with_who_gave_it(assessment, read, member, lead):
    rate(assessment, "5a-ready", "2", "Done.", by=lead)
    rate(assessment, "5a-aware", "n", by=member)
    page = read()
    assert [page.chosen(key) for key in ("5a-aware", "5a-ready", "5b-aware")] == [["n"], ["2"], []]
    assert (page.note("5a-ready"), page.version("5a-ready")) == ("Done.", "2")
    assert page.id("st-5a-ready").text.startswith("Saved. A Lead, ")
    assert page.id("st-5a-aware").text.startswith("Saved. You, ")


@pytest.mark.parametrize(
    "note", ["\nstarts with an empty line", "ends with spaces  ", "tab\tand\n\n\nlines", "é 漢 😀"]
)
def test_a_note_is_in_its_field_as_it_was_typed(assessment, save, read, note):
    save("5a-ready", "1", note)
    assert read().note("5a-ready") == note.strip()


def test_the_rail_says_how_far_the_team_is(assessment, read, member):
    rate(assessment, "1-aware", "2", by=member)
    rate(assessment, "5a-ready", "n", by=member)
    rate(assessment, "resources", "1", by=member, model=ConsiderationPlacement)
    page = read()
    assert page.id("rail-sum").text == "2 of 48 rated1 without enough information"
    counts = [one.text for one in page.id("areas").all("span", class_="ts-meta")]
    assert counts == ["1 of 3", "1 of 14", "1 of 12", "0 of 12", "0 of 6", "0 of 4"]
    assert page.root.one("a", data_next="")["href"] == "#i-readiness"


def test_next_unrated_is_the_first_item_without_an_answer(assessment, read, member):
    for key in ("readiness", "resources", "protocols"):
        rate(assessment, key, "n", by=member, model=ConsiderationPlacement)
    rate(assessment, "1-aware", "", "Only a note.", by=member)
    assert read().root.one("a", data_next="")["href"] == "#i-1-aware"
    rate_all(assessment, "2", by=member)
    assert read().root.one("a", data_next="")["href"] == "#main"


def test_the_words_are_those_of_the_content(assessment, read):
    page = read(Role.VIEWER)
    (area,) = [one for one in content_file("talent_management").focus_areas if one.key == "recruiting"]
    assert page.id("h-recruiting").text == area.title
    shown = [page.id(f"i-{text.key}").all("p")[0].text for text in area.practices[0].indicators[0].stage_descriptions]
    assert shown == [text.text for text in area.practices[0].indicators[0].stage_descriptions]


def test_ids_are_unique(assessment, read):
    ids = [one["id"] for one in read().root.walk() if "id" in one.attributes]
    assert sorted(ids) == sorted(set(ids))


def test_prepared_parts_are_never_those_of_another_edition_or_answer(assessment, read, district, lead, member):
    newer = publish_file(numbered(reworded(content_file("talent_management"), "5a-ready", "Said anew."), 2))
    second = opened(district, newer, "Spring 2027", lead)
    rate(second, "5a-ready", "2", by=lead)
    seen = []
    for role in (Role.MEMBER, Role.VIEWER, Role.MEMBER):
        for one in (assessment, second, assessment):
            page = read(role, one)
            item = page.id("i-5a-ready")
            seen.append(
                (role, item.all("p")[0].text == "Said anew.", page.chosen("5a-ready"), len(item.all("fieldset")))
            )
    rating = [("member", False, [], 1), ("member", True, ["2"], 1), ("member", False, [], 1)]
    reading = [("viewer", False, [], 0), ("viewer", True, [], 0), ("viewer", False, [], 0)]
    assert seen == [*rating, *reading, *rating]


def test_prepared_parts_follow_a_change_of_the_answer(assessment, read, member):
    for code, chosen in (("1", ["1"]), ("2", ["2"]), ("n", ["n"]), ("", [])):
        rate(assessment, "5a-ready", code, by=member)
        assert read().chosen("5a-ready") == chosen


def test_prepared_parts_are_thrown_away_when_there_are_too_many(assessment, read, monkeypatch):
    from readiness.templatetags import prepared

    monkeypatch.setattr(prepared, "ROOM", 10)
    monkeypatch.setattr(prepared, "_prepared", {})
    page = read()
    assert (len(page.root.all("textarea")), 0 < len(prepared._prepared) <= 10) == (51, True)


@pytest.mark.parametrize("pk", [0, 10**30])
def test_an_assessment_that_is_not_there_is_not_found(assessment, member, sign_in, pk):
    client = sign_in(member)
    pages = [f"/districts/lakeview/readiness/{pk}/", f"/districts/lakeview/readiness/{pk}/summary/"]
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_an_outsider_finds_no_worksheet_and_a_district_no_others(assessment, theirs, outsider, member, sign_in):
    urls = [assessment.get_absolute_url(), f"/districts/lakeview/readiness/{theirs.pk}/"]
    assert [sign_in(outsider).get(urls[0]).status_code, sign_in(member).get(urls[1]).status_code] == [404, 404]
    assert Assessment.objects.count() == 2


def test_without_a_session_the_way_leads_over_sign_in(assessment, sign_in):
    url = assessment.get_absolute_url()
    assert sign_in(None).get(url).url == f"/accounts/login/?next={url}"
