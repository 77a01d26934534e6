"""Where a round is, what its next step is for whom, and what each move of it means; in words."""

from __future__ import annotations

from dataclasses import dataclass

from rounds.choices import MOVES, NEEDS_REASON, State
from rounds.models import Round
from rounds.reports.team import RoundTeam, Seat


@dataclass(frozen=True, kw_only=True)
class MoveWords:
    """A move as its page asks for it; `hint` tells it from others where they stand side by side."""

    title: str
    meaning: str
    button: str
    hint: str = ""


_TAKE_UP = "The ballots are hidden from team-mates again, and all that was cast stays as it is."
_STOP = "Its items can be rated on their own pages again. This cannot be undone."
_SEALED_FOR_EVER = f"{_STOP} Its ballots were never revealed, and stay hidden for good."

_WORDS = {
    (State.OPEN, State.ENDED): MoveWords(
        title="End voting",
        meaning="Nobody changes a ballot anymore, and paper ballots can be keyed in. All ballots stay hidden from "
        "team-mates until reveal. You can take voting up again.",
        button="End voting",
        hint="Once voting ends, nobody changes a ballot, all stay hidden, and paper ballots can be keyed in.",
    ),
    (State.ENDED, State.OPEN): MoveWords(
        title="Take voting up again", meaning=f"Raters can change their ballots again. {_TAKE_UP}", button="Take it up"
    ),
    (State.REVEALED, State.OPEN): MoveWords(
        title="Open the round again",
        meaning=f"Every rater is told, and reads your reason. {_TAKE_UP} The figures that the team has seen stay on "
        "record in the history of the round.",
        button="Open the round again",
    ),
    (State.REVEALED, State.AGREED): MoveWords(
        title="Record that the team agreed",
        meaning="Every item has an agreed rating. They stay as they are until a lead takes the round up again.",
        button="Record that the team agreed",
    ),
    (State.AGREED, State.REVEALED): MoveWords(
        title="Take the agreement up again",
        meaning="Agreed ratings can be changed again. What was agreed so far stays until then.",
        button="Take it up again",
    ),
    (State.AGREED, State.CLOSED): MoveWords(
        title="Close the round", meaning=f"The agreed ratings stay. {_STOP}", button="Close the round"
    ),
    (State.REVEALED, State.CLOSED): MoveWords(
        title="Close the round",
        meaning=f"What the team has agreed on so far stays, and the rest is not agreed on. {_STOP}",
        button="Close the round",
    ),
}
_REVEAL = MoveWords(
    title="Reveal the ballots",
    meaning="Everyone in the district sees how the ballots spread and what raters wrote, without names unless a rater "
    "chose to be named. Ballots can no longer be changed.",
    button="Reveal the ballots",
    hint="Once revealed, everyone in the district sees how the ballots spread, and the team agrees.",
)
_ABANDON = MoveWords(
    title="Close the round without a reveal",
    meaning=_SEALED_FOR_EVER,
    button="Close without a reveal",
    hint="Closed without a reveal, the round is over, and its ballots stay hidden for good.",
)


def move_words(was: State, to: State) -> MoveWords:
    """Return the words of a move. Raises KeyError where a round cannot move so."""
    if to not in MOVES[was]:
        raise KeyError(to)
    if to == State.REVEALED and was != State.AGREED:
        return _REVEAL
    return _WORDS.get((was, to), _ABANDON)


def needs_reason(was: State, to: State) -> bool:
    return (was, to) in NEEDS_REASON


def standing_sentence(round: Round) -> str:
    """Say in a sentence where a round is."""
    if round.state == State.CLOSED:
        told = " Its ballots were never revealed, and stay hidden." if round.is_sealed else ""
        return f"The round is closed.{told}"
    return {
        State.OPEN: "Open: everyone rates alone first. Ballots are hidden from team-mates until reveal.",
        State.ENDED: "Voting has ended. Ballots are hidden from team-mates until reveal.",
        State.REVEALED: "Revealed: the team talks about the spread, and agrees item by item.",
        State.AGREED: "The team has agreed on every item.",
    }[State(round.state)]


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something to do with a round: `page` is the name of its page, as `RoundOwner.url` takes it, with `arguments`."""

    words: str
    page: str
    arguments: tuple[str, ...] = ()
    hint: str = ""

    @property
    def place(self) -> tuple[str, ...]:
        return (self.page, *self.arguments)


def next_step(round: Round, team: RoundTeam, mine: Seat | None, *, is_lead: bool, left: int) -> Step | None:
    """Return the one next step for somebody who looks at the round; `left` items are not agreed on yet."""
    if round.takes_ballots and mine is not None and mine.finished_at is None:
        return Step(words="Fill in your ballot", page="ballot")
    if is_lead:
        return _lead_step(State(round.state), is_empty=not team.seats, left=left)
    if round.state == State.REVEALED:
        return Step(words="See how the ballots spread", page="agree")
    return None


def _lead_step(state: State, *, is_empty: bool, left: int) -> Step | None:
    if is_empty and state in (State.OPEN, State.ENDED):
        is_open = state == State.OPEN
        return Step(words="Seat the team", page="seats") if is_open else Step(words=_KEY_IN, page="paper_key")
    if state in (State.OPEN, State.ENDED):
        return _move(state, State.REVEALED)
    if state == State.REVEALED:
        return Step(words="Agree item by item", page="agree") if left else _move(state, State.AGREED)
    return _move(state, State.CLOSED) if state == State.AGREED else None


def _move(was: State, to: State) -> Step:
    words = move_words(was, to)
    return Step(words=words.title, page="move", arguments=(to.value,), hint=words.hint)


def other_steps(round: Round, team: RoundTeam, first: Step | None) -> tuple[Step, ...]:
    """Return what else a lead may do with the round than the `first` step."""
    state = State(round.state)
    pages = {page: words for page, (words, states) in _PAGES.items() if state in states}
    moves = [to for to in MOVES[state] if team.seats or to != State.REVEALED]
    steps = [Step(words=words, page=page) for page, words in pages.items()]
    steps += [_move(state, to) for to in moves if to != State.AGREED]
    return tuple(step for step in steps if first is None or step.place != first.place)


_KEY_IN = "Key in paper ballots"
_PAGES = {
    "seats": ("Change who is seated", (State.OPEN,)),
    "paper_key": (_KEY_IN, (State.ENDED,)),
    "paper": ("Printable ballots (PDF)", (State.OPEN, State.ENDED)),
    "agree": ("Agree item by item", (State.REVEALED,)),
}
