"""What a team may work on, and making one of it a priority for a reason."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from districts.choices import Role
from plans.models import Priority
from plans.services import close_plan
from plans.views.base import CLOSED_MEANWHILE
from readiness.services import close_assessment
from tests.factories import DistrictFactory, MembershipFactory
from tests.plans.making import a_system, make_measure, make_plan, make_priority
from tests.plans.pages.asking import queries, refused, said, sent, sent_too_late, statuses, url, words
from tests.readiness.factories import rate_all
from tests.readiness.pages import Page

GIST = (
    "5a, Getting Ready: The district uses a selection process (i.e. Hexagon tool or similar review protocol) to "
    "identify the appropriate communication and hiring platforms that will be used for posting and reviewing "
    "information for new jobs."
)
# What the form begins with for each place where a priority may come from.
TITLES = {
    "readiness": GIST[:200],
    "hexagon": "Mentoring: Adopt",
    "inventory": "Inventory to complete: Career paths",
    "unknown": "Find out: Need of Mentoring",
}
TWICE = {"ground": ["This is a priority of the plan already."]}
NOT_OURS = {"ground": ["Choose one of the list."]}


def choosing(picture, origin="", code=""):
    code = code or picture.codes.get(origin, "")
    query = f"?{urlencode({'ground': code, 'origin': origin})}" if origin else ""
    return url(picture.plan, "priority_choose") + query


def as_read(client, address, **changes):
    """What the form begins with, and a reason."""
    form = client.get(address).context["form"]
    begun = {name: str(form[name].value() or "") for name in ("title", "origin", "ground")}
    return begun | {"reason": "The board asked for it."} | changes


def stored(picture):
    rows = Priority.objects.filter(plan=picture.plan).order_by("position")
    return [(row.title, row.reason, row.origin) for row in rows]


# What there is ------------------------------------------------------------------------------------------------------


def test_everybody_inside_reads_what_there_is_to_work_on(ours, elsewhere):
    address = url(ours.plan, "priority_candidates")
    for who in ("lead", "member", "coach", "viewer"):
        page = words(ours.client(who), address)
        assert f"Where it comes from : Talent Management: not in place yet {GIST} Getting ready Two schools" in page
        assert "Recommended on the Hexagon 1 found Mentoring: Adopt It meets our need." in page
        assert "Not enough information 2 found Find out: 1, Getting Aware" in page
        assert "Gaps in inventories 1 found Inventory to complete: Career paths It has no entries yet." in page
        assert ("Choose it" in page, "Add one of your own" in page) == ((True,) * 2 if who == "lead" else (False,) * 2)
    assert statuses([elsewhere.client("lead")], "get", address) == [404]
    assert ours.client("lead").get(url(elsewhere.plan, "priority_candidates")).status_code == 404


def test_nothing_of_another_district_is_offered(ours, elsewhere):
    html = ours.client("lead").get(url(ours.plan, "priority_candidates")).content.decode()
    assert [code in html for name, code in elsewhere.codes.items() if name != "readiness"] == [False] * 3
    assert "/districts/harbor/" not in html


def test_where_nothing_is_found_the_page_says_where_to_look(ours, sign_in):
    here = MembershipFactory(role=Role.LEAD)
    plan = make_plan(here.district, here.user, systems=[a_system(), a_system("leadership", "Leadership")])
    page = words(sign_in(here.user), url(plan, "priority_candidates"))
    for line in (
        "Talent Management 0 found Talent Management has not been rated yet. Go to readiness",
        "Leadership 0 found Leadership has not been rated yet. Go to readiness",
        "No review or comparison has a recommendation to take up yet. Go to the Hexagon",
        "Nobody has answered “not enough information”.",
        "No inventory lacks anything. Go to the inventories",
    ):
        assert line in page


def test_five_of_a_kind_are_shown_and_the_others_on_demand(ours):
    rate_all(ours.assessment, "1", by=ours.people["lead"])
    close_assessment(ours.assessment, by=ours.people["lead"])
    root = Page(ours.client("viewer").get(url(ours.plan, "priority_candidates"))).root
    section = root.one("section", aria_labelledby="h-g1")
    assert [len(one.all("li")) for one in section.all("ul", class_="ts-choose")] == [5, 19]
    assert "Show the other 19 of Talent Management: not in place yet" in section.texts("summary")


def test_what_is_chosen_is_shown_and_not_offered_again(ours):
    ours.chosen(ours.codes["inventory"], "Career paths")
    page = words(ours.client("lead"), url(ours.plan, "priority_candidates"))
    assert "Go on to the plan" in page
    assert "Chosen so far 1 of at most 5 Career paths" in page
    assert "It has no entries yet. Already a priority: Career paths talentsys." in page
    for number in range(5):
        make_priority(ours.plan, ours.people["lead"], f"Another {number}")
    assert "6 priorities are more than a handful." in words(ours.client("lead"), url(ours.plan, "priority_candidates"))


# Choosing one -------------------------------------------------------------------------------------------------------


def test_only_a_lead_chooses(ours, elsewhere, sign_in):
    address = choosing(ours, "hexagon")
    clients = [ours.client(who) for who in ("lead", "member", "coach", "viewer")] + [elsewhere.client("lead")]
    assert statuses(clients, "get", address) == [200, 403, 403, 403, 404]
    typed = {"title": "One", "reason": "Why not."}
    assert [client.post(address, typed).status_code for client in clients[1:]] == [403, 403, 403, 404]
    assert sign_in(None).get(address).url.startswith("/accounts/login/?next=/districts/lakeview/plans/")
    assert stored(ours) == []


@pytest.mark.parametrize("origin", TITLES)
def test_what_the_picture_shows_becomes_a_priority(ours, origin):
    client, address = ours.client("lead"), choosing(ours, origin)
    typed = as_read(client, address)
    assert typed["title"] == TITLES[origin]
    place, messages = sent(client, address, typed)
    made = Priority.objects.get(plan=ours.plan)
    assert place == made.get_absolute_url()
    assert messages == [f"{TITLES[origin]} is a priority now. Say next who does what for it."]
    assert stored(ours) == [(TITLES[origin], "The board asked for it.", origin)]
    field, _, pk = ours.codes[origin].rpartition("-")
    assert getattr(made, f"{field}_id") == int(pk)
    taken = [(title, by) for rows in ours.offered().values() for title, by in rows if by]
    assert taken == [(GIST if origin == "readiness" else TITLES[origin], TITLES[origin])]


def test_what_is_known_stands_above_the_form(ours):
    client = ours.client("lead")
    page = words(client, choosing(ours, "readiness"))
    assert f"Make it a priority {GIST}" in page
    assert "What is known Where it comes from Getting ready Two schools have begun. It asks for next:" in page
    assert "What is known Where it comes from It meets our need." in words(client, choosing(ours, "hexagon"))


@pytest.mark.parametrize(
    "query", ["", "?ground=x&origin=readiness", "?ground=inventory-1%00&origin=own", "?origin=hexagon"]
)
def test_a_priority_of_ones_own_rests_on_nothing(ours, query):
    client, address = ours.client("lead"), f"{choosing(ours)}{query}"
    assert "A priority of your own Something the team wants to work on" in words(client, address)
    typed = as_read(client, address, title="Housing")
    assert (typed["origin"], typed["ground"]) == ("own", "")
    sent(client, address, typed)
    assert stored(ours) == [("Housing", "The board asked for it.", "own")]
    assert ours.offered()["Gaps in inventories"] == [("Inventory to complete: Career paths", "")]


def test_a_reason_is_asked_for_and_what_was_typed_stays(ours):
    client, address = ours.client("lead"), choosing(ours, "hexagon")
    for reason in ("", " \r\n"):
        typed = as_read(client, address, title="Mentors", reason=reason)
        assert refused(client, address, typed) == {"reason": ["This field is required."]}
    page = words_of(client.post(address, typed))
    assert "Not saved yet. What is wrong stands by its field" in page
    assert "What is known" in page
    assert refused(client, address, as_read(client, address, title="x" * 201))["title"] == [
        "Ensure this value has at most 200 characters (it has 201)."
    ]
    assert stored(ours) == []


def words_of(response):
    return Page(response).id("main").text


def test_what_another_district_has_is_refused_where_the_person_sees_it(ours, elsewhere):
    client, address = ours.client("lead"), choosing(ours)
    hers = [code for name, code in elsewhere.codes.items() if name != "readiness"]
    for code in (*hers, "stage_description-0", "inventory-x", "plan-1", "inventory-" + "9" * 5000):
        typed = {"title": "One", "reason": "Why not.", "origin": "inventory", "ground": code}
        assert refused(client, address, typed) == NOT_OURS
        assert "Choose one of the list." in words_of(client.post(address, typed))
    typed = {"title": "One", "reason": "Why not.", "origin": "nowhere", "ground": ""}
    assert "Select a valid choice. nowhere is not one of the available choices." in words_of(
        client.post(address, typed)
    )
    assert stored(ours) == []


def test_the_same_is_chosen_once_and_the_person_sees_why(ours):
    client, address = ours.client("lead"), choosing(ours, "hexagon")
    typed = as_read(client, address)
    sent(client, address, typed)
    assert refused(client, address, typed | {"title": "Again"}) == TWICE
    assert "This is a priority of the plan already." in words_of(client.post(address, typed))
    assert len(stored(ours)) == 1


def test_what_was_typed_outlives_the_session(ours):
    client, address = ours.client("lead"), choosing(ours, "hexagon")
    typed = as_read(client, address, reason="Because.")
    answer = sent_too_late(client, ours.people["lead"], address, typed)
    assert said(answer) == ["Mentoring: Adopt is a priority now. Say next who does what for it."]
    assert stored(ours) == [("Mentoring: Adopt", "Because.", "hexagon")]


def test_words_about_one_thing_never_come_back_under_another(ours):
    client = ours.client("lead")
    kept = {
        Page(client.get(choosing(ours, origin))).root.one("form", class_="ts-form")["data-draft"]
        for origin in ("hexagon", "inventory", "")
    }
    assert len(kept) == 3
    address = choosing(ours, "hexagon")
    assert address in kept
    answer = client.post(address, as_read(client, address), follow=True)
    assert f'data-saved="{address.replace("&", "&amp;")}"' in answer.content.decode()


def test_a_closed_plan_takes_up_nothing(ours):
    client, address = ours.client("lead"), choosing(ours, "hexagon")
    typed = as_read(client, address, title="One", reason="Why not.")
    close_plan(ours.plan, by=ours.people["lead"])
    assert refused(client, address, typed) == {"__all__": [CLOSED_MEANWHILE]}
    assert (client.get(address).url, stored(ours)) == (ours.plan.get_absolute_url(), [])
    assert "Choose it" not in words(client, url(ours.plan, "priority_candidates"))


# Queries ------------------------------------------------------------------------------------------------------------


def test_choosing_takes_the_same_queries_with_1_and_40_members(ours):
    client = ours.client("lead")
    pages = [url(ours.plan, "priority_candidates"), choosing(ours, "readiness")]
    make_measure(ours.plan, ours.people["lead"])
    few = [queries(client, page) for page in pages + pages][2:]
    for _ in range(40):
        MembershipFactory(district=ours.district)
    MembershipFactory(district=DistrictFactory())
    assert [few, [queries(client, page) for page in pages]] == [[27, 20], [27, 20]]
