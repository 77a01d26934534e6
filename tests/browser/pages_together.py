"""Every page on which a district rates together: rounds over an assessment, and reviews with rounds of their own."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from districts.models import Perspective
from hexagon.models import Review
from rounds.choices import State
from rounds.models import Round
from rounds.services import Marks, key_ballots
from tests.browser.demo import Demo, Together
from tests.browser.own_page import OwnPage
from tests.hexagon.reviews import factories as reviews
from tests.rounds import factories as rounds

READINESS, HEXAGON = "readiness", "hexagon"


def page_of(app: str, name: str, demo: Demo, *arguments: Any, query: str = "", **options: Any) -> OwnPage:
    full = f"{app}:{name}"
    return OwnPage(full, reverse(full, args=[demo.district.slug, *arguments]) + query, **options)


def round_pages(demo: Demo, together: Together) -> list[OwnPage]:
    """Pages of rounds over assessments, in every state."""

    def one(name: str, round: Round, *arguments: Any, **options: Any) -> OwnPage:
        return page_of(READINESS, name, demo, round.pk, *arguments, **options)

    still_open, revealed, agreed = together.open, together.revealed, together.agreed
    ended, empty = ended_round(demo), rounds.open_round(demo.talent, ["7b-ready"], "Nobody seated")
    keyed = ended.raters.get(keyed_at__isnull=False).pk
    return [
        one("round_detail", still_open),
        one("round_detail", still_open, who="teacher"),
        one("round_detail", still_open, who="coach"),
        one("round_detail", revealed),
        one("round_detail", agreed, who="viewer"),
        one("round_detail", ended),
        one("round_detail", empty),
        one("round_detail", still_open, who="harbor", status=404),
        one("round_seats", still_open),
        one("round_seats", empty, submit=True),
        one("round_move", still_open, State.REVEALED),
        one("round_move", revealed, State.OPEN),
        one("round_move", still_open, State.CLOSED, query="?again", submit=True),
        one("round_ballot", still_open, who="teacher"),
        one("round_ballot", still_open, who="family"),
        one("round_ballot", revealed),
        one("round_ballot", still_open, who="coach", status=403),
        one("round_seat", still_open, who="teacher"),
        one("round_agree_item", revealed, "11b-aware"),
        one("round_agree_item", revealed, "9-ready", who="viewer"),
        one("round_agree_item", agreed, "15-ready"),
        one("round_agree_item", revealed, "9-aware", query="?again", submit=True),
        one("round_agree_all", revealed),
        one("round_information", revealed),
        one("round_information", agreed),
        one("round_paper_key", ended),
        one("round_paper_key", ended, query="?again", submit=True),
        one("round_paper_key", still_open),
        one("round_paper_discard", ended, keyed),
        page_of(READINESS, "round_open", demo, demo.talent.pk),
        page_of(READINESS, "round_open", demo, demo.talent.pk, query="?again", submit=True),
        page_of(READINESS, "assessment_information", demo, demo.talent.pk),
        page_of(READINESS, "assessment_information", demo, demo.earlier.pk),
    ]


def ended_round(demo: Demo) -> Round:
    """A round in which voting has ended, with a paper ballot keyed in."""
    lead, round = demo.people["lead"], rounds.open_round(demo.talent, ["5b-aware", "5b-ready"], "On paper")
    rounds.seat(round, [lead, demo.people["teacher"]])
    rounds.move(round, State.ENDED, lead)
    scales = rounds.owned(round, lead).scales
    key_ballots(
        round=round,
        label="Paper 1",
        perspective=Perspective.objects.get(key="student"),
        marks={"5b-ready": Marks(answer=scales["5b-ready"].answer("1"), rationale="Read aloud.")},
        by=lead,
    )
    return round


def hexagon_pages(demo: Demo, together: Together) -> list[OwnPage]:
    """Reviews, a comparison, and what their rounds show of five-point scales."""

    def one(name: str, *arguments: Any, **options: Any) -> OwnPage:
        return page_of(HEXAGON, name, demo, *arguments, **options)

    review, comparison = together.review.pk, together.comparison.pk
    candidate = together.comparison.candidates.get(position=2).pk
    fresh = untouched_comparison(demo)
    last = fresh.candidates.order_by("-position")[0].pk
    voting, revealed = rounds_of(demo, together.review)
    return [
        OwnPage("hexagon_content:hexagon_detail", reverse("hexagon_content:hexagon_detail")),
        one("review_list"),
        one("review_list", who="viewer"),
        OwnPage("hexagon:review_list", "/districts/harbor/hexagon/", "harbor"),
        one("review_start"),
        one("review_start", query="?again", submit=True),
        one("review_detail", review),
        one("review_detail", candidate, who="viewer"),
        one("review_detail", review, who="harbor", status=404),
        one("review_edit", candidate),
        one("review_history", review),
        one("review_delete", review),
        one("review_take_over", review),
        one("review_recommend", review),
        one("review_recommend", review, query="?again", submit=True),
        one("review_round_open", candidate),
        one("component_history", review, "need"),
        one("comparison_start"),
        one("comparison_start", query="?again", submit=True),
        one("comparison_detail", comparison),
        one("comparison_detail", fresh.pk),
        one("comparison_detail", comparison, who="viewer"),
        one("comparison_edit", comparison),
        one("comparison_history", comparison),
        one("comparison_delete", fresh.pk),
        one("comparison_recommend", comparison),
        one("comparison_recommend", fresh.pk, query="?again", submit=True),
        one("comparison_round_open", fresh.pk),
        one("candidate_add", fresh.pk),
        one("candidate_remove", fresh.pk, last),
        one("round_detail", voting.pk),
        one("round_ballot", voting.pk, who="teacher"),
        one("round_agree_item", revealed.pk, "evidence"),
        one("round_agree_item", together.weighed.pk, together.weighed.item_keys[5]),
    ]


def untouched_comparison(demo: Demo) -> Any:
    names = ("Grow your own", "University partnership", "County program")
    return reviews.started(demo.district, demo.talent.edition, names, demo.people["lead"], "8")


def rounds_of(demo: Demo, review: Review) -> tuple[Round, Round]:
    """A round over the review in which people still vote, and one that is revealed."""
    lead = demo.people["lead"]
    team = {who: demo.people[who] for who in ("lead", "teacher", "quint")}
    voting = reviews.opened(review, lead, ("need", "fit")).round
    reviews.vote(voting, team, {"need": "543"})
    revealed = reviews.opened(review, lead, ("evidence", "supports"))
    reviews.vote(revealed.round, team, {"evidence": "135", "supports": "44n"}, ("Seen at work.", "Not yet."))
    reviews.move(reviews.owner_of(revealed, lead), State.REVEALED, lead)
    return voting, revealed.round
