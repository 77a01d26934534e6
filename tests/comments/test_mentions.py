"""Who is told that a comment is meant for them, and the list of a district's threads."""

from __future__ import annotations

import pytest

from comments.models import Mention
from comments.reports import CommentCount, district_threads, mentions_to
from comments.services import mark_seen, resolve, take_back
from districts.choices import Role
from inventories.reports import named_threads
from inventories.services import name_reader
from tests.comments.conftest import about_entry, about_inventory, entry_of
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

LIST = "/districts/lakeview/comments/"


def told(user, **more):
    return [(one.about, one.who) for one in mentions_to(user, named_threads(user), **more)]


def listed(user):
    membership = user.memberships.get(district__slug="lakeview")
    return [one.about for one in district_threads(membership, named_threads(user))]


def test_a_mention_waits_until_its_thread_is_opened(say, coach, lead, member, url, sign_in):
    comment = say(coach, "Look.", lead)
    [line] = mentions_to(lead)
    assert (line.about, line.who, line.at) == ("1a, Getting Aware (Sample, Autumn 2026)", "A Coach", comment.at)
    assert (line.url, line.district) == (f"{url}#comment-{comment.pk}", "Lakeview School District")
    assert (line.district_url, line.time_zone) == ("/districts/lakeview/", "America/New_York")
    assert told(member) == told(coach) == []
    sign_in(member).get(url)
    sign_in(lead).post(url, {"words": ""})
    assert len(told(lead)) == 1
    sign_in(lead).get(url)
    assert (told(lead), Mention.objects.get().seen_at is not None) == ([], True)


def test_looking_again_writes_nothing(say, coach, lead, url, sign_in):
    say(coach, "Look.", lead)
    sign_in(lead).get(url)
    before = Mention.objects.get().seen_at
    sign_in(lead).get(url)
    assert Mention.objects.get().seen_at == before


def test_a_mention_in_a_resolved_thread_waits_and_one_taken_back_does_not(say, coach, lead):
    resolve(say(coach, "Look.", lead).thread, version=2, by=coach)
    take_back(say(coach, "Or here.", lead, key="1a-ready"), by=coach)
    assert told(lead) == [("1a, Getting Aware (Sample, Autumn 2026)", "A Coach")]


def test_who_left_the_district_is_told_nothing_and_is_still_named(say, coach, lead, member, url, sign_in):
    say(coach, "Look.", member)
    MembershipFactory(user=member)
    member.memberships.filter(district__slug="lakeview").delete()
    assert told(member) == []
    assert "For A Member" in sign_in(lead).get(url).content.decode()
    assert sign_in(member).get(url).status_code == 404


def test_mentions_of_all_districts_come_newest_first_and_of_one_alone(say, coach, lead, outsider):
    first, second = say(coach, "Look.", lead), say(coach, "And here.", lead, key="1a-ready")
    assert [one.url.rpartition("-")[2] for one in mentions_to(lead)] == [str(second.pk), str(first.pk)]
    elsewhere = MembershipFactory(user=lead)
    assert told(lead, membership=elsewhere) == []
    assert len(told(lead, membership=lead.memberships.get(district__slug="lakeview"))) == 2


# Staff data ---------------------------------------------------------------------------------------


@pytest.fixture
def asked(staff, lead, coach, member):
    """A lead asks a coach whom she has named about an entry of staff data, and about the inventory."""
    name_reader(staff, membership=coach.memberships.get(), by=lead)
    for thread in (about_entry(staff, lead), about_inventory(staff, lead)):
        thread.say(words="Has Zebulon renewed?", mentioned=[coach], by=lead)
    return staff


def test_lists_tell_of_staff_data_to_leads_and_the_named_and_never_what_it_says(asked, coach, lead, member, viewer):
    entry = f"Entry {entry_of(asked).pk} (Licenses)"
    assert told(coach) == [("Licenses (inventory)", "A Lead"), (entry, "A Lead")]
    assert listed(coach) == listed(lead) == ["Licenses (inventory)", entry]
    assert listed(member) == listed(viewer) == []
    assert mentions_to(coach) == ()


