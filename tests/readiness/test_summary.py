"""The summary: where every indicator stands, what is not in place, and what is not known."""

import pytest

from districts.choices import Role
from readiness.models import Assessment, ConsiderationPlacement, Rating
from readiness.reports import readiness_report, report_token, summary_report
from readiness.services import close_assessment, rename_assessment
from tests.readiness.factories import content_file, opened, rate, rate_all
from tests.readiness.pages import Page
from tests.readiness.test_saving import NASTY
from tests.rounds.factories import open_round


@pytest.fixture
def url(assessment):
    return f"{assessment.get_absolute_url()}summary/"


@pytest.fixture
def half_rated(assessment, district, talent, lead, member):
    """Five indicators with five standings, and an earlier assessment has them too."""
    earlier = opened(district, talent, "Spring 2026", lead)
    earlier.opened_at = assessment.opened_at.replace(year=2025)
    earlier.save()
    for key, code in (("1-aware", "2"), ("2a-aware", "1"), ("2b-aware", "2"), ("2b-ready", "2")):
        rate(earlier, key, code, by=lead)
    pairs = {"1": "22", "2a": "1n", "2b": "20", "3a": "02", "3b": "00", "3c": "n"}
    for code, answers in pairs.items():
        for stage, answer in zip(("aware", "ready"), answers, strict=False):
            note = f"Ask about {code}." if answer == "n" else ""
            rate(assessment, f"{code}-{stage}", answer, note, by=member)
    return assessment


def groups(report):
    return [(group.standing.label, [one.content.code for one in group.indicators]) for group in report.standings]


def test_every_indicator_is_in_the_group_of_its_standing(half_rated):
    report = readiness_report(half_rated)
    *known, (last, unrated) = groups(report)
    assert known == [
        ("Ready to implement", ["1"]),
        ("Getting ready", ["2b"]),
        ("Getting aware", ["2a", "3a"]),
        ("Nothing begun", ["3b"]),
        ("Not known yet", ["3c"]),
    ]
    assert (last, len(unrated), report.not_in_place_count) == ("Not rated yet", 18, 23)
    assert [group.standing.label for group in report.not_in_place] == [label for label, _ in groups(report)][1:]


@pytest.mark.parametrize("code", ["", "n", "0"])
def test_where_nothing_is_rated_the_worksheet_comes_first_and_nothing_is_listed(assessment, url, member, sign_in, code):
    rate(assessment, "1-aware", code, "A note.", by=member)
    page = Page(sign_in(member).get(url))
    acts = [
        (link.text, "btn-primary" in link["class"]) for link in page.root.one("div", class_="ts-head__acts").all("a")
    ]
    rated = code != ""
    assert acts == [("Back to the worksheet", not rated), ("Download the report (PDF)", rated)]
    headings = page.id("main").texts("h2")
    assert ("Nothing is rated yet" in headings, "Not in place yet, most advanced first" in headings) == (
        not rated,
        rated,
    )
    assert (page.root.all("ol", class_="ts-todo") != []) is rated


def test_groups_are_compared_with_the_assessment_before(half_rated):
    report = readiness_report(half_rated)
    assert [group.before for group in report.standings] == [1, 1, 1, 0, 0, 21]
    moved = {one.content.code: one.movement for one in report.indicators if one.movement}
    assert moved == {"1": "up", "2a": "same", "2b": "down"}


def test_the_page_tells_the_figures_and_the_comparison(half_rated, url, member, sign_in):
    page = Page(sign_in(member).get(url))
    figures = page.root.one("dl", class_="ts-figures").texts("div")
    assert figures == [
        "Ready to implement11 in Spring 2026",
        "Getting ready11 in Spring 2026",
        "Getting aware21 in Spring 2026",
        "Nothing begun10 in Spring 2026",
        "Not known yet10 in Spring 2026",
        "Not rated yet1821 in Spring 2026",
    ]
    assert page.root.texts("span", class_="ts-move") == []
    assert page.root.texts("li", class_="ts-ahead") == ["Getting Ready runs ahead of Getting Aware"]
    words = [one for one in page.root.texts("span", class_="ts-meta") if "Spring 2026" in one]
    assert words == ["Moved down since Spring 2026", "Unchanged since Spring 2026"]


def test_what_moved_up_and_is_not_in_place_says_so(half_rated, url, member, sign_in):
    rate(half_rated, "2a-aware", "2", by=member)
    page = Page(sign_in(member).get(url))
    assert page.root.texts("span", class_="ts-move") == ["Moved up since Spring 2026"]


