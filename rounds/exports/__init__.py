"""Rounds on paper."""

from rounds.exports.paper import paper_ballot

__all__ = ["paper_ballot"]
