"""The agreement screen: one item at a time after the reveal, and agreeing at once where everyone does."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.generic import TemplateView

from core.access import check_rule
from core.saving import StaleVersion
from core.unsent import keep_unsent, owner_of, take_unsent
from rounds.choices import Answer, State
from rounds.forms.agree import AgreeForm, Entry, UnanimousForm, sentence_of
from rounds.models import AgreedValue
from rounds.reports import (
    AgreedConflict,
    RoundItem,
    agree_screen,
    item_ballots,
    next_to_agree,
    unanimous_items,
)
from rounds.rules import can_lead_round
from rounds.services import NotRevealed
from rounds.views.base import RoundMixin

SKIPPED = "Skipped, because somebody agreed on it meanwhile or not everyone says the same"


class SeeOther(HttpResponseRedirect):
    """What follows a form that was sent: another page, asked for with GET."""

    status_code = HTTPStatus.SEE_OTHER


class RevealedMixin(RoundMixin, TemplateView):
    """A page that shows ballots: before the reveal it leads everybody back to the round."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.round.is_sealed:
            return self.lead_back("Nothing is revealed yet. Ballots are hidden from team-mates until reveal.")
        return self.show(request)

    def show(self, request: HttpRequest) -> HttpResponse:
        """Answer with the page, now that ballots are revealed."""
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(detail_url=self.owned.url("detail"), may_agree=self.may_agree, **kwargs)

    def lead_back(self, words: str) -> HttpResponse:
        messages.info(self.request, words)
        return SeeOther(self.owned.url("detail"))

    @property
    def may_agree(self) -> bool:
        """Whether this person may say here and now what the team agrees on."""
        return can_lead_round.test(self.membership) and self.round.state == State.REVEALED

    def go_on(self, after: str = "") -> HttpResponse:
        """Lead to the next item not agreed on, widest spread first, or back to the round after the last."""
        key = next_to_agree(self.owned.spreads(), self.owned.agreed_keys(), after)
        return SeeOther(self.owned.url("agree_item", key) if key else self.owned.url("detail"))


class AgreeView(RevealedMixin):
    """Leads to the first item that is not agreed on yet, or to the first of all."""

    def show(self, request: HttpRequest) -> HttpResponse:
        spreads = self.owned.spreads()
        key = next_to_agree(spreads, self.owned.agreed_keys()) or spreads[0].key
        return SeeOther(self.owned.url("agree_item", key))


