"""A rater's own ballot: reading it, saving one item of it, saving it whole, finishing it. Being seated permits it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.generic import FormView, TemplateView

from core.access import SignedInMixin
from core.unsent import keep_unsent, owner_of, take_unsent
from rounds.forms.ballot import BallotForm, SeatForm, WholeBallotForm
from rounds.models import Ballot, Rater
from rounds.owners import RoundOwner
from rounds.reports import Conflict, RoundItem, ballot_progress, ballot_sheet, marked, round_moves, standing_sentence
from rounds.reports.team import stepped_back
from rounds.services import Marks, StaleBallot, VotingEnded, cast_ballot, describe_seat, set_finished
from rounds.views.base import RoundMixin

NOT_SAVED = "Not saved: voting has ended meanwhile."


class SeatedMixin(RoundMixin):
    """A page of whoever is seated in the round."""

    rater: Rater

    def load(self) -> None:
        seat = Rater.objects.for_round(self.round).with_people().filter(membership=self.membership).first()
        if seat is None:
            raise PermissionDenied
        self.rater = seat

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Rater.DoesNotExist:  # A lead took the seat away since it was looked up.
            raise PermissionDenied from None

    def get_success_url(self) -> str:
        return self.owned.url("ballot")


class BallotView(SeatedMixin, TemplateView):
    """Every item of the round on one page, with what the rater marked."""

    template_name = "rounds/ballot/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            sheet=kwargs.pop("sheet", None) or ballot_sheet(self.owned.items, self.rater),
            rater=self.rater,
            may_cast=self.round.takes_ballots,
            back=stepped_back(round_moves(self.round)),
            sentence=standing_sentence(self.round),
            urls={page: self.owned.url(page) for page in ("ballot", "ballot_save_all", "finish", "seat")},
            owner=owner_of(self.person),
            **kwargs,
        )


class SaveBallotView(SignedInMixin):
    """Saves the rater's answer to one item, and answers with what changes on the page around it.

    200 saved, 409 another window of theirs saved meanwhile, 422 not valid, 423 voting has ended; each with a fragment.
    It is asked for more often than all else, so it loads neither the round nor what the round is about.
    """

    owner: ClassVar[type[RoundOwner]] = RoundMixin.owner
    items: tuple[RoundItem, ...]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            try:
                self.items = self.owner.items_to_cast(self.person, kwargs["slug"], kwargs["pk"])
            except ObjectDoesNotExist:
                raise Http404 from None
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, key: str, **kwargs: Any) -> HttpResponse:
        item = next((item for item in self.items if item.key == key), None)
        if item is None:
            raise Http404
        form = BallotForm(request.POST, scale=item.scale, key=key)
        if not form.is_valid() and form.problems:
            version = form.cleaned_data.get("version")
            return self.answer("invalid", HTTPStatus.UNPROCESSABLE_ENTITY, item, errors=form.problems, version=version)
        return self.save(item, form.marks)

    def save(self, item: RoundItem, marks: Marks) -> HttpResponse:
        try:
            ballot = cast_ballot(round_pk=self.kwargs["pk"], key=item.key, marks=marks, by=self.person)
        except Rater.DoesNotExist:
            raise PermissionDenied from None
        except VotingEnded:
            return self.answer("ended", HTTPStatus.LOCKED, item, version=marks.version)
        except StaleBallot as stale:
            conflict = conflict_of(stale.ballot, item, marks)
            return self.answer("conflict", HTTPStatus.CONFLICT, item, conflict=conflict)
        progress = ballot_progress(self.items, ballot.rater, item.key)
        given = {"answer": marks.answer, "version": ballot.version, "read": marked(marks.answer, marks.rationale)}
        return self.answer("saved", HTTPStatus.OK, item, progress=progress, **given)

    def answer(self, outcome: str, status: HTTPStatus, item: RoundItem, **context: Any) -> HttpResponse:
        context |= {"key": item.key, "name": item.name}
        return HttpResponse(render_to_string(f"rounds/ballot/answers/{outcome}.html", context), status=status)


class SaveWholeBallotView(BallotView):
    """Saves every item of which something was typed; what cannot be saved comes back on the page as it was typed."""

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponse:
        """A session may end while somebody writes: what they sent waits for them behind the sign-in page."""
        if request.method == "POST":
            keep_unsent(request)
        return super().ask_to_sign_in(request)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        waiting = take_unsent(request)
        return redirect(self.get_success_url()) if waiting is None else self.save_all(waiting)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.save_all(request.POST)

    def save_all(self, data: QueryDict) -> HttpResponse:
        self.written = 0
        unsaved: dict[str, dict[str, Any]] = {}
        for item in self.owned.items:
            if f"{item.key}-note" in data:
                unsaved |= self.save(item, data)
        return self.show(unsaved) if unsaved else self.done(data)

    def save(self, item: RoundItem, data: QueryDict) -> dict[str, dict[str, Any]]:
        """Save one item. Return what was typed, by key, where it could not be saved."""
        form = WholeBallotForm(data, scale=item.scale, key=item.key)
        if not form.is_valid() and form.problems:
            return {item.key: form.typed() | {"errors": form.problems}}
        if form.chosen == "theirs" or form.is_untouched:
            return {}
        try:
            cast_ballot(round_pk=self.round.pk, key=item.key, marks=form.marks, by=self.person)
        except VotingEnded:
            return {item.key: form.typed() | {"errors": (NOT_SAVED,)}}
        except StaleBallot as stale:
            return {item.key: form.typed() | self.beside(stale.ballot, item, form)}
        self.written += 1
        return {}

    def beside(self, ballot: Ballot, item: RoundItem, form: WholeBallotForm) -> dict[str, Any]:
        """What the page shows of a conflict: both texts in the field where the person asked for that, or a choice."""
        conflict = conflict_of(ballot, item, form.marks)
        if form.chosen == "both":
            told = ("Not saved yet: both texts are here. Edit them into one, and save.",)
            return {"note": conflict.both_notes, "version": ballot.version, "errors": told, "read": ""}
        return {"conflict": conflict, "read": ""}

    def show(self, unsaved: dict[str, dict[str, Any]]) -> HttpResponse:
        conflicts = any(fields.get("conflict") for fields in unsaved.values())
        sheet = ballot_sheet(self.owned.items, self.rater, typed=unsaved)
        status = HTTPStatus.CONFLICT if conflicts else HTTPStatus.UNPROCESSABLE_ENTITY
        return self.render_to_response(self.get_context_data(sheet=sheet, unsaved=len(unsaved)), status=status)

    def done(self, data: QueryDict) -> HttpResponse:
        words = f"Saved: {self.written} changed." if self.written else "Nothing had changed."
        messages.success(self.request, words)
        return redirect(self.get_success_url())


class FinishView(SaveWholeBallotView):
    """Saves what was typed, then notes that the rater has finished, or goes on after all."""

    def done(self, data: QueryDict) -> HttpResponse:
        finished = data.get("finished") != "no"
        try:
            set_finished(round_pk=self.round.pk, finished=finished, by=self.person)
        except VotingEnded:
            messages.info(self.request, f"Voting has ended. {standing_sentence(self.round)}")
            return redirect(self.get_success_url())
        return redirect(self.owned.url("detail") if finished else self.get_success_url())


class SeatView(SeatedMixin, FormView):
    """The rater's own perspective, and whether their name may stand beside what they wrote."""

    form_class = SeatForm
    template_name = "rounds/ballot/seat.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.round.takes_ballots:
            return super().get(request, *args, **kwargs)
        return self.too_late()

    def too_late(self) -> HttpResponse:
        messages.info(self.request, f"This can be changed while the round is open. {standing_sentence(self.round)}")
        return redirect(self.get_success_url())

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.rater}

    def get_form(self, form_class: Any = None) -> SeatForm:
        form = super().get_form(form_class)
        form.cancel_url = self.get_success_url()
        return form

    def form_valid(self, form: SeatForm) -> HttpResponse:
        try:
            describe_seat(round_pk=self.round.pk, by=self.person, **form.cleaned_data)
        except VotingEnded:
            return self.too_late()
        return redirect(self.get_success_url())

    def form_invalid(self, form: SeatForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.UNPROCESSABLE_ENTITY)


def conflict_of(ballot: Ballot, item: RoundItem, marks: Marks) -> Conflict:
    """Return what a rater typed beside what another window of theirs stored."""
    return Conflict(
        key=item.key,
        name=item.name,
        version=ballot.version,
        theirs=item.scale.stored(ballot.value, ballot.unknown),
        mine=marks.answer,
        their_note=ballot.rationale,
        my_note=marks.rationale,
    )
