"""Pages of reviews and comparisons: who may do what, and what they say."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from hexagon.models import Comparison, Review
from hexagon.services import recommend
from tests.hexagon.reviews.factories import decision, indicator, rate_all, reviewed, row_of, say

LIST = "/districts/lakeview/hexagon/"


def names(comparison: Comparison) -> list[str]:
    return [one.name for one in comparison.candidates.order_by("position")]


def words(client: Client, url: str) -> str:
    """What a page says, without its marks."""
    html = client.get(url).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0]).split())


def test_an_empty_list_says_what_to_do(district, hexagon_edition, people, sign_in):
    html = sign_in(people["lead"]).get(LIST).content.decode()
    assert "Reviews and comparisons will be listed here" in html
    assert f'href="{LIST}comparisons/start/"' in html
    reader = sign_in(people["viewer"]).get(LIST).content.decode()
    assert (f'href="{LIST}comparisons/start/"' in reader, 'href="/hexagon/"' in reader) == (False, True)


def test_an_empty_list_before_the_hexagon_is_published_says_who_publishes_it(district, lead, sign_in):
    html = sign_in(lead).get(LIST).content.decode()
    assert ("A content administrator publishes it" in html, f"{LIST}reviews/start/" in html) == (True, False)


def test_the_list_tells_how_each_stands(review, comparison, candidates, lead, member, theirs, sign_in):
    rate_all(candidates[0], "4", by=member)
    recommend(comparison, decision=decision(candidate_pk=candidates[0].pk), by=lead)
    client = sign_in(member)
    rows = re.findall(r"<tr.*?</tr>", client.get(LIST).content.decode(), re.DOTALL)[1:]
    told = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]
    assert told[0].startswith(
        "Hiring platforms 2 candidates for indicator 5a of Talent Management 6 of 12 Adopt: A. Regional consortium"
    )
    assert told[1].startswith("Talent Management System 0 of 6 Being rated")
    assert len(told) == 2


def test_what_lacks_information_is_told_beside_what_is_rated(comparison, candidates, lead, member, theirs, sign_in):
    for candidate in candidates:
        rate_all(candidate, "4", by=member)
    say(candidates[1], "evidence", "n", by=member)
    recommend(comparison, decision=decision(candidate_pk=candidates[0].pk), by=lead)
    client = sign_in(member)
    page = words(client, comparison.get_absolute_url())
    assert (page.count(" 6 of 6 rated. "), page.count(" 6 of 6 rated, 1 without enough information. ")) == (1, 1)
    assert "Made without a rating from 1 to 5 for: Evidence of B. State job board." in page
    assert "12 of 12, 1 without enough information Adopt: A. Regional consortium" in words(client, LIST)
    review = words(client, candidates[1].get_absolute_url())
    assert "6 of 6 rated , 1 without enough information" in review


def test_a_review_of_a_system_starts_with_its_name(talent, district, hexagon_edition, member, sign_in):
    client = sign_in(member)
    url = f"{LIST}reviews/start/"
    page = client.get(url, {"system": "talent-management"}).content.decode()
    assert f'<option value="system-{talent.system_id}" selected>' in page
    response = client.post(url, {"subject": f"system-{talent.system_id}"})
    review = Review.objects.get()
    assert (response.url, review.title, review.system) == (
        review.get_absolute_url(),
        "Talent Management",
        talent.system,
    )


def test_a_review_of_an_indicator_is_chosen_by_the_address(talent, district, hexagon_edition, member, sign_in):
    page = sign_in(member).get(f"{LIST}reviews/start/", {"system": "talent-management", "indicator": "8"})
    assert f'<option value="indicator-{indicator(talent, "8").pk}" selected>' in page.content.decode()


def test_a_candidate_needs_a_name(talent, district, hexagon_edition, member, sign_in):
    response = sign_in(member).post(f"{LIST}reviews/start/", {"subject": "candidate", "provider": "Kept"})
    html = response.content.decode()
    assert ("Name the candidate." in html, 'value="Kept"' in html, Review.objects.count()) == (True, True, 0)


def test_a_comparison_starts_with_the_candidates_that_are_named(talent, district, hexagon_edition, member, sign_in):
    data = {
        "indicator": indicator(talent).pk,
        "title": "Hiring platforms",
        "candidate_a": "Consortium",
        "candidate_b": "Board",
        "candidate_e": "Referrals",
    }
    response = sign_in(member).post(f"{LIST}comparisons/start/", data)
    comparison = Comparison.objects.get()
    assert response.url == comparison.get_absolute_url()
    assert [one.name for one in comparison.candidates.order_by("position")] == [
        "A. Consortium",
        "B. Board",
        "C. Referrals",
    ]


def test_a_comparison_offers_the_indicators_that_call_for_choosing(talent, district, hexagon_edition, member, sign_in):
    html = sign_in(member).get(f"{LIST}comparisons/start/", {"indicator": "8"}).content.decode()
    codes = re.findall(r"^\s*(\w+), Talent Management\. The", html, re.MULTILINE)
    assert codes == ["5a", "8", "11b", "13a"]
    assert re.search(
        rf'value="{indicator(talent, "8").pk}"[^>]*checked|checked[^>]*value="{indicator(talent, "8").pk}"', html
    )


def test_two_candidates_of_one_name_come_back_as_typed(talent, district, hexagon_edition, member, sign_in):
    data = {"indicator": indicator(talent).pk, "title": "Platforms", "candidate_a": "Same", "candidate_b": "same"}
    html = sign_in(member).post(f"{LIST}comparisons/start/", data).content.decode()
    assert ("Another candidate has this name." in html, 'value="Platforms"' in html) == (True, True)
    assert Comparison.objects.count() == 0


@pytest.mark.parametrize("role", ["viewer", "coach"])
def test_readers_read_and_do_not_write(review, people, member, sign_in, role):
    say(review, "need", "4", by=member, note="Eleven posts", discussion="All agree")
    html = sign_in(people[role]).get(review.get_absolute_url()).content.decode()
    assert (html.count("<textarea"), html.count('type="radio"'), "data-may-rate" in html) == (0, 0, False)
    assert ("Good match" in html, "Eleven posts" in html, "All agree" in html) == (True, True, True)


def test_the_page_of_a_review_asks_everything_of_six_components(review, member, sign_in):
    html = sign_in(member).get(review.get_absolute_url()).content.decode()
    assert (html.count("<textarea"), html.count('class="ts-comp"'), html.count('type="radio"')) == (30, 6, 42)
    assert re.findall(r'<h3 id="h-\w+">(\w+)</h3>', html) == [
        "Evidence",
        "Supports",
        "Usability",
        "Need",
        "Fit",
        "Capacity",
    ]
    assert html.count("Questions to discuss") == 6


def test_nobody_from_outside_finds_any_of_it(review, comparison, candidates, outsider, theirs, sign_in):
    client = sign_in(outsider)
    own = theirs.get_absolute_url()
    for url in (LIST, review.get_absolute_url(), comparison.get_absolute_url(), candidates[0].get_absolute_url()):
        assert client.get(url).status_code == 404
    through_own = own.replace(f"/{theirs.pk}/", f"/{review.pk}/")
    assert (client.get(own).status_code, client.get(through_own).status_code) == (200, 404)


def test_the_comparison_shows_reasons_without_a_total_or_a_choice(comparison, candidates, member, sign_in):
    rate_all(candidates[0], "4", by=member)
    say(candidates[1], "need", "1", by=member, note="Nobody looks there")
    told = words(sign_in(member), comparison.get_absolute_url())
    assert "Furthest apart on Need. The chart shows how the team rated, not what to choose" in told
    assert ("Nobody looks there" in told, "Why capacity" in told) == (True, True)
    assert [word for word in ("average", "sum of", "best", "score", "24 points") if word in told.lower()] == []
    assert "5 components have no rating yet. A recommendation made now says so." in told


def test_where_all_lie_together_nothing_is_furthest_apart(comparison, candidates, member, sign_in):
    for one in candidates:
        rate_all(one, "4", by=member)
    assert "Furthest apart" not in words(sign_in(member), comparison.get_absolute_url())


def recommendation(**changes: Any) -> dict[str, Any]:
    return {
        "choice": "adopt",
        "rationale": "It meets our need.",
        "decided_by": "A Lead",
        "decided_on": "2026-11-12",
        "version": "",
    } | changes


def test_a_lead_records_a_recommendation_and_nobody_else(comparison, candidates, people, outsider, sign_in):
    url = f"{comparison.get_absolute_url()}recommendation/"
    data = recommendation(choice="supports", candidate=candidates[1].pk, **{"support-fit": "Talk to families"})
    refused = [sign_in(people[role]).post(url, data).status_code for role in ("member", "coach", "viewer")]
    assert (refused, sign_in(outsider).post(url, data).status_code) == ([403, 403, 403], 404)
    client = sign_in(people["lead"])
    assert 'type="radio" checked' not in client.get(url).content.decode().replace(' class="form-check-input"', "")
    assert client.post(url, data).url == f"{comparison.get_absolute_url()}#recommendation"
    told = words(client, comparison.get_absolute_url())
    made = "Adopt with supports: B. State job board Made without a rating from 1 to 5 for: Evidence of A. Regional"
    assert f"{made} consortium" in told
    assert "Fit Talk to families" in told


def test_nothing_of_a_recommendation_is_chosen_beforehand(comparison, lead, sign_in):
    url = f"{comparison.get_absolute_url()}recommendation/"
    assert "checked" not in sign_in(lead).get(url).content.decode()
    sign_in(lead).post(url, recommendation(choice="gather", candidate="none"))
    stored = Comparison.objects.get().recommendation
    assert (stored.choice, stored.candidate) == ("gather", None)
    chosen = re.findall(r'value="(\w+)"[^>]*checked', sign_in(lead).get(url).content.decode())
    assert chosen == ["gather", "none"]


def test_a_recommendation_without_its_candidate_comes_back_as_typed(comparison, lead, sign_in):
    html = sign_in(lead).post(f"{comparison.get_absolute_url()}recommendation/", recommendation()).content.decode()
    assert ("Choose the candidate that this is about." in html, "It meets our need.</textarea>" in html) == (True, True)
    assert not hasattr(Comparison.objects.get(), "recommendation")


def test_two_leads_who_recommend_at_once_both_see_both(review, lead, member, sign_in):
    recommend(review, decision=decision(rationale="Theirs"), by=member)
    client = sign_in(lead)
    url = f"{review.get_absolute_url()}recommendation/"
    response = client.post(url, recommendation(choice="decline", rationale="Mine"))
    html = response.content.decode()
    assert response.status_code == 409
    assert ("Another lead saved this meanwhile: Theirs" in html, ">\nMine</textarea>" in html) == (True, True)
    assert "Another lead saved this meanwhile: Adopt" in html
    again = client.post(url, recommendation(choice="decline", rationale="Mine", version=1))
    assert (again.status_code, Review.objects.get().recommendation.rationale) == (302, "Mine")


def test_two_people_who_describe_at_once_both_see_both(review, lead, member, sign_in):
    url = f"{review.get_absolute_url()}edit/"
    first = {"title": "Talent Management", "provider": "Ours", "version": 1}
    assert sign_in(lead).post(url, first).status_code == 302
    response = sign_in(member).post(url, first | {"provider": "Mine"})
    html = response.content.decode()
    assert (response.status_code, "Somebody else saved this meanwhile: Ours" in html) == (409, True)
    assert 'value="Mine"' in html
    assert 'name="version" value="2"' in html


def test_taking_over_offers_reviews_of_this_district_that_are_rated(
    district, review, theirs, lead, member, outsider, sign_in
):
    source, unrated = reviewed(district, lead, title="Last year"), reviewed(district, lead, title="Never rated")
    say(source, "evidence", "4", by=lead)
    say(theirs, "evidence", "4", by=outsider)
    client, url = sign_in(member), f"{review.get_absolute_url()}take-over/"
    html = client.get(url).content.decode()
    assert ["Last year" in html, unrated.title in html, theirs.title in html] == [True, False, False]
    assert client.post(url, {"source": theirs.pk}).status_code == 200
    assert row_of(review, "evidence").version == 1
    assert client.post(url, {"source": source.pk}).status_code == 302
    told = words(client, review.get_absolute_url())
    assert "1 component taken over from Last year. Each says so." in told
    assert "Taken over from Last year , agreed" in told


def test_deleting_is_for_leads_and_for_what_nobody_has_touched(review, comparison, candidates, people, sign_in):
    say(candidates[0], "need", "1", by=people["member"])
    lead = sign_in(people["lead"])
    assert sign_in(people["member"]).post(f"{review.get_absolute_url()}delete/").status_code == 403
    assert lead.post(f"{review.get_absolute_url()}delete/").url == LIST
    assert lead.post(f"{comparison.get_absolute_url()}delete/").url == comparison.get_absolute_url()
    assert (Review.objects.count(), Comparison.objects.count()) == (2, 1)


def test_adding_and_removing_candidates(comparison, candidates, people, outsider, sign_in):
    url, client = f"{comparison.get_absolute_url()}candidates/", sign_in(people["member"])
    assert [sign_in(one).get(f"{url}add/").status_code for one in (people["viewer"], outsider)] == [403, 404]
    response = client.post(f"{url}add/", {"title": "Alumni referrals", "cost_note": "$1,500 a year."})
    added = comparison.candidates.get(position=3)
    assert (response.url, added.cost_note) == (added.get_absolute_url(), "$1,500 a year.")
    assert client.post(f"{url}{candidates[0].pk}/remove/").url == comparison.get_absolute_url()
    assert [one.name for one in comparison.candidates.order_by("position")] == [
        "B. State job board",
        "C. Alumni referrals",
    ]


def test_histories_tell_who_and_what(review, lead, member, sign_in):
    say(review, "need", "4", by=member, note="Eleven posts")
    client = sign_in(lead)
    client.post(f"{review.get_absolute_url()}edit/", {"title": "Talent", "version": 1})
    told = words(client, f"{review.get_absolute_url()}history/")
    assert "Described anew A Lead" in told
    assert "Name before Talent Management Name after Talent" in told
    of_need = words(client, f"{review.get_absolute_url()}components/need/changes/")
    assert "A Member" in of_need
    assert "From Not rated yet to Good match Reason for the rating before Empty" in of_need
    assert client.get(f"{review.get_absolute_url()}components/growth/changes/").status_code == 404
