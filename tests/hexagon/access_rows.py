"""What everyone gets at the addresses of a district's reviews and comparisons."""

from __future__ import annotations

from typing import Any

from tests.access_table import Row, World, district


def review(world: World) -> tuple[Any, ...]:
    return world.district.slug, world.review.pk


def component(world: World) -> tuple[Any, ...]:
    return *review(world), "need"


def comparison(world: World) -> tuple[Any, ...]:
    return world.district.slug, world.comparison.pk


def candidate(world: World) -> tuple[Any, ...]:
    return *comparison(world), world.comparison.candidates.get(position=2).pk


def our_round(world: World) -> tuple[Any, ...]:
    """The round over a review."""
    return world.district.slug, world.review_round.pk


def our_item(world: World) -> tuple[Any, ...]:
    return *our_round(world), "need"


def our_move(world: World) -> tuple[Any, ...]:
    return *our_round(world), "ended"


def our_paper(world: World) -> tuple[Any, ...]:
    return *our_round(world), 0


# fmt: off
HEXAGON_PAGES = [
    #   address                                   arguments   method  anon out view coach member lead content operator
    Row("hexagon:review_list",                    district,   "get",  "in  404 200 200 200 200 404 404"),
    Row("hexagon:review_list",                    district,   "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:review_start",                   district,   "get",  "in  404 403 403 200 200 404 404"),
    Row("hexagon:review_start",                   district,   "post", "in  404 403 403 200 200 404 404"),
    Row("hexagon:review_detail",                  review,     "get",  "in  404 200 200 200 200 404 404"),
    Row("hexagon:review_detail",                  review,     "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:review_edit",                    review,     "get",  "in  404 403 403 200 200 404 404"),
    Row("hexagon:review_edit",                    review,     "post", "in  404 403 403 200 200 404 404"),
    Row("hexagon:review_history",                 review,     "get",  "in  404 200 200 200 200 404 404"),
    Row("hexagon:review_history",                 review,     "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:review_delete",                  review,     "get",  "in  404 403 403 403 200 404 404"),
    Row("hexagon:review_delete",                  review,     "post", "in  404 403 403 403 302 404 404"),
    Row("hexagon:review_take_over",               review,     "get",  "in  404 403 403 200 200 404 404"),
    Row("hexagon:review_take_over",               review,     "post", "in  404 403 403 200 200 404 404"),
    Row("hexagon:review_recommend",               review,     "get",  "in  404 403 403 403 200 404 404"),
    Row("hexagon:review_recommend",               review,     "post", "in  404 403 403 403 200 404 404"),
    Row("hexagon:review_round_open",              review,     "get",  "in  404 403 403 403 200 404 404"),
    Row("hexagon:review_round_open",              review,     "post", "in  404 403 403 403 200 404 404"),
    Row("hexagon:components_save",                review,     "get",  "in  404 403 403 302 302 404 404"),
    Row("hexagon:components_save",                review,     "post", "in  404 403 403 302 302 404 404"),
    Row("hexagon:component_save",                 component,  "get",  "in  404 403 403 405 405 404 404"),
    Row("hexagon:component_save",                 component,  "post", "in  404 403 403 200 200 404 404"),
    Row("hexagon:component_history",              component,  "get",  "in  404 200 200 200 200 404 404"),
    Row("hexagon:component_history",              component,  "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:comparison_start",               district,   "get",  "in  404 403 403 200 200 404 404"),
    Row("hexagon:comparison_start",               district,   "post", "in  404 403 403 200 200 404 404"),
    Row("hexagon:comparison_detail",              comparison, "get",  "in  404 200 200 200 200 404 404"),
    Row("hexagon:comparison_detail",              comparison, "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:comparison_edit",                comparison, "get",  "in  404 403 403 200 200 404 404"),
    Row("hexagon:comparison_edit",                comparison, "post", "in  404 403 403 200 200 404 404"),
    Row("hexagon:comparison_history",             comparison, "get",  "in  404 200 200 200 200 404 404"),
    Row("hexagon:comparison_history",             comparison, "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:comparison_delete",              comparison, "get",  "in  404 403 403 403 200 404 404"),
    Row("hexagon:comparison_delete",              comparison, "post", "in  404 403 403 403 302 404 404"),
    Row("hexagon:comparison_recommend",           comparison, "get",  "in  404 403 403 403 200 404 404"),
    Row("hexagon:comparison_recommend",           comparison, "post", "in  404 403 403 403 200 404 404"),
    Row("hexagon:comparison_round_open",          comparison, "get",  "in  404 403 403 403 200 404 404"),
    Row("hexagon:comparison_round_open",          comparison, "post", "in  404 403 403 403 200 404 404"),
    Row("hexagon:candidate_add",                  comparison, "get",  "in  404 403 403 200 200 404 404"),
    Row("hexagon:candidate_add",                  comparison, "post", "in  404 403 403 200 200 404 404"),
    Row("hexagon:candidate_remove",               candidate,  "get",  "in  404 403 403 200 200 404 404"),
    Row("hexagon:candidate_remove",               candidate,  "post", "in  404 403 403 302 302 404 404"),
    Row("hexagon:review_pdf",                     review,     "get",  "in  404 200 200 200 200 404 404"),
    Row("hexagon:review_pdf",                     review,     "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:review_xlsx",                    review,     "get",  "in  404 200 200 200 200 404 404"),
    Row("hexagon:review_xlsx",                    review,     "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:review_csv",                     review,     "get",  "in  404 200 200 200 200 404 404"),
    Row("hexagon:review_csv",                     review,     "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:comparison_pdf",                 comparison, "get",  "in  404 200 200 200 200 404 404"),
    Row("hexagon:comparison_pdf",                 comparison, "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:comparison_xlsx",                comparison, "get",  "in  404 200 200 200 200 404 404"),
    Row("hexagon:comparison_xlsx",                comparison, "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:comparison_csv",                 comparison, "get",  "in  404 200 200 200 200 404 404"),
    Row("hexagon:comparison_csv",                 comparison, "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:round_detail",                   our_round,  "get",  "in  404 200 200 200 200 404 404"),
    Row("hexagon:round_detail",                   our_round,  "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:round_seats",                    our_round,  "get",  "in  404 403 403 403 200 404 404"),
    Row("hexagon:round_seats",                    our_round,  "post", "in  404 403 403 403 302 404 404"),
    Row("hexagon:round_move",                     our_move,   "get",  "in  404 403 403 403 200 404 404"),
    Row("hexagon:round_move",                     our_move,   "post", "in  404 403 403 403 409 404 404"),
    Row("hexagon:round_ballot",                   our_round,  "get",  "in  404 200 403 200 403 404 404"),
    Row("hexagon:round_ballot",                   our_round,  "post", "in  404 405 403 405 403 404 404"),
    Row("hexagon:round_ballot_save_all",          our_round,  "get",  "in  404 302 403 302 403 404 404"),
    Row("hexagon:round_ballot_save_all",          our_round,  "post", "in  404 302 403 302 403 404 404"),
    Row("hexagon:round_finish",                   our_round,  "get",  "in  404 302 403 302 403 404 404"),
    Row("hexagon:round_finish",                   our_round,  "post", "in  404 302 403 302 403 404 404"),
    Row("hexagon:round_seat",                     our_round,  "get",  "in  404 200 403 200 403 404 404"),
    Row("hexagon:round_seat",                     our_round,  "post", "in  404 422 403 422 403 404 404"),
    Row("hexagon:round_ballot_save",              our_item,   "get",  "in  404 405 405 405 405 404 404"),
    Row("hexagon:round_ballot_save",              our_item,   "post", "in  404 200 403 200 403 404 404"),
    Row("hexagon:round_paper",                    our_round,  "get",  "in  404 403 403 403 200 404 404"),
    Row("hexagon:round_paper",                    our_round,  "post", "in  404 403 403 403 405 404 404"),
    Row("hexagon:round_paper_key",                our_round,  "get",  "in  404 403 403 403 200 404 404"),
    Row("hexagon:round_paper_key",                our_round,  "post", "in  404 403 403 403 422 404 404"),
    Row("hexagon:round_paper_discard",            our_paper,  "get",  "in  404 403 403 403 404 404 404"),
    Row("hexagon:round_paper_discard",            our_paper,  "post", "in 404 403 403 403 404 404 404"),
    Row("hexagon:round_agree",                    our_round,  "get",  "in  404 303 303 303 303 404 404"),
    Row("hexagon:round_agree",                    our_round,  "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:round_agree_item",               our_item,   "get",  "in  404 303 303 303 303 404 404"),
    Row("hexagon:round_agree_item",               our_item,   "post", "in  404 403 403 403 303 404 404"),
    Row("hexagon:round_agree_all",                our_round,  "get",  "in  404 403 403 403 303 404 404"),
    Row("hexagon:round_agree_all",                our_round,  "post", "in  404 403 403 403 303 404 404"),
    Row("hexagon:round_information",              our_round,  "get",  "in  404 303 303 303 303 404 404"),
    Row("hexagon:round_information",              our_round,  "post", "in  404 405 405 405 405 404 404"),
    Row("hexagon:round_information_csv",          our_round,  "get",  "in  404 303 303 303 303 404 404"),
    Row("hexagon:round_information_csv",          our_round,  "post", "in  404 405 405 405 405 404 404"),
]
# fmt: on
