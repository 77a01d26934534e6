"""The page of a priority's root cause: five whys or a fishbone, both kept, and two people who write at once."""

from __future__ import annotations

import pytest

from plans.models import RootCause
from tests.plans.making import make_cause
from tests.plans.pages.asking import refused, said, sent, sent_too_late, statuses, url, words

pytestmark = pytest.mark.usefixtures("untouched", "today")

BONES = ("people", "practices", "policies", "resources", "information", "surroundings")
MEANWHILE = "Somebody else saved this meanwhile: {}"


def page_of(priority):
    return url(priority.plan, "root_cause", priority.pk)


def typed(**changes):
    """What the form sends; nothing where nothing is said."""
    names = ["problem", "cause", "strategy", "strategy_reason", "version"]
    empty = dict.fromkeys([*names, *(f"why_{n}" for n in range(1, 6)), *(f"bone_{one}" for one in BONES)], "")
    return empty | {"method": "whys"} | changes


FULL = {
    "problem": "Teachers <b>leave</b>.",
    "why_1": "They are not paid enough.",
    "why_2": "Housing is dear.",
    "bone_people": "No mentors\r\n\r\n  Few substitutes ",
    "bone_policies": "Late hiring",
    "cause": "Pay",
    "strategy": "Build homes",
    "strategy_reason": "It worked elsewhere.",
}


def test_who_keeps_the_plan_writes_it(priority, leading, keeper, coaching, reading, stranger, sign_in):
    clients, address = [leading, keeper, coaching, reading, stranger], page_of(priority)
    assert statuses(clients, "get", address) == [200, 200, 403, 403, 404]
    assert [client.post(address, typed(**FULL)).status_code for client in clients[2:]] == [403, 403, 404]
    assert sign_in(None).get(address).url == f"/accounts/login/?next={address}"
    assert not RootCause.objects.filter(priority=priority).exists()
    html = keeper.get(address).content.decode()
    assert (f'data-draft="{address}"' in html, "Choose a method; what is written under the other" in html) == (
        True, True,
    )  # fmt: skip


def test_both_methods_are_kept_whichever_is_chosen(priority, member, keeper, reading):
    address = page_of(priority)
    assert sent(keeper, address, typed(**FULL)) == (priority.get_absolute_url(), ["The root cause is saved."])
    stored = RootCause.objects.get(priority=priority)
    assert (stored.whys, stored.bones) == (
        ["They are not paid enough.", "Housing is dear."],
        {"people": ["No mentors", "Few substitutes"], "policies": ["Late hiring"]},
    )
    assert (stored.cause, stored.strategy, stored.changed_by, stored.version) == ("Pay", "Build homes", member, 1)
    page = words(reading, priority.get_absolute_url())
    assert "The problem: Teachers <b>leave</b>. They are not paid enough. Housing is dear. The root cause: Pay" in page
    assert "The strategy: Build homes Why: It worked elsewhere." in page
    assert "No mentors" not in page
    form = keeper.get(address).context["form"]
    assert (form["bone_people"].value(), form["version"].value()) == ("No mentors\nFew substitutes", 1)
    sent(keeper, address, typed(**FULL | {"method": "fishbone", "version": "1"}))
    page = words(reading, priority.get_absolute_url())
    assert "People No mentors Few substitutes Policies and rules Late hiring The root cause: Pay" in page
    assert "Housing is dear." not in page
    stored.refresh_from_db()
    assert (stored.whys[0], stored.version) == ("They are not paid enough.", 2)
    assert sent(keeper, address, typed(**FULL | {"method": "fishbone", "version": "2"}))[1] == ["Nothing had changed."]


def test_what_is_wrong_stands_beside_its_field(priority, keeper):
    long = typed(why_3="x" * 301, problem="Teachers leave.")
    assert refused(keeper, page_of(priority), long) == {
        "why_3": ["Ensure this value has at most 300 characters (it has 301)."]
    }
    choice = "Select a valid choice. guess is not one of the available choices."
    assert refused(keeper, page_of(priority), typed(method="guess")) == {"method": [choice]}
    assert not RootCause.objects.filter(priority=priority).exists()


def test_two_who_write_it_first_at_once_both_see_both(priority, lead, keeper):
    address = page_of(priority)
    make_cause(priority, lead, problem="Theirs", whys=["Pay", "Housing"], bones={"people": ["No mentors"]}, cause="Pay")
    mine = typed(problem="Mine", why_1="Pay", why_3="Rent", bone_policies="Late hiring", cause="Pay")
    assert refused(keeper, address, mine, status=409) == {
        "problem": [MEANWHILE.format("Theirs")],
        "why_2": [MEANWHILE.format("Housing")],
        "why_3": [MEANWHILE.format("nothing")],
        "bone_people": [MEANWHILE.format("No mentors")],
        "bone_policies": [MEANWHILE.format("nothing")],
    }
    assert RootCause.objects.get(priority=priority).problem == "Theirs"
    assert sent(keeper, address, mine | {"version": "1"})[1] == ["The root cause is saved."]
    stored = RootCause.objects.get(priority=priority)
    assert (stored.problem, stored.whys, stored.bones) == ("Mine", ["Pay", "Rent"], {"policies": ["Late hiring"]})


def test_a_stale_one_shows_the_other_method_in_words(priority, lead, keeper):
    make_cause(priority, lead)
    make_cause(priority, lead, version=1, method="fishbone", problem="Theirs")
    mine = typed(problem="Mine", version="1")
    assert refused(keeper, page_of(priority), mine, status=409) == {
        "method": [MEANWHILE.format("Fishbone")],
        "problem": [MEANWHILE.format("Theirs")],
    }


def test_what_was_typed_outlives_the_session(priority, member, keeper):
    answer = sent_too_late(keeper, member, page_of(priority), typed(**FULL))
    assert (answer.redirect_chain, said(answer)) == (
        [(priority.get_absolute_url(), 302)], ["The root cause is saved."],
    )  # fmt: skip
    assert RootCause.objects.get(priority=priority).cause == "Pay"