def test_an_indicator_leads_to_the_stage_to_work_on(half_rated, url, member, sign_in):
    page = Page(sign_in(member).get(url))
    lists = page.root.all("ol", class_="ts-todo")
    links = [one["href"].partition("#")[2] for each in lists[:4] for one in each.all("a")]
    assert links == ["i-2b-ready", "i-2a-aware", "i-3a-aware", "i-3b-aware", "i-3c-aware"]


def test_the_heat_map_and_its_table_count_the_same(half_rated, url, member, sign_in):
    page = Page(sign_in(member).get(url))
    heat, table = page.root.all("table")
    rows = heat.one("tbody").all("tr")
    titles = [area.title for area in content_file("talent_management").focus_areas]
    assert [row.one("th").text for row in rows] == titles
    assert [row.texts("p") for row in rows][:2] == [["2 of 7 in place", "2 of 7 in place"], ["0 of 6 in place"] * 2]
    tiles = [one["aria-label"] for one in rows[0].all("a")]
    assert tiles[:2] == ["1, Getting Aware: In place", "2a, Getting Aware: Partly in place"]
    counted = [[cell.text for cell in row.all("td")] for row in table.one("tbody").all("tr")]
    assert counted[:3] == [
        ["Getting Aware", "2", "1", "2", "1", "1"],
        ["Getting Ready", "2", "0", "2", "1", "2"],
        ["Getting Aware", "0", "0", "0", "0", "6"],
    ]


def test_the_heat_map_counts_what_the_report_counts(half_rated):
    stages = readiness_report(half_rated).areas[0].stages
    counts = [(one.total, one.in_place, one.partly, one.not_started, one.unknown, one.unrated) for one in stages]
    assert counts == [(7, 2, 1, 2, 1, 1), (7, 2, 0, 2, 1, 2)]


def test_what_nobody_has_information_on_is_listed_with_its_note(half_rated, url, member, sign_in):
    section = Page(sign_in(member).get(url)).root.one("section", aria_labelledby="h-unknown")
    assert section.texts("li") == ["2a, Getting ReadyAsk about 2a.", "3c, Getting AwareAsk about 3c."]
    assert section.texts("span") == ["2 of 48 ratings"]


def test_an_untouched_assessment_has_a_summary_that_says_so(assessment, url, member, sign_in):
    page = Page(sign_in(member).get(url))
    report = readiness_report(assessment)
    assert page.root.one("p", class_="ts-head__sub").text.endswith(". Nothing is rated yet.")
    assert page.root.one("dl", class_="ts-figures").texts("div") == [
        "Ready to implement0",
        "Getting ready0",
        "Getting aware0",
        "Nothing begun0",
        "Not rated yet24",
    ]
    assert page.root.all("section", aria_labelledby="h-unknown") == []
    assert (report.changed_at, report.as_of, report.previous_label) == (None, assessment.opened_at, "")


def test_a_summary_with_everything_in_place_says_so(assessment, url, member, sign_in):
    rate_all(assessment, "2", by=member)
    page = Page(sign_in(member).get(url))
    assert page.root.one("p", class_="ts-head__sub").text.endswith(". All 48 stage descriptions are rated.")
    todo = page.root.one("section", aria_labelledby="h-todo")
    assert todo.texts("p") == ["Every indicator is ready to implement."]
    assert todo.texts("span") == ["0 of 24 indicators"]


def test_all_unknown_is_rated_but_not_known(assessment, url, member, sign_in):
    rate_all(assessment, "n", by=member)
    page = Page(sign_in(member).get(url))
    assert page.root.one("p", class_="ts-head__sub").text.endswith(
        ". All 48 stage descriptions are rated, 48 of them “not enough information”."
    )
    assert groups(readiness_report(assessment))[-1][0] == "Not known yet"


def test_the_summary_is_of_the_last_change(assessment, member):
    rate(assessment, "5a-ready", "1", by=member)
    rate(assessment, "readiness", "1", by=member, model=ConsiderationPlacement)
    changed_at = ConsiderationPlacement.objects.with_key("readiness").get().changed_at
    assert readiness_report(assessment).as_of == changed_at


LINKS = ["Download as a spreadsheet (XLSX)", "Download as text (CSV)", "What to find out", "Its history"]


