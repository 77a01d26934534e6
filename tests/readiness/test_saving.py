"""Saving one item, at once and as htmx does it: what is stored, and what comes back for the page."""

import pytest

from districts.choices import Role
from readiness.models import ConsiderationPlacement, Rating
from readiness.reports import progress_after
from tests.readiness.factories import rate, rate_all
from tests.readiness.pages import Page


def stored(assessment, key, model=Rating):
    row = model.objects.for_assessment(assessment).with_key(key).get()
    return row.value, row.unknown, row.note, row.version


def history_of(assessment, key, model=Rating):
    row = model.objects.for_assessment(assessment).with_key(key).get()
    return list(row.history.order_by("version").values_list("version", "value", "note", "history_user__email"))


@pytest.mark.parametrize(
    ("value", "note", "row"),
    [
        ("0", "", (0, False, "", 2)),
        ("1", "Half of it.", (1, False, "Half of it.", 2)),
        ("2", "", (2, False, "", 2)),
        ("n", "Ask the office.", (None, True, "Ask the office.", 2)),
        (None, "Only a note.", (None, False, "Only a note.", 2)),
        ("1", "Two\r\nlines\rand more", (1, False, "Two\nlines\nand more", 2)),
    ],
)
def test_an_answer_and_a_note_are_stored_with_one_line_of_history(assessment, theirs, save, member, value, note, row):
    response = save("5a-ready", value, note)
    assert (response.status_code, stored(assessment, "5a-ready")) == (200, row)
    assert history_of(assessment, "5a-ready") == [
        (1, None, "", "lead@lakeview.example.org"),
        (2, row[0], row[2], "member@lakeview.example.org"),
    ]
    assert stored(theirs, "5a-ready") == (None, False, "", 1)


def test_a_saved_row_says_who_changed_it_and_when(assessment, save, member):
    save("5a-ready", "1")
    row = Rating.objects.for_assessment(assessment).with_key("5a-ready").get()
    assert (row.changed_by, row.changed_at) == (member, row.history.latest().history_date)


@pytest.mark.parametrize(
    ("kind", "key", "model"), [("ratings", "5a-ready", Rating), ("placements", "readiness", ConsiderationPlacement)]
)
def test_the_history_holds_the_row_as_it_was_saved(assessment, save, member, kind, key, model):
    save(key, "1", "Agreed.", kind=kind)
    row = model.objects.for_assessment(assessment).with_key(key).get()
    last = row.history.latest()
    names = [field.attname for field in row.history.model.tracked_fields]
    assert [getattr(last, name) for name in names] == [getattr(row, name) for name in names]
    assert (last.history_type, last.history_user, last.history_date) == ("~", member, row.changed_at)
    assert last.history_change_reason is None


@pytest.mark.parametrize("kind", ["ratings", "placements"])
def test_progress_counts_what_the_sheet_shows(assessment, save, lead, kind):
    rate_all(assessment, "1", by=lead)
    rate(assessment, "6a-ready", "n", by=lead)
    save({"ratings": "5a-ready", "placements": "readiness"}[kind], "", "Cleared.", 2, kind=kind)
    model, key = {"ratings": (Rating, "5a-ready"), "placements": (ConsiderationPlacement, "readiness")}[kind]
    rows = model.objects.for_assessment(assessment)
    progress = progress_after(rows.with_key(key).get(), key)
    assert (progress.rated, progress.total) == (rows.rated().count(), rows.count())
    assert progress.unknown == rows.filter(unknown=True).count()
    assert progress.revision == sum(row.version for row in rows)


def test_a_placement_is_stored_like_a_rating(assessment, save):
    response = save("readiness", "3", "Agreed in May.", kind="placements")
    page = Page(response)
    assert stored(assessment, "readiness", ConsiderationPlacement) == (3, False, "Agreed in May.", 2)
    assert (page.id("rail-n-considerations").text, page.version("readiness")) == ("1 of 3", "2")
    assert page.id("status").text == "Saved: Readiness, Keep Improving. 1 of 3 placed."
    (link,) = page.id("st-readiness").all("a")
    assert link["href"] == f"/districts/lakeview/readiness/{assessment.pk}/placements/readiness/changes/"


def test_the_answer_brings_state_figures_and_words_for_the_screen_reader(assessment, save, lead):
    for key in ("1-aware", "1-ready", "2a-aware"):
        rate(assessment, key, "n", by=lead)
    rate(assessment, "5a-ready", "n", by=lead)
    page = Page(save("5a-ready", "1", version=2))
    assert page.version("5a-ready") == "3"
    assert page.id("st-5a-ready").text == "Saved. You, just now2 changes to 5a, Getting Ready"
    assert page.id("rail-sum").text == "4 of 48 rated3 without enough information"
    assert page.id("status").text == "Saved: 5a, Getting Ready, Partly in place. 4 of 48 rated."
    assert page.id("c-5a-ready").text == ""


def test_the_answer_counts_the_items_own_area(assessment, save):
    page = Page(save("5a-ready", "2"))
    (count,) = [one for one in page.root.all("span", class_="ts-meta") if one["id"].startswith("rail-n-")]
    assert (count["id"], count.text) == ("rail-n-recruiting", "1 of 12")
    assert page.id("rail-t-recruiting")["hx-swap-oob"] == "true"


