"""The read side of rounds: agreement on items, what a reveal shows, and who is seated."""

from rounds.reports.agreement import STRONG, Agreement
from rounds.reports.ballot import BallotItem, BallotProgress, BallotSheet, ballot_progress, ballot_sheet, marked
from rounds.reports.changes import Change, conflict_between, item_history
from rounds.reports.conflicts import AgreedConflict, Conflict
from rounds.reports.information import gaps_of_rounds
from rounds.reports.items import RoundItem
from rounds.reports.lately import moves_of
from rounds.reports.lines import TOLD, RoundLine, by_district, round_line, told_line, told_to
from rounds.reports.paper import KeyedBallot, keyed_ballots, next_ballot_name
from rounds.reports.revealed import RevealedItem, revealed_items
from rounds.reports.screen import (
    AgreeScreen,
    ScreenLine,
    UnanimousItem,
    agree_screen,
    near_words,
    next_to_agree,
    unanimous_items,
)
from rounds.reports.seating import Candidate, candidates
from rounds.reports.spread import (
    ItemBallots,
    ItemSpread,
    PerspectiveSplit,
    Written,
    agreement_on,
    agreements,
    item_ballots,
    kept_spreads,
    latest_agreements,
    widest_first,
)
from rounds.reports.steps import MoveWords, Step, move_words, needs_reason, next_step, other_steps, standing_sentence
from rounds.reports.team import (
    Gap,
    Move,
    RoundTeam,
    Seat,
    agreement_sentence,
    information_gaps,
    number,
    own_ballots,
    revealed_figures,
    round_moves,
    round_team,
)

__all__ = [
    "STRONG",
    "TOLD",
    "AgreeScreen",
    "AgreedConflict",
    "Agreement",
    "BallotItem",
    "BallotProgress",
    "BallotSheet",
    "Candidate",
    "Change",
    "Conflict",
    "Gap",
    "ItemBallots",
    "ItemSpread",
    "KeyedBallot",
    "Move",
    "MoveWords",
    "PerspectiveSplit",
    "RevealedItem",
    "RoundItem",
    "RoundLine",
    "RoundTeam",
    "ScreenLine",
    "Seat",
    "Step",
    "UnanimousItem",
    "Written",
    "agree_screen",
    "agreement_on",
    "agreement_sentence",
    "agreements",
    "ballot_progress",
    "ballot_sheet",
    "by_district",
    "candidates",
    "conflict_between",
    "gaps_of_rounds",
    "information_gaps",
    "item_ballots",
    "item_history",
    "kept_spreads",
    "keyed_ballots",
    "latest_agreements",
    "marked",
    "move_words",
    "moves_of",
    "near_words",
    "needs_reason",
    "next_ballot_name",
    "next_step",
    "next_to_agree",
    "number",
    "other_steps",
    "own_ballots",
    "revealed_figures",
    "revealed_items",
    "round_line",
    "round_moves",
    "round_team",
    "standing_sentence",
    "told_line",
    "told_to",
    "unanimous_items",
    "widest_first",
]
