from datetime import UTC, datetime

import pytest

from core.rendering.layout import direction, lines
from readiness.exports.sentences import joined, lead_sentences, rated_span
from tests.readiness.nasty_notes import ARABIC, HEBREW
from tests.readiness.report_samples import sample_report


def test_the_lead_says_what_the_data_say():
    assert lead_sentences(sample_report()) == (
        "Five of 24 indicators are ready to implement, five more than in Spring 2026. Ten are getting ready, seven are "
        "getting aware, and nothing has begun for two. Four ratings wait for information."
    )


@pytest.mark.parametrize(
    ("pairs", "fields", "sentence"),
    [
        (["22"], {"previous_label": ""}, "24 of 24 indicators are ready to implement."),
        (["00"], {}, "None of 24 indicators is ready to implement. Nothing has begun for 24."),
        (
            ["22", *["__"] * 23],
            {"previous_label": ""},
            "One of 24 indicators is ready to implement. 23 are not rated yet.",
        ),
        (
            ["n_", "10", *["00"] * 22],
            {"previous_label": ""},
            (
                "None of 24 indicators is ready to implement. One is getting aware, nothing has begun for 22, "
                "and one is not known yet. One rating waits for information."
            ),
        ),
    ],
)
def test_the_lead_reads_well_at_the_edges(pairs, fields, sentence):
    assert lead_sentences(sample_report(pairs=pairs, **fields)) == sentence


def test_a_lead_compares_with_the_assessment_before():
    same = {one.content.key: one.standing for one in sample_report(pairs=["22"]).indicators}
    assert lead_sentences(sample_report(pairs=["22"], _before=same)).endswith(", as many as in Spring 2026.")
    assert lead_sentences(sample_report(pairs=["00"], _before=same)).startswith(
        "None of 24 indicators is ready to implement, 24 fewer than in Spring 2026."
    )


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b, and c")]
)
def test_parts_are_joined_as_in_a_sentence(parts, text):
    assert joined(parts) == text


@pytest.mark.parametrize(
    ("opened", "span"),
    [
        (datetime(2026, 10, 5, 14, tzinfo=UTC), "October 5 to November 20, 2026"),
        (datetime(2025, 12, 30, 14, tzinfo=UTC), "December 30, 2025 to November 20, 2026"),
        (datetime(2026, 11, 20, 20, tzinfo=UTC), "November 20, 2026"),
    ],
)
def test_a_span_says_from_when_to_when_the_team_rated(opened, span):
    assert rated_span(sample_report(opened_at=opened)) == span


@pytest.mark.parametrize(
    ("text", "expected"),
    [(ARABIC, "rtl"), (HEBREW, "rtl"), ("2026 plan", "ltr"), ("", "ltr"), (f"12: {HEBREW}", "rtl")],
)
def test_a_note_runs_in_the_direction_of_its_first_letter(text, expected):
    assert direction(text) == expected


@pytest.mark.parametrize(("text", "count"), [("", 0), ("a" * 46, 1), ("a" * 47, 2), ("a\n\nb", 3), ("学" * 46, 2)])
def test_lengths_are_estimated_in_lines(text, count):
    assert lines(text, 46) == count
