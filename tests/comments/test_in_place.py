"""Comments where things are rated, reviewed and inventoried: the link beside each, and nothing said is lost."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError

from comments.models import Comment
from comments.services import resolve
from hexagon.models import ComponentRating, Review
from hexagon.owners import ComponentThreads, ReviewThreads
from hexagon.services import delete_comparison, delete_review, remove_candidate
from inventories.models import Entry, Inventory
from inventories.services import (
    Description,
    add_entries,
    delete_entries,
    delete_inventory,
    describe_inventory,
    save_entry,
    undo_deletion,
)
from readiness.models import Rating
from readiness.owners import PlacementThreads
from readiness.services import delete_assessment
from tests.comments.conftest import about_entry, about_inventory, entry_of
from tests.hexagon.reviews.factories import say as say_of_component
from tests.hexagon.reviews.factories import started
from tests.inventories.keeping import entered
from tests.practices.factories import choosing, load, small_file
from tests.readiness.factories import rate

pytestmark = pytest.mark.django_db


def links(html):
    """The links to threads: what each is called, by its address."""
    found = re.findall(r'<a href="([^"]*comments/)">(.*?)</a>', html)
    return {address: re.sub(r"<[^>]+>", "", text) for address, text in found}


def test_every_item_of_the_worksheet_leads_to_its_thread_whoever_reads_it(
    assessment, people, sign_in, say, coach, lead
):
    base = assessment.get_absolute_url()
    say(coach)
    resolve(say(coach, key="1a-ready").thread, version=2, by=lead)
    PlacementThreads.find(coach, "lakeview", pk=assessment.pk, key="readiness").say(words="?", mentioned=[], by=coach)
    for person in people.values():
        found = links(sign_in(person).get(base).content.decode())
        assert found[f"{base}ratings/1a-aware/comments/"] == "1 comment, open on 1a, Getting Aware"
        assert found[f"{base}ratings/1a-ready/comments/"] == "1 comment, resolved on 1a, Getting Ready"
        assert found[f"{base}ratings/1b-aware/comments/"] == "Comment on 1b, Getting Aware"
        assert found[f"{base}placements/readiness/comments/"] == "1 comment, open on Readiness"
        assert len(found) == Rating.objects.count() + 1


def test_a_saved_item_replaces_its_line_of_state_alone(assessment, sign_in, member, say, coach):
    say(coach)
    address, base = f"{assessment.get_absolute_url()}ratings/1a-aware/", assessment.get_absolute_url()
    typed = {"1a-aware-value": "1", "1a-aware-version": "1"}
    saved = sign_in(member).post(address, typed, headers={"HX-Request": "true"}).content.decode()
    assert ('class="ts-state"' in saved, "comments/" in saved) == (True, False)
    page = sign_in(member).get(base).content.decode()
    assert re.search(
        r'<div class="ts-below"><div class="ts-state" id="st-1a-aware">.*?</div><p class="ts-below', page, re.DOTALL
    )


def test_saving_a_rating_keeps_its_thread(assessment, say, coach, lead):
    thread = say(coach).thread
    rate(assessment, "1a-aware", "1", by=lead)
    assert Rating.objects.for_assessment(assessment).with_key("1a-aware").get().thread == thread


def test_an_assessment_that_is_talked_about_is_kept(assessment, say, coach, sign_in, lead):
    say(coach)
    with pytest.raises(ValidationError, match="answers, notes or comments"):
        delete_assessment(assessment)
    assert "comments, so it is kept" in sign_in(lead).get(f"{assessment.get_absolute_url()}delete/").content.decode()


# The Hexagon --------------------------------------------------------------------------------------


def test_a_review_and_its_components_lead_to_their_threads(review, sign_in, viewer, coach, lead):
    base, client = review.get_absolute_url(), sign_in(viewer)
    before = links(client.get(base).content.decode())
    assert (before[f"{base}comments/"], len(before)) == (f"Comment on {review.title}", 7)
    for thread in (
        ReviewThreads.find(coach, "lakeview", pk=review.pk),
        ComponentThreads.find(coach, "lakeview", pk=review.pk, key="need"),
    ):
        thread.say(words="Why?", mentioned=[lead], by=coach)
        assert "Why?" in client.get(thread.url()).content.decode()
    after = links(client.get(base).content.decode())
    assert after[f"{base}comments/"] == f"1 comment, open on {review.title}"
    assert after[f"{base}components/need/comments/"] == "1 comment, open on Need"
    assert after[f"{base}components/fit/comments/"] == "Comment on Fit"


def test_saying_something_of_a_component_keeps_its_thread(review, coach, lead):
    find = ComponentThreads.find(coach, "lakeview", pk=review.pk, key="need")
    thread = find.say(words="Why?", mentioned=[], by=coach).thread
    say_of_component(review, "need", "4", by=lead)
    row = ComponentRating.objects.for_review(review).with_key("need").get()
    assert (row.thread, row.version, row.history.count()) == (thread, 2, 2)


@pytest.mark.parametrize("owner", [ReviewThreads, ComponentThreads])
def test_a_review_that_is_talked_about_is_kept(owner, review, coach):
    named = {"pk": review.pk} | ({"key": "need"} if owner is ComponentThreads else {})
    owner.find(coach, "lakeview", **named).say(words="Why?", mentioned=[], by=coach)
    with pytest.raises(ValidationError):
        delete_review(Review.objects.get(pk=review.pk))
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("owner", [ReviewThreads, ComponentThreads])
def test_a_candidate_that_is_talked_about_and_its_comparison_are_kept(
    owner, review, district, coach, lead, tmp_path, sign_in
):
    edition = load(tmp_path, choosing(small_file("other")))
    comparison = started(district, edition, ["One", "Two", "Three"], lead, code="1b")
    one, two, _ = comparison.candidates.order_by("position")
    named = {"pk": one.pk} | ({"key": "need"} if owner is ComponentThreads else {})
    owner.find(coach, "lakeview", **named).say(words="Why?", mentioned=[], by=coach)
    page = sign_in(lead).get(comparison.get_absolute_url()).content.decode()
    assert [f"candidates/{pk.pk}/remove/" in page for pk in (one, two)] == [False, True]
    with pytest.raises(ValidationError):
        remove_candidate(comparison, review_pk=one.pk)
    with pytest.raises(ValidationError):
        delete_comparison(comparison)
    assert comparison.candidates.count() == 3


# Inventories --------------------------------------------------------------------------------------


@pytest.fixture
def kept(inventory, lead):
    """The inventory with one entry."""
    entered(inventory, lead, {"thing": "A thing"})
    return inventory


def test_an_inventory_says_on_each_page_how_much_is_said_of_it(kept, coach, sign_in, viewer):
    client, address = sign_in(viewer), f"{kept.get_absolute_url()}comments/"
    assert links(client.get(kept.get_absolute_url()).content.decode()) == {address: "Comments"}
    about_inventory(kept, coach).say(words="Current?", mentioned=[], by=coach)
    assert links(client.get(f"{kept.get_absolute_url()}summary/").content.decode()) == {address: "1 comment, open"}
    assert "Current?" in client.get(address).content.decode()


def test_a_closed_inventory_says_nothing_of_it(staff, coach, lead, sign_in, viewer):
    about_inventory(staff, lead).say(words="Current?", mentioned=[], by=lead)
    assert links(sign_in(viewer).get(staff.get_absolute_url()).content.decode()) == {}


@pytest.mark.parametrize("who", ["member", "viewer"])
def test_the_page_of_an_entry_shows_its_thread_and_comes_back_to_it(kept, people, who, sign_in):
    person = people[who]
    client, thread = sign_in(person), about_entry(kept, person)
    html = client.get(thread.place).content.decode()
    assert (html.count('class="btn btn-primary"'), 'action="' + thread.url() in html) == (who == "member", True)
    sent = client.post(thread.url(), {"words": "Still so?", "next": thread.place}, follow=True)
    assert sent.redirect_chain == [(f"{thread.place}#comment-{Comment.objects.get().pk}", 302)]
    assert "Still so?" in sent.content.decode()
    change = f"{thread.url()}{Comment.objects.get().pk}/?next={thread.place}"
    assert f'href="{change}"' in sent.content.decode()
    assert client.post(change, {"words": "Yes.", "version": 1, "next": thread.place}).url.startswith(thread.place)


def test_looking_at_the_page_of_an_entry_is_looking_at_its_thread(kept, coach, lead, sign_in):
    thread = about_entry(kept, coach)
    comment = thread.say(words="Still so?", mentioned=[lead], by=coach)
    sign_in(lead).get(thread.place)
    assert comment.mentions.get().seen_at is not None


def test_an_entry_keeps_its_thread_whatever_happens_to_it(kept, coach, lead, sign_in):
    thread = about_entry(kept, coach).say(words="Still so?", mentioned=[], by=coach).thread
    entry = entry_of(kept)
    assert (entry.version, entry.history.count()) == (1, 1)
    save_entry(kept, pk=entry.pk, cells={"thing": "Another thing"}, version=1, by=lead)
    delete_entries(kept, pks=[entry.pk], by=lead)
    address = f"{kept.get_absolute_url()}entries/{entry.pk}/"
    page = sign_in(lead).get(f"{address}comments/").content.decode()
    assert ("Still so?" in page, f'href="{address}changes/"' in page) == (True, True)
    undo_deletion(kept, by=lead)
    entry.refresh_from_db()
    assert (entry.thread, entry.version, entry.history.count()) == (thread, 4, 4)


def test_many_entries_begin_without_threads_and_describing_an_inventory_keeps_its_own(kept, coach, lead):
    add_entries(kept, rows=[{"thing": f"Thing {number}"} for number in range(3)], by=lead)
    assert Entry.objects.filter(thread=None).count() == 4
    thread = about_inventory(kept, coach).say(words="Current?", mentioned=[], by=coach).thread
    describe_inventory(kept, described=Description(title="Renamed"), version=1, by=lead)
    kept.refresh_from_db()
    assert (kept.title, kept.thread) == ("Renamed", thread)


def test_an_inventory_that_is_talked_about_is_kept(inventory, coach):
    about_inventory(inventory, coach).say(words="Shall we?", mentioned=[], by=coach)
    with pytest.raises(ValidationError, match="comments"):
        delete_inventory(inventory)
    assert Inventory.objects.filter(pk=inventory.pk).exists()
