"""The write side of the Hexagon: start and edit reviews and comparisons, say something of a component, recommend."""

from hexagon.services.comparisons import (
    add_candidate,
    delete_comparison,
    edit_comparison,
    remove_candidate,
    start_comparison,
)
from hexagon.services.components import save_component, take_over
from hexagon.services.recommending import Decision, recommend
from hexagon.services.reviews import Described, delete_review, edit_review, is_untouched, start_review
from hexagon.services.rounds import cover, open_review_round

__all__ = [
    "Decision",
    "Described",
    "add_candidate",
    "cover",
    "delete_comparison",
    "delete_review",
    "edit_comparison",
    "edit_review",
    "is_untouched",
    "open_review_round",
    "recommend",
    "remove_candidate",
    "save_component",
    "start_comparison",
    "start_review",
    "take_over",
]
