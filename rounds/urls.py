"""URLs of an app's rounds, under its own prefix and in its own namespace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from rounds.owners import RoundOwner
from rounds.views import agree, ballot, information, paper, team

Owner = type[RoundOwner]


def round_urls(owner: Owner) -> list[URLResolver]:
    """Return the pages of rounds that `owner` finds."""
    pages = [*ballot_urls(owner), *agree_urls(owner), *team_urls(owner), *paper_urls(owner)]
    return [path("rounds/<int:pk>/", include(pages))]


def team_urls(owner: Owner) -> list[URLPattern]:
    return [
        path("", team.RoundView.as_view(owner=owner), name="round_detail"),
        path("seats/", team.SeatsView.as_view(owner=owner), name="round_seats"),
        path("move/<slug:to>/", team.MoveView.as_view(owner=owner), name="round_move"),
    ]


def ballot_urls(owner: Owner) -> list[URLPattern]:
    return [
        path("ballot/", ballot.BallotView.as_view(owner=owner), name="round_ballot"),
        path("ballot/save", ballot.SaveWholeBallotView.as_view(owner=owner), name="round_ballot_save_all"),
        path("ballot/finish/", ballot.FinishView.as_view(owner=owner), name="round_finish"),
        path("ballot/seat/", ballot.SeatView.as_view(owner=owner), name="round_seat"),
        path("ballot/<slug:key>/", ballot.SaveBallotView.as_view(owner=owner), name="round_ballot_save"),
    ]


def agree_urls(owner: Owner) -> list[URLPattern]:
    return [
        path("agree/", agree.AgreeView.as_view(owner=owner), name="round_agree"),
        path("agree/<slug:key>/", agree.AgreeItemView.as_view(owner=owner), name="round_agree_item"),
        path("agree-all/", agree.AgreeAllView.as_view(owner=owner), name="round_agree_all"),
        path(
            "information/",
            information.InformationView.as_view(owner=owner),
            name="round_information",
        ),
        path(
            "information.csv",
            information.InformationFileView.as_view(owner=owner),
            name="round_information_csv",
        ),
    ]


def paper_urls(owner: Owner) -> list[URLPattern]:
    return [
        path("ballots.pdf", paper.PaperView.as_view(owner=owner), name="round_paper"),
        path("paper/", paper.KeyPaperView.as_view(owner=owner), name="round_paper_key"),
        path(
            "paper/<int:rater>/discard/",
            paper.DiscardPaperView.as_view(owner=owner),
            name="round_paper_discard",
        ),
    ]