@pytest.mark.parametrize(
    ("role", "touched", "closed", "links"),
    [
        (Role.LEAD, False, False, [*LINKS, "Rename", "Close", "Delete"]),
        (Role.LEAD, True, False, [*LINKS, "Rename", "Close"]),
        (Role.LEAD, True, True, [*LINKS, "Rename", "Open again"]),
        (Role.MEMBER, False, False, LINKS),
        (Role.COACH, False, False, LINKS),
        (Role.VIEWER, True, True, LINKS),
    ],
)
def test_a_role_is_offered_what_it_may_do(assessment, url, people, sign_in, lead, role, touched, closed, links):
    if touched:
        rate(assessment, "5a-ready", "1", by=lead)
    if closed:
        close_assessment(assessment, by=lead)
    assert Page(sign_in(people[role]).get(url)).root.one("ul", class_="ts-links").texts("li") == links


def test_an_outsider_finds_no_summary_and_a_district_no_others(url, theirs, outsider, member, sign_in):
    elsewhere = f"/districts/lakeview/readiness/{theirs.pk}/summary/"
    assert [sign_in(outsider).get(url).status_code, sign_in(member).get(elsewhere).status_code] == [404, 404]


def test_another_districts_answers_change_nothing(half_rated, theirs, outsider):
    before = groups(readiness_report(half_rated))
    rate_all(theirs, "2", by=outsider)
    assert groups(readiness_report(half_rated)) == before


# The token that says whether a finished report still shows what is stored -----------------------


CHANGES = {
    "an answer": lambda it: rate(it.assessment, "5a-ready", "1", by=it.member),
    "a note": lambda it: rate(it.assessment, "5a-ready", "", NASTY, by=it.member),
    "a placement": lambda it: rate(it.assessment, "readiness", "1", by=it.member, model=ConsiderationPlacement),
    "its name": lambda it: rename_assessment(it.assessment, label="Fall 2026", version=1, by=it.lead),
    "closing": lambda it: close_assessment(it.assessment, by=it.lead),
    "the assessment before": lambda it: rate(it.earlier, "5a-ready", "1", by=it.lead),
    "the district's name": lambda it: it.change(it.assessment.district, name="Lakeview Schools"),
    "the paper": lambda it: it.change(it.assessment.district, paper="A4"),
    "the time zone": lambda it: it.change(it.assessment.district, time_zone="America/Chicago"),
    "a person's name": lambda it: it.change(it.member, name="Mo Abebe"),
    "a person's role": lambda it: it.change(it.member.memberships.get(), role=Role.VIEWER),
    "who belongs": lambda it: it.member.memberships.get().delete(),
    "a round": lambda it: open_round(it.assessment, ["5a-aware"]),
}


class World:
    def __init__(self, assessment, earlier, lead, member):
        self.assessment, self.earlier, self.lead, self.member = assessment, earlier, lead, member

    @staticmethod
    def change(row, **fields):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()

    def token(self, form="pdf"):
        self.assessment = type(self.assessment).objects.with_edition().get(pk=self.assessment.pk)
        return report_token(self.assessment, form)


@pytest.fixture
def world(district, talent, lead, member):
    earlier = opened(district, talent, "Spring 2026", lead)
    return World(opened(district, talent, "Autumn 2026", lead), earlier, lead, member)


def test_the_token_stays_while_nothing_changes(world, theirs, outsider):
    before = world.token()
    rate(theirs, "5a-ready", "1", by=outsider)
    assert (world.token(), world.token("csv") == before) == (before, False)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_token_changes_with_all_that_a_report_shows(world, change):
    before = world.token()
    change(world)
    assert world.token() != before


def test_the_token_watches_the_assessment_that_the_report_compares_with(world, leadership, talent):
    """Its SQL chooses the assessment before once more: by moment, then by id, within the system."""
    district, opened_at = world.assessment.district, world.assessment.opened_at
    others = [
        opened(district, edition, label, world.lead)
        for edition, label in ((talent, "Same moment"), (talent, "Older"), (leadership, "Other system"))
    ]
    for one, moment in zip(others, (opened_at, opened_at.replace(year=2000), opened_at), strict=True):
        world.change(one, opened_at=moment)
    for asked in (world.assessment, world.earlier, *others):
        before = summary_report(Assessment.objects.with_edition().get(pk=asked.pk)).previous_label
        for one in (world.assessment, world.earlier, *others):
            world.assessment, label = asked, one.label
            token = world.token()
            world.change(one, label=f"{label}.")
            assert (world.token() != token) == (one.pk == asked.pk or label == before)


def test_the_token_tells_a_restored_backup_from_what_was_there(world):
    """Restoring and answering again may reach the same versions with other answers."""
    rate(world.assessment, "5a-ready", "1", by=world.member)
    before = world.token()
    Rating.objects.with_key("5a-ready").filter(assessment=world.assessment.pk).update(value=None, version=1)
    rate(world.assessment, "5a-ready", "2", by=world.member)
    assert world.token() != before