def test_whoever_is_no_longer_named_is_told_nothing(asked, coach, sign_in):
    address = about_entry(asked, coach).url()
    assert sign_in(coach).get(LIST).content.decode().count(address) == 2
    asked.named_readers.all().delete()
    assert (told(coach), listed(coach)) == ([], [])
    assert address not in sign_in(coach).get(LIST).content.decode()
    assert sign_in(coach).get(address).status_code == 403


def test_a_lead_who_becomes_a_member_is_told_nothing(asked, lead):
    lead.memberships.update(role=Role.MEMBER)
    assert listed(lead) == []


def test_only_those_who_may_read_staff_data_are_mentioned(asked, lead, coach, sign_in):
    client, address = sign_in(lead), about_entry(asked, lead).url()
    assert [one.choice_label for one in client.get(address).context["talk"].boxes] == ["A Coach"]


def test_nobody_else_is_mentioned_about_staff_data(asked, lead, member, sign_in):
    address = about_entry(asked, lead).url()
    assert sign_in(lead).post(address, {"words": "Look.", "mentioned": [member.pk]}).status_code == 422


def test_a_browser_keeps_nothing_of_what_is_said_of_staff_data(asked, lead, sign_in):
    client = sign_in(lead)
    entry = about_entry(asked, lead)
    comment = entry.thread.comments.get()
    for page in (entry.url(), f"{entry.url()}{comment.pk}/", entry.place, about_inventory(asked, lead).url()):
        assert "data-draft=" not in client.get(page).content.decode()


# The list -----------------------------------------------------------------------------------------


def test_the_list_has_mentions_open_threads_and_resolved_ones(say, coach, lead, sign_in):
    resolve(say(coach).thread, version=2, by=lead)
    say(coach, "Look.", lead, key="1a-ready")
    say(lead, "I look.", key="1a-ready")
    response = sign_in(lead).get(LIST)
    [(is_open, [open_line]), (_, [resolved])] = response.context["groups"]
    assert (is_open, open_line.count, open_line.last_by) == (True, CommentCount(2, True), "A Lead")
    assert (resolved.about, resolved.count) == ("1a, Getting Aware (Sample, Autumn 2026)", CommentCount(1, False))
    assert [one.who for one in response.context["mentions"]] == ["A Coach"]
    html = response.content.decode()
    assert html.index("For you") < html.index('id="h-open"') < html.index('id="h-resolved"')


def test_an_empty_list_says_what_will_be_there(lead, sign_in, district):
    html = sign_in(lead).get(LIST).content.decode()
    assert "What the team talks about will be here" in html
    assert "For you" not in html


def test_a_list_holds_nothing_of_another_district_nor_what_is_taken_back(say, coach, outsider, sign_in, lead):
    take_back(say(coach), by=coach)
    assert listed(lead) == []
    assert sign_in(outsider).get(LIST).status_code == 404


def test_a_long_list_has_pages(say, coach, sign_in, lead, monkeypatch):
    monkeypatch.setattr("comments.views.lists.ThreadListView.page_size", 1)
    say(coach)
    say(coach, key="1a-ready")
    first, second = (sign_in(lead).get(f"{LIST}?page={number}").content.decode() for number in (1, 2))
    assert ("1a-ready" in first, "1a-aware" in first) == (True, False)
    assert ("1a-ready" in second, "1a-aware" in second) == (False, True)


def test_seeing_is_noted_for_the_person_who_looks(say, coach, lead, member):
    comment = say(coach, "Look.", lead, member)
    mark_seen(comment.thread, by=lead)
    assert list(Mention.objects.filter(seen_at=None).values_list("user", flat=True)) == [member.pk]
