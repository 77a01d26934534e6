"""When a board adopted a plan, and how a snapshot is named: what is refused, and what its page says."""

from __future__ import annotations

import pytest

from tests.plans.making import make_snapshot
from tests.plans.pages.asking import refused, url, words
from tests.plans.pages.test_snapshots import kept, looked_at, snapshot_url
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched")


@pytest.mark.parametrize(("title", "named"), [("Talent", "Talent, {}, as"), ("Talent {}", "Talent {}, as")])
def test_a_snapshot_names_the_school_year_once(running, lead, reading, title, named):
    running.title = title.format(running.year_label)
    running.save()
    snapshot = make_snapshot(running, lead)
    page = words(reading, snapshot_url(running, snapshot))
    assert f"Snapshot 1 {named.format(running.year_label)} A Lead finalized it on " in page
    assert page.index("Proof that a file is unchanged") < page.index(snapshot.files.first().sha256)


def test_a_day_before_there_can_have_been_a_plan_is_refused_and_named_above_the_form(running, leading):
    fields = looked_at(leading, running, adopted_on="1999-01-01", note="Old.")
    early = f"The board cannot have adopted it before July 1, 2025. This plan is for {running.year_label}."
    assert refused(leading, url(running, "plan_finalize"), fields) == {"adopted_on": [early]}
    summary = Page(leading.post(url(running, "plan_finalize"), fields)).root.one("div", role="alert")
    assert [(link["href"], link.text) for link in summary.all("a")] == [
        ("#id_adopted_on", "Adopted by the board on (optional)")
    ]
    assert summary.text.endswith(f"still here. Adopted by the board on (optional): {early}")
    assert kept(running) == []
