"""Rows that are prepared once look as their templates render them, whatever people typed."""

from __future__ import annotations

from html import escape, unescape
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from hypothesis import given, settings
from hypothesis import strategies as st

from core.prepared_rows import HOLE, _around, _drawn, drawn, filled
from plans.choices import Path, StepStatus

EITHER = (False, True)
# Each template of a row: the words that it shows, and what else it asks, with all that these may be.
ROWS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "step": (
        ("pk", "title", "url", "fulfils", "waits_for", "dropped_because", "comments", "owner", "due", "status"),
        {
            "far": StepStatus.values,
            "is_overdue": EITHER,
            "may_keep": EITHER,
            "may_choose": EITHER,
        },
    ),
    "milestone": (("title", "url", "day", "comments"), {"is_reached": EITHER, "is_overdue": EITHER}),
    "measure": (
        ("title", "url", "path", "latest", "latest_on", "target", "target_on"),
        {"standing": Path.values},
    ),
    "cycle": (("title", "url", "standing", "day"), {"is_closed": EITHER, "is_due": EITHER}),
    "timeline": (
        ("title", "url", "priority", "owner", "starts", "due", "status"),
        {"is_milestone": EITHER, "is_overdue": EITHER, "far": ["", *StepStatus.values]},
    ),
    "attention": (("title", "url", "what", "rest"), {}),
    "priority": (
        ("pk", "number", "title", "url", "reason", "origin", "rests_on", "strategy", "comments", "done", "ink"),
        {},
    ),
    "priority_acts": (("step", "milestone", "measure", "cycle", "pk", "title"), {}),
}
HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "' onmouseover='alert(1)",
    "A & B &amp; &lt;",
    "{{ row.title }}{% now 'Y' %}",
    f"{HOLE}title{HOLE}",
    f"{HOLE}{HOLE}",
    HOLE,
    "title",
    "%s {title} \\1 $title",
    "One\r\nTwo\tThree\x0b\x1b[31m\x7f\x85\u2028",
    "\u202eright to left",
    "\n",
    " ",
    "0",
]


def directly(template: str, words: dict[str, str], **flags: object) -> str:
    """A row as its template renders it by itself."""
    return render_to_string(template, {"row": words | flags}).strip("\n")


@st.composite
def rows(draw: Any) -> tuple[str, dict[str, str], dict[str, object]]:
    name = draw(st.sampled_from(sorted(ROWS)))
    names, flags = ROWS[name]
    word = st.one_of(st.just(""), st.sampled_from(HOSTILE), st.text(max_size=30))
    return (
        f"plans/rows/{name}.html",
        {name: draw(word) for name in names},
        {name: draw(st.sampled_from(values)) for name, values in flags.items()},
    )


@settings(max_examples=300, deadline=None)
@given(row=rows())
def test_a_row_is_what_its_template_renders(row):
    template, words, flags = row
    assert filled(template, words, **flags) == directly(template, words, **flags)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda words: repr(words[:16]))
@pytest.mark.parametrize("name", ROWS)
def test_words_are_shown_as_they_were_typed_and_make_no_marks(name, hostile):
    names, flags = ROWS[name]
    chosen = {flag: values[-1] for flag, values in flags.items()}
    plain = filled(f"plans/rows/{name}.html", dict.fromkeys(names, "plain"), **chosen)
    row = filled(f"plans/rows/{name}.html", dict.fromkeys(names, hostile), **chosen)
    assert row == plain.replace("plain", escape(hostile))
    for mark in "<>\"'":
        assert row.count(mark) == plain.count(mark)
    assert unescape(row) == unescape(plain).replace("plain", hostile)
    assert isinstance(row, SafeString)


def test_what_is_safe_already_stays_as_it_is():
    names, _ = ROWS["priority"]
    words = dict.fromkeys(names, "<b>") | {"ink": mark_safe('<span class="done"></span>')}
    row = filled("plans/rows/priority.html", words)
    assert (row.count('<span class="done"></span>'), row.count("<b>"), row.count("&lt;b&gt;")) == (1, 0, 11)


def test_each_row_has_its_own_words_however_many_are_prepared():
    names, _ = ROWS["milestone"]
    flags = {"is_reached": True, "is_overdue": False}
    for number in (*range(50), *range(50)):
        words = {name: f"{name} {number}" for name in names}
        row = filled("plans/rows/milestone.html", words, **flags)
        told = f"<span>Reached day {number}</span><span>comments {number}</span>"
        assert row == f'<li><a href="url {number}">title {number}</a>{told}</li>'


def test_a_shape_is_rendered_once(monkeypatch):
    names, _ = ROWS["cycle"]
    rendered = []

    def counting(template: str, context: dict[str, Any]) -> str:
        rendered.append(context["row"])
        return render_to_string(template, context)

    monkeypatch.setattr("core.prepared_rows.render_to_string", counting)
    _around.cache_clear()
    for title in ("One", "Two", "<b>"):
        for day in ("Oct 1", ""):
            for is_due in (True, False):
                words = dict.fromkeys(names, "x") | {"title": title, "day": day}
                filled("plans/rows/cycle.html", words, is_closed=False, is_due=is_due)
    _around.cache_clear()
    assert len(rendered) == 4
    assert {value for row in rendered for value in row.values() if isinstance(value, str)} == {
        "", *(f"{HOLE}{name}{HOLE}" for name in names),
    }  # fmt: skip


def test_a_part_is_rendered_once_for_each_set_of_values(monkeypatch):
    rendered = []

    def counting(template: str, context: dict[str, Any]) -> str:
        rendered.append(context)
        return render_to_string(template, context)

    monkeypatch.setattr("core.prepared_rows.render_to_string", counting)
    _drawn.cache_clear()
    owners = (("", "Anybody"), ("1", "<b>Ann</b>"))
    for value in ("", "1", "", "1"):
        part = drawn("plans/plan/selects.html", selects=(("owner", "Owner", owners, value),))
        chosen = [code for code, _ in owners if f'value="{code}" selected' in part]
        assert (chosen, part.count("&lt;b&gt;Ann&lt;/b&gt;"), "<b>" in part) == ([value], 1, False)
    _drawn.cache_clear()
    assert len(rendered) == 2