class AgreeItemView(RevealedMixin):
    """One item for everybody to see, large; leads save on it what the team agrees on.

    422 something is missing, 409 another lead saved meanwhile; each with the page and what was typed on it.
    """

    template_name = "rounds/agree/item.html"
    item: RoundItem

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponse:
        """A session may end while somebody writes: what they sent waits for them behind the sign-in page."""
        if request.method == "POST":
            keep_unsent(request)
        return super().ask_to_sign_in(request)

    def load(self) -> None:
        try:
            self.item = self.owned.item(self.kwargs["key"])
        except KeyError:
            raise Http404 from None

    def show(self, request: HttpRequest) -> HttpResponse:
        waiting = take_unsent(request)
        if waiting is not None and can_lead_round.test(self.membership):
            return self.save(waiting)
        row = self.owned.agreed_row(self.item.key)
        return self.page(Entry.of(row, self.answer_of(row), self.round), row=row)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check_rule(can_lead_round, self.membership)
        return self.save(request.POST)

    def save(self, data: QueryDict) -> HttpResponse:
        form = AgreeForm(data, scale=self.item.scale, key=self.item.key)
        if self.round.state != State.REVEALED:
            return self.refuse(form, self.round.get_state_display())
        if not form.is_valid() and form.problems:
            return self.page(form.entry(), status=HTTPStatus.UNPROCESSABLE_ENTITY)
        if form.chosen:
            return self.choose(form)
        return self.agree(form)

    def choose(self, form: AgreeForm) -> HttpResponse:
        """Do as the person chose after a conflict."""
        if form.chosen == "theirs":
            return self.go_on(self.item.key)
        if form.chosen == "mine":
            return self.agree(form)
        conflict = self.conflict_with(self.owned.agreed_row(self.item.key), form)
        return self.page(form.both(conflict), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def agree(self, form: AgreeForm) -> HttpResponse:
        try:
            self.owned.agree(key=self.item.key, draft=form.draft, by=self.person)
        except NotRevealed as moved:
            return self.refuse(form, moved.round.get_state_display())
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.page(form.entry(), status=HTTPStatus.UNPROCESSABLE_ENTITY)
        except StaleVersion as stale:
            return self.page(form.entry(), conflict=self.conflict_with(stale.row, form), status=HTTPStatus.CONFLICT)
        messages.success(self.request, f"Saved: {self.item.name}, {form.answer.label}.")
        return self.go_on(self.item.key)

    def refuse(self, form: AgreeForm, state: str) -> HttpResponse:
        """Say that the round has moved on, with everything that was typed."""
        words = f"Not saved: the round is {state.lower()} now."
        return self.lead_back(f"{words} What you sent for {self.item.name}: {sentence_of(form)}")

    def conflict_with(self, row: AgreedValue, form: AgreeForm) -> AgreedConflict:
        typed = {"note": form.typed_note, "dissent": form.typed_dissent}
        return AgreedConflict.between(row, self.item, answer=form.answer, **typed)

    def answer_of(self, row: AgreedValue) -> Answer:
        return self.item.scale.stored(row.value, row.unknown)

    def page(self, entry: Entry, *, status: HTTPStatus = HTTPStatus.OK, **shown: Any) -> HttpResponse:
        agreed, above = self.owned.agreed_keys(), self.owned.url("agree")  # An item's address is its key below that.
        screen = agree_screen(
            self.item, item_ballots(self.round, self.item), self.owned.spreads(), agreed, lambda key: f"{above}{key}/"
        )
        context = self.get_context_data(
            screen=screen,
            item=self.item,
            entry=entry,
            all_url=self.owned.url("agree_all"),
            owner=owner_of(self.person),
            **shown,
        )
        return self.render_to_response(context, status=status)


class AgreeAllView(RevealedMixin):
    """Agrees on everything on which all ballots say the same, in one confirmed gesture."""

    rule = can_lead_round
    template_name = "rounds/agree/all.html"

    def show(self, request: HttpRequest) -> HttpResponse:
        return self.page() if self.may_agree else self.refuse()

    def refuse(self) -> HttpResponse:
        return self.lead_back(f"Nothing is saved: the round is {self.round.get_state_display().lower()} now.")

    def page(self, form: UnanimousForm | None = None, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
        found = unanimous_items(self.owned.spreads(), self.owned.agreed_keys())
        context = self.get_context_data(
            found=found,
            form=form,
            ticked=form.ticked if form else {one.item.key for one in found},
            agree_url=self.owned.url("agree"),
        )
        return self.render_to_response(context, status=status)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_agree:
            return self.refuse()
        form = UnanimousForm(request.POST, items=self.owned.items)
        if not form.is_valid():
            return self.page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        keys = form.cleaned_data["keys"]
        before = self.owned.agreed_keys()
        try:
            count = self.owned.agree_unanimous(keys=keys, by=self.person)
        except NotRevealed as moved:
            self.round = moved.round
            return self.refuse()
        written = self.owned.agreed_keys() - before
        self.tell(count, [key for key in keys if key not in written])
        return self.go_on()

    def tell(self, count: int, skipped: list[str]) -> None:
        messages.success(self.request, f"Agreed on {count} item{'' if count == 1 else 's'} at once.")
        if skipped:
            names = ", ".join(self.owned.item(key).name for key in skipped)
            messages.info(self.request, f"{SKIPPED}: {names}.")
