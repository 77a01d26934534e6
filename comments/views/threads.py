"""The thread of one thing: reading it, saying something, changing one's own words, resolving and opening again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView, View

from comments.forms import CommentForm, WordsForm
from comments.models import Comment, Thread
from comments.owners import ThreadOwner
from comments.rules import can_comment
from comments.services import reopen, resolve, reword, take_back
from comments.views.talking import AUTO_ID, kept_as, mentionable, talk_about
from core.comparing import TwoTexts
from core.saving import StaleVersion
from core.views import KeptFormMixin, refuse
from districts.models import Membership
from districts.views import DistrictMixin

NUMBER = re.compile("[0-9]{1,9}")
MEANWHILE = "Somebody wrote meanwhile. Read it below, then resolve."


class ThreadMixin(DistrictMixin):
    """A page about one of the district's things; another district's is not found, and whose words may not be read is
    refused. The owning app's urls say whose things these are: `as_view(owner=RatingThreads)`."""

    rule = can_comment
    owner: ClassVar[type[ThreadOwner]] = ThreadOwner  # type: ignore[type-abstract]  # Its place; urls give another.
    owned: ThreadOwner

    def find_membership(self) -> Membership:
        """Load the thing, its thread, its district and the membership in one query."""
        named = {name: value for name, value in self.kwargs.items() if name not in {"slug", "comment"}}
        self.owned = self.owner.find(self.person, self.kwargs["slug"], **named)
        return self.owned.membership

    def load(self) -> None:
        if not self.owned.may_read:
            raise PermissionDenied

    @property
    def thread(self) -> Thread:
        if self.owned.thread is None:
            raise Http404
        return self.owned.thread

    def page_after(self, data: Mapping[str, Any]) -> str:
        """Return the thing's own page where a form or a link says so, else the thread's; nothing else."""
        return self.owned.place if data.get("next") == self.owned.place else self.owned.url()

    def back(self, data: Mapping[str, Any], anchor: str) -> HttpResponse:
        page = self.page_after(data)
        return redirect(page if "#" in page else f"{page}{anchor}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section=self.owner.section, owned=self.owned, **kwargs)


class ThreadView(KeptFormMixin, ThreadMixin, TemplateView):
    """The thread's own page: the thing as it stands now, what was said, and the form that adds to it."""

    template_name = "comments/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        talk = talk_about(self.owned, self.request, kwargs.pop("form", None), inline=False)
        return super().get_context_data(talk=talk, **kwargs)

    def bind(self, data: QueryDict) -> CommentForm:
        return CommentForm(data, readers=mentionable(self.owned, self.person), auto_id=AUTO_ID)

    def form_valid(self, form: CommentForm) -> HttpResponse:
        said = form.cleaned_data
        try:
            comment = self.owned.say(words=said["words"], mentioned=said["mentioned"], by=self.person)
        except ValidationError as refused:
            return refuse(self, form, refused)
        messages.success(self.request, "The comment is saved.", extra_tags=kept_as(self.owned, "new"))
        return self.back(form.data, f"#comment-{comment.pk}")


class ResolveView(ThreadMixin, View):
    """Calls the thread settled, unless somebody wrote since it was read."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        version = request.POST.get("version", "")
        try:
            resolve(self.thread, version=int(version) if NUMBER.fullmatch(version) else None, by=self.person)
        except StaleVersion:
            messages.warning(request, MEANWHILE)
            return redirect(f"{self.owned.url()}#comments")
        return self.back(request.POST, "#comments")


class ReopenView(ThreadMixin, View):
    """Opens a settled thread again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reopen(self.thread)
        return self.back(request.POST, "#comments")


# One's own comment --------------------------------------------------------------------------------


class OwnCommentMixin(ThreadMixin):
    """A page of one comment of the thread, for who wrote it; one that was taken back is gone."""

    comment: Comment

    def load(self) -> None:
        super().load()
        standing = Comment.objects.for_thread(self.thread).standing()
        self.comment = get_object_or_404(standing, pk=self.kwargs["comment"])
        if self.comment.by_id != self.person.pk:
            raise PermissionDenied


class ChangeCommentView(KeptFormMixin, OwnCommentMixin, TemplateView):
    """Words one's own comment anew. Where it was changed meanwhile, in another window, both texts come back."""

    template_name = "comments/change.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initial = {"words": self.comment.words, "version": self.comment.version}
        return super().get_context_data(
            take_back_url=self.owned.url("comment_take_back", self.comment.pk),
            kept=kept_as(self.owned, self.comment.pk),
            back_to=self.page_after(self.request.POST or self.request.GET),
            **{"form": WordsForm(initial=initial)} | kwargs | {"comment": self.comment},
        )

    def bind(self, data: QueryDict) -> WordsForm:
        return WordsForm(data)

    def form_valid(self, form: WordsForm) -> HttpResponse:
        said = form.cleaned_data
        try:
            written = reword(self.comment, words=said["words"], version=said["version"], by=self.person)
        except StaleVersion as stale:
            return self.show_both(form, stale.row)
        except ValidationError as refused:
            form.add_error("words", refused.messages)
            return self.form_invalid(form)
        told = "The comment is saved." if written else "Nothing had changed."
        messages.success(self.request, told, extra_tags=kept_as(self.owned, self.comment.pk))
        return self.back(form.data, f"#comment-{self.comment.pk}")

    def show_both(self, form: WordsForm, current: Comment) -> HttpResponse:
        """Keep what was typed beside what is saved now; sent once more, it replaces that."""
        conflict = TwoTexts(theirs=current.words, mine=form.cleaned_data["words"])
        again = WordsForm(initial={"words": conflict.mine, "version": current.version})
        context = self.get_context_data(form=again, conflict=conflict, saved=current)
        return self.render_to_response(context, status=HTTPStatus.CONFLICT)


class TakeBackView(OwnCommentMixin, View):
    """Takes one's own comment back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        take_back(self.comment, by=self.person)
        told = "The comment is taken back."
        messages.success(request, told, extra_tags=kept_as(self.owned, self.comment.pk))
        return self.back(request.POST, f"#comment-{self.comment.pk}")
