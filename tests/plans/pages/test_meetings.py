"""Pages of meetings: the list, an agenda made from the plan, who was there, decisions and what follows from them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from districts.models import Membership
from plans.models import Meeting
from plans.reports import meeting_agenda
from plans.services import close_plan, describe_meeting, set_status
from plans.views.base import CLOSED_MEANWHILE
from tests.factories import MembershipFactory
from tests.plans.making import make_cycle, make_measure, make_meeting, make_milestone, make_step
from tests.plans.pages.asking import day, queries, refused, said, sent, sent_too_late, statuses, url, words

TODAY = timezone.localdate


@pytest.fixture
def meeting(running, lead, member):
    """On October 14, 2025, with two people of the district and two others."""
    people = {"present": [lead, member], "others": "Dana Wells\n\n  Priya Shah "}
    texts = {"agenda": "Steps\n- One", "decisions": "Two more mentors."}
    return make_meeting(running, lead, "Monthly review", on=date(2025, 10, 14), **people, **texts)


def met(**changes):
    fields = {"title": "Monthly review", "on": "2025-10-14", "agenda": "Steps", "others": "", "decisions": ""}
    return fields | changes


# Who may ---------------------------------------------------------------------------------------------------------


def test_everybody_in_the_district_reads_and_leads_and_members_write(
    running, meeting, leading, keeper, coaching, reading, stranger
):
    clients = [leading, keeper, coaching, reading, stranger]
    for page, args in (("meeting_list", []), ("meeting_detail", [meeting.pk])):
        assert statuses(clients, "get", url(running, page, *args)) == [200, 200, 200, 200, 404]
    for page, args in (("meeting_add", []), ("meeting_change", [meeting.pk])):
        assert statuses(clients, "get", url(running, page, *args)) == [200, 200, 403, 403, 404]
        assert statuses(clients, "post", url(running, page, *args)) == [422, 422, 403, 403, 404]


def test_nothing_is_written_in_a_closed_plan(running, meeting, lead, keeper):
    close_plan(running, by=lead)
    for address in (url(running, "meeting_add"), url(running, "meeting_change", meeting.pk)):
        assert refused(keeper, address, met(title="Other", version="1")) == {"__all__": [CLOSED_MEANWHILE]}
        assert keeper.get(address).url == running.get_absolute_url()
    assert "Add a follow-up" not in words(keeper, url(running, "meeting_detail", meeting.pk))
    assert [one.title for one in Meeting.objects.all()] == ["Monthly review"]


def test_a_meeting_of_another_plan_is_not_found_here(running, theirs, outsider, keeper):
    foreign = make_meeting(theirs, outsider)
    assert statuses([keeper], "get", url(running, "meeting_detail", foreign.pk)) == [404]


# Reading ---------------------------------------------------------------------------------------------------------


def test_the_list_is_newest_first_and_counts_people_and_follow_ups(running, meeting, lead, reading):
    step = make_step(running, lead, "Find mentors", meeting=meeting)
    make_step(running, lead, "Tell the board", meeting=meeting)
    set_status(step, status="done", version=1, by=lead)
    ahead = make_meeting(running, lead, "Next one", on=TODAY() + timedelta(days=9))
    text = words(reading, url(running, "meeting_list"))
    assert (
        f"Follow-ups {day(ahead.on)} Next one , {day(ahead.on)} Not yet Ahead None "
        "Oct 14, 2025 Monthly review , Oct 14, 2025 4 Written down 2 steps, 1 unfinished" in text
    )


def test_an_empty_list_says_what_will_be_there(running, reading):
    text = words(reading, url(running, "meeting_list"))
    assert "The meetings will be here" in text
    assert "Leads and members of the district add them." in text


def test_the_page_tells_who_was_there_what_was_decided_and_what_follows(running, meeting, lead, member, keeper):
    step = make_step(running, lead, "Find mentors", meeting=meeting, owner=member, due_on=date(2025, 11, 20))
    text = words(keeper, url(running, "meeting_detail", meeting.pk))
    assert "Tuesday, October 14, 2025. 4 present." in text
    assert "Agenda Steps - One Present A Lead A Member Dana Wells Priya Shah Decisions Two more mentors." in text
    assert "Find mentors A Member Nov 20, 2025 Overdue Not begun" in text
    html = keeper.get(url(running, "meeting_detail", meeting.pk)).content.decode()
    assert f'href="{url(running, "step_add")}?meeting={meeting.pk}">Add a follow-up</a>' in html
    assert f'href="{step.get_absolute_url()}"' in html


def test_a_follow_up_is_added_from_the_meeting_and_leads_back_to_it(running, meeting, keeper):
    address = f"{url(running, 'step_add')}?meeting={meeting.pk}"
    assert f'name="meeting" value="{meeting.pk}"' in keeper.get(address).content.decode()
    fields = {"title": "Find mentors", "meeting": str(meeting.pk)}
    assert sent(keeper, address, fields)[0] == url(running, "meeting_detail", meeting.pk)
    assert [step.title for step in meeting.follow_ups.all()] == ["Find mentors"]


def test_pages_take_as_many_queries_for_forty_as_for_one(running, meeting, lead, keeper, district):
    pages = [
        url(running, "meeting_list"),
        url(running, "meeting_detail", meeting.pk),
        url(running, "meeting_add"),
        url(running, "meeting_change", meeting.pk),
    ]
    make_step(running, lead, meeting=meeting, owner=lead, due_on=date(2025, 11, 1))
    make_measure(running, lead, targets={date(2027, 6, 1): "90"}, readings={date(2026, 10, 1): "60"})
    make_milestone(running, lead, due_on=date(2025, 11, 1))
    before = [queries(keeper, page) for page in pages]
    people = [MembershipFactory(district=district).user for _ in range(40)]
    meeting.present.add(*people)
    for number in range(39):
        other = make_meeting(running, lead, f"Meeting {number}", present=people)
        make_step(running, lead, meeting=other, owner=people[number], due_on=date(2025, 11, 1))
        make_step(running, lead, meeting=meeting, owner=people[number], due_on=date(2025, 11, 1))
        make_milestone(running, lead, due_on=date(2025, 11, 1))
        make_cycle(running, lead, starts_on=date(2025, 10, 1), study_on=date(2025, 11, 1))
    assert before == [queries(keeper, page) for page in pages] == [4, 7, 10, 5]


# The agenda ------------------------------------------------------------------------------------------------------


def test_a_new_meeting_begins_with_an_agenda_made_from_the_plan(running, lead, member, keeper):
    today, year = TODAY(), timedelta(days=365)
    late, soon, far = today - timedelta(days=3), today + timedelta(days=20), today + timedelta(days=60)
    make_step(running, lead, "Map the process", owner=member, due_on=late)
    make_step(running, lead, "Nobody's", due_on=late)
    make_step(running, lead, "In time", due_on=soon)
    set_status(make_step(running, lead, "Finished", due_on=late), status="done", version=1, by=lead)
    make_milestone(running, lead, "Missed", due_on=late)
    make_milestone(running, lead, "Soon", due_on=soon)
    make_milestone(running, lead, "Far", due_on=far)
    make_milestone(running, lead, "Reached", due_on=late, reached_on=late)
    track = {"baseline_on": today - year, "targets": {far: "90"}}
    make_measure(running, lead, "Off", readings={late: "60"}, **track)
    make_measure(running, lead, "On", readings={late: "95"}, **track)
    make_cycle(running, lead, "Study me", starts_on=late, study_on=soon)
    make_cycle(running, lead, "Studied", starts_on=late, study_on=late, phase="study")
    make_cycle(running, lead, "Later", starts_on=late, study_on=far)
    wanted = (
        f"Steps that are overdue\n- Map the process (A Member; due {day(late)})\n"
        f"- Nobody's (Nobody yet; due {day(late)})\n\n"
        f"Milestones\n- Missed (was due {day(late)})\n- Soon (due {day(soon)})\n\n"
        f"Measures off their path\n- Off (60% on {day(late)}; target 90% by {day(far)})\n\n"
        f"Improvement cycles to study\n- Study me (study on {day(soon)})"
    )
    assert meeting_agenda(running) == wanted
    form = keeper.get(url(running, "meeting_add")).context["form"]
    assert (form["agenda"].value(), form["on"].value(), form["title"].value()) == (wanted, today, "Team meeting")


def test_a_plan_in_which_all_is_well_makes_no_agenda(running, keeper):
    assert keeper.get(url(running, "meeting_add")).context["form"]["agenda"].value() == ""


# Adding and changing ---------------------------------------------------------------------------------------------


def test_a_member_adds_a_meeting(running, lead, keeper):
    place, told = sent(keeper, url(running, "meeting_add"), met(present=[str(lead.pk)], others="Dana Wells"))
    added = Meeting.objects.get()
    assert (place, told) == (url(running, "meeting_detail", added.pk), ["Added: Monthly review."])
    assert (added.on, list(added.present.all()), added.others) == (date(2025, 10, 14), [lead], "Dana Wells")


def test_what_is_wrong_stands_beside_its_field(running, outsider, keeper):
    address, stranger = url(running, "meeting_add"), str(outsider.pk)
    assert refused(keeper, address, met(title="", on="soon")) == {
        "title": ["This field is required."],
        "on": ["Enter a valid date."],
    }
    told = f"Select a valid choice. {stranger} is not one of the available choices."
    assert refused(keeper, address, met(present=[stranger])) == {"present": [told]}
    assert not Meeting.objects.exists()


def test_somebody_who_has_left_stays_listed_and_checked(running, meeting, lead, member, leading):
    Membership.objects.get(user=member).delete()
    address = url(running, "meeting_change", meeting.pk)
    page = leading.get(address)
    boxes = {box.choice_label: box.data["selected"] for box in page.context["form"]["present"].subwidgets}
    assert boxes["A Member (has left the district)"]
    assert boxes["A Lead"]
    fields = met(present=[str(lead.pk), str(member.pk)], decisions="Done", version="1")
    assert sent(leading, address, fields)[1] == ["The meeting is saved."]
    assert "A Lead A Member" in words(leading, url(running, "meeting_detail", meeting.pk))
    other = leading.get(url(running, "meeting_add")).context["form"]["present"]
    assert "A Member" not in " ".join(str(box.choice_label) for box in other.subwidgets)


def test_two_who_change_a_meeting_at_once_both_see_both(running, meeting, lead, member, keeper):
    address = url(running, "meeting_change", meeting.pk)
    form = keeper.get(address).context["form"]
    theirs = form.described_as(title="Monthly review", on=meeting.on, agenda="Steps", present=[lead], decisions="Ours")
    assert describe_meeting(meeting, described=theirs, version=1, by=lead)
    fields = met(decisions="Mine", present=[str(lead.pk), str(member.pk)])
    assert refused(keeper, address, fields | {"version": "1"}, 409) == {
        "decisions": ["Somebody else saved this meanwhile: Ours"],
        "present": ["Somebody else saved this meanwhile: A Lead"],
    }
    assert sent(keeper, address, fields | {"version": "2"})[1] == ["The meeting is saved."]
    assert (Meeting.objects.get().decisions, Meeting.objects.get().present.count()) == ("Mine", 2)
    assert sent(keeper, address, fields | {"version": "3"})[1] == ["Nothing had changed."]


def test_what_is_sent_after_its_session_ended_is_saved_once_its_writer_is_back(running, meeting, member, keeper):
    address = url(running, "meeting_change", meeting.pk)
    back = sent_too_late(keeper, member, address, met(decisions="Written for an hour.", version="1"))
    assert said(back) == ["The meeting is saved."]
    assert Meeting.objects.get().decisions == "Written for an hour."
    again = sent_too_late(keeper, member, address, met(decisions="Late.", version="1"))
    assert again.context["form"].errors["decisions"] == ["Somebody else saved this meanwhile: Written for an hour."]


def test_the_page_tells_what_happened(running, meeting, keeper):
    sent(
        keeper, url(running, "meeting_change", meeting.pk), met(agenda="Steps\n- One", decisions="Three.", version="1")
    )
    text = words(keeper, url(running, "meeting_detail", meeting.pk))
    history = text[text.index("History") :]
    assert re.findall(r"(Added|Changed) by A (\w+)", history) == [("Changed", "Member"), ("Added", "Lead")]
    assert "Decisions before Two more mentors. Decisions after Three." in history


def test_a_meeting_of_which_nothing_came_is_removed(running, meeting, lead, keeper):
    address = url(running, "meeting_remove", meeting.pk)
    kept = "Something was decided at it, follows from it, or was said about it, so it stays."
    assert kept in words(keeper, address)
    assert sent(keeper, address, {}) == (url(running, "meeting_detail", meeting.pk), [kept])
    never = make_meeting(running, lead, "Never held")
    assert "Never held, Oct 14, 2026. Nothing came of it." in words(keeper, url(running, "meeting_remove", never.pk))
    followed = make_meeting(running, lead, "Followed")
    make_step(running, lead, meeting=followed)
    assert sent(keeper, url(running, "meeting_remove", followed.pk), {})[1] == [kept]
    place, told = sent(keeper, url(running, "meeting_remove", never.pk), {})
    assert (place, told) == (url(running, "meeting_list"), ["Never held is removed."])
    assert {one.title for one in Meeting.objects.all()} == {"Monthly review", "Followed"}
