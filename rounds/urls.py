"""URLs of an app's rounds, under its own prefix and in its own namespace."""

from __future__ import annotations

from django.urls import URLPattern, path

from rounds.owners import RoundOwner
from rounds.views import agree, ballot, information, paper, team

Owner = type[RoundOwner]


def round_urls(owner: Owner) -> list[URLPattern]:
    """Return the pages of rounds that `owner` finds."""
    return [*team_urls(owner), *ballot_urls(owner), *agree_urls(owner), *paper_urls(owner)]


def team_urls(owner: Owner) -> list[URLPattern]:
    return [
        path("rounds/<int:pk>/", team.RoundView.as_view(owner=owner), name="round_detail"),
        path("rounds/<int:pk>/seats/", team.SeatsView.as_view(owner=owner), name="round_seats"),
        path("rounds/<int:pk>/move/<slug:to>/", team.MoveView.as_view(owner=owner), name="round_move"),
    ]


def ballot_urls(owner: Owner) -> list[URLPattern]:
    return [
        path("rounds/<int:pk>/ballot/", ballot.BallotView.as_view(owner=owner), name="round_ballot"),
        path(
            "rounds/<int:pk>/ballot/save", ballot.SaveWholeBallotView.as_view(owner=owner), name="round_ballot_save_all"
        ),
        path("rounds/<int:pk>/ballot/finish/", ballot.FinishView.as_view(owner=owner), name="round_finish"),
        path("rounds/<int:pk>/ballot/seat/", ballot.SeatView.as_view(owner=owner), name="round_seat"),
        path(
            "rounds/<int:pk>/ballot/<slug:key>/", ballot.SaveBallotView.as_view(owner=owner), name="round_ballot_save"
        ),
    ]


def agree_urls(owner: Owner) -> list[URLPattern]:
    return [
        path("rounds/<int:pk>/agree/", agree.AgreeView.as_view(owner=owner), name="round_agree"),
        path("rounds/<int:pk>/agree/<slug:key>/", agree.AgreeItemView.as_view(owner=owner), name="round_agree_item"),
        path("rounds/<int:pk>/agree-all/", agree.AgreeAllView.as_view(owner=owner), name="round_agree_all"),
        path(
            "rounds/<int:pk>/information/",
            information.InformationView.as_view(owner=owner),
            name="round_information",
        ),
        path(
            "rounds/<int:pk>/information.csv",
            information.InformationFileView.as_view(owner=owner),
            name="round_information_csv",
        ),
    ]


def paper_urls(owner: Owner) -> list[URLPattern]:
    return [
        path("rounds/<int:pk>/ballots.pdf", paper.PaperView.as_view(owner=owner), name="round_paper"),
        path("rounds/<int:pk>/paper/", paper.KeyPaperView.as_view(owner=owner), name="round_paper_key"),
        path(
            "rounds/<int:pk>/paper/<int:rater>/discard/",
            paper.DiscardPaperView.as_view(owner=owner),
            name="round_paper_discard",
        ),
    ]
