"""The pages of a thread: reading, writing, changing, taking back, resolving, in every role."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from comments.models import Comment, Thread
from comments.services import MOST, reword, take_back
from districts.choices import Role
from tests.factories import PASSWORD
from tests.readiness.factories import opened

pytestmark = pytest.mark.django_db


def words(response):
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def told(response):
    return [str(one) for one in response.context["messages"]]


@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_reads_it_may_speak(role, people, sign_in, url):
    client = sign_in(people[role])
    sent = client.post(url, {"words": "Does it\r\nstill hold?"}, follow=True)
    comment = Comment.objects.get()
    assert sent.redirect_chain == [(f"{url}#comment-{comment.pk}", 302)]
    assert (told(sent), comment.words, comment.by) == (["The comment is saved."], "Does it\nstill hold?", people[role])
    assert "1 comment, open" in words(sent)


def test_an_outsider_finds_nothing_and_says_nothing(url, outsider, sign_in, say, coach):
    comment, client = say(coach), sign_in(outsider)
    posts = [url, f"{url}resolve/", f"{url}reopen/", f"{url}{comment.pk}/", f"{url}{comment.pk}/take-back/"]
    assert {client.get(one).status_code for one in (url, f"{url}{comment.pk}/")} == {404}
    assert {client.post(one, {"words": "Mine.", "version": 2}).status_code for one in posts} == {404}
    assert Comment.objects.count() == 1


def test_another_districts_things_are_not_found_under_ones_own(sign_in, lead, outsider, edition, assessment):
    theirs = opened(outsider.memberships.get().district, edition, "Theirs", outsider)
    address = f"/districts/lakeview/readiness/{theirs.pk}/ratings/1a-aware/comments/"
    assert sign_in(lead).post(address, {"words": "Mine."}).status_code == 404
    assert Thread.objects.count() == 0


def test_a_comment_is_not_changed_under_another_thing(say, coach, url, sign_in):
    comment = say(coach, key="1a-ready")
    say(coach)
    assert sign_in(coach).post(f"{url}{comment.pk}/", {"words": "Here.", "version": 1}).status_code == 404


def test_the_page_shows_how_the_thing_stands_and_what_was_said(say, coach, lead, url, sign_in):
    say(coach, "See https://example.org/a <b>", lead)
    response = sign_in(lead).get(url)
    html = response.content.decode()
    assert "Comments on 1a, Getting Aware" in words(response)
    assert "Not rated yet" in words(response)
    assert "For you" in words(response)
    assert '<a href="https://example.org/a" rel="nofollow">' in html
    assert "&lt;b&gt;" in html


def test_the_first_letters_of_a_list_of_mentions_are_people_who_may_read(url, sign_in, people, coach, outsider):
    boxes = sign_in(coach).get(url).context["talk"].boxes
    assert [one.choice_label for one in boxes] == ["A Lead", "A Member", "A Viewer"]


def test_somebody_is_mentioned_and_nobody_from_outside(url, sign_in, coach, lead, outsider):
    client = sign_in(coach)
    refused = client.post(url, {"words": "Look.", "mentioned": [outsider.pk]})
    assert (refused.status_code, Comment.objects.count()) == (422, 0)
    client.post(url, {"words": "Look.", "mentioned": [lead.pk]})
    assert list(Comment.objects.get().mentioned.all()) == [lead]


def test_too_much_is_told_beside_the_field_and_nothing_typed_is_lost(url, sign_in, coach, lead):
    typed = "x" * (MOST + 1)
    response = sign_in(coach).post(url, {"words": typed, "mentioned": [lead.pk]})
    html = response.content.decode()
    assert response.status_code == 422
    assert '<p class="invalid-feedback">At most 10,000 characters fit here. This has 10,001.</p>' in html
    assert (typed in html, 'aria-describedby="e-words"' in html) == (True, True)
    assert f'value="{lead.pk}" id="id_comment_mentioned_0" checked' in html
    assert '<details class="ts-mention" open>' in html


def test_nothing_is_told_beside_the_field(url, sign_in, coach):
    response = sign_in(coach).post(url, {"words": " \r\n "})
    assert (response.status_code, response.context["talk"].form.errors) == (422, {"words": ["Write something first."]})


@pytest.mark.parametrize("asked", ["https://example.org/", "//example.org", "/accounts/logout/", "", "/"])
def test_sending_leads_to_the_thread_and_to_no_address_of_somebody_elses(url, sign_in, coach, asked):
    sent = sign_in(coach).post(url, {"words": "Look.", "next": asked})
    assert sent.url == f"{url}#comment-{Comment.objects.get().pk}"


def test_sending_leads_to_the_things_own_page_where_the_form_stood_there(url, sign_in, coach, assessment):
    place = f"{assessment.get_absolute_url()}#i-1a-aware"
    assert sign_in(coach).post(url, {"words": "Look.", "next": place}).url == place


def test_a_comment_is_changed_by_its_writer_alone(url, sign_in, say, coach, lead):
    comment = say(coach, "Frist.")
    address = f"{url}{comment.pk}/"
    assert f'href="{address}' not in sign_in(lead).get(url).content.decode()
    assert f'href="{address}' in sign_in(coach).get(url).content.decode()
    assert sign_in(lead).post(address, {"words": "Mine.", "version": 1}).status_code == 403
    sent = sign_in(coach).post(address, {"words": "First.", "version": 1}, follow=True)
    assert (sent.redirect_chain, told(sent)) == ([(f"{url}#comment-{comment.pk}", 302)], ["The comment is saved."])
    assert "First." in words(sent)
    assert ", changed " in words(sent)
    again = sign_in(coach).post(address, {"words": "First.", "version": 2}, follow=True)
    assert told(again) == ["Nothing had changed."]


def test_of_two_windows_the_second_sees_both_texts_and_is_saved_when_sent_again(url, sign_in, say, coach):
    comment = say(coach, "One thing.")
    reword(comment, words="One thing more.", version=1, by=coach)
    address, client = f"{url}{comment.pk}/", sign_in(coach)
    both = client.post(address, {"words": "One other thing.", "version": 1})
    assert (both.status_code, both.context["form"]["words"].value()) == (409, "One other thing.")
    assert "Two versions of your comment" in words(both)
    assert "One <ins>thing more.</ins>" in both.content.decode()
    assert client.post(address, {"words": "One other thing.", "version": 2}).status_code == 302
    comment.refresh_from_db()
    assert (comment.words, comment.version) == ("One other thing.", 3)


@pytest.mark.parametrize(
    ("typed", "error"), [("", "Write something first."), ("x" * (MOST + 1), "At most 10,000")], ids=["none", "too much"]
)
def test_a_change_to_nothing_or_too_much_is_told_beside_the_field(url, sign_in, say, coach, typed, error):
    response = sign_in(coach).post(f"{url}{say(coach).pk}/", {"words": typed, "version": 1})
    assert (response.status_code, error in words(response)) == (422, True)
    assert Comment.objects.get().words == "Does it still hold?"


def test_a_comment_is_taken_back_and_its_words_are_gone_from_the_page(url, sign_in, say, coach, lead):
    comment = say(coach, "Zebulon.", lead)
    sent = sign_in(coach).post(f"{url}{comment.pk}/take-back/", follow=True)
    assert told(sent) == ["The comment is taken back."]
    for client in (sign_in(coach), sign_in(lead)):
        page = words(client.get(url))
        assert ("Taken back by its writer." in page, "Zebulon" in page, "For you" in page) == (True, False, False)
    assert sign_in(coach).get(f"{url}{comment.pk}/").status_code == 404
    assert sign_in(coach).post(f"{url}{comment.pk}/take-back/").status_code == 404


def test_a_thread_is_resolved_and_opened_again_by_anybody_who_reads_it(url, sign_in, say, coach, viewer, lead):
    say(coach)
    client = sign_in(viewer)
    sent = client.post(f"{url}resolve/", {"version": 2}, follow=True)
    assert sent.redirect_chain == [(f"{url}#comments", 302)]
    assert "Resolved by A Viewer" in words(sent)
    assert "1 comment, resolved" in words(sent)
    assert "Is everything settled?" in words(sign_in(lead).post(f"{url}reopen/", follow=True))


@pytest.mark.parametrize("version", ["", "2", "x"])
def test_nobody_resolves_what_they_have_not_read(url, sign_in, say, coach, lead, version):
    say(coach)
    say(coach, "And this?")
    sent = sign_in(lead).post(f"{url}resolve/", {"version": version}, follow=True)
    assert told(sent) == ["Somebody wrote meanwhile. Read it below, then resolve."]
    assert Thread.objects.get().is_open


def test_where_nobody_said_anything_there_is_nothing_to_resolve(url, sign_in, lead):
    assert {sign_in(lead).post(f"{url}{act}/").status_code for act in ("resolve", "reopen")} == {404}
    assert "Nobody has said anything yet." in words(sign_in(lead).get(url))


def signed_in(user):
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def owner_in(client, address):
    return re.search(r'name="owner" value="([^"]+)"', client.get(address).content.decode())[1]


def test_what_is_sent_after_the_session_ended_is_saved_once_its_writer_signs_in(url, coach, lead):
    client = signed_in(coach)
    sent = {"owner": owner_in(client, url), "words": "Written over lunch.", "mentioned": [lead.pk]}
    client.cookies.pop("sessionid")
    assert client.post(url, sent).url == f"/accounts/login/?next={url}"
    assert Comment.objects.count() == 0
    client.post("/accounts/login/", {"login": coach.email, "password": PASSWORD})
    assert client.get(url).status_code == 302
    comment = Comment.objects.get()
    assert (comment.words, comment.by, list(comment.mentioned.all())) == ("Written over lunch.", coach, [lead])
    assert client.get(url).status_code == 200


def test_a_change_waits_for_its_writer_as_well_and_for_nobody_else(url, coach, lead, say):
    comment, client = say(coach, "One."), signed_in(coach)
    address = f"{url}{comment.pk}/"
    sent = {"owner": owner_in(client, address), "words": "Two.", "version": 1}
    client.cookies.pop("sessionid")
    client.post(address, sent)
    client.post("/accounts/login/", {"login": lead.email, "password": PASSWORD})
    assert client.get(address).status_code == 403
    comment.refresh_from_db()
    assert comment.words == "One."


def test_the_browser_keeps_what_is_typed(url, sign_in, coach, say):
    comment, client = say(coach), sign_in(coach)
    assert f'data-draft="comments:{url}:new" data-user="{coach.pk}"' in client.get(url).content.decode()
    assert f'data-draft="comments:{url}:{comment.pk}"' in client.get(f"{url}{comment.pk}/").content.decode()
    sent = client.post(url, {"words": "Look."}, follow=True)
    assert f'data-saved="comments:{url}:new"' in sent.content.decode()


def test_one_that_is_all_taken_back_says_so_and_asks_nothing(url, sign_in, coach, say):
    take_back(say(coach), by=coach)
    page = words(sign_in(coach).get(url))
    assert ("Taken back by its writer." in page, "Is everything settled?" in page) == (True, False)
