"""What is said of a priority, an action step and a milestone, on its own page."""

from __future__ import annotations

import pytest

from comments.models import Comment
from comments.reports import mentions_to
from plans.services import close_plan
from tests.factories import MembershipFactory
from tests.plans.making import make_milestone, make_step, remark
from tests.plans.pages.asking import queries, said, statuses, words
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched", "today")

# For each kind, what its comments are called in a list of everything.
ABOUT = {
    "priority": "Grow our own teachers (priority)",
    "step": "Draft a handbook (action step)",
    "milestone": "Handbook approved (milestone)",
}


@pytest.fixture(params=ABOUT)
def thing(request, plan, priority, lead):
    """A priority, an action step, and a milestone."""
    if request.param == "priority":
        return priority
    return make_step(plan, lead) if request.param == "step" else make_milestone(plan, lead)


def page_of(thing):
    return thing.get_absolute_url()


def thread_of(thing, name=""):
    return f"{page_of(thing)}comments/{name}"


def form_of(client, thing):
    return Page(client.get(page_of(thing))).root.one("form", class_="ts-talk__form")


def written(thing, words="Is this enough?", **more):
    """What the form on the thing's page sends."""
    return {"words": words, "next": page_of(thing)} | more


def test_a_coach_says_something_and_comes_back_to_the_page(thing, coaching, keeper, member):
    form = form_of(coaching, thing)
    assert (form["action"], form.one("input", name="next")["value"]) == (thread_of(thing), page_of(thing))
    assert form["data-draft"] == f"comments:{thread_of(thing)}:new"
    answer = coaching.post(thread_of(thing), written(thing, "Is <b>this</b> enough?"), follow=True)
    comment = Comment.objects.latest("pk")
    assert answer.redirect_chain == [(f"{page_of(thing)}#comment-{comment.pk}", 302)]
    assert said(answer) == ["The comment is saved."]
    page = words(keeper, page_of(thing))
    assert "Comments 1 comment, open A Coach" in page
    assert "Is <b>this</b> enough?" in page
    assert "Open. Is everything settled?" in page


@pytest.mark.parametrize("who", ["leading", "keeper", "coaching", "reading"])
def test_everybody_inside_may_say_something_and_nobody_else(thing, request, who, stranger, sign_in):
    client = request.getfixturevalue(who)
    assert client.post(thread_of(thing), written(thing)).status_code == 302
    assert statuses([stranger], "post", thread_of(thing)) == [404]
    assert sign_in(None).post(thread_of(thing), written(thing)).url.startswith("/accounts/login/")
    thing.refresh_from_db()
    assert thing.thread.comment_count == 1


def test_nothing_said_is_asked_for_and_what_was_said_is_changed_and_taken_back(thing, coaching, keeper):
    answer = coaching.post(thread_of(thing), written(thing, " "))
    assert (answer.status_code, answer.context["form"].errors) == (422, {"words": ["Write something first."]})
    coaching.post(thread_of(thing), written(thing))
    comment = Comment.objects.latest("pk")
    change = thread_of(thing, f"{comment.pk}/")
    assert change in Page(coaching.get(page_of(thing))).root.one("a", class_="ts-comment__act")["href"]
    assert Page(keeper.get(page_of(thing))).root.all("a", class_="ts-comment__act") == []
    fields = written(thing, "Is it?", version="1")
    assert coaching.post(change, fields).url == f"{page_of(thing)}#comment-{comment.pk}"
    assert "Is it?" in words(keeper, page_of(thing))
    taken = coaching.post(f"{change}take-back/", {"next": page_of(thing)})
    assert taken.url == f"{page_of(thing)}#comment-{comment.pk}"
    assert "Taken back by its writer." in words(keeper, page_of(thing))


def test_it_is_settled_and_opened_again_from_the_page(thing, coaching, keeper):
    coaching.post(thread_of(thing), written(thing))
    state = Page(keeper.get(page_of(thing))).root.one("form", class_="ts-talk__state")
    fields = {one["name"]: one["value"] for one in state.all("input") if one["name"] in ("next", "version")}
    answer = keeper.post(state["action"], fields, follow=True)
    assert answer.redirect_chain[-1][0] == f"{page_of(thing)}#comments"
    assert "Resolved by A Member" in words(coaching, page_of(thing))
    assert "1 comment, resolved" in words(coaching, thing.plan.get_absolute_url())
    keeper.post(thread_of(thing, "reopen/"), {"next": page_of(thing)})
    assert "1 comment, open" in words(coaching, thing.plan.get_absolute_url())


def test_whoever_is_mentioned_is_told_until_they_look(thing, request, coaching, keeper, member, coach):
    coaching.post(thread_of(thing), written(thing, mentioned=[str(member.pk)]))
    (line,) = mentions_to(member)
    assert (line.about, line.who) == (ABOUT[request.node.callspec.params["thing"]], "A Coach")
    assert mentions_to(coach) == ()
    place = line.url.partition("#")[0]
    assert place == thread_of(thing)
    assert "For you" in words(keeper, page_of(thing))
    assert mentions_to(member) == ()


@pytest.fixture
def coach(people):
    return people["coach"]


def test_nobody_from_outside_is_mentioned(thing, coaching, outsider):
    answer = coaching.post(thread_of(thing), written(thing, mentioned=[str(outsider.pk)]))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["mentioned"])
    assert Comment.objects.filter(words="Is this enough?").count() == 0


def test_a_closed_plan_is_still_talked_about(thing, lead, coaching):
    close_plan(thing.plan, by=lead)
    assert coaching.post(thread_of(thing), written(thing)).status_code == 302
    assert "1 comment, open" in words(coaching, page_of(thing))


def test_the_page_takes_the_same_queries_with_1_and_40_comments_and_members(thing, district, lead, keeper, request):
    remark(thing, lead)
    keeper.get(page_of(thing))
    few = queries(keeper, page_of(thing))
    for _ in range(40):
        remark(thing, MembershipFactory(district=district).user)
    expected = {"priority": 15, "step": 9, "milestone": 7}[request.node.callspec.params["thing"]]
    assert [few, queries(keeper, page_of(thing))] == [expected] * 2