def test_the_link_to_the_changes_leads_there(assessment, save, member, sign_in):
    (link,) = Page(save("5a-ready", "2")).id("st-5a-ready").all("a")
    response = sign_in(member).get(link["href"])
    assert (response.status_code, Page(response).root.texts("h1")) == (200, ["Changes to 5a, Getting Ready"])


def test_each_save_presents_the_version_of_the_last(assessment, save):
    versions = ["1"]
    for value, note in (("1", ""), ("1", "Because."), ("2", "Because of this."), (None, "")):
        versions.append(Page(save("5a-ready", value, note, versions[-1])).version("5a-ready"))
    assert versions == ["1", "2", "3", "4", "5"]
    assert stored(assessment, "5a-ready") == (None, False, "", 5)


def test_clearing_is_a_change_like_any_other(assessment, save, lead):
    rate(assessment, "5a-ready", "2", "Done.", by=lead)
    page = Page(save("5a-ready", "", "", 2))
    assert stored(assessment, "5a-ready") == (None, False, "", 3)
    assert page.id("status").text == "Saved: 5a, Getting Ready. 0 of 48 rated."
    assert [row[:3] for row in history_of(assessment, "5a-ready")] == [(1, None, ""), (2, 2, "Done."), (3, None, "")]


@pytest.mark.parametrize("version", [2, 1, None, "garbage"])
def test_what_is_stored_already_is_not_written_again(assessment, save, lead, version):
    rate(assessment, "5a-ready", "2", "Done.", by=lead)
    response = save("5a-ready", "2", "Done.", version)
    assert (response.status_code, stored(assessment, "5a-ready")) == (200, (2, False, "Done.", 2))
    assert len(history_of(assessment, "5a-ready")) == 2
    page = Page(response)
    assert page.version("5a-ready") == "2"
    assert page.id("st-5a-ready").text.startswith("Saved. A Lead, ")
    assert "just now" not in page.id("st-5a-ready").text


def test_the_last_of_all_answers_completes_the_sum(assessment, save, lead):
    rate_all(assessment, "2", by=lead)
    rate(assessment, "15-ready", "", by=lead)
    page = Page(save("15-ready", "2", version=3))
    assert page.id("rail-sum").text == "48 of 48 rated"


def test_the_answer_carries_what_this_save_stored_and_not_what_came_right_after(assessment, save, member, monkeypatch):
    """Somebody else's save between storing and answering must not lend its version to this person's text."""
    from readiness.views import worksheet

    build = worksheet.progress_after

    def overtaken(*args):
        rate(assessment, "5a-ready", "0", "Theirs.", by=member)
        return build(*args)

    monkeypatch.setattr(worksheet, "progress_after", overtaken)
    page = Page(save("5a-ready", "1", "Mine."))
    monkeypatch.undo()
    assert page.version("5a-ready") == "2"
    assert save("5a-ready", "1", "Mine, longer.", page.version("5a-ready")).status_code == 409


NASTY = '<script>alert(\'x\')</script> " onfocus="x" & </textarea><b>bold</b>'


def test_markup_in_a_note_stays_text_on_the_worksheet(assessment, save, member, sign_in):
    save("5a-ready", "1", NASTY)
    response = sign_in(member).get(assessment.get_absolute_url())
    page = Page(response)
    assert page.note("5a-ready") == NASTY
    assert page.id("i-5a-ready").all("b") + page.id("i-5a-ready").all("script") == []


@pytest.mark.parametrize("role", [Role.COACH, Role.VIEWER])
def test_markup_in_a_note_stays_text_for_readers(assessment, save, people, sign_in, role):
    save("5a-ready", "n", NASTY)
    client = sign_in(people[role])
    given = Page(client.get(assessment.get_absolute_url())).id("i-5a-ready")
    assert given.one("div", class_="ts-given__note").text == NASTY
    summary = Page(client.get(f"{assessment.get_absolute_url()}summary/"))
    assert [one.text for one in summary.root.all("p") if "alert" in one.text] == [NASTY]
    changes = Page(client.get(f"{assessment.get_absolute_url()}ratings/5a-ready/changes/"))
    assert changes.root.one("ins").text == NASTY
    assert [page.root.all("b") for page in (summary, changes)] == [[], []]


def test_markup_in_a_name_stays_text(assessment, save, member, lead, sign_in):
    member.name = "<b>Mo</b>"
    member.save()
    save("5a-ready", "1")
    page = Page(sign_in(lead).get(assessment.get_absolute_url()))
    assert page.id("st-5a-ready").all("b") == []
    assert page.id("st-5a-ready").text.startswith("Saved. <b>Mo</b>, ")


def test_progress_carries_a_revision_that_grows_with_every_save(assessment, save):
    """Of two answers that overtake each other, the page keeps the figures of the later."""
    first, second = (Page(save("5a-ready", value, version=version)) for version, value in ((1, "1"), (2, "2")))
    elsewhere = Page(save("6a-ready", "0", version=1))
    figures = ("rail-sum", "rail-n-recruiting", "rail-t-recruiting")
    assert [[int(page.id(one)["data-revision"]) for one in figures] for page in (first, second, elsewhere)] == [
        [49, 49, 49],
        [50, 50, 50],
        [51, 51, 51],
    ]
