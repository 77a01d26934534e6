"""Calendars: one all-day entry for each day, and any text that people can write, as a calendar program reads it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from core.rendering.calendar import CALENDAR_TYPE, Event, render_calendar

AT = datetime(2026, 10, 1, 9, 30, 15, 250, tzinfo=timezone(timedelta(hours=-4)))
DAY = {
    "key": "step-7",
    "on": date(2026, 12, 31),
    "title": "Due: Hire a coach",
    "description": "Under way.",
    "url": "https://plans.example.org/steps/7/?a=1,2;b",
    "changed_at": AT,
}


def written(*events, name="Plan", host="plans.example.org"):
    return render_calendar(name, [Event(**DAY | changes) for changes in events], host=host)


def read(body):
    return Calendar.from_ical(body)


def test_a_calendar_is_written_as_the_standard_has_it():
    assert written({}).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//talentsys//talentsys//EN",
        "X-WR-CALNAME:Plan",
        "BEGIN:VEVENT",
        "SUMMARY:Due: Hire a coach",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "DTSTAMP:20261001T133015Z",
        "UID:step-7@plans.example.org",
        "DESCRIPTION:Under way.",
        "LAST-MODIFIED:20261001T133015Z",
        "TRANSP:TRANSPARENT",
        "URL:https://plans.example.org/steps/7/?a=1,2;b",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    assert CALENDAR_TYPE == "text/calendar; charset=utf-8"


def test_the_same_days_make_the_same_bytes_and_others_do_not():
    assert written({}) == written({})
    others = [written({"title": "Other"}), written({"changed_at": AT + timedelta(seconds=1)}), written({}, host="x")]
    assert written({}) not in others


def test_what_a_program_reads_is_what_there_is():
    [event] = read(written({})).events
    assert (event.start, event.end, event["SUMMARY"]) == (date(2026, 12, 31), date(2027, 1, 1), "Due: Hire a coach")
    assert (event["UID"], event["URL"]) == ("step-7@plans.example.org", DAY["url"])
    assert (datetime(2026, 10, 1, 13, 30, 15, tzinfo=UTC),) * 2 == (event.DTSTAMP, event.LAST_MODIFIED)


def test_a_plan_without_days_is_a_calendar_without_entries():
    calendar = read(render_calendar("Plan", [], host="x"))
    assert (calendar["X-WR-CALNAME"], calendar.events) == ("Plan", [])


def test_the_last_day_that_there_is_has_no_day_after_it():
    [event] = read(written({"on": date.max})).events
    assert (event["DTSTART"].dt, "DTEND" in event) == (date.max, False)


def test_nothing_to_say_is_not_said():
    [event] = read(written({"description": ""})).events
    assert "DESCRIPTION" not in event


@pytest.mark.parametrize(
    ("title", "read_as"),
    [
        ("Two\nlines\r\nand\rthree", "Two lines and three"),
        ("Bell\x07 and nothing\x00", "Bell and nothing"),
        ('A, b; c\\d: "e"', 'A, b; c\\d: "e"'),
        ("\ud83d half", "\ufffd half"),
        ("Ship it 🚢", "Ship it 🚢"),
        ("BEGIN:VEVENT\r\nUID:x", "BEGIN:VEVENT UID:x"),
    ],
)
def test_titles_are_one_line_of_what_can_be_shown(title, read_as):
    [event] = read(written({"title": title})).events
    assert event["SUMMARY"] == read_as


def test_lines_of_a_description_stay_lines_and_open_nothing():
    [event] = read(written({"description": "One\r\nEND:VEVENT\rThree\n\\n"})).events
    assert event["DESCRIPTION"] == "One\nEND:VEVENT\nThree\n\\n"


def test_the_name_of_the_calendar_is_escaped_as_text_is():
    assert rb"X-WR-CALNAME:Grow\, keep\; lead\\ follow" in written({}, name="Grow, keep; lead\\\nfollow").split(b"\r\n")


@given(st.text(min_size=1), st.text(), st.text())
def test_any_text_folds_at_75_octets_and_comes_back(title, description, name):
    body = written({"title": f"Due: {title}", "description": description}, {}, name=name)
    lines = body.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    first, second = read(body).events
    assert (first["SUMMARY"][:4], first["UID"], second["SUMMARY"]) == ("Due:", "step-7@plans.example.org", DAY["title"])


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Zs", "Zl", "Zp"])))
def test_words_without_controls_come_back_whole(text):
    [event] = read(written({"description": text, "title": f"x{text}"})).events
    assert (event.get("DESCRIPTION", ""), event["SUMMARY"]) == (text, f"x{text}")
