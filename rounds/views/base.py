"""What every page of a round does first."""

from __future__ import annotations

from typing import Any, ClassVar

from districts.models import Membership
from districts.views import DistrictMixin
from rounds.models import Round
from rounds.owners import RoundOwner
from rounds.rules import can_lead_round, can_read_round


class RoundMixin(DistrictMixin):
    """A page of one of the district's rounds; another district's, and another app's, is not found.

    The owning app's urls say whose rounds these are: `as_view(owner=AssessmentRounds)`.
    """

    rule = can_read_round
    owner: ClassVar[type[RoundOwner]] = RoundOwner  # type: ignore[type-abstract]  # Its place; urls give each view another.
    owned: RoundOwner
    round: Round

    def find_membership(self) -> Membership:
        """Load the round, what it is about, its district and the membership in one query."""
        self.owned = self.owner.find(self.person, self.kwargs["slug"], self.kwargs["pk"])
        self.round = self.owned.round
        return self.owned.membership

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            section=self.owner.section,
            owned=self.owned,
            round=self.round,
            parent=self.owned.parent,
            round_url=self.owned.url("detail"),
            is_lead=can_lead_round.test(self.membership),
            **kwargs,
        )
