"""Rounds over items of an assessment, and threads about them: what `rounds` and `comments` ask of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any, ClassVar, Self

from django.db.models import BooleanField, ExpressionWrapper, Q

from comments.owners import ThreadOwner
from core.links import address
from core.prepared_queries import PreparedQuery, PreparedRows
from districts.models import Membership, User
from practices.models import Edition
from practices.reports import published_content
from readiness.choices import RATING_SCALE
from readiness.models import Assessment, AssessmentRound, BaseRating, ConsiderationPlacement, Rating
from readiness.querysets import RatingQuerySet
from readiness.reports import item_name, item_text, items_of
from readiness.services import cover
from rounds.models import Round
from rounds.owners import RoundOwner
from rounds.reports import RoundItem

# What a round may rate of an edition, by the digest of its words: it is asked for with every ballot.
_known: dict[str, dict[str, RoundItem]] = {}


def _items_by_key(edition: Edition) -> dict[str, RoundItem]:
    found = _known.get(edition.digest)
    if found is None:
        found = _known[edition.digest] = {item.key: item for item in items_of(published_content(edition))}
    return found


def _round(pk: int, slug: str, user: int) -> Any:
    found = AssessmentRound.objects.with_memberships()
    return found.filter(round=pk, round__district__slug=slug, membership_user=user)


# What every page of a round begins with, and what every ballot does.
_ROUNDS = PreparedRows(
    _round,
    int,
    str,
    int,
    related=("round__district", "assessment__edition__system"),
    more=("membership_pk", "membership_role"),
)
_ITEMS = PreparedQuery(
    lambda *keys: _round(*keys).values_list("round__item_keys", "assessment__edition", "assessment__edition__digest"),
    int,
    str,
    int,
)


@cache
def _answers(model: type[BaseRating]) -> Any:
    has_note = ExpressionWrapper(~Q(note=""), output_field=BooleanField())
    return model.objects.values_list(f"{model.content_field}__key", "value", "unknown", has_note)


class AssessmentRounds(RoundOwner):
    """A round over some of an assessment's stage descriptions and considerations."""

    namespace = section = "readiness"
    list_name = "assessment_list"

    def __init__(self, round: Round, assessment: Assessment, membership: Membership) -> None:
        self.round, self.assessment, self.membership = round, assessment, membership

    @classmethod
    def find(cls, user: User, slug: str, pk: int) -> Self:
        found = _ROUNDS.get(pk, slug, user.pk)
        district = found.round.district
        found.assessment.district = district
        membership = Membership(pk=found.membership_pk, district=district, user=user, role=found.membership_role)
        return cls(found.round, found.assessment, membership)

    @classmethod
    def items_to_cast(cls, user: User, slug: str, pk: int) -> tuple[RoundItem, ...]:
        rows = _ITEMS.rows(pk, slug, user.pk)
        if not rows:
            raise AssessmentRound.DoesNotExist
        keys, edition, digest = rows[0]
        known = _known.get(digest) or _items_by_key(Edition.objects.get(pk=edition))
        return tuple(known[key] for key in keys)

    @property
    def parent(self) -> tuple[str, str]:
        return str(self.assessment), address(
            "readiness:assessment_rate", self.membership.district.slug, self.assessment.pk
        )

    @cached_property
    def items(self) -> tuple[RoundItem, ...]:
        known = _items_by_key(self.assessment.edition)
        return tuple(known[key] for key in self.round.item_keys)

    def agreed_rows(self) -> dict[str, BaseRating]:
        rows: dict[str, BaseRating] = {}
        for model in self.models:
            found = model.objects.for_assessment(self.assessment).with_keys(self.round.item_keys)
            for row in found.select_related("changed_by", model.content_field):
                rows[getattr(row, model.content_field).key] = row
        return rows

    def agreed_answers(self) -> Iterator[tuple[str, int | None, bool, bool]]:
        for model in self.models:
            yield from _answers(model).filter(assessment=self.assessment, round=self.round)

    def agreed_row(self, key: str) -> BaseRating:
        row: BaseRating = self._rows(key).get()
        return row

    def locked_row(self, key: str) -> BaseRating:
        row: BaseRating = self._rows(key).select_for_update(of=("self",)).get()
        return row

    def _rows(self, key: str) -> RatingQuerySet:
        model = Rating if self.scales[key] is RATING_SCALE else ConsiderationPlacement
        return model.objects.for_assessment(self.assessment).with_key(key)

    def release(self) -> None:
        for model in (Rating, ConsiderationPlacement):
            cover(model.objects.filter(covered_by=self.round), None)

    @property
    def models(self) -> Iterator[type[BaseRating]]:
        """The models that hold the round's items: most rounds have no considerations among them."""
        scales = {id(scale) for scale in self.scales.values()}
        return (model for model in (Rating, ConsiderationPlacement) if id(model.scale) in scales)


# Threads ----------------------------------------------------------------------------------------------------------


class ItemThreads(ThreadOwner):
    """What is said of one item of an assessment."""

    namespace = section = "readiness"
    now_template = "readiness/item_now.html"
    model: ClassVar[type[BaseRating]]

    def __init__(self, row: BaseRating, key: str, membership: Membership) -> None:
        self.row: BaseRating = row
        self.key, self.membership = key, membership

    @classmethod
    def find(cls, user: User, slug: str, **kwargs: Any) -> Self:
        rows = cls.model.objects.with_key(kwargs["key"]).with_membership_of(user).with_thread()
        row = rows.get(assessment=kwargs["pk"], assessment__district__slug=slug)
        district = row.assessment.district
        return cls(
            row, kwargs["key"], Membership(pk=row.membership_pk, district=district, user=user, role=row.membership_role)
        )

    @property
    def args(self) -> tuple[object, ...]:
        return self.row.assessment.pk, self.key

    @cached_property
    def title(self) -> str:
        return item_name(self.row.assessment, self.key)

    @property
    def about(self) -> str:
        return f"{self.title} ({self.row.assessment})"

    @property
    def place(self) -> str:
        return f"{self.row.assessment.get_absolute_url()}#i-{self.key}"

    @property
    def crumbs(self) -> tuple[tuple[str, str], ...]:
        first = address("readiness:assessment_list", self.district.slug)
        return ("Readiness", first), (str(self.row.assessment), self.row.assessment.get_absolute_url())

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The item's own words, each with the title of its stage, as `now_template` shows them."""
        return item_text(self.row.assessment, self.key)


class RatingThreads(ItemThreads):
    """What is said of a stage description and its rating."""

    name, model = "rating", Rating


class PlacementThreads(ItemThreads):
    """What is said of a consideration and where the team places it."""

    name, model = "placement", ConsiderationPlacement
