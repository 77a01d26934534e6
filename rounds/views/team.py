"""The page of a round, who is seated in it, and moving it on."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView

from districts.models import Perspective
from rounds.choices import MOVES, State
from rounds.forms.team import MoveForm, SeatsForm
from rounds.models import Round
from rounds.reports import (
    MoveWords,
    RevealedItem,
    Step,
    candidates,
    move_words,
    needs_reason,
    next_step,
    other_steps,
    revealed_items,
    round_team,
    standing_sentence,
)
from rounds.rules import can_lead_round
from rounds.services import MovedMeanwhile, mail_stepped_back, move_round, seat_raters
from rounds.views.base import RoundMixin


class RoundView(RoundMixin, TemplateView):
    """Where a round is, who is seated, and after the reveal how ballots agree on its items."""

    template_name = "rounds/team/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        team, is_lead = round_team(self.round), can_lead_round.test(self.membership)
        mine, lines = team.seat_of(self.membership.pk), self.lines()
        left = sum(line.agreed is None for line in lines)
        step = next_step(self.round, team, mine, is_lead=is_lead, left=left)
        others = other_steps(self.round, team, step) if is_lead else ()
        return super().get_context_data(
            team=team,
            mine=mine,
            sentence=standing_sentence(self.round),
            groups=Counter(item.group for item in self.owned.items).items(),
            lines=lines,
            left=left,
            step=step and self.link(step),
            others=[*map(self.link, others), *(self.at_once(lines) if is_lead else ())],
            ballot_url=self.owned.url("ballot"),
            information_url=self.owned.url("information"),
            **kwargs,
        )

    def lines(self) -> tuple[RevealedItem, ...]:
        if self.round.is_sealed:
            return ()
        urls = {item.key: self.owned.url("agree_item", item.key) for item in self.owned.items}
        return revealed_items(self.owned.spreads(), self.owned.agreed_rows(), urls, self.round)

    def at_once(self, lines: tuple[RevealedItem, ...]) -> list[tuple[str, str, str]]:
        """The way to agree on everything on which everyone agrees, where there is any of it left."""
        count = sum(line.agreed is None and line.agreement.unanimous is not None for line in lines)
        if self.round.state != State.REVEALED or not count:
            return []
        words = "1 item: agree on it" if count == 1 else f"{count} items: agree on them"
        return [(f"Everyone agrees on {words} at once", self.owned.url("agree_all"), "")]

    def link(self, step: Step) -> tuple[str, str, str]:
        return step.words, self.owned.url(step.page, *step.arguments), step.hint


class LeadMixin(RoundMixin):
    """A page on which a lead changes a round as a whole."""

    rule = can_lead_round

    def get_success_url(self) -> str:
        return self.owned.url("detail")


class LeadFormView(LeadMixin, FormView):
    """A form of a lead; refused, it comes back with what was typed."""

    def refuse(self, form: Any, status: HTTPStatus) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.refuse(form, HTTPStatus.UNPROCESSABLE_ENTITY)


class SeatsView(LeadFormView):
    """A lead ticks who rates, and says which perspective each of them brings."""

    form_class = SeatsForm
    template_name = "rounds/team/seats.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.round.takes_ballots:
            return super().get(request, *args, **kwargs)
        messages.info(request, f"Raters are seated while the round is open. {standing_sentence(self.round)}")
        return redirect(self.get_success_url())

    def get_form_kwargs(self) -> dict[str, Any]:
        people = candidates(self.round)
        return super().get_form_kwargs() | {"people": people, "perspectives": Perspective.objects.all()}

    def form_valid(self, form: SeatsForm) -> HttpResponse:
        try:
            seat_raters(round=self.round, seats=form.seats)
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        messages.success(self.request, f"{len(form.seats)} seated.")
        return redirect(self.get_success_url())


class MoveView(LeadFormView):
    """Asks, with what it means, then moves the round on or back."""

    form_class = MoveForm
    template_name = "rounds/team/move.html"
    to: State

    def load(self) -> None:
        if self.kwargs["to"] not in State.values:
            raise Http404
        self.to = State(self.kwargs["to"])

    @property
    def was(self) -> State:
        return State(self.round.state)

    @property
    def words(self) -> MoveWords | None:
        """The words of the move, or None where the round cannot move so from where it is now."""
        return move_words(self.was, self.to) if self.to in MOVES[self.was] else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.words:
            return super().get(request, *args, **kwargs)
        messages.info(request, f"This step does not follow from where the round is. {standing_sentence(self.round)}")
        return redirect(self.get_success_url())

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.round.version}

    def get_form_kwargs(self) -> dict[str, Any]:
        asks = needs_reason(self.was, self.to) if self.words else "reason" in self.request.POST
        return super().get_form_kwargs() | {"words": self.words, "asks_reason": asks}

    def get_form(self, form_class: Any = None) -> MoveForm:
        form = super().get_form(form_class)
        form.cancel_url = self.get_success_url()
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            words=self.words,
            team=round_team(self.round),
            reveals=self.to == State.REVEALED and self.round.is_sealed,
            sentence=standing_sentence(self.round),
            **kwargs,
        )

    def form_valid(self, form: MoveForm) -> HttpResponse:
        was, reason = self.was, form.cleaned_data.get("reason", "")
        version = form.cleaned_data["version"] or 0
        try:
            move_round(round=self.round, keeper=self.owned, to=self.to, version=version, by=self.person, reason=reason)
        except MovedMeanwhile as moved:
            return self.show_other(form, moved.round)
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        self.tell(was, reason)
        return redirect(self.get_success_url())

    def show_other(self, form: MoveForm, current: Round) -> HttpResponse:
        """Keep what was typed, say what stands now, and let the lead send it again having read that."""
        self.owned.round = self.round = current
        form.add_error(
            None, f"Nothing was changed: another lead moved the round meanwhile. {standing_sentence(current)}"
        )
        form.data = dict(form.data.items()) | {"version": current.version}
        return self.refuse(form, HTTPStatus.CONFLICT)

    def tell(self, was: State, reason: str) -> None:
        """Say what happened, and tell every rater where the team has seen ballots that are hidden again."""
        if (was, self.to) != (State.REVEALED, State.OPEN):
            return
        url = self.request.build_absolute_uri(self.owned.url("ballot"))
        count = mail_stepped_back(round=self.round, by=self.person, reason=reason, url=url)
        mailed = f" {count} of them were told by mail, too." if count else ""
        messages.success(
            self.request, f"The round is open again. Every rater reads your reason on their ballot.{mailed}"
        )
