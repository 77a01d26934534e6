"""Ballots on paper: printing them, keying them in once voting has ended, and taking one out again."""

from __future__ import annotations

from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView, View

from core.downloads import PDF_TYPE, download, without_pdf
from core.rendering.files import file_name
from core.rendering.pdf import PdfUnavailableError
from core.unsent import keep_unsent, owner_of, take_unsent
from districts.models import Perspective
from rounds.choices import State
from rounds.exports import paper_ballot
from rounds.forms.paper import PaperBallotForm
from rounds.models import Rater
from rounds.reports import KeyedBallot, keyed_ballots, next_ballot_name
from rounds.rules import can_lead_round
from rounds.services import discard_paper_ballot, key_ballots
from rounds.views.base import RoundMixin

CLOSED = "The round is closed, so there is nothing left to rate on paper."
REVEALED = "Paper ballots are taken out before the reveal only."


class PaperView(RoundMixin, View):
    """A blank ballot to print."""

    rule = can_lead_round

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.round.is_running:
            messages.info(request, CLOSED)
            return redirect(self.owned.url("detail"))
        try:
            body = self.ballot()
        except PdfUnavailableError as error:
            return without_pdf(request, error)
        name = file_name("paper ballot", str(self.round), extension="pdf", otherwise="paper-ballot")
        return download(name, body, PDF_TYPE)

    def ballot(self) -> bytes:
        return paper_ballot(
            title=self.round.title,
            about=self.owned.parent[0],
            district=self.district.name,
            paper=self.district.paper,
            items=self.owned.items,
            perspectives=[one.title for one in Perspective.objects.offered()],
        )


class KeyPaperView(RoundMixin, FormView):
    """A lead keys in one paper ballot after the other; before and after that, the page says when it is time."""

    rule = can_lead_round
    form_class = PaperBallotForm
    template_name = "rounds/paper/key.html"
    sent: QueryDict | None = None

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponse:
        """A session may end while somebody keys: what they sent waits for them behind the sign-in page."""
        if request.method == "POST":
            keep_unsent(request)
        return super().ask_to_sign_in(request)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.sent = take_unsent(request)
        return super().get(request, *args, **kwargs) if self.sent is None else self.key()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.sent = request.POST
        return self.key()

    def key(self) -> HttpResponseBase:
        form = self.get_form()
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"data": self.sent, "initial": self.get_initial(), "items": self.owned.items}

    def get_initial(self) -> dict[str, Any]:
        return {"label": next_ballot_name(self.keyed)}

    @cached_property
    def keyed(self) -> tuple[KeyedBallot, ...]:
        return keyed_ballots(self.round)

    def form_valid(self, form: PaperBallotForm) -> HttpResponse:
        label, perspective = form.cleaned_data["label"], form.cleaned_data["perspective"]
        try:
            rater = key_ballots(
                round=self.round, label=label, perspective=perspective, marks=form.marks, by=self.person
            )
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        messages.success(self.request, f"Saved: {rater.label}.")
        again = form.data.get("then") == "next"
        return redirect(self.owned.url("paper_key" if again else "detail"))

    def form_invalid(self, form: PaperBallotForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            keyed=self.keyed,
            takes_paper=self.round.state == State.ENDED,
            owner=owner_of(self.person),
            detail_url=self.owned.url("detail"),
            print_url=self.owned.url("paper"),
            end_url=self.owned.url("move", State.ENDED.value),
            lines=[(one, self.owned.url("paper_discard", one.pk)) for one in self.keyed],
            **kwargs,
        )


class DiscardPaperView(RoundMixin, TemplateView):
    """Asks, then takes a keyed ballot out again."""

    rule = can_lead_round
    template_name = "rounds/paper/discard.html"
    rater: Rater

    def load(self) -> None:
        keyed = Rater.objects.for_round(self.round).filter(keyed_at__isnull=False).select_related("perspective")
        self.rater = get_object_or_404(keyed, pk=self.kwargs["rater"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.round.state == State.ENDED:
            return super().get(request, *args, **kwargs)
        messages.info(request, REVEALED)
        return redirect(self.owned.url("detail"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            discard_paper_ballot(rater=self.rater, by=self.person)
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
            return redirect(self.owned.url("detail"))
        messages.success(request, f"{self.rater.label} is taken out.")
        return redirect(self.owned.url("paper_key"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ballot=self.rater, key_url=self.owned.url("paper_key"), **kwargs)
