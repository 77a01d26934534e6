"""The write side of rounds: open and move them, seat raters, cast ballots, save what is agreed."""

from rounds.services.agreeing import FindRow, NotRevealed, agree_on, agree_on_unanimous
from rounds.services.ballots import (
    Marks,
    StaleBallot,
    VotingEnded,
    cast_ballot,
    describe_seat,
    discard_paper_ballot,
    key_ballots,
    set_finished,
)
from rounds.services.mail import mail_stepped_back
from rounds.services.moves import Keeper, MovedMeanwhile, move_round, open_round, seat_raters
from rounds.services.values import Draft, ItemCovered, Saved, save_value

__all__ = [
    "Draft",
    "FindRow",
    "ItemCovered",
    "Keeper",
    "Marks",
    "MovedMeanwhile",
    "NotRevealed",
    "Saved",
    "StaleBallot",
    "VotingEnded",
    "agree_on",
    "agree_on_unanimous",
    "cast_ballot",
    "describe_seat",
    "discard_paper_ballot",
    "key_ballots",
    "mail_stepped_back",
    "move_round",
    "open_round",
    "save_value",
    "seat_raters",
    "set_finished",
]
