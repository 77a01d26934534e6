"""The Hexagon: its content, and a district's reviews."""

from hexagon.models.content import Component, HexagonContent, HexagonEdition, Point, Question
from hexagon.models.reviews import BaseReview, Comparison, ComponentRating, Recommendation, Review, ReviewRound

__all__ = [
    "BaseReview",
    "Comparison",
    "Component",
    "ComponentRating",
    "HexagonContent",
    "HexagonEdition",
    "Point",
    "Question",
    "Recommendation",
    "Review",
    "ReviewRound",
]
